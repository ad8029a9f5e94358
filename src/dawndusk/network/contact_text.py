"""Contact plans as text for ION, an implementation of delay-tolerant networking: write and read."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Final

from dawndusk.errors import InputError
from dawndusk.network.contact_plan import Contact, ContactPlan

__all__ = ["read_contact_plan", "write_contact_plan"]

_BITS_PER_BYTE_OF_GBIT: Final = 8e-9  # Gbit in a byte
_TIME: Final = "%Y/%m/%d-%H:%M:%S"
_NODE: Final = "# node "


def write_contact_plan(plan: ContactPlan) -> str:
    """Write a contact plan as commands of ION's ``ionadmin``.

    Parameters
    ----------
    plan : ContactPlan
        As of `contact_plan`.

    Returns
    -------
    str
        A comment for every node, the time of second 0 (``@``), and for every contact the line
        ``a contact +start +stop from to rate`` in seconds and bytes a second. Of the two
        directions one ``a range +start +stop from to seconds`` is enough: from the lower number.

    Notes
    -----
    ION takes whole seconds: a contact starts at the next and ends at the last one that lies in
    it, and one that holds none is left out. Light times are rounded up to a second, within which
    ION wants them; the true one stands in the comment above.

    References
    ----------
    ION 4.1, man page ionrc(5), NASA Jet Propulsion Laboratory.

    Examples
    --------
    >>> both = Contact(10.2, 99.9, 1, 2, 10.0, 0.004), Contact(10.2, 99.9, 2, 1, 10.0, 0.004)
    >>> plan = ContactPlan("2026-06-21T00:00:00Z", ("Svalbard", "low 0/3"), both, 0.01, 60.0)
    >>> print(write_contact_plan(plan).split("# node 1")[1])
     Svalbard
    # node 2 low 0/3
    @ 2026/06/21-00:00:00
    # 4.00 ms
    a contact +11 +99 1 2 1250000000
    a range +11 +99 1 2 1
    a contact +11 +99 2 1 1250000000
    <BLANKLINE>
    """
    start = datetime.fromisoformat(plan.start_utc.replace("Z", "+00:00"))
    lines = [
        "# Contact plan of dawndusk for ionadmin (ION).",
        f"# Rise and set to {plan.rise_error_s:.2g} s, links between satellites to "
        f"{plan.laser_error_s:g} s; contacts are cut to whole seconds.",
        *(f"{_NODE}{number} {_one_line(name)}" for number, name in enumerate(plan.nodes, start=1)),
        f"@ {start.strftime(_TIME)}",
    ]
    for contact in plan.contacts:
        begin, end = math.ceil(contact.start_s), math.floor(contact.stop_s)
        if end <= begin:
            continue
        span = f"+{begin} +{end} {contact.sender} {contact.receiver}"
        one_of_two = contact.sender < contact.receiver
        if one_of_two:
            lines.append(f"# {1e3 * contact.owlt_s:.2f} ms")
        lines.append(f"a contact {span} {round(contact.rate_gbps / _BITS_PER_BYTE_OF_GBIT)}")
        if one_of_two:
            lines.append(f"a range {span} {math.ceil(contact.owlt_s)}")
    return "\n".join(lines) + "\n"


def read_contact_plan(text: str) -> ContactPlan:
    r"""Read what `write_contact_plan` wrote, or another plan of the same commands.

    Parameters
    ----------
    text : str
        Lines of ``ionadmin``; all but ``@``, ``a contact`` and ``a range`` are passed over.

    Returns
    -------
    ContactPlan
        To whole seconds. A contact without a range has a light time of 0. Errors are 1 s.

    Raises
    ------
    InputError
        A line that cannot be read: names it.

    Notes
    -----
    Relative times only, as this package writes them; a range of two nodes holds both ways.

    Examples
    --------
    >>> plan = read_contact_plan("a range +0 +60 1 2 1\na contact +0 +60 2 1 125000000\n")
    >>> plan.contacts
    (Contact(start_s=0.0, stop_s=60.0, sender=2, receiver=1, rate_gbps=1.0, owlt_s=1.0),)
    """
    names: dict[int, str] = {}
    light: dict[tuple[int, int, int, int], float] = {}
    spans: list[tuple[int, int, int, int, float]] = []
    start_utc, most = "1970-01-01T00:00:00Z", 0
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            if line.startswith(_NODE):
                node, _, name = line[len(_NODE) :].partition(" ")
                names[int(node)] = name
            elif line.startswith("@ "):
                start = datetime.strptime(line[2:].strip(), _TIME)
                start_utc = f"{start.isoformat()}Z"
            elif line.startswith(("a contact ", "a range ")):
                words = line.split()
                begin, end, a, b = (
                    _seconds(words[2]),
                    _seconds(words[3]),
                    int(words[4]),
                    int(words[5]),
                )
                most = max(most, a, b)
                if words[1] == "range":
                    light[begin, end, min(a, b), max(a, b)] = float(words[6])
                else:
                    spans.append((begin, end, a, b, float(words[6]) * _BITS_PER_BYTE_OF_GBIT))
        except (ValueError, IndexError):
            raise InputError(
                f"line {number} of a contact plan cannot be read",
                got=line,
                allowed="a contact +start +stop from to bytes_per_second, "
                "a range +start +stop from to seconds, @ yyyy/mm/dd-hh:mm:ss",
            ) from None
    contacts = tuple(
        Contact(
            float(begin), float(end), a, b, gbps, light.get((begin, end, min(a, b), max(a, b)), 0.0)
        )
        for begin, end, a, b, gbps in spans
    )
    nodes = tuple(names.get(node, f"node {node}") for node in range(1, max(most, *names, 0) + 1))
    return ContactPlan(start_utc, nodes, contacts, 1.0, 1.0)


def _seconds(word: str) -> int:
    """Seconds from the reference time: ``+ss``."""
    if not word.startswith("+"):
        raise ValueError(word)
    return int(word[1:])


def _one_line(name: str) -> str:
    """Return a name without line breaks, which would end its comment."""
    return " ".join(name.split())
