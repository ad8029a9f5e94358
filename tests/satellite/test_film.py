import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.satellite.film import LAMINAR_NUSSELT, film_coefficient

WATER = (988.0, 4181.0, 547e-6, 0.6435)  # liquid water at 50 degC


def at(reynolds, bore=0.005, fluid=WATER):
    rho, _, mu, _ = fluid
    return film_coefficient(reynolds * mu / (rho * bore), bore, *fluid)


def test_laminar_flow_does_not_care_for_speed():
    slow = float(at(100.0))
    assert slow == pytest.approx(4.364 * 0.6435 / 0.005, rel=1e-3)
    assert float(at(2299.0)) == pytest.approx(slow, rel=1e-12)


def test_gnielinski_by_hand():
    """Re 10,000 and Pr 3.554: f = 0.03148, Nu = 61.1."""
    f8 = (0.79 * np.log(1e4) - 1.64) ** -2 / 8.0
    Pr = 4181.0 * 547e-6 / 0.6435
    nusselt = f8 * 9000.0 * Pr / (1.0 + 12.7 * np.sqrt(f8) * (Pr ** (2.0 / 3.0) - 1.0))
    assert nusselt == pytest.approx(61.1, abs=0.1)
    assert float(at(1e4)) == pytest.approx(nusselt * 0.6435 / 0.005, rel=1e-12)


def test_near_dittus_and_boelter_far_into_turbulence():
    """0.023 Re^0.8 Pr^0.4, an older fit to the same experiments; good to 25 %."""
    Pr = 4181.0 * 547e-6 / 0.6435
    for reynolds in (2e4, 1e5):
        older = 0.023 * reynolds**0.8 * Pr**0.4 * 0.6435 / 0.005
        assert float(at(reynolds)) == pytest.approx(older, rel=0.2)


@given(st.floats(50.0, 1e5), st.floats(1.0001, 2.0))
def test_faster_flow_never_passes_less(reynolds, faster):
    assert at(reynolds * faster) >= at(reynolds) * (1.0 - 1e-12)


def test_no_jump_where_the_flow_turns_turbulent():
    for corner in (2300.0, 4000.0):
        below, above = at(np.array([corner * (1.0 - 1e-9), corner * (1.0 + 1e-9)]))
        assert below == pytest.approx(above, rel=1e-6)
    assert pytest.approx(4.364, abs=1e-3) == LAMINAR_NUSSELT
