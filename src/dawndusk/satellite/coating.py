"""Coatings: how much more sunlight a white surface absorbs as it ages."""

from __future__ import annotations

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.limits import require_within
from dawndusk.satellite import Numbers

__all__ = ["aged_absorptivity"]


def aged_absorptivity(
    age_years: Numbers, absorptivity_new: Numbers, absorptivity: Numbers, coating_years: Numbers
) -> FloatArray:
    r"""Absorptivity of a coating for sunlight at an age.

    .. math:: \alpha(t) = \alpha_0 + (\alpha_\infty - \alpha_0)\,(1 - e^{-t / \tau})

    Parameters
    ----------
    age_years : array_like [year]
        In orbit, t.
    absorptivity_new : array_like [1]
        At the start, alpha_0.
    absorptivity : array_like [1]
        Of the old surface, towards which it goes.
    coating_years : array_like [year]
        After which 63 % of the change is done, tau.

    Returns
    -------
    aged : ndarray [1]
        Absorptivity for sunlight at that age.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Ultraviolet light and contamination, as one process that saturates. Atomic oxygen, which can
    clean a white paint in low orbit, is left out. Emissivity hardly changes.

    References
    ----------
    Gilmore (ed.), Spacecraft Thermal Control Handbook, 2002, ch. 4 (degradation that saturates).

    Examples
    --------
    After one time constant 63 % of the way from 0.12 to 0.25 is gone:

    >>> round(float(aged_absorptivity(2.0, 0.12, 0.25, 2.0)), 3)
    0.202
    """
    require_within(
        age_years=(age_years, 0.0, 1e3),
        absorptivity_new=(absorptivity_new, 0.0, 1.0),
        absorptivity=(absorptivity, 0.0, 1.0),
        coating_years=(coating_years, 1e-3, 1e3),
    )
    old = np.asarray(absorptivity, dtype=np.float64)
    unchanged = np.exp(-np.asarray(age_years) / np.asarray(coating_years, dtype=np.float64))
    return np.asarray(old + (np.asarray(absorptivity_new) - old) * unchanged)
