"""The end of the command line's process, at once instead of object by object.

To take apart the compiled rules takes Python a tenth of a run, and the system frees them anyway. What asks to be called at the
end of the process is called before; where somebody asked before h2hlint began, or watches the process as a profiler does, it ends
as Python does by itself.
"""

from __future__ import annotations

import atexit
import os
import sys
from contextlib import suppress

_state: dict[str, int | None] = {"code": None}


def prepare() -> None:
    """See to it that the process ends at once when its exit code is `known` by then."""
    if not getattr(atexit, "_ncallbacks", lambda: 1)():  # who asks first is called last
        atexit.register(_end)


def known(code: object) -> None:
    """Note the exit code with which the process is about to end, as `SystemExit` has it."""
    _state["code"] = 0 if code is None else code if isinstance(code, int) else None


def _end() -> None:
    code = _state["code"]
    if code is None or sys.gettrace() or sys.getprofile():
        return
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # closed, or nobody reads it: what matters was said before
            stream.flush()
    os._exit(code)
