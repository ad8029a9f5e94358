import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.orbit.displacement import (
    displacement_table,
    solar_event_displacement,
    trapped_displacement,
    yearly_displacement,
)
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination

altitudes = st.floats(300.0, 1500.0)
glasses = st.floats(50.0, 500.0)
activities = st.floats(0.0, 1.0)
materials = st.sampled_from(["silicon", "gaas"])
SOME = 1e4  # MeV/g in a year: a millionth of what a cell feels


@pytest.mark.parametrize("material", ["silicon", "gaas"])
def test_the_nodes_of_the_table_are_returned(material):
    table = displacement_table(material)
    height, tilt = table.altitude_km[:, None, None], np.radians(table.inclination_deg)[:, None]
    for activity in (0, 1):
        got = trapped_displacement(height, table.depth, float(activity), material, tilt)
        np.testing.assert_allclose(got, table.per_year[activity], rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("material", ["silicon", "gaas"])
def test_the_table_is_whole(material):
    table = displacement_table(material)
    assert table.per_year.shape == (2, *(len(axis) for axis in table.axes))
    for axis in table.axes:
        assert np.all(np.diff(axis) > 0.0)
    assert np.all(np.diff(table.per_year, axis=1) >= 0.0)  # rises with altitude
    # falls behind more glass; below SOME, hard spectra are slowed to where they harm more
    more = np.diff(table.per_year, axis=3) > 0.0
    assert np.all(table.per_year[..., :-1][more] < SOME)
    assert np.count_nonzero(table.per_year > SOME) > 0.8 * table.per_year.size


@given(altitudes, glasses, activities, materials)
def test_more_glass_never_more_damage_and_more_height_never_less(height, glass, activity, material):
    here = trapped_displacement(height, glass, activity, material)
    assert trapped_displacement(height, 1.1 * glass, activity, material) <= here
    assert trapped_displacement(1.05 * height, glass, activity, material) >= here


@given(altitudes, glasses, materials)
def test_activity_lies_between_its_ends(height, glass, material):
    quiet, middle, active = trapped_displacement(height, glass, np.array([0, 0.5, 1.0]), material)
    assert active <= middle <= quiet  # protons rule, and are fewer at the maximum
    assert middle == pytest.approx(float(np.sqrt(quiet * active)), rel=0.01)


@given(altitudes, glasses, activities, materials)
def test_left_out_the_inclination_is_the_sun_synchronous_one(height, glass, activity, material):
    tilt = sun_synchronous_inclination(height)
    named = float(trapped_displacement(height, glass, activity, material, tilt))
    left_out = trapped_displacement(height, glass, activity, material)
    assert left_out == pytest.approx(named, rel=0.004)


def test_an_orbit_and_its_mirror_image_meet_the_same():
    tilt = np.radians([0.0, 28.5, 51.6, 90.0])
    here = trapped_displacement(650.0, 100.0, 0.3, "gaas", tilt)
    mirrored = trapped_displacement(650.0, 100.0, 0.3, "gaas", np.pi - tilt)
    np.testing.assert_allclose(mirrored, here)


def test_thin_glass_lets_in_more_by_the_thin_junction_than_by_thick_silicon():
    # what is slowed to a crawl behind 50 um harms the first micrometres, not a wafer
    thin, thick = (
        trapped_displacement(650.0, np.array([50.0, 500.0]), 0.0, material)
        for material in ("gaas", "silicon")
    )
    assert thin[0] / thin[1] > 1.3 * thick[0] / thick[1]


@given(glasses, materials)
def test_the_event_falls_behind_more_glass(glass, material):
    thin, thick = solar_event_displacement(np.array([glass, 1.1 * glass]), material)
    assert 0.0 < thick < thin


def test_the_back_adds_what_its_own_thickness_lets_in():
    given_ = (650.0, 100.0, 0.6, 0.1, 62.0, "silicon")
    front = yearly_displacement(*given_)
    both = yearly_displacement(*given_, back_um=100.0)
    for one, two in zip(front, both, strict=True):
        assert float(two) == pytest.approx(2.0 * float(one))
    assert float(yearly_displacement(650.0, 100.0, 0.0, 0.1, 62.0).solar_protons) == 0.0
    mean, most = (float(yearly_displacement(*given_[:2], s, 0.1, 62.0)[1]) for s in (0.5, 1.0))
    assert most == pytest.approx(2.0 * mean)


def test_draws_broadcast_and_are_fast():
    height = np.linspace(350.0, 1500.0, 10_000)[:, None]
    glass = np.full((10_000, 1), 100.0)
    assert trapped_displacement(height, np.array([50.0, 100.0, 300.0]), 0.5).shape == (10_000, 3)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        trapped_displacement(height, glass, 0.5)
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.03  # 2 ms on a quiet core


@pytest.mark.parametrize(
    ("height", "glass", "activity", "named"),
    [
        (250.0, 100.0, 0.5, "altitude_km"),
        (2100.0, 100.0, 0.5, "altitude_km"),
        (float("nan"), 100.0, 0.5, "altitude_km"),
        (650.0, 40.0, 0.5, "glass_um"),
        (650.0, 1100.0, 0.5, "glass_um"),
        (650.0, 100.0, 1.5, "solar_activity"),
    ],
)
def test_nothing_is_extrapolated(height, glass, activity, named):
    with pytest.raises(InputError, match=f"^{named} is outside the displacement table: got"):
        trapped_displacement(height, glass, activity)


def test_unknown_materials_and_impossible_inclinations_are_refused():
    with pytest.raises(InputError, match=r"^inclination_rad is outside the displacement table"):
        trapped_displacement(650.0, 100.0, 0.5, "gaas", 3.2)
    with pytest.raises(InputError, match=r"^glass_um is outside"):
        solar_event_displacement(20.0)
    for reader in (lambda m: trapped_displacement(650.0, 100.0, 0.5, m),
                   lambda m: solar_event_displacement(100.0, m)):  # fmt: skip
        with pytest.raises(InputError, match=r"no such material of a cell: got .?germanium"):
            reader("germanium")
