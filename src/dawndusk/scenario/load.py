"""Reads a scenario file: guards against what is not YAML, then says what is wrong on one line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final, get_args

import yaml
from pydantic import BaseModel, ValidationError

from dawndusk.data import catalogue, parse_row
from dawndusk.errors import InputError, ScenarioError, nearest
from dawndusk.scenario.constellation import files_beside
from dawndusk.scenario.field import extra_rows
from dawndusk.scenario.scenario import Scenario

__all__ = ["load", "parse"]

LARGEST_BYTES: Final = 1_000_000
DEEPEST: Final = 20
LONGEST_ECHO: Final = 80
LONGEST_PATH: Final = 200
_PANEL: Final = "satellite.radiator.tube_pitch_m, fin_thickness_mm and the rest of the panel"
RETIRED: Final[
    dict[str, tuple[str, str]]
] = {  # keys of scenarios that were written before a figure was computed
    "satellite.propulsion.station_keeping_m_per_s_per_year": (
        "drag, from the orbit and the satellite",
        "satellite.propulsion.avoidance_m_per_s_per_year for what comes on top of drag",
    ),
    "orbit.solar_proton_margin": (
        "solar events and the share of the orbit that is open to them",
        "orbit.solar_events_per_year and orbit.solar_cutoff_latitude_deg",
    ),
    "orbit.reflected_sunlight_w_m2": (
        "the albedo, for each face and the worst orbit of the year",
        "orbit.albedo",
    ),
    "satellite.array.specific_power_w_per_kg": (
        "the array's area and temperature",
        "satellite.array.areal_kg_per_m2",
    ),
    "satellite.array.degradation_per_year": (
        "the orbit's radiation behind the glass",
        "satellite.array.other_loss_per_year for what else wears the cells",
    ),
    "satellite.radiator.fin_efficiency": ("the panel's tubes and fins", _PANEL),
    "satellite.radiator.areal_kg_per_m2": ("the panel's tubes and fins", _PANEL),
    "satellite.radiator.panel_drop_k": ("the coolant's film and the joint", _PANEL),
    "satellite.radiator.pump_power_share": (
        "flow and drop of pressure",
        "satellite.radiator.pressure_drop_bar and pump_efficiency",
    ),
    "satellite.node_loss_per_year": (
        "the parts of the satellite and its spares on board",
        "satellite.parts, maturity_factor first",
    ),
    "ground_segment.bits_per_flop": (
        "what the workload exchanges",
        "traffic, the ingredients by workload",
    ),
    "ground_segment.gateway_usd_per_gbps": (
        "the price of sites and terminals and the rate of a link",
        "ground_segment.terminal_usd and ground_segment.site_usd",
    ),
    "ground_segment.site_availability": (
        "the weather over the gateways",
        "ground_segment.margin_db for what a link bears; gateways of your own stand in network",
    ),
    "ground_segment.diversity_sites": (
        "the weather over the gateways and what they see of the constellation",
        "target_availability of the ground segment",
    ),
    "satellite.upsets_per_rad": (
        "upsets by kind",
        "satellite.uncorrectable_per_rad, silent_per_rad and latch_up_per_rad",
    ),
}
_KINDS: Final[dict[type, str]] = {list: "a list", dict: "a mapping", tuple: "a list"}
_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(path: str | Path) -> Scenario:
    """Read and check a scenario file.

    Parameters
    ----------
    path : str or Path
        A YAML file.

    Raises
    ------
    ScenarioError
        Unreadable, not YAML, too large, too deep, an unknown key, a wrong unit, a figure out of
        range, or fields that contradict each other; the message names the file and the field.
    """
    file = Path(path)
    shown = _shown(file)
    try:
        if file.is_dir():
            raise ScenarioError(
                "a scenario is a file, not a folder", got=shown, allowed="a YAML file"
            )
        size = file.stat().st_size
        if not file.is_file():  # a pipe that nobody writes to is never read to its end
            raise ScenarioError(
                f"{shown} is not a regular file", allowed="a YAML file", remedy="save it as one"
            )
        if size > LARGEST_BYTES:
            raise ScenarioError(
                f"{shown} is too large for a scenario",
                got=f"{size:,} bytes",
                allowed=f"at most {LARGEST_BYTES:,} bytes",
            )
        with file.open("rb") as stream:  # it may have grown
            content = stream.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise ScenarioError(
                f"{shown} is too large for a scenario", allowed=f"at most {LARGEST_BYTES:,} bytes"
            )
        text = content.decode("utf-8")
    except FileNotFoundError:
        known = [str(p) for p in file.parent.glob("*.yaml")] if file.parent.is_dir() else []
        raise ScenarioError(
            "no such scenario file", got=shown, remedy=nearest(str(file), known)
        ) from None
    except UnicodeDecodeError:
        raise ScenarioError(f"{shown} is not text in UTF-8") from None
    except OSError as error:
        raise ScenarioError(f"{shown} cannot be read: {error.strerror}") from None
    except ValueError as error:  # a path no system can hold
        raise ScenarioError("no such scenario file", got=shown, remedy=str(error)) from None
    try:
        with files_beside(file.parent):
            return parse(_read_yaml(text))
    except ScenarioError as error:
        raise ScenarioError(f"{shown}: {error}") from None


def parse(raw: object) -> Scenario:
    """Check a scenario given as plain data.

    Examples
    --------
    >>> parse({"name": "x", "need": {"compute_gw": "500 MW"}}).need.compute_gw.value
    0.5
    """
    if raw is None:
        raise ScenarioError("the scenario is empty", remedy="it needs at least a name")
    if not isinstance(raw, dict):
        raise ScenarioError(
            "a scenario is a mapping of sections",
            got=type(raw).__name__,
            allowed=", ".join(Scenario.model_fields),
        )
    own = raw.get("catalogue") or {}
    if not isinstance(own, dict):
        raise ScenarioError("catalogue is a mapping of rows", got=own)
    try:
        clash = [name for name in own if name in catalogue()]
        if clash:
            raise ScenarioError(
                "a scenario's own row has the name of a built-in row",
                got=clash[0],
                remedy="give it another name and point the field at it",
            )
        with extra_rows({str(n): parse_row(str(n), r, "scenario") for n, r in own.items()}):
            return Scenario.model_validate(raw)
    except ValidationError as error:
        raise _first_error(error) from None
    except ScenarioError:
        raise
    except InputError as error:
        raise ScenarioError(str(error)) from None


def _read_yaml(text: str) -> object:
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent):
                raise ScenarioError(
                    "YAML aliases are not used in scenarios", got=f"*{event.anchor}"
                )
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth > DEEPEST:
                    raise ScenarioError(
                        "nested too deeply",
                        got=f"over {DEEPEST} levels",
                        allowed=f"{DEEPEST} levels",
                    )
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
        return yaml.load(text, Loader=_UniqueKeys)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f" at line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        raise ScenarioError(f"not YAML{where}: {error.problem or error.context}") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ScenarioError(f"not YAML: {error}") from None


class _UniqueKeys(_LOADER):  # type: ignore[misc, valid-type]
    """A safe loader that refuses a key given twice."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, str | int | float | bool):
                raise yaml.MarkedYAMLError(
                    problem="a key must be a word or a number", problem_mark=key_node.start_mark
                )
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key {key!r} stands twice", problem_mark=key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def _as_written(loader: Any, node: Any) -> Any:
    """Read a date or a number; leave as text what YAML 1.1 takes for one, such as 18:30."""
    text = str(node.value)
    if node.tag.endswith("timestamp"):
        try:
            return loader.construct_yaml_timestamp(node)
        except ValueError:  # no day of the calendar: the field that asks for one says so
            return text
    if ":" in text:
        return text
    whole = node.tag.endswith("int")
    return loader.construct_yaml_int(node) if whole else loader.construct_yaml_float(node)


for _tag in ("timestamp", "int", "float"):
    _UniqueKeys.add_constructor(f"tag:yaml.org,2002:{_tag}", _as_written)


def _first_error(error: ValidationError) -> ScenarioError:
    """Turn pydantic's list into one line about the first fault, and how many more there are."""
    found = error.errors()
    unknown = [e for e in found if e["type"] == "extra_forbidden"]
    first = (unknown or found)[0]  # a misspelt key often is the cause of the others
    path = ".".join(str(part) for part in first["loc"])
    kind, message = first["type"], str(first["msg"])
    if kind == "extra_forbidden" and path in RETIRED:
        origin, instead = RETIRED[path]
        text = f"{path}: no longer given: it is computed from {origin}; remove it, or use {instead}"
    elif kind == "extra_forbidden":
        known = _fields_at(first["loc"][:-1])
        what = ScenarioError(
            "unknown key",
            got=path,
            remedy=nearest(str(first["loc"][-1]), known) or f"known here: {', '.join(known)}",
        )
        text = str(what)
    elif kind == "quantity":
        text = f"{path}: {message}"
    else:
        got = first.get("input")
        if kind in ("model_type", "dict_type"):
            message = "a section is a mapping of its fields"
        elif kind == "tuple_type":
            message = "a list of its items"
        elif kind == "string_pattern_mismatch":
            letters = "a-z, 0-9, - and _" if path == "name" else "a-z, A-Z, 0-9, space, . _ and -"
            message = f"up to 64 of {letters}, a letter or digit first"
        simple = got is None or isinstance(got, str | int | float | bool)
        text = f"{path or 'scenario'}: {message.removeprefix('Value error, ')}"
        if simple and kind != "value_error":
            echo = repr(got)
            text += f"; got {echo if len(echo) <= LONGEST_ECHO else echo[:LONGEST_ECHO] + '...'}"
            if kind == "literal_error" and (meant := _nearest_choice(first)):
                text += f"; {meant}"
        elif kind in ("model_type", "dict_type", "tuple_type") and type(got) in _KINDS:
            text += f"; got {_KINDS[type(got)]}"
    more = len(found) - 1
    return ScenarioError(text + (f" (and {more} more)" if more else ""))


def _shown(file: Path) -> str:
    """Return a path as messages name it: whole, unless it is absurdly long."""
    text = str(file)
    return text if len(text) <= LONGEST_PATH else f"{text[:LONGEST_ECHO]}...{text[-20:]}"


def _nearest_choice(error: Any) -> str:
    """Return "did you mean X?" for a word that is none of a field's choices."""
    choices = str(error["ctx"]["expected"]).split("'")[1::2]
    return nearest(str(error.get("input"))[:LONGEST_ECHO], choices)


def _fields_at(location: tuple[int | str, ...]) -> list[str]:
    model: type[BaseModel] = Scenario
    for part in location:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        inside = _section_in(field.annotation) if field is not None else None
        if inside is None:
            return []
        model = inside
    return list(model.model_fields)


def _section_in(annotation: Any) -> type[BaseModel] | None:
    """Find the section an annotation speaks of, also inside `X | None` and `tuple[X, ...]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for a in get_args(annotation) if (found := _section_in(a))), None)
