"""What if everything went one side's way at once: the ratio with inputs at good or bad ends.

A probability says how often draws cross; a corner says how far they are from it. All inputs of one
side at their favourable decile at once is far less likely than one in ten.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.study.chain import Chain, acts_on
from dawndusk.study.draws import Sampler

__all__ = ["corners"]

_CASES: Final = (  # name, quantile of orbit's luck, quantile of Earth's bad luck
    ("every input at its median", 0.5, 0.5),
    ("every orbital input at its favourable quartile", 0.75, 0.5),
    ("every orbital input at its favourable decile", 0.9, 0.5),
    ("every input of Earth at its unfavourable decile", 0.5, 0.9),
    ("both: orbit's favourable and Earth's unfavourable decile", 0.9, 0.9),
)
_PROBE: Final = 0.9


def corners(chain: Chain, sampler: Sampler) -> list[dict[str, Any]]:
    """Ratio of orbit over Earth cost by year with all inputs of a side moved the same way.

    Parameters
    ----------
    chain : Chain
        The scenario, ready to be computed.
    sampler : Sampler
        Its quantities.

    Returns
    -------
    list of dict
        ``case``, ``orbit_quantile``, ``earth_quantile`` and ``ratio`` by year.

    Notes
    -----
    Which end of an input favours orbit is found by moving it alone from its median to its ninth
    decile. Inputs of both sides (chips, rent, interest, the need) stay at their medians.
    """
    names = sampler.uncertain
    middle = np.full(len(names), 0.5)
    probes = np.vstack([middle, np.where(np.eye(len(names), dtype=bool), _PROBE, 0.5)])
    probed = _ratio(chain, sampler, probes)[:, -1]
    helps = np.sign(
        np.nan_to_num(probed[0] - probed[1:])
    )  # +1 where more of the input is good for orbit
    side = np.array([acts_on(name) for name in names])
    rows = np.array(
        [
            np.where(
                side == "orbit",
                0.5 + helps * (orbit - 0.5),
                np.where(side == "earth", 0.5 + helps * (earth - 0.5), 0.5),
            )
            for _, orbit, earth in _CASES
        ]
    )
    ratios = _ratio(chain, sampler, rows.reshape(len(_CASES), len(names)))
    return [
        {
            "case": case,
            "orbit_quantile": orbit,
            "earth_quantile": earth,
            "ratio": [float(r) if np.isfinite(r) else None for r in ratio],
        }
        for (case, orbit, earth), ratio in zip(_CASES, ratios, strict=True)
    ]


def _ratio(chain: Chain, sampler: Sampler, u: FloatArray) -> FloatArray:
    orbit, earth = chain.sides(sampler.values(u))
    ratio = orbit.side.usd_per_gpu_hour / earth.best.usd_per_gpu_hour
    if chain.rule.waiting:  # where both only rent there is nothing to compare
        both = (orbit.side.waited_share >= 1.0) & (earth.best.waited_share >= 1.0)
        ratio = np.where(both, np.nan, ratio)
    return np.asarray(np.broadcast_to(ratio, (len(u), chain.years.size)))
