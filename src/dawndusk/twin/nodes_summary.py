"""What satellites in time say in figures: series by step and shell, and the block `nodes`."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import KELVIN_OFFSET, FloatArray
from dawndusk.satellite.coolants import coolants
from dawndusk.satellite.loop_budget import CHIP_COOLANT
from dawndusk.twin.constellation import Part
from dawndusk.twin.nodes import ENERGIES, Extreme, NodesFlown

__all__ = ["TEMPERATURES", "node_sample", "node_series", "summarise_nodes"]

TEMPERATURES: Final = ("array", "radiator", "coolant", "junction")
_MEANS: Final = {  # what a series is called, and the sum it is the mean of
    "node_compute": "compute",
    "node_power_w": "power_w",
    "node_load_w": "load_w",
    "node_heat_w": "rejected_w",
}
_COUNTS: Final = {
    "node_throttled": "throttled",
    "node_asleep": "asleep",
    "node_low_battery": "resting",
    "node_frozen": "frozen",
}
_J_PER_KWH: Final = 3.6e6


def node_series(flown: NodesFlown) -> dict[str, NDArray[Any]]:
    """Return the series of a flight by step and shell, float32; nan where no satellite was stepped.

    Parameters
    ----------
    flown : NodesFlown
        The satellites in time.

    Returns
    -------
    dict of name to ndarray
        As of a `Flight`, those with names that begin with ``node_``.
    """
    from dawndusk.twin.kernels_node_sums import ENDS, SUMS

    low, high = len(SUMS), len(SUMS) + len(ENDS)

    def all_of(column: int, scale: Any = 1.0, shift: float = 0.0) -> NDArray[np.float32]:
        scales = np.broadcast_to(np.asarray(scale, dtype=np.float64), len(flown.parts))
        found = [
            part.by_step[:, column] * np.float32(scales[k]) - np.float32(shift)
            if part.satellites
            else np.full(len(part.by_step), np.nan, dtype=np.float32)
            for k, part in enumerate(flown.parts)
        ]
        return np.stack(found, axis=1)

    step = [1.0 / max(1, part.satellites) for part in flown.parts]
    series: dict[str, NDArray[Any]] = {
        "node_satellites": np.array([part.satellites for part in flown.parts], dtype=np.int64)
    }
    series |= {name: all_of(SUMS.index(of), step) for name, of in _MEANS.items()}
    series |= {name: all_of(SUMS.index(of)) for name, of in _COUNTS.items()}
    for name in TEMPERATURES:
        column = ENDS.index(f"{name}_k")
        series[f"node_{name}_c"] = all_of(SUMS.index(f"{name}_k"), step, KELVIN_OFFSET)
        series[f"node_{name}_c_min"] = all_of(low + column, 1.0, KELVIN_OFFSET)
        series[f"node_{name}_c_max"] = all_of(high + column, 1.0, KELVIN_OFFSET)
    full = np.array([1.0 / part.model.battery_j for part in flown.parts])
    charge = ENDS.index("charge_j")
    series["node_charge"] = all_of(SUMS.index("charge_j"), step * full)
    series["node_charge_min"] = all_of(low + charge, full)
    series["node_charge_max"] = all_of(high + charge, full)
    return series


def node_sample(flown: NodesFlown, shells: NDArray[np.int32]) -> dict[str, NDArray[Any]]:
    """Return the followed satellites, by satellite and step.

    Parameters
    ----------
    flown : NodesFlown
        The satellites in time.
    shells : ndarray of int
        Shell of each of the followed, (k,).

    Returns
    -------
    dict of name to ndarray
        As of the sample of a `Flight`, those with names that begin with ``node_``.
    """
    from dawndusk.twin.kernels_node_sums import WATCHED

    by_name = dict(zip(WATCHED, np.moveaxis(flown.watched, -1, 0), strict=True))
    full = np.array([part.model.battery_j for part in flown.parts], dtype=np.float32)[shells]
    found = {
        f"node_{name}_c": by_name[f"{name}_k"].T - np.float32(KELVIN_OFFSET)
        for name in TEMPERATURES
    }
    found["node_charge"] = (by_name["charge_j"] / full).T
    for name in ("power_w", "load_w", "compute"):
        found[f"node_{name}"] = by_name[name].T
    return {name: np.ascontiguousarray(of) for name, of in found.items()}


def summarise_nodes(
    parts: tuple[Part, ...],
    flown: NodesFlown,
    series: dict[str, NDArray[Any]],
    chips_w: float,
    start_utc: str,
    step_s: float,
) -> tuple[dict[str, Any] | None, list[dict[str, Any] | None]]:
    """Return the block `nodes` of a flight's summary, and that of every shell.

    Parameters
    ----------
    parts : tuple of Part
        The shells.
    flown : NodesFlown
        Their satellites in time.
    series : dict of name to ndarray
        From `node_series`.
    chips_w : float [W]
        At the chips of one satellite, at full clock.
    start_utc : str
        Of the first step.
    step_s : float [s]
        From one look to the next.

    Returns
    -------
    dict or None, list of dict or None
        As `Flight` lays it down; None where no satellite was stepped.
    """
    start = datetime.fromisoformat(start_utc.replace("Z", "+00:00"))

    def named(place: int, found: Extreme, name: str) -> dict[str, Any]:
        part = parts[place]
        held: Any = part.groups[found.group].satellites
        seconds = found.step * step_s
        plane, slot = _where(held, found.place)
        own = getattr(held, "names", None)
        return {
            f"{name}_c": found.kelvin - KELVIN_OFFSET,
            "shell": part.name,
            "plane": plane + 1,
            "place": slot + 1,
            "name": None if own is None else str(own[found.place]),
            "adrift": len(part.groups) > 1 and part.groups[found.group].tier == "general",
            "hours": seconds / 3600.0,
            "utc": (start + timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }

    def block(shells: list[int]) -> dict[str, Any] | None:
        mine = [place for place in shells if flown.parts[place].satellites]
        if not mine:
            return None
        made = [flown.parts[place] for place in mine]
        many = np.array([part.satellites for part in made], dtype=np.float64)
        turn = int(np.ceil(max(part.spin_up_s for part in made) / step_s))
        full_gw = 1e-9 * chips_w * float(many.sum())
        cold = min(mine, key=lambda place: flown.parts[place].coldest.kelvin)
        hot = max(mine, key=lambda place: flown.parts[place].hottest.kelvin)
        return {
            "satellites": int(many.sum()),
            **_figures(series, mine, many),
            "least_charge_share": _first_and_last(series["node_charge_min"][:, mine], turn),
            "compute_gw": _span(_weighed(series["node_compute"][:, mine], many) * full_gw),
            "freezing_c": float(min(part.model.freezing_k for part in made)) - KELVIN_OFFSET,
            "chips_coolant_freezing_c": coolants()[CHIP_COOLANT].freezing_c,
            "coldest": named(cold, flown.parts[cold].coldest, "radiator"),
            "hottest": named(hot, flown.parts[hot].hottest, "junction"),
            "energy_kwh_per_satellite": {
                name: sum(part.energy_j[name] for part in made) / _J_PER_KWH / float(many.sum())
                for name in (*ENERGIES, "stored")
            },
            "energy_residual": max(part.energy_residual for part in made),
            "dose_rad": float(many @ [part.dose_rad for part in made] / many.sum()),
            "upsets_per_satellite": float(many @ [part.upsets for part in made] / many.sum()),
        }

    whole = block(list(range(len(parts))))
    if whole is not None:
        whole["step_s"] = flown.step_s
        whole["spin_up_hours"] = max(part.spin_up_s for part in flown.parts) / 3600.0
    return whole, [block([place]) for place in range(len(parts))]


def _figures(
    series: dict[str, NDArray[Any]], shells: list[int], many: FloatArray
) -> dict[str, Any]:
    """Return means, least and most over steps (shares, powers) or satellites too (temperatures)."""
    total = many.sum()

    def mean(name: str) -> FloatArray:
        return _weighed(series[name][:, shells], many)

    def ends(name: str) -> dict[str, float]:
        low, high = series[f"{name}_min"][:, shells], series[f"{name}_max"][:, shells]
        return {"min": float(low.min()), "mean": float(mean(name).mean()), "max": float(high.max())}

    def share(name: str) -> dict[str, float]:
        return _span(series[name][:, shells].sum(axis=1, dtype=np.float64) / total)

    return {
        "compute_share": _span(mean("node_compute")),
        "power_w_per_satellite": _span(mean("node_power_w")),
        "load_w_per_satellite": _span(mean("node_load_w")),
        "heat_w_per_satellite": _span(mean("node_heat_w")),
        **{f"{name}_c": ends(f"node_{name}_c") for name in TEMPERATURES},
        "charge_share": ends("node_charge"),
        "throttled_share": share("node_throttled"),
        "asleep_share": share("node_asleep"),
        "low_battery_share": share("node_low_battery"),
        "frozen_share": share("node_frozen"),
    }


def _first_and_last(lowest: NDArray[Any], turn: int) -> dict[str, float] | None:
    """Return the lowest in the first and in the last revolution; None in a flight of less than two.

    Examples
    --------
    >>> _first_and_last(np.array([[0.9], [0.7], [0.8], [0.6]]), 2)
    {'first': 0.7, 'last': 0.6}
    """
    if len(lowest) < 2 * turn:
        return None
    return {"first": float(lowest[:turn].min()), "last": float(lowest[-turn:].min())}


def _weighed(by_shell: NDArray[Any], many: FloatArray) -> FloatArray:
    """Return the mean over the satellites of some shells, by step."""
    return np.asarray(by_shell.astype(np.float64) @ (many / many.sum()))


def _span(by_step: FloatArray) -> dict[str, float]:
    return {
        "mean": float(by_step.mean()), "min": float(by_step.min()), "max": float(by_step.max()),
    }  # fmt: skip


def _where(held: Any, place: int) -> tuple[int, int]:
    """Return plane within the group and place in the plane."""
    if hasattr(held, "per_plane"):
        return place // held.per_plane, place % held.per_plane
    if hasattr(held, "plane"):
        plane = int(held.plane[place])
        return plane, int(np.count_nonzero(held.plane[:place] == plane))
    return 0, place
