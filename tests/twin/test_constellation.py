"""From the scenario's shells to groups that fly, and to the orbits that a satellite must bear."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.scenario import load, parse
from dawndusk.twin.constellation import build, design_orbits, read_imported
from dawndusk.twin.size import plans_of, size_of

MILLION = Path(__file__).parents[2] / "scenarios" / "million_satellites.yaml"
RING = {
    "pattern": "sun_synchronous", "altitude_km": 650, "planes": 4, "satellites_per_plane": 20,
    "local_time_span_h": 1,
}  # fmt: skip


def test_the_million_is_a_million():
    scenario = load(MILLION)
    size = size_of(plans_of(scenario))
    assert size.satellites == 1_000_000
    assert (size.general, size.planes) == (2000, 1000)
    parts = build(scenario, {}, 9000.0, 1)
    assert [part.satellites for part in parts] == [100_000] * 10
    assert [part.shell.altitude_km for part in parts] == list(range(605, 705, 10))
    hours = parts[0].shell.local_time_h
    assert (hours[0], hours[-1], hours.mean()) == (17.5, 18.5, pytest.approx(18.0))
    assert [part.groups[0].first_plane for part in parts] == list(range(0, 1000, 100))


def test_what_is_counted_beforehand_is_what_is_built(scenario_of, elements):
    scenario = scenario_of(
        {**RING, "off_station": {"share": 0.1, "below_km": 5}, "stack": {"count": 2, "step_km": 9}},
        {**RING, "pattern": "walker_star", "inclination_deg": 80, "local_time_span_h": None},
        {**RING, "pattern": "cluster", "spacing_m": 100, "radius_m": 1000},
        {"pattern": "imported", "file": str(elements)},
    )
    plans = plans_of(scenario)
    imported = read_imported(plans)
    size, parts = size_of(plans, imported), build(scenario, imported, 9000.0, 1)
    tiers = dict.fromkeys(("structured", "general", "imported"), 0)
    for part in parts:
        for group in part.groups:
            tiers[group.tier] += group.satellites.satellites
    assert tiers == {
        "structured": size.structured, "general": size.general, "imported": size.imported,
    }  # fmt: skip
    assert size.planes == sum(part.planes for part in parts)
    assert size.general == 2 * 4 * 2 + 4 * 20 * 81


def test_without_a_constellation_one_ring_carries_the_need():
    scenario = parse(
        {"name": "x", "need": {"compute_gw": 0.00105}, "satellite": {"it_power_kw": 100}}
    )
    [part] = build(scenario, {}, 9000.0, 1)
    assert (part.satellites, part.shell.altitude_km) == (11, 650.0)
    assert part.shell.local_time_h.tolist() == [18.0]


def test_names_are_told_apart(scenario_of):
    scenario = scenario_of(
        RING, RING, {**RING, "name": "inner", "stack": {"count": 2, "step_km": 5}}
    )
    names = [part.name for part in build(scenario, {}, 9000.0, 1)]
    assert names == [
        "sun-synchronous 650 km", "sun-synchronous 650 km (2)", "inner 650 km", "inner 655 km",
    ]  # fmt: skip


def test_one_shells_drift_does_not_depend_on_another(scenario_of):
    adrift = {**RING, "off_station": {"share": 0.1, "below_km": 5}}
    one = build(scenario_of(RING, adrift), {}, 9000.0, 1)[1].groups[1].satellites
    two = build(scenario_of({**RING, "planes": 9}, adrift), {}, 9000.0, 1)[1].groups[1].satellites
    for a, b in zip(one.elements, two.elements, strict=True):
        np.testing.assert_array_equal(a, b)


def test_orbits_of_the_design_hold_every_satellite():
    orbits = design_orbits(load(MILLION))
    assert orbits.satellites.sum() == pytest.approx(1e6)
    assert np.average(orbits.altitude_km, weights=orbits.satellites) == pytest.approx(650.0)
    assert (orbits.local_time_h.min(), orbits.local_time_h.max()) == (17.5, 18.5)


@pytest.mark.parametrize(
    ("shell", "orbit", "says"),
    [
        ({"altitude_km": 700}, {}, "mean altitude"),
        ({}, {"altitude_km": {"uniform": [600, 700]}}, "mean altitude"),
        ({"pattern": "walker_delta", "inclination_deg": 53, "local_time_span_h": None}, {},
         "sun-synchronous"),
    ],
)  # fmt: skip
def test_a_satellite_is_designed_for_where_it_flies(shell, orbit, says):
    raw = {"name": "x", "orbit": orbit, "constellation": {"shells": [{**RING, **shell}]}}
    with pytest.raises(InputError, match=says):
        design_orbits(parse(raw))


@pytest.mark.parametrize(
    ("shell", "says"),
    [
        ({"inclination_deg": 53}, "not sun-synchronous at this inclination"),
        ({"local_time_span_h": 0}, "coincide"),
        ({"off_station": {"share": 0.001, "below_km": 5}}, "off_station.share"),
        ({"off_station": {"share": 0.001, "below_km": 5}}, r"^constellation\.shells\.0: "),
    ],
)
def test_a_shell_that_cannot_be(scenario_of, shell, says):
    scenario = scenario_of({**RING, **shell})
    with pytest.raises(InputError, match=says):
        build(scenario, {}, 9000.0, 1)
