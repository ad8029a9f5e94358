"""Where satellites are and when the Sun reaches them: orbits, Sun, shadow, environment."""

from dawndusk.orbit.atmosphere import air_density, solar_flux, thermal_speed
from dawndusk.orbit.beta import sun_synchronous_beta
from dawndusk.orbit.drag import (
    drag_acceleration,
    drag_delta_v_per_year,
    drag_impulse_per_area,
    orbit_lifetime,
)
from dawndusk.orbit.drag_area import TUMBLING_AREA_SHARE, ram_area_share
from dawndusk.orbit.earth_light import infrared_view_factor
from dawndusk.orbit.earth_rotation import sidereal_angle
from dawndusk.orbit.earth_view import (
    EarthView,
    edge_on_view_factor,
    nadir_view_factor,
    tilted_view_factor,
    view_factor,
)
from dawndusk.orbit.eclipses import EclipsePasses, eclipse_passes, worst_day
from dawndusk.orbit.element_files import Elements, read_elements
from dawndusk.orbit.elements import (
    MeanElements,
    OsculatingElements,
    SecularRates,
    advance,
    position,
    secular_rates,
)
from dawndusk.orbit.formation import cluster
from dawndusk.orbit.ground_view import surface_table
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.orbit.impacts import ImpactFlux, impact_flux
from dawndusk.orbit.imported import Imported, import_elements
from dawndusk.orbit.manoeuvres import disposal_delta_v
from dawndusk.orbit.off_station import scattered, status
from dawndusk.orbit.radiation import (
    dose_table,
    trapped_dose,
    trapped_proton_dose,
)
from dawndusk.orbit.reflected import reflected_view_factor, yearly_reflected
from dawndusk.orbit.sample import sample_positions
from dawndusk.orbit.seasons import Season, eclipse_season
from dawndusk.orbit.shadow import (
    ShadowEdges,
    disc_overlap,
    shadow_edges,
    shadow_half_arc,
    shadow_loss,
)
from dawndusk.orbit.shells import sun_synchronous, walker_delta, walker_star
from dawndusk.orbit.short_period import mean_from_osculating, osculating_from_mean
from dawndusk.orbit.sites import Sites, ground_sites
from dawndusk.orbit.solar_protons import (
    solar_event_dose,
    solar_proton_dose,
    solar_proton_open_share,
)
from dawndusk.orbit.states import osculating_from_state, state_from_osculating
from dawndusk.orbit.sun import (
    SunPosition,
    days_from_j2000,
    days_of_date,
    mean_sun_longitude,
    sun_position,
)
from dawndusk.orbit.sun_synchronous import (
    beta_angle,
    nodal_period,
    nodal_precession,
    node_right_ascension,
    orbit_radius,
    orbital_period,
    sun_synchronous_inclination,
)
from dawndusk.orbit.sun_track import SunTrack, sun_track
from dawndusk.orbit.sunlight import Sunlight, sunlight
from dawndusk.orbit.sunlight_state import SunlightState, sunlight_state
from dawndusk.orbit.tally import Tally, tally

__all__ = [
    "TUMBLING_AREA_SHARE",
    "EarthView",
    "EclipsePasses",
    "Elements",
    "ImpactFlux",
    "Imported",
    "Loose",
    "MeanElements",
    "OsculatingElements",
    "Season",
    "SecularRates",
    "ShadowEdges",
    "Shell",
    "Sites",
    "SunPosition",
    "SunTrack",
    "Sunlight",
    "SunlightState",
    "Tally",
    "advance",
    "air_density",
    "beta_angle",
    "cluster",
    "days_from_j2000",
    "days_of_date",
    "disc_overlap",
    "disposal_delta_v",
    "dose_table",
    "drag_acceleration",
    "drag_delta_v_per_year",
    "drag_impulse_per_area",
    "eclipse_passes",
    "eclipse_season",
    "edge_on_view_factor",
    "ground_sites",
    "impact_flux",
    "import_elements",
    "infrared_view_factor",
    "mean_from_osculating",
    "mean_sun_longitude",
    "nadir_view_factor",
    "nodal_period",
    "nodal_precession",
    "node_right_ascension",
    "orbit_lifetime",
    "orbit_radius",
    "orbital_period",
    "osculating_from_mean",
    "osculating_from_state",
    "position",
    "ram_area_share",
    "read_elements",
    "reflected_view_factor",
    "sample_positions",
    "scattered",
    "secular_rates",
    "shadow_edges",
    "shadow_half_arc",
    "shadow_loss",
    "sidereal_angle",
    "solar_event_dose",
    "solar_flux",
    "solar_proton_dose",
    "solar_proton_open_share",
    "state_from_osculating",
    "status",
    "sun_position",
    "sun_synchronous",
    "sun_synchronous_beta",
    "sun_synchronous_inclination",
    "sun_track",
    "sunlight",
    "sunlight_state",
    "surface_table",
    "tally",
    "thermal_speed",
    "tilted_view_factor",
    "trapped_dose",
    "trapped_proton_dose",
    "view_factor",
    "walker_delta",
    "walker_star",
    "worst_day",
    "yearly_reflected",
]
