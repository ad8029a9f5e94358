"""Gateways between orbit and ground: how much is bought where, so that the traffic gets down.

A gateway works while it sees a satellite and the weather lets it. The mesh of lasers brings the
traffic to whichever works, so what counts at every moment is the capacity in view under fair
weather, summed over the Earth. Capacity is bought for it; compute is never multiplied.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.errors import InputError
from dawndusk.limits import require_within

__all__ = [
    "GroundSegment",
    "JointAvailability",
    "best_provision",
    "ground_segment",
    "joint_availability",
    "share_out",
]

_LARGEST_SHARES: Final = (1.0, 0.5, 0.25, 0.125)  # of the capacity at one site, tried in turn
_SIZES: Final = (1.0, 1.2, 1.5, 2.0, 3.0, 5.0, 10.0, 1e9)  # over what mean weather asks for


class JointAvailability(NamedTuple):
    """What gateways carry together, over days and weathers."""

    all_carried: float
    carried_share: float


class GroundSegment(NamedTuple):
    """Gateways per kW of compute."""

    terminals_per_gw: FloatArray
    sites_per_gw: FloatArray
    capital_usd_per_kw: FloatArray
    fixed_usd_per_kw_year: FloatArray


def share_out(
    seen: NDArray[np.bool_], available: FloatArray, largest_share: float = 1.0
) -> FloatArray:
    r"""Least capacity by site that carries a unit of traffic at every moment, in mean weather.

    .. math::

        \min \sum_g c_g \quad \text{s.t.} \quad \sum_g a_g s_{gm} c_g \ge 1 \ \forall m, \quad
        0 \le c_g \le \kappa \sum c

    Parameters
    ----------
    seen : ndarray of bool, shape (G, M)
        Whether site g has a satellite in view at moment m.
    available : ndarray, shape (G,) [1]
        Share of the time that the weather lets a site work, a.
    largest_share : float [1]
        kappa, the most of all capacity that may stand at one site.

    Returns
    -------
    ndarray, shape (G,) [1]
        Capacity over the traffic. Moments at which no site sees anything ask for nothing.

    Raises
    ------
    InputError
        No site ever sees a satellite, or the share is out of range.

    Notes
    -----
    A linear program, solved by HiGHS. With a share too small for the sites that see something at
    some moment the share is given up, moment by moment: then kappa is 1.

    References
    ----------
    Dantzig, Linear programming and extensions, 1963: the covering problem.

    Examples
    --------
    Two sites that take turns each carry all of it; a third that always sees makes them needless.

    >>> turns = np.array([[True, False], [False, True]])
    >>> share_out(turns, np.ones(2)).tolist()
    [1.0, 1.0]
    >>> share_out(np.vstack((turns, [True, True])), np.ones(3)).tolist()
    [0.0, 0.0, 1.0]
    """
    from scipy.optimize import linprog

    require_within(
        largest_share=(largest_share, 1e-6, 1.0), available=(np.asarray(available), 0.0, 1.0)
    )
    weight = seen * np.asarray(available, dtype=float)[:, None]
    weight = np.unique(weight[:, weight.max(axis=0, initial=0.0) > 0.0], axis=1)
    if weight.shape[1] == 0:
        raise InputError(
            "no gateway ever sees a satellite of the constellation",
            got=f"{seen.shape[0]} sites",
            remedy="add sites in network.gateways nearer to the orbits' highest latitude, or lower "
            "ground.minimum_elevation_deg",
        )
    count = weight.shape[0]
    demand = [-weight.T, -np.ones(weight.shape[1])]
    alone = np.eye(count) - largest_share
    for rows, limits in (
        (np.vstack((demand[0], alone)), np.concatenate((demand[1], np.zeros(count)))),
        (demand[0], demand[1]),
    ):
        found = linprog(np.ones(count), A_ub=rows, b_ub=limits, method="highs")
        if found.success:
            break
    solved = np.asarray(found.x, dtype=np.float64)
    return np.where(solved > 1e-6, solved, 0.0)


def joint_availability(
    capacity: FloatArray, seen: NDArray[np.bool_], states: NDArray[np.bool_]
) -> JointAvailability:
    r"""How much of the time, and of the traffic, gateways of given capacity carry together.

    .. math:: u_{mk} = \sum_g c_g s_{gm} w_{kg}, \qquad A = P(u \ge 1), \quad
              E = \langle \min(u, 1) \rangle

    Parameters
    ----------
    capacity : ndarray, shape (G,) [1]
        Of each site over the traffic, c.
    seen : ndarray of bool, shape (G, M)
        Whether site g has a satellite in view at moment m of the day, s.
    states : ndarray of bool, shape (K, G)
        Whether the weather lets site g work in state k, w; states are equally likely.

    Returns
    -------
    JointAvailability
        all_carried [1], share of the time in which all traffic gets through; carried_share [1],
        mean share of the traffic that does.

    Notes
    -----
    Hours of the day and weather are independent: no afternoon storms. What waits is not carried
    later: work that can wait loses less.

    References
    ----------
    M. Birch et al., J. Opt. Commun. Netw. 15 (2023) 415 (arXiv:2211.09248): availability of sites
    under correlated weather.

    Examples
    --------
    Two sites that always see, each up in three of four states, never both down:

    >>> states = np.array([[1, 1], [1, 0], [0, 1], [1, 1]], dtype=bool)
    >>> view = np.ones((2, 1), dtype=bool)
    >>> joint_availability(np.array([0.5, 0.5]), view, states)
    JointAvailability(all_carried=0.5, carried_share=0.75)
    >>> joint_availability(np.ones(2), view, states)
    JointAvailability(all_carried=1.0, carried_share=1.0)
    """
    used = np.flatnonzero(np.asarray(capacity) > 0.0)
    patterns, times = np.unique(seen[used], axis=1, return_counts=True)
    usable = np.einsum("gm,kg->mk", capacity[used, None] * patterns, states[:, used].astype(float))
    weight = times / times.sum()
    return JointAvailability(
        float(weight @ (usable >= 1.0 - 1e-9).mean(axis=1)),
        float(weight @ np.minimum(usable, 1.0).mean(axis=1)),
    )


def best_provision(
    seen: NDArray[np.bool_], available: FloatArray, states: NDArray[np.bool_], target: float
) -> FloatArray:
    """Least capacity by site, of several spreads, that carries the traffic for a share of the time.

    Parameters
    ----------
    seen : ndarray of bool, shape (G, M)
        Whether site g has a satellite in view at moment m.
    available : ndarray, shape (G,) [1]
        Share of the time that the weather lets a site work.
    states : ndarray of bool, shape (K, G)
        As for `joint_availability`.
    target : float [1]
        Share of the time in which all of the traffic must be carried.

    Returns
    -------
    ndarray, shape (G,) [1]
        Capacity of each site over the traffic, 1 at most.

    Raises
    ------
    InputError
        No site ever sees a satellite, or the target is out of range.

    Notes
    -----
    Few sites need the least in mean weather, many lose the least to one cloud. Each of a handful
    of spreads is the optimum of mean weather for a largest share at one site, made larger step by
    step: not the optimum of all, so that capacity is somewhat too dear (favours Earth). Where all
    sites together miss the target, as near is reached as makes up nine tenths of what is missing.

    References
    ----------
    M. Birch et al., J. Opt. Commun. Netw. 15 (2023) 415 (arXiv:2211.09248).

    Examples
    --------
    Four sites alike, each up nine tenths of the time, for 99 % of it: two at half are enough.

    >>> states = np.random.default_rng(1).random((20000, 4)) < 0.9
    >>> best_provision(np.ones((4, 1), dtype=bool), np.full(4, 0.9), states, 0.99).round(2).tolist()
    [0.56, 0.56, 0.56, 0.56]
    """
    require_within(target=(target, 0.0, 1.0))
    some = states[:: max(1, len(states) // 1024)]
    everything = joint_availability(np.ones(len(seen)), seen, states).all_carried
    aim = min(target, everything - 0.1 * (1.0 - everything))
    found = np.ones(len(seen))
    for largest in _LARGEST_SHARES:
        spread = share_out(seen, available, largest)
        for size in _SIZES:
            capacity = np.minimum(size * spread, 1.0)
            if capacity.sum() >= found.sum():
                break
            if joint_availability(capacity, seen, some).all_carried < aim:
                continue
            if joint_availability(capacity, seen, states).all_carried >= aim:
                found = capacity
                break
    return found


def ground_segment(
    up_gbps_per_kw: FloatLike,
    down_gbps_per_kw: FloatLike,
    peak_to_mean: FloatLike,
    installed_over_traffic: FloatLike,
    terminal_up_gbps: FloatLike,
    terminal_down_gbps: FloatLike,
    terminals_per_site: FloatLike,
    terminal_usd: FloatLike,
    site_usd: FloatLike,
    gateway_fixed_share: FloatLike,
) -> GroundSegment:
    r"""Gateways that fit the traffic, and what they cost.

    .. math::

        n = p\, v \max\left(\frac{R_\uparrow}{r_\uparrow},
            \frac{R_\downarrow}{r_\downarrow}\right), \quad
        C = n \left(c_t + \frac{c_s}{n_s}\right), \quad F = \varphi C

    Parameters
    ----------
    up_gbps_per_kw, down_gbps_per_kw : array_like [Gbit/s/kW]
        Mean traffic per kW of compute in each direction, R.
    peak_to_mean : array_like [1]
        Busy hour over mean, p.
    installed_over_traffic : array_like [1]
        v, for what is out of view and under bad weather: the sum of `best_provision`.
    terminal_up_gbps, terminal_down_gbps : array_like [Gbit/s]
        r, of one antenna or telescope, both ways at once.
    terminals_per_site : array_like [1]
        n_s.
    terminal_usd, site_usd : array_like [USD_2026]
        c_t of a terminal, c_s of a site without terminals.
    gateway_fixed_share : array_like [1/year]
        phi, yearly cost over capital.

    Returns
    -------
    GroundSegment
        terminals_per_gw and sites_per_gw [1/GW]; capital_usd_per_kw [USD_2026/kW];
        fixed_usd_per_kw_year [USD_2026/kW/year].

    Raises
    ------
    InputError
        A terminal that carries nothing.

    Notes
    -----
    On the ground only: the satellites' own terminals are in their production cost, and carriage
    beyond the gateway is as on Earth. Parts of sites are shared with other buyers.

    Examples
    --------
    1 Gbit/s a megawatt down, half of it up, twice at the peak, three times for view and weather;
    10 Gbit/s a terminal of 0.4 M$, eight at a site of 1.6 M$:

    >>> ground = ground_segment(0.5e-3, 1e-3, 2.0, 3.0, 10.0, 10.0, 8.0, 0.4e6, 1.6e6, 0.1)
    >>> [round(float(x), 6) for x in ground]
    [600.0, 75.0, 360.0, 36.0]
    """
    rates = np.asarray(terminal_up_gbps), np.asarray(terminal_down_gbps)
    if not all(np.all(rate > 0.0) for rate in rates):
        raise InputError(
            "a gateway's terminal carries nothing",
            got=min(float(np.min(rate)) for rate in rates),
            allowed="above 0 Gbit/s",
        )
    load = np.maximum(
        np.asarray(up_gbps_per_kw) / rates[0], np.asarray(down_gbps_per_kw) / rates[1]
    )
    terminals = np.asarray(load * peak_to_mean * installed_over_traffic)
    each = np.asarray(terminal_usd) + np.asarray(site_usd) / np.asarray(terminals_per_site)
    capital = np.asarray(terminals * each)
    per_gw = 1e6 * terminals
    return GroundSegment(
        per_gw,
        np.asarray(per_gw / np.asarray(terminals_per_site)),
        capital,
        np.asarray(capital * gateway_fixed_share),
    )
