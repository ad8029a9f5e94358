"""What a flight says of its errors follows what was flown, and its shadow that of its year."""

from __future__ import annotations

import pytest

from dawndusk.twin.fly import fly

RING = {
    "pattern": "sun_synchronous", "altitude_km": 605, "planes": 3, "satellites_per_plane": 5,
    "local_time_span_h": 1, "phasing": 1,
}  # fmt: skip
LEVEL = {
    "pattern": "walker_delta", "altitude_km": 550, "inclination_deg": 10, "planes": 2,
    "satellites_per_plane": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("shells", "hours", "within"),
    [
        ((RING,), 24.0, "within 7 km"),
        ((RING,), 720.0, "within 39 km"),
        ((RING, LEVEL), 24.0, "within 13 km"),
        ((RING, LEVEL), 8784.0, "within 2,933 km"),
    ],
)
def test_the_error_of_places_grows_with_the_flight(shells, hours, within, scenario_of):
    flown = fly(scenario_of(*shells, date="2026-03-01"), hours=hours, step_s=6.0 * 3600.0)
    assert within in flown.summary["errors"]["position"]
    assert "imported" not in flown.summary["errors"]


def test_imported_satellites_alone_have_no_mean_elements(elements, scenario_of):
    asked = scenario_of({"pattern": "imported", "file": str(elements)})
    errors = fly(asked, hours=1.0, step_s=600.0).summary["errors"]
    assert "position" not in errors
    assert "SGP4" in errors["imported"]


@pytest.mark.parametrize("altitude", [605, 650, 1000])
@pytest.mark.parametrize("local_time", [18, 6, 10.5])
def test_the_longest_umbra_of_the_darkest_day_is_that_of_the_year(
    altitude, local_time, scenario_of
):
    one = {**RING, "altitude_km": altitude, "local_time_h": local_time, "planes": 1}
    shells = ({**one, "local_time_span_h": 0, "phasing": 0}, {**one, "planes": 5})
    flown = fly(scenario_of(*shells), hours=24.0, step_s=3600.0).summary
    assert flown["date_chosen"] == "deepest shadow"
    year = [shell["year"]["longest_umbra_min"] for shell in flown["shells"]]
    day = [shell["longest_umbra_min"] for shell in flown["shells"]]
    assert day[1] <= year[1] + 0.005
    assert day[0] == pytest.approx(year[0], abs=0.02)
    assert day[0] <= year[0] + 0.005
