"""Every row of the catalogue is used by something, and says where and when it comes from."""

from __future__ import annotations

import re
from dataclasses import fields
from importlib import import_module
from inspect import signature
from pathlib import Path

import pytest

from dawndusk.calculator.registry import REGISTRY
from dawndusk.data import CONFIDENCES, Row, catalogue, correlations
from dawndusk.network.terminals import ROWS as TERMINAL_ROWS
from dawndusk.published.mccalip_inputs import McCalipInputs
from dawndusk.quantity import convert, parse_quantity
from dawndusk.report.references import CROSSOVER, RADIATOR, RATIO, SATELLITE
from dawndusk.satellite.cells import MATERIALS
from dawndusk.scenario import load, parse
from dawndusk.scenario.orbital import MATURITIES
from dawndusk.scenario.traffic import WORKLOADS
from dawndusk.twin.node_model import ROWS as IN_TIME

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios").glob("*.yaml"))
BY_NAME = {
    "money.cpi_u",  # read where amounts of other years are converted
    "ground.minimum_elevation_deg",  # of a satellite over a gateway
    "ground.target_availability",  # of the gateways together
    "network.weather.cloud_length_km",  # where sites are counted for a target
    "network.optical_ground.elevation_deg",  # the same
    *(f"network.radio.{name}" for name in ("antennas", "downlink_eirp_dbw")),  # of a gateway site
    "network.radio.downlink_g_over_t_db_k",  # the same
    *(name for name in catalogue() if name.startswith("network.radio_e.")),  # the same
    *TERMINAL_ROWS,  # of the laser terminals, where a link's rate is asked for
    *(f"network.isl.{x}" for x in ("acquisition_s", "failed_share", "grazing_height_km", "lasers")),
    "network.isl.hold_s",  # of satellites that link to the nearest
    *(f"network.relay.{x}" for x in ("altitude_km", "inclination_deg", "planes")),
    "network.relay.satellites_per_plane",  # with the rows above: what a mesh is made of
    "network.relay.phasing",  # the same
    *(f"latency.{x}" for x in ("edge_city_people", "edge_spacing_km", "last_mile_ms", "region_ms")),
    "orbit.decay_altitude",  # below it a satellite has the status decayed
    *(f"transient.{name}" for name in IN_TIME),  # of the satellite in time, for `fly`
}


def used_by_scenarios() -> set[str]:
    scenarios = [load(file) for file in SCENARIOS]
    scenarios.append(parse({"name": "x", "hybrid": {}}))
    scenarios += [parse({"name": "x", "need": {"workload": w}}) for w in WORKLOADS]
    scenarios.append(parse({"name": "x", "network": {"ground_link": "optical"}}))
    satellites = [{"maturity": level} for level in MATURITIES]
    satellites += [{"array": {"cell": cell}} for cell in MATERIALS]
    scenarios += [parse({"name": "x", "satellite": satellite}) for satellite in satellites]
    return {quantity.row for s in scenarios for quantity in s.quantities().values()}


def used_by_the_calculator() -> set[str]:
    found = set()
    for entry in REGISTRY.values():
        module, function = entry.path.split(":")
        arguments = signature(getattr(import_module(module), function)).parameters
        found |= {f"{entry.prefix}.{name}" for name in arguments} | set(entry.rows.values())
    return found


def test_every_row_is_used_by_something():
    published = {f"mccalip.{field.name}" for field in fields(McCalipInputs)}
    used = used_by_scenarios() | used_by_the_calculator() | published | BY_NAME
    shown = (CROSSOVER, RADIATOR, RATIO, SATELLITE)
    idle = [name for name in catalogue() if name not in used and not name.startswith(shown)]
    assert idle == []


def test_every_prefix_that_is_shown_has_rows():
    for prefix in (CROSSOVER, RADIATOR, RATIO, SATELLITE):
        assert sum(name.startswith(prefix) for name in catalogue()) >= 2, prefix


def test_correlations_are_between_rows_that_scenarios_draw():
    drawn = used_by_scenarios()
    pairs = correlations()
    assert len(pairs) > 10
    for pair in pairs:
        for name in (pair["a"], pair["b"]):
            assert name in drawn, name
            assert catalogue()[name].shape.uncertain, f"{name} is correlated but never varies"


@pytest.fixture(params=list(catalogue().values()), ids=lambda row: row.name)
def row(request) -> Row:
    return request.param


def test_a_row_has_a_source_a_unit_and_a_year(row):
    assert re.search(r"[A-Za-z]{3}", row.source), row.source
    assert row.confidence in CONFIDENCES
    assert 1950 <= row.year <= 2060
    for year in row.shape.years:
        assert 1990 <= year <= 2100
    assert convert(1.0, row.unit, row.unit) == 1.0
    assert not re.search(r"USD(?!_\d{4})|\$", row.unit)
    assert parse_quantity(f"2 {row.unit}" if row.unit != "1" else 2, row.unit) == pytest.approx(2)


def test_an_uncertain_row_says_what_its_range_means(row):
    if row.shape.uncertain:
        assert row.note or len(row.source) > 40, "a range without a word"


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda file: file.stem)
def test_every_scenario_is_on_sourced_figures_only(file):
    scenario = load(file)
    asked = ("need.", "hybrid.", "satellite.it_power_kw", "orbit.")  # what is asked, not known
    for path, quantity in scenario.quantities().items():
        sourced = quantity.row in catalogue() or quantity.row in scenario.catalogue
        assert sourced or path.startswith(asked), path
    used = {quantity.row for quantity in scenario.quantities().values()}
    assert set(scenario.catalogue) <= used, "a row of its own that it does not use"
