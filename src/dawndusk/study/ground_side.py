"""The gateways of every draw: traffic of the workload, what is bought for it, what gets through."""

from __future__ import annotations

from typing import NamedTuple

from dawndusk.constants import FloatArray
from dawndusk.network.gateways import GroundSegment, ground_segment
from dawndusk.network.traffic import BitsPerFlop, bits_per_flop, exchange_of, traffic_per_kw
from dawndusk.twin.ground import Ground, GroundTable
from dawndusk.twin.node import Inputs, section
from dawndusk.workload.chips import Chip

__all__ = ["GroundSide", "ground_side"]


class GroundSide(NamedTuple):
    """Traffic and gateways, one entry per draw and year."""

    bits: BitsPerFlop
    up_gbps_per_kw: FloatArray
    down_gbps_per_kw: FloatArray
    gateways: GroundSegment
    table: GroundTable


def ground_side(inputs: Inputs, workload: str, ground: Ground, chip: Chip) -> GroundSide:
    """Everything between the compute in orbit and the networks on Earth.

    Parameters
    ----------
    inputs : mapping
        Drawn quantities by dotted path: those of ``ground_segment``, of ``traffic`` of the
        workload, and ``chip.utilisation``.
    workload : str
        What is run.
    ground : Ground
        The gateways, tabulated over the margin of their links.
    chip : Chip
        The accelerator, by year.

    Notes
    -----
    The direction that fills its terminals first sizes the gateways. A chip of a later year does
    more work per kW and sends more.
    """
    given = section(inputs, "ground_segment")
    bits = bits_per_flop(exchange_of(workload, **section(inputs, f"traffic.{workload}")))
    work = chip.pflop_s_per_kw, given["model_flops_utilisation"], inputs["chip.utilisation"]
    up, down = traffic_per_kw(*work, bits.up), traffic_per_kw(*work, bits.down)
    table = ground.at(given["margin_db"])
    prices = ("terminals_per_site", "terminal_usd", "site_usd", "gateway_fixed_share")
    gateways = ground_segment(
        up,
        down,
        given["peak_to_mean"],
        ground.installed_over_traffic,
        table.terminal_up_gbps,
        table.terminal_down_gbps,
        *(given[name] for name in prices),
    )
    return GroundSide(bits, up, down, gateways, table)
