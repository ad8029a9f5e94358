import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from dawndusk.satellite.rectangles import perpendicular_rectangles, perpendicular_strip

side = st.floats(0.02, 50.0)


def integrated(from_depth, onto_depth, edge, nodes=48):
    """Double-area integral cos cos / (pi d^2), the edge direction done in closed form."""

    # over the edge: int int 1/(a^2 + (u - v)^2)^2 du dv = arctan(l / a) l / a^3, the rest in quad
    def strips(w, h):
        a2 = w * w + h * h
        a = np.sqrt(a2)
        return w * h / a2 * edge / a * np.arctan(edge / a) / np.pi

    x, weight = np.polynomial.legendre.leggauss(nodes)
    t, weight = (x + 1.0) / 2.0, weight / 2.0
    # cubes crowd the points to the common edge, where the integrand is steep
    h, dh = onto_depth * t**3, onto_depth * 3.0 * t**2 * weight
    inner = [float(np.sum(strips(w, h) * dh)) for w in from_depth * t**3]
    return float(np.sum(inner * (from_depth * 3.0 * t**2 * weight))) / (from_depth * edge)


@pytest.mark.parametrize(
    ("from_depth", "onto_depth", "edge"),
    [(1.0, 1.0, 1.0), (2.0, 1.0, 1.0), (0.5, 3.0, 1.0), (8.0, 20.0, 12.0), (1.0, 1.0, 5.0)],
)
def test_agrees_with_numerical_integration(from_depth, onto_depth, edge):
    exact = float(perpendicular_rectangles(from_depth, onto_depth, edge))
    assert exact == pytest.approx(integrated(from_depth, onto_depth, edge), rel=1e-3)


def test_agrees_with_rays():
    rng = np.random.default_rng(7)
    n, w, h, edge = 400_000, 1.5, 2.5, 2.0
    along, depth = rng.random(n) * edge, rng.random(n) * w
    sine2, turn = rng.random(n), rng.random(n) * 2.0 * np.pi
    sine, up = np.sqrt(sine2), np.sqrt(1.0 - sine2)
    towards = sine * np.cos(turn)  # towards the other rectangle, which stands at depth 0
    reach = depth / np.where(towards > 0.0, towards, np.inf)
    with np.errstate(invalid="ignore"):
        hit = (towards > 0.0) & (reach * up < h)
        across = along + reach * sine * np.sin(turn)
        hit &= (across > 0.0) & (across < edge)
    assert float(perpendicular_rectangles(w, h, edge)) == pytest.approx(hit.mean(), abs=3e-3)


def test_thin_strip_tends_to_the_crossed_string_of_an_endless_corner():
    # two equal depths, edge without end: F = 1 - 1/sqrt(2), Hottel's crossed strings
    assert float(perpendicular_rectangles(1e-4, 1e-4, 1.0)) == pytest.approx(1 - 0.5**0.5, abs=1e-4)


@given(side, side, side)
def test_reciprocity_and_bounds(w, h, edge):
    forth = float(perpendicular_rectangles(w, h, edge))
    back = float(perpendicular_rectangles(h, w, edge))
    assert 0.0 < forth < 0.5
    assert forth * w == pytest.approx(back * h, rel=1e-6)


@given(side, side, side)
def test_a_deeper_target_fills_more_of_the_view(w, h, edge):
    near = float(perpendicular_rectangles(w, h, edge))
    assert float(perpendicular_rectangles(w, 1.5 * h, edge)) >= near - 1e-12
    assert float(perpendicular_rectangles(1.5 * w, h, edge)) <= near + 1e-12


@given(st.floats(0.1, 10.0), st.floats(0.1, 10.0), st.floats(0.1, 10.0))
def test_strips_add_up_to_the_rectangle(w, h, edge):
    total, _ = quad(lambda x: float(perpendicular_strip(x, h, edge)[1]), 0.0, w, epsrel=1e-9)
    assert total / w == pytest.approx(float(perpendicular_rectangles(w, h, edge)), rel=1e-6)
