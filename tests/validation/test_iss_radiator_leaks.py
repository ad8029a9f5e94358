"""Punctures of flown radiators: the ISS has had about one in some twenty years.

Source: NASA reports on the station's ammonia loops (recalled, not re-read): external active and
photovoltaic radiators of 475 and about 4 x 42 m2, deployed between 2000 and 2009; one slow leak of
a photovoltaic loop (2B, repaired in 2012) was laid to an impact; panels were torn and dented
without a leak. One event allows a mean of 0.05 to 5.6 (two-sided 95 %).

The rate is ours at 410 km, for 1 mm of wall in place of the station's thin steel tubes, times the
share of the level of maturity "flown", which is fitted to that one leak: the test holds the fit,
and shows that bare tubes cannot be what has flown.
"""

from dawndusk.calculator import calculate
from dawndusk.data import catalogue

AREA_M2, YEARS = 475.0 + 4.0 * 42.4, 18.0


def leaks(share):
    station = {"altitude_km": 410, "wall_mm": 1.0, "tube_bore_mm": 4}
    found = calculate("punctures", {**station, "penetrating_share": share})
    return found.outputs["per_m2_year"] * AREA_M2 * YEARS


def test_behind_face_sheets_as_many_as_were_seen():
    share = catalogue()["maturity.flown.radiator.penetrating_share"].value
    assert 0.05 < leaks(share) < 5.6


def test_bare_tubes_would_have_leaked_again_and_again():
    assert leaks(1.0) > 20.0


def test_the_share_of_light_panels_lies_between_both():
    row = catalogue()["satellite.radiator.penetrating_share"]
    flown = catalogue()["maturity.flown.radiator.penetrating_share"].value
    assert flown < row.shape.low < row.value < row.shape.high < 1.0
