"""Exact view factors between two rectangles that meet at a right angle."""

from __future__ import annotations

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.satellite import Numbers

__all__ = ["perpendicular_rectangles", "perpendicular_strip"]


def perpendicular_rectangles(
    from_depth_m: Numbers, onto_depth_m: Numbers, edge_m: Numbers
) -> FloatArray:
    r"""View factor from one rectangle onto another at a right angle to it, with a common edge.

    With :math:`W = w/l`, :math:`H = h/l` and :math:`S^2 = W^2 + H^2`,

    .. math::

        F = \frac{1}{\pi W} \Big[ W \arctan\tfrac1W + H \arctan\tfrac1H
            - S \arctan\tfrac1S + \tfrac14 \ln \Big( \tfrac{(1+W^2)(1+H^2)}{1+S^2}
            \big[\tfrac{W^2 (1+S^2)}{(1+W^2) S^2}\big]^{W^2}
            \big[\tfrac{H^2 (1+S^2)}{(1+H^2) S^2}\big]^{H^2} \Big) \Big]

    Parameters
    ----------
    from_depth_m : array_like [m]
        Depth w of the rectangle that looks, away from the common edge.
    onto_depth_m : array_like [m]
        Depth h of the rectangle that is looked at.
    edge_m : array_like [m]
        Length l of the common edge, shared by both.

    Returns
    -------
    ndarray [1]
        Share of the diffuse radiation that leaves the first rectangle and meets the second,
        0 to 0.5.

    Notes
    -----
    Both surfaces flat, diffuse, with nothing between them. The logarithm is expanded into
    logarithms of 1 + x, so that thin rectangles lose no digits.

    References
    ----------
    Howell, A Catalog of Radiation Heat Transfer Configuration Factors, 3rd ed., C-14; Siegel and
    Howell, Thermal Radiation Heat Transfer, table of factors.

    Examples
    --------
    Two faces of a cube that share an edge; and a shallow strip against a deep wall, which sees
    wall in half of its sky.

    >>> round(float(perpendicular_rectangles(1.0, 1.0, 1.0)), 5)
    0.20004
    >>> round(float(perpendicular_rectangles(1e-3, 100.0, 100.0)), 3)
    0.5
    """
    return _factor_and_edge(from_depth_m, onto_depth_m, edge_m)[0]


def perpendicular_strip(
    from_depth_m: Numbers, onto_depth_m: Numbers, edge_m: Numbers
) -> tuple[FloatArray, FloatArray]:
    r"""View factor of the whole rectangle, and of the thin strip along its far side.

    With the symbols of :func:`perpendicular_rectangles`,

    .. math::

        F_{strip} = \frac{\partial (W F)}{\partial W} = \frac{1}{\pi} \Big[
            \arctan\tfrac1W - \tfrac{W}{S} \arctan\tfrac1S
            + \tfrac{W}{2} \ln \tfrac{W^2 (1+S^2)}{(1+W^2) S^2} \Big]

    Parameters
    ----------
    from_depth_m, onto_depth_m, edge_m : array_like [m]
        As for :func:`perpendicular_rectangles`.

    Returns
    -------
    tuple of ndarray [1]
        Of the rectangle that looks, and of the strip at its depth. The strip says how much the
        exchange grows when the rectangle grows by a little.

    References
    ----------
    Howell, A Catalog of Radiation Heat Transfer Configuration Factors, 3rd ed., C-14, derived.

    Examples
    --------
    The far side of the face of a cube sees less of its neighbour than the face as a whole.

    >>> whole, strip = perpendicular_strip(1.0, 1.0, 1.0)
    >>> round(float(whole), 5), round(float(strip), 5)
    (0.20004, 0.06568)
    """
    return _factor_and_edge(from_depth_m, onto_depth_m, edge_m)


def _factor_and_edge(
    from_depth_m: Numbers, onto_depth_m: Numbers, edge_m: Numbers
) -> tuple[FloatArray, FloatArray]:
    edge = np.asarray(edge_m, dtype=np.float64)
    W = np.asarray(from_depth_m, dtype=np.float64) / edge
    H = np.asarray(onto_depth_m, dtype=np.float64) / edge
    W2, H2 = W * W, H * H
    S2 = W2 + H2
    S = np.sqrt(S2)
    log_w, log_h, log_s = np.log1p(W2), np.log1p(H2), np.log1p(S2)
    ratio = H2 / W2
    shape_w, shape_h = np.log1p(ratio), np.log1p(1.0 / ratio)
    arc_w, arc_s = np.arctan2(1.0, W), np.arctan2(1.0, S)
    along = log_s - log_w - shape_w
    across = log_s - log_h - shape_h
    whole = W * arc_w + H * np.arctan2(1.0, H) - S * arc_s
    whole = whole + 0.25 * (log_w + log_h - log_s + W2 * along + H2 * across)
    strip = arc_w - (W / S) * arc_s + (0.5 * W) * along
    return np.asarray(whole / (np.pi * W)), np.asarray(strip / np.pi)
