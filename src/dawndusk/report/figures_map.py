"""A map of the world or a part of it: land in grey, degrees as they are.

Equirectangular: degrees of latitude and longitude on straight axes. A map of a part has its true
scale at its middle latitude.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import FloatArray
from dawndusk.report.style import FADED, RULE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = [
    "DOTS_PER_INCH",
    "LAND",
    "WORLD",
    "Extent",
    "draw_map",
    "extent_of",
    "great_circle",
    "near",
]

DOTS_PER_INCH: Final = 150  # of the land, and of what is drawn as dots
LAND: Final = "#dcddd6"
_PIXELS: Final = 1400  # across the map
_CELL_DEG: Final = 0.28  # of the land's grid
_MARGIN: Final = 0.12  # of the span, round what is shown
_NARROWEST_DEG: Final = 14.0  # of latitude: a shorter route is shown in its surroundings
_WIDE_DEG: Final = 200.0  # of longitude, from which on the whole world is shown
_STRETCH: Final = 2.0  # at most, of a degree of latitude over one of longitude
_FLATTEST: Final = 0.45  # height over width of a map
_TALLEST: Final = 0.68
_STEPS_DEG: Final = (1, 2, 5, 10, 15, 30, 60)


class Extent(NamedTuple):
    """Edges of a map [deg]; east may be past 180."""

    west: float
    east: float
    south: float
    north: float

    @property
    def stretch(self) -> float:
        """Length of a degree of latitude over one of longitude at the middle of the map."""
        return _stretch(self.south, self.north) if self.east - self.west < 360.0 else 1.0

    @property
    def height_by_width(self) -> float:
        """Height of the map over its width."""
        return self.stretch * (self.north - self.south) / (self.east - self.west)


def _stretch(south: float, north: float) -> float:
    return float(min(1.0 / np.cos(np.radians(0.5 * (south + north))), _STRETCH))


WORLD: Final = Extent(-180.0, 180.0, -60.0, 80.0)  # where nearly all people live


def near(longitude_deg: ArrayLike, centre_deg: float) -> FloatArray:
    """Longitudes as they are within 180 degrees of a centre.

    Examples
    --------
    >>> near([-118.0, 140.0], 180.0).tolist()
    [242.0, 140.0]
    """
    away = (np.asarray(longitude_deg, dtype=np.float64) - centre_deg + 180.0) % 360.0 - 180.0
    return np.asarray(centre_deg + away)


def great_circle(
    start_deg: tuple[float, float], end_deg: tuple[float, float], points: int = 121
) -> tuple[FloatArray, FloatArray]:
    """Points of the shortest way on a sphere between two places (latitude, longitude).

    Returns
    -------
    latitude_deg, longitude_deg : ndarray, shape (points,) [deg]
        Longitudes run on past 180 where the way does.

    Examples
    --------
    >>> latitude, longitude = great_circle((0.0, 170.0), (0.0, -170.0), 3)
    >>> latitude.round(6).tolist(), longitude.round(6).tolist()
    ([0.0, 0.0, 0.0], [170.0, 180.0, 190.0])
    """
    b, el = np.radians([start_deg, end_deg]).T
    ends = np.stack([np.cos(b) * np.cos(el), np.cos(b) * np.sin(el), np.sin(b)], axis=-1)
    angle = float(np.arccos(np.clip(ends[0] @ ends[1], -1.0, 1.0)))
    share = np.linspace(0.0, 1.0, points)[:, None]
    if np.sin(angle) < 1e-6:  # the same place, or any of the ways to the other side of the Earth
        line = (1.0 - share) * ends[0] + share * ends[1] + 1e-6 * np.array([0.0, 0.0, 1.0])
    else:
        line = np.sin((1.0 - share) * angle) * ends[0] + np.sin(share * angle) * ends[1]
    line /= np.linalg.norm(line, axis=1, keepdims=True)
    longitude = np.degrees(np.unwrap(np.arctan2(line[:, 1], line[:, 0])))
    return np.degrees(np.arcsin(np.clip(line[:, 2], -1.0, 1.0))), longitude


def extent_of(latitude_deg: ArrayLike, longitude_deg: ArrayLike) -> Extent:
    """Edges of a map that shows these points with room round them.

    Parameters
    ----------
    latitude_deg, longitude_deg : array_like [deg]
        Longitudes near their middle (`near`), so that a way over 180 degrees is in one piece.

    Examples
    --------
    >>> [round(edge) for edge in extent_of([0.0, 50.0], [0.0, 100.0])]
    [-12, 112, -6, 56]
    """
    lat, lon = np.asarray(latitude_deg), np.asarray(longitude_deg)
    south, north = float(lat.min()), float(lat.max())
    west, east = float(lon.min()), float(lon.max())
    if east - west > _WIDE_DEG:
        middle = 0.5 * (west + east)
        return Extent(middle - 180.0, middle + 180.0, min(-60.0, south - 4.0), max(80.0, north))
    stretch = _stretch(south, north)
    across = (1.0 + 2.0 * _MARGIN) * (east - west)
    up = max((1.0 + 2.0 * _MARGIN) * (north - south), _NARROWEST_DEG, _FLATTEST * across / stretch)
    across = min(max(across, stretch * up / _TALLEST), 360.0)
    middle = 0.5 * (south + north)
    low, high = middle - 0.5 * up, middle + 0.5 * up
    shift = max(-88.0 - low, 0.0) - max(high - 88.0, 0.0)
    low, high = max(low + shift, -88.0), min(high + shift, 88.0)
    middle = 0.5 * (west + east)
    return Extent(middle - 0.5 * across, middle + 0.5 * across, low, high)


def draw_map(ax: Axes, extent: Extent, named: bool = True, land: str = LAND) -> None:
    """Draw land and degrees, and hold the axes to the map's edges.

    Parameters
    ----------
    ax : Axes
        Of a figure with `DOTS_PER_INCH`.
    extent : Extent
        What is shown.
    named : bool, optional
        Whether degrees are written.
    land : str, optional
        Its colour.
    """
    ax.imshow(
        _land(extent, land),
        extent=(extent.west, extent.east, extent.south, extent.north),
        origin="lower",
        interpolation="bilinear",
        zorder=0.5,
    )
    ax.set_aspect(extent.stretch)
    ax.set_xlim(extent.west, extent.east)
    ax.set_ylim(extent.south, extent.north)
    ax.grid(color=RULE, linewidth=0.5, zorder=0.7)
    ax.set_axisbelow(False)
    for spine in ax.spines.values():
        spine.set_color(RULE)
    ax.tick_params(length=0.0)
    for axis, low, high, signs in (
        ("x", extent.west, extent.east, "EW"),
        ("y", extent.south, extent.north, "NS"),
    ):
        step = next((s for s in _STEPS_DEG if (high - low) / s <= 8.0), _STEPS_DEG[-1])
        ticks = np.arange(np.ceil(low / step), np.floor(high / step) + 0.5) * step
        names = [_degrees(t, signs) if named else "" for t in ticks]
        (ax.set_xticks if axis == "x" else ax.set_yticks)(ticks, names)
    ax.tick_params(labelsize=8.0, labelcolor=FADED)


def _degrees(value: float, signs: str) -> str:
    """Return degrees with the side they are on.

    Examples
    --------
    >>> _degrees(210.0, "EW"), _degrees(-30.0, "NS"), _degrees(0.0, "EW"), _degrees(180.0, "EW")
    ('150° W', '30° S', '0°', '180°')
    """
    if signs == "EW":
        value = (value + 180.0) % 360.0 - 180.0
        if value == -180.0:
            return "180°"
    if value == 0.0:
        return "0°"
    return f"{abs(value):g}° {signs[0] if value > 0.0 else signs[1]}"


def _land(extent: Extent, colour: str) -> FloatArray:
    """Return the land as an image (rows from below) that is transparent over the sea."""
    from matplotlib.colors import to_rgb
    from scipy.ndimage import gaussian_filter

    from dawndusk.orbit.cells import cell_index, land_cells

    across, up = extent.east - extent.west, extent.north - extent.south
    wide, tall = _PIXELS, max(int(_PIXELS * up / across), 1)
    el = np.radians(np.linspace(extent.west, extent.east, wide))
    b = np.radians(np.linspace(extent.south, extent.north, tall))
    height = np.broadcast_to(np.sin(b)[:, None], (tall, wide))
    direction = np.stack(
        [np.cos(b)[:, None] * np.cos(el), np.cos(b)[:, None] * np.sin(el), height], axis=-1
    )
    land = land_cells().reshape(-1)[cell_index(direction)].astype(np.float32)
    smooth = gaussian_filter(land, 0.5 * _CELL_DEG / (across / wide))
    image = np.empty((tall, wide, 4))
    image[..., :3] = to_rgb(colour)
    image[..., 3] = smooth > 0.5  # a coast without the corners of cells
    return image
