"""What a workload exchanges with the ground, piece by piece; the rest of the workloads rest."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from dawndusk.scenario.field import Quantity, Unit, row
from dawndusk.scenario.section import Section

__all__ = [
    "WORKLOADS",
    "Batch",
    "Inference",
    "Multimodal",
    "Sensing",
    "Traffic",
    "Training",
    "Video",
    "Workload",
]

Workload = Literal["inference", "batch", "multimodal", "video", "training", "sensing"]
WORKLOADS: Final[tuple[Workload, ...]] = (
    "inference", "batch", "multimodal", "video", "training", "sensing",
)  # fmt: skip

TOKENS = Unit("1", 0.0, 1e8)
BITS_PER_TOKEN = Unit("bit", 0.0, 1e5)
BITS = Unit("bit", 0.0, 1e13)
PARAMETERS = Unit("1", 1e6, 1e14)
OPERATIONS = Unit("1", 1.0, 1e25)
SHARE = Unit("1", 0.0, 1.0)


class Inference(Section):
    """A query in text, answered while somebody waits."""

    prompt_tokens: Annotated[Quantity, TOKENS] = row("traffic.inference.prompt_tokens")
    answer_tokens: Annotated[Quantity, TOKENS] = row("traffic.inference.answer_tokens")
    hidden_tokens: Annotated[Quantity, TOKENS] = row("traffic.inference.hidden_tokens")
    up_bits_per_token: Annotated[Quantity, BITS_PER_TOKEN] = row(
        "traffic.inference.up_bits_per_token"
    )
    down_bits_per_token: Annotated[Quantity, BITS_PER_TOKEN] = row(
        "traffic.inference.down_bits_per_token"
    )
    active_parameters: Annotated[Quantity, PARAMETERS] = row("traffic.inference.active_parameters")


class Batch(Section):
    """Documents in bulk."""

    prompt_tokens: Annotated[Quantity, TOKENS] = row("traffic.batch.prompt_tokens")
    answer_tokens: Annotated[Quantity, TOKENS] = row("traffic.batch.answer_tokens")
    hidden_tokens: Annotated[Quantity, TOKENS] = row("traffic.batch.hidden_tokens")
    up_bits_per_token: Annotated[Quantity, BITS_PER_TOKEN] = row("traffic.batch.up_bits_per_token")
    down_bits_per_token: Annotated[Quantity, BITS_PER_TOKEN] = row(
        "traffic.batch.down_bits_per_token"
    )
    active_parameters: Annotated[Quantity, PARAMETERS] = row("traffic.batch.active_parameters")


class Multimodal(Section):
    """Pictures and sound, looked at and made."""

    up_bits_per_item: Annotated[Quantity, BITS] = row("traffic.multimodal.up_bits_per_item")
    up_tokens_per_item: Annotated[Quantity, TOKENS] = row("traffic.multimodal.up_tokens_per_item")
    active_parameters: Annotated[Quantity, PARAMETERS] = row("traffic.multimodal.active_parameters")
    made_share: Annotated[Quantity, SHARE] = row("traffic.multimodal.made_share")
    down_bits_per_item: Annotated[Quantity, BITS] = row("traffic.multimodal.down_bits_per_item")
    operations_per_made_item: Annotated[Quantity, OPERATIONS] = row(
        "traffic.multimodal.operations_per_made_item"
    )


class Video(Section):
    """Live video that a model watches."""

    bits_per_second: Annotated[Quantity, BITS] = row("traffic.video.bits_per_second")
    tokens_per_second: Annotated[Quantity, Unit("1", 1e-3, 1e8)] = row(
        "traffic.video.tokens_per_second"
    )
    active_parameters: Annotated[Quantity, PARAMETERS] = row("traffic.video.active_parameters")


class Training(Section):
    """A training run that stays in orbit."""

    tokens: Annotated[Quantity, Unit("1", 1e6, 1e18)] = row("traffic.training.tokens")
    bits_per_token: Annotated[Quantity, BITS_PER_TOKEN] = row("traffic.training.bits_per_token")
    active_parameters: Annotated[Quantity, PARAMETERS] = row("traffic.training.active_parameters")
    parameters: Annotated[Quantity, PARAMETERS] = row("traffic.training.parameters")
    checkpoint_bytes_per_parameter: Annotated[Quantity, Unit("1", 0.0, 100.0)] = row(
        "traffic.training.checkpoint_bytes_per_parameter"
    )
    checkpoints: Annotated[Quantity, Unit("1", 0.0, 1e7)] = row("traffic.training.checkpoints")


class Sensing(Section):
    """Data of sensors in orbit, worked through there."""

    bits_per_pixel: Annotated[Quantity, BITS] = row("traffic.sensing.bits_per_pixel")
    kept_share: Annotated[Quantity, SHARE] = row("traffic.sensing.kept_share")
    operations_per_pixel: Annotated[Quantity, OPERATIONS] = row(
        "traffic.sensing.operations_per_pixel"
    )


class Traffic(Section):
    """Ingredients of the traffic; the workload of the need is drawn, the others only compared."""

    inference: Inference | None = None
    batch: Batch | None = None
    multimodal: Multimodal | None = None
    video: Video | None = None
    training: Training | None = None
    sensing: Sensing | None = None
