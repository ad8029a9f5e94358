"""Sunlight, shadow and surroundings of a scenario's orbits, tabulated once, read for every draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.orbit.drag_area import ram_area_share
from dawndusk.orbit.earth_light import infrared_view_factor
from dawndusk.orbit.reflected import SAMPLES_PER_DAY, yearly_reflected
from dawndusk.orbit.sun_synchronous import sun_synchronous_inclination
from dawndusk.orbit.sunlight import sin_beta_of_year, year_of_sun
from dawndusk.orbit.sunlight_state import SunlightState, sunlight_state
from dawndusk.scenario import Scenario
from dawndusk.twin.constellation import design_orbits

__all__ = ["Shells", "Sky", "Surroundings"]

STEP_KM: Final = 5.0  # a test holds the table to the direct computation
FLUXES: Final = np.array([65.0, 80.0, 100.0, 125.0, 155.0, 200.0, 250.0])
MOST_ALTITUDES: Final = 9  # at which dose and air of a fleet are taken
_WORST: Final = ("lost_sunlight_s", "longest_umbra_s")


class Shells(NamedTuple):
    """Altitudes that one design flies at [km], and the share of the satellites at each."""

    altitude_km: FloatArray
    share: FloatArray

    @classmethod
    def of(cls, altitude_km: FloatArray, share: FloatArray) -> Shells:
        """Gather orbits of like altitude, the lowest first, into at most nine.

        Examples
        --------
        >>> found = Shells.of(np.array([600.0, 600.0, 700.0]), np.array([0.25, 0.25, 0.5]))
        >>> found.altitude_km.tolist(), found.share.tolist()
        ([600.0, 700.0], [0.5, 0.5])
        """
        heights, place = np.unique(altitude_km, return_inverse=True)
        weight = np.bincount(place, share)
        middle = np.cumsum(weight) - 0.5 * weight
        several = heights.size > MOST_ALTITUDES
        group = (middle * MOST_ALTITUDES).astype(int) if several else np.arange(heights.size)
        total = np.bincount(group, weight)
        used = total > 0.0
        mean = np.bincount(group, weight * heights)[used] / total[used]
        return cls(np.asarray(mean, dtype=np.float64), np.asarray(total[used]))


class Surroundings(NamedTuple):
    """What an orbit's year does to a satellite whose array faces the Sun, one entry per orbit."""

    light: SunlightState
    reflected_on_radiator: FloatArray
    reflected_on_array: FloatArray
    array_earth_view: FloatArray
    ram_share: FloatArray
    radiator_ram_share: FloatArray
    shells: Shells | None = None

    @classmethod
    def of(
        cls, altitude_km: FloatArray, local_time_h: FloatArray | float, year: int
    ) -> Surroundings:
        """Compute them.

        Returns
        -------
        Surroundings
            light; reflected_on_radiator [1] and reflected_on_array [1], view factors to the sunlit
            Earth in the worst orbit of the year, of one face edge-on to Sun and Earth, and of the
            array's two faces together while they are in the light; array_earth_view [1], mean view
            factor of one of them to the whole Earth where the Sun stands lowest over the orbit;
            ram_share [1] and radiator_ram_share [1], the shares of
            array and radiator that meet the air, the first of the shape of the orbits + (fluxes,).
        """
        orbit = altitude_km, local_time_h, year
        wide = np.asarray(altitude_km)[..., None], np.asarray(local_time_h)[..., None]
        shares = ram_area_share(*wide, year, FLUXES)
        light = sunlight_state(*orbit)
        lit = 1.0 - light.lost_sunlight_s / light.period_s
        lowest = np.min(
            np.abs(
                sin_beta_of_year(
                    sun_synchronous_inclination(altitude_km),
                    local_time_h,
                    year_of_sun(int(year), SAMPLES_PER_DAY),
                )
            ),
            axis=-1,
        )
        return cls(
            light=light,
            reflected_on_radiator=yearly_reflected(*orbit, "edge_on").largest,
            reflected_on_array=yearly_reflected(*orbit, "sun", "anti_sun").largest / lit,
            array_earth_view=infrared_view_factor(altitude_km, np.arcsin(lowest), "sun").mean,
            ram_share=shares.array,
            radiator_ram_share=shares.radiator[..., 0],
        )

    def fleet(self, altitude_km: FloatArray, satellites: FloatArray) -> Surroundings:
        """Those of one design that flies in many orbits: means, and the worst shadow and glare.

        What depends on draws, dose and air, is left to be taken at every altitude of `shells`.
        """
        share = satellites / satellites.sum()

        def mean(field: FloatArray) -> FloatArray:
            return np.atleast_1d(share @ field)

        def worst(field: FloatArray) -> FloatArray:
            return np.atleast_1d(field.max())

        light = {
            name: (worst if name in _WORST else mean)(getattr(self.light, name))
            for name in self.light._fields
        }
        return Surroundings(
            SunlightState(**light),
            worst(self.reflected_on_radiator),
            worst(self.reflected_on_array),
            worst(self.array_earth_view),
            (share @ self.ram_share)[None, :],
            mean(self.radiator_ram_share),
            Shells.of(altitude_km, share),
        )

    def at(self, place: FloatArray, nodes: FloatArray) -> Surroundings:
        """Those between the nodes of a table over one axis."""

        def read(field: FloatArray) -> FloatArray:
            if nodes.size == 1:
                return np.broadcast_to(field, place.shape)
            return np.interp(place, nodes, field)

        shares = [read(column)[..., None] for column in self.ram_share.T]
        return Surroundings(
            SunlightState(*(read(field) for field in self.light)),
            read(self.reflected_on_radiator),
            read(self.reflected_on_array),
            read(self.array_earth_view),
            np.concatenate(shares, axis=-1),
            read(self.radiator_ram_share),
            self.shells,
        )

    def ram_share_at(self, f107: FloatArray) -> FloatArray:
        """Share of the array that meets the air at drawn solar fluxes, linear between the nodes."""
        right = np.clip(np.searchsorted(FLUXES, f107), 1, FLUXES.size - 1)
        part = (f107 - FLUXES[right - 1]) / (FLUXES[right] - FLUXES[right - 1])
        shape = np.broadcast_shapes(f107.shape, self.ram_share.shape[:-1])
        wide = np.broadcast_to(self.ram_share, (*shape, FLUXES.size))
        index = np.broadcast_to(right, shape)[..., None]
        low = np.take_along_axis(wide, index - 1, axis=-1)[..., 0]
        high = np.take_along_axis(wide, index, axis=-1)[..., 0]
        return np.asarray(low + part * (high - low))


@dataclass(frozen=True)
class Sky:
    """The year's surroundings by altitude, at one local time; computed directly if both vary.

    Parameters
    ----------
    year : int
        Calendar year of the Sun's path; a sun-synchronous orbit sees nearly the same every year.
    altitude_km : ndarray, shape (m,)
        Altitudes of the table [km]; one where the altitude is fixed.
    table : Surroundings or None
        One entry per altitude; None if the local time differs between draws.
    """

    year: int
    altitude_km: FloatArray
    table: Surroundings | None

    @classmethod
    def of(cls, scenario: Scenario) -> Sky:
        """Tabulate the orbits that a scenario can draw, or the fleet of its constellation.

        Raises
        ------
        InputError
            The constellation is not sun-synchronous, or not at the altitude the satellite is
            designed for.
        """
        orbit, year = scenario.orbit, scenario.years.first
        low, high = orbit.altitude_km.shape.bounds()
        if scenario.constellation is not None:
            flown = design_orbits(scenario)
            every = Surroundings.of(flown.altitude_km, flown.local_time_h, year)
            return cls(year, np.array([low]), every.fleet(flown.altitude_km, flown.satellites))
        early, late = orbit.local_time_h.shape.bounds()
        at = np.linspace(low, high, max(1, int(np.ceil((high - low) / STEP_KM)) + 1))
        if early != late:
            return cls(year, at, None)
        return cls(year, at, Surroundings.of(at, early, year))

    def around(self, altitude_km: FloatArray, local_time_h: FloatArray) -> Surroundings:
        """Surroundings at drawn altitudes [km] and local times [h], in their broadcast shape."""
        if self.table is None:
            altitude, hours = np.broadcast_arrays(altitude_km, local_time_h)
            return Surroundings.of(altitude, hours, self.year)
        return self.table.at(altitude_km, self.altitude_km)
