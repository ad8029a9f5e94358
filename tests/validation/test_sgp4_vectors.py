"""The import path against SGP4's own verification vectors, every line of them.

Source: `SGP4-VER.TLE` and `tcppver.out` of Vallado, Crawford, Hujsak & Kelso, Revisiting
Spacetrack Report No. 3, AIAA 2006-6753, as the package sgp4 carries them: 33 satellites from low
orbit to beyond the geostationary, 700 lines.

Tolerance: 2e-7 km and 2e-7 km/s, that of python-sgp4's own test. Kilometres are compared after our
way through metres.

The file's last three satellites have a wrong checksum on purpose (they test error codes). Our
reader refuses them, which is tested first; then their checksums are mended.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.orbit.imported import DECAYED, STATUS, import_elements, propagate

sgp4 = pytest.importorskip("sgp4")
FOLDER = Path(sgp4.__file__).parent
TOLERANCE_KM = 2e-7
CODES = [1, 1, 6, 6, 4, 3, 6]  # of the satellites that SGP4 gives up on, in the file's order


class Case(NamedTuple):
    number: int
    minutes: np.ndarray
    position_km: np.ndarray
    velocity_km_s: np.ndarray


def verification_lines():
    return (FOLDER / "SGP4-VER.TLE").read_text().splitlines()


def expected():
    """The 700 lines of the reference, satellite by satellite."""
    cases, number, rows = [], 0, []
    lines = (FOLDER / "tcppver.out").read_text().splitlines()
    assert len(lines) == 700
    for line in [*lines, "0 xx"]:
        cells = line.split()
        if cells[1] != "xx":
            rows.append([float(cell) for cell in cells[:7]])
            continue
        if rows:
            table = np.array(rows)
            cases.append(Case(number, table[:, 0], table[:, 1:4], table[:, 4:7]))
        number, rows = int(cells[0]), []
    return cases


@pytest.fixture(scope="module")
def group(tmp_path_factory):
    from sgp4.io import fix_checksum

    def mended(line):
        broken = line[2:7] in ("33333", "33334", "33335")
        return fix_checksum(line[:69]) + line[69:] if broken else line

    path = tmp_path_factory.mktemp("sgp4") / "SGP4-VER.TLE"
    path.write_text("\n".join(mended(line) for line in verification_lines()))
    return import_elements(path)


@pytest.fixture(scope="module")
def cases():
    return expected()


def at(record, minutes):
    """States of one satellite, its time in two parts as python-sgp4's test takes it."""
    whole, part = np.divmod(np.asarray(minutes) / 1440.0, 1.0)
    return propagate([record], record.jdsatepoch + whole, record.jdsatepochF + part)


def test_a_wrong_checksum_is_refused_with_its_line():
    says = "line 100: the checksum is wrong: the line adds up to 2"
    with pytest.raises(InputError, match=says):
        import_elements(FOLDER / "SGP4-VER.TLE")


def test_the_file_is_read_whole(group, cases):
    assert len(cases) == 33
    assert [record.satnum for record in group.records] == [case.number for case in cases]


def test_every_line(group, cases):
    lines, worst = 0, 0.0
    for record, case in zip(group.records, cases, strict=True):
        states = at(record, case.minutes)
        lines += 1 + len(case.minutes)
        if case.number == 33334:  # fails at once: the reference repeats another satellite's line
            assert states.code.tolist() == [[3]]
            continue
        assert not states.code.any(), case.number
        position = np.abs(states.position_m[0] / 1e3 - case.position_km).max()
        velocity = np.abs(states.velocity_m_s[0] / 1e3 - case.velocity_km_s).max()
        worst = max(worst, position, velocity)
        assert worst < TOLERANCE_KM, case.number
    assert lines == 700
    assert worst > 1e-12  # of a file with 8 decimals: exactly zero would mean nothing was compared


def test_a_satellite_that_cannot_be_placed_says_why(group, cases):
    codes = []
    stops = [line[69:].split() for line in verification_lines() if line.startswith("2 ")]
    for record, case, (start, stop, step) in zip(group.records, cases, stops, strict=True):
        minutes = float(start) + float(step) * np.arange(
            1 + round((float(stop) - float(start)) / float(step))
        )
        states = at(record, minutes)
        failed = states.code[0] != 0
        if not failed.any():
            assert case.minutes[-1] == pytest.approx(float(stop)), "the reference goes on"
            continue
        first = int(np.argmax(failed))
        codes.append(int(states.code[0, first]))
        assert case.number == 33334 or case.minutes[-1] < minutes[first] + 1e-6
        assert not states.position_m[0, failed].any()
    assert codes == CODES
    assert STATUS[codes[2]] == "decayed"
    assert codes[2] == DECAYED


def test_all_at_one_moment_as_one_by_one(group):
    moment = max(record.jdsatepoch for record in group.records)
    together = propagate(group.records, moment, [0.25, 0.5])
    assert np.isfinite(together.position_m).all()
    for k, record in enumerate(group.records):
        alone = propagate([record], moment, [0.25, 0.5])
        np.testing.assert_array_equal(together.code[k], alone.code[0])
        np.testing.assert_array_equal(together.position_m[k], alone.position_m[0])


def test_another_second_would_be_seen(group, cases):
    states = at(group.records[0], cases[0].minutes + 1.0 / 60.0)
    off = np.linalg.norm(states.position_m[0] / 1e3 - cases[0].position_km, axis=1)
    assert off.min() > 1.0
    assert math.isfinite(off.max())
