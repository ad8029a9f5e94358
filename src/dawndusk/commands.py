"""What each verb does, behind the command line: read, compute, print, write."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dawndusk.errors import InputError, OutputError, ScenarioError, nearest

if TYPE_CHECKING:
    from datetime import date

    from rich.console import Console

__all__ = [
    "bridge_command",
    "calc_command",
    "fly_command",
    "route_command",
    "schema_command",
    "size_command",
    "sources_command",
    "study_command",
]


def study_command(
    file: Path, *, draws: int | None, seed: int | None, out: Path | None, as_json: bool, quiet: bool
) -> None:
    """Run a study; print the summary, and write the folder unless only JSON was asked for."""
    from dawndusk.scenario import load
    from dawndusk.study.run import run_study
    from dawndusk.study.store import check_folder

    scenario = load(file)
    folder = out or (None if as_json else Path("results") / scenario.name)
    if folder is not None:
        check_folder(folder)
    with _progress(quiet or as_json, "drawing futures") as progress:
        result = run_study(scenario, draws=draws, seed=seed, progress=progress)
    if folder is not None:
        from dawndusk.report.folder import write_result

        folder = write_result(result, folder)
    if as_json:
        _print_json(result.summary)
    elif not quiet:
        from dawndusk.report.terminal import print_study

        print_study(_console(), result.summary)
    if folder is not None and not as_json:
        print(folder / "report.html")


def size_command(
    file: Path, *, draws: int | None, seed: int | None, out: Path | None, as_json: bool, quiet: bool
) -> None:
    """Size a satellite; print it, and write the folder unless only JSON was asked for."""
    from dawndusk.scenario import load
    from dawndusk.study.size import size
    from dawndusk.study.store import check_folder

    scenario = load(file)
    folder = out or (None if as_json else Path("results") / f"{scenario.name}-size")
    if folder is not None:
        check_folder(folder)
    with _progress(quiet or as_json, "closing satellites") as progress:
        sized = size(scenario, draws=draws, seed=seed, progress=progress)
    if folder is not None:
        from dawndusk.report.folder import write_size

        folder = write_size(sized, folder)
    if as_json:
        _print_json(sized.summary)
    elif not quiet:
        from dawndusk.report.terminal_size import print_size

        print_size(_console(), sized.summary)
    if folder is not None and not as_json:
        print(folder / "report.html")


def fly_command(
    file: Path,
    *,
    hours: float,
    step_s: float,
    date: date | None,
    czml: bool,
    out: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Fly a constellation; print the summary, and write the folder unless only JSON was wanted."""
    from dawndusk.scenario import load
    from dawndusk.study.store import check_folder
    from dawndusk.twin.fly import fly

    scenario = load(file)
    folder = out or (None if as_json else Path("results") / f"{scenario.name}-fly")
    if czml:
        from dawndusk.report.czml import require_czml

        if folder is None:
            raise InputError("--czml has nowhere to write", remedy="name a folder with --out")
        require_czml()
    if folder is not None:
        check_folder(folder)
    try:
        with _progress(quiet or as_json, "flying") as progress:
            flight = fly(scenario, hours=hours, step_s=step_s, date=date, progress=progress)
    except ScenarioError as error:  # a shell that cannot be: its file is known here
        raise ScenarioError(f"{file}: {error}") from None
    if folder is not None:
        from dawndusk.report.fly_folder import write_flight

        folder = write_flight(flight, folder, czml=czml)
    if as_json:
        _print_json(flight.summary)
    elif not quiet:
        from dawndusk.report.terminal_fly import print_flight

        print_flight(_console(), flight.summary)
    if folder is not None and not as_json:
        print(folder / "report.html")


def route_command(
    file: Path,
    *,
    start: str | None,
    end: str | None,
    hours: float,
    step_s: float | None,
    date: date | None,
    contacts: bool,
    out: Path | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Route between two places or from the world's people; print, and write the folder."""
    from dawndusk.scenario import load
    from dawndusk.study.store import check_folder

    ends, plan = _route_ends(start, end, contacts), None
    scenario = load(file)
    folder = out or (None if as_json else Path("results") / f"{scenario.name}-route")
    if contacts and folder is None:
        raise InputError("--contacts has nowhere to write", remedy="name a folder with --out")
    if folder is not None:
        check_folder(folder)
    asked: dict[str, Any] = {"hours": hours, "date": date}
    if step_s is not None:
        asked["step_s"] = step_s
    try:
        with _progress(quiet or as_json, "routing") as progress:
            if ends is None:
                from dawndusk.twin.users import users_latency

                routed = users_latency(scenario, **asked, progress=progress)
            else:
                from dawndusk.twin.route import route

                routed = route(scenario, *ends, **asked, progress=progress)
        if contacts and ends is not None:
            from dawndusk.network.contact_text import write_contact_plan
            from dawndusk.twin.contacts import route_contacts

            with _progress(quiet or as_json, "planning contacts") as progress:
                plan = write_contact_plan(
                    route_contacts(scenario, *ends, **asked, progress=progress)
                )
    except ScenarioError as error:  # a shell that cannot be: its file is known here
        raise ScenarioError(f"{file}: {error}") from None
    if folder is not None:
        from dawndusk.report.route_folder import write_route

        folder = write_route(routed, folder, plan)
    if as_json:
        _print_json(routed.summary)
    elif not quiet:
        from dawndusk.report.terminal_route import print_route

        print_route(_console(), routed)
    if folder is not None and not as_json:
        print(folder / "report.html")


def _route_ends(start: str | None, end: str | None, contacts: bool) -> tuple[str, str] | None:
    """Return both ends, None for the world's people; raise where one is missing or too much."""
    if not start or not start.strip():
        raise InputError(
            "route needs a start",
            remedy="name it with --from CITY, as in --from Manila --to Dalian, or --from users",
        )
    if start.strip().lower() == "users":
        if end is not None:
            raise InputError(
                "--from users has no --to",
                got=end,
                remedy="leave --to out: the world's people go to where compute is",
            )
        if contacts:
            raise InputError("--contacts is of two places", remedy="name them: --from, --to")
        return None
    if not end or not end.strip():
        raise InputError(
            "route needs an end", remedy="name it with --to CITY, as in --from Manila --to Dalian"
        )
    return start, end


def bridge_command(model: str, *, out: Path | None, as_json: bool, quiet: bool) -> None:
    """Walk from a published model to ours."""
    from dawndusk.published.bridge import bridge
    from dawndusk.study.store import check_folder, write_folder

    if out is not None:
        check_folder(out)
    walked = bridge(model)
    if out is not None:
        from dawndusk.report.bridge_page import render_bridge

        write_folder(
            out,
            texts={
                "summary.json": _json_text(walked.as_dict()),
                "report.html": render_bridge(walked.as_dict()),
            },
            samples={},
            manifest={"verb": "bridge", "model": model},
        )
    if as_json:
        _print_json(walked.as_dict())
    elif not quiet:
        from dawndusk.report.terminal import print_bridge

        print_bridge(_console(), walked.as_dict())
    if out is not None and not as_json:
        print(out / "report.html")


def sources_command(
    name: str, *, confidence: str, out: Path | None, as_json: bool, quiet: bool
) -> None:
    """List rows of the catalogue by name and confidence."""
    from dawndusk.data import CONFIDENCES, catalogue

    if confidence and confidence not in CONFIDENCES:
        raise InputError(
            "unknown confidence",
            got=confidence,
            allowed=", ".join(CONFIDENCES),
            remedy=nearest(confidence, CONFIDENCES),
        )
    rows = [
        r
        for r in catalogue().values()
        if name.lower() in r.name and (not confidence or r.confidence == confidence)
    ]
    if not rows and name:
        raise InputError(
            f"no row of the catalogue has this name{' and confidence' if confidence else ''}",
            got=name,
            remedy=nearest(name, catalogue()) or "`dawndusk sources` lists all",
        )
    document = {"digest": catalogue().digest, "rows": [r.as_dict() for r in rows]}
    _write_document(out, document)
    if as_json:
        _print_json(document)
    elif not quiet:
        from dawndusk.report.terminal import print_sources

        print_sources(_console(), rows)


def calc_command(
    name: str, inputs: Sequence[str], *, out: Path | None, as_json: bool, quiet: bool
) -> None:
    """Calculate one entry of the pocket calculator, show one, or list all."""
    from dawndusk import calculator

    if not name:
        entries = [entry.as_dict() for entry in calculator.entries()]
        _write_document(out, {"entries": entries})
        if as_json:
            _print_json({"entries": entries})
        elif not quiet:
            from dawndusk.report.terminal import print_entries

            print_entries(_console(), entries)
        return
    if not inputs and not as_json:
        description = calculator.describe(name).as_dict()
        _write_document(out, description)
        if not quiet:
            from dawndusk.calculator.plain import plain_equation
            from dawndusk.report.terminal import print_entry

            equation = plain_equation(str(description["equation"]))
            print_entry(_console(), {**description, "equation": equation})
        return
    given: dict[str, str] = {}
    for item in inputs:
        key, separator, value = item.partition("=")
        if not separator or not key.strip() or not value.strip():
            raise InputError(
                "an input is written key=value", got=item, remedy=f"see `dawndusk calc {name}`"
            )
        if key.strip() in given:
            raise InputError("an input is given twice", got=key.strip())
        given[key.strip()] = value.strip()
    result = calculator.calculate(name, given).as_dict()
    _write_document(out, result)
    if as_json:
        _print_json(result)
    elif not quiet:
        from dawndusk.report.terminal import print_calculation

        print_calculation(_console(), result)


def schema_command(*, out: Path | None, as_json: bool, quiet: bool) -> None:
    """Print the JSON Schema of scenarios; with or without --json it is the same document."""
    from dawndusk.scenario import Scenario

    document = Scenario.model_json_schema()
    document["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    _write_document(out, document, "scenario.schema.json")
    if as_json or not quiet:
        _print_json(document)


def _write_document(
    out: Path | None, document: Mapping[str, Any], name: str = "summary.json"
) -> None:
    if out is None:
        return
    from dawndusk.study.store import write_folder

    write_folder(out, texts={name: _json_text(document)}, samples={}, manifest={})


def _json_text(document: Mapping[str, Any]) -> str:
    try:
        return json.dumps(document, indent=1, allow_nan=False) + "\n"
    except ValueError as error:
        raise OutputError(f"a figure is not finite: {error}") from error


def _print_json(document: Mapping[str, Any]) -> None:
    sys.stdout.write(_json_text(document))


def _console() -> Console:
    from rich.console import Console

    class OpenEnded(Console):
        """A console that leaves a closed pipe to the command line, which takes it as the end."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return OpenEnded(highlight=False, width=None if sys.stdout.isatty() else 100)


@contextmanager
def _progress(silent: bool, label: str) -> Iterator[Any]:
    """Give a function that reports the share done; a bar on a terminal, nothing when piped."""
    if silent or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=1.0)
        yield lambda share: bar.update(task, completed=share)
