"""Figures that the README states of the project itself."""

from __future__ import annotations

from pathlib import Path

from dawndusk.data import catalogue
from dawndusk.scenario import parse

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
IN_WORDS = {4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}


def test_the_share_of_guesses():
    inputs = parse({"name": "x"}).quantities().values()
    guesses = [q for q in inputs if q.row and catalogue()[q.row].confidence == "guess"]
    one_in = IN_WORDS[round(len(inputs) / len(guesses))]
    assert f"about one in {one_in} of a study's inputs is marked a guess" in README
