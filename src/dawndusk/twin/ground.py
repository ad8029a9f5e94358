"""The gateways of a scenario: what they see and how often they work, tabulated for all draws."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import R_EARTH, FloatArray
from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.network.gateways import best_provision, joint_availability, share_out
from dawndusk.network.joint_weather import cloud_correlation, rain_correlation, site_distances_km
from dawndusk.network.radio import gateway_site
from dawndusk.network.ring_view import Rings, ring_reach, ring_view
from dawndusk.network.site_availability import site_availability
from dawndusk.network.slant import slant
from dawndusk.network.terminals import rate_gbps, terminal
from dawndusk.network.weather_states import weather_ranks, weather_states
from dawndusk.orbit.sites import ground_sites
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
from dawndusk.scenario import Scenario
from dawndusk.twin.constellation import design_orbits
from dawndusk.twin.size import plans_of, size_of

__all__ = ["Candidates", "Ground", "GroundTable", "candidates", "rings_of"]

NODES: Final = 5  # margins of the table; a test holds it to the direct computation
MOMENTS: Final = 144  # of a turn of the Earth: every ten minutes
MOST_SITES: Final = 64  # to choose among
_NO_CABLE: Final = ("AQ",)  # no cable to the world's networks reaches Antarctica


class Candidates(NamedTuple):
    """Sites at which gateways may be built."""

    name: tuple[str, ...]
    country: tuple[str, ...]
    latitude_deg: FloatArray
    longitude_deg: FloatArray


class GroundTable(NamedTuple):
    """What the gateways do, by the margin of their links."""

    joint_availability: FloatArray
    carried_share: FloatArray
    site_availability: FloatArray
    terminal_up_gbps: FloatArray
    terminal_down_gbps: FloatArray


@dataclass(frozen=True)
class Ground:
    """The gateways that serve a scenario's constellation.

    Parameters
    ----------
    link : str
        "radio" or "optical".
    target : float
        Share of the time in which all traffic must get through.
    sites : Candidates
        Where gateways may stand.
    duty : ndarray, shape (G,) [1]
        Share of the day in which each site has a satellite in view.
    satellites_in_view : float
        Mean over the sites that see any, while they do.
    reached_share, longest_dark_share : float [1]
        Satellites that see one of the chosen sites, mean of the day; longest arc of a ring that
        sees none, at worst.
    capacity : ndarray, shape (G,) [1]
        Of each site over the traffic of the busy hour, at the best estimate of the margin.
    margin_db : ndarray, shape (m,) [dB]
        Nodes of the table.
    table : GroundTable
        One entry per node.
    """

    link: str
    target: float
    sites: Candidates
    duty: FloatArray
    satellites_in_view: float
    reached_share: float
    longest_dark_share: float
    capacity: FloatArray
    margin_db: FloatArray
    table: GroundTable

    @property
    def installed_over_traffic(self) -> float:
        """Capacity of all sites over the traffic of the busy hour."""
        return float(self.capacity.sum())

    @classmethod
    def of(cls, scenario: Scenario) -> Ground:
        """Tabulate the gateways over the margins that a scenario can draw.

        Raises
        ------
        InputError
            No gateway sees the constellation, or the constellation is not sun-synchronous.

        Notes
        -----
        Where satellites are too few for a site to have one in view all the while that the ring
        passes, they are taken to reach it over others' lasers (favours orbit below some tens of
        megawatts). Of more than 64 sites the most seeing are chosen among. A longest range to the
        ground is taken for the elevation that it leaves at the mean height.
        """
        from dawndusk.twin.counting import minimum_elevation  # which asks us for the sites

        asked = scenario.ground_segment
        low, high = asked.margin_db.shape.bounds()
        radio = scenario.network.ground_link == "radio"
        nodes = np.linspace(low, high, NODES) if radio and high > low else [asked.margin_db.value]
        target = asked.target_availability
        rings, sites = rings_of(scenario), candidates(scenario)
        return _tabulated(
            _Asked(
                rings=tuple(tuple(map(float, column)) for column in rings),
                names=sites.name,
                countries=sites.country,
                latitude_deg=tuple(map(float, sites.latitude_deg)),
                longitude_deg=tuple(map(float, sites.longitude_deg)),
                elevation_deg=_elevation_deg(
                    minimum_elevation(scenario), scenario.network.maximum_ground_range_km, rings
                ),
                target=catalogue()["ground.target_availability"].value
                if target is None
                else target,
                radio=radio,
                margin_db=asked.margin_db.value,
                nodes=tuple(map(float, nodes)),
            )
        )

    def at(self, margin_db: FloatArray) -> GroundTable:
        """Table at drawn margins [dB], linear between the nodes."""
        if self.margin_db.size == 1:
            return GroundTable(*(column[:1, None] for column in self.table))
        return GroundTable(*(np.interp(margin_db, self.margin_db, column) for column in self.table))


@dataclass(frozen=True)
class _Asked:
    """All that a table depends on."""

    rings: tuple[tuple[float, ...], ...]
    names: tuple[str, ...]
    countries: tuple[str, ...]
    latitude_deg: tuple[float, ...]
    longitude_deg: tuple[float, ...]
    elevation_deg: float
    target: float
    radio: bool
    margin_db: float
    nodes: tuple[float, ...]


@lru_cache(maxsize=16)
def _tabulated(asked: _Asked) -> Ground:
    """Return the table; studies of one fleet share it."""
    view = _View.of(asked)
    capacity = view.capacity(asked.margin_db)
    found = [view.at(capacity, node) for node in asked.nodes]
    used = capacity > 0.0
    places = view.sites.latitude_deg[used], view.sites.longitude_deg[used]
    reach = ring_reach(view.rings, *places, asked.elevation_deg)
    return Ground(
        link="radio" if asked.radio else "optical",
        target=asked.target,
        sites=view.sites,
        duty=view.seen.mean(axis=1),
        satellites_in_view=float(view.counts[view.counts > 0.0].mean()),
        reached_share=float(reach.reached_share.mean()),
        longest_dark_share=float(reach.longest_dark_share.max()),
        capacity=capacity,
        margin_db=np.array(asked.nodes),
        table=GroundTable(*(np.array(column) for column in zip(*found, strict=True))),
    )


@dataclass(frozen=True)
class _View:
    """What sites see of the rings, before any weather."""

    rings: Rings
    sites: Candidates
    target: float
    radio: bool
    counts: FloatArray
    seen: NDArray[np.bool_]
    ranks: NDArray[np.int64]

    @classmethod
    def of(cls, asked: _Asked) -> _View:
        rings = Rings(*(np.array(column) for column in asked.rings))
        latitude, longitude = np.array(asked.latitude_deg), np.array(asked.longitude_deg)
        counts = ring_view(rings, latitude, longitude, asked.elevation_deg, MOMENTS)
        seen = (counts > 0.0) & (counts >= min(1.0, 0.5 * float(counts.max(initial=0.0))))
        kept = _few(seen)
        latitude, longitude = latitude[kept], longitude[kept]
        distance = site_distances_km(latitude, longitude)
        length = catalogue()["network.weather.cloud_length_km"].value
        return cls(
            rings=rings,
            sites=Candidates(
                tuple(asked.names[i] for i in kept),
                tuple(asked.countries[i] for i in kept),
                latitude,
                longitude,
            ),
            target=asked.target,
            radio=asked.radio,
            counts=counts[kept],
            seen=seen[kept],
            ranks=weather_ranks(
                rain_correlation(distance) if asked.radio else cloud_correlation(distance, length)
            ),
        )

    def weather(self, margin_db: float) -> tuple[FloatArray, float, float]:
        """Share of the time that each site works; rates of one terminal up and down [Gbit/s]."""
        rows = catalogue()
        kind = "radio" if self.radio else "optical_ground"
        elevation = rows[f"network.{kind}.elevation_deg"].value
        found = site_availability(
            self.sites.latitude_deg,
            self.sites.longitude_deg,
            rows["network.radio.uplink_ghz"].value,
            margin_db,
            elevation,
            rows["network.optical_ground.cloud_column_kg_m2"].value,
            rows["network.optical_ground.ice_cloud_share"].value,
        )
        up_km = float(np.average(self.rings.altitude_km, weights=self.rings.satellites))
        if self.radio:
            link = gateway_site(up_km, elevation, antennas=1.0)
            rates = float(link.antenna_uplink_gbps), float(link.antenna_downlink_gbps)
            return found.radio_availability, *rates
        rate = float(rate_gbps(terminal("ground"), float(slant(up_km, elevation).range_km)))
        return found.optical_availability, rate, rate

    def capacity(self, margin_db: float) -> FloatArray:
        """Capacity of each site over the traffic, bought for links of one margin."""
        available, *_ = self.weather(margin_db)
        states = weather_states(self.ranks, 1.0 - available)
        return best_provision(self.seen, available, states, self.target)

    def at(self, capacity: FloatArray, margin_db: float) -> tuple[float, ...]:
        """Entries of the table at one margin."""
        available, *rates = self.weather(margin_db)
        states = weather_states(self.ranks, 1.0 - available)
        joint = joint_availability(capacity, self.seen, states)
        return (*joint, float(available @ capacity / capacity.sum()), *rates)


def _elevation_deg(least_deg: float, longest_km: float | None, rings: Rings) -> float:
    """Least elevation at which satellites of the rings' mean height are near enough, too.

    Examples
    --------
    >>> ring = Rings(np.array([650.0]), np.zeros(1), np.zeros(1), np.ones(1))
    >>> [round(_elevation_deg(25.0, km, ring), 1) for km in (None, 2000.0, 900.0)]
    [25.0, 25.0, 43.5]
    """
    if longest_km is None:
        return least_deg
    h, R = float(np.average(rings.altitude_km, weights=rings.satellites)), R_EARTH / 1e3
    if longest_km <= h:
        raise InputError(
            "no gateway ever sees a satellite of the constellation",
            got=f"network.maximum_ground_range_km of {longest_km:g} km",
            allowed=f"more than their height of {h:,.0f} km",
        )
    sine = (h * h + 2.0 * R * h - longest_km**2) / (2.0 * R * longest_km)
    return max(least_deg, float(np.degrees(np.arcsin(max(sine, -1.0)))))


def _few(seen: NDArray[np.bool_]) -> NDArray[np.intp]:
    """Sites to choose among: all, or those that fair weather would take and the most seeing."""
    if len(seen) <= MOST_SITES:
        return np.arange(len(seen))
    needed = share_out(seen, np.ones(len(seen))) > 0.0
    first = np.argsort(-(seen.mean(axis=1) + needed), kind="stable")
    return np.sort(first[:MOST_SITES])


def candidates(scenario: Scenario) -> Candidates:
    """Sites of a scenario at which gateways may stand: its own, or those of the table with a cable.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> sites = candidates(parse({"name": "x"}))
    >>> "Svalbard" in sites.name, "Troll" in sites.name
    (True, False)
    """
    own = scenario.network.gateways
    if own is not None:
        return Candidates(
            tuple(site.name for site in own),
            tuple(site.country for site in own),
            np.array([site.latitude_deg for site in own]),
            np.array([site.longitude_deg for site in own]),
        )
    table = ground_sites()
    with_cable = [i for i, country in enumerate(table.country) if country not in _NO_CABLE]
    return Candidates(
        tuple(table.name[i] for i in with_cable),
        tuple(table.country[i] for i in with_cable),
        table.latitude_deg[with_cable],
        table.longitude_deg[with_cable],
    )


def rings_of(scenario: Scenario) -> Rings:
    """Orbits of a sun-synchronous scenario as full rings.

    Raises
    ------
    InputError
        The constellation is not sun-synchronous.

    Notes
    -----
    At the best estimate of altitude and local time where there is no constellation.

    Examples
    --------
    >>> from dawndusk.scenario import parse
    >>> rings = rings_of(parse({"name": "x"}))
    >>> rings.satellites.tolist(), np.degrees(rings.node_rad).tolist()
    ([10000.0], [270.0])
    """
    if scenario.constellation is not None:
        flown = design_orbits(scenario)
        altitude, hours, count = flown.altitude_km, flown.local_time_h, flown.satellites
    else:
        orbit = scenario.orbit
        altitude, hours = np.array([orbit.altitude_km.value]), np.array([orbit.local_time_h.value])
        count = np.array([float(size_of(plans_of(scenario)).satellites)])
    inclination = np.asarray(sun_synchronous_inclination(altitude))
    return Rings(altitude, inclination, np.radians(15.0 * hours), count)
