"""The compiled step is the plain one, and its sums are sums."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from dawndusk.satellite.node_state import NodeState
from dawndusk.satellite.transient import implicit, step

sys.path.insert(0, str(Path(__file__).parents[1] / "satellite"))
from node_sample import NODE

OUT = (
    "compute", "power_w", "load_w", "loss_w", "absorbed_w", "radiated_w", "rejected_w",
    "junction_k", "throttled", "asleep",
)  # fmt: skip


@pytest.fixture(scope="module")
def kernels():
    from dawndusk.twin import kernels_node

    return kernels_node


def random_block(kernels, rng):
    """Every kind of state: empty and full batteries, hot chips, edges of the shadow, at rest."""
    B = kernels.BLOCK
    rows = np.zeros((kernels.ROWS, B))
    rows[0] = rng.uniform(180.0, 360.0, B)
    rows[1] = rng.uniform(250.0, 340.0, B)
    rows[2] = rows[1] + rng.uniform(0.0, 20.0, B)
    rows[3] = NODE.battery_j * rng.choice([0.0, 1.0, 0.1, 0.25, 0.7], B) * rng.random(B)
    rows[3, :4] = NODE.battery_j
    rows[4] = rng.choice([0.0, 30.0, 120.0], B)
    rows[5] = rng.integers(0, 2, B)
    rows[6:8] = rng.random((2, B))
    rows[8:10] = rng.uniform(-5.0, 5.0, (2, B))
    rows[kernels.D0], rows[kernels.D1] = rng.uniform(-1.0, 1.0, (2, B))
    rows[kernels.W0], rows[kernels.W1] = rng.uniform(-2.0, 3.0, (2, B))
    rows[kernels.W1, :9] = rows[kernels.W0, :9]  # one that stands still
    return rows


@pytest.mark.parametrize("shadow_speed", [0.0, 0.7, 1.0])
@pytest.mark.parametrize(("demand", "h"), [(1.0, 60.0), (0.6, 10.0)])
def test_a_step_is_the_plain_step(kernels, shadow_speed, demand, h):
    rng = np.random.default_rng(3)
    model = NODE._replace(shadow_speed=shadow_speed, wake_s=0.0 if shadow_speed else 120.0)
    by = implicit(model, h)
    for _ in range(20):
        rows = random_block(kernels, rng)
        state = NodeState(*rows[: kernels.STATE].copy())
        cosine, way = (rows[[a, a + 1]].copy() for a in (kernels.D0, kernels.W0))
        plain = step(model, by, state, tuple(cosine), tuple(way), demand)
        flat = rows.ravel()
        kernels.step_nodes(flat, model, by, demand)
        made = flat.reshape(rows.shape)
        for name, ours, theirs in zip(NodeState._fields, made, plain.state, strict=False):
            scale = NODE.battery_j if name == "charge_j" else 300.0
            assert np.abs(ours - theirs).max() < 1e-14 * scale, name
        for name, ours in zip(OUT, made[kernels.COMPUTE :], strict=False):
            assert ours == pytest.approx(getattr(plain, name), rel=1e-12, abs=1e-7), name
        assert np.array_equal(made[kernels.D0], cosine[1])
        assert np.array_equal(made[kernels.W0], way[1])


@pytest.mark.parametrize("n", [1, 3, 104, 128])
def test_sums_and_ends_leave_out_what_only_fills_the_block(kernels, n):
    from dawndusk.twin import kernels_node_sums as sums

    rng = np.random.default_rng(4)
    rows = random_block(kernels, rng)
    rows[16:26] = rng.uniform(1.0, 2.0, (10, kernels.BLOCK))
    rows[:, n:] *= 100.0
    out = np.zeros((2, sums.COLUMNS))
    low, high = len(sums.SUMS), len(sums.SUMS) + len(sums.ENDS)
    out[:, low:high], out[:, high:] = np.inf, -np.inf
    best = np.array([[np.inf, 0.0, 0.0], [-np.inf, 0.0, 0.0]])
    flat = rows.ravel().copy()
    model = NODE._replace(freezing_k=290.0)
    for _ in range(2):
        sums.record_start(flat, n, model, out, 1, best, 1000)
        sums.record_step(flat, n, out, 1, best, 1000)
    assert np.all(out[0, :low] == 0.0)
    mine = rows[:, :n]
    named = dict(zip(sums.SUMS, out[1], strict=False))
    for name, row in zip(OUT[:7], mine[16:], strict=False):
        assert named[name] == pytest.approx(2.0 * row.sum())
    for name, row in (("throttled", 24), ("asleep", 25), ("resting", 5), ("junction_k", 23)):
        assert named[name] == pytest.approx(2.0 * mine[row].sum())
    assert named["frozen"] == 2.0 * (mine[1] < 290.0).sum()
    for k, name in enumerate(sums.ENDS):
        row = mine[23 if name == "junction_k" else k]
        assert named[name] == pytest.approx(2.0 * row.sum())
        assert out[1, low + k] == row.min()
        assert out[1, high + k] == row.max()
    assert best[0].tolist() == [mine[1].min(), 1000.0 + mine[1].argmin(), 1.0]
    assert best[1].tolist() == [mine[23].max(), 1000.0 + mine[23].argmax(), 1.0]
