"""Build `src/dawndusk/data/tables/land.npz`: which cells of the sphere are land.

    pip install dawndusk[tables]
    python tools/build_land_table.py

Method: the middle of each cell of `dawndusk.orbit.cells`, a direction from the Earth's centre, as
geodetic latitude and longitude on WGS 84, looked up in the mask of the package global-land-mask:
GLOBE (Global Land One-kilometer Base Elevation, NOAA 1999), 30 arc seconds, land = any cell with a
height. Lakes count as land. One bit a cell.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import numpy as np
from global_land_mask import globe

from dawndusk.constants import FLATTENING_EARTH
from dawndusk.orbit.cells import cell_centres

TABLE = Path(__file__).parents[1] / "src/dawndusk/data/tables/land.npz"


def main() -> None:
    """Look up every cell and write the table."""
    x, y, z = np.moveaxis(cell_centres(), -1, 0)
    squash = (1.0 - FLATTENING_EARTH) ** 2
    latitude = np.degrees(np.arctan2(z, squash * np.hypot(x, y)))
    longitude = np.degrees(np.arctan2(y, x))
    land = np.asarray(globe.is_land(latitude, longitude))
    source = f"GLOBE (NOAA 1999) through global-land-mask {version('global-land-mask')}"
    np.savez_compressed(TABLE, land=np.packbits(land), source=np.array(source))
    print(f"{TABLE.name}: {land.sum():,} of {land.size:,} cells, {TABLE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
