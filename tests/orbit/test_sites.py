"""The table of ground stations: plausible places, each with a source."""

from __future__ import annotations

import re

import numpy as np
import pytest

from dawndusk.constants import R_EARTH
from dawndusk.orbit.sites import ground_sites


def test_every_site_has_a_place_a_country_and_a_source():
    sites = ground_sites()
    assert 25 <= len(sites.name) <= 60
    assert len(set(sites.name)) == len(sites.name)
    assert all(len(column) == len(sites.name) for column in sites)
    assert all(re.fullmatch("[A-Z]{2}", country) for country in sites.country)
    assert all(len(source) > 2 for source in sites.source)
    assert set(sites.confidence) == {"published", "recalled"}
    assert np.abs(sites.latitude_deg).max() < 80
    assert np.abs(sites.longitude_deg).max() <= 180


def test_both_poles_have_several():
    latitude = ground_sites().latitude_deg
    assert (latitude > 60).sum() >= 6
    assert (latitude < -50).sum() >= 4


def test_no_site_stands_twice():
    sites = ground_sites()
    latitude, longitude = np.radians(sites.latitude_deg), np.radians(sites.longitude_deg)
    x, y = np.cos(latitude) * np.cos(longitude), np.cos(latitude) * np.sin(longitude)
    unit = np.stack([x, y, np.sin(latitude)], axis=1)
    chord = np.linalg.norm(unit[:, None] - unit[None], axis=2) + 2 * np.eye(len(latitude))
    assert chord.min() * R_EARTH > 2e3


def test_the_columns_cannot_be_written():
    with pytest.raises(ValueError, match="read-only"):
        ground_sites().latitude_deg[0] = 0.0
