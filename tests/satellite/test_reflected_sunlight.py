"""The row of reflected sunlight rests on an integral over the visible disc: done again here."""

import numpy as np
import pytest

from dawndusk.constants import R_EARTH, SOLAR_CONSTANT
from dawndusk.data import catalogue
from dawndusk.orbit.earth_view import edge_on_view_factor

ALBEDO = 0.30  # mean; the row's source says so


def seen_by_a_face(altitude_km, beta_deg, turn_rad, normal, rings=80):
    """View factor of a face onto the Earth, and the mean cosine of the Sun over what it sees.

    Axes: velocity, orbit normal towards the Sun, zenith.
    """
    r = R_EARTH + 1e3 * altitude_km
    beta = np.radians(beta_deg)
    sun = np.array([np.cos(beta) * np.sin(turn_rad), np.sin(beta), np.cos(beta) * np.cos(turn_rad)])
    horizon = np.arccos(R_EARTH / r)
    theta = (np.arange(rings) + 0.5) / rings * horizon
    phi = (np.arange(2 * rings) + 0.5) / rings * np.pi
    T, P = np.meshgrid(theta, phi, indexing="ij")
    ground = np.stack([np.sin(T) * np.cos(P), np.sin(T) * np.sin(P), np.cos(T)])
    patch = R_EARTH**2 * np.sin(T) * (horizon / rings) * (np.pi / rings)
    line = np.array([0.0, 0.0, r])[:, None, None] - R_EARTH * ground
    distance = np.sqrt(np.sum(line * line, axis=0))
    leaves = np.sum(ground * line, axis=0) / distance
    meets = np.maximum(0.0, -np.tensordot(np.asarray(normal, dtype=float), line, 1) / distance)
    weight = leaves * meets * patch / (np.pi * distance**2)
    lit = np.maximum(0.0, np.tensordot(sun, ground, 1))
    return weight.sum(), float((weight * lit).sum() / weight.sum())


def exitance(beta_deg, normal=(1, 0, 0)):
    turns = np.linspace(0.0, 2.0 * np.pi, 12, endpoint=False)
    cosine = np.mean([seen_by_a_face(650.0, beta_deg, turn, normal)[1] for turn in turns])
    return ALBEDO * SOLAR_CONSTANT * cosine


def test_the_weights_are_the_edge_on_view_factor():
    total, _ = seen_by_a_face(650.0, 90.0, 0.0, (1, 0, 0))
    assert total == pytest.approx(float(edge_on_view_factor(650.0)), rel=2e-3)


def test_the_row_spans_the_year_of_a_dawn_dusk_orbit():
    row = catalogue()["satellite.environment.reflected_sunlight_w_m2"]
    lowest, middle, highest = (exitance(beta) for beta in (90.0, 75.0, 58.6))
    assert row.shape.low <= lowest < middle < highest <= row.shape.high
    assert row.value == pytest.approx(middle, rel=0.1)


def test_the_two_faces_of_the_array_together_see_what_two_radiator_faces_see():
    array = exitance(75.0, (0, 1, 0)) + exitance(75.0, (0, -1, 0))
    assert array == pytest.approx(2.0 * exitance(75.0), rel=0.1)
