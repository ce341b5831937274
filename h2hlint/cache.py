"""The user's cache folder, and plain data kept there under the hash of what it was made from."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

try:
    from _blake2 import blake2b  # hashlib's own, without OpenSSL, whose loading costs as much as a page
except ImportError:
    from hashlib import blake2b

_SEAL = 4
_MARK = 12


def folder() -> Path:
    """Return the folder for h2hlint's cached files; it may not exist yet. `H2HLINT_CACHE` overrides it."""
    if named := os.environ.get("H2HLINT_CACHE"):
        return Path(named)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "h2hlint"


def digest(parts: Iterable[bytes]) -> str:
    """Return a hash of `parts`, each with its length, and of the running Python."""
    state = blake2b(sys.version.encode(), digest_size=16)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.hexdigest()


def hashed(text: str) -> str:
    """Return a hash of a text that is the same everywhere."""
    return blake2b(text.encode(errors="replace"), digest_size=_MARK).hexdigest()


def load(name: str) -> Any | None:
    """Return the plain data kept under `name`, or None when there is none or it was damaged."""
    data = load_bytes(name)
    return None if data is None else marshal.loads(data)  # noqa: S302  (its checksum was right)


def load_bytes(name: str) -> memoryview | None:
    """Return the bytes kept under `name`, or None when there are none or they were damaged."""
    try:
        with open(folder() / name, "rb") as file:
            data = file.read()
    except OSError:
        return None
    found = memoryview(data)[_SEAL:]
    return found if _seal(found) == data[:_SEAL] else None


def _seal(data: bytes | memoryview) -> bytes:
    """Return the checksum of kept bytes, which shows that a disk or a crash has damaged them; it takes a fifth of the time of a hash."""
    return crc32(data).to_bytes(_SEAL, "little")


def save(name: str, value: Any) -> None:
    """Keep plain data under `name`, readable by the user only; a cache that cannot be written is no error."""
    save_bytes(name, marshal.dumps(value))


def save_bytes(name: str, data: bytes) -> None:
    """Keep bytes under `name` (a path below the folder), all of them or nothing, readable by the user only."""
    path = folder() / name
    with suppress(OSError):
        _make(path.parent)
        scratch = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            with open(scratch, "xb", opener=lambda file, flags: os.open(file, flags, 0o600)) as file:
                file.write(_seal(data) + data)
            scratch.replace(path)
        finally:
            scratch.unlink(missing_ok=True)


def _make(place: Path) -> None:
    """Make a folder and those above it, none of them open to others."""
    if not place.is_dir():
        _make(place.parent)
        place.mkdir(mode=0o700, exist_ok=True)
