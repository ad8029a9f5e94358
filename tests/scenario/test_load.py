"""Files that are no scenarios: one line that names the file and the fault, and no traceback."""

from __future__ import annotations

import os

import pytest

from dawndusk.errors import ScenarioError
from dawndusk.scenario import load


def refused(path) -> str:
    with pytest.raises(ScenarioError) as caught:
        load(path)
    text = str(caught.value)
    assert len(text.splitlines()) == 1
    assert len(text) < 600
    return text


@pytest.fixture
def write(tmp_path):
    def written(content: str | bytes, name: str = "x.yaml"):
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def test_a_file_is_read(write):
    scenario = load(write("name: mine\nneed: {compute_gw: 500 MW}\n"))
    assert scenario.need.compute_gw.value == 0.5


def test_a_byte_order_mark_and_windows_lines_do_not_matter(write):
    assert load(write("\ufeffname: mine\r\nseed: 7\r\n")).seed == 7


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "empty"),
        ("# only a comment\n", "empty"),
        ("---\n", "empty"),
        ("- a\n- b\n", "mapping of sections"),
        ("just some text", "mapping of sections"),
        ("42", "mapping of sections"),
        ("true", "mapping of sections"),
        ("name: [unclosed", "not YAML at line"),
        ("name: x\n\tseed: 1", "not YAML at line"),
        ("name: x\nname: y", "stands twice"),
        ("name: x\norbit: {altitude_km: 600, altitude_km: 700}", "stands twice"),
        ("name: x\n---\nname: y", "not YAML"),
        ("name: !!python/object/apply:os.system ['true']", "not YAML"),
        ("? [a, b]\n: c", "key"),
        ("? {a: b}\n: c", "key"),
        ("name: &a x\ntitle: *a", "aliases"),
        ("&a name: &b {c: *b}", "aliases"),
        ("name: x\nnull: 1", "key"),
        ("a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]", "aliases"),
        ("base: &b {seed: 1}\n<<: *b", "aliases"),
        ("[" * 10_000, "nested too deeply"),
        ("{a: " * 10_000, "nested too deeply"),
        ("\n".join(" " * i + "a:" for i in range(10_000))[:900_000], "nested too deeply"),
        ("name: x\nseed: " + "9" * 5_000, "not YAML"),
        ("\x00\x01\x02", "not YAML"),
        (b"\x7fELF\x02\x01\x01\x00\xff\xfe\xfd", "not text in UTF-8"),
        (b"\xff\xfen\x00a\x00m\x00e\x00", "not text in UTF-8"),
        ("name: x\ntitle: \x1b[31mred", "not YAML"),
    ],
    ids=range(28),
)  # fmt: skip
def test_what_is_no_scenario(write, content, says):
    path = write(content)
    text = refused(path)
    assert says in text
    assert str(path) in text


def test_fifty_megabytes_are_not_even_read(tmp_path):
    path = tmp_path / "big.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)
    assert "too large" in refused(path)
    assert "52,428,800" not in refused(path)


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no endless file on this system")
def test_an_endless_file_or_a_pipe_is_not_read_to_its_end(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in ("/dev/zero", tmp_path / "pipe"):
        assert "is not a regular file; allowed: a YAML file" in refused(path)


def test_a_folder_is_no_scenario(tmp_path):
    assert "a file, not a folder" in refused(tmp_path)


def test_a_missing_file_names_the_nearest(write):
    near = write("name: x", "gigawatt.yaml")
    text = refused(near.with_name("gigawat.yaml"))
    assert "no such scenario file" in text
    assert "did you mean" in text
    assert "gigawatt.yaml" in text


def test_a_missing_folder(tmp_path):
    assert "no such scenario file" in refused(tmp_path / "nowhere" / "x.yaml")


def test_a_path_with_a_null_byte():
    assert "no such scenario file" in refused("a\0b")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads all")
def test_an_unreadable_file(write):
    path = write("name: x")
    path.chmod(0)
    assert "cannot be read" in refused(path)
