"""Shared by the tests of imported satellites: a small fleet, one of which is about to burn up."""

from __future__ import annotations

import pytest

FLEET = (
    ("STATION", "00016717", "10270-3", "51.6392 336.8102 0005156  88.7140 271.4601 15.49497216"),
    ("SINKING", "09816717", "50270-3", "51.6000  10.0000 0012000  40.0000 320.0000 16.30000000"),
    ("POLAR", "00000100", "10000-4", "97.9800 179.5000 0010000  90.0000 270.0000 14.74000000"),
)


@pytest.fixture
def fleet(tmp_path):
    """Write a file of three satellites and return where it is."""
    from sgp4.io import fix_checksum

    lines = []
    for k, (name, rate, drag, rest) in enumerate(FLEET, start=1):
        one = f"1 0000{k}U 26001A   26170.50000000  .{rate}  00000-0  {drag} 0  900"
        lines += [name, fix_checksum(one), fix_checksum(f"2 0000{k} {rest.rjust(55)}  606")]
    path = tmp_path / "fleet.tle"
    path.write_text("\n".join(lines) + "\n")
    return path
