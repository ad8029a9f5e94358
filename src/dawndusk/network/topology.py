"""How satellites are linked: grids over planes, rungs between shells, clusters, nearest."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import R_EARTH, FloatArray
from dawndusk.network.mesh import Partners
from dawndusk.orbit.formation import cluster_lattice
from dawndusk.orbit.groups import Shell

__all__ = [
    "VERTICAL_STRIDE",
    "across_partners",
    "along_partners",
    "express_partners",
    "express_step",
    "is_closed",
    "lattice_partners",
    "nearest_partners",
    "rung_partners",
    "rung_places",
    "rung_stride",
]

VERTICAL_STRIDE: Final = 8  # one satellite in so many of a plane links to the shells beside it
_FEWEST_RUNGS: Final = 6  # of a plane: half of the 60 deg between two is in sight at 550 km
_TIE: Final = 1e-6  # of a slot
_CANDIDATES: Final = 3  # nearest ones looked at, for each terminal


def along_partners(planes: int, per_plane: int) -> Partners:
    """Partners ahead and behind on rings, (P S, 2); satellite k of plane p is p S + k.

    Examples
    --------
    >>> along_partners(1, 4).tolist()
    [[1, 3], [2, 0], [3, 1], [0, 2]]
    """
    k = np.arange(per_plane)
    partner = np.full((planes, per_plane, 2), -1, dtype=np.int32)
    if per_plane > 1:
        first = per_plane * np.arange(planes)[:, None]
        partner[..., 0] = first + (k + 1) % per_plane
        if per_plane > 2:  # two satellites share one link
            partner[..., 1] = first + (k - 1) % per_plane
    return partner.reshape(-1, 2)


def express_step(per_plane: int) -> int:
    r"""How far the lasers of a lone ring reach that have no plane beside them.

    .. math:: n = \min\left(\sqrt{S / 2},\ S / 12\right)

    Parameters
    ----------
    per_plane : int
        S.

    Returns
    -------
    int
        Places along the ring; 0 where it would not be above 1.

    Notes
    -----
    S / 2 n links of n steps and n / 2 of one cross half the ring: fewest with this n. At most a
    twelfth of a turn, which the Earth does not hide. So many links pass each place of the ring
    side by side, beside the one between neighbours.

    Examples
    --------
    >>> express_step(10_000), express_step(20)
    (71, 0)
    """
    step = min(round(np.sqrt(per_plane / 2.0)), per_plane // 12)
    return step if step > 1 else 0


def express_partners(per_plane: int) -> Partners:
    """Partners further ahead and behind on a lone ring, `express_step` away, (S, 2); or -1.

    Examples
    --------
    Ten thousand on a ring: 71 steps at once.

    >>> express_partners(10_000)[0].tolist()
    [71, 9929]
    """
    step, k = express_step(per_plane), np.arange(per_plane)
    if not step:
        return np.full((per_plane, 2), -1, dtype=np.int32)
    return np.stack(((k + step) % per_plane, (k - step) % per_plane), axis=1).astype(np.int32)


def is_closed(shell: Shell) -> bool:
    """Whether the last plane of a shell is beside its first and flies the same way.

    Examples
    --------
    >>> from dawndusk.orbit.shells import walker_delta, walker_star
    >>> is_closed(walker_delta("x", 550.0, 53.0, 72, 22))
    True
    >>> is_closed(walker_star("x", 780.0, 86.4, 6, 11))
    False
    """
    if shell.planes < 3:
        return False
    gaps = np.diff(np.unwrap(np.append(shell.node_rad, shell.node_rad[0])))
    return bool(abs(gaps[-1] - np.mean(gaps[:-1])) < 0.1 * abs(np.mean(gaps[:-1])))


def across_partners(shell: Shell) -> Partners:
    r"""Partners in the planes beside: the satellite nearest in phase.

    .. math:: k' = k + \mathrm{round}\left(\frac{S\,(u_p - u_{p'})}{2 \pi}\right) \bmod S

    Parameters
    ----------
    shell : Shell
        Planes eastward.

    Returns
    -------
    ndarray of int32
        Partner in the next plane and in the one before, (P S, 2); -1 where there is no such plane.

    Notes
    -----
    Just halfway between two, even planes take the one that leads and odd planes the one that
    lags, so that a way across the planes keeps its phase: the grid that published simulations of
    staggered shells use. Two planes are linked once, not twice round. No link crosses the seam of
    a star, where neighbours fly in opposition.

    References
    ----------
    The grid of four (+Grid): Bhattacherjee and Singla, Network topology design at 27,000 km/hour,
    CoNEXT 2019.

    Examples
    --------
    Two planes of three, the second half a slot ahead: each to the one of its own number.

    >>> shell = Shell("x", 550.0, 0.9, np.array([0.0, 1.0]), np.array([0.0, np.pi / 3]), 3, 0.0)
    >>> across_partners(shell).tolist()
    [[3, -1], [4, -1], [5, -1], [-1, 0], [-1, 1], [-1, 2]]
    """
    planes, per_plane, phase = shell.planes, shell.per_plane, shell.phase_rad
    partner = np.full((planes, per_plane, 2), -1, dtype=np.int32)
    slots = np.arange(per_plane)
    for p in range(planes if is_closed(shell) else planes - 1):
        other = (p + 1) % planes
        ahead = per_plane * (phase[p] - phase[other]) / (2.0 * np.pi)
        halfway = abs(ahead - np.floor(ahead) - 0.5) < _TIE
        shift = int(np.floor(ahead) + (p % 2 == 0) if halfway else np.round(ahead))
        there = (slots + shift) % per_plane
        partner[p, slots, 0] = other * per_plane + there
        partner[other, there, 1] = p * per_plane + slots
    return partner.reshape(-1, 2)


def rung_stride(per_plane: int) -> int:
    """One satellite in how many turns its links across the planes up and down.

    Examples
    --------
    Every eighth; more where a plane has so few that the partner would be behind the Earth.

    >>> [rung_stride(n) for n in (1000, 48, 22, 12, 4)]
    [8, 8, 3, 2, 2]
    """
    return min(VERTICAL_STRIDE, max(2, per_plane // _FEWEST_RUNGS))


def rung_places(per_plane: int, stride: int) -> NDArray[np.intp]:
    """Places within a plane of the satellites that have a rung: evenly around, none left over.

    Examples
    --------
    >>> rung_places(16, 8).tolist(), rung_places(22, 8).tolist()
    ([0, 8], [0, 11])
    """
    rungs = max(1, per_plane // stride)
    return np.asarray(np.arange(rungs) * per_plane // rungs)


def rung_partners(shift: NDArray[np.int64], per_plane: int, stride: int) -> NDArray[np.int32]:
    r"""Partners in the shell above, of every so many satellites.

    .. math::

        i' = i + m_p \bmod N, \quad N = \lfloor S / n \rfloor, \quad
        m_p = \mathrm{round}\left(\frac{N\,(u_p - u'_p)}{2 \pi}\right)

    Parameters
    ----------
    shift : ndarray of int
        m of each plane: how many rungs the nearest in phase is ahead, (P,).
    per_plane : int
        S, in both shells.
    stride : int
        n: one in so many of a plane has a rung, as `rung_places` says.

    Returns
    -------
    ndarray of int32
        Number in the shell above, for each satellite of this one, (P S,); -1 without a rung.

    Notes
    -----
    The higher shell falls behind, so that partners change: a rung of every satellite of 1,000 in
    a plane, 10 km below the next, has a new partner every 50 minutes; of every eighth, every
    seventh hour.

    Examples
    --------
    >>> rung_partners(np.array([2]), 4, 1).tolist()
    [2, 3, 0, 1]
    """
    place = rung_places(per_plane, stride)
    rung = np.arange(place.size)
    partner = np.full((shift.size, per_plane), -1, dtype=np.int32)
    first = per_plane * np.arange(shift.size)[:, None]
    partner[:, place] = first + place[(rung + shift[:, None]) % place.size]
    return partner.reshape(-1)


def lattice_partners(spacing_m: float, radius_m: float) -> Partners:
    """Partners within a cluster: the four beside each member on its lattice, (members, 4).

    Parameters
    ----------
    spacing_m, radius_m : float [m]
        As of `dawndusk.orbit.formation.cluster_lattice`.

    Returns
    -------
    ndarray of int32
        -1 at the edge.

    Examples
    --------
    Of 81 members 53 have all four.

    >>> partner = lattice_partners(100.0, 1000.0)
    >>> partner.shape, int((partner >= 0).all(axis=1).sum())
    ((81, 4), 53)
    """
    places = np.rint(cluster_lattice(spacing_m, radius_m) / spacing_m).astype(int)
    number = {(int(i), int(j)): n for n, (i, j) in enumerate(places)}
    beside = ((1, 0), (-1, 0), (0, 1), (0, -1))
    return np.array(
        [[number.get((int(i) + di, int(j) + dj), -1) for di, dj in beside] for i, j in places],
        dtype=np.int32,
    )


def nearest_partners(
    position_m: FloatArray,
    later_m: FloatArray,
    working: NDArray[np.bool_],
    terminals: int,
    longest_m: float,
    grazing_height_m: float,
) -> Partners:
    """Partners among the nearest that stay in sight: shortest first, until terminals run out.

    Parameters
    ----------
    position_m, later_m : ndarray [m]
        Of the satellites when partners are chosen and when they are chosen next, (N, 3); a link
        counts with the longer of its two lengths.
    working : ndarray of bool
        Those that can link, (N,).
    terminals : int
        K, of each.
    longest_m, grazing_height_m : float [m]
        As in `dawndusk.network.routes.link_lengths`.

    Returns
    -------
    ndarray of int32
        (N, K); -1 where a terminal has no partner.

    Notes
    -----
    Each satellite looks at its 3 K nearest. Links of the least length may leave the whole in
    parts, which is said by whoever counts them. Two at the very same place are not linked.

    Examples
    --------
    Three in a row with one terminal each: the nearer two find each other.

    >>> r = np.array([[7.0e6, 0.0, 0.0], [7.0e6, 1e5, 0.0], [7.0e6, 3e5, 0.0]])
    >>> nearest_partners(r, r, np.ones(3, bool), 1, 5e6, 8e4).ravel()
    array([ 1,  0, -1], dtype=int32)
    """
    from scipy.spatial import cKDTree

    from dawndusk.network.kernels_routes import match_pairs

    able = np.flatnonzero(working & np.isfinite(position_m + later_m).all(axis=1))
    partner = np.full((position_m.shape[0], terminals), -1, dtype=np.int32)
    if able.size < 2:
        return partner
    most = min(able.size, _CANDIDATES * terminals + 1)
    tree = cKDTree(position_m[able])
    near = tree.query(position_m[able], k=most, distance_upper_bound=longest_m, workers=-1)
    distance, other = np.asarray(near[0]), np.asarray(near[1])
    mine = np.repeat(np.arange(able.size), most).reshape(distance.shape)
    there = np.isfinite(distance) & (other != mine)
    i = np.minimum(mine, other)[there]  # most pairs come twice
    j = np.maximum(mine, other)[there]
    d = np.zeros(i.size)
    for at in (position_m[able], later_m[able]):
        apart = at[j] - at[i]
        length = np.sqrt(np.einsum("nk,nk->n", apart, apart))
        some = length > 0.0  # docked ones, and copies of an element set, are at one place
        along = -np.einsum("nk,nk->n", at[i], apart) / np.where(some, length * length, 1.0)
        low = at[i] + np.clip(along, 0.0, 1.0)[:, None] * apart
        clear = np.sqrt(np.einsum("nk,nk->n", low, low)) >= R_EARTH + grazing_height_m
        d = np.where(some & clear & (length <= longest_m), np.maximum(d, length), np.inf)
    lasting = np.isfinite(d)
    i, j, d = i[lasting], j[lasting], d[lasting]
    order = np.lexsort((j, i, d))
    found = np.full((able.size, terminals), -1, dtype=np.int32)
    match_pairs(i[order].astype(np.int32), j[order].astype(np.int32), found)
    partner[able] = np.where(found >= 0, able[found], -1)
    return partner
