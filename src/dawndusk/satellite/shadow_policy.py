"""What the chips do in the shadow: sleep, slow down to a share of their power, or run on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Literal, NamedTuple, get_args

import numpy as np

from dawndusk.constants import FloatArray
from dawndusk.errors import InputError, nearest
from dawndusk.satellite import Numbers

__all__ = ["InShadow", "ShadowPolicy", "shadow_policy"]

InShadow = Literal["sleep", "throttle", "compute"]

_WAYS: Final = get_args(InShadow)


class ShadowPolicy(NamedTuple):
    """What a way through the shadow takes and gives.

    Attributes
    ----------
    load_share : ndarray [1]
        Load of the satellite in the shadow over that awake in sunlight.
    speed : ndarray [1]
        Work in the shadow over that in sunlight.
    asleep : float [1]
        1 where the chips save their work and sleep, 0 where they stay awake.
    """

    load_share: FloatArray
    speed: FloatArray
    asleep: float


def shadow_policy(
    in_shadow: InShadow,
    throttle_share: Numbers,
    sleep_load_share: Numbers,
    speed_of_power: Callable[[FloatArray], FloatArray],
) -> ShadowPolicy:
    r"""Load, speed and sleep of a way through the shadow.

    .. math:: (p, v, z) = (q, 0, 1), \quad (\max(q, r),\ v(r), 0) \quad \text{or} \quad (1, 1, 0)

    Parameters
    ----------
    in_shadow : {"sleep", "throttle", "compute"}
        Sleep, slow down, or run on.
    throttle_share : array_like [1]
        Power of the slowed chips over full power, r. Used by "throttle" alone.
    sleep_load_share : array_like [1]
        Load asleep over that awake, q.
    speed_of_power : callable
        Speed of a chip over its full speed, v, from its power over full power.

    Returns
    -------
    ShadowPolicy
        load_share [1], p; speed [1], v; asleep [1], z.

    Raises
    ------
    InputError
        No such way, or a share outside 0 to 1.

    Notes
    -----
    The load follows the chips' share of power, as hosts and network slow down with them, but never
    falls below that asleep. What is done over a year is
    :func:`dawndusk.satellite.reliability.shadow_share`, with the speed and the sleep from here.

    References
    ----------
    Definitions; the speed is the caller's.

    Examples
    --------
    Half the power at three quarters of the speed, for a chip whose speed goes as its power to 0.42:

    >>> found = shadow_policy("throttle", 0.5, 0.1, lambda power: power**0.42)
    >>> float(found.load_share), round(float(found.speed), 2), found.asleep
    (0.5, 0.75, 0.0)
    """
    if in_shadow not in _WAYS:
        raise InputError(
            "no such way through the shadow",
            got=in_shadow,
            allowed=", ".join(_WAYS),
            remedy=nearest(in_shadow, _WAYS),
        )
    throttled, asleep = (
        _share(name, given)
        for name, given in (
            ("throttle_share", throttle_share),
            ("sleep_load_share", sleep_load_share),
        )
    )
    if in_shadow == "sleep":
        return ShadowPolicy(asleep, np.zeros_like(asleep), 1.0)
    if in_shadow == "compute":
        return ShadowPolicy(np.ones_like(asleep), np.ones_like(asleep), 0.0)
    return ShadowPolicy(np.maximum(asleep, throttled), np.asarray(speed_of_power(throttled)), 0.0)


def _share(name: str, given: Numbers) -> FloatArray:
    values = np.asarray(given, dtype=np.float64)
    if not np.all((values >= 0.0) & (values <= 1.0)):
        raise InputError(f"{name} is out of range", got=given, allowed="0 to 1")
    return values
