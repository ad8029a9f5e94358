"""Speed of the constellation's counts beside peers: part of `make bench`, or alone.

    python tools/bench_orbit.py [--runs 9]

Every figure is a median of interleaved runs. Figures per core divide by processor time, so that
other work on the machine, which can only slow us down, does not count as ours. The limit is
found by two loops that do nothing else: multiply-adds on numbers in the first-level cache, and a
copy of memory larger than any cache.
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

from dawndusk.orbit import kernels, kernels_loose
from dawndusk.orbit.elements import MeanElements
from dawndusk.orbit.ground_view import surface_table
from dawndusk.orbit.groups import Loose, Shell
from dawndusk.orbit.shells import sun_synchronous
from dawndusk.orbit.sites import ground_sites
from dawndusk.orbit.tally import sun_track, tally

START = 9302.5  # 2025 June 21: shadow once a revolution
PLANES, PER_PLANE, STEPS = 50, 1000, 360
WORK = PLANES * PER_PLANE * STEPS
PEER_SATELLITES, PEER_STEPS = 2000, 100

# Floating-point instructions for each satellite and step, multiply-add as one, counted in the
# source: `kernels_loose.step_block` in float64, of which 12 turn three angles; `kernels.ring_cells`
# in float32 (6 position, 12 cell, 3 conversions; two float32 fit where one float64 does) and
# `ring_shadow` in float64 (2, and 2 comparisons).
GENERAL_INSTRUCTIONS = 42.0
RING_INSTRUCTIONS = 21 / 2 + 4
FMA_TERMS = 8


@njit(nogil=True, fastmath={"contract"})
def _multiply_add(x: Any, out: Any, times: int) -> None:
    """Four polynomials of degree 8 on numbers in the cache: nothing but multiply-adds."""
    for _ in range(times):
        for j in range(x.size):
            v = x[j]
            a, b, c, d = v, v + 1.0, v + 2.0, v + 3.0
            for _ in range(FMA_TERMS):
                a = a * v + 0.25
                b = b * v + 0.25
                c = c * v + 0.25
                d = d * v + 0.25
            out[j] = a + b + c + d


@njit(nogil=True, error_model="numpy")
def _ring_only(C: Any, S: Any, C4: Any, S4: Any, cell: Any, times: int) -> int:
    """Positions to cells and shadow counts of a ring: the structured tier without its tables."""
    shaded = 0
    A, B = np.empty(3, np.float32), np.empty(3, np.float32)
    for t in range(times):
        c, s = np.cos(0.06 * t), np.sin(0.06 * t)
        A[0], A[1], A[2] = 0.1 * s, c, s
        B[0], B[1], B[2] = 0.1 * c, -s, c
        last = np.uint64(C.size)
        kernels.ring_cells(C4, S4, A, B, np.uint64(0), last, cell)
        dark, any_shadow = kernels.ring_shadow(C, S, c, s, np.uint64(0), last, -0.42, -0.41)
        shaded += dark + any_shadow
    return shaded


@njit(nogil=True, error_model="numpy")
def _general_only(w: Any, sun: Any, cones: Any, at: Any, shade: Any, times: int) -> int:
    """Positions and shadow of the general tier, without cells."""
    shaded = 0
    for _ in range(times):
        shaded += kernels_loose.step_block(w, sun, cones, 0, at, shade)
    return shaded


@njit(nogil=True, error_model="numpy")
def _with_trigonometry(u: Any, du: Any, node: Any, dnode: Any, ci: Any, si: Any, times: int) -> int:
    """The same by the textbook: four trigonometric functions a satellite, compiled, in order."""
    shaded = 0
    for t in range(times):
        for j in range(u.size):
            angle, longitude = u[j] + du[j] * t, node[j] + dnode[j] * t
            c, s = np.cos(angle), np.sin(angle)
            p, q = np.cos(longitude), np.sin(longitude)
            x, y, z = c * p - s * ci[j] * q, c * q + s * ci[j] * p, s * si[j]
            d = 0.8 * x + 0.5 * y + 0.33 * z
            shaded += d < -0.42
    return shaded


def loose_of(shell: Shell) -> Loose:
    """Return the same satellites one by one."""
    plane = np.repeat(np.arange(shell.planes), shell.per_plane)
    return Loose(shell.name, shell.mean_elements(), plane, shell.planes, shell.epoch_days)


def records(elements: MeanElements, count: int) -> list[Any]:
    """Return SGP4 records of some of the satellites."""
    from sgp4.api import WGS72, Satrec

    made = []
    for k in range(count):
        record = Satrec()
        motion = 60.0 * np.sqrt(3.986008e14 / elements.semi_major_axis_m[k] ** 3)
        record.sgp4init(
            WGS72, "i", k + 1, 27_565.0, 1e-5, 0.0, 0.0, 1e-4, 0.5,
            float(elements.inclination_rad[k]), float(elements.latitude_argument_rad[k]) % 6.283,
            float(motion), float(elements.node_rad[k]) % 6.283,
        )  # fmt: skip
        made.append(record)
    return made


def works(shell: Shell) -> dict[str, tuple[Callable[[], object], float]]:
    """Return every loop to time, and its satellite-steps."""
    sites = ground_sites()
    surface = surface_table(shell.altitude_km, sites.latitude_deg, sites.longitude_deg, 5.0)
    track = sun_track(START, 60.0 * np.arange(STEPS))
    loose = loose_of(shell)
    slots = 2.0 * np.pi * np.arange(PER_PLANE) / PER_PLANE
    C, S = np.cos(slots), np.sin(slots)
    block = kernels_loose.BLOCK
    phase = slots[:block]
    w = np.empty((15, block))
    for row, angle in enumerate((phase, phase, 0.3 * phase)):
        w[2 * row], w[2 * row + 1] = np.cos(angle), np.sin(angle)
    w[2:4] *= 1e-3
    for row, turn in enumerate((0.0644, 0.0644, -0.0044)):
        w[6 + 2 * row], w[7 + 2 * row] = np.cos(turn), np.sin(turn)
    w[12], w[13], w[14] = 1.1, -0.139, 0.990
    general = partial(
        _general_only, w.ravel().copy(), np.array([[0.8, 0.5, 0.33]]),
        np.array([[1.0, 0.0046, 1.0, 0.0047] * 2]), np.empty(3 * block, np.float32),
        np.empty(block, np.uint8), WORK // block,
    )  # fmt: skip
    single = loose.elements
    plain = partial(
        _with_trigonometry, single.latitude_argument_rad, np.full(shell.satellites, 0.0644),
        single.node_rad, np.full(shell.satellites, -0.0044),
        np.cos(single.inclination_rad), np.sin(single.inclination_rad), 10,
    )  # fmt: skip
    found: dict[str, tuple[Callable[[], object], float]] = {
        "structured, position and shadow": (
            partial(
                _ring_only,
                C,
                S,
                C.astype(np.float32),
                S.astype(np.float32),
                np.empty(PER_PLANE, np.int32),
                WORK // PER_PLANE,
            ),
            WORK,
        ),
        "structured, all counts": (lambda: tally(shell, track, surface, 1), WORK),
        "general, position and shadow": (general, WORK // block * block),
        "general, all counts": (lambda: tally(loose, track, surface, 1), WORK),
        "loop with trigonometry (numba)": (plain, 10.0 * shell.satellites),
    }
    found |= _peers(single)
    return found


def _peers(elements: MeanElements) -> dict[str, tuple[Callable[[], object], float]]:
    from sgp4.api import SatrecArray

    satellites = records(elements, PEER_SATELLITES)
    array = SatrecArray(satellites)
    julian = np.full(PEER_STEPS, 2_451_545.0 + 9302.0)
    part = 0.5 + np.arange(PEER_STEPS) / 1440.0
    size = float(PEER_SATELLITES * PEER_STEPS)
    found: dict[str, tuple[Callable[[], object], float]] = {
        "python-sgp4 (SatrecArray)": (lambda: array.sgp4(julian, part), size)
    }
    try:
        import heyoka
    except ImportError:
        return found
    propagator = heyoka.model.sgp4_propagator(satellites)
    minutes = np.repeat(np.arange(float(PEER_STEPS))[:, None], PEER_SATELLITES, axis=1)
    out = np.empty((PEER_STEPS, 7, PEER_SATELLITES))
    found["heyoka (sgp4_propagator)"] = (lambda: propagator(minutes, out=out), size)
    return found


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor time of one call, all its threads."""
    started = time.process_time()
    work()
    return time.process_time() - started


def limits(runs: int) -> tuple[float, float]:
    """Multiply-adds a second of one core [1/s], and bytes a second of a copy, both ways [B/s]."""
    x = np.linspace(-0.5, 0.5, 1024)
    source, target = np.ones(32_000_000), np.empty(32_000_000)
    out = np.empty_like(x)
    adds, copies = [], []
    _multiply_add(x, out, 1)
    for _ in range(runs):
        spent = processor_seconds(lambda: _multiply_add(x, out, 2000))
        adds.append(4.0 * FMA_TERMS * 2000 * x.size / spent)
        copies.append(2 * source.nbytes / processor_seconds(lambda: np.copyto(target, source)))
    return max(adds), max(copies)


def day_of_a_million(threads: int) -> tuple[float, float]:
    """Wall and processor time of all counts of a million satellites for a day by the minute."""
    sites = ground_sites()
    track = sun_track(START, 60.0 * np.arange(1440))
    started, spent = time.perf_counter(), time.process_time()
    for altitude in np.arange(605.0, 700.0, 10.0):
        shell = sun_synchronous(
            "shell", float(altitude), 18.0, 100, 1000, span_h=1.0, epoch_days=START
        )
        surface = surface_table(shell.altitude_km, sites.latitude_deg, sites.longitude_deg, 5.0)
        tally(shell, track, surface, threads)
    return time.perf_counter() - started, time.process_time() - spent


def report(runs: int = 9) -> None:
    """Run and print."""
    cores = os.cpu_count() or 1
    day_of_a_million(cores)  # compilers and tables, once
    days = [day_of_a_million(cores) for _ in range(runs)]
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    wall, spent = (statistics.median(times) for times in zip(*days, strict=True))
    print("a million satellites for a day at 60 s, all counts (1.44 billion satellite-steps)")
    print(f"  {wall:.2f} s on {cores} cores (aim 5 s), {spent:.2f} s of processor time,")
    print(f"  {peak:,.0f} MB at its peak (aim below 1,000 MB)")

    shell = sun_synchronous("ring", 650.0, 18.0, PLANES, PER_PLANE, span_h=1.0, epoch_days=START)
    loops = works(shell)
    for work, _ in loops.values():
        work()
    rates: dict[str, list[float]] = {name: [] for name in loops}
    for _ in range(runs):
        for name, (work, size) in loops.items():
            rates[name].append(size / processor_seconds(work))
    median = {name: statistics.median(values) for name, values in rates.items()}
    sgp4 = median["python-sgp4 (SatrecArray)"]
    heyoka = median.get("heyoka (sgp4_propagator)")
    print(f"\none core, median of {runs} interleaved runs")
    print(f"{'':32} {'M satellite-steps/s':>20} {'/ python-sgp4':>14} {'/ heyoka':>10}")
    for name, rate in median.items():
        beside = "" if heyoka is None else f"{rate / heyoka:10,.1f}"
        print(f"{name:32} {rate / 1e6:20,.1f} {rate / sgp4:14,.1f} {beside}")
    print("aims for position and shadow: structured 800, general 200.")
    print("Ours is J2 secular, to about 10 km, and keeps counts; SGP4 keeps position and velocity.")

    adds, copy = limits(runs)
    ring, general = (median[f"{tier}, position and shadow"] for tier in ("structured", "general"))
    everything = median["structured, all counts"]
    print(f"\nlimit: arithmetic. One core does {adds / 1e9:.1f} G multiply-adds/s (float64).")
    for tier, rate, each in (
        ("general", general, GENERAL_INSTRUCTIONS),
        ("structured", ring, RING_INSTRUCTIONS),
    ):
        print(
            f"  {tier + ',':11} position and shadow: {each:4.1f} floating-point instructions, "
            f"{rate * each / adds:.0%} of that"
        )
    lookup = 1e9 * (1.0 / everything - 1.0 / ring)
    print(f"  all counts: {lookup:.2f} ns a satellite more for land and view, looked up in a table")
    print(f"  of 128 kB in the second-level cache, and light (arithmetic {1e9 / ring:.2f} ns).")
    written = 28.0 / PER_PLANE * everything / copy
    print(f"  not memory: 28 B written a plane and step, {written:.2%} of {copy / 1e9:.0f} GB/s.")


def main() -> None:
    """Run alone."""
    ask = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    ask.add_argument("--runs", type=int, default=9, help="interleaved runs (default 9)")
    report(ask.parse_args().runs)


if __name__ == "__main__":
    main()
