"""What works of a satellite over its life: nodes, strings and chips lost, and nobody repairs."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite.availability import LifeTimes, compute_share, life_times, mean_over_life
from dawndusk.satellite.hazards import ending_parts, equivalent_loss_per_year, node_survival
from dawndusk.twin.node import Inputs, Node, section

__all__ = ["Working", "working_over_life"]

_PARTS: Final = "satellite.parts."


class Working(NamedTuple):
    """Share of a satellite's compute that works, at times of its life.

    Attributes
    ----------
    times : LifeTimes
        Of the life, one leading axis.
    share : ndarray [1]
        Of the compute, lost satellites included, at these times.
    survival : ndarray [1]
        Of whole satellites, at the end of the life.
    loss_per_year : ndarray [1/year]
        Constant loss of whole satellites that comes to the same.
    """

    times: LifeTimes
    share: FloatArray
    survival: FloatArray
    loss_per_year: FloatArray

    def mean(self, discount_rate_per_year: FloatArray) -> FloatArray:
        """Mean over the life, weighted by present value at a continuous rate [1/year]."""
        return mean_over_life(self.times, self.share, discount_rate_per_year)


def working_over_life(inputs: Inputs, node: Node) -> Working:
    r"""Compose what chips, strings and parts lose over the life of a satellite.

    .. math:: f(t) = S(t)\,\min\big[e^{-\nu t},\ (1 + s)\,e^{-\lambda t}\big]

    with S of the parts whose loss ends the satellite, the strings' loss and the chips'.

    Parameters
    ----------
    inputs : mapping
        Quantities by dotted path.
    node : Node
        The closed satellite: its life, and the protons that latch chips up.

    Returns
    -------
    Working

    Notes
    -----
    Lost strings of the array take their share of the compute with them. Radiator segments that
    punctures close are made up for by area, and are not counted again. A lost satellite is not
    replaced within its life.

    References
    ----------
    `dawndusk.satellite.hazards`, `dawndusk.satellite.availability`.
    """
    given = section(inputs, "satellite")
    parts = {
        path.removeprefix(_PARTS): value
        for path, value in inputs.items()
        if path.startswith(_PARTS)
    }
    latched = node.proton_rad_per_year * given["latch_up_per_rad"]
    chips = inputs["chip.permanent_failure_rate"] + latched * given["latch_up_destroys_share"]
    strings = parts["array_string_loss_per_year"]
    times = life_times(node.life_years, chips, given["spare_share"], strings)

    ending = ending_parts(parts)

    def alive(years: FloatArray) -> FloatArray:
        return node_survival(
            years,
            ending,
            parts["common_share"],
            parts["deployment_failure_share"],
            parts["maturity_factor"],
        )

    works = compute_share(times.years, chips, given["spare_share"], strings)
    survival = alive(node.life_years)
    return Working(
        times,
        np.asarray(works * alive(times.years)),
        survival,
        equivalent_loss_per_year(survival, node.life_years),
    )
