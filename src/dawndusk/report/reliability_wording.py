"""What the page and the terminal say of a satellite that nobody repairs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dawndusk.report.numbers import number, percent
from dawndusk.report.style import label

__all__ = ["failure_finding", "failures"]


def failure_finding(found: Mapping[str, Any]) -> str:
    """State how many satellites live, and what work the mean one does.

    Examples
    --------
    >>> failure_finding({"survival": 0.903, "life_years": 5.0, "mean_compute_share": 0.883})
    '90 % of the satellites live 5 years; the mean one does 88 % of the work of a new one'
    """
    return (
        f"{percent(found['survival'])} of the satellites live {found['life_years']:.3g} years; "
        f"the mean one does {percent(found['mean_compute_share'])} of the work of a new one"
    )


def failures(found: Mapping[str, Any]) -> list[str]:
    """Say what ends satellites, in which state the others are, and what upsets their chips."""
    ends, upsets, worst = found["end_states"], found["upsets"], found["parts"][0]
    states = ", ".join(f"{percent(share)} {name}" for name, share in ends.items() if name != "lost")
    return [
        f"{percent(found['deployment_failure_share'])} of the satellites never open; with what "
        f"ends later that comes to {100.0 * found['loss_per_year']:.1f} % a year. The part that "
        f"ends most is the {label(worst['part'])}, {100.0 * worst['ends_share']:.1f} % of the "
        f"satellites. At the end of the life {percent(ends['lost'])} are lost; of their compute "
        f"have: {states}.",
        f"Protons stop a job of {found['chips_per_job']:g} chips "
        f"{number(upsets['stops_per_year'], 2)} times a year, "
        f"{100.0 * upsets['lost_share']:.2g} % of its time; they give the satellite "
        f"{number(upsets['silent_per_year'], 2)} wrong results a year that nothing reports and "
        f"{number(upsets['power_cycles_per_year'], 2)} latch-ups, and destroy "
        f"{100.0 * upsets['chip_loss_per_year']:.2g} % of the chips a year. A solar storm like "
        f"that of August 1972 adds {number(upsets['storm_rad'], 2)} rad in days; "
        f"{upsets['storms_per_year']:.2g} a year are counted.",
    ]
