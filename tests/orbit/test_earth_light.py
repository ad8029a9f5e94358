"""Infrared and reflected sunlight on one face: the infrared in detail, and the two together."""

import numpy as np
import pytest

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.orbit.earth_light import earth_light, infrared_view_factor
from dawndusk.orbit.earth_view import edge_on_view_factor, nadir_view_factor, tilted_view_factor
from dawndusk.orbit.reflected import reflected_view_factor

ON_EDGE = ["velocity", "edge_on", "orbit_normal", "anti_orbit_normal"]


@pytest.mark.parametrize("altitude", [300.0, 650.0, 1500.0, 35786.0])
@pytest.mark.parametrize("attitude", ["sun", "anti_sun"])
def test_a_face_to_the_sun_turns_once_round_past_the_earth(altitude, attitude):
    beta = np.radians([0.0, 31.0, 58.6, 77.0, 90.0])
    found = infrared_view_factor(altitude, beta, attitude)
    u = np.linspace(0.0, 2.0 * np.pi, 4001)[:-1, None]
    sign = -1.0 if attitude == "sun" else 1.0
    along = tilted_view_factor(altitude, np.arccos(sign * np.cos(beta) * np.cos(u)))
    np.testing.assert_allclose(found.mean, along.mean(axis=0), atol=1e-5)
    np.testing.assert_allclose(found.largest, along.max(axis=0), rtol=1e-5)


@pytest.mark.parametrize("attitude", ON_EDGE)
def test_faces_on_edge_see_the_same_all_round(attitude):
    found = infrared_view_factor(np.array([400.0, 800.0]), 1.0, attitude)
    np.testing.assert_allclose(found.mean, edge_on_view_factor([400.0, 800.0]), rtol=1e-12)
    np.testing.assert_array_equal(found.mean, found.largest)


def test_down_and_up():
    assert infrared_view_factor(650.0, 0.3, "nadir").mean == pytest.approx(nadir_view_factor(650.0))
    assert infrared_view_factor(650.0, 0.3, "zenith").largest == 0.0


def test_the_sun_square_to_the_orbit_leaves_the_array_on_edge():
    assert infrared_view_factor(650.0, np.pi / 2, "sun").mean == pytest.approx(
        float(edge_on_view_factor(650.0)), rel=1e-9
    )
    # in June it is turned by 31 degrees, which shows each of its faces 7 % more of the Earth
    ratio = infrared_view_factor(650.0, np.radians(58.6), "sun").mean / edge_on_view_factor(650.0)
    assert ratio == pytest.approx(1.07, abs=0.01)


def test_fluxes_are_factors_times_exitance_and_sunlight():
    beta = np.radians(-66.0)
    infrared = infrared_view_factor(700.0, beta, "anti_sun")
    reflected = reflected_view_factor(700.0, beta, "anti_sun")
    light = earth_light(700.0, -66.0, "anti_sun", 0.25, 230.0)
    expected = [230.0 * f for f in infrared] + [1361.0 * 0.25 * f for f in reflected]
    np.testing.assert_allclose(light, expected, rtol=1e-12)


def test_arrays_broadcast():
    albedo = np.array([[0.25], [0.35]])
    light = earth_light(650.0, np.array([58.0, 75.0, 90.0]), "edge_on", albedo, 237.0)
    assert light.reflected_mean_w_m2.shape == (2, 3)
    assert np.all(np.diff(light.reflected_mean_w_m2, axis=0) > 0.0)
    assert np.all(np.diff(light.reflected_mean_w_m2, axis=1) < 0.0)


def test_the_calculator_takes_words():
    given = {"attitude": "anti_sun", "beta_deg": 58.6, "altitude_km": "650 km"}
    result = calculate("earth_light", given)
    direct = earth_light(650.0, 58.6, "anti_sun", 0.30, 237.0)
    assert result.inputs["attitude"] == "anti_sun"
    assert result.outputs == pytest.approx({k: float(v) for k, v in direct._asdict().items()})
    assert set(result.units.values()) >= {"text", "km", "deg", "W/m2"}
    up = calculate("earth_light", {"attitude": "zenith"})
    assert set(up.outputs.values()) == {0.0}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"attitude": "nadr"}, "attitude is none of the choices: got 'nadr'.*did you mean 'nadir'"),
        ({"beta_deg": -91}, "beta_deg is out of range: got -91.0; allowed: -90 to 90 deg"),
        ({"altitude_km": 100}, "altitude_km is out of range: got 100.0; allowed: 150 to 40000 km"),
        ({"albedo": -0.1}, "albedo is out of range: got -0.1; allowed: 0 to 1"),
        ({"earth_infrared_w_m2": 2000}, "earth_infrared_w_m2 is out of range"),
    ],
)
def test_bad_input_is_one_line(change, words):
    with pytest.raises(InputError, match=words) as refused:
        calculate("earth_light", change)
    assert "\n" not in str(refused.value)
