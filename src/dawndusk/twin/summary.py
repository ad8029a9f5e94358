"""What a flight says in figures: plain data for the terminal, ``summary.json`` and the report."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import SECONDS_PER_HOUR, FloatArray
from dawndusk.orbit.accuracy import position_bound
from dawndusk.orbit.eclipses import eclipse_passes
from dawndusk.orbit.shells import Shell
from dawndusk.scenario import Scenario
from dawndusk.twin.constellation import FirstDay, Part, orbit_of
from dawndusk.twin.counting import Counted, minimum_elevation
from dawndusk.twin.environment import Environment
from dawndusk.twin.ground import candidates
from dawndusk.twin.nodes import NodesFlown
from dawndusk.twin.nodes_summary import summarise_nodes
from dawndusk.twin.size import Size
from dawndusk.version import __version__

__all__ = ["summarise"]

MOST_PLANES: Final = 400  # of a shell, evenly taken, whose passes through the shadow are timed
ERRORS: Final = {
    "position": "Mean elements under J2: within {position_km:,.0f} km of a numerical J2 orbit to "
    "the last step. Drag, the Moon, the Sun's pull and station-keeping are left out.",
    "imported": "SGP4: about 1 km at the epoch of public elements, 1 to 3 km a day from there.",
    "sun": "The Sun to 0.01 deg: 0.2 s of a shadow's edge.",
    "shadow": "A spherical Earth without air: the flattened one shortens the longest umbra at "
    "dawn-dusk by 0.3 min at 550 and 650 km, 0.6 at 1,000, 1.1 at 1,200 and 2.9 at 1,300, and ends "
    "it at 1,310; grazing passes of up to 5 min vanish, and the year is 0.001 to 0.002 sunnier.",
    "nodes": "Satellites at the end of their life, all alike, by steps of {node_step_s:g} s: at "
    "60 s within 0.4 K of the array and 0.1 K of panel and coolant through a shadow. The Earth's "
    "light by place is within 12 W/m2 of its integral at 650 km. Pumps run on; no heaters.",
    "surface": "Land and gateways by cells of 0.28 deg on a sphere: an edge off by up to 0.3 deg; "
    "over the flattened Earth about a fortieth more satellites see a gateway.",
}


def summarise(
    scenario: Scenario,
    parts: tuple[Part, ...],
    size: Size,
    counted: Counted,
    flown: NodesFlown,
    nodes: dict[str, NDArray[Any]],
    first: FirstDay,
    hours: float,
    step_s: float,
    seed: int,
) -> dict[str, Any]:
    """Return the summary of a flight, as `Flight` lays it down.

    Parameters
    ----------
    scenario : Scenario
        What was flown.
    parts : tuple of Part
        Its shells.
    size : Size
        Satellites by tier.
    counted : Counted
        The counts.
    flown : NodesFlown
        The satellites in time.
    nodes : dict of name to ndarray
        Their series.
    first : FirstDay
        Day of the first step, and why this one.
    hours : float [h]
        How long.
    step_s : float [s]
        From one look to the next.
    seed : int
        Of the satellites off station.

    Returns
    -------
    dict
    """
    series = counted.series
    start_utc = f"{first.day.isoformat()}T00:00:00Z"
    chips_w = 1e3 * scenario.satellite.it_power_kw.value
    whole, by_shell = summarise_nodes(parts, flown, nodes, chips_w, start_utc, step_s)
    environment = Environment.of(scenario, first.day.year)
    tiers = {"structured": size.structured, "general": size.general, "imported": size.imported}
    synchronous = any(part.shell is not None and part.shell.sun_synchronous for part in parts)
    return {
        "verb": "fly",
        "version": __version__,
        "scenario": scenario.name,
        "title": scenario.title,
        "date": first.day.isoformat(),
        "date_chosen": first.chosen,
        "start_utc": start_utc,
        "hours": hours,
        "step_s": step_s,
        "steps": int(series["time_s"].size),
        "seed": seed,
        "satellites": size.satellites,
        "planes": size.planes,
        "tiers": tiers,
        "status": _status(size, counted),
        "gateways": len(candidates(scenario).name),
        "minimum_elevation_deg": minimum_elevation(scenario),
        "shares": _shares(series, slice(None)),
        "nodes": whole,
        "shells": [
            {**_shell(part, place, counted, environment, hours), "nodes": by_shell[place]}
            for place, part in enumerate(parts)
        ],
        "altitude_trade": environment.altitude_trade() if synchronous else None,
        "imported": [_file(parts[place], counted, place) for place in counted.files],
        "errors": _errors(parts, counted, hours, flown.step_s),
    }


def _errors(
    parts: tuple[Part, ...], counted: Counted, hours: float, node_step_s: float
) -> dict[str, str]:
    """Return the bounds that go with what was flown, and for how long."""
    shells = [part.shell.inclination_rad for part in parts if part.shell is not None]
    bound = position_bound(shells, hours * SECONDS_PER_HOUR)
    apply = {"position": bool(shells), "imported": bool(counted.files)}
    return {
        name: text.format(position_km=1e-3 * np.max(bound, initial=0.0), node_step_s=node_step_s)
        for name, text in ERRORS.items()
        if apply.get(name, True)
    }


def _status(size: Size, counted: Counted) -> dict[str, int]:
    """Count the satellites by what has become of them, the first reason for each."""
    lost = Counter({"decayed": counted.decayed})
    for file in counted.files.values():
        lost.update(file.reasons)
    return {"ok": size.satellites - lost.total(), **lost}


def _shares(series: dict[str, NDArray[Any]], shells: slice) -> dict[str, dict[str, float | None]]:
    """Return mean, least and most over the steps, of the satellites in orbit."""
    failed = series["failed"][:, shells].sum(axis=1)
    in_orbit = series["shell_satellites"][shells].sum() - failed

    def share(name: str) -> dict[str, float | None]:
        there = in_orbit > 0
        if not there.any():
            return {"mean": None, "min": None, "max": None}
        part = series[name][:, shells].sum(axis=1)[there] / in_orbit[there]
        return {"mean": float(part.mean()), "min": float(part.min()), "max": float(part.max())}

    names = {"sunlight": "light"}
    wanted = ("lit", "penumbra", "umbra", "sunlight", "over_land", "gateway_in_view")
    return {name: share(names.get(name, name)) for name in wanted}


def _shell(
    part: Part, place: int, counted: Counted, environment: Environment, hours: float
) -> dict[str, Any]:
    shell, series = part.shell, counted.series
    altitude_km, inclination_deg = orbit_of(part)
    local = None if shell is None else shell.local_time_h
    longest = (None, None) if shell is None else _longest(shell, counted, hours)
    return {
        "name": part.name,
        "pattern": part.pattern,
        "altitude_km": altitude_km,
        "inclination_deg": inclination_deg,
        "local_time_h": None if local is None else [float(local[0]), float(local[-1])],
        "planes": part.planes,
        "satellites": part.satellites,
        "tier": part.groups[0].tier,
        "shares": _shares(series, slice(place, place + 1)),
        "longest_umbra_min": longest[0],
        "longest_shadow_min": longest[1],
        "year": None if shell is None else environment.year_of(shell),
        "environment": None if shell is None else environment.at(shell),
    }


def _longest(shell: Shell, counted: Counted, hours: float) -> tuple[float, float]:
    """Return the longest umbra, and the longest shadow with the penumbra, of any plane [min]."""
    at = np.unique(np.linspace(0, shell.planes - 1, min(shell.planes, MOST_PLANES)).astype(int))
    passes = eclipse_passes(
        shell.altitude_km,
        shell.inclination_rad,
        shell.node_rad[at],
        shell.phase_rad[at],
        shell.epoch_days,
        float(counted.track.days[0]),
        hours,
    )

    def longest(entry: FloatArray, leaving: FloatArray) -> float:
        return float(np.max(leaving - entry, initial=0.0)) / 60.0

    return (
        longest(passes.umbra_entry_s, passes.umbra_exit_s),
        longest(passes.penumbra_entry_s, passes.penumbra_exit_s),
    )


def _file(part: Part, counted: Counted, place: int) -> dict[str, Any]:
    """Return what became of the satellites of one file."""
    found = counted.files[place]
    return {
        "file": part.name,
        "satellites": part.satellites,
        "failed": found.failed,
        "reasons": found.reasons,
        "oldest_days": found.oldest_days,
        "warnings": list(found.warnings),
    }
