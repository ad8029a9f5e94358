"""What others have published, from the catalogue: pictures and tables set our figures beside it."""

from __future__ import annotations

from typing import Final, NamedTuple

from dawndusk.data import Row, catalogue

__all__ = ["CROSSOVER", "RADIATOR", "RATIO", "SATELLITE", "Reference", "measures", "published"]

CROSSOVER: Final = "reference.crossover."
RADIATOR: Final = "reference.radiator."
RATIO: Final = "reference.ratio."
SATELLITE: Final = "reference.satellite."
_PROPER: Final = (  # names of their own, which a row's name cannot spell
    ("semianalysis", "SemiAnalysis"),
    ("the energy nerd", "TheEnergyNerd"),
    ("mccalip", "McCalip"),
    ("starcloud", "Starcloud"),
    ("shipitandpray", "ShipItAndPray"),
    ("iss", "ISS"),
    ("eatcs", "EATCS"),
    ("pvr", "PVR"),
    ("eurostar neo", "Eurostar Neo"),
    ("starlink", "Starlink"),
    ("turyshev", "Turyshev"),
    ("ai1", "AI1"),
    ("starthink", "StarThink"),
    ("gaalema", "Gaalema"),
    ("spacedc mdao", "spacedc-mdao"),
    ("spacex", "SpaceX"),
)


class Reference(NamedTuple):
    """One published figure, as a picture needs it."""

    name: str
    value: float
    unit: str
    year: int
    source: str
    confidence: str
    note: str


def published(prefix: str) -> list[Reference]:
    """Return the catalogue's rows below a prefix, by rising value.

    Examples
    --------
    >>> [r.name for r in published("reference.crossover.") if r.value == 2033]
    ['TheEnergyNerd aggressive']
    >>> published("reference.nothing.")
    []
    """
    rows = (row for name, row in catalogue().items() if name.startswith(prefix))
    found = [_reference(row, prefix) for row in rows]
    return sorted(found, key=lambda item: (item.value, item.name))


def measures(prefix: str) -> dict[str, dict[str, Reference]]:
    """Return the rows below a prefix by thing and measure (``prefix.THING.MEASURE``).

    Examples
    --------
    >>> sorted(measures("reference.radiator.")["ISS PVR"])
    ['area_m2', 'heat_kw', 'mass_kg']
    """
    found: dict[str, dict[str, Reference]] = {}
    for name, row in catalogue().items():
        if name.startswith(prefix) and "." in name.removeprefix(prefix):
            thing, measure = name.removeprefix(prefix).rsplit(".", 1)
            found.setdefault(_proper(thing), {})[measure] = _reference(row, prefix)
    return found


def _proper(name: str) -> str:
    """Return a row's name as words, names of their own spelled as their owners do."""
    words = name.replace("_", " ").replace(".", " ")
    for plain, proper in _PROPER:
        words = words.replace(plain, proper)
    return words


def _reference(row: Row, prefix: str) -> Reference:
    name = _proper(row.name.removeprefix(prefix).removesuffix(".watts_per_kg"))
    return Reference(name, row.value, row.unit, row.year, row.source, row.confidence, row.note)
