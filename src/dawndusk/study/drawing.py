"""Lengths of a satellite's surfaces, as a picture to scale and a table of sizes need them."""

from __future__ import annotations

from typing import Any

from dawndusk.satellite.inputs import Body

__all__ = ["apart", "drawing"]


def apart(array_m2: float, radiator_m2: float, body: Body) -> tuple[float, float]:
    """Return areas of array and radiator that share no square metre.

    Parameters
    ----------
    array_m2, radiator_m2 : float [m2]
        As a satellite is closed: of one sheet, the cells and the whole of it.
    body : str
        Of the satellite.

    Returns
    -------
    tuple of float [m2]
        Of one sheet, the cells and what is left beside them.

    Examples
    --------
    >>> apart(600.0, 1000.0, "wings"), apart(600.0, 1000.0, "panel")
    ((600.0, 1000.0), (600.0, 400.0))
    """
    if body != "panel":
        return array_m2, radiator_m2
    return array_m2, max(radiator_m2 - array_m2, 0.0)


def drawing(array_m2: float, radiator_m2: float, width_ratio: float, body: Body) -> dict[str, Any]:
    """Lengths of array and radiator.

    Parameters
    ----------
    array_m2, radiator_m2 : float [m2]
        Planform, as a satellite is closed.
    width_ratio : float [1]
        Width of the array over its length.
    body : str
        Wings: the radiator stands behind the array and is as wide. Body-mounted: two of them, on
        two sides. Panel: one sheet, which is the array and the radiator.

    Returns
    -------
    dict
        ``array_length_m``, ``array_width_m``, ``radiator_length_m``, ``radiator_width_m`` (of one
        of the two where there are two), ``array_area_m2``, ``radiator_area_m2``, ``body``, and
        ``cell_share`` of the sheet, 1 for the others.

    Examples
    --------
    >>> found = drawing(400.0, 200.0, 0.25, "body_mounted")
    >>> found["array_length_m"], found["array_width_m"], found["radiator_length_m"]
    (40.0, 10.0, 10.0)
    >>> found = drawing(300.0, 400.0, 0.25, "panel")
    >>> found["array_length_m"], found["radiator_length_m"], found["cell_share"]
    (40.0, 40.0, 0.75)
    """
    sheet = body == "panel"
    width = ((radiator_m2 if sheet else array_m2) * width_ratio) ** 0.5
    panels = 2.0 if body == "body_mounted" else 1.0
    return {
        "body": body,
        "cell_share": min(array_m2 / radiator_m2, 1.0) if sheet else 1.0,
        "array_length_m": (radiator_m2 if sheet else array_m2) / width,
        "array_width_m": width,
        "radiator_length_m": radiator_m2 / panels / width,
        "radiator_width_m": width,
        "array_area_m2": array_m2,
        "radiator_area_m2": radiator_m2,
    }
