"""Traffic: bits per operation follow from what is exchanged, whatever the work."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawndusk.data import catalogue
from dawndusk.errors import InputError
from dawndusk.network.exchanges import (
    media_exchange,
    sensing_exchange,
    text_exchange,
    training_exchange,
    watching_exchange,
)
from dawndusk.network.traffic import (
    INGREDIENTS,
    WORKLOADS,
    bits_per_flop,
    bits_per_gpu_hour,
    exchange_of,
    traffic_per_kw,
)


def test_a_query_by_hand():
    """100 tokens of 32 bits up, 50 of 64 down, 50 hidden, a model of a billion."""
    query = text_exchange(100, 50, 50, 32, 64, 1e9)
    assert query.up_bits == 3200
    assert query.down_bits == 3200
    assert query.operations == 2 * 1e9 * 200
    assert bits_per_flop(query).larger == pytest.approx(8e-9)


def test_hidden_tokens_thin_the_traffic():
    plain, thinking = (text_exchange(100, 100, hidden, 32, 32, 1e9) for hidden in (0, 1800))
    assert bits_per_flop(plain).up == pytest.approx(10 * bits_per_flop(thinking).up)


def test_a_mix_of_items_is_the_mean_of_looking_and_making():
    looked = media_exchange(3e6, 1000, 1e10, 0.0, 8e6, 1e15)
    made = media_exchange(3e6, 1000, 1e10, 1.0, 8e6, 1e15)
    half = media_exchange(3e6, 1000, 1e10, 0.5, 8e6, 1e15)
    for name in half._fields:
        assert getattr(half, name) == pytest.approx(
            0.5 * (getattr(looked, name) + getattr(made, name))
        )
    assert looked.down_bits == made.up_bits == 0.0


def test_data_go_up_once_and_checkpoints_come_down():
    run = training_exchange(1e12, 32, 1e10, 4e10, 14, 10)
    assert run.up_bits == 32e12
    assert run.down_bits == 8 * 14 * 4e10 * 10
    assert run.operations == 6e22


def test_only_what_is_found_comes_down():
    assert sensing_exchange(100, 0.01, 1e6).up_bits == 0.0
    assert sensing_exchange(100, 0.01, 1e6).down_bits == 1.0
    assert watching_exchange(4e6, 100, 1e9).down_bits == 0.0


@pytest.mark.parametrize("workload", WORKLOADS)
def test_every_ingredient_has_a_row_and_every_row_an_ingredient(workload):
    start = f"traffic.{workload}."
    rows = {name.removeprefix(start) for name in catalogue() if name.startswith(start)}
    assert rows == set(INGREDIENTS[workload])


@pytest.mark.parametrize("workload", WORKLOADS)
@given(factor=st.floats(1.0, 50.0))
def test_bits_per_operation_fall_with_the_size_of_the_model(workload, factor):
    name = next((n for n in INGREDIENTS[workload] if n in ("active_parameters",)), None)
    name = name or "operations_per_pixel"
    value = catalogue()[f"traffic.{workload}.{name}"].value
    small, large = (
        bits_per_flop(exchange_of(workload, **{name: v})).larger for v in (value, factor * value)
    )
    assert large <= small * (1 + 1e-12)
    assert large >= small / factor * (1 - 1e-12)


def test_draws_go_through_at_once():
    prompts = np.array([[100.0], [1000.0]])
    found = bits_per_flop(exchange_of("inference", prompt_tokens=prompts))
    assert found.up.shape == (2, 1)
    assert found.up[1] > found.up[0]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: exchange_of("inferense"), "did you mean 'inference'"),
        (lambda: exchange_of("training", prompt_tokens=3), "training has no such ingredient"),
        (lambda: exchange_of("video", bits_per_second=-1), "negative bits"),
        (lambda: exchange_of("inference", active_parameters=0), "takes no operations"),
        (lambda: media_exchange(1, 1, 1, 1.5, 1, 1), "made_share is out of range"),
        (lambda: sensing_exchange(1, 2, 1), "kept_share is out of range"),
        (lambda: sensing_exchange(1, 0.1, np.nan), "takes no operations"),
        (lambda: bits_per_gpu_hour(2.5, 1900, 1.1), "model_flops_utilisation"),
        (lambda: bits_per_gpu_hour(2.5, 1900, 0.3, "sensing", answer_tokens=1), "no such ingr"),
    ],
)
def test_nonsense_is_refused(call, said):
    with pytest.raises(InputError, match=said):
        call()


def test_a_gpu_hour_by_hand():
    """1 PFLOP/s at half its peak, 4e-10 bit per operation: 200 kbit/s."""
    found = bits_per_gpu_hour(1.0, 1000.0, 0.5)
    both = sum(bits_per_flop(exchange_of("inference")))
    assert found.bits_per_gpu_hour == pytest.approx(1e15 * 0.5 * both * 3600)
    assert found.gbps_per_kw == pytest.approx(1e15 * 0.5 * both / 1e9)
    assert 0.0 < found.up_share < 1.0


@given(st.floats(0.1, 10.0), st.floats(0.0, 1.0), st.floats(0.0, 1.0), st.floats(0.0, 1e-5))
def test_traffic_is_a_product(peak, model, hours, bits):
    assert traffic_per_kw(peak, model, hours, bits) == pytest.approx(
        1e6 * peak * model * hours * bits
    )
