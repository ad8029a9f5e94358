"""Numbers as a reader wants them: few digits, a unit, and a dash where there is no number."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from dawndusk.constants import FloatArray

__all__ = [
    "NONE",
    "PERCENTILES",
    "at",
    "band_at",
    "money",
    "number",
    "percent",
    "plain_value",
    "series",
    "unit_text",
    "years_text",
]

NONE: Final = "–"
PERCENTILES: Final = ("p10", "p50", "p90")
_EXACT_ABOVE: Final = 1000.0


def series(values: Sequence[float | None] | None) -> FloatArray:
    """Return a list of the summary as an array, with nan where it has no number.

    Examples
    --------
    >>> series([1, None])
    array([ 1., nan])
    """
    if values is None:
        return np.empty(0)
    return np.array([math.nan if v is None else v for v in values], dtype=np.float64)


def at(values: Sequence[float | None] | None, index: int) -> float:
    """Return one entry of a list of the summary, nan where it has no number.

    Examples
    --------
    >>> at([1.5, None], 0), at([1.5, None], 1), at(None, 0)
    (1.5, nan, nan)
    """
    if values is None or not -len(values) <= index < len(values):
        return math.nan
    value = values[index]
    return math.nan if value is None else float(value)


def number(value: float | None, digits: int = 3) -> str:
    """Return a number with `digits` significant digits, thousands apart, never 1e+03.

    Examples
    --------
    >>> number(0.012345), number(12.0), number(3.0), number(1234.5), number(-2.5), number(None)
    ('0.0123', '12.0', '3.00', '1,234', '−2.50', '–')
    >>> number(1.5e7), number(2.5e-7)
    ('15.0 million', '2.50 × 10⁻⁷')
    """
    if value is None or not math.isfinite(value):
        return NONE
    if value == 0.0:
        return "0"
    size = abs(value)
    sign = "−" if value < 0.0 else ""
    if size >= 1e6:
        power, word = (1e9, "billion") if size >= 1e9 else (1e6, "million")
        return f"{sign}{number(size / power, digits)} {word}"
    if size >= _EXACT_ABOVE:
        return f"{sign}{size:,.0f}"
    if size < 1e-4:
        exponent = math.floor(math.log10(size))
        raised = str(exponent).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
        return f"{sign}{number(size / 10.0**exponent, digits)} × 10{raised}"
    decimals = max(0, digits - 1 - math.floor(math.log10(float(f"{size:.{digits - 1}e}"))))
    return f"{sign}{size:.{decimals}f}"


def plain_value(value: Any, digits: int = 4) -> str:
    """Return an input's value, which may be a figure, a table by year, text, a list or a switch.

    Examples
    --------
    >>> plain_value(0.25), plain_value({"2026": 10, "2045": 20.0}), plain_value(True)
    ('0.25', '2026: 10; 2045: 20', 'yes')
    >>> plain_value("dawn-dusk"), plain_value(None), plain_value([1, 2.5])
    ('dawn-dusk', '–', '1, 2.5')
    """
    if value is None:
        return NONE
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        text = number(float(value), digits)
        short = text.rstrip("0").rstrip(".") if "." in text and " " not in text else text
        return short
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {plain_value(item, digits)}" for key, item in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(plain_value(item, digits) for item in value)
    return str(value)


def percent(share: float | None) -> str:
    """Return a share as a percentage that never rounds a chance to certainty.

    Examples
    --------
    >>> percent(0.0), percent(0.003), percent(0.124), percent(0.995), percent(1.0), percent(None)
    ('0 %', '< 1 %', '12 %', '> 99 %', '100 %', '–')
    """
    if share is None or not math.isfinite(share):
        return NONE
    if 0.0 < share <= 0.005:
        return "< 1 %"
    if 0.995 <= share < 1.0:
        return "> 99 %"
    sign = "−" if share <= -0.005 else ""
    return f"{sign}{abs(100.0 * share):.0f} %"


def money(value: float | None, unit: str = "", digits: int = 3) -> str:
    """Return dollars with their unit.

    Examples
    --------
    >>> money(2.345, "GPU-hour"), money(1500, "kg"), money(-3.0), money(None, "W")
    ('$2.35/GPU-hour', '$1,500/kg', '−$3.00', '–')
    """
    text = number(value, digits)
    if text == NONE:
        return NONE
    sign, size = ("−", text[1:]) if text.startswith("−") else ("", text)
    if "." not in size and " " not in size and value is not None and 1.0 <= abs(value) < 100.0:
        size += ".00"
    return f"{sign}${size}" + (f"/{unit}" if unit else "")


def band_at(band: Mapping[str, Any] | None, index: int | None = None) -> tuple[float, float, float]:
    """Return p10, p50 and p90 of a band, in one year where the band is by year.

    Examples
    --------
    >>> band_at({"p10": [1, 2], "p50": [2, 3], "p90": [3, None]}, 1)
    (2.0, 3.0, nan)
    >>> band_at({"p10": 1, "p50": 2, "p90": 3})
    (1.0, 2.0, 3.0)
    """
    if not band:
        return math.nan, math.nan, math.nan
    low, middle, high = (
        at(v, index or 0)
        if isinstance(v := band.get(key), list | tuple)
        else (math.nan if v is None else float(v))
        for key in PERCENTILES
    )
    return low, middle, high


def unit_text(unit: str) -> str:
    """Return a unit as it is printed.

    Examples
    --------
    >>> unit_text("m**2"), unit_text("degC"), unit_text("1"), unit_text("USD_2026/kW")
    ('m²', '°C', '', 'USD 2026/kW')
    """
    if unit == "1":
        return ""
    plain = (("**2", "²"), ("**3", "³"), ("degC", "°C"), ("USD_", "USD "), ("_", " "))
    for text, printed in plain:
        unit = unit.replace(text, printed)
    return unit


def years_text(years: Sequence[int]) -> str:
    """Return years as one phrase.

    Examples
    --------
    >>> years_text([2026, 2027, 2028]), years_text([2030]), years_text([])
    ('2026–2028', '2030', '–')
    """
    if not years:
        return NONE
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
