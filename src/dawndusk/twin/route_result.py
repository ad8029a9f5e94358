"""What a route gives back: plain data to print, series to plot, and a sample to draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from dawndusk.scenario import Scenario

__all__ = ["WAYS", "RouteResult"]

WAYS = ("nearest_region", "edge", "orbit_overhead", "orbit_gateway", "orbit_relay")


@dataclass(frozen=True)
class RouteResult:
    """Paths over a constellation for some hours: of one pair of places, or of the world's people.

    Shapes: T steps, m moments that are drawn (up to 12), L satellites of the longest path drawn,
    P places on the map, B bins. All delays are round trips in milliseconds.

    Attributes
    ----------
    scenario : Scenario
        What was routed over, with its date and seed as they were used.
    summary : dict
        Plain data, what ``--json`` prints; every number is finite or None. Of a pair::

            verb "route", kind "pair", version, scenario (its name), title
            start_utc "2026-06-21T00:00:00Z", hours, step_s, steps T
            from, to {name, country (ISO 3166, two letters), latitude_deg, longitude_deg}
            satellites, working (those that fly and do not fail), links (between satellites,
            undirected), links_by_kind {kind: count}, shells [names], minimum_elevation_deg,
            maximum_range_km or None
            rtt_ms {min, mean, p50, p95, max}    propagation alone, in vacuum, over the mesh;
                                                 None where there never is a path
            user_rtt_ms {the same}               with a user's access at one end, a gateway at the
                                                 other and switching between
            fibre_ms (stretched), user_fibre_ms (with a user's last mile),
            fibre_great_circle_ms (not stretched), vacuum_ms (along the great circle at the speed
            of light), distance_km, fibre_stretch
            reachable_share (of the steps)
            without_path {from_sees_none, to_sees_none, mesh_apart: shares of the steps without a
            path at which an end sees no satellite, or both do and the mesh does not join them;
            joined_share: satellites that are then joined to the end, or None}
            hops (mean number of links of a path, the two to the
            ground among them), hops_range {min, max}; None without a path
            path_changes, path_changes_per_hour
            faster_than_fibre_share (of the steps with a path, those with rtt below fibre_ms: light
            alone), faster_for_users_share (those with user_rtt below user_fibre_ms)
            bottleneck_gbps {min, mean}          slowest laser of the path, by its range
            links_up {min, mean, max}            share of the links
            over_countries [{country (two letters, or "sea"), share of the path's satellites}]
            leaves_jurisdiction {countries [of both ends], share (of the steps with a path, those
            with a satellite over another country's land)}
            errors {name: stated bound}, timings_s {stage: seconds}

        Of the world's people::

            verb "route", kind "users", version, scenario, title, start_utc, hours, step_s, steps
            people (all), points P, satellites, working, minimum_elevation_deg, gateways, regions,
            edge_sites, relay {name, satellites}
            ways {nearest_region, edge, orbit_overhead, orbit_gateway, orbit_relay:
                {rtt_ms {p5, p50, mean, p95, max} of people and times that are reached, or None,
                 rtt_geometry_ms {p50} propagation alone, reachable_share,
                 within {"20", "50", "100", "200"}: share of people and time below so many ms,
                 quickest_share: share of people and time for which no way is quicker,
                 quicker_than_region_share: for which it is quicker than the nearest region}}
            with_orbit, without_orbit {p50, p95}    the quickest of all ways, and of those on Earth
            by_region [{name (continent), people, <way>: median ms or None}]
            abroad_share {nearest_region, edge}: people whose nearest one lies in another country
            orbit_quickest_if [{row, value (ms, an end of the row's range), quickest_share: of
            people and time for which a way in orbit is the quickest if the term is so}]
            terms_ms {row of the catalogue: ms}     what is added to propagation
            errors, timings_s
    series : dict of name to ndarray
        What ``series.npz`` holds. Of a pair::

            time_s           (T,)    float64  from start_utc
            rtt_ms           (T,)    float64  propagation; nan where there is no path
            hops             (T,)    links of the path
            first, last      (T,)    satellite over either end, -1 where there is no path
            changed          (T,)    bool     the path is another than at the step before

        Of the world's people::

            latitude_deg, longitude_deg, people     (P,)
            <way>_p50_ms, <way>_p95_ms              (P,)    nan where never reached
            <way>_reached                           (P,)    share of the steps
            histogram_ms     (B + 1,)               edges
            <way>_histogram  (B,)                   share of people and time in each bin
    sample : dict of name to ndarray
        Of a pair, the path at some moments; empty of the world's people::

            path_step        (m,)    int      index of the step
            path_latitude_deg, path_longitude_deg, path_height_km
                             (m, L)  float    of its satellites, nan beyond its end
    """

    scenario: Scenario
    summary: dict[str, Any]
    series: dict[str, NDArray[Any]]
    sample: dict[str, NDArray[Any]]
