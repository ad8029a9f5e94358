"""Fins against worked values of the fin equation (to the four digits given, 1e-4).

Sink at 0 K; sink at 0.7 of the root's temperature; and an aluminium sheet of 1 mm with a half pitch
of 50 mm at 323 K, emissivity 0.9 on both faces and 167 W/(m K): parameter 0.0515, efficiency 0.938.
"""

import numpy as np
import pytest

from dawndusk.satellite.fin import fin_efficiency, fin_parameter


def test_sink_at_zero():
    zeta = np.array([0.1, 0.25, 0.5, 1.0, 2.0, 4.0])
    expected = [0.8900, 0.7795, 0.6634, 0.5340, 0.4095, 0.3032]
    np.testing.assert_allclose(fin_efficiency(zeta), expected, atol=1e-4)


def test_warm_sink_is_given_as_a_ratio_of_temperatures():
    np.testing.assert_allclose(fin_efficiency([0.5, 1.0], 0.7), [0.6545, 0.5195], atol=1e-4)


def test_aluminium_sheet():
    zeta = fin_parameter(323.0, 0.050, 0.001, 167.0, 0.9)
    assert float(zeta) == pytest.approx(0.0515, abs=5e-5)
    assert float(fin_efficiency(zeta)) == pytest.approx(0.938, abs=5e-4)
