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
            other_names={"sites": "count", "availability": "site_availability"},
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
        "slant": Entry(
            "dawndusk.network.slant:slant",
            "distance and delay to a satellite at an elevation",
            "calc.slant",
            {"altitude_km": "orbit.altitude", "elevation_deg": "ground.minimum_elevation_deg"},
        ),
        "optical_link": Entry(
            "dawndusk.network.optical:optical_link",
            "light and data rate of a laser link, between satellites or to the ground",
            "network.isl",
            {
                "range_km": "network.isl.longest_km",
                "crosstalk_db": "network.beam_crosstalk_db",
            },
        ),
    }
)
