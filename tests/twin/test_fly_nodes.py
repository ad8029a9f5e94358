"""A flight with power and heat: figures, series and sample say the same, and what they should."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.scenario import parse
from dawndusk.twin.fly import fly

RING = {
    "pattern": "sun_synchronous", "altitude_km": 650, "planes": 2, "satellites_per_plane": 80,
    "local_time_span_h": 1,
}  # fmt: skip
WALKER = {
    "pattern": "walker_delta", "altitude_km": 550, "inclination_deg": 53, "planes": 4,
    "satellites_per_plane": 11, "phasing": 1,
}  # fmt: skip
SHARES = {
    "throttled_share": "node_throttled", "asleep_share": "node_asleep",
    "low_battery_share": "node_low_battery", "frozen_share": "node_frozen",
}  # fmt: skip
MEANS = {
    "compute_share": "node_compute", "power_w_per_satellite": "node_power_w",
    "load_w_per_satellite": "node_load_w", "heat_w_per_satellite": "node_heat_w",
}  # fmt: skip


def asked(*shells, demand=(1.0,), **satellite):
    constellation = {"date": "2026-06-21", "shells": list(shells)}
    need = {"demand_by_hour": list(demand)}
    return parse(
        {"name": "x", "need": need, "constellation": constellation, "satellite": satellite}
    )


@pytest.fixture(scope="module")
def ring():
    return fly(asked(RING), hours=4.0)


def test_all_are_followed_and_say_what_the_series_say(ring):
    s, sample, nodes = ring.series, ring.sample, ring.summary["nodes"]
    assert sample["node_radiator_c"].shape == (160, 240)
    for name in ("compute", "power_w", "load_w"):
        assert s[f"node_{name}"][:, 0] == pytest.approx(
            sample[f"node_{name}"].mean(axis=0), rel=1e-5
        )
    for name in ("array_c", "radiator_c", "coolant_c", "junction_c", "charge"):
        all_of = sample[f"node_{name}"]
        assert s[f"node_{name}"][:, 0] == pytest.approx(all_of.mean(axis=0), abs=1e-3)
        assert s[f"node_{name}_min"][:, 0] == pytest.approx(all_of.min(axis=0), abs=1e-4)
        assert s[f"node_{name}_max"][:, 0] == pytest.approx(all_of.max(axis=0), abs=1e-4)
        said = nodes["charge_share" if name == "charge" else name]
        assert said["min"] == pytest.approx(float(all_of.min()), abs=1e-4)
        assert said["max"] == pytest.approx(float(all_of.max()), abs=1e-4)
        assert said["mean"] == pytest.approx(float(all_of.mean()), abs=1e-3)
    cold = np.unravel_index(np.argmin(sample["node_radiator_c"]), (160, 240))
    found = nodes["coldest"]
    assert (80 * (found["plane"] - 1) + found["place"] - 1, found["hours"]) == (
        cold[0],
        pytest.approx(cold[1] / 60.0),
    )
    assert found["utc"].startswith("2026-06-21T")
    assert found["radiator_c"] == pytest.approx(nodes["radiator_c"]["min"], abs=1e-4)
    assert nodes["hottest"]["junction_c"] == pytest.approx(nodes["junction_c"]["max"], abs=1e-4)


def test_figures_are_those_of_the_series(ring):
    s, nodes = ring.series, ring.summary["nodes"]
    for said, name in MEANS.items():
        by_step = s[name][:, 0]
        assert nodes[said] == {
            "mean": pytest.approx(float(by_step.mean())),
            "min": pytest.approx(float(by_step.min())),
            "max": pytest.approx(float(by_step.max())),
        }
    for said, name in SHARES.items():
        assert nodes[said]["mean"] == pytest.approx(float(s[name].mean()) / 160.0)
    assert nodes == {
        **ring.summary["shells"][0]["nodes"],
        "step_s": 60.0,
        "spin_up_hours": pytest.approx(98 / 60.0),
    }


def test_a_battery_that_is_not_filled_again_shows(ring):
    """At the design's own orbit it is filled; where shadows are longer it loses a little a turn."""
    kept = ring.summary["nodes"]["least_charge_share"]
    assert kept["last"] == pytest.approx(kept["first"], abs=0.02)
    without = {"margin_share": 0, "cell": "silicon"}
    lower = fly(asked({**RING, "altitude_km": 590}, array=without), hours=6.0).summary["nodes"]
    losing = lower["least_charge_share"]
    assert 0.1 < losing["last"] < losing["first"] - 0.03
    assert fly(asked(RING), hours=3.0).summary["nodes"]["least_charge_share"] is None


def test_energy_is_accounted_for(ring):
    nodes = ring.summary["nodes"]
    assert nodes["energy_residual"] < 1e-9
    kwh = nodes["energy_kwh_per_satellite"]
    assert kwh["absorbed"] == pytest.approx(kwh["radiated"] + kwh["stored"], rel=1e-6)
    assert kwh["generated"] == pytest.approx(
        4e-3 * nodes["power_w_per_satellite"]["mean"], rel=1e-5
    )
    assert kwh["used"] + kwh["lost"] == pytest.approx(kwh["generated"], rel=0.02)


def test_those_who_sleep_work_while_it_is_light_and_they_are_awake(ring):
    """The study's share: sunlit, less the minutes of waking once a revolution of 97.7."""
    light = ring.series["light"][:, 0].mean() / 160.0
    wake = parse({"name": "x"}).satellite.wake_minutes.value
    assert ring.summary["nodes"]["compute_share"]["mean"] == pytest.approx(
        light - wake / 97.7, abs=2e-3
    )
    asleep = ring.summary["nodes"]["asleep_share"]["mean"]
    assert asleep == pytest.approx(1.0 - light, abs=3e-3)


def test_one_that_computes_in_the_shadow_delivers_more_and_stays_warmer(ring):
    runs = fly(asked(RING, in_shadow="compute"), hours=4.0).summary["nodes"]
    sleeps = ring.summary["nodes"]
    assert runs["compute_share"]["mean"] == pytest.approx(1.0, abs=1e-3)
    assert runs["radiator_c"]["min"] > sleeps["radiator_c"]["min"] + 20.0
    assert 0.4 < runs["charge_share"]["min"] < sleeps["charge_share"]["min"]
    assert runs["low_battery_share"]["max"] == 0.0
    assert runs["upsets_per_satellite"] > sleeps["upsets_per_satellite"] * 1.15
    half = fly(asked(RING, in_shadow="throttle"), hours=4.0).summary["nodes"]
    for name, end in (("compute_share", "mean"), ("radiator_c", "min")):
        assert sleeps[name][end] < half[name][end] < runs[name][end]


def test_a_design_for_the_dawn_fails_in_a_shell_that_crosses_midnight():
    """Chips that run on draw more from the battery in 36 minutes of shadow than it is built for."""
    flight = fly(asked(WALKER, in_shadow="compute"), hours=6.0, step_s=300.0)
    nodes = flight.summary["nodes"]
    assert nodes["step_s"] == 60.0
    assert nodes["low_battery_share"]["max"] > 0.1
    assert nodes["charge_share"]["min"] < 0.16
    assert nodes["compute_share"]["mean"] < 0.9
    assert nodes["energy_residual"] < 1e-9


def test_imported_and_decayed(scenario_of, elements):
    shells = {"pattern": "imported", "file": str(elements)}
    flight = fly(scenario_of(RING, shells, date="2026-07-10"), hours=2.0, step_s=120.0)
    made = flight.summary["shells"][1]["nodes"]
    assert made["satellites"] == 2
    assert flight.summary["nodes"]["satellites"] == 162
    assert flight.series["node_satellites"].tolist() == [160, 2]
    mine = flight.sample["node_array_c"][flight.sample["shell"] == 1]
    assert np.isfinite(mine).all(axis=1).sum() == 2
    assert np.isnan(mine).all(axis=1).sum() == 1
    assert made["coldest"]["name"] in ("SAT 1", "SAT 2")
    assert made["energy_residual"] < 1e-9


def test_nothing_in_orbit_has_no_nodes(scenario_of, elements):
    down = elements.read_text().splitlines()[6:]
    elements.write_text("\n".join(down) + "\n")
    flight = fly(scenario_of({"pattern": "imported", "file": str(elements)}), hours=1.0)
    assert flight.summary["nodes"] is None
    assert flight.summary["shells"][0]["nodes"] is None
    assert np.isnan(flight.series["node_array_c"]).all()


def test_demand_by_the_hour_of_the_day():
    """Half of the clock takes the static share and an eighth of the rest, all day."""
    half = fly(asked(RING, demand=[0.5], in_shadow="compute"), hours=3.0).summary["nodes"]
    full = fly(asked(RING, in_shadow="compute"), hours=3.0).summary["nodes"]
    assert half["compute_share"]["mean"] == pytest.approx(0.5, abs=1e-6)
    assert 0.3 < half["load_w_per_satellite"]["mean"] / full["load_w_per_satellite"]["mean"] < 0.7
    rising = np.where(np.arange(24) == 1, 1.0, 0.2)  # a peak at one o'clock
    peak = fly(asked(RING, demand=rising.tolist(), in_shadow="compute"), hours=3.0)
    compute = peak.series["node_compute"][:, 0]
    assert compute[[0, 60, 120]] == pytest.approx([0.2, 1.0, 0.2], abs=0.02)


@pytest.mark.parametrize("demand", [[1.1], [-0.1], [0.5] * 23, [[1.0] * 24], [float("nan")], []])
def test_a_demand_that_cannot_be(demand):
    with pytest.raises(InputError, match="demand_by_hour"):
        asked(RING, demand=demand)
