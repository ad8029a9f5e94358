"""What the first model leaves out, and which side each omission favours. Shown in every report."""

from __future__ import annotations

from typing import Final

__all__ = ["NEGLECTED"]

NEGLECTED: Final = (
    "Prices are those of the year in which the need arises, also for what is delivered after a "
    "wait; falling prices during the wait are left out (favours Earth where orbit waits longer).",
    "A wait is priced by renting meanwhile, never below the side's own cost: while orbit costs "
    "more than renting, its wait adds nothing to its cost, however long (favours orbit).",
    "The rent paid while waiting follows the price of chips and does not rise with scarcity "
    "(favours whoever waits longer).",
    "Chips last at most as long in orbit as their accounting life on Earth, and a satellite is "
    "retired with its chips (favours Earth).",
    "No manoeuvre losses, collisions, deliberate attack or jamming in orbit; no regional outage, "
    "water limit or local opposition on Earth (either side).",
    "No price of carbon, water, land scarcity, orbital slots or night-sky brightness (either).",
    "Training over orbital links is not modelled: a GPU-hour in orbit is taken to do the same work "
    "as one on Earth (favours orbit for tightly coupled training).",
    "Latency is computed and shown, but has no price: an answer that comes some tens of "
    "milliseconds later counts as the same answer (favours orbit for interactive use).",
    "Gateways are bought for the workload's traffic, what they see and the weather; the lasers and "
    "downlinks of the satellites cost the same whatever they carry (favours orbit where traffic "
    "is heavy).",
    "The radiator is sized in steady sunlight at the end of life; what a shadow does to coolant, "
    "chips and battery is flown step by step by `dawndusk fly`, and costs the study nothing more "
    "than the minutes of waking (favours orbit).",
    "Punctures are those of bare tubes times a guessed share, debris by a share of an upper bound; "
    "a valve that fails to close empties the loop (favours neither clearly).",
    "Silent errors of the chips cost no time: whoever must find them computes twice (favours "
    "orbit).",
    "Solar protons come as the mean of a solar cycle at the drawn activity, not as the one or two "
    "great events that a life may or may not meet; cosmic rays are left out (favours orbit).",
    "The air is that of a dawn-dusk orbit. In a constellation of several shells the Earth's "
    "infrared, the raise and the disposal are those of the design altitude, not of each shell "
    "(favours orbit where shells lie far apart).",
    "Launch failures are left to the insurance share; launch capacity does not respond to demand "
    "(the first favours orbit, the second Earth).",
    "Tariffs are flat over the hours; no sale of flexibility, and no curtailed work moved to orbit "
    "(favours neither clearly).",
    "Taxes, subsidies and depreciation are left out on both sides.",
    "Plant that outlasts the need is taken to be sold or used at its annuity value (favours Earth "
    "by 2 to 3 % of its cost).",
    "The buyer's own order moves neither learning curve, however large (favours Earth).",
    "Unless the scenario offers all paths together, Earth uses one power path for the whole need "
    "(favours orbit above a few gigawatts).",
    "Interest between payment and first compute is left out, in orbit on finished chips that are "
    "integrated, launched and raised for most of a year (favours orbit by about 5 %), on Earth on "
    "the building.",
    "A failed GPU on Earth is bought again whole, at the price of the year of the need, for all "
    "its life (favours orbit by 3 to 5 % of Earth's cost).",
    "A failed chip on Earth is replaced at once (favours Earth by about 0.1 % of the hours).",
)
