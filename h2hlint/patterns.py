"""What regular expressions of several modules share."""

from __future__ import annotations

import re
import sys

_SOUND = sys.version_info >= (3, 11, 5)
_GROUP = re.compile(r"\)([*+?]|\{\d*,\d*\})\+")


def possessive(pattern: str) -> str:
    """Return `pattern` in a form that the running Python matches rightly.

    Python up to 3.11.4 gets possessive repetitions of groups wrong (CPython issue 106052); there a
    plain repetition takes their place, which finds the same, only slower on hostile texts.
    """
    return pattern if _SOUND else _GROUP.sub(r")\1", pattern)
