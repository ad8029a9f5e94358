"""Where compute on Earth is: regions of the large clouds, AI campuses, and sites at the edge.

The table `data/tables/regions.csv` lists its sources. A region's jurisdiction is its country.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.data import catalogue
from dawndusk.limits import require_within
from dawndusk.network.cities import cities, countries
from dawndusk.network.fibre import great_circle_km
from dawndusk.orbit.tables import read_table

__all__ = ["EdgeSites", "Regions", "edge_sites", "regions"]


class Regions(NamedTuple):
    """Data-centre regions, one entry a metropolitan area.

    Attributes
    ----------
    name, operator, kind, source, confidence : tuple of str
        City; who runs them; cloud (open to all) or campus (one user); where it is said, and
        whether that was seen ("published") or not ("recalled").
    country : ndarray of str
        ISO code of two letters: the jurisdiction.
    latitude_deg, longitude_deg : ndarray [deg]
        Of the city, (D,).
    """

    name: tuple[str, ...]
    country: NDArray[np.str_]
    operator: tuple[str, ...]
    kind: tuple[str, ...]
    latitude_deg: FloatArray
    longitude_deg: FloatArray
    source: tuple[str, ...]
    confidence: tuple[str, ...]


class EdgeSites(NamedTuple):
    """Cities that a network of edge sites would stand in.

    Attributes
    ----------
    name : tuple of str
        Of the city.
    country : ndarray of str
        ISO code of two letters.
    latitude_deg, longitude_deg : ndarray [deg]
        Of the city, (E,).
    """

    name: tuple[str, ...]
    country: NDArray[np.str_]
    latitude_deg: FloatArray
    longitude_deg: FloatArray


@cache
def regions() -> Regions:
    """Read the table of data-centre regions, once.

    Returns
    -------
    Regions

    Notes
    -----
    Six large clouds of the US, three of China; what stands in one city is one entry, good to some
    30 km. Whether a user's own law lets them be served there is not looked at here.

    Examples
    --------
    >>> table = regions()
    >>> table.name[0], str(table.country[0]), len(table.name) > 100
    ('Buenos Aires', 'AR', True)
    """
    heads, *lines = read_table("regions.csv")
    column = dict(zip(heads, zip(*lines, strict=True), strict=True))
    place = {key: np.array(column[key], dtype=np.float64) for key in heads if key.endswith("_deg")}
    for values in place.values():
        values.setflags(write=False)
    return Regions(
        name=column["name"],
        country=np.array(column["country"]),
        operator=column["operator"],
        kind=column["kind"],
        source=column["source"],
        confidence=column["confidence"],
        **place,
    )


@lru_cache(maxsize=8)
def edge_sites(
    city_people: float | None = None, spacing_km: float | None = None, country_people: float = 1e6
) -> EdgeSites:
    """Cities that would have an edge site, by a rule on the city table.

    Parameters
    ----------
    city_people : float, optional [1]
        People of the smallest city that has one; the catalogue's unless given.
    spacing_km : float, optional [km]
        Cities nearer than this to a larger one share its site; the catalogue's unless given.
    country_people : float, optional [1]
        A country of more people has a site in its largest city in any case.

    Returns
    -------
    EdgeSites
        The largest city first.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    A rule, no list: content networks are in 300 to 400 cities, and more densely in rich countries
    than in poor ones. It is the city's own people that count, suburbs apart. Whether a site has
    accelerators is another question: today hardly any has.

    Examples
    --------
    >>> edge = edge_sites()
    >>> 400 < len(edge.name) < 500, len(edge_sites(5e6).name) < len(edge.name)
    (True, True)
    """
    rows = catalogue()
    least = rows["latency.edge_city_people"].value if city_people is None else city_people
    apart = rows["latency.edge_spacing_km"].value if spacing_km is None else spacing_km
    require_within(
        city_people=(least, 15_000.0, 1e8),
        spacing_km=(apart, 0.0, 20_000.0),
        country_people=(country_people, 0.0, 1e11),
    )
    known = cities()
    kept: list[int] = []
    for i in range(int(np.count_nonzero(known.population >= least))):
        distance = great_circle_km(
            known.latitude_deg[i],
            known.longitude_deg[i],
            known.latitude_deg[kept],
            known.longitude_deg[kept],
        )
        if distance.size == 0 or distance.min() >= apart:
            kept.append(i)
    served = set(known.country[kept].tolist())
    codes, largest = np.unique(known.country, return_index=True)
    kept += [
        int(i)
        for code, i in zip(codes.tolist(), largest, strict=True)
        if code not in served and countries()[code].population > country_people
    ]
    return EdgeSites(
        name=tuple(known.name[i] for i in kept),
        country=known.country[kept],
        latitude_deg=known.latitude_deg[kept],
        longitude_deg=known.longitude_deg[kept],
    )
