"""Ionising dose from the particles trapped in the Earth's field, behind aluminium.

The tables `trapped_dose.csv` and `trapped_proton_dose.csv` in `data/tables` are built offline by
`tools/build_dose_table.py`; here they are only read and interpolated.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.orbit.belts import BeltTable
from dawndusk.orbit.tables import read_table

__all__ = ["Particles", "dose_table", "trapped_dose", "trapped_proton_dose"]

Particles = Literal["all", "protons"]

NEXT_TO_NOTHING: Final = 0.1  # rad/year, the table's least figure: keeps logarithms finite
FILES: Final = {"all": "trapped_dose.csv", "protons": "trapped_proton_dose.csv"}


def dose_table(particles: Particles = "all") -> BeltTable:
    """Read the table of trapped dose, once.

    Parameters
    ----------
    particles : {"all", "protons"}
        Protons and electrons, or the protons alone.

    Returns
    -------
    BeltTable
        Dose [rad(Si)/year] by altitude, inclination and shield [mm].

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. AE8: Vette 1991, NSSDC 91-24. SHIELDOSE-2: Seltzer
    1994, NIST IR 5477.

    Examples
    --------
    >>> table = dose_table()
    >>> [axis[[0, -1]].tolist() for axis in table.axes]
    [[300.0, 2000.0], [0.0, 90.0], [1.0, 20.0]]
    """
    return _read(particles)


@cache
def _read(particles: Particles) -> BeltTable:
    """Return the table; the same for the particles left out and for all of them named."""
    heads, *lines = read_table(FILES[particles])
    columns = {k: float(heads[k]) for k in range(3, len(heads))}
    return BeltTable.of_rows("dose table", lines, columns, ("shield_mm", "mm"), NEXT_TO_NOTHING)


def trapped_dose(
    altitude_km: ArrayLike,
    shield_mm: ArrayLike,
    solar_activity: ArrayLike,
    inclination_rad: ArrayLike | None = None,
) -> FloatArray:
    r"""Yearly dose in silicon from trapped protons and electrons on a circular orbit.

    .. math::

        \ln D = (1 - s) \ln D_{min}(h, i, \ln d) + s \ln D_{max}(h, i, \ln d)

    with ln D linear between the altitudes h, the inclinations i and the logarithms of the shields
    d of the table.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 300 to 2000.
    shield_mm : array_like [mm]
        Radius of a solid sphere of aluminium around the part, 1 to 20.
    solar_activity : array_like [1]
        0 at solar minimum, 1 at maximum. At the minimum the atmosphere is thin and the trapped
        protons many; behind a thin shield electrons rule and it is the other way round.
    inclination_rad : array_like [rad], optional
        Inclination, 0 to pi; retrograde counts as its mirror image, as the field does not know
        which way a satellite flies. Left out: that of the sun-synchronous orbit.

    Returns
    -------
    ndarray [rad/year]
        Dose in silicon, the full sphere, broadcast shape. Below 0.1 a year the table has none.

    Raises
    ------
    InputError
        Outside the table; nothing is extrapolated.

    Notes
    -----
    Leaves out solar protons (`solar_proton_dose` adds them), cosmic rays (a few rad a year,
    whatever the shield), and the drift of the South Atlantic Anomaly since the models' epoch. The
    table's own error is 1 % of sampling; between its inclinations 1 to 2 % above 50 degrees, and
    up to a tenth below 500 km near 42 degrees, where the orbit first meets the outer belt. The
    models themselves are good to a factor of two.

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. AE8: Vette 1991, NSSDC 91-24. SHIELDOSE-2: Seltzer
    1994, NIST IR 5477.

    Examples
    --------
    Behind 10 mm at 650 km solar minimum and maximum stand either side of the 150 rad a year that
    a maker of accelerators reported for this orbit.

    >>> trapped_dose(650.0, 10.0, [0.0, 1.0]).round()
    array([187., 140.])
    """
    return dose_table().at(altitude_km, shield_mm, solar_activity, inclination_rad)


def trapped_proton_dose(
    altitude_km: ArrayLike,
    shield_mm: ArrayLike,
    solar_activity: ArrayLike,
    inclination_rad: ArrayLike | None = None,
) -> FloatArray:
    r"""Yearly dose in silicon from the trapped protons alone, which are what upsets chips.

    .. math::

        \ln D_p = (1 - s) \ln D_{p,min}(h, i, \ln d) + s \ln D_{p,max}(h, i, \ln d)

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 300 to 2000.
    shield_mm : array_like [mm]
        Radius of a solid sphere of aluminium around the part, 1 to 20.
    solar_activity : array_like [1]
        0 at solar minimum, 1 at maximum.
    inclination_rad : array_like [rad], optional
        Inclination, 0 to pi. Left out: that of the sun-synchronous orbit.

    Returns
    -------
    ndarray [rad/year]
        Dose in silicon, the full sphere, never above that of :func:`trapped_dose`.

    Raises
    ------
    InputError
        Outside the table; nothing is extrapolated.

    Notes
    -----
    What :func:`trapped_dose` has beyond it is from electrons, and behind several millimetres from
    the X-rays they make: dose that ages a chip and hardly upsets one. Errors as there.

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. SHIELDOSE-2: Seltzer 1994, NIST IR 5477.

    Examples
    --------
    At 650 km a tenth of the dose behind 1 mm is from protons, and nearly all behind 10 mm.

    >>> share = trapped_proton_dose(650.0, [1.0, 3.0, 10.0], 0.0)
    >>> (share / trapped_dose(650.0, [1.0, 3.0, 10.0], 0.0)).round(2)
    array([0.1 , 0.34, 0.99])
    """
    return dose_table("protons").at(altitude_km, shield_mm, solar_activity, inclination_rad)
