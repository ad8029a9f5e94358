import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.errors import InputError
from dawndusk.satellite.battery import battery_size


@pytest.mark.parametrize(
    ("depth", "wh_per_kg", "kg"), [(0.30, 150.0, 730.67), (0.50, 200.0, 328.83)]
)
def test_longest_shadow_at_650_km(depth, wh_per_kg, kg):
    """100 kW through 19.73 min by hand: 32.88 kWh."""
    size = battery_size(100.0, 19.73, depth, wh_per_kg)
    assert float(size.kwh) == pytest.approx(32.883, abs=1e-3)
    assert float(size.kg) == pytest.approx(kg, rel=1e-3)


@given(st.floats(0.0, 1e5), st.floats(0.0, 100.0), st.floats(0.05, 1.0), st.floats(50.0, 500.0))
def test_energy_is_power_times_time_and_mass_holds_it(power, shadow, depth, wh_per_kg):
    size = battery_size(power, shadow, depth, wh_per_kg)
    assert float(size.kwh) == pytest.approx(power * shadow / 60.0, rel=1e-12)
    assert float(size.nameplate_kwh) * depth == pytest.approx(float(size.kwh), rel=1e-12)
    assert float(size.kg) * wh_per_kg == pytest.approx(1e3 * float(size.nameplate_kwh), rel=1e-12)
    deeper = battery_size(power, shadow, np.minimum(depth * 1.1, 1.0), wh_per_kg)
    assert deeper.kg <= size.kg


@pytest.mark.parametrize(
    ("given", "says"),
    [((-1.0, 20.0, 0.3, 150.0), "power_kw"), ((100.0, -1.0, 0.3, 150.0), "eclipse_min"),
     ((100.0, 20.0, 0.0, 150.0), "depth_of_discharge"), ((100.0, 20.0, 1.1, 150.0), "depth_of"),
     ((100.0, 20.0, 0.3, 0.0), "wh_per_kg"), ((float("nan"), 20.0, 0.3, 150.0), "power_kw")],
)  # fmt: skip
def test_refuses_what_cannot_be(given, says):
    with pytest.raises(InputError, match=says):
        battery_size(*given)
