"""What a flight says in words: one finding a picture, with its figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from dawndusk.report.numbers import number, series

__all__ = [
    "NOTHING",
    "SHELL_NOTE",
    "answer",
    "count",
    "eclipse_finding",
    "ground_finding",
    "headline",
    "lit_finding",
    "longest",
    "share",
    "share_of",
    "status_finding",
    "still_finding",
    "trade_finding",
    "year_sunlit",
]

NOTHING: Final = "Not one of these satellites is in orbit"
SHELL_NOTE: Final = (
    "Lit, umbra and gateway are of this flight. Year: of a sun-synchronous shell, sunlit in the "
    "mean of its planes, umbra and its season in the worst. Dose: trapped particles behind the "
    "scenario's shield, over the solar cycle. Drag: of the scenario's satellite, its array to the "
    "Sun, at the scenario's solar activity. Decay: the same satellite tumbling, without "
    "propulsion; 1,000 stands for more."
)
_STEADY: Final = 0.005  # span of a share that is said to hardly change
_SAME: Final = 0.0005  # span between shells that is said to be none
_USUAL_KM: Final = 650.0  # whose dose the trade compares with where no shell says better


def share(value: float) -> str:
    """Return a share as a percentage that never rounds a few dark satellites away.

    Examples
    --------
    >>> share(0.96), share(0.99996), share(1.0), share(0.00004)
    ('96.0 %', 'over 99.99 %', '100 %', 'under 0.01 %')
    """
    if value in (0.0, 1.0):
        return f"{100.0 * value:.0f} %"
    if value > 0.9999:
        return "over 99.99 %"
    if value < 0.0001:
        return "under 0.01 %"
    near_an_end = min(value, 1.0 - value) < 0.01
    return f"{100.0 * value:.{2 if near_an_end else 1}f} %"


def count(many: int, one: str) -> str:
    """Return a count with its noun.

    Examples
    --------
    >>> count(1, "plane"), count(1200, "satellite")
    ('1 plane', '1,200 satellites')
    """
    return f"{many:,} {one}" if many == 1 else f"{many:,} {one}s"


def share_of(shares: Mapping[str, Any], name: str) -> Mapping[str, float] | None:
    """Return mean, min and max of one share; None if no satellite was in orbit.

    Examples
    --------
    >>> share_of({"lit": {"mean": None, "min": None, "max": None}}, "lit") is None
    True
    """
    found: Mapping[str, float] = shares[name]
    return None if found["mean"] is None else found


def longest(summary: Mapping[str, Any], name: str = "longest_umbra_min") -> float | None:
    """Return the longest umbra (or shadow) of any shell in the flight; None where none is known.

    Examples
    --------
    >>> longest({"shells": [{"longest_umbra_min": 19.3}, {"longest_umbra_min": None}]})
    19.3
    """
    known = [shell[name] for shell in summary["shells"] if shell[name] is not None]
    return max(known, default=None)


def year_sunlit(summary: Mapping[str, Any]) -> float | None:
    """Return the mean sunlit share of the year of all sun-synchronous shells; None without one.

    Examples
    --------
    >>> ring = {"satellites": 3, "year": {"mean_sunlit": 0.96}}
    >>> year_sunlit({"shells": [ring, {"satellites": 9, "year": None}]})
    0.96
    """
    shells = [shell for shell in summary["shells"] if shell["year"]]
    if not shells:
        return None
    many = [shell["satellites"] for shell in shells]
    return float(np.average([shell["year"]["mean_sunlit"] for shell in shells], weights=many))


def headline(summary: Mapping[str, Any]) -> str:
    """Say whether the Sun ever sets on this constellation in this flight.

    Examples
    --------
    >>> lit = {"mean": 0.9, "min": 0.8, "max": 1.0}
    >>> headline({"date": "2026-06-21", "hours": 24.0, "shares": {"lit": lit}})
    'On 2026-06-21 the Sun sets on this constellation: 10.0 % of it is in shadow on average'
    >>> day = {"date": "2026-06-21", "date_chosen": "deepest shadow"}
    >>> headline({**day, "hours": 24.0, "shares": {"lit": lit}}).split(":")[0]
    'On 2026-06-21, its darkest day of 2026, the Sun sets on this constellation'
    """
    lit = share_of(summary["shares"], "lit")
    if lit is None:
        return NOTHING
    hours = summary["hours"]
    when = f"On {summary['date']}"
    if summary.get("date_chosen") == "deepest shadow":
        when += f", its darkest day of {summary['date'][:4]},"
    if hours > 24.0:
        when = f"In the {hours / 24.0:.3g} days from {summary['date']}"
    dark = 1.0 - lit["mean"]
    if dark == 0.0:
        return f"{when} the Sun never sets on this constellation"
    return f"{when} the Sun sets on this constellation: {share(dark)} of it is in shadow on average"


def answer(summary: Mapping[str, Any]) -> list[str]:
    """Say what the flight means for power, in a day and in the year."""
    lines = []
    umbra, shadow = longest(summary), longest(summary, "longest_shadow_min")
    lit = share_of(summary["shares"], "lit")
    if lit is not None and lit["min"] < 1.0:
        lines.append(_power(lit, umbra, shadow))
    sunlit = year_sunlit(summary)
    if sunlit is not None:
        years = [s["year"] for s in summary["shells"] if s["year"]]
        worst = max(y["umbra_season_days"] for y in years)
        passes = f"pass the umbra on up to {worst:.0f} days of it" if worst else "pass no umbra"
        lines.append(
            f"Over {years[0]['year']} its sun-synchronous shells are sunlit {share(sunlit)} of "
            f"the time, and {passes}."
        )
    return lines


def _power(lit: Mapping[str, float], umbra: float | None, shadow: float | None) -> str:
    low, high = share(lit["min"]), share(lit["max"])
    span = low.capitalize() if low == high else f"Between {low} and {high}"
    said = f"{span} of the satellites are in full sunlight at any one time"
    if not shadow:
        return said + "."
    if not umbra:
        return (
            f"{said}; none passes the umbra, but a passage of the penumbra lasts up to "
            f"{shadow:.1f} minutes."
        )
    return (
        f"{said}. A satellite stays in the umbra for up to {umbra:.1f} minutes of a revolution, "
        f"{shadow:.1f} with the penumbra, and needs a battery, or sleep, for as long."
    )


def still_finding(summary: Mapping[str, Any]) -> str:
    """Say what the still shows."""
    heights = [s["altitude_km"] for s in summary["shells"] if s["altitude_km"] is not None]
    many, planes = count(summary["satellites"], "satellite"), count(summary["planes"], "plane")
    if not heights:
        return many
    low, high = min(heights), max(heights)
    at = f"{low:,.0f} km" if round(low) == round(high) else f"{low:,.0f} to {high:,.0f} km"
    if summary["satellites"] == summary["tiers"]["imported"]:
        sets = "an element set" if summary["satellites"] == 1 else "element sets"
        return f"{many} from {sets}, median altitude {at}"
    return f"{many} at {at}, {planes}"


def lit_finding(summary: Mapping[str, Any]) -> str:
    """Say how much of the constellation is lit, and how that changes."""
    lit = share_of(summary["shares"], "lit")
    light = share_of(summary["shares"], "sunlight")
    if lit is None or light is None:
        return NOTHING
    if lit["min"] == 1.0:
        return "Every satellite is in full sunlight at every step"
    steady = lit["max"] - lit["min"] < _STEADY
    if steady:
        said = f"{share(lit['mean'])} are in full sunlight, which hardly changes"
    else:
        said = (
            f"{share(lit['mean'])} are in full sunlight on average, from {share(lit['min'])} "
            f"to {share(lit['max'])}"
        )
    return f"{said}; with the penumbra, {share(light['mean'])} of the sunlight is received"


def eclipse_finding(summary: Mapping[str, Any]) -> str:
    """Say which shell is darkest and which is lightest."""
    dark = [
        (1.0 - found["mean"], s)
        for s in summary["shells"]
        if (found := share_of(s["shares"], "lit")) is not None
    ]
    if not dark:
        return NOTHING
    most, worst = max(dark, key=lambda pair: pair[0])
    least, best = min(dark, key=lambda pair: pair[0])
    if len(dark) == 1 or most - least < _SAME:
        return (
            f"{share(most)} of {'every' if len(dark) > 1 else 'the'} shell is in shadow on average"
        )
    return f"From {share(least)} in shadow in {best['name']} to {share(most)} in {worst['name']}"


def ground_finding(summary: Mapping[str, Any]) -> str:
    """Say how many see a gateway and how many are over land."""
    land = share_of(summary["shares"], "over_land")
    seen = share_of(summary["shares"], "gateway_in_view")
    if land is None or seen is None:
        return NOTHING
    if not summary["gateways"]:
        return f"{share(land['mean'])} are over land; there is no gateway"
    return (
        f"{share(seen['mean'])} see one of {count(summary['gateways'], 'gateway')} at a time; the "
        f"others reach them over other satellites. {share(land['mean'])} are over land"
    )


def trade_finding(trade: Mapping[str, Any] | None, altitude_km: float | None = None) -> str:
    """Say from where the Sun no longer sets, and what it costs in dose.

    Parameters
    ----------
    trade : mapping or None
        ``altitude_trade`` of a flight's summary.
    altitude_km : float [km], optional
        Of the constellation, to compare with; 650 unless given.

    Examples
    --------
    >>> trade_finding({"altitude_km": [650.0, 1350.0], "umbra_season_days": [89.0, 0.0],
    ...     "dose_rad_per_year": {"min": [180.0, 1800.0]}, "local_time_h": 18.0})
    'At 18 h local time the umbra is gone from 1,350 km up; the dose is 10 times that of 650 km'
    """
    if not trade:
        return ""
    h = np.asarray(trade["altitude_km"])
    days = np.asarray(trade["umbra_season_days"])
    dose = series(trade["dose_rad_per_year"]["min"])
    free = np.flatnonzero(days == 0.0)
    if not free.size:
        return (
            f"At {trade['local_time_h']:g} h local time every altitude up to {h[-1]:,.0f} km has "
            "an umbra"
        )
    here = _USUAL_KM if altitude_km is None else altitude_km
    said = (
        f"At {trade['local_time_h']:g} h local time the umbra is gone from {h[free[0]]:,.0f} km up"
    )
    times = dose[free[0]] / np.exp(np.interp(here, h, np.log(dose)))
    if not h[0] <= here < h[free[0]] or not np.isfinite(times):
        return said
    return f"{said}; the dose is {number(times, 2)} times that of {here:,.0f} km"


def status_finding(summary: Mapping[str, Any]) -> str:
    """Say how many satellites were left out, and whether others flew on.

    Examples
    --------
    >>> status_finding({"satellites": 3, "status": {"ok": 2, "decayed": 1}})
    '1 of 3 satellites could not be flown to the end'
    >>> status_finding({"satellites": 1, "status": {"ok": 0, "decayed": 1}})
    'The only satellite could not be flown to the end'
    """
    lost = sum(many for name, many in summary["status"].items() if name != "ok")
    many = summary["satellites"]
    if lost == many:
        whole = "The only satellite" if many == 1 else f"Not one of {many:,} satellites"
        return f"{whole} could {'not ' if many == 1 else ''}be flown to the end"
    return f"{lost:,} of {many:,} satellites could not be flown to the end"
