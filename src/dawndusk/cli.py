"""The command line: one verb per question; errors are one line and exit with 2."""

from __future__ import annotations

import io
import os
import signal
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, Any, TextIO

from cyclopts import App, CycloptsError, Parameter

from dawndusk.cli_options import Json, Out, Quiet, day, figure, place, whole
from dawndusk.errors import DawnduskError, InputError, nearest
from dawndusk.version import __version__

__all__ = ["app", "main"]

app = App(
    name="dawndusk",
    help="AI compute in orbit or on Earth: from which year, at what price, with what probability.",
    version=__version__,
    help_format="plaintext",
    suppress_keyboard_interrupt=False,  # `main` says on one line what became of the work
)

_LONGEST = 400  # of an echoed usage error


@app.command
def study(
    file: Path,
    *,
    draws: Annotated[
        int | None, Parameter(help="Draws, instead of the scenario's.", converter=whole)
    ] = None,
    seed: Annotated[
        int | None, Parameter(help="Seed, instead of the scenario's.", converter=whole)
    ] = None,
    out: Out = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Orbit or Earth, from which year, with what probability; writes a folder with a report.

    Parameters
    ----------
    file : Path
        A scenario in YAML.
    """
    from dawndusk.commands import study_command

    study_command(file, draws=draws, seed=seed, out=out, as_json=json, quiet=quiet)


@app.command
def size(
    file: Path,
    *,
    draws: Annotated[
        int | None, Parameter(help="Draws, instead of the scenario's.", converter=whole)
    ] = None,
    seed: Annotated[
        int | None, Parameter(help="Seed, instead of the scenario's.", converter=whole)
    ] = None,
    out: Out = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Close the satellite: power, heat, dose, mass, margins, and what 100 W/kg would take.

    Parameters
    ----------
    file : Path
        A scenario in YAML; the satellite is that of its first year.
    """
    from dawndusk.commands import size_command

    size_command(file, draws=draws, seed=seed, out=out, as_json=json, quiet=quiet)


@app.command
def fly(
    file: Path,
    *,
    hours: Annotated[
        float, Parameter(help="How long, in hours or with a unit.", converter=figure("hour"))
    ] = 24.0,
    step: Annotated[
        float,
        Parameter(
            help="From one look to the next, in seconds or with a unit.", converter=figure("s")
        ),
    ] = 60.0,
    date: Annotated[
        date | None,
        Parameter(help="First day, YYYY-MM-DD, instead of the scenario's.", converter=day),
    ] = None,
    czml: Annotated[
        bool, Parameter(negative=(), help="Also write a sample for viewers of CZML.")
    ] = False,
    out: Out = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Fly the constellation: who is lit, in shadow, over land, in view of a gateway.

    Parameters
    ----------
    file : Path
        A scenario in YAML; without a constellation in it, one ring that carries the need.
    """
    from dawndusk.commands import fly_command

    fly_command(
        file, hours=hours, step_s=step, date=date, czml=czml, out=out, as_json=json, quiet=quiet
    )


@app.command
def route(
    file: Path,
    *,
    start: Annotated[
        str | None,
        Parameter(
            name="--from",
            help="A city, or latitude,longitude; `users` for the world's people.",
            allow_leading_hyphen=True,
            converter=place,
        ),
    ] = None,
    end: Annotated[
        str | None,
        Parameter(
            name="--to",
            help="The other city, or latitude,longitude.",
            allow_leading_hyphen=True,
            converter=place,
        ),
    ] = None,
    hours: Annotated[
        float, Parameter(help="How long, in hours or with a unit.", converter=figure("hour"))
    ] = 24.0,
    step: Annotated[
        float | None,
        Parameter(
            help="From one look to the next, in seconds or with a unit; 60 s, users 1800 s.",
            converter=figure("s"),
        ),
    ] = None,
    date: Annotated[
        date | None,
        Parameter(help="First day, YYYY-MM-DD, instead of the scenario's.", converter=day),
    ] = None,
    contacts: Annotated[
        bool, Parameter(negative=(), help="Also write the plan of contacts.")
    ] = False,
    out: Out = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """How late over the mesh: from a city to a city beside fibre, or from the world's people.

    Parameters
    ----------
    file : Path
        A scenario in YAML; without a constellation in it, one ring that carries the need.
    """
    from dawndusk.commands import route_command

    route_command(
        file, start=start, end=end, hours=hours, step_s=step, date=date, contacts=contacts,
        out=out, as_json=json, quiet=quiet,
    )  # fmt: skip


@app.command
def bridge(model: str, *, out: Out = None, json: Json = False, quiet: Quiet = False) -> None:
    """Walk from a published model's figure to ours, one switch at a time.

    Parameters
    ----------
    model : str
        Name of a published model, such as mccalip.
    """
    from dawndusk.commands import bridge_command

    bridge_command(model, out=out, as_json=json, quiet=quiet)


@app.command
def sources(
    name: str = "",
    *,
    confidence: Annotated[str, Parameter(help="Only rows of this confidence.")] = "",
    out: Out = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """List the catalogue: every number with its source.

    Parameters
    ----------
    name : str
        A row, or the beginning or a part of row names.
    """
    from dawndusk.commands import sources_command

    sources_command(name, confidence=confidence, out=out, as_json=json, quiet=quiet)


@app.command
def calc(
    name: str = "",
    *inputs: str,
    out: Out = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Calculate one thing: `dawndusk calc NAME key=value ...`; alone, list what there is.

    Parameters
    ----------
    name : str
        What to calculate.
    inputs : str
        key=value, in the unit shown or as text with a unit; left out means the default.
    """
    from dawndusk.commands import calc_command

    calc_command(name, inputs, out=out, as_json=json, quiet=quiet)


@app.command
def schema(*, out: Out = None, json: Json = False, quiet: Quiet = False) -> None:
    """Print the JSON Schema of a scenario, for editors and checks."""
    from dawndusk.commands import schema_command

    schema_command(out=out, as_json=json, quiet=quiet)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit.

    0 done, 2 bad input, 130 interrupted, 143 told to end, 129 hung up, 1 a fault of ours.
    """
    tokens = sys.argv[1:] if arguments is None else arguments
    _listen()
    _ready_streams()
    try:
        if sys.stdout is None:
            raise InputError("standard output is closed", remedy="send it to a file or /dev/null")
        try:
            app(tokens, exit_on_error=False, print_error=False)
        finally:  # some verbs leave by an exit of their own
            sys.stdout.flush()
    except CycloptsError as error:
        _fail(_usage(error, tokens), 2)
    except InputError as error:
        _fail(str(error), 2)
    except DawnduskError as error:
        _fail(str(error), 1)
    except KeyboardInterrupt:
        _fail("interrupted; earlier results are untouched", 130)
    except _EndedError as ended:
        hung_up = ended.number != signal.SIGTERM
        what = "hung up" if hung_up else "told to end"
        _fail(f"{what}; earlier results are untouched", 128 + ended.number)
    except BrokenPipeError:
        _silence(sys.stdout)
        sys.exit(0)
    except MemoryError:
        _fail("not enough memory; try fewer draws, satellites or steps", 1)
    except Exception as error:
        if os.environ.get("DAWNDUSK_DEBUG"):
            raise
        if isinstance(error, OSError) and error.filename is None:  # a file would have its name
            _silence(sys.stdout)
            _fail(f"standard output cannot be written: {error.strerror or error}", 1)
        _fail(
            f"a fault of dawndusk, not of your input: {type(error).__name__}: {error}; "
            "set DAWNDUSK_DEBUG=1 for the trace",
            1,
        )


class _EndedError(BaseException):
    """The system asks us to end; raised so that half-made folders are removed on the way out."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


def _listen() -> None:
    """Turn the signals that ask us to end into exceptions, the first of them only.

    While half-made folders are removed, one more is not heard; the third ends us at once.
    """
    times = 0

    def end(number: int, _: object) -> None:
        nonlocal times
        times += 1
        if times > 2:
            os._exit(128 + number)
        if times == 1:
            raise KeyboardInterrupt if number == signal.SIGINT else _EndedError(number)

    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # a job in the background
        signal.signal(signal.SIGINT, end)
    signal.signal(signal.SIGTERM, end)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
        signal.signal(signal.SIGHUP, end)


def _ready_streams() -> None:
    """Let no character that a terminal lacks, and no closed stream for errors, stop the work."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # which gives a path its own bytes back, but knows no other character
            kept = stream.errors == "surrogateescape" and stream.encoding.lower() == "utf-8"
            stream.reconfigure(errors="surrogateescape" if kept else "backslashreplace")


def _silence(stream: TextIO) -> None:
    """Send what is still to be written nowhere: the interpreter would fail on it at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _usage(error: Any, tokens: list[str]) -> str:
    verbs = [str(name) for name in app if not str(name).startswith("-")]
    first = next((t for t in tokens if not t.startswith("-")), "")
    if first and first not in verbs:
        hint = nearest(first, verbs) or f"verbs: {', '.join(verbs)}"
        return str(InputError("no such verb", got=first, remedy=hint))
    text = " ".join(str(error).split())
    text = text if len(text) <= _LONGEST else text[:_LONGEST] + "..."
    return text + f"; see `dawndusk {first} --help`".replace("  ", " ")


def _fail(text: str, code: int) -> None:
    if code == 128 + signal.SIGINT:  # one more, while the interpreter closes, changes nothing
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        print(f"dawndusk: {text}", file=sys.stderr, flush=True)
    except OSError:  # nobody there to read it
        _silence(sys.stderr)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):  # or the interpreter would end with a code of its own
        _silence(sys.stdout)
    sys.exit(code)


if __name__ == "__main__":
    main()
