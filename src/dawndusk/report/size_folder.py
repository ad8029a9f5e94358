"""The folder of a sized satellite: scenario, summary, draws, page and manifest."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from dawndusk.report.size_page import render_size
from dawndusk.study.size import Sizing
from dawndusk.study.store import write_folder

__all__ = ["write_size"]


def write_size(sizing: Sizing, folder: Path) -> Path:
    """Write a sized satellite as a folder, whole or not at all.

    Parameters
    ----------
    sizing : Sizing
        What `dawndusk.study.size.size` computed.
    folder : Path
        Where it goes; an earlier result there is replaced once the new one is complete.

    Returns
    -------
    Path
        The folder, with ``scenario.yaml``, ``summary.json``, ``samples.parquet``, ``report.html``
        and ``manifest.json``.
    """
    import yaml

    summary = sizing.summary
    texts = {
        "scenario.yaml": yaml.safe_dump(
            sizing.scenario.resolved(), sort_keys=False, allow_unicode=True, width=100
        ),
        "summary.json": json.dumps(summary, indent=1, allow_nan=False) + "\n",
        "report.html": render_size(summary),
    }
    manifest = {
        "verb": "size", "version": summary["version"], "scenario": summary["scenario"],
        "draws": summary["draws"], "seed": summary["seed"],
        "catalogue_sha256": summary["catalogue"],
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(), "numpy": np.__version__,
        "timings_s": summary["timings"],
    }  # fmt: skip
    return write_folder(folder, texts=texts, samples=sizing.samples, manifest=manifest)
