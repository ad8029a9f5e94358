"""Draws in blocks, on as many threads as there are cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

from numpy.random import SeedSequence

__all__ = ["Block", "in_blocks"]

_MOST_THREADS = 8  # beyond this, memory rather than arithmetic is what blocks wait for


class Block(NamedTuple):
    """Where a block of draws begins, how many it has, and the seed of each of its parts."""

    start: int
    size: int
    parts: Sequence[tuple[int, SeedSequence]]


def in_blocks(
    compute: Callable[[Block], None],
    blocks: Sequence[Block],
    progress: Callable[[float], object] | None = None,
) -> None:
    """Compute every block; numpy lets go of the interpreter's lock.

    The first block is computed alone, so that what blocks share and prepare on first use is there
    before the others start.

    Parameters
    ----------
    compute : callable
        Takes a block and stores what it finds at the block's own place.
    blocks : sequence of Block
        In any order; what they find must not depend on it.
    progress : callable, optional
        Called with the share of the draws done, 0 to 1.

    Examples
    --------
    >>> seen = []
    >>> in_blocks(lambda block: seen.append(block.size), [Block(0, 3, [(3, SeedSequence(1))])])
    >>> seen
    [3]
    """
    _keep_freed_memory()
    draws = sum(block.size for block in blocks)
    compute(blocks[0])
    done = blocks[0].size

    def sized(block: Block) -> int:
        compute(block)
        return block.size

    with ThreadPoolExecutor(min(os.cpu_count() or 1, _MOST_THREADS)) as pool:
        for size in pool.map(sized, blocks[1:]):
            done += size
            if progress is not None:
                progress(done / draws)


def _keep_freed_memory() -> None:
    """Ask glibc not to hand the blocks' arrays back to the system between one block and the next.

    Without this, half of the time goes into page faults on memory that was just freed. Where the
    C library has no such setting nothing is changed.
    """
    import ctypes

    trim_threshold, top_pad, mmap_threshold, arena_max = -1, -2, -3, -8  # names of malloc.h
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError, TypeError):
        return
    mallopt(trim_threshold, 2_000_000_000)
    mallopt(top_pad, 100_000_000)
    mallopt(mmap_threshold, 30_000_000)
    mallopt(arena_max, 1)
