"""The weather over any place on Earth, as the maps of the ITU-R give it for a year.

A small table of maps (`tools/build_site_weather_table.py`) stands for 170 MB of them; between its
nodes values are interpolated.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FloatArray
from dawndusk.limits import require_within

__all__ = [
    "CLOUD_COLUMNS_KG_M2",
    "LIQUID_SHARES",
    "SiteWeather",
    "site_weather",
    "weather_map",
]

LIQUID_SHARES: Final = (0.01, 0.05, 0.20)  # of the year: nodes of `liquid_kg_m2`
CLOUD_COLUMNS_KG_M2: Final = (0.003, 0.010, 0.030, 0.100)  # nodes of `cloud_share`
_RAIN_OVER_ZERO_KM: Final = 0.36  # rain height over the height of 0 degC, P.839-4 equation 1
_LIQUID: Final = ("liquid_1", "liquid_5", "liquid_20")
_CLOUD: Final = ("cloud_3", "cloud_10", "cloud_30", "cloud_100")


class SiteWeather(NamedTuple):
    """A year of weather over places.

    Attributes
    ----------
    rain_rate_mm_h : ndarray [mm/h]
        Exceeded for 0.01 % of the year.
    rain_height_km : ndarray [km]
        Of the rain's upper end over the sea, mean of the year.
    liquid_kg_m2 : ndarray [kg/m2]
        Columnar reduced liquid water of clouds exceeded for `LIQUID_SHARES` of the year, on the
        last axis.
    vapour_kg_m2 : ndarray [kg/m2]
        Columnar water vapour exceeded for 1 % of the year.
    cloud_share : ndarray [1]
        Share of the year in which the liquid column exceeds `CLOUD_COLUMNS_KG_M2`, on the last
        axis.
    """

    rain_rate_mm_h: FloatArray
    rain_height_km: FloatArray
    liquid_kg_m2: FloatArray
    vapour_kg_m2: FloatArray
    cloud_share: FloatArray


def site_weather(latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> SiteWeather:
    """Look up rain, cloud and water vapour over places.

    Parameters
    ----------
    latitude_deg, longitude_deg : array_like [deg]
        Geodetic, north and east positive; any shape that broadcasts.

    Returns
    -------
    SiteWeather
        Of the broadcast shape.

    Raises
    ------
    InputError
        A latitude beyond a pole, or a longitude that is no angle.

    Notes
    -----
    At 40 ground stations the table differs from the maps it was made of by, root mean square,
    0.6 mm/h of rain rate (2 % of the mean), 0.005 km of height, 3 % of the liquid column of 1 % of
    the year, 5 % of the vapour and 0.02 of the cloud shares; at a mountainous island (Hawaii) by
    up to 0.09 of a cloud share, where the maps themselves (1.125 deg) hardly know the island.
    Means over many years: no season, no hour of day, no change of climate.

    References
    ----------
    Recommendations ITU-R P.836-6, P.837-7, P.839-4, P.840-8.

    Examples
    --------
    Singapore: the heaviest rain, and hardly ever a clear sky.

    >>> over = site_weather(1.32, 103.70)
    >>> round(float(over.rain_rate_mm_h), -1), round(float(over.cloud_share[0]), 1)
    (100.0, 0.8)
    """
    return SiteWeather(
        rain_rate_mm_h=weather_map("rain_rate", latitude_deg, longitude_deg),
        rain_height_km=weather_map("zero_height", latitude_deg, longitude_deg) + _RAIN_OVER_ZERO_KM,
        liquid_kg_m2=_stack(_LIQUID, latitude_deg, longitude_deg),
        vapour_kg_m2=weather_map("vapour", latitude_deg, longitude_deg),
        cloud_share=_stack(_CLOUD, latitude_deg, longitude_deg),
    )


def weather_map(name: str, latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> FloatArray:
    """Interpolate one map of the table.

    Parameters
    ----------
    name : str
        Of the map, as `tools/build_site_weather_table.py` lists them.
    latitude_deg, longitude_deg : array_like [deg]
        As for `site_weather`.

    Returns
    -------
    ndarray [unit of the map]

    Raises
    ------
    InputError
        A place off the map.

    Notes
    -----
    Bilinear in latitude and longitude.

    Examples
    --------
    No rain to speak of in the Atacama.

    >>> bool(weather_map("rain_rate", -24.6, -70.4) < 5.0)
    True
    """
    latitude, longitude = np.broadcast_arrays(
        np.asarray(latitude_deg, dtype=np.float64), np.asarray(longitude_deg, dtype=np.float64)
    )
    require_within(latitude_deg=(latitude, -90.0, 90.0), longitude_deg=(longitude, -360.0, 360.0))
    counts, unit = _tables()[name]
    rows, columns = counts.shape
    y = (latitude + 90.0) * (rows - 1) / 180.0
    x = np.mod(longitude, 360.0) * columns / 360.0
    row = np.minimum(y.astype(np.intp), rows - 2)  # the pole is the end of the last step
    left = x.astype(np.intp) % columns
    right = (left + 1) % columns
    north, east = y - row, x - np.floor(x)
    below = counts[row, left] * (1.0 - east) + counts[row, right] * east
    above = counts[row + 1, left] * (1.0 - east) + counts[row + 1, right] * east
    return np.asarray((below * (1.0 - north) + above * north) * unit)


def _stack(names: tuple[str, ...], latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> FloatArray:
    return np.stack([weather_map(name, latitude_deg, longitude_deg) for name in names], axis=-1)


@cache
def _tables() -> dict[str, tuple[NDArray[np.uint8], float]]:
    """Read the maps, undoing the differences along each parallel."""
    path = files("dawndusk") / "data" / "tables" / "site_weather.npz"
    with path.open("rb") as file, np.load(file) as table:
        units = dict(zip(table["names"].tolist(), table["units"].tolist(), strict=True))
        return {
            str(name): (np.cumsum(table[name], axis=1, dtype=np.uint8), float(unit))
            for name, unit in units.items()
        }
