"""TLE and OMM files: every form gives the same satellites; a broken one names its line."""

from __future__ import annotations

import json
import os
import tracemalloc

import pytest
from sgp4 import exporter
from sgp4.api import Satrec
from sgp4.io import fix_checksum

from dawndusk.errors import InputError
from dawndusk.orbit import element_files
from dawndusk.orbit.element_files import read_elements

# a catalogue entry in which no field is zero, so that a wrong unit would show
NAME = "MARIO"
ONE = "1 55123U 98067UQ  23115.44827133  .00787702  29408-3  15680-2 0  9999"
TWO = "2 55123  51.6242 216.2930 0014649 331.8976  28.1241 15.99081912 18396"
ELEMENTS = ("no_kozai", "ecco", "inclo", "nodeo", "argpo", "mo", "bstar", "ndot", "nddot")


@pytest.fixture
def message():
    fields = exporter.export_omm(Satrec.twoline2rv(ONE, TWO), NAME)
    return fields | {"EPOCH": "2023-04-25T10:45:30.642912"}


def as_xml(*messages):
    def segment(fields):
        leaves = "".join(f"<{name}>{value}</{name}>\n" for name, value in fields.items())
        return f"<segment>\n<data>{leaves}</data></segment>"

    body = "\n".join(segment(fields) for fields in messages)
    return f'<?xml version="1.0"?>\n<ndm><omm><body>{body}</body></omm></ndm>'


def as_csv(*messages):
    rows = [",".join(str(value) for value in fields.values()) for fields in messages]
    return "\n".join([",".join(messages[0]), *rows]) + "\n"


def read(tmp_path, text):
    path = tmp_path / "elements.txt"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_elements(path)


def refused(tmp_path, text):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    message = str(caught.value)
    assert "elements.txt" in message
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (f"{ONE}\n{TWO}\n", "55123"),
        (f"{NAME}      \n{ONE}\n{TWO}\n", NAME),
        (f"0 {NAME}\r\n{ONE}\r\n{TWO}\r\n", NAME),
        (f"\ufeff# a comment\n\n{NAME}\n{ONE}\n   # inside\n{TWO}     0.00 1440.0 360.00", NAME),
    ],
    ids=["two lines", "three lines", "numbered, Windows", "comments, what follows column 69"],
)
def test_every_layout_of_a_tle(tmp_path, text, name):
    names, records = read(tmp_path, text)
    expected = Satrec.twoline2rv(ONE, TWO)
    assert names == (name,)
    for element in (*ELEMENTS, "jdsatepoch", "jdsatepochF"):
        assert getattr(records[0], element) == getattr(expected, element)


def test_every_form_of_omm_is_the_tle(tmp_path, message):
    from_tle = read(tmp_path, f"{NAME}\n{ONE}\n{TWO}\n").records[0]
    texts = [
        json.dumps([message]),
        json.dumps(message),
        as_csv(message),
        as_xml(message),
        as_xml(message).replace("<segment>", "<n:segment>").replace("</segment>", "</n:segment>"),
        "\n \n" + as_csv(message),
        "\n \n" + as_xml(message),
    ]
    for text in texts:
        names, (record,) = read(tmp_path, text)
        assert names == (NAME,)
        for element in ELEMENTS:
            assert getattr(record, element) == pytest.approx(getattr(from_tle, element), rel=1e-14)
        assert record.jdsatepoch + record.jdsatepochF == pytest.approx(
            from_tle.jdsatepoch + from_tle.jdsatepochF, abs=1e-8
        )


def test_what_the_orbit_does_not_need_may_be_missing_or_odd(tmp_path, message):
    for name in ("OBJECT_ID", "MEAN_MOTION_DOT", "REV_AT_EPOCH", "OBJECT_NAME", "EPHEMERIS_TYPE"):
        message.pop(name)
    message |= {"NORAD_CAT_ID": 799501234, "CLASSIFICATION_TYPE": "none", "EPOCH": "2023-04-25"}
    names, (record,) = read(tmp_path, json.dumps(message))
    assert names == ("799501234",)
    assert record.jdsatepoch + record.jdsatepochF == 2460059.5


def test_order_and_duplicates_stay(tmp_path):
    second = [fix_checksum(line.replace("55123", "E5123")) for line in (ONE, TWO)]
    names, records = read(tmp_path, "\n".join([ONE, TWO, "B", *second, ONE, TWO]))
    assert names == ("55123", "B", "55123")
    assert [record.satnum for record in records] == [55123, 145123, 55123]


def off(line, figure, other):
    """Return a line with another figure in the same columns, and a checksum that is right."""
    wide = max(len(figure), len(other))
    begin = line.index(figure) + len(figure) - wide
    return fix_checksum(line[:begin] + other.rjust(wide) + line[begin + wide :])


def test_the_ends_of_the_ranges_are_inside(tmp_path):
    one = off(ONE, "115.44827133", "366.99999999")
    two = off(off(off(TWO, "51.6242", "180.0000"), "216.2930", "360.0000"), "28.1241", "0.0000")
    assert read(tmp_path, f"{one}\n{two}\n").names == ("55123",)


@pytest.mark.parametrize("name", ["<X-1>", "[X-1]", "{X-1}", "EPOCH, X-1", "MEAN_MOTION,EPOCH"])
def test_a_first_name_that_begins_like_another_form(tmp_path, name):
    for text in (f"{name}\n{ONE}\n{TWO}\n", f"# {name}\n\n0 {name}\n{ONE}\n{TWO}\n"):
        assert read(tmp_path, text).names == (name,)


def test_a_table_without_an_epoch_is_a_table(tmp_path, message):
    message.pop("EPOCH")
    assert "line 2: the message has no EPOCH" in refused(tmp_path, as_csv(message))


@pytest.mark.parametrize("code", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_says_what_is_expected(tmp_path, code):
    text = f"{ONE}\n{TWO}\n".encode(code)
    assert "not text in UTF-8: got 'UTF-16'; allowed: UTF-8 is expected" in refused(tmp_path, text)


def test_zeros_are_refused_before_they_are_read(tmp_path):
    path = tmp_path / "elements.txt"
    with path.open("wb") as file:
        file.truncate(element_files.LARGEST_FILE)
    tracemalloc.start()
    with pytest.raises(InputError, match="is not text in UTF-8: got 'zero bytes'"):
        read_elements(path)
    assert tracemalloc.get_traced_memory()[1] < 1e6
    tracemalloc.stop()


@pytest.mark.parametrize(
    ("lines", "at", "says"),
    [
        ([ONE[:-1] + "8", TWO], 1, "checksum is wrong: the line adds up to 9: got '8'"),
        ([NAME, ONE, TWO.replace("51.6242", "51.6243")], 3, "checksum is wrong"),
        ([ONE, TWO[:60]], 2, "69 characters: got '60 characters'"),
        ([ONE, TWO + "7"], 2, "69 characters: got '70 characters'"),
        ([ONE, TWO.replace("51.6242", "51.x242")], 2, "the inclination (columns 9 to 16)"),
        ([ONE, TWO.replace("15.99081912", "           ")], 2, "the mean motion (columns 53 to 63)"),
        ([ONE.replace("15680-2", "1.680-2"), TWO], 1, "the drag term"),
        ([ONE.replace("23115", "2x115"), TWO], 1, "the year of the epoch"),
        ([ONE, TWO.replace("0014649", "00l4649")], 2, "the eccentricity"),
        ([ONE.replace("55123", "5512é"), TWO], 1, "a character that no TLE has"),
        ([ONE, TWO.replace(" 216.29", "\x00216.29")], 2, "a character that no TLE has"),
        ([ONE, TWO.replace(" 216.29", "1216.29")], 2, "column 17 is not blank: got '1'"),
        ([ONE, fix_checksum(TWO.replace("55123", "55124"))], 2, "another satellite"),
        ([ONE, TWO, ONE], 3, "ends after line 1"),
        ([ONE, ONE, TWO], 1, "not followed by its line 2"),
        ([TWO], 1, "without its line 1"),
        ([ONE, TWO, "hello", "world"], 4, "neither a TLE line nor a name"),
        ([ONE, TWO, "hello"], 3, "neither a TLE line nor a name"),
        ([ONE, fix_checksum(TWO.replace("15.99081912", "00.00000000"))], 1, "not above zero"),
        ([fix_checksum(ONE.replace(" 0  999", " 4  999")), TWO], 1, "the elements are of SGP4-XP"),
        ([ONE, off(TWO, "51.6242", "200.64")], 2, "the inclination (columns 9 to 16) is out of "
         "range: got '200.64'; allowed: 0 to 180"),
        ([ONE, off(TWO, "51.6242", "-0.0001")], 2, "the inclination"),
        ([off(ONE, "115.44827133", "999.50000000"), TWO], 1, "the day of the epoch (columns 21 to "
         "32) is out of range: got '999.50000000'; allowed: 1 to 366.99999999"),
        ([off(ONE, "115.44827133", "000.00000000"), TWO], 1, "the day of the epoch"),
        ([off(ONE, "115.44827133", "367.00000000"), TWO], 1, "the day of the epoch"),
        ([ONE, off(TWO, "216.2930", "360.0001")], 2, "the node"),
        ([ONE, off(TWO, "331.8976", "-31.8976")], 2, "the argument of perigee"),
        ([ONE, off(TWO, "28.1241", "999.999")], 2, "the mean anomaly"),
    ],
)  # fmt: skip
def test_a_broken_tle_names_the_line(tmp_path, lines, at, says):
    message = refused(tmp_path, "\n".join(lines))
    assert f"elements.txt, line {at}: " in message
    assert says in message


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"ECCENTRICITY": "round"}, "ECCENTRICITY is no number that can be: got 'round'"),
        ({"ECCENTRICITY": 1.2}, "ECCENTRICITY"),
        ({"MEAN_MOTION": float("nan")}, "MEAN_MOTION"),
        ({"MEAN_MOTION": 0}, "the mean motion is not above zero"),
        ({"INCLINATION": -5}, "INCLINATION"),
        ({"BSTAR": None}, "the message has no BSTAR"),
        ({"EPOCH": None}, "the message has no EPOCH"),
        ({"EPOCH": "yesterday"}, "EPOCH is no date and time in UTC: got 'yesterday'"),
        ({"EPOCH": "2023-04-25T10:45:30+02:00"}, "EPOCH is no date and time in UTC"),
        ({"EPOCH": "0001-01-01"}, "EPOCH is no date and time in UTC"),
        ({"NORAD_CAT_ID": "12345678901234567890"}, "NORAD_CAT_ID"),
        ({"EPHEMERIS_TYPE": 4}, "the elements are of SGP4-XP"),
        ({"MEAN_ELEMENT_THEORY": "DSST"}, "MEAN_ELEMENT_THEORY is not SGP4"),
        ({"REF_FRAME": "GCRF"}, "REF_FRAME is not TEME: got 'GCRF'"),
        ({"CENTER_NAME": "MOON"}, "CENTER_NAME"),
        ({"MEAN_ANOMALY": {"a": 1}}, "MEAN_ANOMALY"),
    ],
)
def test_a_broken_message_names_the_line(tmp_path, message, change, says):
    broken = {name: value for name, value in (message | change).items() if value is not None}
    text = "[" + ",\n ".join(json.dumps(fields) for fields in (message, broken)) + "]"
    assert f"elements.txt, line 2: {says}" in refused(tmp_path, text)


def test_the_line_of_a_broken_message_in_csv_and_xml(tmp_path, message):
    broken = message | {"INCLINATION": "steep"}
    assert "line 3: INCLINATION" in refused(tmp_path, as_csv(message, broken))
    assert "line 5: INCLINATION" in refused(tmp_path, "\n\n" + as_csv(message, broken))
    xml = as_xml(message, broken)
    line = xml[: xml.rindex("<segment>")].count("\n") + 1
    assert f"line {line}: INCLINATION" in refused(tmp_path, xml)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        (" \n\n", "is empty"),
        ("# only a comment\n", "holds no satellites"),
        ("[]", "holds no satellites"),
        ("<ndm></ndm>", "holds no satellites"),
        ("EPOCH,BSTAR\n", "holds no satellites"),
        ("No GP data found", "line 1: neither a TLE line"),
        ('[{"EPOCH": 1},\n oops]', "line 2: not JSON"),
        ("[" * 200_000, "line 1: not a list of messages"),
        ("[1" + "0" * 5000 + "]", "line 1: not a list of messages"),
        ("[1, 2]", "line 1: an entry of the list is not a message"),
        ("EPOCH,BSTAR\n1\n", "line 2: not as many cells"),
        ("EPOCH,BSTAR\n1,2,3\n", "line 2: not as many cells"),
        ("<ndm>\n<omm></ndm>", "line 2: not XML: mismatched tag"),
        ("<!DOCTYPE html><html></html>", "line 1: XML with a document type"),
        (b"\x00\xff\xfe\x01 binary \x80", "line 1: "),
    ],
)
def test_a_file_that_is_something_else(tmp_path, text, says):
    assert says in refused(tmp_path, text)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="no such file of orbital elements"):
        read_elements(tmp_path / "none.tle")


def test_what_is_not_a_regular_file_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(InputError, match="is not a regular file of orbital elements"):
            read_elements(path)


def test_a_file_that_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr("dawndusk.orbit.element_files.LARGEST_FILE", 10)
    assert "too large" in refused(tmp_path, ONE)
