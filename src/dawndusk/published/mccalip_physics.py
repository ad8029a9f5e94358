"""McCalip's calculator, the physical half: how many satellites, and how warm they are."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import KELVIN_OFFSET, FloatArray
from dawndusk.errors import InputError
from dawndusk.published.mccalip_inputs import McCalipInputs

__all__ = ["Fleet", "Heat", "earth_view", "fleet", "heat"]

_COUNTABLE: Final = 2.0**53  # beyond which a float does not hold every whole number


class Fleet(NamedTuple):
    """What is built and launched."""

    mean_output: FloatArray  # mean over the years, of the first year's power
    required_w: FloatArray  # nameplate that delivers the target, before rounding up
    satellites: NDArray[np.int64]
    nameplate_w: FloatArray
    mass_kg: FloatArray
    launches: NDArray[np.int64]
    array_m2: FloatArray


class Heat(NamedTuple):
    """Heat balance of all panels together, radiating from both faces."""

    solar_waste_w: FloatArray
    loop_w: FloatArray
    earth_infrared_w: FloatArray
    albedo_w: FloatArray
    temperature_k: FloatArray
    front_w: FloatArray
    back_w: FloatArray
    area_required_m2: FloatArray

    @property
    def total_w(self) -> FloatArray:
        """Heat to be radiated."""
        return self.solar_waste_w + self.loop_w + self.earth_infrared_w + self.albedo_w


def _floats(*values: ArrayLike) -> tuple[FloatArray, ...]:
    return tuple(np.asarray(value, dtype=float) for value in values)


def fleet(given: McCalipInputs) -> Fleet:
    """Size the fleet so that its mean output over the years is the target.

    ::

        P0 = P / (mean_{y<n} r^y  f_sun),   N = ceil(P0 / P_sat),   launches = ceil(M / payload)

    Examples
    --------
    >>> from dawndusk.published.mccalip_inputs import his_inputs
    >>> sized = fleet(his_inputs())
    >>> int(sized.satellites), int(sized.launches), round(float(sized.array_m2))
    (39731, 294, 4608796)
    """
    target, kw, power_to_mass, sun, loss = _floats(
        given.target_gw,
        given.satellite_kw,
        given.specific_power_w_per_kg,
        given.sun_fraction,
        given.cell_degradation_percent_per_year,
    )
    kept = 1.0 - loss / 100.0
    total = np.zeros_like(kept)
    for year in range(given.years):
        total = total + kept**year
    mean_output = total / given.years
    required_w = target * 1e9 / (mean_output * sun)
    satellites = np.ceil(required_w / (1000.0 * kw))
    mass_kg = satellites * (1000.0 * kw / power_to_mass)
    launches = np.ceil(mass_kg / given.rocket_payload_kg)
    if not np.all((satellites <= _COUNTABLE) & (launches <= _COUNTABLE)):
        raise InputError(
            "more satellites or launches than can be counted",
            got=f"{float(np.max(satellites)):.3g} and {float(np.max(launches)):.3g}",
            allowed=f"up to {_COUNTABLE:g}",
            remedy="lower target_gw, or raise satellite_kw or specific_power_w_per_kg",
        )
    share = kw / given.reference_satellite_kw
    return Fleet(
        np.asarray(mean_output),
        np.asarray(required_w),
        np.asarray(satellites, dtype=np.int64),
        np.asarray(satellites * 1000.0 * kw),
        np.asarray(mass_kg),
        np.asarray(launches, dtype=np.int64),
        np.asarray(satellites * given.reference_array_m2 * share),
    )


def earth_view(given: McCalipInputs) -> tuple[FloatArray, FloatArray]:
    """Return his view factors from the front and the back of the panel to Earth.

    ::

        F(c) = F_nadir c  for c > 0,   floor F_nadir  else;   F_nadir = (R / (R + h))^2
        c = +-cos(beta) cos(nu),  averaged over points nu around the orbit

    Notes
    -----
    Not a view factor of a plate: edge on, the exact figure is 0.258 a face at 550 km, his is
    0.021. At 90 deg the sign of a rounding error (cos 90 deg = 6e-17) decides between the two
    branches; the points and their order are kept so that it falls as in his calculator.

    Examples
    --------
    >>> from dawndusk.published.mccalip_inputs import his_inputs
    >>> front, back = earth_view(his_inputs())
    >>> round(float(front), 7), round(float(back), 7)
    (0.0211845, 0.0211845)
    """
    radius, altitude, beta, floor = _floats(
        given.earth_radius_km, given.altitude_km, given.beta_deg, given.view_floor
    )
    nadir = (np.sin(np.arcsin(radius / (radius + altitude))) ** 2)[..., None]
    around = np.arange(given.orbit_points) / given.orbit_points * 2.0 * np.pi
    facing = np.cos(beta * np.pi / 180.0)[..., None] * np.cos(around)
    low = floor[..., None] * nadir
    front = np.where(facing > 0.0, nadir * facing, low)
    back = np.where(-facing > 0.0, nadir * -facing, low)
    return np.asarray(front.mean(axis=-1)), np.asarray(back.mean(axis=-1))


def heat(
    given: McCalipInputs, array_m2: ArrayLike, front_view: ArrayLike, back_view: ArrayLike
) -> Heat:
    """Balance the heat of panels that radiate from both faces.

    ::

        Q = G alpha A + I (F_f eps_pv + F_b eps_rad) A + G a F_f cos(beta) alpha A
        Q = sigma A (eps_pv + eps_rad) (T^4 - T_space^4)

    Parameters
    ----------
    given : McCalipInputs
        His inputs.
    array_m2 : array_like [m2]
        Area of all panels.
    front_view, back_view : array_like [1]
        View factors to Earth; his are `earth_view`.

    Examples
    --------
    >>> from dawndusk.published.mccalip_inputs import his_inputs
    >>> given = his_inputs()
    >>> round(float(heat(given, 4608796, *earth_view(given)).temperature_k), 4)
    335.7495
    """
    area, front, back, sun, infrared, albedo, absorbed, used, eps_front, eps_back = _floats(
        array_m2,
        front_view,
        back_view,
        given.solar_constant_w_m2,
        given.earth_infrared_w_m2,
        given.albedo,
        given.solar_absorptivity,
        given.pv_efficiency,
        given.emissivity_pv,
        given.emissivity_radiator,
    )
    beta, die, drop, sigma, space = _floats(
        given.beta_deg,
        given.max_die_temperature_c,
        given.temperature_drop_c,
        given.stefan_boltzmann,
        given.space_temperature_k,
    )
    solar_waste = sun * (absorbed - used) * area
    loop = sun * used * area  # all power that the cells make ends as heat in the same panel
    from_earth = infrared * (front * eps_front + back * eps_back) * area
    reflected = sun * albedo * front * np.cos(beta * np.pi / 180.0) * absorbed * area
    total = solar_waste + loop + from_earth + reflected
    eps = eps_front + eps_back
    temperature = (total / (sigma * area * eps) + space**4) ** 0.25
    wanted = die - drop + KELVIN_OFFSET
    if not np.all(wanted > space):
        raise InputError(
            "max_die_temperature_c less temperature_drop_c is colder than space",
            got=float(np.min(wanted - KELVIN_OFFSET)),
            allowed=f"more than {float(np.max(space)) - KELVIN_OFFSET:g} degC",
        )
    shed = temperature**4 - space**4
    return Heat(
        np.asarray(solar_waste),
        np.asarray(loop),
        np.asarray(from_earth),
        np.asarray(reflected),
        np.asarray(temperature),
        np.asarray(sigma * eps_front * area * shed),
        np.asarray(sigma * eps_back * area * shed),
        np.asarray(total / (sigma * eps * (wanted**4 - space**4))),
    )
