"""How radiation and age wear solar cells, by the kind of cell."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.data import catalogue
from dawndusk.errors import InputError, nearest
from dawndusk.orbit.displacement import Material, yearly_displacement
from dawndusk.satellite import Numbers
from dawndusk.satellite.array import life_share

__all__ = ["MATERIALS", "CellWear", "cell_share", "cell_wear", "remaining_power"]

# Whose energy loss a kind of cell goes by. There is none published for perovskite; its tandem goes
# by the material its damage constants were read with.
MATERIALS: Final[dict[str, Material]] = {
    "silicon": "silicon",
    "triple_junction": "gaas",
    "perovskite_tandem": "gaas",
}


class CellWear(NamedTuple):
    """What is left of a cell's power, as the calculator gives it.

    Attributes
    ----------
    remaining_share : float [1]
        Power over that when new.
    loss_per_year : float [1/year]
        Even loss of every year that comes to the same.
    radiation_share : float [1]
        What radiation alone leaves.
    displacement_mev_per_g : float [MeV/g]
        Over all years.
    """

    remaining_share: float
    loss_per_year: float
    radiation_share: float
    displacement_mev_per_g: float


def remaining_power(
    displacement_mev_per_g: Numbers, damage_constant: Numbers, damage_mev_per_g: Numbers
) -> FloatArray:
    r"""Power of an irradiated cell over its power when new.

    .. math:: \frac{P}{P_0} = 1 - C \log_{10}\Big(1 + \frac{D_d}{D_x}\Big)

    Parameters
    ----------
    displacement_mev_per_g : array_like [MeV/g]
        Displacement damage dose, D_d.
    damage_constant : array_like [1]
        Loss per decade of dose, C.
    damage_mev_per_g : array_like [MeV/g]
        Dose at which the loss sets in, D_x.

    Returns
    -------
    ndarray [1]
        Share that is left; none where the formula would fall below nothing, far beyond any test.

    Notes
    -----
    The form with the equivalent fluence of electrons of 1 MeV, of which the radiation handbooks
    are made, is the same with both doses over the damage of one such electron.

    References
    ----------
    Messenger et al. 2001, Progress in Photovoltaics 9, 103; Tada & Carter 1982, JPL 82-69.

    Examples
    --------
    A dose of nine times D_x takes one C:

    >>> float(remaining_power(9e8, 0.25, 1e8))
    0.75
    """
    decades = np.log1p(np.asarray(displacement_mev_per_g) / damage_mev_per_g) / np.log(10.0)
    return np.asarray(np.maximum(1.0 - np.asarray(damage_constant) * decades, 0.0))


def cell_share(
    years: Numbers,
    displacement_mev_per_g_year: Numbers,
    damage_constant: Numbers,
    damage_mev_per_g: Numbers,
    other_loss_per_year: Numbers,
) -> FloatArray:
    r"""Power of an array's cells after some years over their power when new.

    .. math:: f = \Big[1 - C \log_{10}\Big(1 + \frac{\dot D_d L}{D_x}\Big)\Big] (1 - d)^L

    Parameters
    ----------
    years : array_like [year]
        In orbit, L.
    displacement_mev_per_g_year : array_like [MeV/g/year]
        Displacement damage dose of a year, from :mod:`dawndusk.orbit.displacement`.
    damage_constant : array_like [1]
        Loss per decade of dose, C.
    damage_mev_per_g : array_like [MeV/g]
        Dose at which the loss sets in, D_x.
    other_loss_per_year : array_like [1/year]
        Ultraviolet, darkening, cycles and impacts, d.

    Returns
    -------
    ndarray [1]
        Share that is left.

    References
    ----------
    Messenger et al. 2001, Progress in Photovoltaics 9, 103; Wertz and Larson (ed.), Space Mission
    Analysis and Design, 3rd ed., 1999, eq. 11-7.

    Examples
    --------
    Five years of a fifth of D_x each, and half a per cent a year:

    >>> round(float(cell_share(5.0, 2e7, 0.25, 1e8, 0.005)), 4)
    0.9019
    """
    dose = np.asarray(displacement_mev_per_g_year, dtype=np.float64) * years
    left = remaining_power(dose, damage_constant, damage_mev_per_g)
    return np.asarray(left * life_share(other_loss_per_year, years))


def cell_wear(
    altitude_km: float,
    glass_um: float,
    back_um: float,
    years: float,
    solar_activity: float,
    solar_events_per_year: float,
    solar_cutoff_latitude_deg: float,
    cell: Literal["silicon", "triple_junction", "perovskite_tandem"] = "silicon",
    damage_constant: float | None = None,
    damage_mev_per_g: float | None = None,
    other_loss_per_year: float | None = None,
) -> CellWear:
    r"""Power that solar cells keep on a sun-synchronous orbit.

    .. math:: f = \Big[1 - C \log_{10}\Big(1 + \frac{\dot D_d L}{D_x}\Big)\Big] (1 - d)^L, \qquad
              \ell = 1 - f^{1/L}

    Parameters
    ----------
    altitude_km : float [km]
        Height above 6,378.137 km, 300 to 2000.
    glass_um : float [um]
        Cover glass of 2.554 g/cm3, 50 to 1000.
    back_um : float [um]
        Behind the cell, as glass of the same mass, 50 to 1000.
    years : float [year]
        In orbit, L.
    solar_activity : float [1]
        0 at solar minimum, 1 at maximum.
    solar_events_per_year : float [1/year]
        Solar proton events like that of August 1972, mean over the solar cycle.
    solar_cutoff_latitude_deg : float [deg]
        Invariant latitude poleward of which solar protons arrive.
    cell : {"silicon", "triple_junction", "perovskite_tandem"}
        Kind of cell.
    damage_constant : float [1], optional
        Loss per decade of dose, C. Left out: of the kind of cell, as the two below.
    damage_mev_per_g : float [MeV/g], optional
        Dose at which the loss sets in, D_x.
    other_loss_per_year : float [1/year], optional
        Ultraviolet, darkening, cycles and impacts, d.

    Returns
    -------
    remaining_share : float [1]
        Power over that when new.
    loss_per_year : float [1/year]
        Even loss of every year that comes to the same.
    radiation_share : float [1]
        What radiation alone leaves.
    displacement_mev_per_g : float [MeV/g]
        Displacement damage dose of all years, through front and back.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Telemetry from geostationary orbit shows 0.71 to 1.69 % a year for silicon and 0.44 to 1.03 %
    for gallium arsenide; a textbook of 1999 says 3.75 and 2.75 % for low orbits.

    References
    ----------
    Messenger et al. 2001, Progress in Photovoltaics 9, 103; Lohmeyer et al. 2018, Int. J. Space
    Science and Engineering (telemetry); trapped particles AP8 and AE8.

    Examples
    --------
    Dawn-dusk at 650 km for five years:

    >>> found = cell_wear(650.0, 100.0, 300.0, 5.0, 0.5, 0.1, 62.0)
    >>> round(found.remaining_share, 2), round(found.loss_per_year, 3)
    (0.92, 0.017)
    """
    if cell not in MATERIALS:
        raise InputError(
            "no such cell", got=cell, allowed=", ".join(MATERIALS), remedy=nearest(cell, MATERIALS)
        )
    C, Dx, d = (
        catalogue()[f"satellite.cell.{cell}.{name}"].value if given is None else given
        for name, given in (
            ("damage_constant", damage_constant),
            ("damage_mev_per_g", damage_mev_per_g),
            ("other_loss_per_year", other_loss_per_year),
        )
    )
    for name, value, low, high in (
        ("years", years, 1e-3, 100.0),
        ("solar_events_per_year", solar_events_per_year, 0.0, 100.0),
        ("damage_constant", C, 0.0, 1.0),
        ("damage_mev_per_g", Dx, 1.0, 1e18),
        ("other_loss_per_year", d, 0.0, 0.99),
    ):
        if not low <= value <= high:
            raise InputError(f"{name} is out of range", got=value, allowed=f"{low:g} to {high:g}")
    yearly = yearly_displacement(
        altitude_km,
        glass_um,
        solar_activity,
        solar_events_per_year,
        solar_cutoff_latitude_deg,
        MATERIALS[cell],
        back_um,
    )
    dose = float(yearly.trapped + yearly.solar_protons)
    left = float(cell_share(years, dose, C, Dx, d))
    radiation = float(remaining_power(dose * years, C, Dx))
    return CellWear(left, 1.0 - left ** (1.0 / years), radiation, dose * years)
