"""Reading the tables of `data/tables`, and finding a place between their nodes."""

from __future__ import annotations

import csv
from importlib.resources import files

import numpy as np

from dawndusk.constants import FloatArray

__all__ = ["place_in", "read_table"]


def read_table(name: str) -> list[list[str]]:
    """Read a table; lines that begin with # say where it comes from and are left out.

    Parameters
    ----------
    name : str
        File in `data/tables`, comma-separated.

    Returns
    -------
    list of list of str
        The row of headings first.

    Examples
    --------
    >>> read_table("debris_counts.csv")[0]
    ['diameter_mm', 'objects']
    """
    path = files("dawndusk") / "data" / "tables" / name
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.reader(line for line in lines if line[:1] != "#"))


def place_in(nodes: FloatArray, values: FloatArray) -> tuple[np.ndarray, FloatArray]:
    r"""Place of values between rising nodes.

    .. math:: x_i \le x < x_{i+1}, \quad w = \frac{x - x_i}{x_{i+1} - x_i}

    Parameters
    ----------
    nodes : ndarray [any]
        Rising, at least two.
    values : ndarray [any]
        In the unit of the nodes.

    Returns
    -------
    at : ndarray [1]
        Node i left of each value, never the last.
    part : ndarray [1]
        Part w of the way to the next, 0 to 1 between the outermost nodes.

    Examples
    --------
    >>> import numpy as np
    >>> place_in(np.array([0.0, 10.0, 30.0]), np.array([5.0, 10.0, 30.0]))
    (array([0, 1, 1]), array([0.5, 0. , 1. ]))
    """
    at = np.clip(np.searchsorted(nodes, values, side="right") - 1, 0, len(nodes) - 2)
    return at, (values - nodes[at]) / (nodes[at + 1] - nodes[at])
