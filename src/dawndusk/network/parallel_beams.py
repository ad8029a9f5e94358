"""How many laser beams fit side by side between two apertures before they run into each other."""

from __future__ import annotations

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.limits import require_within

__all__ = ["parallel_beams"]


def parallel_beams(
    range_km: FloatLike,
    aperture_m: FloatLike,
    wavelength_nm: FloatLike,
    illumination_efficiency: FloatLike,
    most: FloatLike,
    crosstalk_db: FloatLike,
) -> FloatArray:
    r"""Beams of a square array of telescopes that fills an aperture and faces its like.

    .. math::

        \chi = 4 \exp\left(-\frac{8/\eta_i}{1 + s^2}\right), \quad
        s = \frac{z}{2 z_R}, \quad
        B = \left\lfloor \min\left(\sqrt{B_0},
        \sqrt{s_\chi \frac{\pi \eta_i D^2}{4 \lambda z}}\right) \right\rfloor^2

    Parameters
    ----------
    range_km : array_like [km]
        Between the apertures, z.
    aperture_m : array_like [m]
        Diameter D of the smaller one.
    wavelength_nm : array_like [nm]
        Lambda.
    illumination_efficiency : array_like [1]
        Of each telescope, eta_i, as in `optical_link`.
    most : array_like [1]
        Beams B_0 that there are telescopes for.
    crosstalk_db : array_like [dB]
        Light chi of the four nearest beams in a receiver, over its own, that is allowed.

    Returns
    -------
    ndarray [1]
        Beams B: 1, 4, 9, ...; one where none could stand beside it.

    Raises
    ------
    InputError
        Out of range.

    Notes
    -----
    Each receiver takes one mode (a single-mode fibre), which refuses light from a neighbour both
    by place and by angle; a bare detector would want more room. As many beams as fit, which where
    telescopes shake and light is scarce need not be the best count. Crosstalk by scatter and by
    pointing errors is left out. Google's rule for the same array, confocal telescopes with
    z = pi (D/n)^2 / (4 lambda), lets them stand twice as far apart as 25 dB do: there the four
    neighbours together are only 11 dB down. The count of modes that two apertures share,
    (A / (lambda z))^2, is larger, and needs a multiplexer of modes in place of an array.

    References
    ----------
    Joyce & DeLoach, Appl. Opt. 23 (1984) 4187, coupling of displaced Gaussian modes; Miller, Appl.
    Opt. 39 (2000) 1681, modes between apertures; arXiv:2511.19468 (Google, 2025), section 2.

    Examples
    --------
    On 10 cm one beam at 5 km, four at 600 m, nine at 250 m.

    >>> parallel_beams([5.0, 0.6, 0.25], 0.1, 1550.0, 0.8145, 100, -25.0).tolist()
    [1.0, 4.0, 9.0]
    """
    require_within(
        range_km=(range_km, 1e-6, 1e12),
        aperture_m=(aperture_m, 1e-4, 1e3),
        wavelength_nm=(wavelength_nm, 100.0, 1e5),
        illumination_efficiency=(illumination_efficiency, 1e-6, 1.0),
        most=(most, 1.0, 1e6),
        crosstalk_db=(crosstalk_db, -100.0, 0.0),
    )
    eta = np.asarray(illumination_efficiency, dtype=np.float64)
    allowed = 10.0 ** (0.1 * np.asarray(crosstalk_db, dtype=np.float64))
    spread = np.sqrt(np.maximum(8.0 / eta / np.log(4.0 / allowed) - 1.0, 0.0))
    wave_times_range = np.asarray(wavelength_nm) * 1e-9 * np.asarray(range_km) * 1e3
    fits = spread * np.pi * eta * np.asarray(aperture_m) ** 2 / (4.0 * wave_times_range)
    side = np.floor(np.sqrt(np.minimum(fits, most)))
    return np.asarray(np.maximum(side, 1.0) ** 2)
