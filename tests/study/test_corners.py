"""Corners: every input of a side moved its way at once."""

import numpy as np
from small_study import small

from dawndusk.study.chain import Chain
from dawndusk.study.corners import corners
from dawndusk.study.run import make_sampler


def found(**changed):
    scenario = small(**changed)
    chain = Chain.of(scenario)
    return {
        (c["orbit_quantile"], c["earth_quantile"]): np.array(c["ratio"])
        for c in corners(chain, make_sampler(scenario, chain.years))
    }


def test_the_first_is_the_chain_at_the_medians():
    scenario = small()
    chain, sampler = Chain.of(scenario), make_sampler(scenario, Chain.of(scenario).years)
    outcome = chain.run(sampler.values(np.full((1, len(sampler.uncertain)), 0.5)))
    ratio = outcome.orbit.side.usd_per_gpu_hour / outcome.earth.best.usd_per_gpu_hour
    np.testing.assert_allclose(found()[0.5, 0.5], ratio[0], rtol=1e-12)


def test_luck_of_orbit_and_bad_luck_of_earth_lower_the_ratio_in_the_last_year():
    ratio = {k: v[-1] for k, v in found().items()}
    assert ratio[0.9, 0.5] < ratio[0.75, 0.5] < ratio[0.5, 0.5]
    assert ratio[0.5, 0.9] < ratio[0.5, 0.5]
    assert ratio[0.9, 0.9] < min(ratio[0.9, 0.5], ratio[0.5, 0.9])


def test_without_waiting_the_corner_can_cross():
    """Free launch and free satellites leave only what Earth pays too: far below the median."""
    cheap = {
        f"production__{k}": 0.0
        for k in ("array_usd_per_w", "radiator_usd_per_m2", "heat_transport_usd_per_kw",
                  "avionics_usd_per_satellite", "communications_usd_per_satellite",
                  "battery_usd_per_kwh", "power_conversion_usd_per_kw", "structure_usd_per_kg")
    }  # fmt: skip
    assert found(**cheap)[0.5, 0.5][-1] < 0.8 * found()[0.5, 0.5][-1]
