"""The contacts of a route: at every moment they hold a way as quick as the route says."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from dawndusk.errors import InputError
from dawndusk.network.contact_text import read_contact_plan, write_contact_plan
from dawndusk.scenario import load, parse
from dawndusk.twin import contacts
from dawndusk.twin.contacts import route_contacts
from dawndusk.twin.route import route

KUIPER = load(Path(__file__).parents[2] / "scenarios" / "kuiper_630.yaml")
LOW = parse(
    {
        "name": "low",
        "constellation": {
            "shells": [
                {
                    "pattern": "walker_delta", "altitude_km": 550, "inclination_deg": 5,
                    "planes": 2, "satellites_per_plane": 4,
                }
            ]
        },
    }
)  # fmt: skip


def test_the_plan_holds_a_way_as_quick_as_the_route() -> None:
    """By another search, over the contacts that last through a step: the route's own delay.

    A contact has one light time, the mean of a link that changes meanwhile: within three minutes
    by up to 300 km of the 4,000 to 6,000 of a way, 2 ms there and back.
    """
    asked = {"hours": 0.05, "step_s": 10.0}
    plan = route_contacts(KUIPER, "Manila", "Dalian", **asked)
    routed = route(KUIPER, "Manila", "Dalian", **asked)
    assert plan.nodes[:2] == ("Manila", "Dalian")
    assert plan.start_utc == routed.summary["start_utc"]
    for seconds, rtt_ms in zip(routed.series["time_s"], routed.series["rtt_ms"], strict=True):
        graph = nx.DiGraph()
        for contact in plan.contacts:
            if contact.start_s <= seconds <= contact.stop_s:
                graph.add_edge(contact.sender, contact.receiver, light=contact.owlt_s)
        found = nx.shortest_path_length(graph, 1, 2, weight="light")
        assert 2e3 * found == pytest.approx(rtt_ms, abs=2.0)
        assert 2e3 * nx.shortest_path_length(graph, 2, 1, weight="light") == pytest.approx(
            2e3 * found
        )
    rates = {contact.rate_gbps for contact in plan.contacts}
    assert all(1.0 < rate <= 1000.0 for rate in rates)


def test_the_plan_is_written_and_read_back() -> None:
    plan = route_contacts(KUIPER, "Manila", "Dalian", hours=0.2, step_s=60.0)
    again = read_contact_plan(write_contact_plan(plan))
    assert again.nodes == plan.nodes
    long_enough = [c for c in plan.contacts if np.floor(c.stop_s) > np.ceil(c.start_s)]
    assert len(again.contacts) == len(long_enough)


def test_without_a_way_there_are_two_nodes_and_no_contact() -> None:
    plan = route_contacts(LOW, "Oslo", "Nairobi", hours=0.2)
    assert (plan.nodes, plan.contacts) == (("Oslo", "Nairobi"), ())
    assert "# node 2 Nairobi" in write_contact_plan(plan)


def test_what_cannot_be_planned_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="too few steps"):
        route_contacts(KUIPER, "Manila", "Dalian", hours=0.03, step_s=60.0)
    with pytest.raises(InputError, match="unknown city"):
        route_contacts(KUIPER, "Manlia", "Dalian")
    monkeypatch.setattr(contacts, "_MOST", 100.0)
    with pytest.raises(InputError, match="take a longer step, or fewer hours"):
        route_contacts(KUIPER, "Manila", "Dalian", hours=0.5)
