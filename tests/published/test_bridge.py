"""The walk starts and ends exactly, adds up, and moves the way physics and accounting dictate."""

from __future__ import annotations

import json
from itertools import pairwise

import jsonschema
import numpy as np
import pytest

from dawndusk.commands import bridge_command
from dawndusk.constants import HOURS_PER_YEAR
from dawndusk.errors import InputError
from dawndusk.published.bridge import Bridge, bridge
from dawndusk.published.mccalip import mccalip
from dawndusk.published.mccalip_walk import walk_from_mccalip
from dawndusk.published.our_answer import best_estimates, our_answer
from dawndusk.published.walk import KINDS, Step
from dawndusk.quantity import dollar_factor
from dawndusk.scenario import parse
from dawndusk.study.chain import Chain

SCHEMA = {
    "type": "object",
    "required": [
        "title", "model", "source", "published_year", "year", "published", "ours", "steps"
    ],
    "properties": {
        "title": {"type": "string"}, "model": {"const": "mccalip"}, "source": {"type": "string"},
        "published_year": {"type": "integer"}, "year": {"type": "integer"},
        "published": {"$ref": "#/$defs/end"}, "ours": {"$ref": "#/$defs/end"},
        "ratio_by_kind": {"type": "object", "additionalProperties": {"exclusiveMinimum": 0}},
        "steps": {"type": "array", "minItems": 3, "items": {
            "type": "object",
            "required": ["switch", "kind", "orbit", "earth", "ratio", "unit", "orbit_change",
                         "earth_change", "reason"],
            "properties": {
                "switch": {"type": "string", "maxLength": 34}, "kind": {"enum": list(KINDS)},
                "orbit": {"exclusiveMinimum": 0}, "earth": {"exclusiveMinimum": 0},
                "unit": {"enum": ["$/W", "$/kW-hour", "$/GPU-hour"]},
                "orbit_change": {"type": "number"}, "earth_change": {"type": "number"},
                "reason": {"type": "string", "minLength": 20, "maxLength": 400},
            },
        }},
    },
    "$defs": {"end": {
        "type": "object", "required": ["orbit", "earth", "ratio", "unit", "convention"],
    }},
}  # fmt: skip


@pytest.fixture(scope="module")
def walked() -> Bridge:
    return bridge("mccalip")


@pytest.fixture(scope="module")
def by_name(walked: Bridge) -> dict[str, tuple[Step, Step]]:
    """Each switch with the row before it."""
    return {step.switch: (before, step) for before, step in pairwise(walked.steps)}


def test_the_first_row_is_the_published_calculator(walked: Bridge) -> None:
    his, first = mccalip(), walked.steps[0]
    assert first.unit == "$/W"
    assert first.kind == "published"
    assert first.orbit == pytest.approx(float(his.orbital_usd_per_w), abs=1e-9, rel=0)
    assert first.earth == pytest.approx(float(his.earth_usd_per_w), abs=1e-9, rel=0)
    assert (first.orbit_change, first.earth_change) == (0.0, 0.0)


@pytest.mark.parametrize("year", [2026, 2030, 2045])
def test_the_last_row_is_the_chain_at_the_best_estimates(year: int) -> None:
    scenario = parse({"name": "x"})
    chain = Chain.of(scenario)
    outcome = chain.run(best_estimates(scenario, chain.years))
    index = year - 2026
    found = bridge("mccalip", year)
    last = found.steps[-1]
    assert (last.unit, last.kind, found.year) == ("$/GPU-hour", "ours", year)
    up = np.broadcast_to(outcome.orbit.side.usd_per_gpu_hour, (1, 20))[0, index]
    down = np.broadcast_to(outcome.earth.best.usd_per_gpu_hour, (1, 20))[0, index]
    assert last.orbit == pytest.approx(float(up), abs=1e-9, rel=0)
    assert last.earth == pytest.approx(float(down), abs=1e-9, rel=0)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"finance": {"orbit_premium": 0.04}},
        {"orbit": {"altitude_km": 1200}, "satellite": {"in_shadow": "compute"}},
        {"satellite": {"dose_limit_rad": 300}, "chip": {"life_years": 3}},
        {"convention": "levelised_without_waiting"},
        {"production": {"buyer_share": 100}, "launch": {"buyer_share": 100}},
    ],
)
def test_nothing_is_left_over_for_any_scenario(changes: dict[str, object]) -> None:
    """All of the distance is in switches, none in the last row, also away from the defaults."""
    ours = our_answer(parse({"name": "x", **changes}), 2033)
    walk = walk_from_mccalip(ours)
    assert walk.stage.per_gpu_hour == pytest.approx(ours.per_gpu_hour, rel=1e-12)


def test_the_last_row_changes_nothing(walked: Bridge) -> None:
    last = walked.steps[-1]
    assert abs(last.orbit_change) < 1e-12
    assert abs(last.earth_change) < 1e-12


def test_changes_add_up(walked: Bridge) -> None:
    """Within each unit by the printed changes, and over the whole walk in one unit."""
    for before, step in pairwise(walked.steps):
        same = before.unit == step.unit
        for side in ("orbit", "earth"):
            change = getattr(step, f"{side}_change")
            if same:
                gap = getattr(step, side) - getattr(before, side)
                assert change == pytest.approx(gap, abs=1e-12)
            else:
                assert change == 0.0
    for side in ("orbit", "earth"):
        one = [getattr(step, f"{side}_usd_per_gpu_hour") for step in walked.steps]
        shown = [getattr(step, side) for step in walked.steps]
        factors = [figure / level for figure, level in zip(shown, one, strict=True)]
        total = sum(
            getattr(step, f"{side}_change") / factor
            for step, factor in zip(walked.steps[1:], factors[1:], strict=True)
        )
        assert one[0] + total == pytest.approx(one[-1], rel=1e-12)


def test_ratios_by_kind_lead_from_end_to_end(walked: Bridge) -> None:
    product = np.prod(list(walked.ratio_by_kind.values()))
    assert walked.steps[0].ratio * product == pytest.approx(walked.steps[-1].ratio, rel=1e-12)


def test_a_unit_changes_no_ratio(walked: Bridge) -> None:
    units = [(a, b) for a, b in pairwise(walked.steps) if a.unit != b.unit]
    assert [b.unit for _, b in units] == ["$/kW-hour", "$/GPU-hour"]
    for before, step in units:
        assert step.ratio == pytest.approx(before.ratio, rel=1e-14)
        assert step.orbit_usd_per_gpu_hour == before.orbit_usd_per_gpu_hour


# "+" dearer, "-" cheaper, "0" untouched: orbit, Earth
SIGNS = {
    "Earth in view, edge on": "00",  # his prices do not depend on the area
    "Sunlight computed": "+0",  # less than the 98 % that he assumes
    "Our orbit": "-0",  # higher: less shadow
    "No satellites for failed chips": "-0",
    "Failed chips are lost compute": "+0",
    "One utilisation": "0-",  # less fuel
    "Dollars of 2026": "++",
    "Each asset over its own life": "--",
    "Money has a price": "++",
    "Accelerators counted": "++",
    "Failed chips replaced on Earth": "0+",
    "Our failure rate": "--",
    "Chips sleep in the shadow": "+0",  # idle accelerators cost more than the satellites saved
    "Satellite mass closed": "+0",  # fewer watts per kilogram
    "Insurance and development": "+0",
    "Interruptions, upsets and storms": "++",
    "Chips on warm coolant": "+0",
    "Facility kept up": "0+",
    "Cooling of a new site": "0-",
}


@pytest.mark.parametrize("switch", SIGNS)
def test_signs(by_name: dict[str, tuple[Step, Step]], switch: str) -> None:
    _, step = by_name[switch]
    for sign, change in zip(SIGNS[switch], (step.orbit_change, step.earth_change), strict=True):
        seen = "0" if abs(change) < 1e-12 else "+" if change > 0 else "-"
        assert seen == sign


def test_waiting_never_earns(by_name: dict[str, tuple[Step, Step]]) -> None:
    _, step = by_name["Waiting priced"]
    assert min(step.orbit_change, step.earth_change) >= 0.0
    assert max(step.orbit_change, step.earth_change) > 0.0


def test_failures_divide_by_what_still_computes(by_name: dict[str, tuple[Step, Step]]) -> None:
    before, step = by_name["Failed chips are lost compute"]
    working = (1.0 - np.exp(-0.45)) / 0.45  # mean of exp(-0.09 t) over five years
    assert step.orbit == pytest.approx(before.orbit / working, rel=1e-12)


def test_removed_replacement_is_his_own_charge(by_name: dict[str, tuple[Step, Step]]) -> None:
    """9 %/yr for five years of 22 $/W on all satellites: 45 % of the hardware."""
    _, step = by_name["No satellites for failed chips"]
    ours = our_answer(parse({"name": "x"}), 2030)
    light = ours.at(ours.outcome.orbit.sunlight.mean_sunlit)
    aged = sum(0.975**year for year in range(5)) / 5
    whole = 1.0 / 37_000  # one satellite of 27 kW in a gigawatt
    assert step.orbit_change == pytest.approx(-0.45 * 22.0 / (aged * light), rel=whole)


def test_lives_by_hand(by_name: dict[str, tuple[Step, Step]]) -> None:
    """Facility over 15 years, gas plant over 25, fuel as burnt, undiscounted."""
    _, step = by_name["Each asset over its own life"]
    fuel = 6200 * 4.30 / 1000 * 1.2 * 0.80 * HOURS_PER_YEAR / 1000  # $/kW a year
    yearly = (12500 / 15 + 2160 / 25 + fuel) * dollar_factor("USD_2025")
    assert step.earth == pytest.approx(yearly / HOURS_PER_YEAR, rel=1e-9)


def test_counting_the_same_chips_draws_the_ratio_to_one(
    by_name: dict[str, tuple[Step, Step]],
) -> None:
    before, step = by_name["Accelerators counted"]
    assert 1.0 < step.ratio < before.ratio


def test_the_view_factor_warms_the_panel(by_name: dict[str, tuple[Step, Step]]) -> None:
    _, step = by_name["Earth in view, edge on"]
    assert "68.95 °C, not 62.60" in step.reason


def test_document(walked: Bridge, capsys: pytest.CaptureFixture[str]) -> None:
    bridge_command("mccalip", out=None, as_json=True, quiet=False)
    document = json.loads(capsys.readouterr().out)
    jsonschema.validate(document, SCHEMA)
    assert document == json.loads(json.dumps(walked.as_dict()))


def test_terminal_fits_100_columns(
    walked: Bridge, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    bridge_command("mccalip", out=None, as_json=False, quiet=False)
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 100
    rows = [line.split() for line in lines if "Our answer" in line]
    last = walked.steps[-1]
    assert rows[0][-3:] == [f"{last.orbit:.3f}", f"{last.earth:.3f}", f"{last.ratio:.2f}"]


def test_unknown_model_and_year() -> None:
    with pytest.raises(InputError, match=r"did you mean 'mccalip'\?") as caught:
        bridge("mcalip")
    assert "mcalip" in str(caught.value)
    with pytest.raises(InputError, match="2026 to 2045"):
        bridge("mccalip", 2050)
