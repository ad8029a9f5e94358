"""Meteoroids and debris against the tubes of a radiator: which go through, how often, what is lost.

A radiator with valves loses the segment that is hit; one without loses all of its coolant.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.orbit.impacts import BELT_KM, earth_factors, interplanetary_flux
from dawndusk.satellite import Numbers
from dawndusk.satellite.small_debris import LARGEST_MM, SMALLEST_MM, small_debris_bound
from dawndusk.satellite.wall import critical_diameter

__all__ = [
    "Punctures",
    "lost_share",
    "oversize",
    "puncture_rate",
    "punctures",
    "vulnerable_share",
]


class Punctures(NamedTuple):
    """What meteoroids and debris do to a radiator.

    Attributes
    ----------
    critical_diameter_mm : ndarray [mm]
        Of the smallest debris that opens a tube.
    critical_meteoroid_mm : ndarray [mm]
        Of the smallest meteoroid that does.
    per_m2_year : ndarray [1/(m2 year)]
        Openings per planform.
    lost_share : ndarray [1]
        Expected share of the radiator shut off at the end.
    chance_untouched : ndarray [1]
        That no segment is ever opened.
    oversize : ndarray [1]
        Built over expected remaining area.
    """

    critical_diameter_mm: FloatArray
    critical_meteoroid_mm: FloatArray
    per_m2_year: FloatArray
    lost_share: FloatArray
    chance_untouched: FloatArray
    oversize: FloatArray


def vulnerable_share(tube_bore_mm: Numbers, wall_mm: Numbers, tube_pitch_m: Numbers) -> FloatArray:
    r"""Area under which a tube lies, both faces together, over planform.

    .. math:: v = \frac{2\,(d + 2 t)}{p}

    Parameters
    ----------
    tube_bore_mm, wall_mm : array_like [mm]
        Inner diameter d; thickness of the wall t.
    tube_pitch_m : array_like [m]
        From tube to tube, p.

    Returns
    -------
    ndarray [1]
        0 to 2 where the tubes do not touch.

    References
    ----------
    Geometry.

    Examples
    --------
    >>> round(float(vulnerable_share(5.0, 2.0, 0.1)), 2)
    0.18
    """
    width_mm = np.asarray(tube_bore_mm, dtype=np.float64) + 2.0 * np.asarray(wall_mm)
    return np.asarray(2e-3 * width_mm / np.asarray(tube_pitch_m, dtype=np.float64))


def puncture_rate(
    critical_debris_mm: Numbers,
    critical_meteoroid_mm: Numbers,
    vulnerable_share: Numbers,
    altitude_km: Numbers,
    debris_share_of_bound: Numbers,
    debris_speed_km_per_s: Numbers,
    meteoroid_g_per_cm3: Numbers,
    meteoroid_speed_km_per_s: Numbers,
    penetrating_share: Numbers = 1.0,
) -> FloatArray:
    r"""Openings of a radiator's tubes per planform and year.

    .. math:: \lambda = \pi_s\,v\,\big[F_{met}(d_m) + \beta\,F_{deb}(d_d)\big]

    Parameters
    ----------
    critical_debris_mm, critical_meteoroid_mm : array_like [mm]
        Smallest that open a tube, d_d and d_m.
    vulnerable_share : array_like [1]
        Area of the strips over the tubes, both faces together, over planform, v.
    altitude_km : array_like [km]
        Of the orbit.
    debris_share_of_bound : array_like [1]
        Hits by debris over their upper bound, beta.
    debris_speed_km_per_s : array_like [km/s]
        Mean speed of impact of debris.
    meteoroid_g_per_cm3, meteoroid_speed_km_per_s : array_like [g/cm3], [km/s]
        Of meteoroids.
    penetrating_share : array_like [1]
        Of those that would open a bare tube, the share that sheets and bumpers let through, pi_s.

    Returns
    -------
    ndarray [1/(m2 year)]
        Per planform.

    References
    ----------
    Gruen et al., Icarus 62, 1985; ESA Space Debris Office, Space debris by the numbers, 2025.

    Examples
    --------
    >>> rate = puncture_rate(0.5, 0.4, 0.18, 650.0, 0.3, 10.0, 2.5, 20.0)
    >>> round(float(rate), 4)
    0.0093
    """
    d_cm = 0.1 * np.asarray(critical_meteoroid_mm, dtype=np.float64)
    mass = np.pi / 6.0 * np.asarray(meteoroid_g_per_cm3) * (d_cm * d_cm * d_cm)
    meteoroids = interplanetary_flux(mass) * earth_factors(altitude_km, meteoroid_speed_km_per_s)
    debris = small_debris_bound(critical_debris_mm, debris_speed_km_per_s)
    bare = vulnerable_share * (meteoroids + debris_share_of_bound * debris)
    return np.asarray(penetrating_share * bare)


def lost_share(
    per_m2_year: Numbers, area_m2: Numbers, years: Numbers, segments: Numbers
) -> FloatArray:
    r"""Expected share of a radiator that is shut off, where each segment has a valve.

    .. math:: x = 1 - e^{-\lambda\,A\,L / n}

    Parameters
    ----------
    per_m2_year : array_like [1/(m2 year)]
        Openings per planform.
    area_m2 : array_like [m2]
        Planform built.
    years : array_like [year]
        L.
    segments : array_like [1]
        Equal parts that can be shut off, n.

    Returns
    -------
    ndarray [1]
        Share of the area.

    References
    ----------
    Poisson; each segment survives alone.

    Examples
    --------
    Two openings expected in 20 segments leave nine tenths:

    >>> round(float(lost_share(0.004, 100.0, 5.0, 20.0)), 3)
    0.095
    """
    expected = np.asarray(per_m2_year, dtype=np.float64) * area_m2 * years / segments
    return np.asarray(-np.expm1(-expected))


def oversize(
    per_m2_year: Numbers, needed_m2: Numbers, years: Numbers, segments: Numbers
) -> FloatArray:
    r"""Area to build over the area that is needed at the end, losses expected.

    .. math::

        A\,e^{-\lambda A L / n} = A_n \quad\Rightarrow\quad
        \frac{A}{A_n} = \frac{-W_0(-y)}{y}, \qquad y = \frac{\lambda A_n L}{n}

    Parameters
    ----------
    per_m2_year : array_like [1/(m2 year)]
        Openings per planform.
    needed_m2 : array_like [m2]
        Planform that must be left, A_n.
    years : array_like [year]
        L.
    segments : array_like [1]
        Equal parts that can be shut off, n.

    Returns
    -------
    ndarray [1]
        Factor of 1 or more; nan where no size is enough (y above 1/e): what is added is lost.

    References
    ----------
    Inverse of :func:`lost_share` by Lambert's W (Corless et al., Adv. Comput. Math. 5, 1996, 329).

    Examples
    --------
    >>> round(float(oversize(0.004, 100.0, 5.0, 20.0)), 3)
    1.118
    """
    from scipy.special import lambertw

    y = np.asarray(np.asarray(per_m2_year) * needed_m2 * years / segments, dtype=np.float64)
    possible = (y > 0.0) & (y * np.e <= 1.0)
    inside: FloatArray = np.where(possible, y, 0.1)
    factor = np.where(possible, -np.real(lambertw(-inside, 0)) / inside, np.nan)
    return np.asarray(np.where(y == 0.0, 1.0, factor))


def punctures(
    wall_mm: Numbers,
    area_m2: Numbers,
    segments: Numbers,
    years: Numbers,
    altitude_km: Numbers,
    tube_bore_mm: Numbers,
    tube_pitch_m: Numbers,
    debris_share_of_bound: Numbers,
    hardness_brinell: Numbers,
    density_g_per_cm3: Numbers,
    sound_km_per_s: Numbers,
    impact_angle_deg: Numbers,
    debris_density_g_per_cm3: Numbers,
    debris_speed_km_per_s: Numbers,
    meteoroid_density_g_per_cm3: Numbers,
    meteoroid_speed_km_per_s: Numbers,
    penetrating_share: Numbers = 1.0,
) -> Punctures:
    r"""Openings of a radiator's tubes by meteoroids and debris, and the share that they shut off.

    .. math::

        \lambda = \pi_s \frac{2 (d + 2 t)}{p} \big[F_{met}(d_m) + \beta\,F_{deb}(d_d)\big], \qquad
        x = 1 - e^{-\lambda\,A\,L / n}

    with d_m and d_d the smallest meteoroid and piece of debris that go through the wall.

    Parameters
    ----------
    wall_mm : array_like [mm]
        Thickness of the tubes' wall, armour included, t.
    area_m2 : array_like [m2]
        Planform built, A.
    segments : array_like [1]
        Equal parts that valves can shut off, n.
    years : array_like [year]
        In orbit, L.
    altitude_km : array_like [km]
        Of the orbit, 200 to 2000.
    tube_bore_mm : array_like [mm]
        Inner diameter of the tubes, d.
    tube_pitch_m : array_like [m]
        From tube to tube, p.
    debris_share_of_bound : array_like [1]
        Hits by debris over their upper bound, beta.
    hardness_brinell : array_like [1]
        Of the wall.
    density_g_per_cm3 : array_like [g/cm3]
        Of the wall.
    sound_km_per_s : array_like [km/s]
        Speed of sound in the wall.
    impact_angle_deg : array_like [deg]
        Of all impacts, from the normal.
    debris_density_g_per_cm3 : array_like [g/cm3]
        Of debris.
    debris_speed_km_per_s : array_like [km/s]
        Mean speed of impact of debris.
    meteoroid_density_g_per_cm3 : array_like [g/cm3]
        Of meteoroids.
    meteoroid_speed_km_per_s : array_like [km/s]
        Of meteoroids far from the Earth, which stands for their speed of impact.
    penetrating_share : array_like [1]
        Of those that would open a bare tube, the share that sheets and bumpers let through, pi_s.

    Returns
    -------
    critical_diameter_mm : ndarray [mm]
        Of the smallest debris that opens a tube.
    critical_meteoroid_mm : ndarray [mm]
        Of the smallest meteoroid that does.
    per_m2_year : ndarray [1/(m2 year)]
        Openings per planform.
    lost_share : ndarray [1]
        Expected share of the radiator shut off at the end.
    chance_untouched : ndarray [1]
        That no segment is ever opened.
    oversize : ndarray [1]
        Built area over the area expected to be left.

    Raises
    ------
    InputError
        Out of range, or a wall so thin that what opens it is smaller than any that is counted.

    Notes
    -----
    Both faces, on the strips over the tubes; manifolds and the shelter of other parts are left
    out. Below a millimetre the debris is an extrapolation. Leaks by other causes are not in it.

    References
    ----------
    Christiansen, Int. J. Impact Eng. 14, 1993, 145 (wall; recalled, not re-read); Gruen et al.,
    Icarus 62, 1985; ESA Space Debris Office, Space debris by the numbers, 2025.

    Examples
    --------
    100 m2 for five years with walls of 2 mm: three openings, and 20 segments lose a seventh.

    >>> hit = punctures(2.0, 100.0, 20.0, 5.0, 650.0, 5.0, 0.1, 0.3, 95.0, 2.7, 5.1, 45.0, 2.8,
    ...                 10.0, 2.5, 20.0)
    >>> round(500.0 * float(hit.per_m2_year), 1), round(float(hit.lost_share), 2)
    (3.3, 0.15)
    """
    require_within(
        wall_mm=(wall_mm, 1e-3, 1e3),
        area_m2=(area_m2, 0.0, 1e8),
        segments=(segments, 1.0, 1e6),
        years=(years, 0.0, 1e3),
        altitude_km=(altitude_km, *BELT_KM),
        tube_bore_mm=(tube_bore_mm, 1e-2, 1e3),
        tube_pitch_m=(tube_pitch_m, 1e-3, 10.0),
        debris_share_of_bound=(debris_share_of_bound, 0.0, 10.0),
        hardness_brinell=(hardness_brinell, 10.0, 1000.0),
        density_g_per_cm3=(density_g_per_cm3, 0.5, 25.0),
        sound_km_per_s=(sound_km_per_s, 0.5, 15.0),
        impact_angle_deg=(impact_angle_deg, 0.0, 80.0),
        debris_density_g_per_cm3=(debris_density_g_per_cm3, 0.5, 25.0),
        debris_speed_km_per_s=(debris_speed_km_per_s, 1.0, 16.0),
        meteoroid_density_g_per_cm3=(meteoroid_density_g_per_cm3, 0.1, 10.0),
        meteoroid_speed_km_per_s=(meteoroid_speed_km_per_s, 5.0, 72.0),
        penetrating_share=(penetrating_share, 0.0, 1.0),
    )
    vulnerable = vulnerable_share(tube_bore_mm, wall_mm, tube_pitch_m)
    if not np.all(vulnerable <= 2.0):
        raise InputError(
            "tube_pitch_m is out of range: the tubes would touch",
            got=tube_pitch_m,
            allowed=f"{1e-3 * float(np.max(tube_bore_mm + 2.0 * np.asarray(wall_mm))):g} m or more",
        )
    debris, meteoroid = (
        critical_diameter(
            wall_mm, density, speed, hardness_brinell, density_g_per_cm3, sound_km_per_s,
            impact_angle_deg,
        )
        for density, speed in (
            (debris_density_g_per_cm3, debris_speed_km_per_s),
            (meteoroid_density_g_per_cm3, meteoroid_speed_km_per_s),
        )
    )  # fmt: skip
    smallest, largest = float(np.min(debris)), float(np.max(debris))
    if smallest < SMALLEST_MM or largest > LARGEST_MM:
        low, high = (
            (reached / at) ** (19.0 / 18.0) * float(wall)
            for reached, at, wall in (
                (SMALLEST_MM, smallest, np.min(wall_mm)),
                (LARGEST_MM, largest, np.max(wall_mm)),
            )
        )
        raise InputError(
            "wall_mm is out of range: what goes through it is of a size that nobody counts",
            got=wall_mm,
            allowed=f"{np.ceil(1e3 * low) / 1e3:g} to {np.floor(high):g} mm",
        )
    rate = puncture_rate(
        debris,
        meteoroid,
        vulnerable,
        altitude_km,
        debris_share_of_bound,
        debris_speed_km_per_s,
        meteoroid_density_g_per_cm3,
        meteoroid_speed_km_per_s,
        penetrating_share,
    )
    lost = lost_share(rate, area_m2, years, segments)
    untouched = np.exp(-rate * area_m2 * years)
    return Punctures(debris, meteoroid, rate, lost, np.asarray(untouched), 1.0 / (1.0 - lost))
