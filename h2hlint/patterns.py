"""What regular expressions of several modules share."""

from __future__ import annotations

import re
import sys
from typing import Any, cast, overload

_SOUND = sys.version_info >= (3, 11, 5)
_GROUP = re.compile(r"\)([*+?]|\{\d*,\d*\})\+")


def possessive(pattern: str) -> str:
    """Return `pattern` in a form that the running Python matches rightly.

    Python up to 3.11.4 gets possessive repetitions of groups wrong (CPython issue 106052); there a
    plain repetition takes their place, which finds the same, only slower on hostile texts.
    """
    return pattern if _SOUND else _GROUP.sub(r")\1", pattern)


class _Lazy:
    """A pattern that is compiled when first used; its methods then stand in the instance, so that a call costs no more."""

    def __init__(self, pattern: Any, flags: int) -> None:
        self._said = pattern, flags

    def __getattr__(self, name: str) -> object:
        pattern, flags = self._said
        found = getattr(re.compile(pattern, flags), name)
        setattr(self, name, found)
        return found


@overload
def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def lazy(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def lazy(pattern: str | bytes, flags: int = 0) -> re.Pattern[Any]:
    """Return what serves as the compiled `pattern`: compiling all of a module's costs more than most texts do."""
    return cast("re.Pattern[Any]", _Lazy(pattern, flags))
