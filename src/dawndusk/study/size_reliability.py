"""What of a satellite works over its life, part by part, and in which state it ends."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from dawndusk.data import catalogue
from dawndusk.satellite.availability import states
from dawndusk.satellite.hazards import ending_parts, group_survival
from dawndusk.scenario.parts import ENDING
from dawndusk.study.size_finding import one
from dawndusk.twin.lifetime import chips_of, upsets_of, working_over_life
from dawndusk.twin.node import Inputs, Node

__all__ = ["reliability"]

_PARTS: Final = "satellite.parts."


def reliability(inputs: Inputs, best: Node) -> dict[str, Any]:
    """Survival of a satellite and of its compute over a life without repair.

    Parameters
    ----------
    inputs : mapping
        Best estimates in the first year.
    best : Node
        The satellite that they give.

    Returns
    -------
    dict
        ``life_years``; ``survival`` of the satellite at the end, ``loss_per_year`` that comes to
        the same, ``mean_compute_share`` over the life; ``parts``, each with ``fitted``,
        ``needed`` and the share of satellites that it alone ends; ``deployment_failure_share``;
        ``chips_per_job`` and ``upsets``, by kind and year, with one great storm;
        ``end_states``, shares of the satellites with all of their compute, with nine tenths or
        more, with half or more, with less, and lost, which add up to one; ``curve`` of survival
        and of working compute over the years.

    Notes
    -----
    Segments of the radiator that punctures close are made up for by area and count as whole.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> from dawndusk.study.size_bench import Bench
    >>> bench = Bench.of(parse({"name": "x"}), np.array([2026.0]))
    >>> inputs = bench.best(2026.0)
    >>> found = reliability(inputs, bench.close(inputs))
    >>> round(sum(found["end_states"].values()), 9), 0.8 < found["survival"] < 0.98
    (1.0, True)
    """
    life = one(best.life_years)
    working = working_over_life(inputs, best)
    figures = {
        path.removeprefix(_PARTS): one(value)
        for path, value in inputs.items()
        if path.startswith(_PARTS)
    }
    factor, common = figures["maturity_factor"], figures["common_share"]
    parts = [
        {
            "part": name,
            "fitted": part.fitted,
            "needed": part.needed,
            "loss_per_year": factor * float(part.loss_per_year),
            "ends_share": 1.0
            - float(
                group_survival(
                    life,
                    factor * float(part.loss_per_year),
                    part.fitted,
                    part.needed,
                    part.shape,
                    common,
                )
            ),
        }
        for name, part in zip(ENDING, ending_parts(figures), strict=True)
    ]
    parts.sort(key=lambda item: -float(item["ends_share"]))
    survival = one(working.survival)
    order = np.argsort(working.times.years.reshape(len(working.times.years), -1)[:, 0])
    years = working.times.years.reshape(len(order), -1)[order, 0]
    share = working.share.reshape(len(order), -1)[order, 0]
    return {
        "life_years": life,
        "survival": survival,
        "loss_per_year": one(working.loss_per_year),
        "mean_compute_share": one(working.mean(np.zeros(1))),
        "parts": parts,
        "deployment_failure_share": min(factor * figures["deployment_failure_share"], 1.0),
        "chips_per_job": one(inputs["satellite.chips_per_job"]),
        "upsets": {
            **{name: one(figure) for name, figure in upsets_of(inputs, best)._asdict().items()},
            "storm_rad": one(best.storm_rad),
            "storms_per_year": one(best.storms_per_year),
        },
        "end_states": _end_states(inputs, best, survival, figures),
        "curve": {
            "years": [0.0, *(float(y) for y in years)],
            "compute_share": [
                1.0 - min(factor * figures["deployment_failure_share"], 1.0),
                *(float(s) for s in share),
            ],
        },
    }


def _end_states(
    inputs: Inputs, best: Node, survival: float, figures: dict[str, float]
) -> dict[str, float]:
    """Shares of the satellites by what of their compute works on the last day."""
    life = one(best.life_years)
    lost = one(inputs["chip.permanent_failure_rate"])
    lost += one(upsets_of(inputs, best).chip_loss_per_year)
    chips = round(one(chips_of(inputs)))
    full, most, half = (
        float(p)
        for p in states(
            survival,
            np.exp(-lost * life),
            chips,
            one(inputs["satellite.spare_share"]),
            np.exp(-figures["array_string_loss_per_year"] * life),
            catalogue()["satellite.part.array_string.fitted"].value,
            1.0,
            1.0,
        )
    )
    return {
        "all": full,
        "nine tenths or more": most - full,
        "half or more": half - most,
        "less than half": survival - half,
        "lost": 1.0 - survival,
    }
