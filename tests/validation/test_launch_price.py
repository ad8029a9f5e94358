"""Launch cost and price against figures published by others.

Sources: Falcon 9 marginal cost 15 M$ a reused flight and 17.5 t (press, 2020 to 2026), quoted as
629 to 900 $/kg; NASA OTPS (2024), Space-based solar power: 100 M$ and 15 % block discount for
100 t; Citi GPS (2022): 100 $/kg base, 300 bear, 33 bull, in 2040; Project Suncatcher (2025): 200
$/kg in the mid-2030s; odc (2026): 1,600 today, 700 early, 250 mature. Default draws must leave
room for each of these, and must not be certain of any.
"""

import numpy as np
import pytest

from dawndusk.fleet.launch import launch_cost_floor, launch_price, launched_mass
from dawndusk.scenario.fleet import Launch

YEARS = np.arange(2026.0, 2046.0)
MASS = ("industry_mass_2025_t", "industry_cumulative_2025_t", "industry_growth", "buyer_share")


def default_price(draws=4000):
    """Launch price of the default scenario, inputs drawn independently."""
    random = np.random.default_rng(2026)
    section = Launch()
    figures = {
        name: getattr(section, name).shape.quantile(random.random((draws, 1)), YEARS)
        for name in Launch.model_fields
    }
    lifted = launched_mass(*(figures.pop(name) for name in MASS), years=YEARS)
    return launch_price(
        **figures, cumulative_kg=lifted.cumulative_kg, kg_per_year=lifted.kg_per_year,
        industry_cumulative_2025_t=7500.0,
    )  # fmt: skip


def test_a_reused_falcon_flight_costs_what_is_quoted():
    """10 M$ upper stage as refurbishment, 5 M$ for the rest; no fixed cost in the quote."""
    cost = launch_cost_floor(0.0, 1.0, 14.6e6, 0.4e6, 0.0, 1.0, 17.5)
    assert cost == pytest.approx(857.0, abs=0.5)
    assert 629.0 < cost < 900.0


def test_nasa_reference_launch():
    """100 M$ less 15 % for 100 t: 850 $/kg, as a price without any breakdown."""
    assert launch_cost_floor(0.0, 1.0, 100e6 * 0.85, 0.0, 0.0, 1.0, 100.0) == 850.0


def test_expendable_starship_by_its_build_cost():
    """90 M$ to build, 300 t expendable: 300 $/kg."""
    assert launch_cost_floor(90e6, 1.0, 0.0, 0.0, 0.0, 1.0, 300.0) == 300.0


def test_reuse_schedule_of_payload_research():
    """90 M$ and six flights each on 150 t: 100 $/kg of vehicle, near the 78 to 94 they print."""
    assert launch_cost_floor(90e6, 6.0, 0.0, 0.0, 0.0, 1.0, 150.0) == pytest.approx(100.0)


@pytest.fixture(scope="module")
def price():
    return default_price()


@pytest.mark.parametrize(
    ("year", "published"),
    [(2026, 3600.0), (2026, 1600.0), (2030, 700.0), (2035, 200.0), (2035, 700.0), (2040, 100.0),
     (2040, 300.0), (2045, 250.0)],
)  # fmt: skip
def test_default_draws_leave_room_for_every_published_price(price, year, published):
    """Each lies strictly inside the draws: between 0.2 and 99.8 % of them are below it."""
    below = float((price.usd_per_kg[:, year - 2026] < published).mean())
    assert 0.002 < below < 0.998


def test_default_price_today_is_todays_market(price):
    low, middle, high = np.percentile(price.usd_per_kg[:, 0], [5, 50, 95])
    assert 1500.0 < low < middle < high < 4300.0 * 1.05


def test_published_prices_are_prices_and_the_floor_is_below_all_of_them(price):
    """The mature floor is tens of dollars, as the maker's own targets, and is not the price."""
    assert 25.0 < np.median(price.floor_usd_per_kg[:, -1]) < 100.0
    assert np.median(price.usd_per_kg[:, -1]) > 2.0 * np.median(price.floor_usd_per_kg[:, -1])
