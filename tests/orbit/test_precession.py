"""Precession is a rotation, and ERFA's own of the same theory."""

from __future__ import annotations

import numpy as np
import pytest

from dawndusk.orbit.precession import to_j2000


@pytest.mark.parametrize("days", [-9000.0, 0.0, 9668.0, 20_000.0])
def test_it_is_a_rotation(days):
    matrix = to_j2000(days)
    np.testing.assert_allclose(matrix @ matrix.T, np.eye(3), atol=1e-15)
    assert np.linalg.det(matrix) == pytest.approx(1.0, abs=1e-14)


@pytest.mark.parametrize("days", [-9000.0, 3652.0, 9668.0, 20_000.0])
def test_against_erfa(days):
    """`eraPmat76`, the IAU 1976 matrix, to rounding; `eraPmat06`, the theory of 2006, to 0.2''."""
    erfa = pytest.importorskip("erfa")
    np.testing.assert_allclose(to_j2000(days), erfa.pmat76(2451545.0, days).T, atol=1e-14)
    arc_second = np.radians(1.0 / 3600.0)
    off = np.abs(to_j2000(days) - erfa.pmat06(2451545.0, days).T).max()
    assert off < 0.2 * arc_second
    assert np.abs(to_j2000(days) - np.eye(3)).max() > 1000 * off
