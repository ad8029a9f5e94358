"""Text with a unit to a float: what is read, what is refused, and dollars between years."""

from __future__ import annotations

import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.quantity import convert, dollar_factor, parse_quantity


@pytest.mark.parametrize(
    ("written", "unit", "expected"),
    [
        (650, "km", 650.0),
        (650.5, "km", 650.5),
        ("650", "km", 650.0),
        ("650 km", "km", 650.0),
        ("650km", "km", 650.0),
        ("  650   km ", "km", 650.0),
        ("650000 m", "km", 650.0),
        ("1e3 kW", "MW", 1.0),
        ("-40 degC", "degC", -40.0),
        ("68 degF", "degC", 20.0),
        ("20 %", "1", 0.2),
        ("0.2", "1", 0.2),
        ("500 MW", "GW", 0.5),
        ("1,500 USD_2026/kg", "USD_2026/kg", 1500.0),
        ("1_500", "USD_2026/kg", 1500.0),
        ("1,234,567.5", "W", 1234567.5),
        (".5", "1", 0.5),
        ("5.", "1", 5.0),
        ("3 USD_2026/kg", "USD_2026/t", 3000.0),
        ("30 USD_2026/MWh", "USD_2026/kWh", 0.03),
        ("1 week", "year", 7 / 365.25),
        ("0.05 m^2/kg", "m2/kg", 0.05),
        ("0.05 m2/kg", "m**2/kg", 0.05),
        ("1 cm^2/g", "m2/kg", 0.1),
        ("50 m2/t", "m2/kg", 0.05),
        ("50 m²/t", "m2/kg", 0.05),
        ("0.237 kW/m^2", "W/m2", 237.0),
        ("240 W/m2", "W/m**2", 240.0),
        ("2500 kg/m3", "g/cm3", 2.5),
        ("2 km2", "m2", 2e6),
        ("0.8 1/decade", "1/year", 0.08),
        ("0.8 per decade", "1/year", 0.08),
        ("0.1 /year", "1/year", 0.1),
        ("7 %/year", "1/year", 0.07),
        ("30 min", "hour", 0.5),
    ],
)
def test_what_is_read(written, unit, expected):
    assert parse_quantity(written, unit) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    "written",
    [
        True, False, None, [], {}, [650], "", " ", "km", "about 650 km", "nan", "inf", ".inf",
        "-inf", "NaN km", float("nan"), float("inf"), -float("inf"), "1e999", 10**400, "650 kg",
        "650 furlongs_of_doom", "650 km/s", "1 000 km", "1,5 km", "12,34 km", "1.000.000 km",
        "650 km; import os", "1/2 km", "9 9**9**9**9**9", "1 km**1e9", "0x10 km", "1 " + "k" * 500,
        "650 kilometres per", "--5", "5 USD_2026", b"650",
    ],
)  # fmt: skip
def test_what_is_refused_in_one_line(written):
    with pytest.raises(InputError) as caught:
        parse_quantity(written, "km")
    assert "\n" not in str(caught.value)
    assert "km" in str(caught.value)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("50 %", "deg"), ("90 deg", "1"), ("1 rad", "1"), ("3 byte", "1"), ("3 rads", "1"),
        ("3 m2", "m"), ("3 m22", "m2"), ("3 kg2", "kg"),
    ],
)  # fmt: skip
def test_an_angle_is_no_share_and_an_area_no_length(written, unit):
    with pytest.raises(InputError, match="cannot be read as"):
        parse_quantity(written, unit)


@pytest.mark.parametrize(
    ("written", "said"), [("18:00", "write 18:"), ("18:30", "write 18.5:"), ("6:45", "write 6.75:")]
)
def test_a_time_of_day_is_said_in_hours(written, said):
    with pytest.raises(InputError, match=said):
        parse_quantity(written, "hour")


def test_a_decimal_comma_is_never_read_as_a_thousand():
    with pytest.raises(InputError, match="not a quantity"):
        parse_quantity("1,5 km", "km")


@pytest.mark.parametrize("written", ["200 USD/kg", "200 USD / kg", "0.2 USD/g"])
def test_a_dollar_needs_its_year(written):
    with pytest.raises(InputError, match="a dollar needs its year"):
        parse_quantity(written, "USD_2026/kg")


@pytest.mark.parametrize("written", ["200 USD_1850/kg", "200 USD_2099/kg", "2 USD_1850/g"])
def test_a_dollar_of_an_unknown_year_is_refused(written):
    with pytest.raises(InputError):
        parse_quantity(written, "USD_2026/kg")


def test_dollars_move_with_the_price_index():
    # CPI-U annual averages, Bureau of Labor Statistics: 2020 258.811, 2022 292.655.
    ratio = dollar_factor("USD_2020/kg") / dollar_factor("USD_2022/kg")
    assert ratio == pytest.approx(292.655 / 258.811, rel=1e-9)
    assert parse_quantity("1 USD_2020/kg", "USD_2022/kg") == pytest.approx(ratio)


def test_dollars_of_two_years_and_two_masses_at_once():
    plain = parse_quantity("1000 USD_2020/kg", "USD_2026/kg")
    assert parse_quantity("1 USD_2020/g", "USD_2026/kg") == pytest.approx(plain)


def test_kelvin_and_celsius_are_not_confused():
    assert convert(300.0, "K", "degC") == pytest.approx(26.85)


@given(st.floats(-1e12, 1e12))
def test_a_number_in_the_documented_unit_is_exact(number):
    assert parse_quantity(number, "W/kg") == number
    assert parse_quantity(f"{number!r} W/kg", "W/kg") == number


@given(st.floats(1e-6, 1e6), st.sampled_from(["m", "km", "mile", "au"]))
def test_conversion_there_and_back(number, unit):
    assert convert(convert(number, unit, "km"), "km", unit) == pytest.approx(number, rel=1e-12)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    with suppress(InputError):
        assert math.isfinite(parse_quantity(text, "km"))
