"""The folder of a flight: scenario, summary, series, report, and a sample for viewers of CZML."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import numpy as np

from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.study.store import write_folder
from dawndusk.twin.flight import Flight

__all__ = ["self_contained", "write_flight"]

_OURS: Final = (
    "scenario.yaml", "summary.json", "report.html", "sample.czml", "series.npz", "manifest.json",
    "samples.parquet", "contacts.txt",
)  # fmt: skip


def write_flight(flight: Flight, folder: Path, czml: bool = False) -> Path:
    """Write a finished flight as a folder, whole or not at all.

    Parameters
    ----------
    flight : Flight
        A finished flight.
    folder : Path
        Where it goes; an earlier result there is replaced once the new one is complete.
    czml : bool, optional
        Whether to write ``sample.czml`` too.

    Returns
    -------
    Path
        The folder, with ``scenario.yaml`` (and the files of elements that it names),
        ``summary.json``, ``series.npz``, ``report.html`` and ``manifest.json``.
    """
    import yaml

    summary = flight.summary
    scenario, elements = self_contained(flight.scenario.resolved())
    texts = {
        **elements,
        "scenario.yaml": yaml.safe_dump(scenario, sort_keys=False, allow_unicode=True, width=100),
        "summary.json": json.dumps(summary, indent=1, allow_nan=False) + "\n",
        "report.html": _page(flight),
    }
    if czml:
        from dawndusk.report.czml import flight_czml

        texts["sample.czml"] = flight_czml(flight)
    manifest = {
        "verb": "fly", "version": summary["version"], "scenario": summary["scenario"],
        "date": summary["date"], "hours": summary["hours"], "step_s": summary["step_s"],
        "seed": summary["seed"], "catalogue_sha256": catalogue().digest,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(), "numpy": np.__version__,
        "timings_s": summary["timings_s"],
    }  # fmt: skip
    sample = {f"sample_{name}": array for name, array in flight.sample.items()}
    return write_folder(
        folder, texts=texts, samples={}, manifest=manifest, series={**flight.series, **sample}
    )


def _page(flight: Flight) -> str:
    from dawndusk.report.fly_page import render_flight

    return render_flight(flight)


def self_contained(scenario: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the scenario with its files of elements beside it, and what they hold."""
    found: dict[str, str] = {}
    beside: dict[Path, str] = {}
    shells = (scenario.get("constellation") or {}).get("shells", [])
    for number, shell in enumerate(shells, start=1):
        if not shell.get("file"):
            continue
        source = Path(shell["file"])
        if source not in beside:
            beside[source] = name = _free_name(source, number, found)
            try:
                found[name] = source.read_bytes().decode("utf-8-sig", errors="replace")
            except OSError as error:
                raise InputError(f"{source} cannot be read: {error.strerror}") from None
        shell["file"] = beside[source]
    return scenario, found


def _free_name(source: Path, number: int, taken: dict[str, str]) -> str:
    """Return the file's own name, by which a shell without one is called, if nothing else has it.

    Examples
    --------
    >>> _free_name(Path("/data/el3.tle"), 2, {}), _free_name(Path("b/Report.html"), 2, {})
    ('el3.tle', 'Report-2.html')
    """
    if source.name.lower() not in {*(name.lower() for name in taken), *_OURS}:
        return source.name
    return f"{source.stem}-{number}{source.suffix}"
