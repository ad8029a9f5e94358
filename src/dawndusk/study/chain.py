"""The whole chain, once per block of draws: inputs to both sides, crossover and break-evens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.earth.power_paths import PATHS
from dawndusk.economics.convention import Convention, convention
from dawndusk.economics.waiting import break_even_wait
from dawndusk.errors import InputError
from dawndusk.satellite.inputs import Design
from dawndusk.scenario import Scenario
from dawndusk.study.break_even import BreakEven, break_even, own_cost_for
from dawndusk.study.earth_side import TOGETHER, Earth, earth_side
from dawndusk.study.orbit_side import OrbitSide, orbit_side
from dawndusk.twin.ground import Ground
from dawndusk.twin.node import Inputs, design_of, section
from dawndusk.twin.sky import Sky
from dawndusk.workload.chips import Chip, bridge_price, chip_by_year, goodput_share

__all__ = ["Chain", "Outcome", "acts_on", "chip_of"]

REFERENCE_YEAR = 2026.0  # of the chip's price and power, as its rows say


_ORBIT_ONLY = (
    "orbit.", "satellite.", "launch.", "production.", "ground_segment.", "traffic.", "operations.",
)  # fmt: skip
_SHARED = ("satellite.chips_per_job", "satellite.upset_recovery_minutes")


def acts_on(path: str) -> str:
    """Return which side a quantity acts on: "orbit", "earth" or "both".

    Examples
    --------
    >>> acts_on("launch.margin"), acts_on("earth.facility.pue"), acts_on("chip.life_years")
    ('orbit', 'earth', 'both')
    """
    if path in _SHARED:
        return "both"
    if path.startswith(_ORBIT_ONLY):
        return "orbit"
    bridge = path == "earth.bridge_usd_per_gpu_hour"
    return "earth" if path.startswith("earth.") and not bridge else "both"


class Outcome(NamedTuple):
    """What one block of draws gives."""

    orbit: OrbitSide
    earth: Earth
    break_even: BreakEven
    break_even_on_time: BreakEven
    earth_wait_years: FloatArray
    hybrid_usd_per_gpu_hour: FloatArray | None
    chip: Chip
    bridge_usd_per_gpu_hour: FloatArray


@dataclass(frozen=True)
class Chain:
    """A scenario made ready to be computed for any draws.

    Parameters
    ----------
    years : ndarray, shape (Y,)
        Calendar years, consecutive.
    path_names : tuple of str
        Power paths on offer on Earth.
    design : Design
        The satellites' choices: body, coolant, cells, what happens in the shadow.
    hybrid : bool
        Whether the cost of a mix is computed too.
    sky : Sky
        Tabulated sunlight.
    ground : Ground
        Tabulated gateways.
    workload : str
        What is run.
    rule : Convention
        The accounting of the headline.
    """

    years: FloatArray
    path_names: tuple[str, ...]
    design: Design
    hybrid: bool
    sky: Sky
    ground: Ground
    workload: str
    rule: Convention

    @classmethod
    def of(cls, scenario: Scenario) -> Chain:
        """Make the chain of a scenario; there must be something to compare orbit with."""
        span = scenario.years
        offered = tuple(n for n in PATHS if getattr(scenario.earth.paths, n) is not None)
        if not offered:
            raise InputError(
                "earth.paths offers no power path", allowed="at least one of " + ", ".join(PATHS)
            )
        return cls(
            years=np.arange(span.first, span.last + 1, dtype=float),
            path_names=(*offered, TOGETHER) if scenario.earth.all_paths_together else offered,
            design=design_of(scenario),
            hybrid=scenario.hybrid is not None,
            sky=Sky.of(scenario),
            ground=Ground.of(scenario),
            workload=scenario.need.workload,
            rule=convention(scenario.convention),
        )

    def run(self, inputs: Inputs) -> Outcome:
        """Compute one block.

        Parameters
        ----------
        inputs : mapping of dotted path to ndarray, shape (n, 1), (n, Y), (1, 1) or (1, Y)
            Drawn quantities of the scenario.
        """
        target = inputs["need.compute_gw"]
        shared = self._common(inputs)
        orbit = self._orbit(inputs, target, *shared)
        earth = self._earth(inputs, target, *shared)
        chip, bridge, _ = shared
        parity = earth.best.usd_per_gpu_hour
        own_parity = (
            own_cost_for(parity, bridge, orbit.side.waited_share) if self.rule.waiting else parity
        )
        return Outcome(
            orbit=orbit,
            earth=earth,
            break_even=_break_even(orbit, own_parity),
            break_even_on_time=_break_even(orbit, parity),
            earth_wait_years=break_even_wait(
                earth.best.levelised_usd_per_gpu_hour,
                orbit.side.usd_per_gpu_hour,
                bridge,
                inputs["finance.service_years"],
                inputs["finance.discount_rate"],
            ),
            hybrid_usd_per_gpu_hour=self._mix(inputs, target, *shared) if self.hybrid else None,
            chip=chip,
            bridge_usd_per_gpu_hour=bridge,
        )

    def log_ratio(
        self, inputs: Inputs, orbit: OrbitSide | None = None, earth: Earth | None = None
    ) -> FloatArray:
        """Natural logarithm of orbit over Earth cost in the last year, one figure per draw.

        A side that is given, from inputs that differ only on the other side, is not computed again.
        """
        orbit, earth = self.sides(inputs, orbit, earth)
        ratio = orbit.side.usd_per_gpu_hour[:, -1] / earth.best.usd_per_gpu_hour[:, -1]
        return np.asarray(np.log(ratio))

    def sides(
        self, inputs: Inputs, orbit: OrbitSide | None = None, earth: Earth | None = None
    ) -> tuple[OrbitSide, Earth]:
        """Both sides, each computed unless given."""
        target, shared = inputs["need.compute_gw"], self._common(inputs)
        return (
            self._orbit(inputs, target, *shared) if orbit is None else orbit,
            self._earth(inputs, target, *shared) if earth is None else earth,
        )

    def _common(self, inputs: Inputs) -> tuple[Chip, FloatArray, FloatArray]:
        """What both sides share: the chip, the rent while waiting, the interruptions."""
        given = section(inputs, "chip")
        chip = chip_of(inputs, self.years)
        bridge = bridge_price(inputs["earth.bridge_usd_per_gpu_hour"], chip.price_index)
        running = goodput_share(
            given["interruption_rate"],
            inputs["satellite.chips_per_job"],
            inputs["satellite.upset_recovery_minutes"] / 60.0,
        )
        return chip, bridge, running

    def _orbit(
        self,
        inputs: Inputs,
        target: FloatArray,
        chip: Chip,
        bridge: FloatArray,
        running: FloatArray,
    ) -> OrbitSide:
        with np.errstate(divide="ignore", invalid="ignore"):  # what does not close costs infinity
            return orbit_side(
                inputs,
                self.years,
                target,
                self.design,
                self.sky,
                self.ground,
                self.workload,
                chip,
                bridge,
                running,
                self.rule,
            )

    def _earth(
        self,
        inputs: Inputs,
        target: FloatArray,
        chip: Chip,
        bridge: FloatArray,
        running: FloatArray,
    ) -> Earth:
        return earth_side(inputs, self.path_names, target, chip, bridge, running, self.rule)

    def _mix(
        self,
        inputs: Inputs,
        target: FloatArray,
        chip: Chip,
        bridge: FloatArray,
        running: FloatArray,
    ) -> FloatArray:
        """Cost of sending a share of the need to orbit: each side builds, and waits for, less."""
        share = inputs["hybrid.orbit_share"]
        tiny = 1e-9
        up = self._orbit(inputs, np.maximum(share * target, tiny), chip, bridge, running)
        down = self._earth(inputs, np.maximum((1.0 - share) * target, tiny), chip, bridge, running)
        return np.asarray(
            share * up.side.usd_per_gpu_hour + (1.0 - share) * down.best.usd_per_gpu_hour
        )


def chip_of(inputs: Inputs, years: FloatArray) -> Chip:
    """Return the accelerator that a scenario buys, by year."""
    given = section(inputs, "chip")
    return chip_by_year(
        given["usd_per_gpu"],
        given["watts_per_gpu"],
        given["pflop_s"],
        given["usd_per_watt_growth"],
        given["energy_efficiency_growth"],
        years,
        REFERENCE_YEAR,
    )


def _break_even(orbit: OrbitSide, own_parity: FloatArray) -> BreakEven:
    """Break-evens of orbit against the own cost at which both sides cost the same."""
    return break_even(
        orbit.side.levelised_usd_per_gpu_hour,
        orbit.launch_part,
        orbit.satellite_part,
        own_parity,
        orbit.launch.usd_per_kg,
        orbit.satellite_usd_per_w,
        orbit.satellite.watts_per_kg,
    )
