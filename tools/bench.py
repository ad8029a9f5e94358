"""Speed beside a peer, in one run: `make bench`. Prints medians of interleaved runs and ratios.

The peer is spacedc-mdao (import name orbitdc): one sample of its own Monte
Carlo, which has no years. Runs alternate, so that whatever else the machine does falls on both.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

GIGAWATT = Path(__file__).resolve().parent.parent / "scenarios" / "gigawatt.yaml"
PEER_SAMPLES = 500
PEER_SCENARIO = {  # its own defaults for all it does not ask for
    "name": "bench",
    "kind": "space",
    "mission_life_years": 5.0,
    "space": {
        "orbit": {"altitude_km": 650.0},
        "architecture": {"satellites": 100, "accelerators_per_satellite": 100},
    },
}


def seconds(work: Callable[[], object]) -> float:
    """Wall time of one call."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def peer() -> Callable[[], object] | None:
    """Return a Monte Carlo of the peer's static model, or None where it is not installed."""
    try:
        import orbitdc
        from orbitdc.optimize.uncertainty import monte_carlo
    except ImportError:
        return None
    scenario = orbitdc.load_scenario_dict(PEER_SCENARIO)
    return lambda: monte_carlo(scenario, 1.0, n=PEER_SAMPLES)


def peak_megabytes() -> float:
    """Largest resident memory of this process so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def command(*words: str) -> float:
    """Wall time of one call of the command line, from a cold interpreter."""
    return seconds(
        lambda: subprocess.run(
            [sys.executable, "-m", "dawndusk.cli", *words], check=True, capture_output=True
        )
    )


def main() -> None:
    """Run and print."""
    ask = argparse.ArgumentParser(description=str(__doc__).split("\n")[0])
    ask.add_argument("--runs", type=int, default=5, help="interleaved runs (default 5)")
    ask.add_argument("--million", action="store_true", help="also a million draws, once")
    ask.add_argument("--scenario", type=Path, default=GIGAWATT)
    asked = ask.parse_args()

    from bench_network import report as report_network
    from bench_node import report as report_node
    from bench_orbit import report as report_orbit
    from dawndusk.report.folder import write_result
    from dawndusk.scenario import load
    from dawndusk.study.run import run_study
    from dawndusk.study.size import size

    scenario = load(asked.scenario)
    years = scenario.years.last - scenario.years.first + 1
    run_study(scenario, draws=2_000, drivers=False)  # imports and tables, once
    theirs = peer()
    if theirs is not None:
        theirs()
    designs = len(size(scenario, draws=2_000).summary["years"])
    ours, other, helps, closing, sizing = [], [], [], [], []
    for _ in range(asked.runs):
        result = run_study(scenario, draws=10_000, drivers=False)
        ours.append(result.timings["computing_s"])
        if theirs is not None:
            other.append(seconds(theirs) / PEER_SAMPLES)
        helps.append(command("--help"))
        took = size(scenario, draws=100_000).summary["timings"]
        closing.append(took["draws_s"])
        sizing.append(took["total_s"])
    compute = statistics.median(ours)
    print(f"study, 10,000 draws x {years} years     {compute:8.3f} s computing (aim 0.3 s)")
    print(f"memory at its peak               {peak_megabytes():8.0f} MB (aim below 1,000 MB)")
    closed = statistics.median(closing)
    print(f"size, 100,000 draws x {designs} designs   {closed:8.3f} s (aim 1 s for one design)")
    print(f"size, with all its findings      {statistics.median(sizing):8.3f} s")
    print(f"dawndusk --help                  {statistics.median(helps):8.3f} s (aim 0.4 s)")
    whole = run_study(scenario, draws=10_000)
    print(f"drivers                          {whole.timings['drivers_s']:8.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        report = seconds(lambda: write_result(whole, Path(folder) / "result"))
    print(f"report and result folder         {report:8.3f} s (aim 5 s)")
    if other:
        sample = statistics.median(other)
        cell = compute / (10_000 * years)
        print(f"peer, one static sample          {1e3 * sample:8.3f} ms (spacedc-mdao)")
        print(f"one draw and year of ours        {1e6 * cell:8.3f} us")
        print(f"ratio, peer sample to our draw and year  {sample / cell:,.0f}")
        print(f"ratio, peer sample to our whole draw     {sample / (cell * years):,.0f}")
    if asked.million:
        big = run_study(scenario, draws=1_000_000, drivers=False)
        print(f"study, a million draws           {big.timings['computing_s']:8.1f} s (aim 25 s)")
        print(f"memory at its peak               {peak_megabytes():8.0f} MB")
    print()
    report_orbit(asked.runs)
    print()
    report_node(asked.runs)
    print()
    report_network(asked.runs)


if __name__ == "__main__":
    main()
