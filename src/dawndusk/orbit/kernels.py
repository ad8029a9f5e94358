"""Compiled loops of the structured tier: rings of equally spaced satellites, counted, not stored.

A ring at an instant is A cos(2 pi k / N) + B sin(2 pi k / N): two vectors for the ring and one
table for all rings, so that a satellite costs two multiplications a component and no trigonometry.
The unit vectors that choose a cell are float32 (an error below 2 m on the ground); everything
that decides on light is float64.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.cells import CELLS

__all__ = [
    "cell_of",
    "compiled",
    "count_rings",
    "finding",
    "sum_surface",
    "summing",
    "visible_share",
]

Float32Array = NDArray[np.float32]
CellArray = NDArray[np.int32]
CountArray = NDArray[np.int32]
SurfaceWords = NDArray[np.uint32]
Index = int | np.uint64  # unsigned where it can be: one that may be negative costs a test each
_Function = TypeVar("_Function", bound=Callable[..., Any])

BLOCK: Final = 256  # satellites whose cells are found at a time: they stay in the nearest cache
_BLOCK: Final = np.uint64(BLOCK)
_STRETCH: Final = np.uint64(64)  # satellites looked through for a penumbra at a time
_START: Final = np.uint64(0)
_ROW: Final = CELLS.bit_length() - 1  # shift that multiplies by the cells along an edge
_HALF: Final = np.float32(0.5 * CELLS)
_SCALE: Final = np.float32(0.5 * CELLS * (1.0 - 2.0**-21))  # the far edge stays inside the grid
_ZERO: Final = np.float32(0.0)
_NIBBLE: Final = np.int32(4)  # cells in a word of the surface: 2**4
_FIFTEEN: Final = np.int32(15)
_ONE: Final = np.int32(1)
_TWO: Final = np.int32(2)


def compiled(function: _Function) -> _Function:
    """Compile for this machine: no interpreter lock, fused multiply-add, kept on disk.

    What is kept is made again when the function's own file changes. A change here reaches the loops
    of `kernels_loose`, which hold copies of these functions, once that file is touched too.
    """
    return _compile(function, {"contract", "arcp", "nsz"})


def summing(function: _Function) -> _Function:
    """Compile a loop that sums floats, and let it add them in any order."""
    return _compile(function, {"contract", "arcp", "nsz", "reassoc"})


def finding(function: _Function) -> _Function:
    """Compile a loop that sums and compares numbers, in any order; all of them are numbers."""
    return _compile(function, {"contract", "arcp", "nsz", "reassoc", "nnan"})


def _compile(function: _Function, fastmath: set[str]) -> _Function:
    options: dict[str, Any] = {"nogil": True, "error_model": "numpy", "fastmath": fastmath}
    try:
        return cast(_Function, numba.njit(cache=True, **options)(function))
    except RuntimeError:  # nowhere to keep it
        return cast(_Function, numba.njit(**options)(function))


@summing
def visible_share(w: float, bend: float, curve: float) -> float:
    r"""Share of the Sun's disc in sight at a place in the penumbra, to 1e-5 in low orbits.

    .. math::

        t = 2 w' - 1, \quad w' = w + \text{bend}\; w (1 - w), \quad
        v = \tfrac12 + \tfrac1\pi (t \sqrt{1 - t^2} + \arcsin t) + \text{curve}\, (1 - t^2)^{3/2}

    the segment of a disc behind a straight edge and what the edge's curvature gives back, both as
    (1 - \|t\|)^{3/2} times a polynomial (least squares; 2e-7 and 4e-5).

    Parameters
    ----------
    w : float [1]
        Way through the penumbra as a share of cos(psi): 0 at the umbra's edge, 1 in full Sun.
    bend : float [1]
        Half of the penumbra's width times cot(psi): from the cosine to the angle.
    curve : float [1]
        a / (3 pi b), apparent radii of the Sun and the Earth.

    Returns
    -------
    float [1]
        Visible share.
    """
    t = 2.0 * (w + bend * w * (1.0 - w)) - 1.0
    a = min(abs(t), 1.0)
    rim = (1.0 - a) * np.sqrt(1.0 - a)
    g = -0.017240930964 + a * (0.005333890563 + a * -0.001268204728)
    tail = rim * (0.500000171848 + a * (0.113365752074 + a * g))
    bulge = 0.999959132784 + a * (1.501314483353 + a * (0.36578751551 - a * 0.03949506025))
    share: float = (1.0 - tail if t > 0.0 else tail) + curve * rim * bulge
    return share


@compiled
def cell_of(x: np.float32, y: np.float32, z: np.float32) -> np.int32:
    """Cell of a direction of any length above zero, as `cells.cell_index`."""
    scale = _SCALE / (abs(x) + abs(y) + abs(z))
    column = np.int32(_HALF + (x + y) * scale)
    row = np.int32(_HALF + (x - y) * scale)
    south = np.int32(z < _ZERO)
    return np.int32((((south << _ROW) | row) << _ROW) | column)


@compiled
def ring_cells(
    C: Float32Array,
    S: Float32Array,
    A: Float32Array,
    B: Float32Array,
    low: Index,
    high: Index,
    cell: CellArray,
) -> None:
    """Write the cells under the satellites low to high of a ring, from cell 0 on."""
    ax, ay, az = A[0], A[1], A[2]
    bx, by, bz = B[0], B[1], B[2]
    for j in range(low, high):
        c, s = C[j], S[j]
        cell[j - low] = cell_of(ax * c + bx * s, ay * c + by * s, az * c + bz * s)


@compiled
def sum_surface(cell: CellArray, low: Index, high: Index, surface: SurfaceWords) -> tuple[int, int]:
    """Count the cells low to high that are land, and those in view of a ground station.

    Sixteen cells of two bits share a word, so that the whole sphere fits into 128 kB and the
    vector unit can fetch sixteen words at once.
    """
    land = np.int32(0)
    view = np.int32(0)
    for j in range(low, high):
        here = cell[j]
        code = np.int32(surface[np.uint32(here >> _NIBBLE)] >> np.uint32((here & _FIFTEEN) << _ONE))
        land = np.int32(land + (code & _ONE))
        view = np.int32(view + (code & _TWO))
    return int(land), int(view >> _ONE)


@compiled
def ring_shadow(
    C: FloatArray,
    S: FloatArray,
    a: float,
    b: float,
    low: Index,
    high: Index,
    umbra: float,
    penumbra: float,
) -> tuple[int, int]:
    """Count the satellites low to high of a ring in the umbra, and in any shadow."""
    dark = 0
    shaded = 0
    for j in range(low, high):
        d = a * C[j] + b * S[j]
        dark += d < umbra
        shaded += d < penumbra
    return dark, shaded


@summing
def ring_light(
    C: FloatArray,
    S: FloatArray,
    a: float,
    b: float,
    low: Index,
    high: Index,
    umbra: float,
    penumbra: float,
    bend: float,
    curve: float,
) -> float:
    """Sum the visible shares of the Sun over the penumbra of satellites low to high of a ring."""
    total = 0.0
    per_width = 1.0 / (penumbra - umbra)
    for j in range(low, high):
        d = a * C[j] + b * S[j]
        share = visible_share((d - umbra) * per_width, bend, curve)
        total += share if (d >= umbra) and (d < penumbra) else 0.0
    return total


@compiled
def count_rings(
    C: FloatArray,
    S: FloatArray,
    phase: FloatArray,
    node: FloatArray,
    tilt: FloatArray,
    turn: FloatArray,
    swing: FloatArray,
    sun: FloatArray,
    edges: FloatArray,
    curve: float,
    surface: SurfaceWords,
    counts: CountArray,
    light: FloatArray,
) -> None:
    r"""Count a shell of rings at every time.

    .. math::

        \mathbf{r}_k = \mathbf{A} \cos\tfrac{2\pi k}{N} + \mathbf{B} \sin\tfrac{2\pi k}{N}, \quad
        \mathbf{A} = \mathbf{P}\cos u + \mathbf{Q}\sin u, \quad
        \mathbf{B} = \mathbf{Q}\cos u - \mathbf{P}\sin u

    Parameters
    ----------
    C, S : ndarray [1]
        Cosine and sine of the places in the ring, (N,).
    phase, node : ndarray [1]
        Cosine and sine of the phase and the node of each ring at the epoch, (P, 2).
    tilt : ndarray [1]
        Cosine and sine of the inclination, (2,).
    turn, swing : ndarray [1]
        Cosine and sine of what the argument of latitude, and the node less the sidereal angle,
        have moved since the epoch, (T, 2).
    sun : ndarray [1]
        Earth-fixed unit vector to the Sun, (T, 3).
    edges : ndarray [1]
        Sun-satellite cosine at the edges of umbra and penumbra, and `bend`, (T, 3).
    curve : float [1]
        As in `visible_share`.
    surface : ndarray of uint32
        Cells, sixteen in a word, the first in the lowest bits.
    counts : ndarray of int32
        Out: umbra, penumbra, land, gateway, (4, P, T).
    light : ndarray [1]
        Out: sum of the visible shares of the Sun, (P, T).
    """
    N, last = C.size, np.uint64(C.size)
    C4, S4 = C.astype(np.float32), S.astype(np.float32)
    A4, B4 = np.empty(3, np.float32), np.empty(3, np.float32)
    cell = np.empty(BLOCK, np.int32)
    ci, si = tilt[0], tilt[1]
    for p in range(phase.shape[0]):
        for t in range(turn.shape[0]):
            c = phase[p, 0] * turn[t, 0] - phase[p, 1] * turn[t, 1]
            s = phase[p, 1] * turn[t, 0] + phase[p, 0] * turn[t, 1]
            co = node[p, 0] * swing[t, 0] - node[p, 1] * swing[t, 1]
            so = node[p, 1] * swing[t, 0] + node[p, 0] * swing[t, 1]
            ax, ay, az = co * c - so * ci * s, so * c + co * ci * s, si * s
            bx, by, bz = -co * s - so * ci * c, -so * s + co * ci * c, si * c
            A4[0], A4[1], A4[2] = ax, ay, az
            B4[0], B4[1], B4[2] = bx, by, bz
            a = ax * sun[t, 0] + ay * sun[t, 1] + az * sun[t, 2]
            b = bx * sun[t, 0] + by * sun[t, 1] + bz * sun[t, 2]
            dark = shaded = land = view = 0
            shine = 0.0
            for low in range(_START, last, _BLOCK):
                high = min(low + _BLOCK, last)
                ring_cells(C4, S4, A4, B4, low, high, cell)
                of_land, in_view = sum_surface(cell, _START, high - low, surface)
                land += of_land
                view += in_view
            umbra, penumbra, bend = edges[t, 0], edges[t, 1], edges[t, 2]
            for low in range(_START, last, _STRETCH):
                high = min(low + _STRETCH, last)
                in_umbra, in_shadow = ring_shadow(C, S, a, b, low, high, umbra, penumbra)
                dark += in_umbra
                shaded += in_shadow
                if in_shadow > in_umbra:
                    shine += ring_light(C, S, a, b, low, high, umbra, penumbra, bend, curve)
            counts[0, p, t] = dark
            counts[1, p, t] = shaded - dark
            counts[2, p, t] = land
            counts[3, p, t] = view
            light[p, t] = shine + (N - shaded)
