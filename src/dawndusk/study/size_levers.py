"""What binds the mass: its largest part, and the one input whose good end takes most away."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dawndusk.satellite.budget import MASS_PARTS
from dawndusk.study.size_bench import Bench

__all__ = ["LIVES", "levers"]

LIVES: Final = ("satellite.life_years", "satellite.dose_limit_rad", "chip.life_years")
_SIDES: Final = ("orbit.", "satellite.")
_NEGLIGIBLE: Final = 1e-9  # of the mass: the input does not act on it


def levers(bench: Bench) -> dict[str, Any]:
    """Launched mass with one input at a time at either end, all others at their best estimate.

    Parameters
    ----------
    bench : Bench
        The scenario, ready to be closed.

    Returns
    -------
    dict
        ``largest_part``, its ``kg`` and ``share``; ``inputs``, each with its ends, the mass at
        its better end and at its worse (null where it does not close), by falling gain.

    Notes
    -----
    The ends are the low and high of the row: bounds of a triangle, 5 and 95 percentiles of a
    lognormal. What sets the life is left alone: a shorter life is lighter, and no gain. The input
    that gains most is that of most doubt as much as of most weight.

    Examples
    --------
    >>> import numpy as np
    >>> from dawndusk.scenario import parse
    >>> found = levers(Bench.of(parse({"name": "x"}), np.array([2026.0])))
    >>> found["largest_part"], found["inputs"][0]["better_wet_kg"] < found["wet_kg"]
    ('array', True)
    """
    paths = [
        path for path in bench.sampler.uncertain if path.startswith(_SIDES) and path not in LIVES
    ]
    rows = 1 + 2 * len(paths)
    changes = {}
    ends = {path: bench.bounds(path) for path in paths}
    for place, path in enumerate(paths):
        figures = np.full(rows, np.nan)
        figures[1 + 2 * place : 3 + 2 * place] = ends[path]
        changes[path] = figures
    budget = bench.close(bench.varied(changes, rows)).budget
    wet = np.broadcast_to(budget.wet_kg, (rows, 1))[:, 0]
    whole = float(wet[0])
    found = []
    for place, path in enumerate(paths):
        pair = wet[1 + 2 * place : 3 + 2 * place]
        known = np.where(np.isfinite(pair), pair, np.inf)
        better = int(np.argmin(known))
        gain = whole - float(known[better])
        if not np.ptp(np.nan_to_num(known, posinf=1e30)) > _NEGLIGIBLE * whole or gain <= 0.0:
            continue
        found.append(
            {
                "input": path,
                "unit": bench.quantities[path].unit,
                "best": float(bench.best(float(bench.years[0]))[path].flat[0]),
                "better": ends[path][better],
                "worse": ends[path][1 - better],
                "better_wet_kg": float(known[better]),
                "worse_wet_kg": float(pair[1 - better]) if np.isfinite(pair[1 - better]) else None,
                "gain_kg": gain,
                "gain_share": gain / whole,
            }
        )
    found.sort(key=lambda item: -float(str(item["gain_kg"])))
    parts = {p: float(np.atleast_2d(getattr(budget, f"{p}_kg"))[0, 0]) for p in MASS_PARTS}
    largest = max(parts, key=lambda part: parts[part])
    return {
        "wet_kg": whole,
        "largest_part": largest,
        "kg": parts[largest],
        "share": parts[largest] / whole,
        "inputs": found,
    }
