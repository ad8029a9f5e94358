"""What a flight says of power and heat in words: one finding a picture, with its figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dawndusk.report.fly_wording import count, share
from dawndusk.report.numbers import NONE, number

__all__ = ["COLUMNS", "balance", "cells", "nodes_finding", "power", "shadow_finding", "who"]

COLUMNS: Final = (
    "compute %",
    "asleep %",
    "throttled %",
    "array kW",
    "load kW",
    "panel °C",
    "junction °C",
    "charge %",
    "upsets",
)
_SMALL: Final = 0.005
_LOST: Final = 0.02  # of charge, over a flight: batteries are not filled again
_CLOSED: Final = 1e-9


def nodes_finding(nodes: Mapping[str, Any]) -> str:
    """Say how much compute is delivered, and from how cold to how hot it gets.

    Examples
    --------
    >>> span = {"mean": 0.774, "min": 0.774, "max": 0.775}
    >>> ends = {"radiator_c": {"min": -15.3}, "junction_c": {"max": 86.0}}
    >>> said = nodes_finding({"compute_share": span, **ends})
    >>> for part in said.split("; "):
    ...     print(part)
    77.4 % of full compute is delivered at any one time
    panels get as cold as −15 °C, chips as hot as 86
    """
    found = nodes["compute_share"]
    if found["max"] - found["min"] < _SMALL:
        said = f"{share(found['mean'])} of full compute is delivered at any one time"
    else:
        said = (
            f"{share(found['mean'])} of full compute is delivered on average, from "
            f"{share(found['min'])} to {share(found['max'])}"
        )
    cold, hot = nodes["radiator_c"]["min"], nodes["junction_c"]["max"]
    return f"{said}; panels get as cold as {_signed(cold)} °C, chips as hot as {_signed(hot)}"


def power(nodes: Mapping[str, Any]) -> list[str]:
    """Say what all satellites deliver, who is coldest and hottest, and what goes wrong."""
    watts, many = number(nodes["compute_gw"]["mean"], 3), count(nodes["satellites"], "satellite")
    array_kw = number(1e-3 * nodes["power_w_per_satellite"]["mean"], 3)
    cold, hot = nodes["coldest"], nodes["hottest"]
    said = (
        f"{many} deliver {watts} GW of compute at the chips on average, on {array_kw} kW from the "
        f"array of each. The coldest radiator panel is at {_signed(cold['radiator_c'])} °C "
        f"({who(cold)}), the hottest junction at {_signed(hot['junction_c'])} °C ({who(hot)})."
    )
    troubles = [
        f"{share(nodes[name]['max'])} {words}"
        for name, words in (
            ("throttled_share", "slow down because they are hot"),
            ("low_battery_share", "sleep because their battery is low"),
            (
                "frozen_share",
                f"are below {_signed(nodes['freezing_c'])} °C, where the coolant freezes",
            ),
        )
        if nodes[name]["max"] > 0.0
    ]
    least = nodes["least_charge_share"]
    if least is not None and least["last"] < least["first"] - _LOST:
        said += (
            " Not every battery is filled again in a revolution: the least charged falls from "
            f"{100.0 * least['first']:.0f} to {100.0 * least['last']:.0f} % over the flight."
        )
    if troubles:
        said += f" At the worst moment {' and '.join(troubles)}."
    else:
        said += " None slows down for heat, runs its battery low or freezes the radiator's coolant."
    return [said, *_at_the_chips(nodes)]


def _at_the_chips(nodes: Mapping[str, Any]) -> list[str]:
    """Say where the loop at the chips would freeze, if it is not frozen in the radiator before.

    Examples
    --------
    >>> nodes = {"coolant_c": {"min": -14.3}, "chips_coolant_freezing_c": -9.8, "freezing_c": -77.7}
    >>> print(_at_the_chips(nodes)[0].partition(":")[0])
    Coolant at the chips gets as cold as −14 °C and freezes at −10
    """
    cold, freezes = nodes["coolant_c"]["min"], nodes["chips_coolant_freezing_c"]
    if cold >= freezes or nodes["freezing_c"] >= freezes:
        return []
    return [
        f"Coolant at the chips gets as cold as {_signed(cold)} °C and freezes at "
        f"{_signed(freezes)}: it needs a bypass that keeps it from the panel in the shadow, which "
        "is neither stepped here nor weighed."
    ]


def who(found: Mapping[str, Any]) -> str:
    """Name a satellite, and say when.

    Examples
    --------
    >>> who({"shell": "a", "plane": 2, "place": 7, "name": None, "adrift": True, "hours": 1.25,
    ...     "utc": "2026-06-21T01:15:00Z"})
    'a, plane 2, satellite 7 adrift, 2026-06-21 01:15 UTC'
    """
    name = found["name"]
    if name is None:
        adrift = " adrift" if found["adrift"] else ""
        name = f"{found['shell']}, plane {found['plane']}, satellite {found['place']}{adrift}"
    return f"{name}, {found['utc'][:16].replace('T', ' ')} UTC"


def shadow_finding(minutes: float, panel_c: Sequence[float], charge: float) -> str:
    """Say what a shadow does to a satellite.

    Parameters
    ----------
    minutes : float [min]
        How long it is.
    panel_c : sequence of float [degC]
        Radiator panel at the entry, and at its coldest.
    charge : float [1]
        Least charge over capacity.

    Examples
    --------
    >>> shadow_finding(19.0, (45.0, -12.4), 0.672)
    'In 19 minutes of shadow the panel cools from 45 to −12 °C and the battery falls to 67 %'
    """
    return (
        f"In {minutes:.0f} minutes of shadow the panel cools from {_signed(panel_c[0])} to "
        f"{_signed(panel_c[1])} °C and the battery falls to {100.0 * charge:.0f} %"
    )


def balance(nodes: Mapping[str, Any]) -> str:
    """Say where the energy goes, and how well the books close.

    Examples
    --------
    >>> kwh = {"absorbed": 17208.0, "radiated": 17207.0, "stored": 1.0, "generated": 2444.5,
    ...     "used": 2194.0, "lost": 250.5}
    >>> said = balance({"energy_kwh_per_satellite": kwh, "energy_residual": 3e-15})
    >>> said.split(". ")[1]
    'What comes in, goes out and is stored agrees to 3e-15 for every satellite and in the sum.'
    """
    kwh, left = nodes["energy_kwh_per_satellite"], nodes["energy_residual"]
    closed = "agrees to" if left < _CLOSED else "agrees no better than"
    return (
        f"A satellite absorbs {kwh['absorbed']:,.0f} kWh of light in this flight and radiates "
        f"{kwh['radiated']:,.0f}; its array gives {kwh['generated']:,.0f} kWh, of which "
        f"{kwh['used']:,.0f} run the load and {kwh['lost']:,.0f} are lost on the way. What comes "
        f"in, goes out and is stored {closed} {left:.0e} for every satellite and in the sum."
    )


def cells(nodes: Mapping[str, Any] | None) -> list[str]:
    """Return the cells of one shell's row, as `COLUMNS` names them."""
    if nodes is None:
        return [NONE] * len(COLUMNS)
    panel, junction, charge = nodes["radiator_c"], nodes["junction_c"], nodes["charge_share"]
    return [
        f"{100.0 * nodes['compute_share']['mean']:.2f}",
        f"{100.0 * nodes['asleep_share']['mean']:.1f}",
        f"{100.0 * nodes['throttled_share']['mean']:.1f}",
        number(1e-3 * nodes["power_w_per_satellite"]["mean"], 3),
        number(1e-3 * nodes["load_w_per_satellite"]["mean"], 3),
        f"{_signed(panel['min'])} to {_signed(panel['max'])}",
        f"{_signed(junction['min'])} to {_signed(junction['max'])}",
        f"{100.0 * charge['min']:.0f} to {100.0 * charge['max']:.0f}",
        number(nodes["upsets_per_satellite"], 2),
    ]


def _signed(value: float) -> str:
    """Return a temperature with a true minus."""
    return f"{value:.0f}".replace("-", "−")
