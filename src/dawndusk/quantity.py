"""Text with a unit to a plain float in the unit a field is documented in.

Pint is loaded only when a text names another unit than the documented one. Dollars carry their
year (``USD_2022/kW``) and are moved between years by the consumer price index of the catalogue
(``money.cpi_u``); a dollar without a year is refused.
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files
from typing import Any

from dawndusk.errors import InputError

__all__ = ["check_unit", "convert", "dollar_factor", "parse_quantity", "span_of"]

_NUMBER = re.compile(  # a comma or underscore only between groups of three: "1,5" is no number
    r"\s*([-+]?(?:(?:\d{1,3}(?:[_,]\d{3})+|[0-9]+)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?\d{1,4})?)"
    r"(?![\d.,])\s*(.*?)\s*",
    re.DOTALL | re.ASCII,
)
_TOKEN = re.compile(r"[^\W\d]\w*|\*\*|\^|-?\d+|\S")
_CLOCK = re.compile(r"\s*(\d{1,2}):([0-5]\d)(?::00)?\s*", re.ASCII)
_POWER = re.compile(r"(?<![A-Za-z0-9_])([kcdmunµμ]?m|ft|inch|in|yd|mile|mi|s|K)([2-4])(?![\w.])")
_HALF_KINDS = ("radian", "bit")  # pint takes them for pure numbers; no angle is a share
_DOLLAR = re.compile(r"USD(?:_(\d{4}))?(?![A-Za-z0-9_])")
BASE_DOLLAR_YEAR = 2026


def parse_quantity(value: object, unit: str) -> float:
    """Return `value` as a float in `unit`.

    Parameters
    ----------
    value : float, int or str
        A number already in `unit`, or text such as ``"650 km"`` or ``"20 %"``.
    unit : str
        The documented unit of the field, ``"1"`` for a pure number.

    Raises
    ------
    InputError
        Not a number, not finite, an unknown unit, or a unit of another kind.

    Examples
    --------
    >>> parse_quantity("650 km", "km"), parse_quantity("650000 m", "km")
    (650.0, 650.0)
    >>> parse_quantity("20 %", "1")
    0.2
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InputError(
            "not a quantity", got=value, allowed=f"a number in {unit}, or text such as '3 {unit}'"
        )
    if isinstance(value, int | float):
        number = float(value) if abs(value) < 1e300 else math.inf
    else:
        if len(value) > 200:
            raise InputError(
                "not a quantity", got=value, allowed=f"a number and a unit, such as '3 {unit}'"
            )
        found = _NUMBER.fullmatch(value)
        if found is None or _CLOCK.fullmatch(value):
            raise InputError(
                "not a quantity",
                got=value,
                allowed=f"a number in {unit}, or text like '3 {unit}'",
                remedy=_hours_said(value) if unit in ("h", "hour") else "",
            )
        number = float(found[1].replace("_", "").replace(",", ""))
        given = found[2]
        if given and given != unit:
            number = convert(number, given, unit)
    if not math.isfinite(number):
        raise InputError("not a finite number", got=value, allowed=f"a finite number in {unit}")
    return number


def convert(number: float, given: str, wanted: str) -> float:
    """Convert `number` from the unit `given` to the unit `wanted`.

    Examples
    --------
    >>> convert(1.0, "USD_2026/kg", "USD_2026/kg"), round(convert(1.0, "kW", "MW"), 6)
    (1.0, 0.001)

    A digit right after a unit of length is its power, on both sides.

    >>> round(convert(50.0, "m2/t", "m**2/kg"), 12), round(convert(8.0, "1/decade", "1/year"), 12)
    (0.05, 0.8)
    """
    shown, asked = given, wanted
    given, wanted = _spelt_out(given), _spelt_out(wanted)
    if given == wanted:
        return number
    if given == "%" and wanted == "1":
        return number / 100.0
    years = set(_DOLLAR.findall(given)) | set(_DOLLAR.findall(wanted))
    if "" in years or "$" in given:
        raise InputError("a dollar needs its year", got=shown, allowed=f"for instance {asked}")
    if years and _DOLLAR.sub("USD", given) == _DOLLAR.sub("USD", wanted):
        return number * dollar_factor(given) / dollar_factor(wanted)
    if not _names_only(given):
        raise InputError("not a unit", got=shown, allowed=f"{asked} or a unit of the same kind")
    registry = _registry()
    try:
        quantity = registry.Quantity(number, given if given != "1" else "")
        target = registry.Unit(wanted if wanted != "1" else "dimensionless")
        if _half_kinds(quantity.units) != _half_kinds(target):
            raise ValueError("an angle or a count of bits is no pure number")
        return float(quantity.to(target).magnitude)
    except Exception as error:  # pint raises many kinds, each with its own text
        raise InputError(
            f"the unit {shown!r} cannot be read as {'a pure number' if asked == '1' else asked}",
            got=f"{number:g} {shown}",
            allowed="a number, or a share such as '20 %'"
            if asked == "1"
            else f"{asked} or a unit of the same kind",
        ) from error


def _spelt_out(unit: str) -> str:
    """Return a unit with its powers as pint reads them: m2/kg is m**2/kg, /year is 1/year."""
    unit = unit.replace("²", "**2").replace("³", "**3")
    unit = _POWER.sub(r"\1**\2", unit)
    if unit[:4] == "per ":
        unit = "/" + unit[4:].strip()
    return "1" + unit if unit[:1] == "/" else unit


def _half_kinds(unit: Any) -> list[float]:
    """Return the powers of the units that pint counts as pure numbers, but that are a kind."""
    roots = dict(_registry().get_root_units(unit)[1]._units.items())
    return [float(roots.get(name, 0)) for name in _HALF_KINDS]


def _hours_said(text: str) -> str:
    """Return how hours are written, for a time of day such as 18:30; else nothing."""
    found = _CLOCK.fullmatch(text)
    if found is None:
        return ""
    return f"write {int(found[1]) + int(found[2]) / 60:.4g}: hours are a number, as 18 or 18.5"


def span_of(low: float, high: float, unit: str) -> str:
    """Return what is allowed, as it is said: a pure number has no unit to name.

    Examples
    --------
    >>> span_of(0.0, 0.9, "1"), span_of(150.0, 2000.0, "km")
    ('0 to 0.9', '150 to 2000 km')
    """
    return f"{low:g} to {high:g}" + (f" {unit}" if unit != "1" else "")


def check_unit(unit: str) -> None:
    """Raise if a unit is unreadable or names dollars without a year that has a price index.

    Examples
    --------
    >>> check_unit("USD_2022/kW")
    """
    if "$" in unit:
        raise InputError("a dollar needs its year", got=unit, allowed="for instance USD_2026/kg")
    dollar_factor(unit)
    if unit != "1" and not _names_only(unit):
        raise InputError(
            "not a unit", got=unit, allowed="for instance W/kg, or 1 for a pure number"
        )


def _names_only(unit: str) -> bool:
    """Whether a unit is names, `*`, `/`, brackets and small whole powers: no sums to evaluate."""
    before = ""
    for token in _TOKEN.findall(unit):
        power = before in ("**", "^")
        name = before[:1].isalpha() or before[:1] in ("_", ")", "%")
        if token.lstrip("-").isdigit():
            fits = (power and len(token) <= 3) or (token == "1" and not before)
        elif token in ("**", "^"):
            fits = name
        else:
            fits = not power and (token[0].isalpha() or token[0] in "_*/()%°")
        if not fits:
            return False
        before = token
    return True


def dollar_factor(unit: str) -> float:
    """Factor from the dollars named in `unit` to dollars of 2026; 1 where it names none.

    Examples
    --------
    >>> dollar_factor("USD_2026/kg"), dollar_factor("km"), dollar_factor("USD_2020/kg") > 1.1
    (1.0, 1.0, True)
    """
    factor = 1.0
    for year in _DOLLAR.findall(unit):
        if not year:
            raise InputError("a dollar needs its year", got=unit, allowed="such as USD_2026/kg")
        index = _price_index()
        if int(year) not in index:
            raise InputError(
                "no price index for these dollars",
                got=unit,
                allowed=f"USD_{min(index)} to USD_{max(index)}",
            )
        factor *= index[BASE_DOLLAR_YEAR] / index[int(year)]
    return factor


@cache
def _price_index() -> dict[int, float]:
    import yaml

    text = files("dawndusk.data").joinpath("money.yaml").read_text(encoding="utf-8")
    rows = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return {int(year): float(value) for year, value in rows["money.cpi_u"]["value"].items()}


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(on_redefinition="ignore")
    registry.define(f"USD_{BASE_DOLLAR_YEAR} = [currency]")
    for year in sorted(_price_index()):
        if year != BASE_DOLLAR_YEAR:
            registry.define(
                f"USD_{year} = {dollar_factor(f'USD_{year}')!r} * USD_{BASE_DOLLAR_YEAR}"
            )
    registry.define("GPU = [accelerator]")
    registry.define("flop = [floating_operation] = FLOP")
    registry.define("token = [token]")
    registry.define("decade = 10 * year")  # pint also has it as a step of a logarithm
    registry.define("MMBtu = 1e6 * Btu")
    return registry
