"""Keeps what the summary needs of every block, in arrays made once.

The headline of both sides is kept for all draws. What else the summary shows is kept for the
first `KEPT` draws only, so that memory does not grow with the number of draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite.budget import MASS_PARTS
from dawndusk.study.chain import Outcome
from dawndusk.study.side import Side

__all__ = ["KEPT", "LEVER_YEAR", "Collected", "Collector"]

KEPT: Final = 20_000
LEVER_YEAR: Final = 9  # the binding constraint is asked of the tenth year
_SIDE_FIELDS: Final = tuple(f for f in Side._fields if f not in ("parts", "steps"))


@dataclass(frozen=True)
class Collected:
    """Arrays of a finished run; the first axis is draws, the second years where there is one.

    Attributes
    ----------
    orbit, earth : ndarray, shape (draws, Y) [USD_2026/GPU_hour]
        Headline of both sides, every draw.
    kept : dict of name to ndarray, shape (kept, Y) or (kept, 1)
        Everything else, of the first draws.
    means : dict of name to ndarray, shape (Y,) or (1,)
        Means over the same draws: of the components of cost and of the mean cost they add up to.
    best_path : ndarray of int, shape (kept, Y)
        Index of the cheapest Earth path.
    path_names : tuple of str
        What the index means.
    """

    orbit: FloatArray
    earth: FloatArray
    kept: dict[str, FloatArray]
    means: dict[str, FloatArray]
    best_path: FloatArray
    path_names: tuple[str, ...]

    def samples(self, years: FloatArray) -> dict[str, FloatArray]:
        """Columns of ``samples.parquet``: one row per kept draw and year."""
        n = self.best_path.shape[0]
        shape = (n, years.size)
        columns: dict[str, FloatArray] = {
            "draw": np.repeat(np.arange(n), years.size),
            "year": np.tile(years.astype(np.int32), n),
            "orbit_usd_per_gpu_hour": self.orbit[:n].ravel(),
            "earth_best_usd_per_gpu_hour": self.earth[:n].ravel(),
        }
        for name in _SAMPLED:
            columns[name.replace(".", "_")] = np.broadcast_to(self.kept[name], shape).ravel()
        columns["earth_best_path"] = np.asarray(self.path_names)[
            self.best_path.astype(np.intp).ravel()
        ]
        return columns


_SAMPLED: Final = (
    "orbit.levelised_usd_per_gpu_hour",
    "orbit.wait_years",
    "orbit.launch_usd_per_kg",
    "orbit.satellite_usd_per_w",
    "orbit.watts_per_kg",
    "orbit.delivered_share",
    "best.levelised_usd_per_gpu_hour",
    "best.wait_years",
    "best.delivered_share",
)


class Collector:
    """Takes outcomes block by block, from any thread, each into its own rows."""

    def __init__(self, draws: int, years: int) -> None:
        self._draws, self._years = draws, years
        self._orbit = np.empty((draws, years))
        self._earth = np.empty((draws, years))
        self._kept: dict[str, FloatArray] = {}
        self._sums: dict[int, dict[str, FloatArray]] = {}
        self._best = np.empty((min(draws, KEPT), years), dtype=np.int8)
        self._paths: tuple[str, ...] = ()

    def store(self, start: int, size: int, outcome: Outcome) -> None:
        """Keep one block of `size` draws that begins with draw `start`.

        The first block must be stored before any other: it decides which arrays there are.
        """
        orbit, earth = outcome.orbit.side, outcome.earth.best
        stop = start + size
        if start == 0:
            self._paths = tuple(outcome.earth.paths)
        self._orbit[start:stop] = orbit.usd_per_gpu_hour
        self._earth[start:stop] = earth.usd_per_gpu_hour
        end = min(stop, KEPT)
        if start >= end:
            return
        rows = end - start
        for name, value in _figures(outcome):
            array = np.atleast_2d(value)
            if name not in self._kept:
                self._kept[name] = np.empty((min(self._draws, KEPT), array.shape[1]))
            self._kept[name][start:end] = array[:rows] if array.shape[0] > 1 else array
        self._sums[start] = _sums("orbit", outcome.orbit.side, rows) | _sums(
            "best", outcome.earth.best, rows
        )
        best = np.atleast_2d(outcome.earth.best_path)
        self._best[start:end] = best[:rows] if best.shape[0] > 1 else best

    def finished(self) -> Collected:
        """Return what was kept."""
        blocks = [self._sums[start] for start in sorted(self._sums)]
        sums = {name: np.sum([block[name] for block in blocks], axis=0) for name in blocks[0]}
        means = {
            name: total / np.where(count > 0, count, np.nan)
            for name, total in sums.items()
            for count in [sums[f"{name.partition('.')[0]}.count"]]
        }
        return Collected(
            self._orbit, self._earth, self._kept, means, self._best.astype(float), self._paths
        )


def _sums(name: str, side: Side, rows: int) -> dict[str, FloatArray]:
    """Sums over the draws that close: the headline and the components it adds up from."""
    headline = side.usd_per_gpu_hour
    closes = np.isfinite(headline)
    waiting = np.where(closes, headline, 0.0) - np.where(
        closes, side.levelised_usd_per_gpu_hour, 0.0
    )
    items = {"usd_per_gpu_hour": headline, "count": closes, "parts.waiting": waiting}
    items |= {f"parts.{part}": value for part, value in side.parts.items()}
    shape = (rows, headline.shape[-1])
    found = {}
    for item, value in items.items():
        whole = np.where(closes, value, 0.0)
        whole = whole[:rows] if whole.shape[0] > 1 else np.broadcast_to(whole, shape)
        found[f"{name}.{item}"] = whole.sum(axis=0)
    return found


def _figures(outcome: Outcome) -> list[tuple[str, FloatArray]]:
    """Everything the summary reads, by name."""
    orbit, earth = outcome.orbit, outcome.earth
    found: list[tuple[str, FloatArray]] = []
    for side_name, side in (("orbit", orbit.side), ("best", earth.best)):
        found += [(f"{side_name}.{f}", getattr(side, f)) for f in _SIDE_FIELDS]
        found += [(f"{side_name}.steps.{k}", v) for k, v in side.steps.items()]
    pick: dict[str, FloatArray] = {
        "orbit.launch_usd_per_kg": orbit.launch.usd_per_kg,
        "orbit.launch_floor_usd_per_kg": orbit.launch.floor_usd_per_kg,
        "orbit.satellite_usd_per_w": orbit.satellite_usd_per_w,
        "orbit.life_years": orbit.life_years,
        "orbit.dose_rad_per_year": orbit.dose_rad_per_year,
        "orbit.launch_cap_gw_per_year": orbit.launch_cap_gw_per_year,
        "orbit.production_cap_gw_per_year": orbit.production_cap_gw_per_year,
        "orbit.mean_sunlit": orbit.sunlight.mean_sunlit,
        "orbit.lost_sunlight_min": orbit.sunlight.lost_sunlight_s / 60.0,
        "orbit.inclination_deg": np.degrees(orbit.sunlight.inclination_rad),
        "break_even.earth_wait_years": outcome.earth_wait_years,
    }
    ground = orbit.ground
    pick |= {
        "gateways.terminals_per_gw": ground.gateways.terminals_per_gw[:, :1],
        "gateways.sites_per_gw": ground.gateways.sites_per_gw[:, :1],
        "gateways.site_availability": ground.table.site_availability,
        "gateways.joint_availability": ground.table.joint_availability,
    }
    found += list(pick.items())
    for name, entry in (
        ("break_even", outcome.break_even),
        ("on_time", outcome.break_even_on_time),
    ):
        found += [(f"{name}.{k}", v) for k, v in entry._asdict().items()]
    satellite = orbit.satellite
    for field in _SATELLITE_FIELDS:
        found.append((f"satellite.{field}", getattr(satellite, field)))
    found += [("orbit.watts_per_kg", satellite.watts_per_kg)]
    for name, value in orbit.levers.items():
        at = min(LEVER_YEAR, value.shape[-1] - 1)
        found.append((f"levers.{name}", value[..., at : at + 1]))
    for name, path in earth.paths.items():
        found += [
            (f"paths.{name}.usd_per_gpu_hour", path.price.usd_per_gpu_hour),
            (f"paths.{name}.levelised_usd_per_gpu_hour", path.price.levelised_usd_per_gpu_hour),
            (f"paths.{name}.energy_usd_per_mwh", path.energy_usd_per_mwh),
            (f"paths.{name}.time_to_power_years", path.time_to_power_years),
            (f"paths.{name}.wait_years", path.wait_years),
            (f"paths.{name}.cap_gw_per_year", path.cap_gw_per_year),
            (f"paths.{name}.delivered_share", path.delivered_share),
        ]
    if outcome.hybrid_usd_per_gpu_hour is not None:
        found.append(("hybrid.usd_per_gpu_hour", outcome.hybrid_usd_per_gpu_hour))
    return found


_SATELLITE_FIELDS: Final = (
    *(f"{part}_kg" for part in MASS_PARTS),
    "dry_kg",
    "wet_kg",
    "bus_load_w",
    "array_area_m2",
    "array_power_bol_w",
    "array_temperature_c",
    "battery_kwh",
    "panel_temperature_c",
    "sink_temperature_c",
    "radiator_flux_w_m2",
    "radiator_area_m2",
    "radiator_m2_per_kw",
    "delta_v_m_per_s",
    "drag_area_m2",
    "drag_m_per_s_per_year",
)
