"""The correlations of the catalogue name real rows and can all hold at once."""

import numpy as np

from dawndusk.data import CONFIDENCES, catalogue, correlations


def test_they_name_uncertain_rows_once():
    pairs = [frozenset((entry["a"], entry["b"])) for entry in correlations()]
    assert len(set(pairs)) == len(pairs)
    for pair in pairs:
        assert len(pair) == 2
        for name in pair:
            assert catalogue()[name].shape.uncertain, name


def test_they_are_sourced_and_below_one():
    for entry in correlations():
        assert entry["source"]
        assert entry["confidence"] in CONFIDENCES
        assert 0.0 < abs(entry["rho"]) < 1.0


def test_they_can_hold_together():
    """A correlation matrix has no negative eigenvalue; this one keeps a distance from zero."""
    names = sorted({name for entry in correlations() for name in (entry["a"], entry["b"])})
    matrix = np.eye(len(names))
    for entry in correlations():
        i, j = names.index(entry["a"]), names.index(entry["b"])
        matrix[i, j] = matrix[j, i] = entry["rho"]
    assert np.linalg.eigvalsh(matrix).min() > 0.02
