"""Upsets of the chips of one node: how many in a year, and what they cost in time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import DAYS_PER_YEAR, FloatArray
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers
from dawndusk.satellite.reliability import upset_share

__all__ = ["Upsets", "upsets"]


class Upsets(NamedTuple):
    """Upsets of one node and the time they cost.

    Attributes
    ----------
    upsets_per_year, upsets_per_day : ndarray [1/year], [1/day]
        Of all chips of the node together.
    stops_per_year : ndarray [1/year]
        Of one job.
    lost_share : ndarray [1]
        Of the time of every job.
    """

    upsets_per_year: FloatArray
    upsets_per_day: FloatArray
    stops_per_year: FloatArray
    lost_share: FloatArray


def upsets(
    dose_rad_per_year: Numbers,
    upsets_per_rad: Numbers,
    chips: Numbers,
    chips_per_job: Numbers,
    recovery_minutes: Numbers,
) -> Upsets:
    r"""Upsets that stop a job, for a node and for one job, and the time they cost.

    .. math::

        N = n_c\,k\,\dot D, \qquad N_j = n\,k\,\dot D, \qquad
        \ell = 1 - \frac{1}{1 + N_j\,\tau}

    Parameters
    ----------
    dose_rad_per_year : array_like [rads/year]
        Behind the shield, mostly from protons, D.
    upsets_per_rad : array_like [1/rads]
        Upsets of one chip that stop its job, k, from a proton beam.
    chips : array_like [1]
        Of the node, n_c.
    chips_per_job : array_like [1]
        That stop together, n.
    recovery_minutes : array_like [minute]
        From the upset until the job is where it was, tau.

    Returns
    -------
    upsets_per_year : ndarray [1/year]
        Of all chips of the node.
    upsets_per_day : ndarray [1/day]
        The same by the day.
    stops_per_year : ndarray [1/year]
        Of one job.
    lost_share : ndarray [1]
        Share of its time that a job does not work.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Upsets per dose carry over from the beam to the orbit only as far as the protons are alike;
    electrons add dose and hardly an upset. Even over the year: in fact most fall in the South
    Atlantic anomaly and in solar storms.

    References
    ----------
    Suncatcher, arXiv:2511.19468 (Google, 2025), for upsets by dose; renewal process: Rausand and
    Hoyland, System Reliability Theory, 2nd ed., 2004, ch. 6.

    Examples
    --------
    150 rad a year, one upset in 50 rad, 50 chips, jobs of 8, ten minutes: an upset every two and
    a half days, and four hours of a job in a year.

    >>> node = upsets(150.0, 0.02, 50.0, 8.0, 10.0)
    >>> float(node.upsets_per_year), float(node.stops_per_year)
    (150.0, 24.0)
    >>> round(float(node.lost_share) * 8766.0, 1)
    4.0
    """
    require_within(
        dose_rad_per_year=(dose_rad_per_year, 0.0, 1e9),
        upsets_per_rad=(upsets_per_rad, 0.0, 1e6),
        chips=(chips, 1.0, 1e9),
        chips_per_job=(chips_per_job, 1.0, 1e9),
        recovery_minutes=(recovery_minutes, 0.0, 1e7),
    )
    per_chip = np.asarray(dose_rad_per_year, dtype=np.float64) * upsets_per_rad
    share = upset_share(dose_rad_per_year, upsets_per_rad, recovery_minutes, chips_per_job)
    node = np.asarray(per_chip * chips)
    return Upsets(
        upsets_per_year=node,
        upsets_per_day=np.asarray(node / DAYS_PER_YEAR),
        stops_per_year=np.asarray(per_chip * chips_per_job),
        lost_share=np.asarray(1.0 - share),
    )
