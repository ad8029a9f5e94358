import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.constants import G0
from dawndusk.errors import InputError
from dawndusk.satellite.node_mass import node_mass

MIDDLE = {
    "compute_kw": 100.0,
    "array_w_per_kg": 100.0,
    "radiator_kg_per_m2": 5.0,
    "radiator_w_per_m2": 600.0,
    "compute_kg_per_kw": 6.0,
    "battery_kg": 100.0,
    "mass_factor": 1.25,
    "overhead_share": 0.05,
}


def test_sum_by_hand():
    node = node_mass(**MIDDLE, other_kg=60.0)
    assert float(node.array_kg) == pytest.approx(1050.0)
    assert float(node.radiator_kg) == pytest.approx(875.0)
    assert float(node.compute_kg) == pytest.approx(600.0)
    assert float(node.dry_kg) == pytest.approx(1.25 * (1050.0 + 875.0 + 600.0 + 160.0))
    assert float(node.wet_kg) == float(node.dry_kg)


def test_propellant_by_the_rocket_equation():
    node = node_mass(**MIDDLE, delta_v_m_per_s=400.0, isp_s=1500.0)
    assert float(node.wet_kg / node.dry_kg) == pytest.approx(np.exp(400.0 / (1500.0 * G0)))


@given(st.floats(1.0, 1e5), st.floats(1.0, 1.5), st.floats(1.0, 1.5))
def test_lighter_parts_never_lower_the_watts_per_kilogram(power, lighter, stronger):
    plain = node_mass(**MIDDLE | {"compute_kw": power})
    better = node_mass(
        **MIDDLE
        | {
            "compute_kw": power,
            "array_w_per_kg": 100.0 * stronger,
            "radiator_kg_per_m2": 5.0 / lighter,
            "compute_kg_per_kw": 6.0 / lighter,
        }
    )
    assert better.watts_per_kg >= plain.watts_per_kg * (1.0 - 1e-12)
    assert float(plain.watts_per_kg * plain.wet_kg) == pytest.approx(1e3 * power)


@pytest.mark.parametrize(
    ("name", "bad"),
    [("compute_kw", 0.0), ("array_w_per_kg", 0.0), ("radiator_w_per_m2", -1.0),
     ("mass_factor", 0.9), ("battery_kg", -1.0), ("overhead_share", float("nan")), ("isp_s", 0.0)],
)  # fmt: skip
def test_refuses_what_cannot_be(name, bad):
    with pytest.raises(InputError, match=name):
        node_mass(**MIDDLE | {name: bad})
