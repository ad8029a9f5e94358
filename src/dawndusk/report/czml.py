"""The sample of a flight as CZML: opens in Cesium and other viewers of that format.

Needs the package czml3 (``pip install dawndusk[czml]``), which is asked for only here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike

from dawndusk.constants import SECONDS_PER_DAY, FloatArray
from dawndusk.errors import InputError
from dawndusk.orbit.precession import to_j2000
from dawndusk.orbit.sun import days_from_j2000
from dawndusk.twin.flight import Flight

__all__ = ["czml_text", "flight_czml", "require_czml"]

LONGEST_STEP_S: Final = 300.0  # between kept positions: 20 deg of a low orbit
DEGREE: Final = 7  # of the curve the viewer lays through them: right to 10 m at that step
TRAIL_S: Final = 1200.0
POINT: Final = 4.0  # pixels
COLOURS: Final = (  # by shell, told apart also by the colour-blind: Okabe & Ito, 2008
    (230, 159, 0),
    (86, 180, 233),
    (0, 158, 115),
    (240, 228, 66),
    (0, 114, 178),
    (213, 94, 0),
    (204, 121, 167),
)


def require_czml() -> None:
    """Refuse to go on without the package that writes CZML.

    Raises
    ------
    InputError
        czml3 is not installed; says how to install it.
    """
    if find_spec("czml3") is None:
        raise InputError(
            "CZML needs the package czml3, which is not installed",
            remedy="pip install 'dawndusk[czml]'",
        )


def flight_czml(flight: Flight) -> str:
    """Return the sample of a flight as CZML.

    Parameters
    ----------
    flight : Flight
        A finished flight.

    Returns
    -------
    str
        CZML, one point with a trail for each satellite of the sample, coloured by shell.
    """
    summary, sample = flight.summary, flight.sample
    return czml_text(
        summary["title"] or summary["scenario"],
        [str(name) for name in sample["name"]],
        sample["position_km"],
        flight.series["time_s"],
        datetime.fromisoformat(summary["start_utc"]),
        group=sample["shell"],
    )


def czml_text(
    title: str,
    names: list[str],
    position_km: ArrayLike,
    time_s: ArrayLike,
    start: datetime,
    group: ArrayLike | None = None,
) -> str:
    """Write the paths of some satellites as CZML.

    Parameters
    ----------
    title : str
        Of the document.
    names : list of str
        Of the satellites, (k,).
    position_km : array_like [km]
        In the equator and equinox of date, (k, T, 3); nan where a satellite is lost.
    time_s : array_like [s]
        From `start`, rising, (T,).
    start : datetime
        UTC.
    group : array_like of int, optional
        What decides the colour, (k,).

    Returns
    -------
    str
        CZML with positions in the frame ``INERTIAL`` (of J2000.0), rounded to a metre.

    Raises
    ------
    InputError
        czml3 is not installed.

    Notes
    -----
    Positions are thinned to at most one in five minutes, the last kept; the viewer's Lagrange
    curve of degree 7 between them is right to 10 m on a low orbit, to 1 km in the first and last
    few minutes. A satellite that is lost ends there; one that never was is left out. Precession is
    applied, nutation (0.005 deg) is not.

    References
    ----------
    CZML structure and content, AnalyticalGraphicsInc/czml-writer, version 1.0.
    """
    require_czml()
    from czml3 import CZML_VERSION, Document, Packet
    from czml3.enums import ClockRanges
    from czml3.properties import Clock
    from czml3.types import IntervalValue, TimeInterval

    times, paths = _thinned(
        np.asarray(time_s, dtype=np.float64), np.asarray(position_km, dtype=np.float64)
    )
    first, last = _moment(start, times[0]), _moment(start, times[-1])
    middle = _days(start) + 0.5 * (times[0] + times[-1]) / SECONDS_PER_DAY
    metres = np.round(1e3 * paths @ to_j2000(middle).T)
    shells = np.zeros(len(names), dtype=int) if group is None else np.asarray(group)
    clock = IntervalValue(
        start=first,
        end=last,
        value=Clock(currentTime=first, multiplier=60.0, range=ClockRanges.LOOP_STOP),
    )
    packets = [Packet(id="document", name=title, version=CZML_VERSION, clock=clock)]
    for k, name in enumerate(names):
        kept = np.flatnonzero(np.isfinite(metres[k]).all(axis=1))
        if kept.size == 0:
            continue
        alive = TimeInterval(
            start=_moment(start, times[kept[0]]), end=_moment(start, times[kept[-1]])
        )
        samples = np.column_stack((times[kept], metres[k, kept])).ravel().tolist()
        look = _look(COLOURS[int(shells[k]) % len(COLOURS)], samples, _moment(start, 0.0))
        packets.append(Packet(id=f"satellite-{k}", name=name, availability=alive, **look))
    return str(Document(packets=packets).dumps())


def _look(colour: tuple[int, int, int], samples: list[float], epoch: str) -> dict[str, Any]:
    """Return where a satellite is, and how point and trail are drawn."""
    from czml3.enums import InterpolationAlgorithms
    from czml3.properties import (
        Color,
        Path,
        Point,
        PolylineMaterial,
        Position,
        SolidColorMaterial,
    )

    between: dict[str, Any] = {
        "epoch": epoch,
        "interpolationAlgorithm": InterpolationAlgorithms.LAGRANGE,
        "interpolationDegree": DEGREE,
    }
    faint = SolidColorMaterial(color=Color(rgba=[*colour, 110]))
    return {
        "position": Position(cartesian=samples, referenceFrame="INERTIAL", **between),
        "point": Point(pixelSize=POINT, color=Color(rgba=[*colour, 255])),
        "path": Path(
            leadTime=0.0, trailTime=TRAIL_S, width=1.0,
            material=PolylineMaterial(solidColor=faint),
        ),
    }  # fmt: skip


def _thinned(times: FloatArray, paths: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Keep the last step, and others at most `LONGEST_STEP_S` apart if they come that often."""
    step = float(np.diff(times).max(initial=0.0))
    stride = max(1, int(LONGEST_STEP_S // step)) if step > 0.0 else 1
    kept = np.unique(np.append(np.arange(0, times.size, stride), times.size - 1))
    return times[kept], paths[:, kept]


def _moment(start: datetime, seconds: float) -> str:
    moment = start.astimezone(UTC) + timedelta(seconds=float(seconds))
    return moment.isoformat().removesuffix("+00:00") + "Z"


def _days(start: datetime) -> float:
    utc = start.astimezone(UTC)
    midnight = float(days_from_j2000(utc.year, utc.timetuple().tm_yday))
    return midnight + (utc.hour * 3600 + utc.minute * 60 + utc.second) / SECONDS_PER_DAY
