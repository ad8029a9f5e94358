"""Bits between orbit and ground per unit of compute, from what is exchanged.

Whatever the work, a piece of it (a query, a picture, a training run, a scene) sends bits up, sends
bits down and takes operations. Bits per operation is an outcome of the three.
"""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature
from typing import Final, Literal, NamedTuple, get_args

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.data import catalogue
from dawndusk.errors import InputError, nearest
from dawndusk.limits import require_within
from dawndusk.network.exchanges import (
    Exchange,
    media_exchange,
    sensing_exchange,
    text_exchange,
    training_exchange,
    watching_exchange,
)

__all__ = [
    "EXCHANGES",
    "INGREDIENTS",
    "WORKLOADS",
    "BitsPerFlop",
    "GpuHour",
    "Workload",
    "bits_per_flop",
    "bits_per_gpu_hour",
    "exchange_of",
    "traffic_per_kw",
]

Workload = Literal["inference", "batch", "multimodal", "video", "training", "sensing"]
WORKLOADS: Final[tuple[Workload, ...]] = get_args(Workload)

_FLOP_PER_PFLOP = 1e15
_BIT_PER_GBIT = 1e9
_SECONDS_PER_HOUR = 3600.0


class BitsPerFlop(NamedTuple):
    """Traffic per operation in each direction [bit/flop]."""

    up: FloatArray
    down: FloatArray

    @property
    def larger(self) -> FloatArray:
        """The direction that sizes a link which carries as much up as down."""
        return np.maximum(self.up, self.down)


class GpuHour(NamedTuple):
    """Traffic of one GPU in use for an hour."""

    bits_per_gpu_hour: FloatArray
    gbps_per_kw: FloatArray
    bits_per_flop: FloatArray
    up_share: FloatArray


EXCHANGES: Final[dict[str, Callable[..., Exchange]]] = {
    "inference": text_exchange,
    "batch": text_exchange,
    "multimodal": media_exchange,
    "video": watching_exchange,
    "training": training_exchange,
    "sensing": sensing_exchange,
}
INGREDIENTS: Final[dict[str, tuple[str, ...]]] = {
    workload: tuple(signature(function).parameters) for workload, function in EXCHANGES.items()
}


def exchange_of(workload: str, **ingredients: FloatLike) -> Exchange:
    """One piece of a workload from its ingredients; those left out are the catalogue's.

    Parameters
    ----------
    workload : str
        One of `WORKLOADS`.
    **ingredients : array_like
        Arguments of the workload's function, as in `INGREDIENTS`.

    Returns
    -------
    Exchange

    Raises
    ------
    InputError
        An unknown workload, or an ingredient it does not have.

    Examples
    --------
    >>> float(exchange_of("training", checkpoints=0).down_bits)
    0.0
    """
    if workload not in EXCHANGES:
        raise InputError(
            "no such workload", got=workload, allowed=", ".join(WORKLOADS),
            remedy=nearest(workload, WORKLOADS),
        )  # fmt: skip
    names = INGREDIENTS[workload]
    for name in ingredients:
        if name not in names:
            raise InputError(
                f"{workload} has no such ingredient", got=name, allowed=", ".join(names),
                remedy=nearest(name, names),
            )  # fmt: skip
    rows = catalogue()
    given = {
        name: ingredients[name] if name in ingredients else rows[f"traffic.{workload}.{name}"].value
        for name in names
    }
    return EXCHANGES[workload](**given)


def bits_per_flop(exchange: Exchange) -> BitsPerFlop:
    r"""Traffic per operation.

    .. math:: \beta = B / F

    Parameters
    ----------
    exchange : Exchange
        Of one piece of work.

    Returns
    -------
    BitsPerFlop
        up and down [bit/flop].

    Examples
    --------
    >>> found = bits_per_flop(exchange_of("inference"))
    >>> bool(found.down > found.up)
    True
    """
    return BitsPerFlop(
        exchange.up_bits / exchange.operations, exchange.down_bits / exchange.operations
    )


def traffic_per_kw(
    pflop_s_per_kw: FloatLike,
    model_flops_utilisation: FloatLike,
    utilisation: FloatLike,
    traffic_bits_per_flop: FloatLike,
) -> FloatArray:
    r"""Mean traffic between compute and ground, per kW of compute.

    .. math:: R = \hat{F} u_{model} u_{hours} \beta

    Parameters
    ----------
    pflop_s_per_kw : array_like [PFLOP/s/kW]
        Peak operations per kW of compute.
    model_flops_utilisation : array_like [1]
        Share of the peak done while in use.
    utilisation : array_like [1]
        Share of the hours in use.
    traffic_bits_per_flop : array_like [bit/flop]
        Traffic per operation, in the direction asked for.

    Returns
    -------
    ndarray [Gbit/s/kW]

    Examples
    --------
    >>> float(traffic_per_kw(1.0, 0.4, 0.5, 1e-8).round(9))
    0.002
    """
    operations = np.asarray(pflop_s_per_kw) * model_flops_utilisation * utilisation
    return np.asarray(operations * traffic_bits_per_flop * (_FLOP_PER_PFLOP / _BIT_PER_GBIT))


def bits_per_gpu_hour(
    pflop_s: FloatLike,
    watts_per_gpu: FloatLike,
    model_flops_utilisation: FloatLike,
    workload: Workload = "inference",
    active_parameters: float | None = None,
    prompt_tokens: float | None = None,
    answer_tokens: float | None = None,
    hidden_tokens: float | None = None,
    up_bits_per_token: float | None = None,
    down_bits_per_token: float | None = None,
) -> GpuHour:
    r"""Traffic between a GPU in orbit and the ground while it works.

    .. math:: R = F_{peak} u (B_{up} + B_{down}) / F

    Parameters
    ----------
    pflop_s : array_like [PFLOP/s/GPU]
        Peak operations of one GPU.
    watts_per_gpu : array_like [W/GPU]
        Its power, all-in.
    model_flops_utilisation : array_like [1]
        Share of the peak done while it is in use.
    workload : str
        What is run.
    active_parameters : float, optional [1]
        Of the model, instead of the workload's row.
    prompt_tokens, answer_tokens, hidden_tokens : float, optional [1]
        Of work in text, instead of the rows.
    up_bits_per_token, down_bits_per_token : float, optional [bit]
        Of work in text, instead of the rows.

    Returns
    -------
    GpuHour
        bits_per_gpu_hour [bit/hour] both ways in an hour of use; gbps_per_kw [Gbit/s/kW] while in
        use; bits_per_flop [bit/flop] both ways; up_share [1] of them that goes up.

    Raises
    ------
    InputError
        An unknown workload, an ingredient it does not have, or a figure out of range.

    Notes
    -----
    The hour is one in use: hours without work send nothing.

    References
    ----------
    Kaplan et al., Scaling laws for neural language models, 2020 (arXiv:2001.08361), section 2.1.

    Examples
    --------
    Text takes a GPU 7.8e-10 bit per operation, 2.5 Gbit in an hour:

    >>> found = bits_per_gpu_hour(2.5, 1900.0, 0.35)
    >>> f"{float(found.bits_per_flop):.1e}", f"{float(found.bits_per_gpu_hour):.2e}"
    ('7.8e-10', '2.46e+09')
    """
    require_within(
        pflop_s=(np.asarray(pflop_s, dtype=float), 0.0, np.inf),
        watts_per_gpu=(np.asarray(watts_per_gpu, dtype=float), 1e-3, np.inf),
        model_flops_utilisation=(np.asarray(model_flops_utilisation, dtype=float), 0.0, 1.0),
    )
    asked = {
        "active_parameters": active_parameters,
        "prompt_tokens": prompt_tokens,
        "answer_tokens": answer_tokens,
        "hidden_tokens": hidden_tokens,
        "up_bits_per_token": up_bits_per_token,
        "down_bits_per_token": down_bits_per_token,
    }
    exchange = exchange_of(workload, **{k: v for k, v in asked.items() if v is not None})
    found = bits_per_flop(exchange)
    both = found.up + found.down
    per_second = np.asarray(pflop_s) * _FLOP_PER_PFLOP * model_flops_utilisation * both
    return GpuHour(
        np.asarray(per_second * _SECONDS_PER_HOUR),
        np.asarray(per_second / _BIT_PER_GBIT * 1000.0 / np.asarray(watts_per_gpu)),
        np.asarray(both),
        np.asarray(found.up / np.where(both > 0.0, both, 1.0)),
    )
