"""Upsets by kind: those that stop a job, those that nobody sees, and those that latch a chip up."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers
from dawndusk.satellite.reliability import upset_share

__all__ = ["UpsetKinds", "upset_kinds"]


class UpsetKinds(NamedTuple):
    """What the protons do to a node's chips in a year.

    Attributes
    ----------
    stops_per_year : ndarray [1/year]
        Of one job.
    lost_share : ndarray [1]
        Of the time of every job.
    silent_per_year, silent_per_job_year : ndarray [1/year]
        Wrong results that nothing reports, of the node and of one job.
    power_cycles_per_year : ndarray [1/year]
        Chips of the node that latch up and are switched off and on.
    chip_loss_per_year : ndarray [1/year]
        Hazard of one chip by latch-up.
    """

    stops_per_year: FloatArray
    lost_share: FloatArray
    silent_per_year: FloatArray
    silent_per_job_year: FloatArray
    power_cycles_per_year: FloatArray
    chip_loss_per_year: FloatArray


def upset_kinds(
    proton_rad_per_year: Numbers,
    uncorrectable_per_rad: Numbers,
    silent_per_rad: Numbers,
    latch_up_per_rad: Numbers,
    latch_up_destroys_share: Numbers,
    chips: Numbers,
    chips_per_job: Numbers,
    recovery_minutes: Numbers,
) -> UpsetKinds:
    r"""Upsets of a node's chips in a year by kind, from the dose that protons give them.

    .. math::

        N_j = n\,(k_u + k_l)\,\dot D_p, \quad \ell = 1 - \frac{1}{1 + N_j\,\tau}, \quad
        N_s = n_c\,k_s\,\dot D_p, \quad \lambda = \delta\,k_l\,\dot D_p

    Parameters
    ----------
    proton_rad_per_year : array_like [rads/year]
        Dose behind the shield from trapped and solar protons, without the electrons', D_p.
    uncorrectable_per_rad : array_like [1/rads]
        Memory errors of one chip that correction cannot mend, and crashes, k_u.
    silent_per_rad : array_like [1/rads]
        Wrong results of one chip that nothing reports, k_s.
    latch_up_per_rad : array_like [1/rads]
        Latch-ups of one chip, k_l.
    latch_up_destroys_share : array_like [1]
        Of these, those that a power cycle does not mend, delta.
    chips : array_like [1]
        Of the node, n_c.
    chips_per_job : array_like [1]
        That stop together, n.
    recovery_minutes : array_like [minute]
        From the stop until the job is where it was, tau.

    Returns
    -------
    stops_per_year : ndarray [1/year]
        Of one job, by memory errors and latch-ups.
    lost_share : ndarray [1]
        Share of its time that a job does not work for them.
    silent_per_year : ndarray [1/year]
        Wrong results of the node.
    silent_per_job_year : ndarray [1/year]
        Wrong results of one job.
    power_cycles_per_year : ndarray [1/year]
        Latch-ups of the node.
    chip_loss_per_year : ndarray [1/year]
        Hazard of one chip, to be added to that of its failures.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Rates by dose carry over from one beam of 67 MeV to the orbit only as far as the protons upset
    alike; heavy ions, which latch chips up more readily than protons, are left out. A silent error
    costs no time here: whoever checks for it pays in repeated work. A latch-up stops its job as
    long as a memory error does.

    References
    ----------
    Suncatcher, arXiv:2511.19468 (Google, 2025), for the rates; renewal process: Rausand and
    Hoyland, System Reliability Theory, 2nd ed., 2004, ch. 6.

    Examples
    --------
    150 rad a year of protons, one stop in 50 rad, one wrong result in 15, 50 chips, jobs of 8:

    >>> node = upset_kinds(150.0, 0.02, 1.0 / 15.0, 0.0, 0.1, 50.0, 8.0, 10.0)
    >>> float(node.stops_per_year), round(float(node.silent_per_year))
    (24.0, 500)
    """
    require_within(
        proton_rad_per_year=(proton_rad_per_year, 0.0, 1e9),
        uncorrectable_per_rad=(uncorrectable_per_rad, 0.0, 1e6),
        silent_per_rad=(silent_per_rad, 0.0, 1e6),
        latch_up_per_rad=(latch_up_per_rad, 0.0, 1e6),
        latch_up_destroys_share=(latch_up_destroys_share, 0.0, 1.0),
        chips=(chips, 1.0, 1e9),
        chips_per_job=(chips_per_job, 1.0, 1e9),
        recovery_minutes=(recovery_minutes, 0.0, 1e7),
    )
    dose = np.asarray(proton_rad_per_year, dtype=np.float64)
    stops_per_rad = np.asarray(uncorrectable_per_rad) + np.asarray(latch_up_per_rad)
    silent = dose * silent_per_rad
    latched = dose * latch_up_per_rad
    return UpsetKinds(
        stops_per_year=np.asarray(dose * stops_per_rad * chips_per_job),
        lost_share=1.0 - upset_share(dose, stops_per_rad, recovery_minutes, chips_per_job),
        silent_per_year=np.asarray(silent * chips),
        silent_per_job_year=np.asarray(silent * chips_per_job),
        power_cycles_per_year=np.asarray(latched * chips),
        chip_loss_per_year=np.asarray(latched * latch_up_destroys_share),
    )
