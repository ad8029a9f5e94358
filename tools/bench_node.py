"""Speed of satellites in time beside a peer: part of `make bench`, or alone.

    python tools/bench_node.py [--runs 9]

A satellite-step is all of it: place, share of the Sun, light of the Earth, governor and load, power
and battery, three temperatures in two stages, books, and sums by step. Figures per core divide by
processor time. The limit is the same loop of multiply-adds as that of `bench_orbit`.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from numba import njit

from bench_orbit import limits, processor_seconds
from dawndusk.orbit.groups import Loose
from dawndusk.orbit.shells import sun_synchronous
from dawndusk.satellite.node_state import NodeModel, start_state
from dawndusk.satellite.transient import implicit, step
from dawndusk.scenario import parse
from dawndusk.twin import kernels_node
from dawndusk.twin.constellation import Group, Part
from dawndusk.twin.fleet_design import fleet_models
from dawndusk.twin.nodes import fly_nodes

START = 9302.5  # 2025 June 21: shadow once a revolution
PLANES, PER_PLANE, STEPS = 16, 1000, 720

# Floating-point instructions for each satellite and step, a multiply-add as one, comparisons and
# selections too, counted in the machine code of `kernels_node`: light 42, chips 27, power 32, work
# 35, heat 27 and 55. Sums and ends of the step 26 more, and the place in a ring 4.
STEP_INSTRUCTIONS = 218.0
SUM_INSTRUCTIONS = 30.0


@njit(nogil=True)
def _steps_only(w: Any, m: Any, by: Any, times: int) -> None:
    """The step of a block in the cache, without places and sums."""
    for _ in range(times):
        kernels_node.step_nodes(w, m, by, 1.0)


def shell_of(altitude_km: float, planes: int) -> Part:
    """Return a shell of full planes."""
    shell = sun_synchronous(
        "shell", altitude_km, 18.0, planes, PER_PLANE, span_h=1.0, epoch_days=START
    )
    return Part("shell", "sun_synchronous", shell, (Group(shell, "structured", 0),), planes)


def loose_of(part: Part) -> Part:
    """Return the same satellites one by one."""
    shell = part.shell
    assert shell is not None
    plane = np.repeat(np.arange(shell.planes), shell.per_plane)
    loose = Loose(shell.name, shell.mean_elements(), plane, shell.planes, shell.epoch_days)
    return Part("loose", "cluster", shell, (Group(loose, "general", 0),), shell.planes)


def a_block(model: NodeModel) -> np.ndarray:
    """Return satellites of which a fifth is in the shadow."""
    rng = np.random.default_rng(1)
    rows = np.zeros((kernels_node.ROWS, kernels_node.BLOCK))
    rows[: kernels_node.STATE] = np.stack(start_state(model, (kernels_node.BLOCK,)))
    rows[3] *= rng.uniform(0.5, 1.0, kernels_node.BLOCK)
    rows[kernels_node.W0 : kernels_node.W1 + 1] = rng.choice([9.0, -9.0], p=[0.8, 0.2])
    return rows.ravel()


def works(models: tuple[NodeModel, ...]) -> dict[str, tuple[Callable[[], object], float]]:
    """Return every loop to time, and its satellite-steps, those of the spin-up counted."""
    rings = shell_of(650.0, PLANES)
    by = implicit(models[0], 60.0)
    blocks, plain = 20_000, 2_000
    state = start_state(models[0], (plain,))
    size = float(PLANES * PER_PLANE * (STEPS + 98))

    def fly(part: Part) -> Callable[[], object]:
        return partial(fly_nodes, (part,), models, START, 60.0, STEPS, threads=1)

    return {
        "the step alone, in the cache": (
            partial(_steps_only, a_block(models[0]), models[0], by, blocks),
            float(blocks * kernels_node.BLOCK),
        ),
        "rings, with places and sums": (fly(rings), size),
        "single satellites, the same": (fly(loose_of(rings)), size),
        "plain numpy, the step alone": (
            partial(step, models[0], by, state, (0.1, 0.2), (9.0, 9.0)),
            float(plain),
        ),
    }


def peer_step_s() -> float | None:
    """Return the time of one step of orbital-thermal: one node, classical Runge-Kutta."""
    try:
        from orbital_thermal import transient
    except ImportError:
        return None
    orbits, steps = 5, 200

    def run() -> object:
        return transient.simulate(
            650.0, 60.0, 350.0, 6000.0, assume_sun_shielded=True, n_orbits=orbits,
            steps_per_orbit=steps, convergence_tol_K=1e-12, return_diagnostics=True,
        )  # fmt: skip

    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        run()
        return processor_seconds(run) / (orbits * steps)


def day_of_a_million(threads: int) -> tuple[float, float]:
    """Wall and processor time of a million satellites for a day at 60 s, power and heat."""
    parts = tuple(shell_of(float(altitude), 100) for altitude in np.arange(605.0, 700.0, 10.0))
    models = fleet_models(parse({"name": "bench"}), parts, 2025)
    started, spent = time.perf_counter(), time.process_time()
    flown = fly_nodes(parts, models, START, 60.0, 1440, threads=threads)
    assert max(part.energy_residual for part in flown.parts) < 1e-9
    return time.perf_counter() - started, time.process_time() - spent


def report(runs: int = 9) -> None:
    """Run and print."""
    cores = os.cpu_count() or 1
    parts = (shell_of(650.0, 1),)
    models = fleet_models(parse({"name": "bench"}), parts, 2025)
    loops = works(models)
    for work, _ in loops.values():
        work()
    wall, spent = day_of_a_million(cores)
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    stepped = 1e6 * (1440 + 98)
    print("a million satellites for a day at 60 s, power, heat and charge of each")
    print(f"  {wall:.1f} s on {cores} cores (aim 15 s), {spent:.1f} s of processor time,")
    print(f"  {stepped / wall / 1e6:,.0f} M satellite-steps/s (aim 100), the spin-up counted,")
    print(f"  {stepped / spent / 1e6:,.0f} M a core; {peak:,.0f} MB at its peak (aim below 2,000)")

    rates: dict[str, list[float]] = {name: [] for name in loops}
    for _ in range(runs):
        for name, (work, size) in loops.items():
            rates[name].append(size / processor_seconds(work))
    median = {name: statistics.median(values) for name, values in rates.items()}
    theirs = peer_step_s()
    print(f"\none core, median of {runs} interleaved runs")
    print(f"{'':32} {'M satellite-steps/s':>20} {'ns a step':>10} {'/ peer':>12}")
    for name, rate in median.items():
        beside = "" if theirs is None else f"{rate * theirs:12,.0f}"
        print(f"{name:32} {rate / 1e6:20,.2f} {1e9 / rate:10,.1f} {beside}")
    if theirs is not None:
        print(f"peer: orbital-thermal, one node a step, {1e6 * theirs:.0f} us")
    adds, _ = limits(runs)
    alone, whole = (median[name] for name in list(loops)[:2])
    print(f"\nlimit: arithmetic. One core does {adds / 1e9:.1f} G multiply-adds/s (float64).")
    for name, rate, each in (
        ("the step alone", alone, STEP_INSTRUCTIONS),
        ("with places and sums", whole, STEP_INSTRUCTIONS + SUM_INSTRUCTIONS),
    ):
        print(f"  {name}: {each:.0f} floating-point instructions, {rate * each / adds:.0%} of that")


def main() -> None:
    """Run alone."""
    ask = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    ask.add_argument("--runs", type=int, default=9, help="interleaved runs (default 9)")
    report(ask.parse_args().runs)


if __name__ == "__main__":
    main()
