"""What is left of the compute over a life that nobody repairs.

Chips and whole nodes are lost at random; dose is wear-out and ends the life; upsets cost minutes.
"""

from __future__ import annotations

import numpy as np

from dawndusk.annuities import continuous_annuity
from dawndusk.constants import HOURS_PER_YEAR, FloatArray
from dawndusk.satellite import Numbers

__all__ = ["shadow_share", "surviving_share", "upset_share", "useful_life"]


def useful_life(
    life_years: Numbers, dose_limit_rad: Numbers, dose_rad_per_year: Numbers
) -> FloatArray:
    r"""Years until the design life or the tolerated dose is used up, whichever comes first.

    .. math:: L = \min(L_0, D / \dot D)

    Parameters
    ----------
    life_years : array_like [year]
        Design life, L_0.
    dose_limit_rad : array_like [rads]
        Tolerated total dose in silicon, D.
    dose_rad_per_year : array_like [rads/year]
        Behind the shield.

    Returns
    -------
    ndarray [year]
        Life.

    Notes
    -----
    Wear-out is a limit, never a random rate. The spread between parts is in the range of D.

    References
    ----------
    ECSS-E-ST-10-12C, 2008 (radiation design margin).

    Examples
    --------
    2 krad at 150 rad a year last beyond a design life of five years; at 800 rad they do not.

    >>> useful_life(5.0, 2000.0, np.array([150.0, 800.0]))
    array([5. , 2.5])
    """
    with np.errstate(divide="ignore"):
        worn = np.asarray(dose_limit_rad) / np.asarray(dose_rad_per_year, dtype=np.float64)
    return np.asarray(np.minimum(life_years, worn))


def surviving_share(
    life_years: Numbers,
    chip_loss_per_year: Numbers,
    spare_share: Numbers = 0.0,
    node_loss_per_year: Numbers = 0.0,
    discount_rate_per_year: Numbers = 0.0,
) -> FloatArray:
    r"""Mean share of the compute that still works over the life, weighted by present value.

    .. math:: \bar f = \frac{\int_0^L e^{-\rho t}\,\min[1, (1 + s) e^{-\lambda t}]\,
              e^{-\mu t}\,dt}{\int_0^L e^{-\rho t}\,dt}
              = \frac{A(a, t_s) + (1 + s) e^{-(a + \lambda) t_s} A(a + \lambda, L - t_s)}
              {A(\rho, L)}

    with :math:`a = \rho + \mu` and the spares used up at
    :math:`t_s = \min[L, \ln(1 + s)/\lambda]`.

    Parameters
    ----------
    life_years : array_like [year]
        L.
    chip_loss_per_year : array_like [1/year]
        Hazard of one chip, lambda.
    spare_share : array_like [1]
        Extra chips on board over the working ones, s; spares age like working chips.
    node_loss_per_year : array_like [1/year]
        Hazard of the whole satellite, mu.
    discount_rate_per_year : array_like [1/year]
        Continuous rate rho; 0 gives the plain mean.

    Returns
    -------
    ndarray [1]
        Share, 0 to 1.

    Notes
    -----
    Large numbers of chips: the share that works is its expectation. Any spare can replace any
    chip. Nobody repairs, and a lost satellite is not replaced within its life.

    References
    ----------
    Rausand and Hoyland, System Reliability Theory, 2nd ed., 2004, ch. 2 (constant hazard); integral
    in closed form.

    Examples
    --------
    A hazard of 9 % a year over five years leaves 81 % on average; spares of 10 % lift it.

    >>> round(float(surviving_share(5.0, 0.09)), 4)
    0.8053
    >>> round(float(surviving_share(5.0, 0.09, 0.1)), 4)
    0.8754
    """
    L = np.asarray(life_years, dtype=np.float64)
    hazard = np.asarray(chip_loss_per_year, dtype=np.float64)
    rate = np.asarray(discount_rate_per_year) + np.asarray(node_loss_per_year, dtype=np.float64)
    steady = hazard == 0.0
    lasting = np.log1p(spare_share) / np.where(steady, 1.0, hazard)
    t_s = np.minimum(np.where(steady, L, lasting), L)
    falling = rate + hazard
    after = (
        (1.0 + np.asarray(spare_share))
        * np.exp(-falling * t_s)
        * continuous_annuity(falling, L - t_s)
    )
    return np.asarray(
        (continuous_annuity(rate, t_s) + after) / continuous_annuity(discount_rate_per_year, L)
    )


def upset_share(
    dose_rad_per_year: Numbers,
    upsets_per_rad: Numbers,
    recovery_minutes: Numbers,
    chips_per_job: Numbers = 1.0,
) -> FloatArray:
    r"""Share of the time that is left when every upset stops its whole job for a while.

    .. math:: f = \frac{1}{1 + n\,k\,\dot D\,\tau}

    Parameters
    ----------
    dose_rad_per_year : array_like [rads/year]
        Behind the shield.
    upsets_per_rad : array_like [1/rads]
        Upsets of one chip that stop a job, k.
    recovery_minutes : array_like [minute]
        From the upset until the job is where it was, tau.
    chips_per_job : array_like [1]
        That stop together, n.

    Returns
    -------
    ndarray [1]
        Share of the time at work.

    Notes
    -----
    Upsets fall evenly over the year; in fact most fall in the South Atlantic anomaly, where they
    overlap and so cost less than this.

    References
    ----------
    Renewal process: mean up time over mean cycle (Rausand and Hoyland 2004, ch. 6).

    Examples
    --------
    150 rad a year, one upset in 50 rad, ten minutes, 8 chips: four hours a year.

    >>> round((1.0 - float(upset_share(150.0, 0.02, 10.0, 8.0))) * 8766.0, 1)
    4.0
    """
    events = np.asarray(dose_rad_per_year) * np.asarray(upsets_per_rad) * chips_per_job
    lost = events * np.asarray(recovery_minutes) / (60.0 * HOURS_PER_YEAR)
    return np.asarray(1.0 / (1.0 + lost))


def shadow_share(
    mean_sunlit: Numbers,
    sleep_in_shadow: Numbers,
    shadows_per_year: Numbers = 0.0,
    wake_minutes: Numbers = 0.0,
    shadow_speed: Numbers = 1.0,
) -> FloatArray:
    r"""Share of a year's work that is done, if the compute sleeps or slows down in the shadow.

    .. math:: f = 1 - z\,\Big(1 - \bar s + \frac{n\,\tau}{525{,}960}\Big)
              - (1 - z)\,(1 - v)\,(1 - \bar s)

    Parameters
    ----------
    mean_sunlit : array_like [1]
        Share of the year in sunlight, s.
    sleep_in_shadow : array_like [1]
        z, 1 where the compute sleeps, 0 where the battery carries it through.
    shadows_per_year : array_like [1/year]
        Shadow passages n.
    wake_minutes : array_like [minute]
        Lost around each passage of those asleep to save and to resume the work, tau.
    shadow_speed : array_like [1]
        Work in the shadow of those awake over that in sunlight, v.

    Returns
    -------
    ndarray [1]
        Share of the work of a year without a shadow.

    References
    ----------
    Time balance of a year of 8,766 h.

    Examples
    --------
    Sunlit 96.0 %, 1,300 shadows a year, two minutes for each; or three quarters of the speed
    throughout. Never less than nothing is left:

    >>> round(float(shadow_share(0.960, 1.0, 1300.0, 2.0)), 4)
    0.9551
    >>> round(float(shadow_share(0.960, 0.0, 1300.0, 2.0, 0.75)), 4)
    0.99
    """
    dark = 1.0 - np.asarray(mean_sunlit, dtype=np.float64)
    waking = np.asarray(shadows_per_year) * np.asarray(wake_minutes) / (60.0 * HOURS_PER_YEAR)
    asleep = np.asarray(sleep_in_shadow)
    slowed = (1.0 - asleep) * (1.0 - np.asarray(shadow_speed)) * dark
    return np.asarray(np.maximum(1.0 - asleep * (dark + waking) - slowed, 0.0))
