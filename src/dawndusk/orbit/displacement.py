"""Displacement damage that solar cells take from trapped and solar particles behind cover glass.

The tables `data/tables/trapped_displacement.csv` and `solar_event_displacement.csv` are built
offline by `tools/build_displacement_table.py`; here they are only read and interpolated.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.belts import BeltTable, refuse_outside
from dawndusk.orbit.solar_protons import solar_proton_open_share
from dawndusk.orbit.tables import read_table

__all__ = [
    "YearlyDisplacement",
    "displacement_table",
    "solar_event_displacement",
    "trapped_displacement",
    "yearly_displacement",
]

Material = Literal["silicon", "gaas"]

NEXT_TO_NOTHING: Final = 1.0  # MeV/g in a year, the table's least figure: keeps logarithms finite
TITLE: Final = "displacement table"  # in errors


class YearlyDisplacement(NamedTuple):
    """Displacement damage dose of a year [MeV/g/year], by what causes it."""

    trapped: FloatArray
    solar_protons: FloatArray


@cache
def displacement_table(material: Material) -> BeltTable:
    """Read the table of displacement damage of one material, once.

    Parameters
    ----------
    material : {"silicon", "gaas"}
        Of the cell.

    Returns
    -------
    BeltTable
        Damage [MeV/g/year] by altitude, inclination and glass [um].

    References
    ----------
    As those of :func:`trapped_displacement`.

    Examples
    --------
    >>> table = displacement_table("silicon")
    >>> [axis[[0, -1]].tolist() for axis in table.axes]
    [[300.0, 2000.0], [0.0, 90.0], [50.0, 1000.0]]
    """
    heads, *lines = read_table("trapped_displacement.csv")
    columns = {
        k: float(name.partition("_")[2])
        for k, name in enumerate(heads)
        if name.startswith(f"{material}_")
    }
    if not columns:
        raise InputError("no such material of a cell", got=material, allowed="silicon, gaas")
    return BeltTable.of_rows(TITLE, lines, columns, ("glass_um", "um"), NEXT_TO_NOTHING)


def trapped_displacement(
    altitude_km: ArrayLike,
    glass_um: ArrayLike,
    solar_activity: ArrayLike,
    material: Material = "silicon",
    inclination_rad: ArrayLike | None = None,
) -> FloatArray:
    r"""Displacement damage dose of a year from trapped particles, through the front of a cell.

    .. math::

        D = \int_0^1 d\mu \int \frac{\Phi(E)}{2}\,S\big(E'(E, d/\mu)\big)\,dE, \qquad
        R(E') = R(E) - d / \mu

    with the omnidirectional flux Phi, the non-ionising energy loss S and the range R; the table is
    read linearly in ln D, altitude, inclination and the logarithm of the glass d.

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 300 to 2000.
    glass_um : array_like [um]
        Cover glass of 2.554 g/cm3, 50 to 1000; other covers by their mass.
    solar_activity : array_like [1]
        0 at solar minimum, 1 at maximum. Protons are fewer at the maximum.
    material : {"silicon", "gaas"}
        Of the cell: silicon as the mean over 100 um, gallium arsenide (III-V cells of several
        junctions too) just behind the glass.
    inclination_rad : array_like [rad], optional
        Inclination, 0 to pi; retrograde counts as its mirror image. Left out: that of the
        sun-synchronous orbit.

    Returns
    -------
    ndarray [MeV/g/year]
        Dose in terms of protons, the back fully shielded.

    Raises
    ------
    InputError
        Outside the table; nothing is extrapolated.

    Notes
    -----
    Particles go straight and slow down evenly, which suits protons and is rough for electrons.
    Those are 2 to 12 % of the damage behind 100 um on a polar orbit of 650 km, less above, and
    most of what little there is at 300 km; a 1 MeV electron counts as 1/3000 (silicon) or 1/1000
    (gallium arsenide) of a 10 MeV proton. The models of trapped particles are good to a factor of
    two.

    References
    ----------
    AP8: Sawyer & Vette 1976, NSSDC 76-06. AE8: Vette 1991, NSSDC 91-24. Summers et al. 1993, IEEE
    Trans. Nuclear Science 40, 1372; Messenger et al. 2001, Progress in Photovoltaics 9, 103.
    Energy loss: Boschini et al., SR-NIEL (silicon); SCREAM, Naval Research Laboratory (GaAs).

    Examples
    --------
    Dawn-dusk at 650 km behind 100 um, at solar minimum and maximum:

    >>> [float(f"{d:.2g}") for d in trapped_displacement(650.0, 100.0, [0.0, 1.0])]
    [13000000.0, 7700000.0]
    """
    table = displacement_table(material)
    return table.at(altitude_km, glass_um, solar_activity, inclination_rad)


def solar_event_displacement(glass_um: ArrayLike, material: Material = "silicon") -> FloatArray:
    r"""Displacement damage dose of one solar event like that of August 1972, in open space.

    .. math:: \ln D = (1 - w) \ln D_j + w \ln D_{j+1}, \quad
              w = \frac{\ln d - \ln d_j}{\ln d_{j+1} - \ln d_j}

    Parameters
    ----------
    glass_um : array_like [um]
        Cover glass of 2.554 g/cm3, 50 to 1000.
    material : {"silicon", "gaas"}
        Of the cell.

    Returns
    -------
    ndarray [MeV/g]
        Dose of one event, the back fully shielded.

    Raises
    ------
    InputError
        Outside the table; nothing is extrapolated.

    References
    ----------
    King 1974, J. Spacecraft and Rockets 11, 401; as :func:`trapped_displacement` for the rest.

    Examples
    --------
    >>> float(f"{solar_event_displacement(100.0):.2g}")
    80000000.0
    """
    nodes, logs = _event_table(material)
    d = np.asarray(glass_um, dtype=np.float64)
    refuse_outside(TITLE, "glass_um", glass_um, d, nodes, "um")
    return np.asarray(np.exp(np.interp(np.log(d), np.log(nodes), logs)))


def yearly_displacement(
    altitude_km: ArrayLike,
    glass_um: ArrayLike,
    solar_activity: ArrayLike,
    events_per_year: ArrayLike,
    cutoff_latitude_deg: ArrayLike,
    material: Material = "silicon",
    back_um: ArrayLike | None = None,
    inclination_rad: ArrayLike | None = None,
    open_share: ArrayLike | None = None,
) -> YearlyDisplacement:
    r"""Displacement damage dose of a year at a solar activity, by what causes it.

    .. math:: D = D_{AP8 + AE8}(d_f) + D_{AP8 + AE8}(d_b), \quad
              D_\odot = 2 s f\, \sigma\, \big(D_{event}(d_f) + D_{event}(d_b)\big)

    Parameters
    ----------
    altitude_km : array_like [km]
        Height above 6,378.137 km, 300 to 2000.
    glass_um : array_like [um]
        Cover glass d_f, 50 to 1000.
    solar_activity : array_like [1]
        s, 0 at solar minimum, 1 at maximum.
    events_per_year : array_like [1/year]
        Events f like that of August 1972 in a year, in the mean of the solar cycle.
    cutoff_latitude_deg : array_like [deg]
        Invariant latitude poleward of which solar protons arrive.
    material : {"silicon", "gaas"}
        Of the cell.
    back_um : array_like [um], optional
        Behind the cell, d_b: blanket, wiring and substrate as glass of the same mass, 50 to 1000.
        Left out: the back is fully shielded.
    inclination_rad : array_like [rad], optional
        Left out: that of the sun-synchronous orbit.
    open_share : array_like [1], optional
        Of the orbit to solar protons, where it is known already.

    Returns
    -------
    YearlyDisplacement
        trapped [MeV/g/year] and solar_protons [MeV/g/year], broadcast shape.

    Raises
    ------
    InputError
        Outside the tables; nothing is extrapolated.

    Notes
    -----
    Solar events follow the activity as in :func:`dawndusk.orbit.dose.yearly_dose`. The event's
    spectrum is an exponential that is low below 10 MeV, where thin glass lets protons in.

    References
    ----------
    As those of :func:`trapped_displacement` and :func:`solar_event_displacement`.

    Examples
    --------
    A flexible blanket lets three fifths as much in again through its back:

    >>> rigid = yearly_displacement(650.0, 100.0, 0.5, 0.1, 62.0)
    >>> blanket = yearly_displacement(650.0, 100.0, 0.5, 0.1, 62.0, back_um=300.0)
    >>> round(float(sum(blanket) / sum(rigid)), 1)
    1.6
    """
    if open_share is None:
        open_share = solar_proton_open_share(altitude_km, cutoff_latitude_deg, inclination_rad)
    share = np.asarray(open_share, dtype=np.float64)
    s = np.asarray(solar_activity, dtype=np.float64)
    events = 2.0 * s * np.asarray(events_per_year, dtype=np.float64) * share
    trapped = trapped_displacement(altitude_km, glass_um, s, material, inclination_rad)
    event = solar_event_displacement(glass_um, material)
    if back_um is not None:
        behind = trapped_displacement(altitude_km, back_um, s, material, inclination_rad)
        trapped = trapped + behind
        event = event + solar_event_displacement(back_um, material)
    return YearlyDisplacement(np.asarray(trapped), np.asarray(events * event))


@cache
def _event_table(material: Material) -> tuple[FloatArray, FloatArray]:
    """Return the glasses [um] and the logarithm of the dose of one event [MeV/g]."""
    heads, *lines = read_table("solar_event_displacement.csv")
    if material not in heads[1:]:
        raise InputError("no such material of a cell", got=material, allowed="silicon, gaas")
    rows = np.array([[float(cell) for cell in line] for line in lines])
    return rows[:, 0], np.log(rows[:, heads.index(material)])
