"""Build the tables of the weather over ground sites from the maps of ITU-R Recommendations.

    pip install dawndusk[tables]
    python tools/build_site_weather_table.py          # some seconds
    python tools/build_site_weather_table.py --check  # interpolation against the maps, at gateways

`src/dawndusk/data/tables/site_weather.npz`, a map of the Earth for each of

- rain_rate: rain exceeded for 0.01 % of the year [mm/h], P.837-7, every 0.5 deg;
- zero_height: mean height of 0 degC over the sea [km], P.839-4, every 1.5 deg;
- liquid_1, liquid_5, liquid_20: columnar reduced liquid water of clouds exceeded for 1, 5 and 20 %
  of the year [kg/m2], P.840-8, every 2.25 deg;
- cloud_3, cloud_10, cloud_30, cloud_100: share of the year in which that column exceeds 3, 10, 30
  and 100 g/m2 [1], read from the 18 maps of P.840-8 (linear in the logarithm of the share, as P.840
  interpolates them), every 2.25 deg;
- vapour: columnar water vapour exceeded for 1 % of the year [kg/m2], P.836-6, every 2.25 deg.

Latitudes run from -90 to 90 deg, longitudes from 0 east to 360 (left out). A byte a value, times
the unit of the map; along a parallel each byte is the difference from the one before it.

`src/dawndusk/data/tables/gas_attenuation.csv`: attenuation of the zenith path by dry air, and by
water vapour per kg/m2 of it, P.676-11 line by line through the standard atmosphere of P.835.
"""

from __future__ import annotations

import argparse
from importlib.metadata import version
from pathlib import Path
from typing import Final

import numpy as np

from dawndusk.constants import FloatArray

TABLES = Path(__file__).parents[1] / "src/dawndusk/data/tables"
SHARES: Final = (0.1, 0.2, 0.3, 0.5, 1, 2, 3, 5, 10, 20, 30, 50, 60, 70, 80, 90, 95, 99)
STEPS: Final = {"rain_rate": 0.5, "zero_height": 1.5}  # deg; the rest:
STEP: Final = 2.25
UNITS: Final = {  # what one count of a byte is worth
    "rain_rate": 1.0, "zero_height": 0.025, "vapour": 0.35,
    "liquid_1": 0.025, "liquid_5": 0.02, "liquid_20": 0.02,
    "cloud_3": 0.004, "cloud_10": 0.004, "cloud_30": 0.004, "cloud_100": 0.004,
}  # fmt: skip
FREQUENCIES_GHZ: Final = (*range(10, 53), *range(68, 101))  # not the oxygen lines at 60 GHz
HUMID_G_M3: Final = 20.0  # at the ground, where the vapour per kg/m2 takes its value
GAS_HEADER = """\
# Attenuation of the zenith path from sea level by frequency: dry air [dB], and water vapour per
# kg/m2 of its column [dB/(kg/m2)]. ITU-R P.676-11 line by line, standard atmosphere of P.835-6
# with 20 g/m3 of vapour at the ground (a humid day), through itur {version}. The oxygen lines from
# 53 to 67 GHz are left out: no link to the ground works there.
# Made by tools/build_site_weather_table.py
"""


def itu_map(name: str) -> FloatArray:
    import itur

    with np.load(Path(itur.__file__).parent / "data" / f"{name}.npz") as file:
        return np.asarray(file["arr_0"], dtype=np.float64)


def on_grid(latitude: FloatArray, longitude: FloatArray, values: FloatArray) -> object:
    """Return the map as a function of latitude and longitude from 0 to 360 deg."""
    from scipy.interpolate import RegularGridInterpolator

    if latitude[0] > latitude[-1]:
        latitude, values = latitude[::-1], values[::-1]
    if longitude[0] < 0.0:  # from -180 to 180: the eastern half first
        half = len(longitude) // 2
        values = np.concatenate((values[:, half:-1], values[:, : half + 1]), axis=1)
        longitude = longitude + 180.0
    bad = np.isnan(values)  # one parallel next to a pole: as the one before it
    values = np.where(bad, np.roll(values, 1, axis=0), values)
    return RegularGridInterpolator((latitude, longitude), values)


def cloud_share(liquid: FloatArray, column: float) -> FloatArray:
    """Return the share of time [1] in which the liquid column exceeds one, cell by cell."""
    logs = np.log(SHARES)
    share = np.zeros(liquid.shape[1:])
    for cell in np.ndindex(share.shape):
        falling = liquid[(slice(None), *cell)]
        if falling[0] > column:
            share[cell] = np.exp(np.interp(-column, -falling, logs)) / 100.0
            if falling[-1] > column:
                share[cell] = 1.0
    return share


def maps() -> dict[str, object]:
    """Return every map as a function of place."""
    grid_840 = itu_map("840/v7_lat")[:, 0], itu_map("840/v7_lon")[0]
    names = [f"{share}".replace(".", "") for share in SHARES]
    liquid = np.nan_to_num(np.stack([itu_map(f"840/v7_lred_{name}") for name in names]))
    found = {
        "rain_rate": on_grid(
            itu_map("837/v7_lat_r001")[:, 0],
            itu_map("837/v7_lon_r001")[0],
            itu_map("837/v7_r001"),
        ),
        "zero_height": on_grid(
            itu_map("839/v4_esalat")[:, 0],
            itu_map("839/v4_esalon")[0],
            itu_map("839/v4_esa0height"),
        ),
        "vapour": on_grid(
            itu_map("836/v4_lat")[:, 0], itu_map("836/v4_lon")[0], itu_map("836/v4_v_1")
        ),
    }
    for percent in (1, 5, 20):
        found[f"liquid_{percent}"] = on_grid(*grid_840, liquid[SHARES.index(percent)])
    for grams in (3, 10, 30, 100):
        found[f"cloud_{grams}"] = on_grid(*grid_840, cloud_share(liquid, grams / 1e3))
    return found


def write_weather() -> None:
    kept: dict[str, np.ndarray] = {}
    for name, field in maps().items():
        step = STEPS.get(name, STEP)
        latitude = np.arange(-90.0, 90.0 + 0.1 * step, step)
        longitude = np.arange(0.0, 360.0 - 0.1 * step, step)
        where = np.stack(np.meshgrid(latitude, longitude, indexing="ij"), axis=-1)
        counts = np.round(field(where) / UNITS[name])  # type: ignore[operator]
        if not np.all((counts >= 0.0) & (counts <= 255.0)):
            raise ValueError(f"{name} does not fit a byte: {counts.min()} to {counts.max()}")
        kept[name] = np.diff(counts.astype(np.uint8), axis=1, prepend=np.uint8(0))
    names = list(kept)
    path = TABLES / "site_weather.npz"
    np.savez_compressed(
        path,
        **kept,
        names=np.array(names),
        units=np.array([UNITS[name] for name in names]),
        source=np.array(f"ITU-R P.836-6, P.837-7, P.839-4, P.840-8 through itur {version('itur')}"),
    )
    print(f"{path.name}: {path.stat().st_size:,} bytes, {len(kept)} maps")


def write_gas() -> None:
    from itur.models import itu676

    lines = ["frequency_ghz,dry_db,vapour_db_per_kg_m2"]
    for frequency in FREQUENCIES_GHZ:
        dry = zenith_db(itu676, frequency, 0.0)
        column = 2.0 * HUMID_G_M3  # kg/m2, with the scale height of 2 km of P.835
        wet = (zenith_db(itu676, frequency, HUMID_G_M3) - dry) / column
        lines.append(f"{frequency},{dry:.5g},{wet:.5g}")
    path = TABLES / "gas_attenuation.csv"
    path.write_text(GAS_HEADER.format(version=version("itur")) + "\n".join(lines) + "\n")
    print(f"{path.name}: {len(lines) - 1} rows")


def zenith_db(itu676: object, frequency_ghz: float, vapour_g_m3: float) -> float:
    """Sum P.676's specific attenuation up the standard atmosphere of P.835-6."""
    from itur.models import itu835

    height = np.arange(0.0, 30.0, 0.1) + 0.05
    total = 0.0
    for h in height:
        temperature = float(itu835.standard_temperature(h).value)
        pressure = float(itu835.standard_pressure(h).value)
        vapour = vapour_g_m3 * np.exp(-h / 2.0)
        total += 0.1 * float(
            itu676.gamma_exact(frequency_ghz, pressure, vapour, temperature).value  # type: ignore[attr-defined]
        )
    return total


def check() -> None:
    """Show the error of our interpolation at the gateways."""
    from dawndusk.network.site_weather import weather_map
    from dawndusk.orbit.sites import ground_sites

    sites = ground_sites()
    place = np.stack((sites.latitude_deg, np.mod(sites.longitude_deg, 360.0)), axis=-1)
    for name, field in maps().items():
        ours = weather_map(name, sites.latitude_deg, sites.longitude_deg)
        truth = field(place)  # type: ignore[operator]
        error = ours - truth
        worst = sites.name[int(np.argmax(np.abs(error)))]
        print(
            f"{name:12s} mean {truth.mean():.4g}  error: mean {error.mean():.3g}, "
            f"root mean square {np.sqrt(np.mean(error**2)):.3g}, "
            f"largest {np.abs(error).max():.3g} ({worst})"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description="build the tables of the weather over sites")
    parser.add_argument("--check", action="store_true", help="errors of interpolation")
    if parser.parse_args().check:
        return check()
    write_weather()
    write_gas()
    return None


if __name__ == "__main__":
    main()
