"""What goes into McCalip's calculator: his inputs in his own state, and what is possible.

His slider ranges stand beside each value in the catalogue (``mccalip.*``). They are information;
only what cannot exist is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.data import catalogue
from dawndusk.errors import InputError, nearest

__all__ = ["Figure", "McCalipInputs", "his_inputs"]

Figure = float | FloatArray

_LONGEST_YEARS: Final = 1000  # keeps the sum over years short


@dataclass(frozen=True, slots=True, kw_only=True)
class McCalipInputs:
    """Every number that his formulae use; `mccalip` explains those that have a slider.

    The last block is built into his formulae. It is listed so that a bridge to another model can
    change one at a time with `dataclasses.replace`.

    Examples
    --------
    >>> his_inputs(years=10).years
    10
    """

    target_gw: Figure
    years: int
    launch_usd_per_kg: Figure
    satellite_usd_per_w: Figure
    specific_power_w_per_kg: Figure
    satellite_kw: Figure
    sun_fraction: Figure
    cell_degradation_percent_per_year: Figure
    gpu_failure_percent_per_year: Figure
    nre_usd_million: Figure
    solar_absorptivity: Figure
    emissivity_pv: Figure
    emissivity_radiator: Figure
    pv_efficiency: Figure
    beta_deg: Figure
    altitude_km: Figure
    max_die_temperature_c: Figure
    temperature_drop_c: Figure
    gas_turbine_usd_per_kw: Figure
    electrical_usd_per_w: Figure
    mechanical_usd_per_w: Figure
    civil_usd_per_w: Figure
    network_usd_per_w: Figure
    pue: Figure
    gas_usd_per_mmbtu: Figure
    heat_rate_btu_per_kwh: Figure
    capacity_factor: Figure

    operations_per_year: Figure
    rocket_payload_kg: Figure
    reference_satellite_kw: Figure
    reference_array_m2: Figure
    solar_constant_w_m2: Figure
    earth_infrared_w_m2: Figure
    albedo: Figure
    space_temperature_k: Figure
    earth_radius_km: Figure
    stefan_boltzmann: Figure
    view_floor: Figure
    orbit_points: int

    def __post_init__(self) -> None:
        for name, (low, low_allowed, high, high_allowed) in _POSSIBLE.items():
            _check(name, getattr(self, name), low, low_allowed, high, high_allowed)
        for name in _WHOLE:
            _check_whole(name, getattr(self, name))
        if np.any(np.asarray(self.emissivity_pv) + np.asarray(self.emissivity_radiator) <= 0):
            raise InputError(
                "emissivity_pv and emissivity_radiator are both zero",
                allowed="at least one face that radiates",
            )
        if np.any(np.asarray(self.pv_efficiency) > np.asarray(self.solar_absorptivity)):
            raise InputError(
                "pv_efficiency is above solar_absorptivity",
                got=f"{self.pv_efficiency} and {self.solar_absorptivity}",
                allowed="no more power than the light absorbed",
            )


def his_inputs(**changes: ArrayLike) -> McCalipInputs:
    """Return his inputs in his own state, with the given ones changed.

    Parameters
    ----------
    **changes : array_like
        Fields of `McCalipInputs`; they broadcast against each other, ``years`` is one number.

    Raises
    ------
    InputError
        An unknown name, or a number that cannot exist.

    Examples
    --------
    >>> his_inputs().satellite_usd_per_w, his_inputs(satellite_usd_per_w=5).satellite_usd_per_w
    (22.0, 5.0)
    """
    rows = catalogue()
    names = [field.name for field in fields(McCalipInputs)]
    for name in changes:
        if name not in names:
            raise InputError(
                "unknown input of McCalip's calculator", got=name, remedy=nearest(name, names)
            )
    merged: dict[str, Any] = {}
    for name in names:
        value = np.asarray(changes.get(name, rows[f"mccalip.{name}"].value), dtype=float)
        merged[name] = value if value.ndim else float(value)
    for name in _WHOLE:
        _check_whole(name, merged[name])
        merged[name] = int(merged[name])
    return McCalipInputs(**merged)


_WHOLE: Final = ("years", "orbit_points")
_ANY_POSITIVE: Final = (0.0, False, np.inf, False)
_NOT_NEGATIVE: Final = (0.0, True, np.inf, False)
_SHARE: Final = (0.0, True, 1.0, True)
_SHARE_NOT_ZERO: Final = (0.0, False, 1.0, True)
_ABSOLUTE_ZERO_C: Final = -273.15  # exact, SI

# name: (low, low itself allowed, high, high itself allowed), by physics alone
_POSSIBLE: Final = {
    "target_gw": _ANY_POSITIVE,
    "launch_usd_per_kg": _NOT_NEGATIVE,
    "satellite_usd_per_w": _NOT_NEGATIVE,
    "specific_power_w_per_kg": _ANY_POSITIVE,
    "satellite_kw": _ANY_POSITIVE,
    "sun_fraction": _SHARE_NOT_ZERO,
    "cell_degradation_percent_per_year": (0.0, True, 100.0, False),
    "gpu_failure_percent_per_year": _NOT_NEGATIVE,
    "nre_usd_million": _NOT_NEGATIVE,
    "solar_absorptivity": _SHARE,
    "emissivity_pv": _SHARE,
    "emissivity_radiator": _SHARE,
    "pv_efficiency": _SHARE,
    "beta_deg": (0.0, True, 90.0, True),
    "altitude_km": _ANY_POSITIVE,
    "max_die_temperature_c": (_ABSOLUTE_ZERO_C, False, np.inf, False),
    "temperature_drop_c": _NOT_NEGATIVE,
    "gas_turbine_usd_per_kw": _NOT_NEGATIVE,
    "electrical_usd_per_w": _NOT_NEGATIVE,
    "mechanical_usd_per_w": _NOT_NEGATIVE,
    "civil_usd_per_w": _NOT_NEGATIVE,
    "network_usd_per_w": _NOT_NEGATIVE,
    "pue": (1.0, True, np.inf, False),
    "gas_usd_per_mmbtu": _NOT_NEGATIVE,
    "heat_rate_btu_per_kwh": _ANY_POSITIVE,
    "capacity_factor": _SHARE_NOT_ZERO,
    "rocket_payload_kg": _ANY_POSITIVE,
    "reference_satellite_kw": _ANY_POSITIVE,
    "reference_array_m2": _ANY_POSITIVE,
    "stefan_boltzmann": _ANY_POSITIVE,
}


def _check(
    name: str, value: ArrayLike, low: float, low_allowed: bool, high: float, high_allowed: bool
) -> None:
    given = np.asarray(value, dtype=float)
    inside = (given >= low if low_allowed else given > low) & (
        given <= high if high_allowed else given < high
    )
    if not np.all(inside):
        left = f"{'at least' if low_allowed else 'more than'} {low:g}"
        right = f" and {'at most' if high_allowed else 'less than'} {high:g}"
        raise InputError(
            f"{name} is out of range",
            got=float(given[~inside].flat[0]),
            allowed=left + (right if np.isfinite(high) else ""),
        )


def _check_whole(name: str, value: ArrayLike) -> None:
    given = np.asarray(value, dtype=float)
    if given.ndim or not (1 <= given <= _LONGEST_YEARS and float(given).is_integer()):
        raise InputError(
            f"{name} is out of range",
            got=float(given) if given.ndim == 0 else given.tolist(),
            allowed=f"one whole number from 1 to {_LONGEST_YEARS}",
        )
