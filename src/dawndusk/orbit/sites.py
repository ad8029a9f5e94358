"""Ground stations: where a satellite can reach the ground.

The table `data/tables/gateways.csv` lists the sources; here it is only read.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.tables import read_table

__all__ = ["Sites", "ground_sites"]


class Sites(NamedTuple):
    """Ground stations, one entry each."""

    name: tuple[str, ...]
    country: tuple[str, ...]
    operator: tuple[str, ...]
    latitude_deg: FloatArray
    longitude_deg: FloatArray
    source: tuple[str, ...]
    confidence: tuple[str, ...]


@cache
def ground_sites() -> Sites:
    """Read the table of ground stations, once.

    Returns
    -------
    Sites
        name, country (ISO 3166-1 alpha-2), operator, latitude_deg and longitude_deg [deg]
        (geodetic, WGS 84), source, and confidence ("published": seen in the source; "recalled").

    Notes
    -----
    Sites of today's Earth-observation downlink, good to about 0.05 deg. Leaves out everything that
    is not public and all terminals of communication constellations.

    Examples
    --------
    >>> sites = ground_sites()
    >>> sites.name[0], sites.country[0], float(sites.latitude_deg[0])
    ('Svalbard', 'SJ', 78.23)
    """
    heads, *lines = read_table("gateways.csv")
    rows = [dict(zip(heads, line, strict=True)) for line in lines]

    def texts(key: str) -> tuple[str, ...]:
        return tuple(row[key] for row in rows)

    def numbers(key: str) -> FloatArray:
        column = np.array([float(row[key]) for row in rows])
        column.setflags(write=False)
        return column

    return Sites(
        name=texts("name"),
        country=texts("country"),
        operator=texts("operator"),
        latitude_deg=numbers("latitude_deg"),
        longitude_deg=numbers("longitude_deg"),
        source=texts("source"),
        confidence=texts("confidence"),
    )
