"""Which one constraint holds orbit back: the lever that, set free, closes most of the gap."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dawndusk.constants import FloatArray

__all__ = ["LEVERS", "binding_constraint"]

LEVERS: dict[str, str] = {
    "satellite hardware": "satellites cost nothing to build (chips still do)",
    "launch": "launch is free",
    "waiting for orbit": "orbit delivers in the year it is asked",
    "failures without repair": "no chip and no satellite in orbit is ever lost",
    "operations and gateways": "operations and gateways cost nothing",
    "insurance and development": "insurance and development cost nothing",
    "cost of capital": "orbit borrows at the same rate as Earth",
}


def binding_constraint(
    year: int,
    orbit: FloatArray,
    earth: FloatArray,
    levers: Mapping[str, FloatArray],
) -> dict[str, Any]:
    """Rank the levers by how much of the orbital cost each one alone would take away.

    Parameters
    ----------
    year : int
        Calendar year of the figures.
    orbit, earth : ndarray, shape (n,) [USD_2026/GPU_hour]
        Cost of both sides in that year.
    levers : mapping of name to ndarray, shape (n,) [USD_2026/GPU_hour]
        Fall of the orbital cost when that lever alone is set free.

    Returns
    -------
    dict
        ``year``, ``constraint``, ``text``, ``gap_usd_per_gpu_hour`` (median of orbit less Earth)
        and ``levers``, each with the share of the median gap it closes and whether orbit is then
        cheaper in more than half of the draws.

    Examples
    --------
    >>> found = binding_constraint(2035, np.array([4.0, 4.0]), np.array([3.0, 3.0]),
    ...     {"launch": np.array([0.5, 0.5]), "satellite hardware": np.array([2.0, 2.0])})
    >>> found["constraint"], found["levers"][0]["closes"], found["levers"][1]["gap_closed_share"]
    ('satellite hardware', True, 0.5)
    """
    gap = float(np.median(orbit - earth))
    rows: list[dict[str, Any]] = []
    for name, fall in levers.items():
        fall = np.where(np.isfinite(orbit), fall, 0.0)  # no lever makes an impossible design cheap
        middle = float(np.median(fall[np.isfinite(orbit)]))
        rows.append(
            {
                "lever": name,
                "meaning": LEVERS.get(name, ""),
                "usd_per_gpu_hour": middle,
                "gap_closed_share": middle / gap if gap > 0.0 else None,
                "closes": bool(np.mean(orbit - fall < earth) > 0.5),
            }
        )
    rows.sort(key=lambda r: -r["usd_per_gpu_hour"])
    top = rows[0]
    return {
        "year": year,
        "constraint": top["lever"],
        "text": _sentence(year, gap, rows),
        "gap_usd_per_gpu_hour": gap,
        "levers": rows,
    }


def _sentence(year: int, gap: float, rows: Sequence[Mapping[str, Any]]) -> str:
    top = rows[0]
    if gap <= 0.0:
        return (
            f"In {year} orbit is already cheaper in the median draw; its largest removable cost is "
            f"{top['lever']}, {top['usd_per_gpu_hour']:.2f} $/GPU-hour."
        )
    if top["closes"]:
        return (
            f"In {year} the gap is {gap:.2f} $/GPU-hour in the median draw and {top['lever']} is "
            f"what holds orbit back: if {top['meaning']}, orbit is cheaper in most draws."
        )
    return (
        f"In {year} the gap is {gap:.2f} $/GPU-hour in the median draw; {top['lever']} is its "
        f"largest removable part, but no single lever closes it: if {top['meaning']}, "
        f"{min(99.0, 100.0 * top['gap_closed_share']):.0f} % of the gap goes."
    )
