import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import solve_bvp

from dawndusk.errors import InputError
from dawndusk.satellite.fin import fin_efficiency, fin_parameter, panel_efficiency

zetas = st.floats(1e-4, 100.0)
sinks = st.floats(0.0, 1.5)


def by_collocation(zeta, s):
    """The same equation by scipy's collocation, an independent method."""
    x = np.linspace(0.0, 1.0, 201)
    solved = solve_bvp(
        lambda _, y: np.vstack([y[1], zeta * (y[0] ** 4 - s**4)]),
        lambda a, b: np.array([a[0] - 1.0, b[1]]),
        x,
        np.vstack([np.ones_like(x), np.zeros_like(x)]),
        tol=1e-10,
        max_nodes=100_000,
    )
    assert solved.success
    return -solved.y[1, 0] / (zeta * (1.0 - s**4))


@pytest.mark.parametrize("zeta", [0.0515, 0.5, 1.0, 4.0, 30.0])
@pytest.mark.parametrize("sink", [0.0, 0.3, 0.7, 0.95, 1.3])
def test_agrees_with_collocation(zeta, sink):
    assert float(fin_efficiency(zeta, sink)) == pytest.approx(by_collocation(zeta, sink), abs=1e-8)


def test_known_limits():
    assert float(fin_efficiency(0.0)) == 1.0
    # a sink at the root's temperature: the linear fin, tanh(q)/q with q^2 = 4 zeta
    zeta = np.array([1e-3, 0.1, 1.0, 10.0, 1e4])
    q = np.sqrt(4.0 * zeta)
    np.testing.assert_allclose(fin_efficiency(zeta, 1.0), np.tanh(q) / q, rtol=1e-12)
    # endless fin: theta'(0)^2 / 2 = zeta (1/5 - s^4 + 4/5 s^5)
    for s in (0.3, 0.7, 1.4):
        endless = np.sqrt(2.0 * (0.2 - s**4 + 0.8 * s**5) / 1e4) / abs(1.0 - s**4)
        assert float(fin_efficiency(1e4, s)) == pytest.approx(endless, rel=1e-9)


def test_fins_of_all_shapes_at_once():
    zeta = np.array([[0.1], [1.0], [4.0]])
    sink = np.array([0.0, 0.7])
    both = fin_efficiency(zeta, sink)
    assert both.shape == (3, 2)
    alone = [[float(fin_efficiency(z, s)) for s in sink] for z in zeta[:, 0]]
    np.testing.assert_allclose(both, alone, rtol=1e-12)


@given(zetas, sinks, st.floats(1.01, 2.0))
def test_a_longer_fin_is_less_efficient_and_sheds_more(zeta, sink, more):
    short, long = fin_efficiency(np.array([zeta, zeta * more]), sink)
    assert 0.0 < long < short < 1.0
    # at a given sheet zeta goes with the square of the length, the heat with length x efficiency
    assert long * np.sqrt(more) >= short * (1.0 - 1e-10)


@given(zetas, st.floats(0.0, 1.4), st.floats(0.01, 0.1))
def test_a_warmer_sink_costs_efficiency(zeta, sink, warmer):
    cold, warm = fin_efficiency(zeta, np.array([sink, sink + warmer]))
    assert warm <= cold + 1e-12


def test_parameter_follows_its_dimensions():
    one = fin_parameter(300.0, 0.05, 1e-3, 200.0, 0.9)
    assert float(fin_parameter(300.0, 0.10, 1e-3, 200.0, 0.9)) == pytest.approx(4.0 * float(one))
    assert float(fin_parameter(600.0, 0.05, 1e-3, 200.0, 0.9)) == pytest.approx(8.0 * float(one))
    assert float(fin_parameter(300.0, 0.05, 2e-3, 200.0, 0.9, 1.0)) == pytest.approx(
        float(one) / 4.0
    )


def test_tubes_and_fins():
    assert float(panel_efficiency(0.8, 0.0, 0.05)) == pytest.approx(0.8)
    assert float(panel_efficiency(0.8, 0.1, 0.05)) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("zeta", "sink", "says"),
    [(-0.1, 0.0, "zeta is out of range: got -0.1; allowed: 0 to 10000"),
     (1e5, 0.0, "zeta is out"), (float("nan"), 0.0, "zeta is out"),
     (1.0, -0.1, "sink_ratio is out of range"), (1.0, 2.5, "allowed: 0 to 2")],
)  # fmt: skip
def test_refuses_what_cannot_be(zeta, sink, says):
    with pytest.raises(InputError, match=says):
        fin_efficiency(zeta, sink)
