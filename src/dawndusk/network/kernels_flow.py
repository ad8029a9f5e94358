"""Compiled loops of the flow through a mesh: who is in view, levels, and one wave of pushing.

Nodes are numbered through: satellite i is i, its ground terminal N + i, gateway g 2 N + g. An arc
holds what it can still carry, the cancelling of what runs the other way counted in.

Importing this module starts the compiler: import it inside functions.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.orbit.kernels import compiled

__all__ = ["back_terminals", "set_levels", "wave"]

IntArray = NDArray[np.int32]
ByteArray = NDArray[np.uint8]


@compiled
def back_terminals(neighbour: IntArray, back: ByteArray) -> bool:
    """Write which terminal of the partner points back; False where none does.

    Two links between the same pair are told apart by their order.
    """
    n, terminals = neighbour.shape
    for i in range(n):
        for k in range(terminals):
            j = neighbour[i, k]
            if j < 0:
                continue
            earlier = 0
            for m in range(k):
                if neighbour[i, m] == j:
                    earlier += 1
            found = False
            for m in range(terminals):
                if neighbour[j, m] == i:
                    if earlier == 0:
                        back[i, k] = m
                        found = True
                        break
                    earlier -= 1
            if not found:
                return False
    return True


@compiled
def set_levels(
    neighbour: IntArray,
    back: ByteArray,
    first: IntArray,
    gateway: IntArray,
    seen_first: IntArray,
    seen: IntArray,
    owner: IntArray,
    laser_left: FloatArray,
    ground_left: FloatArray,
    ground_used: FloatArray,
    pair_used: FloatArray,
    gate_left: FloatArray,
    tiny: float,
    level: IntArray,
    order: IntArray,
    cut: FloatArray,
    waiting: FloatArray,
    enough: float,
    before: int,
) -> int:
    """Write how many arcs each node is from the sink, 0 where it cannot reach it.

    `order` (2 N + G,) gets the nodes that can, nearest first; `cut` what the arcs from each level
    to the one below can still carry in all. Stops at the level at which `enough` waits, the rest
    being 0 as well. Returns how many nodes have a level; `before` is what it returned last, or 0
    where `level` and `cut` are all 0.
    """
    n, terminals = neighbour.shape
    for at in range(before):
        cut[level[order[at]]] = 0.0
    for at in range(before):
        level[order[at]] = 0
    count = 0
    for g in range(gate_left.size):
        if gate_left[g] > tiny and seen_first[g + 1] > seen_first[g]:
            level[2 * n + g] = 1
            cut[1] += gate_left[g]
            order[count] = 2 * n + g
            count += 1
    done, met, last = 0, 0.0, 2147483647
    while done < count:
        v = order[done]
        if level[v] >= last:
            break
        done += 1
        next_level = level[v] + 1
        if v >= 2 * n:
            for q in range(seen_first[v - 2 * n], seen_first[v - 2 * n + 1]):
                w = n + owner[seen[q]]
                if level[w] == 0:
                    level[w] = next_level
                    order[count] = w
                    count += 1
                if level[w] == next_level:
                    cut[next_level] = np.inf  # a satellite's terminal can turn to any site
        elif v >= n:
            i = v - n
            if ground_left[i] > tiny:
                if level[i] == 0:
                    level[i] = next_level
                    order[count] = i
                    count += 1
                    met += waiting[i]
                if level[i] == next_level:
                    cut[next_level] += ground_left[i]
            for p in range(first[i], first[i + 1]):
                if pair_used[p] > tiny:
                    w = 2 * n + gateway[p]
                    if level[w] == 0:
                        level[w] = next_level
                        order[count] = w
                        count += 1
                    if level[w] == next_level:
                        cut[next_level] += pair_used[p]
        else:
            for k in range(terminals):
                j = neighbour[v, k]
                if j < 0:
                    continue
                left = laser_left[j, back[v, k]]
                if left > tiny:
                    if level[j] == 0:
                        level[j] = next_level
                        order[count] = j
                        count += 1
                        met += waiting[j]
                    if level[j] == next_level:
                        cut[next_level] += left
            if ground_used[v] > tiny:
                if level[n + v] == 0:
                    level[n + v] = next_level
                    order[count] = n + v
                    count += 1
                if level[n + v] == next_level:
                    cut[next_level] += ground_used[v]
        if met >= enough:
            last = min(last, next_level)
    return count


@compiled
def wave(
    neighbour: IntArray,
    back: ByteArray,
    first: IntArray,
    gateway: IntArray,
    seen_first: IntArray,
    seen: IntArray,
    owner: IntArray,
    laser_left: FloatArray,
    ground_left: FloatArray,
    ground_used: FloatArray,
    pair_used: FloatArray,
    gate_left: FloatArray,
    tiny: float,
    level: IntArray,
    order: IntArray,
    count: int,
    waiting: FloatArray,
    came: FloatArray,
    try_laser: FloatArray,
    try_ground: FloatArray,
    try_pair: FloatArray,
) -> float:
    """Push what waits at the satellites down the levels; return what the gateways took.

    From the farthest down, every node shares what it has over the arcs to the level below, in
    proportion to what they can carry. From the nearest up, each then learns which part of it got
    through, and only that part is booked: what goes in comes out at every node, and whatever did
    not get through still waits where it arose. `came` (2 N + G,) and the three `try` are room.
    """
    n, terminals = neighbour.shape
    for at in range(count):
        came[order[at]] = 0.0
    for at in range(count - 1, -1, -1):
        v = order[at]
        below = level[v] - 1
        if v < n:
            have = came[v] + waiting[v]
            came[v] = have
            room = 0.0
            for k in range(terminals):
                j = neighbour[v, k]
                try_laser[v, k] = 0.0
                if j >= 0 and level[j] == below and laser_left[v, k] > tiny:
                    room += laser_left[v, k]
            down = level[n + v] == below and ground_left[v] > tiny
            if down:
                room += ground_left[v]
            if have <= 0.0 or room == 0.0:
                came[v] = 0.0
                continue
            share = min(1.0, have / room)
            if down:
                try_ground[v] = share * ground_left[v]
                came[n + v] += try_ground[v]
            for k in range(terminals):
                j = neighbour[v, k]
                if j >= 0 and level[j] == below and laser_left[v, k] > tiny:
                    try_laser[v, k] = share * laser_left[v, k]
                    came[j] += try_laser[v, k]
        elif v < 2 * n:
            i = v - n
            have = came[v]
            if have <= 0.0:
                continue
            room = 0.0
            for p in range(first[i], first[i + 1]):
                g = gateway[p]
                if level[2 * n + g] == below:
                    room += max(gate_left[g], tiny)
            if room > 0.0:
                for p in range(first[i], first[i + 1]):
                    g = gateway[p]
                    if level[2 * n + g] == below:
                        try_pair[p] = have * max(gate_left[g], tiny) / room
                        came[2 * n + g] += try_pair[p]
            elif level[i] == below:
                try_ground[i] = min(have, ground_used[i])
                came[i] += try_ground[i]
        elif below > 0:
            g = v - 2 * n
            have = came[v]
            if have <= 0.0:
                continue
            room = 0.0
            for q in range(seen_first[g], seen_first[g + 1]):
                p = seen[q]
                if level[n + owner[p]] == below and pair_used[p] > tiny:
                    room += pair_used[p]
            share = min(1.0, have / room) if room > 0.0 else 0.0
            for q in range(seen_first[g], seen_first[g + 1]):
                p = seen[q]
                if level[n + owner[p]] == below and pair_used[p] > tiny:
                    try_pair[p] = share * pair_used[p]
                    came[n + owner[p]] += try_pair[p]
    taken = 0.0
    for at in range(count):  # `came` of a node that is done holds the share that got through
        v = order[at]
        have = came[v]
        if have <= 0.0:
            came[v] = 0.0
            continue
        below = level[v] - 1
        through = 0.0
        if v >= 2 * n:
            g = v - 2 * n
            if below == 0:
                through = min(have, gate_left[g])
                gate_left[g] -= through
                taken += through
            else:
                for q in range(seen_first[g], seen_first[g + 1]):
                    p = seen[q]
                    w = n + owner[p]
                    if level[w] == below and pair_used[p] > tiny:
                        x = try_pair[p] * came[w]
                        pair_used[p] -= x
                        through += x
        elif v >= n:
            i = v - n
            any_site = False
            for p in range(first[i], first[i + 1]):
                w = 2 * n + gateway[p]
                if level[w] == below:
                    x = try_pair[p] * came[w]
                    pair_used[p] += x
                    through += x
                    any_site = True
            if not any_site and level[i] == below:
                x = try_ground[i] * came[i]
                ground_left[i] += x
                ground_used[i] -= x
                through += x
        else:
            for k in range(terminals):
                j = neighbour[v, k]
                if j >= 0 and level[j] == below and try_laser[v, k] > 0.0:
                    x = try_laser[v, k] * came[j]
                    laser_left[v, k] -= x
                    laser_left[j, back[v, k]] += x
                    through += x
            if level[n + v] == below and ground_left[v] > tiny:
                x = try_ground[v] * came[n + v]
                ground_left[v] -= x
                ground_used[v] += x
                through += x
            waiting[v] *= 1.0 - min(1.0, through / have)
        came[v] = through / have
    return taken
