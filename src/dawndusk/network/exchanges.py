"""What one piece of work sends up, sends down and takes: a query, a picture, a run, a pixel."""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np

from dawndusk.constants import FloatArray, FloatLike
from dawndusk.errors import InputError
from dawndusk.limits import require_within

__all__ = [
    "Exchange",
    "media_exchange",
    "sensing_exchange",
    "text_exchange",
    "training_exchange",
    "watching_exchange",
]

_FORWARD: Final = 2.0  # operations per token and parameter: one multiplication, one addition
_WITH_BACKWARD: Final = 6.0  # of training: forward, and twice that backward


class Exchange(NamedTuple):
    """What one piece of work sends up [bit], sends down [bit], and takes [flop]."""

    up_bits: FloatArray
    down_bits: FloatArray
    operations: FloatArray


def text_exchange(
    prompt_tokens: FloatLike,
    answer_tokens: FloatLike,
    hidden_tokens: FloatLike,
    up_bits_per_token: FloatLike,
    down_bits_per_token: FloatLike,
    active_parameters: FloatLike,
) -> Exchange:
    r"""One query in text: what is asked goes up, the answer comes down.

    .. math:: B = n_p b_\uparrow + n_a b_\downarrow, \qquad F = 2 N (n_p + n_a + n_h)

    Parameters
    ----------
    prompt_tokens : array_like [token]
        n_p, sent up and worked through.
    answer_tokens : array_like [token]
        n_a, made and sent down.
    hidden_tokens : array_like [token]
        n_h, worked through without travelling: instructions and history that are kept in orbit
        but computed again, and reasoning that is not shown.
    up_bits_per_token, down_bits_per_token : array_like [bit/token]
        With what protocols add.
    active_parameters : array_like [parameter]
        N, those that a token passes through.

    Returns
    -------
    Exchange

    Raises
    ------
    InputError
        A figure is negative, or nothing is computed.

    Notes
    -----
    Left out: attention over the context, which adds operations (a tenth at thousands of tokens,
    more than half at hundred thousands), so that bits per operation are too high by as much;
    whether memory or arithmetic limits the speed, which is in the model's utilisation.

    References
    ----------
    Kaplan et al., Scaling laws for neural language models, 2020 (arXiv:2001.08361), section 2.1:
    2 N operations per token forward.

    Examples
    --------
    1,000 tokens of 40 bits up, 300 of 300 bits down, 700 hidden, a model of 37 billion:

    >>> query = text_exchange(1000.0, 300.0, 700.0, 40.0, 300.0, 37e9)
    >>> float(query.up_bits), float(query.down_bits), float(query.operations)
    (40000.0, 90000.0, 148000000000000.0)
    """
    worked = np.asarray(prompt_tokens) + answer_tokens + hidden_tokens
    return _exchange(
        np.asarray(prompt_tokens) * up_bits_per_token,
        np.asarray(answer_tokens) * down_bits_per_token,
        _FORWARD * np.asarray(active_parameters) * worked,
    )


def media_exchange(
    up_bits_per_item: FloatLike,
    up_tokens_per_item: FloatLike,
    active_parameters: FloatLike,
    made_share: FloatLike,
    down_bits_per_item: FloatLike,
    operations_per_made_item: FloatLike,
) -> Exchange:
    r"""One picture or second of sound: looked at, or made.

    .. math:: B_\uparrow = (1 - g) b_\uparrow, \quad B_\downarrow = g b_\downarrow, \quad
              F = (1 - g) 2 N n + g F_g

    Parameters
    ----------
    up_bits_per_item : array_like [bit]
        Of an item that is looked at.
    up_tokens_per_item : array_like [token]
        n, what the model sees of it.
    active_parameters : array_like [parameter]
        N of the model that looks.
    made_share : array_like [1]
        g, items that are made rather than looked at.
    down_bits_per_item : array_like [bit]
        Of an item that is made.
    operations_per_made_item : array_like [flop]
        F_g.

    Returns
    -------
    Exchange
        Of the mean item.

    Raises
    ------
    InputError
        A figure is negative, a share beyond 1, or nothing is computed.

    Notes
    -----
    Questions and answers in text that go with an item are left out: a hundredth of its bits.

    Examples
    --------
    Half of them looked at, 3 Mbit as 1,000 tokens to a model of 10 billion; half made, 8 Mbit
    each of 1e15 operations.

    >>> float(media_exchange(3e6, 1000.0, 10e9, 0.5, 8e6, 1e15).operations)
    510000000000000.0
    """
    require_within(made_share=(np.asarray(made_share, dtype=float), 0.0, 1.0))
    seen = 1.0 - np.asarray(made_share, dtype=float)
    looking = seen * _FORWARD * np.asarray(active_parameters) * up_tokens_per_item
    return _exchange(
        seen * up_bits_per_item,
        np.asarray(made_share) * down_bits_per_item,
        looking + np.asarray(made_share) * operations_per_made_item,
    )


def watching_exchange(
    bits_per_second: FloatLike, tokens_per_second: FloatLike, active_parameters: FloatLike
) -> Exchange:
    r"""One second of live video that a model watches.

    .. math:: B_\uparrow = b, \qquad F = 2 N n

    Parameters
    ----------
    bits_per_second : array_like [bit/s]
        b, of the compressed video.
    tokens_per_second : array_like [token/s]
        n, what the model sees of it.
    active_parameters : array_like [parameter]
        N.

    Returns
    -------
    Exchange

    Raises
    ------
    InputError
        A figure is negative, or nothing is computed.

    Notes
    -----
    What the model says of it is left out: text, a thousandth of the bits.

    Examples
    --------
    4 Mbit/s as 263 tokens a second to a model of 10 billion: 5.26e12 operations a second.

    >>> float(watching_exchange(4e6, 263.0, 10e9).operations)
    5260000000000.0
    """
    up = np.asarray(bits_per_second, dtype=float)
    work = _FORWARD * np.asarray(active_parameters) * tokens_per_second
    return _exchange(up, np.zeros_like(up), work)


def training_exchange(
    tokens: FloatLike,
    bits_per_token: FloatLike,
    active_parameters: FloatLike,
    parameters: FloatLike,
    checkpoint_bytes_per_parameter: FloatLike,
    checkpoints: FloatLike,
) -> Exchange:
    r"""One training run that stays in orbit: its data go up once, its checkpoints come down.

    .. math:: B_\uparrow = n b, \quad B_\downarrow = 8 c P s, \quad F = 6 N n

    Parameters
    ----------
    tokens : array_like [token]
        n, of the run.
    bits_per_token : array_like [bit/token]
        b, as sent up.
    active_parameters : array_like [parameter]
        N, those that a token passes through.
    parameters : array_like [parameter]
        P, all of them.
    checkpoint_bytes_per_parameter : array_like [byte/parameter]
        s.
    checkpoints : array_like [1]
        c, that are sent to the ground during the run.

    Returns
    -------
    Exchange

    Raises
    ------
    InputError
        A figure is negative, or nothing is computed.

    Notes
    -----
    Gradients between satellites are not ground traffic; a run split between orbit and ground is
    another matter.

    References
    ----------
    Kaplan et al. 2020 (arXiv:2001.08361), section 2.1: 6 N operations per token.

    Examples
    --------
    Llama 3 405B with a checkpoint a day: 3.8e25 operations, 499 Tbit up, 2,449 Tbit down.

    >>> run = training_exchange(15.6e12, 32.0, 405e9, 405e9, 14.0, 54.0)
    >>> [float(f"{x:.4g}") for x in run]
    [499200000000000.0, 2449000000000000.0, 3.791e+25]
    """
    return _exchange(
        np.asarray(tokens) * bits_per_token,
        8.0 * np.asarray(parameters) * checkpoint_bytes_per_parameter * checkpoints,
        _WITH_BACKWARD * np.asarray(active_parameters) * tokens,
    )


def sensing_exchange(
    bits_per_pixel: FloatLike, kept_share: FloatLike, operations_per_pixel: FloatLike
) -> Exchange:
    r"""One pixel of a sensor in orbit, worked through there: only what is found comes down.

    .. math:: B_\downarrow = k b, \qquad F = f

    Parameters
    ----------
    bits_per_pixel : array_like [bit]
        b, of all bands, as the sensor delivers them over lasers.
    kept_share : array_like [1]
        k, the product's bits over the sensor's.
    operations_per_pixel : array_like [flop]
        f.

    Returns
    -------
    Exchange

    Raises
    ------
    InputError
        A figure is negative, a share beyond 1, or nothing is computed.

    Notes
    -----
    The raw data reach the compute from other satellites and never touch the ground.

    Examples
    --------
    Of 156 bits a pixel 0.3 % come down.

    >>> float(sensing_exchange(156.0, 0.003, 1e6).down_bits)
    0.468
    """
    require_within(kept_share=(np.asarray(kept_share, dtype=float), 0.0, 1.0))
    down = np.asarray(bits_per_pixel) * kept_share
    return _exchange(np.zeros_like(down), down, np.asarray(operations_per_pixel, dtype=float))


def _exchange(up: FloatArray, down: FloatArray, operations: FloatArray) -> Exchange:
    with np.errstate(invalid="ignore"):
        bad = not (np.all(up >= 0.0) and np.all(down >= 0.0) and np.all(operations > 0.0))
    if bad:
        raise InputError(
            "a workload has negative bits or takes no operations",
            allowed="bits of 0 or more, operations above 0",
        )
    return Exchange(
        np.asarray(up, dtype=float), np.asarray(down, dtype=float),
        np.asarray(operations, dtype=float),
    )  # fmt: skip
