import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from dawndusk.errors import InputError
from dawndusk.satellite.availability import (
    availability,
    compute_share,
    life_times,
    mean_over_life,
    states,
)
from dawndusk.satellite.hazards import Part, node_survival
from dawndusk.satellite.reliability import surviving_share

GOOD = {"life_years": 5.0, "node_loss_per_year": 0.02, "chip_loss_per_year": 0.04, "chips": 50.0,
        "spare_share": 0.05, "strings": 40.0, "string_loss_per_year": 0.002, "segments": 20.0,
        "segment_loss_per_year": 0.002}  # fmt: skip
lives = st.floats(0.5, 10.0)
chip_losses = st.one_of(st.just(0.0), st.floats(1e-4, 0.12))
spares = st.one_of(st.just(0.0), st.floats(0.001, 0.3))
node_losses = st.one_of(st.just(0.0), st.floats(1e-6, 0.1))
part_losses = st.one_of(st.just(0.0), st.floats(1e-6, 0.05))
interest = st.one_of(st.just(0.0), st.floats(1e-6, 0.2))


@given(lives, chip_losses, spares, node_losses, interest)
def test_constant_hazards_are_the_closed_form(life, chip, spare, node, rho):
    times = life_times(life, chip, spare)
    share = compute_share(times.years, chip, spare) * np.exp(-node * times.years)
    exact = float(surviving_share(life, chip, spare, node, rho))
    within = 5e-5 if life <= 8.0 and chip + node + rho <= 0.3 else 1e-3
    assert float(mean_over_life(times, share, rho)) == pytest.approx(exact, rel=within)


def test_at_the_design_nothing_is_left_to_see():
    times = life_times(5.0, 0.04, 0.05)
    share = compute_share(times.years, 0.04, 0.05) * np.exp(-0.02 * times.years)
    exact = float(surviving_share(5.0, 0.04, 0.05, 0.02, 0.08))
    assert float(mean_over_life(times, share, 0.08)) == pytest.approx(exact, rel=1e-7)


@given(
    lives, chip_losses, spares, st.floats(0.0, 0.02), interest, st.floats(0.35, 1.0),
    st.floats(1.2, 3.0), st.floats(0.3, 2.0),
)  # fmt: skip
def test_early_failures_and_wear_are_the_integral(life, chip, spare, falls, rho, early, wear, mu):
    parts = [
        Part(0.012, 2.0, 1.0, early),
        Part(0.0015, 1.0, 1.0, early),
        Part(0.015, 2.0, 1.0, wear),
    ]

    def works(t):
        return node_survival(t, parts, 0.1, 0.03, mu) * compute_share(t, chip, spare, falls)

    kink = np.log1p(spare) / (chip - falls) if chip > falls else life
    points = [1e-3, *([kink] if 0.0 < kink < life else [])]
    above, _ = quad(
        lambda t: np.exp(-rho * t) * float(works(t)), 0.0, life, points=points, epsabs=1e-10,
        limit=200,
    )  # fmt: skip
    below, _ = quad(lambda t: np.exp(-rho * t), 0.0, life)
    times = life_times(life, chip, spare, falls)
    found = float(mean_over_life(times, works(times.years), rho))
    assert found == pytest.approx(above / below, abs=1e-3 if life > 8.0 else 4e-4)


@given(lives, chip_losses, spares)
def test_weights_add_up_to_the_life(life, chip, spare):
    times = life_times(life, chip, spare)
    assert float(times.weight.sum()) == pytest.approx(life)
    assert np.all((times.years >= 0.0) & (times.years <= life * (1.0 + 1e-12)))


def test_power_to_spare_is_not_lost_twice():
    # 18 % of the chips are gone: a tenth of the power less takes nothing more
    chips = float(compute_share(5.0, 0.04))
    assert float(compute_share(5.0, 0.04, 0.0, 0.02)) == chips
    assert float(compute_share(5.0, 0.04, 0.5, 0.02)) == pytest.approx(np.exp(-0.1))


def test_states_against_throwing_dice():
    rng = np.random.default_rng(9)
    n = 200_000
    alive = rng.random(n) < 0.95
    chips = np.minimum(rng.binomial(22, 0.9, n) / 20.0, 1.0)
    strings = rng.binomial(10, 0.97, n) / 10.0
    segments = rng.binomial(8, 0.98, n) / 8.0
    compute = alive * np.minimum(np.minimum(chips, strings), segments)
    found = states(0.95, 0.9, 20.0, 0.1, 0.97, 10.0, 0.98, 8.0)
    for p, x in zip(found, (1.0, 0.9, 0.5), strict=True):
        seen = np.count_nonzero(compute >= x - 1e-9) / n
        assert float(p) == pytest.approx(seen, abs=4.0 * np.sqrt(0.25 / n)), x
    assert 0.1 < float(found[0]) < float(found[1]) < float(found[2]) < 0.95001


@given(lives, node_losses, chip_losses, spares, part_losses, part_losses)
def test_states_add_up_and_follow_the_losses(life, node, chip, spare, string, segment):
    given = GOOD | {
        "life_years": life, "node_loss_per_year": node, "chip_loss_per_year": chip,
        "spare_share": spare, "string_loss_per_year": string, "segment_loss_per_year": segment,
    }  # fmt: skip
    found = availability(**given)
    kinds = [float(x) for x in found[2:]]
    assert sum(kinds) == pytest.approx(1.0)
    assert all(x >= -1e-12 for x in kinds)
    assert float(found.survival) == pytest.approx(1.0 - kinds[-1])
    assert 0.0 < float(found.mean_compute_share) <= 1.0 + 1e-12
    more = availability(**given | {"spare_share": spare + 0.1})
    assert float(more.mean_compute_share) >= float(found.mean_compute_share) - 1e-12
    assert float(more.full_share) >= float(found.full_share) - 1e-12
    for name in ("node_loss_per_year", "chip_loss_per_year", "string_loss_per_year"):
        worse = availability(**given | {name: given[name] + 0.01})
        assert float(worse.mean_compute_share) <= float(found.mean_compute_share) + 1e-12, name


def test_mean_is_that_of_the_times():
    times = life_times(5.0, 0.04, 0.05, 0.004)
    share = compute_share(times.years, 0.04, 0.05, 0.004) * np.exp(-0.02 * times.years)
    found = float(availability(**GOOD).mean_compute_share)
    assert found == pytest.approx(float(mean_over_life(times, share)), rel=2e-5)


def test_draws_broadcast():
    life = np.full((4, 1), 5.0)
    chip = np.array([[0.01, 0.04, 0.3]])
    times = life_times(life, chip, 0.05)
    assert times.years.shape == (8, 4, 3)
    assert mean_over_life(times, compute_share(times.years, chip, 0.05), 0.1).shape == (4, 3)
    assert availability(**GOOD | {"chips": np.array([10.0, 50.0])}).full_share.shape == (2,)


@pytest.mark.parametrize("name", GOOD)
def test_refuses_what_cannot_be(name):
    for bad in (-1.0, float("nan")):
        with pytest.raises(InputError, match=name):
            availability(**GOOD | {name: bad})
