"""The user's cache folder, and plain data kept there under the hash of what it was made from."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

try:
    from _blake2 import blake2b  # hashlib's own, without OpenSSL, whose loading costs as much as a page
except ImportError:
    from hashlib import blake2b

_SEAL = 16


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


def load(name: str) -> Any | None:
    """Return the plain data kept under `name`, or None when there is none or it was damaged."""
    try:
        data = (folder() / name).read_bytes()
    except OSError:
        return None
    if blake2b(data[_SEAL:], digest_size=_SEAL).digest() != data[:_SEAL]:
        return None
    return marshal.loads(memoryview(data)[_SEAL:])  # noqa: S302  (sealed by the hash above)


def save(name: str, value: Any) -> None:
    """Keep plain data under `name`, readable by the user only; a cache that cannot be written is no error."""
    data = marshal.dumps(value)
    sealed = blake2b(data, digest_size=_SEAL).digest() + data
    with suppress(OSError):
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        scratch = folder() / f"{name}.{os.getpid()}"
        try:
            scratch.write_bytes(sealed)
            scratch.chmod(0o600)
            scratch.replace(folder() / name)
        finally:
            scratch.unlink(missing_ok=True)
