"""The folder of a study or a sized satellite: scenario, summary, samples, page and manifest."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.report.page import render
from dawndusk.report.size_page import render_size
from dawndusk.scenario import Scenario
from dawndusk.study.run import StudyResult
from dawndusk.study.size import Sizing
from dawndusk.study.store import write_folder

__all__ = ["write_result", "write_size"]


def write_result(result: StudyResult, folder: Path) -> Path:
    """Write a finished study as a folder, whole or not at all.

    Parameters
    ----------
    result : StudyResult
        A finished study.
    folder : Path
        Where it goes; an earlier result there is replaced once the new one is complete.

    Returns
    -------
    Path
        The folder, with ``scenario.yaml``, ``summary.json``, ``samples.parquet``,
        ``report.html`` and ``manifest.json``.
    """
    page = render(result.summary)
    return _write("study", result.scenario, result.summary, result.samples, page, folder)


def write_size(sizing: Sizing, folder: Path) -> Path:
    """Write a sized satellite as a folder, with the same files as a study.

    Parameters
    ----------
    sizing : Sizing
        What `dawndusk.study.size.size` computed.
    folder : Path
        Where it goes; an earlier result there is replaced once the new one is complete.

    Returns
    -------
    Path
        The folder.
    """
    page = render_size(sizing.summary)
    return _write("size", sizing.scenario, sizing.summary, sizing.samples, page, folder)


def _write(
    verb: str,
    scenario: Scenario,
    summary: Mapping[str, Any],
    samples: Mapping[str, FloatArray],
    page: str,
    folder: Path,
) -> Path:
    import yaml

    texts = {
        "scenario.yaml": yaml.safe_dump(
            scenario.resolved(), sort_keys=False, allow_unicode=True, width=100
        ),
        "summary.json": json.dumps(summary, indent=1, allow_nan=False) + "\n",
        "report.html": page,
    }
    manifest = {
        "verb": verb, "version": summary["version"], "scenario": summary["scenario"],
        "draws": summary["draws"], "seed": summary["seed"],
        "catalogue_sha256": summary["catalogue"],
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(), "numpy": np.__version__,
        "timings_s": summary["timings"],
    }  # fmt: skip
    return write_folder(folder, texts=texts, samples=samples, manifest=manifest)
