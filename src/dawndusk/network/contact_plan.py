"""Contact plans: who can talk to whom from when to when, how fast and how far apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import C_LIGHT, FloatArray
from dawndusk.errors import InputError
from dawndusk.limits import require_within
from dawndusk.network.ground_links import GroundPlaces

__all__ = ["Contact", "ContactPlan", "Passes", "contact_plan", "laser_spans", "passes_over"]

FINEST_S: Final = 10.0  # passes are looked for so often; a shorter one may be missed
_HALVINGS: Final = 40
_SLOWEST_M_PER_S: Final = 500.0  # at which a rising satellite crosses the least elevation
_SPLINE: Final = 5.0 / 384.0  # of a cubic spline's error: times the fourth derivative and step^4
_FEWEST_STEPS: Final = 4


class Contact(NamedTuple):
    """One direction of a link while it lasts; nodes are numbered from 1.

    Attributes
    ----------
    start_s, stop_s : float [s]
        From the plan's start.
    sender, receiver : int
        Numbers of nodes.
    rate_gbps : float [Gbit/s]
        That holds throughout.
    owlt_s : float [s]
        One-way light time, mean of start, middle and end.
    """

    start_s: float
    stop_s: float
    sender: int
    receiver: int
    rate_gbps: float
    owlt_s: float


@dataclass(frozen=True)
class ContactPlan:
    """Contacts of some nodes over some time.

    Attributes
    ----------
    start_utc : str
        Of second 0, as "2026-06-21T00:00:00Z".
    nodes : tuple of str
        Names; node 1 is the first.
    contacts : tuple of Contact
        By start, sender, receiver.
    rise_error_s : float [s]
        How well rise and set over a place are known.
    laser_error_s : float [s]
        How well the start and end of a link between satellites are known.
    """

    start_utc: str
    nodes: tuple[str, ...]
    contacts: tuple[Contact, ...]
    rise_error_s: float
    laser_error_s: float


class Passes(NamedTuple):
    """Times in which satellites are in view of places, one entry a pass."""

    satellite: NDArray[np.int32]
    place: NDArray[np.int32]
    start_s: FloatArray
    stop_s: FloatArray
    range_m: FloatArray


class _Curves:
    """Positions between steps: cubic splines through those at the steps."""

    def __init__(self, time_s: FloatArray, position_m: FloatArray) -> None:
        from scipy.interpolate import CubicSpline

        self.time = time_s
        # (4, T - 1, S, 3), highest power first
        self.power = CubicSpline(time_s, position_m, axis=0).c

    def at(self, seconds: FloatArray, satellite: NDArray[np.int32]) -> FloatArray:
        """Position of one satellite at one moment, entry by entry, (..., 3)."""
        last = self.time.size - 2
        piece = np.clip(np.searchsorted(self.time, seconds, side="right") - 1, 0, last)
        c = self.power[:, piece, satellite]
        x = (seconds - self.time[piece])[..., None]
        return np.asarray(((c[0] * x + c[1]) * x + c[2]) * x + c[3])


def passes_over(
    time_s: FloatArray,
    position_m: FloatArray,
    places: GroundPlaces,
    minimum_elevation_deg: float,
    longest_m: float = np.inf,
) -> tuple[Passes, float]:
    r"""Find when satellites rise and set over places, between the steps too.

    .. math::

        f(t) = (\mathbf{r} - \mathbf{g}) \cdot \hat{\mathbf{u}} - |\mathbf{r} - \mathbf{g}|
        \sin\varepsilon = 0

    Parameters
    ----------
    time_s : ndarray [s]
        Of the steps, rising, (T,), four or more.
    position_m : ndarray [m]
        Of the satellites, Earth-fixed, (T, S, 3).
    places : GroundPlaces
        The places, (G, 3).
    minimum_elevation_deg : float [deg]
        Least elevation over the horizon.
    longest_m : float [m], optional
        Longest slant range.

    Returns
    -------
    passes : Passes
        By satellite, place and start. One under way at the first or the last step starts or ends
        there. range_m [m] is the mean of start, middle and end.
    error_s : float [s]
        Of rise and set.

    Raises
    ------
    InputError
        Fewer than four steps.

    Notes
    -----
    Positions between steps are on cubic splines, looked at every ten seconds or more often, and
    the crossing is halved down. The error is that of the spline, 5/384 of step^4 times the fourth
    derivative, over 500 m/s; a pass that barely clears the elevation is worse, and one of less
    than ten seconds may be missed. No refraction, no hills.

    References
    ----------
    Hall and Meyer, Optimal error bounds for cubic spline interpolation, Journal of Approximation
    Theory 16, 1976, 105 (the 5/384).

    Examples
    --------
    Ten minutes along a circle over the pole at 1 km/s, 400 km up: in view above 45 deg for about
    twice 400 s, cut to the flight.

    >>> t = np.arange(0.0, 601.0, 60.0)
    >>> x = 1e3 * (t - 500.0)
    >>> r = np.stack((x, 0.0 * x, 6.756752e6 + 0.0 * x), axis=-1)[:, None]
    >>> from dawndusk.network.ground_links import ground_places
    >>> found, error = passes_over(t, r, ground_places([90.0], [0.0]), 45.0)
    >>> found.start_s.round(3), found.stop_s
    (array([100.]), array([600.]))
    """
    times = np.asarray(time_s, dtype=np.float64)
    require_within(minimum_elevation_deg=(minimum_elevation_deg, 0.0, 90.0))
    if times.size < _FEWEST_STEPS:
        raise InputError(
            "too few steps to find rise and set between them",
            got=times.size,
            allowed=f"{_FEWEST_STEPS} or more",
            remedy="take a shorter step, or more hours",
        )
    curves = _Curves(times, np.asarray(position_m, dtype=np.float64))
    sine = float(np.sin(np.radians(minimum_elevation_deg)))

    def height(
        seconds: FloatArray, satellite: NDArray[np.int32], place: NDArray[np.int32]
    ) -> FloatArray:
        offset = curves.at(seconds, satellite) - places.position_m[place]
        far = np.linalg.norm(offset, axis=-1)
        above = np.einsum("...c,...c->...", offset, places.up[place]) - sine * far
        return np.asarray(np.minimum(above, longest_m - far))

    step = float(np.max(np.diff(times)))
    parts = max(1, int(np.ceil(step / FINEST_S)))
    looks = np.concatenate(
        [
            (times[:-1, None] + np.diff(times)[:, None] * np.arange(parts) / parts).ravel(),
            times[-1:],
        ]
    )
    gateways = np.arange(places.position_m.shape[0], dtype=np.int32)
    found = [
        _passes_of(height, looks, satellite, gateways)
        for satellite in np.arange(position_m.shape[1], dtype=np.int32)
    ]
    sat, place, start, stop = (np.concatenate(of) for of in zip(*found, strict=True))
    middle = np.stack([start, 0.5 * (start + stop), stop])
    range_m = np.linalg.norm(curves.at(middle, sat) - places.position_m[place], axis=-1).mean(
        axis=0
    )
    return Passes(sat, place, start, stop, range_m), _spline_error_s(times, position_m)


def _passes_of(
    height: Callable[..., FloatArray],
    looks: FloatArray,
    satellite: np.int32,
    places: NDArray[np.int32],
) -> tuple[NDArray[np.int32], NDArray[np.int32], FloatArray, FloatArray]:
    """Rise and set of one satellite over all places."""
    above = height(looks[:, None], np.full((looks.size, 1), satellite), places[None, :]) >= 0.0
    edge = np.zeros((1, places.size), dtype=np.bool_)
    turns = np.diff(np.concatenate([edge, above, edge]).astype(np.int8), axis=0)
    at_rise, over = np.nonzero(turns.T == 1)[::-1]
    at_set = np.nonzero(turns.T == -1)[1]
    which = over.astype(np.int32)
    sat = np.full(which.size, satellite, dtype=np.int32)

    def crossing(low: FloatArray, high: FloatArray, rising: bool) -> FloatArray:
        for _ in range(_HALVINGS):
            middle = 0.5 * (low + high)
            up = (height(middle, sat, which) >= 0.0) == rising
            low, high = np.where(up, low, middle), np.where(up, middle, high)
        return np.asarray(high if rising else low)

    last = looks.size - 1
    start = crossing(looks[np.maximum(at_rise - 1, 0)], looks[at_rise], True)
    stop = crossing(looks[at_set - 1], looks[np.minimum(at_set, last)], False)
    start = np.where(at_rise == 0, looks[0], start)
    stop = np.where(at_set > last, looks[-1], stop)
    return sat, which, start, stop


def _spline_error_s(times: FloatArray, position_m: FloatArray) -> float:
    """Error of rise and set: of the spline, over a slow crossing; the fourth differences say it."""
    if times.size <= _FEWEST_STEPS:
        return float(np.max(np.diff(times)))
    fourth = np.diff(np.asarray(position_m, dtype=np.float64), n=4, axis=0)
    return float(_SPLINE * np.max(np.linalg.norm(fourth, axis=-1)) / _SLOWEST_M_PER_S)


def laser_spans(
    time_s: FloatArray, pairs: NDArray[np.int32], length_m: FloatArray
) -> Iterator[tuple[int, int, float, float, float, float]]:
    """Yield the times in which links between satellites are up.

    Parameters
    ----------
    time_s : ndarray [s]
        Of the steps, evenly spaced, (T,).
    pairs : ndarray of int
        The two satellites of each link, (L, 2).
    length_m : ndarray [m]
        Of each at each step, infinite where it is down, (T, L).

    Yields
    ------
    tuple
        First and second satellite, start and stop [s], longest and mean length [m].

    Notes
    -----
    A link that is up at a step counts from that step until the next at which it is down, or to
    the last step: start and stop are known to one step.

    Examples
    --------
    >>> up = np.array([[1.0], [2.0], [np.inf], [4.0]])
    >>> list(laser_spans(np.arange(4.0), np.array([[0, 5]]), up))
    [(0, 5, 0.0, 2.0, 2.0, 1.5), (0, 5, 3.0, 3.0, 4.0, 4.0)]
    """
    edge = np.zeros((1, pairs.shape[0]), dtype=np.int8)
    turns = np.diff(np.concatenate([edge, np.isfinite(length_m).astype(np.int8), edge]), axis=0)
    for link in range(pairs.shape[0]):
        begins = np.flatnonzero(turns[:, link] == 1).tolist()
        for begin, end in zip(begins, np.flatnonzero(turns[:, link] == -1).tolist(), strict=True):
            lengths = length_m[begin:end, link]
            stop = float(time_s[min(end, time_s.size - 1)])
            yield (
                int(pairs[link, 0]), int(pairs[link, 1]), float(time_s[begin]), stop,
                float(lengths.max()), float(lengths.mean()),
            )  # fmt: skip


def contact_plan(
    start_utc: str,
    time_s: FloatArray,
    satellites: tuple[str, ...],
    position_m: FloatArray,
    place_names: tuple[str, ...],
    places: GroundPlaces,
    minimum_elevation_deg: float,
    ground_gbps: float,
    pairs: NDArray[np.int32],
    length_m: FloatArray,
    laser_gbps: Callable[[float], float],
    longest_m: float = np.inf,
) -> ContactPlan:
    """Gather the contacts of satellites with places on the ground and with each other.

    Parameters
    ----------
    start_utc : str
        Of second 0, as "2026-06-21T00:00:00Z".
    time_s : ndarray [s]
        Of the steps, evenly spaced, (T,).
    satellites : tuple of str
        Names, S.
    position_m : ndarray [m]
        Earth-fixed, (T, S, 3).
    place_names : tuple of str
        Names, G.
    places : GroundPlaces
        The places, (G, 3).
    minimum_elevation_deg : float [deg]
        Least elevation over the horizon of a place.
    ground_gbps : float [Gbit/s]
        Rate of a link to the ground, each way.
    pairs : ndarray of int
        Satellites that are linked at some step, (L, 2).
    length_m : ndarray [m]
        Of each link at each step, infinite where it is down, (T, L).
    laser_gbps : callable
        Rate [Gbit/s] of a laser by its length [m].
    longest_m : float [m], optional
        Longest link to the ground.

    Returns
    -------
    ContactPlan
        Nodes are the places, then the satellites. Every contact stands twice, once each way.

    Raises
    ------
    InputError
        Fewer than four steps.
    """
    found, error = passes_over(time_s, position_m, places, minimum_elevation_deg, longest_m)
    base = len(place_names) + 1
    contacts: list[Contact] = []

    def both_ways(a: int, b: int, start: float, stop: float, gbps: float, range_m: float) -> None:
        if stop > start and gbps > 0.0:
            light = range_m / C_LIGHT
            contacts.append(Contact(start, stop, a, b, gbps, light))
            contacts.append(Contact(start, stop, b, a, gbps, light))

    for s, g, start, stop, range_m in zip(*found, strict=True):
        both_ways(int(g) + 1, base + int(s), float(start), float(stop), ground_gbps, float(range_m))
    for a, b, start, stop, longest, mean in laser_spans(time_s, pairs, length_m):
        both_ways(base + a, base + b, start, stop, laser_gbps(longest), mean)
    step = float(np.max(np.diff(time_s)))
    ordered = sorted(contacts, key=lambda c: (c.start_s, c.sender, c.receiver))
    return ContactPlan(start_utc, (*place_names, *satellites), tuple(ordered), error, step)
