"""Correlated draws of a scenario's uncertain quantities (Gaussian copula), in blocks.

Every block of draws has its own child of the seed, so that the same scenario, seed and number of
draws give the same figures whatever the number of workers or the memory of the machine.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.data.distributions import Distribution, Kind, quantile
from dawndusk.errors import InputError, nearest
from dawndusk.scenario.field import Quantity
from dawndusk.study.blocks import Block

__all__ = ["BLOCK", "Correlation", "Sampler"]

BLOCK: Final = 1000  # draws with one seed of their own


@dataclass(frozen=True, slots=True)
class Correlation:
    """Rank correlation of two inputs through a Gaussian copula."""

    a: str
    b: str
    rho: float


_LEAST: Final = 2.0**-53  # half the step of the generator's doubles: keeps zero off infinity


class _Family(NamedTuple):
    """Quantities of one kind of distribution; a table by year takes a row for each of its years."""

    kind: Kind
    columns: NDArray[np.intp]
    low: FloatArray
    value: FloatArray
    high: FloatArray
    members: list[tuple[str, slice, FloatArray | None]]


@dataclass(frozen=True)
class Sampler:
    """Draws every quantity of a scenario.

    Parameters
    ----------
    quantities : mapping of dotted path to Quantity
        All quantities of the scenario; the fixed ones give the same figure in every draw.
    years : ndarray, shape (Y,)
        Calendar years.
    correlations : sequence of Correlation
        Between paths of uncertain quantities. Rank correlations are turned into the correlation
        of the underlying normals by 2 sin(pi rho / 6) (Pearson 1907).
    slots : sequence of str, optional
        Every path that any scenario may have, in a fixed order; by default those of `quantities`.
    sections : tuple of str, optional
        Sections of the scenario whose uncertain quantities are asked for; by default all. What is
        drawn of them does not depend on this.
    """

    quantities: Mapping[str, Quantity]
    years: FloatArray
    correlations: Sequence[Correlation] = ()
    slots: Sequence[str] = ()
    sections: tuple[str, ...] | None = None

    @cached_property
    def uncertain(self) -> tuple[str, ...]:
        """Paths of the quantities that differ between draws, in the scenario's order."""
        return tuple(path for path, q in self.quantities.items() if q.shape.uncertain)

    @cached_property
    def fixed(self) -> dict[str, FloatArray]:
        """Arrays of the quantities that do not differ between draws, shape (1, 1) or (1, Y)."""
        nothing = np.zeros((1, 1))
        return {
            path: np.array(q.shape.quantile(nothing, self.years))
            for path, q in self.quantities.items()
            if not q.shape.uncertain
        }

    @cached_property
    def _coupled(self) -> list[tuple[FloatArray, list[int]]]:
        """Lower Cholesky factor of each group of coupled columns, and those columns.

        Groups are kept apart because most are small, and one large product of matrices would
        start threads of its own.
        """
        index = {path: i for i, path in enumerate(self.uncertain)}
        named = [c for c in self.correlations if c.a in index and c.b in index]
        size = len(self.uncertain)
        matrix = (1.0 + 1e-12) * np.eye(size)  # a perfect correlation is allowed
        for c in named:
            if not -1.0 <= c.rho <= 1.0:
                raise InputError(
                    f"correlation of {c.a} and {c.b} is out of range", got=c.rho, allowed="-1 to 1"
                )
            i, j = index[c.a], index[c.b]
            matrix[i, j] = matrix[j, i] = 2.0 * np.sin(np.pi * c.rho / 6.0)
        if not named:
            return []
        from scipy.sparse.csgraph import connected_components

        _, group = connected_components(matrix, directed=False)
        groups = [np.flatnonzero(group == g) for g in np.flatnonzero(np.bincount(group) > 1)]
        try:
            factors = [np.linalg.cholesky(matrix[np.ix_(g, g)]) for g in groups]
        except np.linalg.LinAlgError as error:
            raise InputError(
                "the correlations contradict each other: no joint distribution has them all",
                got=", ".join(f"{c.a}~{c.b}={c.rho:g}" for c in named),
                remedy="weaken or remove one of them",
            ) from error
        return [
            (np.asarray(factor, dtype=float), g.tolist())
            for factor, g in zip(factors, groups, strict=True)
        ]

    def check(self) -> None:
        """Raise if a correlation names no quantity, or the matrix cannot be."""
        seen: set[frozenset[str]] = set()
        for c in self.correlations:
            for path in (c.a, c.b):
                if path not in self.quantities:
                    raise InputError(
                        "a correlation names no quantity of the scenario",
                        got=path,
                        remedy=nearest(path, self.quantities),
                    )
            if c.a == c.b:
                raise InputError("a correlation of a quantity with itself", got=c.a)
            if frozenset((c.a, c.b)) in seen:
                raise InputError("a correlation is given twice", got=f"{c.a} and {c.b}")
            seen.add(frozenset((c.a, c.b)))
        _ = self._coupled

    def probabilities(self, rng: np.random.Generator, n: int) -> FloatArray:
        """Uniform marginals with the copula's dependence, shape (n, uncertain).

        Every slot has its own column of random numbers, used or not, so that fixing one quantity
        or switching off a power path leaves the draws of all others as they were.
        """
        u = rng.random((n, len(self.slots or self.quantities)))[:, self._columns]
        if self._coupled:
            from scipy.special import ndtr, ndtri

            for factor, columns in self._coupled:
                z = ndtri(np.maximum(u[:, columns], _LEAST))
                u[:, columns] = ndtr(np.einsum("nk,jk->nj", z, factor))
        return u

    @cached_property
    def _columns(self) -> list[int]:
        """Column of the random numbers of each uncertain quantity."""
        place = {path: i for i, path in enumerate(self.slots or self.quantities)}
        return [place[path] for path in self.uncertain]

    def values(self, u: FloatArray) -> dict[str, FloatArray]:
        """Quantities at given probabilities.

        Parameters
        ----------
        u : ndarray, shape (n, uncertain)
            One column per uncertain quantity.

        Returns
        -------
        dict of path to ndarray of shape (n, Y), (n, 1), (1, Y) or (1, 1)
        """
        drawn = dict(self.fixed)
        columns = np.ascontiguousarray(u.T)
        for family in self._families:
            found = quantile(
                family.kind, columns[family.columns], family.low, family.value, family.high
            )
            for path, rows, weights in family.members:
                part = found[rows, :, None]
                drawn[path] = part[0] if weights is None else _join(part, weights)
        return drawn

    @cached_property
    def _families(self) -> list[_Family]:
        """Uncertain quantities by kind of distribution, to take their quantiles in one go."""
        kinds: dict[Kind, list[tuple[int, str, Distribution]]] = {}
        for column, path in enumerate(self.uncertain):
            if self.sections is not None and path.partition(".")[0] not in self.sections:
                continue
            shape = self.quantities[path].shape
            kinds.setdefault(shape.kind, []).append((column, path, shape))
        families = []
        for kind, items in kinds.items():
            columns: list[int] = []
            anchors, members = [], []
            for column, path, shape in items:
                knots = np.array(shape.knots())
                first, size = len(columns), knots.shape[1]
                columns += [column] * size
                anchors.append(knots)
                weights = shape.weights(self.years) if shape.years else None
                members.append((path, slice(first, first + size), weights))
            low, value, high = np.concatenate(anchors, axis=1)[:, :, None]
            families.append(_Family(kind, np.array(columns), low, value, high, members))
        return families

    def of_block(self, block: Block) -> FloatArray:
        """Probabilities of one block, shape (size, uncertain)."""
        parts = [self.probabilities(np.random.default_rng(seed), n) for n, seed in block.parts]
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def blocks(self, draws: int, seed: int, together: int = 1) -> list[Block]:
        """Draws in blocks of `together` parts, each part with its own child of the study's seed.

        The first block has one part: it is computed before the others.
        """
        starts = range(0, draws, BLOCK)
        children = np.random.SeedSequence(seed).spawn(len(starts))
        parts = [(min(BLOCK, draws - s), c) for s, c in zip(starts, children, strict=True)]
        edges = [0, *range(1, len(parts), together), len(parts)]
        return [
            Block(first * BLOCK, sum(n for n, _ in parts[first:end]), parts[first:end])
            for first, end in itertools.pairwise(edges)
        ]


def _join(named: FloatArray, weights: FloatArray) -> FloatArray:
    """Weighted sum over the named years, shape (k, n, 1) and (k, Y) to (n, Y).

    A loop over two to four years; the matrix product would start threads of its own.
    """
    joined: FloatArray = named[0] * weights[0]
    for figures, weight in zip(named[1:], weights[1:], strict=True):
        joined += figures * weight
    return joined
