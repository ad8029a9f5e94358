"""A still of the constellation: the Earth by day and night, and a sample of satellites round it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from dawndusk.constants import R_EARTH, FloatArray
from dawndusk.report.style import EARTH, FADED, INK, ORBIT, figure, styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from matplotlib.figure import Figure

__all__ = ["still", "view_axes"]

_PIXELS: Final = 420  # across the Earth
_DOTS_PER_INCH: Final = 150
_WIDEST_KM: Final = 43_000.0
_AWAY_DEG: Final = 65.0  # of the viewer from the Sun, so that day and night both show
_UP_DEG: Final = 25.0
_DAY: Final = np.array([[0.80, 0.86, 0.92], [0.72, 0.76, 0.66]])  # ocean, land
_NIGHT: Final = np.array([[0.56, 0.60, 0.66], [0.46, 0.49, 0.48]])


def view_axes(sun: FloatArray) -> FloatArray:
    """Axes of a viewer 65 degrees east of the Sun and 25 from the equator: right, up, towards.

    The viewer is on the other side of the equator than the Sun, where the shadow is.

    Parameters
    ----------
    sun : ndarray, shape (3,) [1]
        Direction of the Sun.

    Returns
    -------
    ndarray, shape (3, 3) [1]
        Rows: right, up, towards the viewer.

    Examples
    --------
    >>> import numpy as np
    >>> axes = view_axes(np.array([1.0, 0.0, 0.0]))
    >>> np.allclose(axes @ axes.T, np.eye(3)), round(float(axes[2, 2]), 3)
    (True, 0.423)
    """
    azimuth = np.arctan2(sun[1], sun[0]) + np.radians(_AWAY_DEG)
    up = np.radians(-_UP_DEG if sun[2] > 0.0 else _UP_DEG)
    towards = np.array([np.cos(up) * np.cos(azimuth), np.cos(up) * np.sin(azimuth), np.sin(up)])
    right = np.cross([0.0, 0.0, 1.0], towards)
    right /= np.linalg.norm(right)
    return np.stack([right, np.cross(towards, right), towards])


@styled
def still(
    position_km: FloatArray,
    in_shadow: np.ndarray,
    sun: FloatArray,
    sidereal_rad: float,
    is_land: Callable[[FloatArray], np.ndarray],
    sampled: bool,
) -> Figure:
    """Draw a sample of satellites round the Earth, seen from 65 degrees east of the Sun.

    Parameters
    ----------
    position_km : ndarray, shape (n, 3) [km]
        Inertial positions; nan where a satellite is not in orbit.
    in_shadow : ndarray of bool, shape (n,)
        In umbra or penumbra.
    sun : ndarray, shape (3,) [1]
        Direction of the Sun.
    sidereal_rad : float [rad]
        Turn of the Earth.
    is_land : callable
        Whether Earth-fixed unit vectors, shape (m, 3), point to land.
    sampled : bool
        Whether there are more satellites than these.

    Notes
    -----
    Orthographic, to scale. What the Earth hides is left out, and what is beyond the ring of
    geostationary satellites; dots are far larger than satellites.
    """
    there = np.isfinite(position_km).all(axis=1)
    position_km, in_shadow = position_km[there], in_shadow[there]
    axes = view_axes(sun)
    radius = R_EARTH / 1e3
    seen = position_km @ axes.T
    across = np.hypot(seen[:, 0], seen[:, 1])
    hidden = (seen[:, 2] < 0.0) & (across < radius)
    widest = float(across[across < _WIDEST_KM].max(initial=radius))
    edge = 1.04 * max(radius, widest)
    drawn = figure(8.0, 6.0)
    drawn.set_dpi(_DOTS_PER_INCH)
    ax = drawn.add_axes((0.0, 0.0, 0.75, 1.0))
    ax.set_aspect("equal")
    ax.axis("off")
    ax.set_xlim(-edge, edge)
    ax.set_ylim(-edge, edge)
    ax.imshow(
        _earth(axes, sun, sidereal_rad, is_land),
        extent=(-radius, radius, -radius, radius),
        origin="lower",
        interpolation="bilinear",
        zorder=1,
    )
    size = float(np.clip(9_000.0 / max(len(seen), 1), 0.4, 14.0))
    for dark, colour in ((False, EARTH), (True, ORBIT)):
        own = (in_shadow == dark) & ~hidden
        ax.scatter(
            seen[own, 0],
            seen[own, 1],
            s=size,
            color=colour,
            linewidths=0,
            zorder=2,
            rasterized=True,
        )
    said = [
        f"{len(seen):,} satellites" + (", evenly\nsampled, seen from" if sampled else ", seen"),
        f"{'' if sampled else 'from '}{_AWAY_DEG:g}° east of the Sun and",
        f"{_UP_DEG:g}° {'south' if sun[2] > 0.0 else 'north'}. To scale:",
        f"{2.0 * edge:,.0f} km wide.",
    ]
    if (across > edge).any():
        said += [f"{(across > edge).sum():,} farther out", "are not shown."]
    dark_share = float(in_shadow.mean()) if in_shadow.size else 0.0
    _key(drawn, dark_share, said)
    return drawn


def _earth(
    axes: FloatArray,
    sun: FloatArray,
    sidereal_rad: float,
    is_land: Callable[[FloatArray], np.ndarray],
) -> FloatArray:
    """Return the disc of the Earth as an image (rows from below), transparent outside."""
    line = (np.arange(_PIXELS) + 0.5) * (2.0 / _PIXELS) - 1.0
    x, y = np.meshgrid(line, line)
    depth = 1.0 - x * x - y * y
    inside = depth > 0.0
    ground = np.stack([x[inside], y[inside], np.sqrt(depth[inside])], axis=-1) @ axes
    c, s = np.cos(sidereal_rad), np.sin(sidereal_rad)
    fixed = np.stack(
        [
            c * ground[:, 0] + s * ground[:, 1],
            c * ground[:, 1] - s * ground[:, 0],
            ground[:, 2],
        ],
        axis=-1,
    )
    land = np.asarray(is_land(fixed)).astype(int)
    light = np.clip(0.5 + 4.0 * (ground @ sun), 0.0, 1.0)[:, None]
    image = np.zeros((_PIXELS, _PIXELS, 4))
    image[inside, :3] = light * _DAY[land] + (1.0 - light) * _NIGHT[land]
    image[..., 3] = np.clip((1.0 - np.hypot(x, y)) * _PIXELS / 3.0, 0.0, 1.0)
    return image


def _key(drawn: Figure, dark: float, said: list[str]) -> None:
    """Write beside the picture what its colours are, and its scale."""
    for at, colour, text in (
        (0.93, EARTH, "in full sunlight"),
        (0.88, ORBIT, f"in shadow: {100.0 * dark:.1f} %"),
    ):
        drawn.text(0.765, at, "●", color=colour, fontsize=10, va="center")
        drawn.text(0.79, at, text, color=INK, fontsize=8.5, va="center")
    drawn.text(0.765, 0.83, "\n".join(said), color=FADED, fontsize=8, va="top", linespacing=1.4)
