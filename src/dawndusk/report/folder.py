"""The folder of a study: scenario, summary, samples, report and manifest."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from dawndusk.report.page import render
from dawndusk.study.run import StudyResult
from dawndusk.study.store import write_folder

__all__ = ["write_result"]


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
    import yaml

    summary = result.summary
    texts = {
        "scenario.yaml": yaml.safe_dump(
            result.scenario.resolved(), sort_keys=False, allow_unicode=True, width=100
        ),
        "summary.json": json.dumps(summary, indent=1, allow_nan=False) + "\n",
        "report.html": render(summary),
    }
    manifest = {
        "verb": "study", "version": summary["version"], "scenario": summary["scenario"],
        "draws": summary["draws"], "seed": summary["seed"],
        "catalogue_sha256": summary["catalogue"],
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(), "numpy": np.__version__,
        "timings_s": summary["timings"],
    }  # fmt: skip
    return write_folder(folder, texts=texts, samples=result.samples, manifest=manifest)
