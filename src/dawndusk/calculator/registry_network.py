"""What the calculator offers of the network room, merged into the registry."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from dawndusk.calculator.entry import Entry

__all__ = ["NETWORK"]

NETWORK: Final[Mapping[str, Entry]] = MappingProxyType(
    {
        "fibre": Entry(
            "dawndusk.network.fibre:fibre",
            "round trip between two cities by fibre, and in vacuum",
            "latency",
            {"stretch": "latency.fibre_stretch", "index": "latency.fibre_index"},
            texts={"start": "New York", "end": "London"},
            other_names={
                **dict.fromkeys(("from", "from_city", "city", "city_a", "a"), "start"),
                **dict.fromkeys(("to", "to_city", "other_city", "city_b", "b"), "end"),
            },
        ),
        "bits_per_gpu_hour": Entry(
            "dawndusk.network.traffic:bits_per_gpu_hour",
            "bits between a GPU in orbit and the ground, by workload",
            "calc.bits_per_gpu_hour",
            {
                "pflop_s": "chip.pflop_s",
                "watts_per_gpu": "chip.watts_per_gpu",
                "model_flops_utilisation": "ground.model_flops_utilisation",
            },
        ),
        "gateway_availability": Entry(
            "dawndusk.network.site_availability:gateway_availability",
            "time in which at least one of several ground sites can work",
            "calc.gateway_availability",
            other_names={
                "sites": "count",
                "availability": "site_availability",
                "site_availabilities": "site_availability",
                "availabilities": "site_availability",
            },
        ),
        "constellation_factor": Entry(
            "dawndusk.network.power_limits:constellation_factor",
            "decibels off the limit of radio power for the number of satellites",
            "calc.constellation_factor",
        ),
        "rain_outage": Entry(
            "dawndusk.network.rain:rain_outage",
            "share of the year in which rain takes more than a margin",
            "calc.rain",
            {
                "margin_db": "network.radio.rain_margin_db",
                "frequency_ghz": "network.radio.uplink_ghz",
                "elevation_deg": "network.radio.elevation_deg",
            },
        ),
        "rain": Entry(
            "dawndusk.network.rain:rain_loss",
            "rain on the path to a satellite, by share of the year",
            "calc.rain",
            {
                "frequency_ghz": "network.radio.uplink_ghz",
                "elevation_deg": "network.radio.elevation_deg",
            },
        ),
        "site_availability": Entry(
            "dawndusk.network.site_availability:site_availability",
            "time in which the weather lets a place be reached by radio and by laser",
            "calc.site_availability",
            {
                "frequency_ghz": "network.radio.uplink_ghz",
                "margin_db": "network.radio.rain_margin_db",
                "elevation_deg": "network.radio.elevation_deg",
                "cloud_column_kg_m2": "network.optical_ground.cloud_column_kg_m2",
                "ice_cloud_share": "network.optical_ground.ice_cloud_share",
                "polar_ice_cloud_share": "network.optical_ground.polar_ice_cloud_share",
            },
        ),
        "satellite_rtt": Entry(
            "dawndusk.network.latency:satellite_rtt",
            "round trip of a user through one satellite and a gateway",
            "latency",
            {
                "altitude_km": "network.relay.altitude_km",
                "elevation_deg": "calc.satellite_rtt.elevation_deg",
                "gateway_elevation_deg": "calc.satellite_rtt.gateway_elevation_deg",
            },
        ),
        "laser_exposure": Entry(
            "dawndusk.network.power_limits:laser_exposure",
            "light of a laser beam at the ground against what eyes bear",
            "calc.laser_exposure",
            {
                "range_km": "orbit.altitude",
                "exposure_limit_w_m2": "network.optical_ground.exposure_limit_w_m2",
            },
        ),
        "power_flux_density": Entry(
            "dawndusk.network.power_limits:power_flux_density",
            "radio power of a satellite at the ground against the Radio Regulations",
            "calc.power_flux_density",
            {
                "altitude_km": "orbit.altitude",
                "elevation_deg": "network.radio.elevation_deg",
                "frequency_ghz": "network.radio.downlink_ghz",
                "bandwidth_mhz": "network.radio.downlink_bandwidth_mhz",
            },
        ),
        "radio_link": Entry(
            "dawndusk.network.radio:radio_link",
            "signal and data rate of a radio link between a gateway and a satellite",
            "network.radio",
            {
                "altitude_km": "orbit.altitude",
                "frequency_ghz": "network.radio.uplink_ghz",
                "bandwidth_mhz": "network.radio.uplink_bandwidth_mhz",
                "eirp_dbw": "network.radio.uplink_eirp_dbw",
                "g_over_t_db_k": "network.radio.uplink_g_over_t_db_k",
            },
        ),
        "user_beam": Entry(
            "dawndusk.network.user_beams:user_beam",
            "spot, data rate and users of a satellite's user beams",
            "network.user_beam",
            {"altitude_km": "orbit.altitude"},
        ),
        "slant": Entry(
            "dawndusk.network.slant:slant",
            "distance and delay to a satellite at an elevation",
            "calc.slant",
            {"altitude_km": "orbit.altitude", "elevation_deg": "ground.minimum_elevation_deg"},
        ),
        "acquisition": Entry(
            "dawndusk.network.terminals:acquisition_share",
            "time that a laser loses while it looks for its next partner",
            "calc.acquisition",
            {"acquisition_s": "network.isl.acquisition_s"},
        ),
        "optical_link": Entry(
            "dawndusk.network.optical:optical_link",
            "light and data rate of a laser link, between satellites or to the ground",
            "network.isl",
            {
                "range_km": "network.isl.longest_km",
                "crosstalk_db": "network.beam_crosstalk_db",
            },
            other_names={
                "distance_km": "range_km",
                "transmit_power_w": "power_w",
                "pointing_urad": "jitter_urad",
                "loss_db": "other_loss_db",
            },
        ),
    }
)
