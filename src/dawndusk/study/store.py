"""Writes a result as a folder, whole or not at all; an earlier result survives every failure."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import shutil
import stat
import tempfile
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from dawndusk.constants import FloatArray
from dawndusk.errors import OutputError

__all__ = ["check_folder", "write_folder"]

_MARK: Final = "manifest.json"
_TAKEN: Final = (errno.ENOTEMPTY, errno.EEXIST)  # a folder with something in it stands there
_WAITS_S: Final = (0.01, 0.02, 0.05, 0.1, 0.2)  # for another run to finish what it is doing


def check_folder(folder: Path) -> Path:
    """Raise before any work is done if a result could not be written to this folder.

    Returns
    -------
    Path
        Where it will be written, links followed.

    Raises
    ------
    OutputError
        The path is a file, holds something that is no result of ours, or cannot be written.
    """
    try:
        whole = folder.resolve()
        for wait_s in _WAITS_S:
            with suppress(OSError, OutputError):
                _check(whole)
                return whole
            time.sleep(wait_s)  # another run may be about to replace what stands there
        _check(whole)
    except (OSError, RuntimeError, ValueError) as error:  # too long, a loop of links, a null byte
        raise OutputError(
            f"the output folder cannot be used: {getattr(error, 'strerror', None) or error}",
            got=str(folder),
            remedy="choose another with --out",
        ) from None
    return whole


def _check(folder: Path) -> None:
    try:
        there = stat.S_ISDIR(folder.stat().st_mode)
    except FileNotFoundError:
        there = None
    if there is False:
        raise OutputError("the output folder is a file", got=str(folder), remedy="name a folder")
    if there and not _is_ours(folder):
        raise OutputError(
            "the output folder holds something else, and is left alone",
            got=str(folder),
            remedy="name a new folder, or one that holds an earlier result",
        )
    parent = folder.parent
    while not parent.exists():
        parent = parent.parent
    try:  # root may write anywhere, says the system, and yet cannot: find out
        Path(tempfile.mkdtemp(prefix=f".{folder.name}-replaced-", dir=parent)).rmdir()
    except OSError as error:
        raise OutputError(
            f"the output folder cannot be written: {error.strerror}",
            got=str(folder),
            remedy="choose another with --out",
        ) from None


def _is_ours(folder: Path) -> bool:
    """Whether a folder is empty, or holds an earlier result and nothing else."""
    try:
        found = {path.name for path in folder.iterdir()}
        if not found:
            return True
        listed = json.loads((folder / _MARK).read_text(encoding="utf-8"))["files_sha256"]
        return found <= {_MARK, *listed}
    except (OSError, ValueError, KeyError, TypeError):
        return False


def write_folder(
    folder: Path,
    *,
    texts: Mapping[str, str],
    samples: Mapping[str, FloatArray],
    manifest: Mapping[str, Any],
    series: Mapping[str, NDArray[Any]] | None = None,
) -> Path:
    """Write a result folder under a temporary name and put it in place in one rename.

    Parameters
    ----------
    folder : Path
        Where it goes; an earlier result there is replaced once the new one is complete.
    texts : mapping of file name to content
        The text files.
    samples : mapping of column name to ndarray, shape (rows,)
        Written as ``samples.parquet``.
    manifest : mapping
        Written as ``manifest.json``, with the SHA-256 of every other file added.
    series : mapping of name to ndarray, any shape, optional
        Written as ``series.npz``; numbers and text only, read back with ``numpy.load``.

    Returns
    -------
    Path
        The folder.
    """
    folder = check_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise OutputError(
            f"the output folder cannot be written: {error.strerror}",
            got=str(folder),
            remedy="choose another with --out",
        ) from None
    try:
        for name, text in texts.items():
            (made / name).write_text(text, encoding="utf-8")
        if samples:
            _write_parquet(made / "samples.parquet", samples)
        if series:
            _write_npz(made / "series.npz", series)
        hashes = {p.name: _sha256(p) for p in sorted(made.iterdir())}
        whole = {**manifest, "files_sha256": hashes}
        (made / _MARK).write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
        made.chmod(0o755)
        _swap(made, folder)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise OutputError(
            f"the result cannot be written: {error.strerror}",
            got=str(folder),
            remedy=f"{'free some space or ' if full else ''}choose another folder with --out",
        ) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return folder


def _swap(made: Path, folder: Path) -> None:
    """Put `made` at `folder`; whatever stood there is removed only afterwards.

    Between the two renames another run may put its own result there: then that one is replaced.
    """
    old = folder.with_name(f"{made.name}-replaced")  # as unique as the other
    for wait_s in (0.0, *_WAITS_S):
        time.sleep(wait_s)
        try:
            with suppress(FileNotFoundError):  # the first, or another run is between its renames
                folder.rename(old)
            made.rename(folder)
        except BaseException as error:
            if old.exists():
                _put_back(old, folder)
            if isinstance(error, OSError) and error.errno in _TAKEN:
                continue
            raise
        try:
            shutil.rmtree(old, ignore_errors=True)
        finally:  # again where Ctrl-C came in the middle of it
            shutil.rmtree(old, ignore_errors=True)
        return
    raise OutputError(
        "other runs keep writing to the output folder",
        got=str(folder),
        remedy="give each run a folder of its own with --out",
    )


def _put_back(old: Path, folder: Path) -> None:
    """Return an earlier result to its place; one that another run has replaced is removed."""
    try:
        old.rename(folder)
    except OSError as error:
        if error.errno not in _TAKEN:
            raise OutputError(
                f"the earlier result could not be put back: {error.strerror}",
                got=str(folder),
                remedy=f"it is whole, at {old}",
            ) from None
        shutil.rmtree(old, ignore_errors=True)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write_npz(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write arrays of any shape, compressed; nothing that would have to be unpickled.

    The lowest level of compression takes a third of the time of numpy's own and a tenth more
    space; the fixed date makes the same arrays the same bytes.
    """
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            content = io.BytesIO()
            np.lib.format.write_array(content, np.asanyarray(array), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, content.getvalue(), zipfile.ZIP_DEFLATED, compresslevel=1)


def _write_parquet(path: Path, columns: Mapping[str, FloatArray]) -> None:
    """Write columns of equal length through DuckDB, which reads numpy arrays in place."""
    import duckdb

    table = {name: np.ascontiguousarray(column) for name, column in columns.items()}
    connection = duckdb.connect(":memory:")
    try:
        connection.register("columns_to_write", table)
        target = str(path).replace("'", "''")
        connection.execute(
            "COPY (SELECT * FROM columns_to_write) "
            f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
        )
    finally:
        connection.close()
