"""What stands in the way of traffic: gateways by latitude, parts cut off, rates that would do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.concurrent_flow import Flow, most_traffic
from dawndusk.network.flow_graph import FlowGraph, flow_graph

__all__ = ["SiteRate", "by_latitude", "cut_off", "site_rate_needed"]

IntArray = NDArray[np.int32]
_SERVED: Final = 1.0 - 1e-6  # of what is asked: all of it, but for rounding
_TRIALS: Final = 60
_DOUBLINGS: Final = 40


class SiteRate(NamedTuple):
    """What every gateway must carry for all the traffic to get through.

    Attributes
    ----------
    gbps_per_site : float [Gbit/s]
        Least rate, the same for every gateway; infinite where no rate is enough.
    even_gbps_per_site : float [Gbit/s]
        The traffic over the gateways in view: what it would be if lasers shared it out evenly.
    carried_share : float [1]
        Of the traffic, with gateways of any rate: below one the mesh itself is in the way.
    """

    gbps_per_site: float
    even_gbps_per_site: float
    carried_share: float


def by_latitude(
    latitude_deg: ArrayLike, capacity_gbps: ArrayLike, used_gbps: ArrayLike, width_deg: float = 30.0
) -> list[dict[str, Any]]:
    """Gather gateways by latitude: how many, what they can carry, and how much of it is used.

    Parameters
    ----------
    latitude_deg : array_like [deg]
        Of the gateways, (G,).
    capacity_gbps, used_gbps : array_like [Gbit/s]
        Of each, (G,).
    width_deg : float [deg], optional
        Of a band; bands start at the south pole.

    Returns
    -------
    list of dict
        from, to [deg], gateways, capacity_gbps, used_share (None without capacity); bands without
        a gateway are left out.

    Examples
    --------
    >>> by_latitude([70.0, 78.0, -5.0], [100.0, 100.0, 50.0], [100.0, 50.0, 5.0])[-1]
    {'from': 60.0, 'to': 90.0, 'gateways': 2, 'capacity_gbps': 200.0, 'used_share': 0.75}
    """
    require_within(width_deg=(width_deg, 1.0, 180.0))
    latitude = np.asarray(latitude_deg, dtype=np.float64)
    can, does = (np.asarray(x, dtype=np.float64) for x in (capacity_gbps, used_gbps))
    bands = max(1, round(180.0 / width_deg))
    edges = np.linspace(-90.0, 90.0, bands + 1)
    band = np.clip(np.searchsorted(edges, latitude, side="right") - 1, 0, bands - 1)
    rows = []
    for b in np.unique(band):
        here = band == b
        capacity = float(can[here].sum())
        rows.append(
            {
                "from": float(edges[b]),
                "to": float(edges[b + 1]),
                "gateways": int(here.sum()),
                "capacity_gbps": capacity,
                "used_share": float(does[here].sum()) / capacity if capacity > 0.0 else None,
            }
        )
    return rows


def cut_off(
    part: IntArray,
    no_way: NDArray[np.bool_],
    shell: IntArray,
    plane: IntArray,
    names: Sequence[str],
) -> list[dict[str, Any]]:
    """Name the connected parts of a mesh that have no way to any gateway.

    Parameters
    ----------
    part : ndarray of int32
        Connected part of each satellite, -1 where it does not work, (N,).
    no_way : ndarray of bool
        Whether it has no way to a gateway, (N,).
    shell, plane : ndarray of int32
        Of each satellite, (N,).
    names : sequence of str
        Of the shells.

    Returns
    -------
    list of dict
        satellites, shells {name: count}, planes (first and last, of a part in one shell, or
        None); the largest part first.

    Examples
    --------
    >>> two = np.array([0, 0, 1], np.int32)
    >>> cut_off(two, two == 1, np.zeros(3, int), np.array([0, 1, 4]), ["low"])
    [{'satellites': 1, 'shells': {'low': 1}, 'planes': [4, 4]}]
    """
    found = []
    lost = no_way & (part >= 0)
    numbers, sizes = np.unique(part[lost], return_counts=True)
    for number in numbers[np.argsort(-sizes, kind="stable")]:
        here = lost & (part == number)
        which, many = np.unique(shell[here], return_counts=True)
        one = which.size == 1
        found.append(
            {
                "satellites": int(here.sum()),
                "shells": {names[s]: int(m) for s, m in zip(which, many, strict=True)},
                "planes": [int(plane[here].min()), int(plane[here].max())] if one else None,
            }
        )
    return found


def site_rate_needed(graph: FlowGraph, demand_gbps: ArrayLike, precision: float = 0.01) -> SiteRate:
    r"""Least rate that each gateway must have for all demands to get through.

    .. math:: C^* = \min \left\{C : \max \textstyle\sum_i s_i = \sum_i d_i\right\} \ge
        \frac{\sum_i d_i}{G_{seen}}

    Parameters
    ----------
    graph : FlowGraph
        Capacities; those of its gateways only say which of them work.
    demand_gbps : array_like [Gbit/s]
        Of each satellite; those without a way are left out.
    precision : float [1], optional
        Of the rate.

    Returns
    -------
    SiteRate

    Raises
    ------
    InputError
        No satellite has a way to a gateway.

    Notes
    -----
    Equal where lasers can spread the traffic over all gateways; more where they cannot, and then
    the mesh is the bottleneck.

    Examples
    --------
    Two satellites over two gateways, 6 and 2 Gbit/s, and a laser of 1 between them:

    >>> from dawndusk.network.flow_graph import SitesInView
    >>> each = SitesInView(np.array([0, 1, 2], np.int32), np.array([0, 1], np.int32))
    >>> pair = flow_graph(np.array([[1], [0]], np.int32), np.ones((2, 1)), 50.0, each, [1.0, 1.0])
    >>> found = site_rate_needed(pair, np.array([6.0, 2.0]))
    >>> round(found.gbps_per_site, 1), found.even_gbps_per_site
    (5.0, 4.0)
    """
    require_within(precision=(precision, 1e-6, 0.5))
    given = np.asarray(demand_gbps, dtype=np.float64)
    demand: FloatArray = np.array(np.broadcast_to(given, (graph.satellites,)))
    works = graph.gateway_gbps > 0.0
    total = float(demand.sum())

    def carried(rate: float) -> Flow:
        rates = np.where(works, rate, 0.0)
        made = flow_graph(graph.neighbour, graph.laser_gbps, graph.ground_gbps, graph.views, rates)
        return most_traffic(made, demand, gap=1e-9, waves=2000)

    open_flow = carried(max(total, 1e-300))
    reached = float(demand[~open_flow.no_way].sum())
    if reached <= 0.0:
        raise InputError("no satellite that sends has a way to a gateway")
    seen = works & (np.bincount(graph.views.gateway, minlength=works.size) > 0)
    low = reached / int(seen.sum())
    share = min(1.0, open_flow.total_gbps / reached)
    if share < _SERVED:
        return SiteRate(float("inf"), low, share)
    even, high = low, low
    for _ in range(_DOUBLINGS):
        if carried(high).total_gbps >= _SERVED * reached:
            break
        low, high = high, 2.0 * high
    for _ in range(_TRIALS):
        if high - low <= precision * high:
            break
        middle = 0.5 * (low + high)
        if carried(middle).total_gbps >= _SERVED * reached:
            high = middle
        else:
            low = middle
    return SiteRate(high, even, 1.0)
