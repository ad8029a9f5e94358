"""The folder of a route: scenario, summary, series, report, and a plan of contacts if wanted."""

from __future__ import annotations

import json
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from dawndusk.data import catalogue
from dawndusk.report.fly_folder import self_contained
from dawndusk.study.store import write_folder
from dawndusk.twin.route_result import RouteResult

__all__ = ["write_route"]


def write_route(routed: RouteResult, folder: Path, contacts: str | None = None) -> Path:
    """Write a finished route as a folder, whole or not at all.

    Parameters
    ----------
    routed : RouteResult
        A finished route, of either kind.
    folder : Path
        Where it goes; an earlier result there is replaced once the new one is complete.
    contacts : str, optional
        A plan of contacts, written as ``contacts.txt``.

    Returns
    -------
    Path
        The folder, with ``scenario.yaml`` (and the files of elements that it names),
        ``summary.json``, ``series.npz``, ``report.html`` and ``manifest.json``.
    """
    import yaml

    summary = routed.summary
    scenario, elements = self_contained(routed.scenario.resolved())
    texts = {
        **elements,
        "scenario.yaml": yaml.safe_dump(scenario, sort_keys=False, allow_unicode=True, width=100),
        "summary.json": json.dumps(summary, indent=1, allow_nan=False) + "\n",
        "report.html": _page(routed),
    }
    if contacts is not None:
        texts["contacts.txt"] = contacts
    pair = summary["kind"] == "pair"
    asked: dict[str, Any] = (
        {key: summary[key] for key in ("from", "to")} if pair else {"from": "users"}
    )
    manifest = {
        "verb": "route", "kind": summary["kind"], "version": summary["version"],
        "scenario": summary["scenario"], **asked,
        "start_utc": summary["start_utc"], "hours": summary["hours"], "step_s": summary["step_s"],
        "catalogue_sha256": catalogue().digest,
        "written": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(), "numpy": np.__version__,
        "timings_s": summary["timings_s"],
    }  # fmt: skip
    sample = {f"sample_{name}": array for name, array in routed.sample.items()}
    return write_folder(
        folder, texts=texts, samples={}, manifest=manifest, series={**routed.series, **sample}
    )


def _page(routed: RouteResult) -> str:
    from dawndusk.report.route_page import render_route

    return render_route(routed)
