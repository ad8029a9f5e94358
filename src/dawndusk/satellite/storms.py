"""Solar storms as events: days in which a year's protons, or several, fall on the chips."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import DAYS_PER_YEAR, FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.orbit.solar_protons import solar_event_dose, solar_proton_open_share
from dawndusk.satellite import Numbers

__all__ = ["Storm", "lost_in_storm", "storm", "storm_share"]

MINUTES_PER_DAY: Final = 1440.0
HOURS_PER_DAY: Final = 24.0
MOST_OF_A_YEAR: Final = 0.5  # in storms; more is no row of events any longer


class Storm(NamedTuple):
    """One great storm behind a shield, and what such storms cost in a year.

    Attributes
    ----------
    rad : ndarray [rads]
        From the protons of one storm.
    upsets_per_chip : ndarray [1]
        In one storm.
    job_stops : ndarray [1]
        Of one job, if it runs on.
    lost_share_in_storm : ndarray [1]
        Of the storm, if jobs run on.
    hours_lost_per_year : ndarray [h/year]
        In the mean over many years, if jobs run on.
    hours_asleep_per_year : ndarray [h/year]
        The same if the chips sleep until the storm is over.
    """

    rad: FloatArray
    upsets_per_chip: FloatArray
    job_stops: FloatArray
    lost_share_in_storm: FloatArray
    hours_lost_per_year: FloatArray
    hours_asleep_per_year: FloatArray


def lost_in_storm(
    storm_rad: Numbers,
    upsets_per_rad: Numbers,
    chips_per_job: Numbers,
    recovery_minutes: Numbers,
    storm_days: Numbers,
) -> FloatArray:
    r"""Share of a storm in which a job that runs on does not work.

    .. math:: \ell = 1 - \frac{1}{1 + r\,\tau}, \qquad r = \frac{n\,k\,D}{T}

    Parameters
    ----------
    storm_rad : array_like [rads]
        Dose of one storm behind the shield, D.
    upsets_per_rad : array_like [1/rads]
        Upsets of one chip that stop its job, k.
    chips_per_job : array_like [1]
        That stop together, n.
    recovery_minutes : array_like [minute]
        From the upset until the job is where it was, tau.
    storm_days : array_like [day]
        T.

    Returns
    -------
    ndarray [1]
        Share: a half where upsets come as often as a job recovers.

    Notes
    -----
    An upset during the recovery does not start it anew. The protons are even over the storm; in
    fact most come within hours, in which stops overlap and so cost less than this.

    References
    ----------
    Renewal process: mean up time over mean cycle (Rausand and Hoyland 2004, ch. 6).

    Examples
    --------
    A job of 144 chips, one upset in 50 rad, 50 rad in a day: 144 a day, one in ten minutes.

    >>> float(lost_in_storm(50.0, 0.02, 144.0, 10.0, 1.0))
    0.5
    """
    stops = np.asarray(storm_rad, dtype=np.float64) * upsets_per_rad * chips_per_job
    down = stops * np.asarray(recovery_minutes) / (MINUTES_PER_DAY * np.asarray(storm_days))
    return np.asarray(down / (1.0 + down))


def storm_share(
    storm_rad: Numbers,
    upsets_per_rad: Numbers,
    chips_per_job: Numbers,
    recovery_minutes: Numbers,
    storm_days: Numbers,
    storms_per_year: Numbers,
    sleeps: Numbers = 0.0,
) -> FloatArray:
    r"""Share of the year that solar storms leave.

    .. math:: f = 1 - \frac{N\,T}{365.25}\,\big[z + (1 - z)\,\ell\big]

    Parameters
    ----------
    storm_rad : array_like [rads]
        Dose of one storm behind the shield: that of open space times the share of it that the
        orbit meets.
    upsets_per_rad : array_like [1/rads]
        Upsets of one chip that stop its job.
    chips_per_job : array_like [1]
        That stop together.
    recovery_minutes : array_like [minute]
        From the upset until the job is where it was.
    storm_days : array_like [day]
        Length of a storm, T.
    storms_per_year : array_like [1/year]
        N, in the years that are meant: twice the mean of the cycle at solar maximum.
    sleeps : array_like [1]
        Share z of the storms that the chips sleep through; 0: jobs run on.

    Returns
    -------
    ndarray [1]
        Share of the time, storms alone. The dose of storms must then not count again among the
        upsets of quiet days.

    References
    ----------
    As for :func:`lost_in_storm`.

    Examples
    --------
    One storm of two days in ten years, slept through: five hours a year.

    >>> share = storm_share(220.0, 0.02, 8.0, 10.0, 2.0, 0.1, 1.0)
    >>> round((1.0 - float(share)) * 8766.0, 1)
    4.8
    """
    lost = lost_in_storm(storm_rad, upsets_per_rad, chips_per_job, recovery_minutes, storm_days)
    asleep = np.asarray(sleeps, dtype=np.float64)
    in_storms = np.asarray(storms_per_year) * np.asarray(storm_days) / DAYS_PER_YEAR
    return np.asarray(1.0 - in_storms * (asleep + (1.0 - asleep) * lost))


def storm(
    altitude_km: Numbers,
    shield_mm: Numbers,
    cutoff_latitude_deg: Numbers,
    upsets_per_rad: Numbers,
    chips_per_job: Numbers,
    recovery_minutes: Numbers,
    storm_days: Numbers,
    storms_per_year: Numbers,
    inclination_deg: Numbers | None = None,
) -> Storm:
    r"""One solar storm like that of August 1972 behind a shield, and what such storms cost in time.

    .. math::

        D = \sigma(h, i, \Lambda)\,D_{event}(d), \qquad
        \ell = 1 - \frac{1}{1 + n\,k\,D\,\tau / T}

    Parameters
    ----------
    altitude_km : array_like [km]
        Height h above 6,378.137 km, 100 to 40,000; without an inclination below 5974.
    shield_mm : array_like [mm]
        Radius d of a solid sphere of aluminium around the part, 1 to 20.
    cutoff_latitude_deg : array_like [deg]
        Invariant latitude Lambda poleward of which solar protons arrive.
    upsets_per_rad : array_like [1/rads]
        Upsets of one chip that stop its job, k.
    chips_per_job : array_like [1]
        That stop together, n.
    recovery_minutes : array_like [minute]
        From the upset until the job is where it was, tau.
    storm_days : array_like [day]
        Length of the storm, T.
    storms_per_year : array_like [1/year]
        Such storms in a year, in the mean.
    inclination_deg : array_like, optional [deg]
        Inclination i, 0 to 180. Left out: that of the sun-synchronous orbit.

    Returns
    -------
    rad : ndarray [rads]
        Dose of one storm.
    upsets_per_chip : ndarray [1]
        In one storm.
    job_stops : ndarray [1]
        Of one job in one storm, if it ran on without recovery times.
    lost_share_in_storm : ndarray [1]
        Share of the storm in which a job does not work, if it runs on.
    hours_lost_per_year : ndarray [h/year]
        In the mean over many years, if jobs run on.
    hours_asleep_per_year : ndarray [h/year]
        The same if the chips sleep until the storm is over.

    Raises
    ------
    InputError
        Outside the tables, out of range, or storms in more than half of the year.

    Notes
    -----
    Sleep saves no time: it spares the chips latch-ups and wrong results, not the dose. Storms
    smaller than that of 1972 count as parts of one. Left out: heavy ions, the warning time, star
    trackers and links that a storm blinds.

    References
    ----------
    King 1974, J. Spacecraft and Rockets 11, 401. Upsets by dose: Suncatcher, arXiv:2511.19468.

    Examples
    --------
    Behind 10 mm at 650 km a storm is more than a year of trapped protons. A job of 8 chips works
    on through nine tenths of it; one of 10,000 hardly at all.

    >>> found = storm(650.0, 10.0, 62.0, 0.02, np.array([8.0, 10_000.0]), 10.0, 2.0, 0.1)
    >>> round(float(found.rad), -1), found.lost_share_in_storm.round(2)
    (220.0, array([0.11, 0.99]))
    """
    require_within(
        upsets_per_rad=(upsets_per_rad, 0.0, 1e6),
        chips_per_job=(chips_per_job, 1.0, 1e9),
        recovery_minutes=(recovery_minutes, 0.0, 1e7),
        storm_days=(storm_days, 1e-3, 100.0),
        storms_per_year=(storms_per_year, 0.0, 100.0),
    )
    in_storms = np.asarray(storms_per_year, dtype=np.float64) * storm_days / DAYS_PER_YEAR
    if not np.all(in_storms <= MOST_OF_A_YEAR):
        raise InputError(
            "storms_per_year times storm_days is out of range",
            got=float(np.max(in_storms * DAYS_PER_YEAR)),
            allowed=f"at most {MOST_OF_A_YEAR * DAYS_PER_YEAR:g} days in a year",
        )
    tilt = None
    if inclination_deg is not None:
        require_within(inclination_deg=(inclination_deg, 0.0, 180.0))
        tilt = np.radians(inclination_deg)
    rad = solar_event_dose(shield_mm) * solar_proton_open_share(
        altitude_km, cutoff_latitude_deg, tilt
    )
    lost = lost_in_storm(rad, upsets_per_rad, chips_per_job, recovery_minutes, storm_days)
    hours = HOURS_PER_DAY * in_storms * DAYS_PER_YEAR
    return Storm(
        rad=rad,
        upsets_per_chip=np.asarray(rad * upsets_per_rad),
        job_stops=np.asarray(rad * upsets_per_rad * chips_per_job),
        lost_share_in_storm=lost,
        hours_lost_per_year=np.asarray(hours * lost),
        hours_asleep_per_year=np.asarray(hours),
    )
