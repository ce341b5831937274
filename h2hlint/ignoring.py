"""Patterns in the manner of `.gitignore`: which paths below a folder they name.

A matcher of its own, since `pathspec` takes as long to import as a page takes to check. Most
patterns are a name or an ending and need no regular expression; the rest are compiled when a
path first meets them. The tests compare it with git itself.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from h2hlint.patterns import lazy

_MAGIC = lazy(r"[*?\[\\]")
_SIGN = lazy(r"\*+|\?|\[[!^]?+\]?+(?:\\.|\[:\w+:\]|[^\]\\])*\]|\\.|/|[^*?\[\\/]+|.", re.DOTALL)
_CLASSES = {
    "alnum": "a-zA-Z0-9",
    "alpha": "a-zA-Z",
    "blank": " \\t",
    "digit": "0-9",
    "lower": "a-z",
    "upper": "A-Z",
    "space": "\\s",
    "xdigit": "0-9a-fA-F",
    "punct": "!-.:-@\\[-`{-~",
}
_MEMBER = lazy(r"\[:(?P<name>\w+):\]|(?P<first>\\.|[^\\])(?:-(?P<last>\\.|[^\\]))?", re.DOTALL)


class Pattern(NamedTuple):
    """One line: what it names, whether it takes back (`!`), and whether it names folders only."""

    glob: str
    keeps: bool
    folders_only: bool
    whole_path: bool

    def matches(self, path: str, name: str, *, is_folder: bool) -> bool:
        """Say whether the pattern names `path`, given below its folder with `/`; `name` is its last part."""
        if self.folders_only and not is_folder:
            return False
        glob, subject = self.glob, path if self.whole_path else name
        if not _MAGIC.search(glob):
            return glob == subject
        if not self.whole_path and glob[0] == "*" and not _MAGIC.search(glob, 1):
            return name.endswith(glob[1:])
        return _compiled(glob).match(subject) is not None


class Patterns:
    """The lines of one file, in force below one folder; the last line that names a path decides."""

    def __init__(self, lines: str) -> None:
        parsed = (parse(line) for line in re.split(r"\r?\n", lines.removeprefix("\ufeff")))
        self._last_first = [pattern for pattern in parsed if pattern][::-1]

    def decide(self, path: str, *, is_folder: bool) -> bool | None:
        """Return True for a path that is named, False for one taken back, None when no line speaks of it."""
        name = path[path.rfind("/") + 1 :]
        for pattern in self._last_first:
            if pattern.matches(path, name, is_folder=is_folder):
                return not pattern.keeps
        return None

    def names(self, path: str) -> bool:
        """Say whether the file at `path`, or a folder above it, is named; letters with marks count the same however written."""
        path = path if path.isascii() else unicodedata.normalize("NFC", path)
        ends = [index for index, char in enumerate(path) if char == "/"]
        if any(self.decide(path[:end], is_folder=True) for end in ends):
            return True
        return bool(self.decide(path, is_folder=False))


def parse(line: str) -> Pattern | None:
    """Read one line; None for a blank line or a comment."""
    line = re.sub(r"(?<!\\) +$", "", re.sub(r"(\\ ) +$", r"\1", line))
    if not line or line.startswith("#"):
        return None
    keeps = line.startswith("!")
    glob = line.removeprefix("!")
    folders_only = glob.endswith("/")
    glob = glob.removesuffix("/")
    whole_path = "/" in glob
    glob = glob.removeprefix("/")
    return Pattern(glob, keeps, folders_only, whole_path) if glob else None


@cache
def _compiled(glob: str) -> re.Pattern[str]:
    """Translate a glob; each star takes the shortest run that works, so that no path makes it slow."""
    parts: list[list[str]] = [[]]
    for sign in _SIGN.findall(glob):
        if sign == "/":
            parts.append([])
        else:
            parts[-1].append(sign)
    runs: list[list[str]] = [[]]
    for part in parts:
        if part == ["**"]:
            runs.append([])
        else:
            runs[-1].append(_segment(part))
    return re.compile(rf"(?s:{_between(runs)})\Z")


def _between(runs: list[list[str]]) -> str:
    """Join what stands between the `**` of a glob, each of which stands for any folders or none."""
    joined = ["/".join(run) for run in runs]
    if len(joined) == 1:
        return joined[0]
    first, *middle, last = joined
    regex = f"{first}/" if first else ""
    regex += "".join(f"(?>(?:[^/]+/)*?{run}/)" for run in middle if run)
    return regex + (f"(?:[^/]+/)*{last}" if last else ".+")


def _segment(signs: list[str]) -> str:
    fixed, groups = "", []
    for sign in signs:
        if sign[0] == "*":
            groups.append(fixed)
            fixed = ""
        else:
            fixed += _sign(sign)
    if not groups:
        return fixed
    middle = "".join(f"(?>[^/]*?{group})" for group in groups[1:])
    return f"{groups[0]}{middle}[^/]*{fixed}"


def _sign(sign: str) -> str:
    if sign == "?":
        return "[^/]"
    if sign in {"[", "\\"}:  # never closed: git takes it to name nothing
        return "(?!)"
    if sign[0] == "[":
        return _class(sign[1:-1])
    return re.escape(sign.removeprefix("\\"))


def _class(inner: str) -> str:
    negated = inner[0] in "!^"
    members = "".join(map(_member, _MEMBER.finditer(inner, int(negated))))
    if not members:
        return "[^/]" if negated else "(?!)"
    return f"(?!/)[{'^' if negated else ''}{members}]"


def _member(found: re.Match[str]) -> str:
    """Translate one character, range or named class of a bracket; of a range that runs backwards its first."""
    if found["name"]:
        return _CLASSES.get(found["name"], "")
    first = found["first"][-1]
    last = found["last"][-1] if found["last"] else first
    return f"{re.escape(first)}-{re.escape(last)}" if first <= last else re.escape(first)
