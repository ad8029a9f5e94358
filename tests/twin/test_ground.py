"""The table of gateways: held to the direct computation, and to what must be."""

import numpy as np
import pytest

from dawndusk.errors import InputError, ScenarioError
from dawndusk.scenario import load, parse
from dawndusk.twin import ground as module
from dawndusk.twin.ground import Ground, candidates, rings_of

MARGINS = np.linspace(6.0, 20.0, 29)


@pytest.fixture(scope="module")
def scenario():
    return parse({"name": "x", "orbit": {"altitude_km": 650}})


@pytest.fixture(scope="module")
def found(scenario):
    return Ground.of(scenario)


def asked_of(scenario):
    """What the table of a scenario is made of."""
    caught = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_tabulated", caught.append)
        Ground.of(scenario)
    return caught[0]


def test_the_table_is_that_of_the_direct_computation(scenario, found):
    view = module._View.of(asked_of(scenario))
    direct = np.array([view.at(found.capacity, float(margin)) for margin in MARGINS])
    table = found.at(MARGINS)
    for at, column in enumerate(table):
        np.testing.assert_allclose(column, direct[:, at], atol=1.2e-3)


def test_more_margin_is_never_less_available(found):
    table = found.at(MARGINS)
    for column in (table.joint_availability, table.carried_share, table.site_availability):
        assert np.all(np.diff(column) >= 0.0)


def test_the_best_estimate_meets_the_target(scenario, found):
    assert found.target == 0.999
    margin = np.array([[scenario.ground_segment.margin_db.value]])
    assert found.at(margin).joint_availability >= found.target


def test_one_ring_needs_several_times_its_traffic_since_it_passes_each_site_twice_a_day(found):
    used = found.capacity > 0.0
    assert 3.0 < found.installed_over_traffic < 8.0
    assert found.duty[used].max() < 0.6
    assert found.duty[used].sum() > 1.0


def test_capacity_is_that_of_the_sites_alone(found):
    assert found.capacity.shape == found.duty.shape == found.sites.latitude_deg.shape
    assert found.capacity.max() <= 1.0
    assert "AQ" not in found.sites.country


def test_a_better_promise_takes_more(found):
    promise = {"target_availability": 0.9}
    less = Ground.of(parse({"name": "x", "ground_segment": promise}))
    assert less.installed_over_traffic <= found.installed_over_traffic


def test_lasers_through_clouds_take_more_sites_than_radio(found):
    optical = Ground.of(parse({"name": "x", "network": {"ground_link": "optical"}}))
    assert optical.margin_db.size == 1
    assert (optical.capacity > 0).sum() > 2 * (found.capacity > 0).sum()
    assert optical.table.joint_availability[0] < found.table.joint_availability.min()
    shape = optical.at(np.full((4, 1), 10.0)).carried_share.shape
    assert np.broadcast_shapes(shape, (4, 20)) == (4, 20)


def test_own_gateways_are_taken():
    own = [{"name": "N", "country": "NO", "latitude_deg": 89.0, "longitude_deg": 0.0}]
    scenario = parse({"name": "x", "network": {"gateways": own}})
    assert candidates(scenario).name == ("N",)
    one = Ground.of(scenario)
    assert one.duty.tolist() == [1.0]
    assert one.capacity.tolist() == [1.0]
    assert one.table.joint_availability[2] == pytest.approx(
        one.table.site_availability[2], abs=1e-3
    )


def test_a_shell_of_many_planes_is_in_view_of_every_site():
    shells = [
        {"pattern": "sun_synchronous", "altitude_km": 650, "planes": 9,
         "satellites_per_plane": 500, "local_time_span_h": 20}
    ]  # fmt: skip
    wide = Ground.of(
        parse({"name": "x", "orbit": {"altitude_km": 650}, "constellation": {"shells": shells}})
    )
    assert wide.duty.min() > 0.5
    assert wide.installed_over_traffic < 3.0


def test_rings_are_those_of_the_constellation():
    rings = rings_of(load("scenarios/million_satellites.yaml"))
    assert rings.satellites.sum() == pytest.approx(1e6, rel=0.01)


def test_of_very_many_sites_those_that_are_needed_are_chosen_among():
    rng = np.random.default_rng(1)
    own = [
        {"name": f"{i}", "country": "NO", "latitude_deg": float(b), "longitude_deg": float(el)}
        for i, (b, el) in enumerate(
            zip(rng.uniform(-80, 80, 300), rng.uniform(-180, 180, 300), strict=True)
        )
    ]
    many = Ground.of(parse({"name": "x", "network": {"gateways": own}}))
    assert len(many.sites.name) == module.MOST_SITES
    assert many.table.joint_availability[2] > 0.999
    assert many.installed_over_traffic < 4.0


def test_studies_of_one_fleet_share_a_table(scenario, found):
    assert Ground.of(parse(scenario.resolved())) is found
    other = parse({"name": "y", "orbit": {"altitude_km": 700}})
    assert Ground.of(other) is not found


def test_a_scenarios_least_elevation_is_kept_to():
    shells = [{"pattern": "sun_synchronous", "altitude_km": 650, "planes": 1,
               "satellites_per_plane": 1000}]  # fmt: skip
    low, high = (
        Ground.of(
            parse(
                {"name": "x", "orbit": {"altitude_km": 650},
                 "constellation": {"shells": shells, "minimum_elevation_deg": elevation}}
            )
        )
        for elevation in (10, 40)
    )  # fmt: skip
    assert low.duty.mean() > 1.5 * high.duty.mean()


def test_a_longest_range_to_the_ground_takes_satellites_out_of_view(found):
    def near(km):
        asked = {"name": "x", "orbit": {"altitude_km": 650}}
        return Ground.of(parse({**asked, "network": {"maximum_ground_range_km": km}}))

    assert near(3000).duty.tolist() == found.duty.tolist()
    assert near(900).duty.mean() < 0.8 * found.duty.mean()
    with pytest.raises(InputError, match="maximum_ground_range_km"):
        near(300)


def test_norway_without_quotes_is_said_to_be_a_no():
    site = {"name": "x", "country": False, "latitude_deg": 78.0, "longitude_deg": 15.0}
    with pytest.raises(ScenarioError, match='for Norway write "NO"'):
        parse({"name": "x", "network": {"gateways": [site]}})
