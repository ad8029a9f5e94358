"""All power paths at once: never offered unasked, and better for a need of many sites."""

import numpy as np
from small_study import drawn, small

from dawndusk.study.earth_side import TOGETHER


def sides(gw, **changed):
    chain, inputs = drawn(small(need__compute_gw=gw, **changed))
    return chain.sides(inputs)[1]


def test_it_is_offered_only_where_the_scenario_says_so():
    assert TOGETHER not in sides(1.0).paths
    assert TOGETHER in sides(1.0, earth__all_paths_together=True).paths


def test_the_best_is_never_dearer_and_the_other_paths_stay_as_they_were():
    alone, also = sides(20.0), sides(20.0, earth__all_paths_together=True)
    assert np.all(also.best.usd_per_gpu_hour <= alone.best.usd_per_gpu_hour)
    assert np.any(also.best.usd_per_gpu_hour < alone.best.usd_per_gpu_hour)
    for name, path in alone.paths.items():
        np.testing.assert_array_equal(path.price[0], also.paths[name].price[0])


def test_shares_add_up_to_a_mean_of_the_paths():
    earth = sides(20.0, earth__all_paths_together=True)
    mixed = earth.paths[TOGETHER]
    alone = [p for name, p in earth.paths.items() if name != TOGETHER]
    np.testing.assert_allclose(mixed.cap_gw_per_year, sum(p.cap_gw_per_year for p in alone))
    own = np.array(
        [np.broadcast_to(p.price.levelised_usd_per_gpu_hour, mixed.wait_years.shape) for p in alone]
    )
    assert np.all(mixed.price.levelised_usd_per_gpu_hour >= own.min(axis=0) * (1 - 1e-12))
    assert np.all(mixed.price.levelised_usd_per_gpu_hour <= own.max(axis=0) * (1 + 1e-12))


def test_parts_of_the_best_add_up_where_it_is_the_mix():
    earth = sides(50.0, earth__all_paths_together=True)
    chosen = earth.best_path == list(earth.paths).index(TOGETHER)
    assert chosen.any()
    whole = sum(np.broadcast_to(p, chosen.shape) for p in earth.best.parts.values())
    np.testing.assert_allclose(whole, earth.best.levelised_usd_per_gpu_hour, rtol=1e-9)
