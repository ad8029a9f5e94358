import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.calculator import calculate
from dawndusk.errors import InputError
from dawndusk.orbit.impacts import impact_flux
from dawndusk.satellite.punctures import lost_share, oversize, puncture_rate, punctures
from dawndusk.satellite.small_debris import small_debris_bound
from dawndusk.satellite.wall import critical_diameter

GOOD = {"wall_mm": 2.0, "area_m2": 100.0, "segments": 20.0, "years": 5.0, "altitude_km": 650.0,
        "tube_bore_mm": 5.0, "tube_pitch_m": 0.1, "debris_share_of_bound": 0.3,
        "hardness_brinell": 95.0, "density_g_per_cm3": 2.7, "sound_km_per_s": 5.1,
        "impact_angle_deg": 45.0, "debris_density_g_per_cm3": 2.8,
        "debris_speed_km_per_s": 10.0, "meteoroid_density_g_per_cm3": 2.5,
        "meteoroid_speed_km_per_s": 20.0}  # fmt: skip
walls = st.floats(0.5, 10.0)


@given(walls, st.floats(1.01, 3.0), st.floats(0.0, 1.0))
def test_a_thicker_wall_never_has_more_holes(wall, thicker, share):
    """Even though the strip that is hit grows with the wall."""
    thin, thick = (
        punctures(**GOOD | {"wall_mm": w, "debris_share_of_bound": share, "tube_pitch_m": 0.2})
        for w in (wall, wall * thicker)
    )
    assert thick.critical_diameter_mm > thin.critical_diameter_mm
    assert thick.per_m2_year <= thin.per_m2_year
    assert thick.lost_share <= thin.lost_share
    assert thick.chance_untouched >= thin.chance_untouched


@given(st.floats(1e-5, 0.5), st.floats(1.0, 1e3), st.floats(1.0, 100.0), st.floats(1.0, 10.0))
def test_more_segments_never_lose_more(rate, area, segments, more):
    few, many = lost_share(rate, area, 5.0, np.array([segments, segments * more]))
    assert 0.0 <= many <= few <= 1.0


@given(st.floats(0.0, 0.05), st.floats(1.0, 500.0), st.floats(1.0, 200.0))
def test_what_is_built_leaves_what_is_needed(rate, needed, segments):
    factor = float(oversize(rate, needed, 5.0, segments))
    if np.isnan(factor):
        assert rate * needed * 5.0 / segments > 1.0 / np.e - 1e-12
    else:
        lost = float(lost_share(rate, needed * factor, 5.0, segments))
        assert needed * factor * (1.0 - lost) == pytest.approx(needed, rel=1e-6)
        assert factor >= 1.0


def test_a_sum_over_chance():
    """Segments hit at random, counted; four standard errors of the mean."""
    rng = np.random.default_rng(2)
    hits = rng.poisson(0.004 * 100.0 * 5.0 / 20.0, (40_000, 20))
    lost = (hits > 0).mean(axis=1)
    assert float(lost_share(0.004, 100.0, 5.0, 20.0)) == pytest.approx(
        lost.mean(), abs=4.0 * lost.std() / 200.0
    )
    found = punctures(**GOOD)
    untouched = np.exp(-float(found.per_m2_year) * 500.0)
    assert float(found.chance_untouched) == pytest.approx(untouched)
    assert float(found.oversize) == pytest.approx(
        float(oversize(found.per_m2_year, 100.0 * (1.0 - found.lost_share), 5.0, 20.0)), rel=1e-9
    )


def test_one_millimetre_is_the_table_of_impacts():
    both = impact_flux(1.0, 650.0, 2.5, 20.0, 10.0)
    rate = puncture_rate(1.0, 1.0, 0.1, 650.0, 1.0, 10.0, 2.5, 20.0)
    assert float(rate) == pytest.approx(0.1 * float(sum(both)), rel=1e-12)
    # without debris only meteoroids are left
    rate = puncture_rate(1.0, 1.0, 1.0, 650.0, 0.0, 10.0, 2.5, 20.0)
    assert float(rate) == pytest.approx(float(both.meteoroid_per_m2_year), rel=1e-12)


def test_small_debris_goes_on_as_it_rose():
    at = small_debris_bound(np.array([0.1, 1.0, 10.0]), 10.0)
    assert at[0] / at[1] == pytest.approx(at[1] / at[2], rel=1e-9)
    near = small_debris_bound(np.array([1.0 - 1e-9, 1.0 + 1e-9]), 10.0)
    assert near[0] == pytest.approx(near[1], rel=1e-7)


@given(walls, st.floats(0.5, 8.0), st.floats(2.0, 40.0), st.floats(0.0, 75.0))
def test_critical_diameter_inverts_the_depth(wall, density, speed, angle):
    d_cm = float(critical_diameter(wall, density, speed, 95.0, 2.7, 5.1, angle)) / 10.0
    power = 0.5 if density / 2.7 < 1.5 else 2.0 / 3.0
    depth = 5.24 * d_cm ** (19 / 18) * 95.0**-0.25 * (density / 2.7) ** power
    depth *= (speed * np.cos(np.radians(angle)) / 5.1) ** (2 / 3)
    assert 1.8 * depth == pytest.approx(0.1 * wall, rel=1e-9)


@pytest.mark.parametrize(
    ("given", "says"),
    [({"wall_mm": 0.2}, "of a size that nobody counts"), ({"segments": 0}, "segments is out"),
     ({"altitude_km": 3000}, "altitude_km is out of range"), ({"years": -1}, "years is out"),
     ({"tube_pitch_m": 0.005}, "the tubes would touch: .* 0.009 m or more")],
)  # fmt: skip
def test_refuses_what_cannot_be(given, says):
    with pytest.raises(InputError, match=says):
        calculate("punctures", given)


def test_the_walls_that_are_allowed_are_allowed():
    with pytest.raises(InputError) as raised:
        calculate("punctures", {"wall_mm": 0.1})
    low, high = raised.value.allowed.removesuffix(" mm").split(" to ")
    for wall in (low, high):
        calculate("punctures", {"wall_mm": float(wall), "tube_pitch_m": 5.0})


def test_calculator():
    found = calculate("punctures", {}).outputs
    bare = calculate("punctures", {"penetrating_share": 1}).outputs
    assert 0.02 < bare["lost_share"] < 0.3
    assert found["per_m2_year"] == pytest.approx(0.1 * bare["per_m2_year"])
    assert found["critical_meteoroid_mm"] < found["critical_diameter_mm"]  # twice as fast
