"""Where satellites are and when the Sun reaches them: orbits, Sun, shadow, environment."""

from dawndusk.orbit.earth_view import (
    EarthView,
    edge_on_view_factor,
    nadir_view_factor,
    tilted_view_factor,
    view_factor,
)
from dawndusk.orbit.manoeuvres import disposal_delta_v
from dawndusk.orbit.radiation import DoseTable, dose_table, trapped_dose
from dawndusk.orbit.shadow import (
    ShadowEdges,
    disc_overlap,
    shadow_edges,
    shadow_half_arc,
    shadow_loss,
)
from dawndusk.orbit.sun import SunPosition, days_from_j2000, mean_sun_longitude, sun_position
from dawndusk.orbit.sun_synchronous import (
    beta_angle,
    nodal_precession,
    node_right_ascension,
    orbit_radius,
    orbital_period,
    sun_synchronous_inclination,
)
from dawndusk.orbit.sunlight import Sunlight, sunlight
from dawndusk.orbit.sunlight_state import SunlightState, sunlight_state

__all__ = [
    "DoseTable",
    "EarthView",
    "ShadowEdges",
    "SunPosition",
    "Sunlight",
    "SunlightState",
    "beta_angle",
    "days_from_j2000",
    "disc_overlap",
    "disposal_delta_v",
    "dose_table",
    "edge_on_view_factor",
    "mean_sun_longitude",
    "nadir_view_factor",
    "nodal_precession",
    "node_right_ascension",
    "orbit_radius",
    "orbital_period",
    "shadow_edges",
    "shadow_half_arc",
    "shadow_loss",
    "sun_position",
    "sun_synchronous_inclination",
    "sunlight",
    "sunlight_state",
    "tilted_view_factor",
    "trapped_dose",
    "view_factor",
]
