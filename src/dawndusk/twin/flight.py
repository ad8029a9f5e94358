"""What a flight gives back: plain data to print, series to plot, and a sample to draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

from dawndusk.scenario import Scenario

__all__ = ["Flight"]


@dataclass(frozen=True)
class Flight:
    """A constellation flown for some hours.

    Shapes: T steps, S shells (each shell of a stack is one, in the order of ``summary["shells"]``),
    P planes over all shells (those of the first shell first), k satellites of the sample and n of
    the still. Counts are of satellites; one that has decayed or failed is `failed` and nothing
    else, so that lit + penumbra + umbra + failed = satellites at every step.

    Attributes
    ----------
    scenario : Scenario
        What was flown, with its date and seed as they were used.
    summary : dict
        Plain data, what ``--json`` prints; every number is finite or None::

            verb "fly", version, scenario (its name), title
            date "2026-06-21", date_chosen (asked, deepest shadow, elements or new year)
            start_utc "2026-06-21T00:00:00Z", hours, step_s, steps T, seed
            satellites, planes P, tiers {structured, general, imported}   satellites in each
            status {ok, decayed, ...}     satellites over the whole flight; ok and decayed always
            gateways (sites on the ground), minimum_elevation_deg
            shares {lit, penumbra, umbra, sunlight, over_land, gateway_in_view:
                    {mean, min, max} over the steps, of the satellites in orbit; each None if
                    nothing ever was}
            nodes {satellites (stepped: those in orbit to the end), step_s (of the integrator),
                    spin_up_hours (flown before the first step, not counted),
                    compute_share, power_w_per_satellite (of the array), load_w_per_satellite,
                    heat_w_per_satellite (rejected by the radiator): {mean, min, max} over the
                    steps, of the mean satellite;
                    array_c, radiator_c (at the root of the fins), coolant_c, junction_c,
                    charge_share (over capacity): {min, mean, max} over steps and satellites;
                    least_charge_share {first, last}: lowest in the first and in the last
                    revolution, None in a flight of less than two;
                    throttled_share, asleep_share, low_battery_share (asleep until it is charged),
                    frozen_share (panel below freezing_c): {mean, min, max} over the steps;
                    compute_gw {mean, min, max} (power at the chips times clock over full clock),
                    freezing_c (of the radiator's coolant), chips_coolant_freezing_c (of that at
                    the chips, which coolant_c follows: no bypass is stepped),
                    coldest {radiator_c, shell, plane, place, name, adrift, hours, utc},
                    hottest {junction_c, ...}: the satellite and the step,
                    energy_kwh_per_satellite {absorbed, radiated, stored (heat and charge),
                    generated, used, lost} over the flight, of the mean satellite,
                    energy_residual (largest of any satellite and of the sum, of heat over what is
                    absorbed and of electricity over what is generated),
                    dose_rad, upsets_per_satellite (of the flight)}, None where nothing was stepped
            network {moments, working (satellites that can link), links (between satellites, each
                    once), links_by_kind {along, across, shell, cluster, nearest: count},
                    links_up {mean, min, max} (share of them; None where there are none),
                    acquisitions_per_hour (new partners), down_for_acquisition_share,
                    gateway_reached {mean, min, max} (share of the working with a way to a
                    gateway), gateway_rtt_ms {p5, p50, p95, max} (propagation both ways to the
                    nearest, of all moments; None where none is reached),
                    hops {mean, max} (links of the way, the one to the ground counted),
                    parts (connected, most of any moment), largest_part_share (least),
                    traffic {gbps_per_satellite (asked in the busy hour), asked_gbps,
                    carried_gbps, carried_share {mean, min, max}, upper_bound_gbps (that no
                    spreading exceeds), gap_share (between the two), gateway_capacity_gbps (mean
                    of the weather), laser_gbps {min, median} (of those that are up),
                    bottleneck gateways, ground links (of satellites), lasers or none (the most
                    frequent), by_latitude [{from, to [deg], gateways, capacity_gbps,
                    used_share}], busiest_gateways [{name, country, used_share, availability}]},
                    None where nothing is asked,
                    limits {equal_share (of its demand that every satellite with a way can send at
                    once), equal_share_bound, grouped_bound (by a linear program over groups),
                    groups, gbps_per_site_needed (of every gateway in view, for all to get
                    through; None where lasers are in the way), gbps_per_site_even (if lasers
                    could share it out), laser_share (with gateways of any rate)} at the first
                    step, None beyond 50,000 satellites or where nothing flows,
                    cut_off [{satellites, shells {name: count}, planes}] parts without a way to a
                    gateway at the first step, the largest ten}, None beyond two million
                    satellites and where none works at the first step
            shells [{name, pattern, altitude_km, inclination_deg, local_time_h [first, last] or
                     None, planes, satellites, tier, shares (as above), longest_umbra_min,
                     longest_shadow_min (umbra and penumbra), both of any plane within the flight,
                     or None where not known (imported),
                     year {year, mean_sunlit, longest_umbra_min, umbra_season_days} of a
                     sun-synchronous shell, else None,
                     environment {dose_rad_per_year {min, max of the Sun's activity},
                     drag_m_per_s_per_year,
                     lifetime_years}, each None outside its table; None if imported,
                     nodes (as above, of this shell)}]
            altitude_trade {year, local_time_h, altitude_km [...], mean_sunlit [...],
                    worst_sunlit [...], longest_umbra_min [...], umbra_season_days [...],
                    shield_mm, dose_limit_rad, dose_rad_per_year {min [...], max [...]},
                    area_to_mass_m2_per_kg, f107 {quiet, active},
                    drag_m_per_s_per_year {quiet [...], active [...]}}, None without a
                    sun-synchronous shell
            imported [{file, satellites, failed, reasons {text: count}, oldest_days, warnings}]
            errors {name: stated bound}, timings_s {stage: seconds}

        altitude_km and inclination_deg of an imported group are medians. `lit` is the share of the
        satellites in orbit that see the whole Sun; `sunlight` the mean visible share of the Sun.
    series : dict of name to ndarray
        What ``series.npz`` holds::

            time_s           (T,)    float64  from start_utc
            shell_satellites (S,)    int64
            lit, penumbra, umbra, over_land, gateway_in_view, failed
                             (T, S)  int32
            light            (T, S)  float64  sum of the visible shares of the Sun
            plane_lit        (T, P)  int32
            plane_umbra      (T, P)  int32
            plane_shell      (P,)    int32    index into summary["shells"]
            plane_satellites (P,)    int32
            node_satellites  (S,)    int64    stepped
            node_compute, node_power_w, node_load_w, node_heat_w
                             (T, S)  float32  mean satellite, mean from this step to the next
            node_throttled, node_asleep, node_low_battery, node_frozen
                             (T, S)  float32  satellites
            node_array_c, node_radiator_c, node_coolant_c, node_junction_c, node_charge
                             (T, S)  float32  mean satellite at the step, and the same with _min
                                              and _max: lowest and highest of any
            network_time_s   (M,)    float64  moments at which the network is looked at
            links_up, gateway_reached, carried_share
                             (M,)    float64  shares, nan where of nothing
            gateway_rtt_p50_ms (M,)  float64
    sample : dict of name to ndarray
        Followed satellites, their positions in the inertial frame (equator and equinox of date)::

            shell, plane     (k,)    int32    shell index, and plane index 0..P-1
            position_km      (k, T, 3) float32    nan where a satellite failed or decayed
            name             (k,)    str
            sun_direction    (T, 3)  float64  unit vector from the Earth to the Sun
            sidereal_rad     (T,)    float64  Earth-fixed = inertial turned back by it about z
            still_step       int     the step with the smallest lit share
            still_position_km (n, 3) float32  up to 20,000 satellites, evenly taken
            still_shell      (n,)    int32
            still_sunlight   (n,)    float32  visible share of the Sun, 0 to 1
            node_array_c, node_radiator_c, node_coolant_c, node_junction_c, node_charge,
            node_power_w, node_load_w, node_compute
                             (k, T)  float32  of the followed; nan where not stepped
            network_latitude_deg, network_longitude_deg (of the centre), network_rtt_ms
                             (w,)    float32  up to 4,000 working satellites, drawn by chance, at
                                              the first moment; nan where no gateway is reached
            gateway_name, gateway_latitude_deg, gateway_longitude_deg
                             (G,)
            gateway_used     (G,)    float64  mean share of its capacity
    """

    scenario: Scenario
    summary: dict[str, Any]
    series: dict[str, NDArray[Any]]
    sample: dict[str, NDArray[Any]]
