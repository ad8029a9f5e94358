"""What works of a satellite over its life: nodes, strings, chips, jobs; nobody repairs."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite.availability import LifeTimes, compute_share, life_times, mean_over_life
from dawndusk.satellite.hazards import ending_parts, equivalent_loss_per_year, node_survival
from dawndusk.satellite.upset_kinds import UpsetKinds, upset_kinds
from dawndusk.twin.node import Inputs, Node, section

__all__ = ["Working", "chips_of", "upsets_of", "working_over_life"]

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


def chips_of(inputs: Inputs) -> FloatArray:
    """Count the working chips of a new satellite: one at least."""
    return np.maximum(1.0, 1e3 * inputs["satellite.it_power_kw"] / inputs["chip.watts_per_gpu"])


def upsets_of(inputs: Inputs, node: Node) -> UpsetKinds:
    """Count the upsets of a satellite's chips in a year by kind, from its protons.

    Parameters
    ----------
    inputs : mapping
        Quantities by dotted path.
    node : Node
        The closed satellite, which knows its dose.

    Returns
    -------
    UpsetKinds
    """
    given = section(inputs, "satellite")
    return upset_kinds(
        node.proton_rad_per_year,
        given["uncorrectable_per_rad"],
        given["silent_per_rad"],
        given["latch_up_per_rad"],
        given["latch_up_destroys_share"],
        chips_of(inputs),
        given["chips_per_job"],
        given["upset_recovery_minutes"],
    )


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
    spare = inputs["satellite.spare_share"]
    parts = {
        path.removeprefix(_PARTS): value
        for path, value in inputs.items()
        if path.startswith(_PARTS)
    }
    chips = inputs["chip.permanent_failure_rate"] + upsets_of(inputs, node).chip_loss_per_year
    strings = parts["array_string_loss_per_year"]
    times = life_times(node.life_years, chips, spare, strings)

    ending = ending_parts(parts)

    def alive(years: FloatArray) -> FloatArray:
        return node_survival(
            years,
            ending,
            parts["common_share"],
            parts["deployment_failure_share"],
            parts["maturity_factor"],
        )

    works = compute_share(times.years, chips, spare, strings)
    survival = alive(node.life_years)
    return Working(
        times,
        np.asarray(works * alive(times.years)),
        survival,
        equivalent_loss_per_year(survival, node.life_years),
    )
