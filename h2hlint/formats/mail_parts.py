"""The tree of a mail's parts, read in one pass: which stretches of the file are text for people.

Boundaries are looked up in a table of those that are open, so that neither many parts nor deep
nesting cost more than one look at every line that begins with two hyphens.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from h2hlint.formats.mail_headers import Header, Value, read, value
from h2hlint.text import Span

_DELIMITER = re.compile(r"[\r\n]--([^\r\n]*)")
_LINE_BREAK = re.compile(r"\r\n|\r|\n|\Z")
_GUESSED = re.compile(r"[\r\n]--([^\r\n]*[^\s-][^\r\n]*)(?:\r\n|\r|\n)Content-", re.IGNORECASE)
_READ = {
    "text/plain": "text",
    "text/enriched": "text",
    "text/markdown": "markdown",
    "text/html": "html",
    "application/xhtml+xml": "html",
}
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_TYPE = re.compile(r"[\w.+!#$&^-]+/[\w.+!#$&^-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text for people: where its body stands and how to decode it.

    Parts of one `group` are versions of the same text; `language` is the one that the header declares.
    """

    format: str
    body: Span
    header: Header
    content: Value
    language: str | None
    group: int | None


@dataclass(slots=True)
class _Level:
    """An open multipart: what its parts inherit, and whether any has begun."""

    boundary: str
    begin: int
    header: Header
    language: str | None
    group: int | None
    default: str = "text/plain"
    has_parts: bool = False


@dataclass(slots=True)
class _Tree:
    text: str
    end: int
    parts: list[Part] = field(default_factory=list)
    levels: list[_Level] = field(default_factory=list)
    open: dict[str, list[int]] = field(default_factory=dict)
    pending: Part | None = None

    def run(self, header: Header) -> None:
        """Read all parts from the top header on."""
        self.enter(header, "text/plain", None, None)
        after = header.body
        for found in _DELIMITER.finditer(self.text, max(header.body - 1, 0), self.end):
            if found.start() >= after - 1:
                after = self.delimiter(found)
        self.close(0, self.end)

    def enter(self, header: Header, default: str, language: str | None, group: int | None) -> None:
        """Begin a part: a level of its own, a text to read, or something to pass over."""
        content = value(self.text, header.fields.get("content-type"))
        kind = content.value if _TYPE.fullmatch(content.value) else default
        language = declared_language(self.text, header) or language
        if kind.startswith("multipart/"):
            self.open_level(header, content, language, group)
        elif kind in _READ and not self.is_attached(header):
            body = Span(header.body, self.end)
            self.pending = Part(_READ[kind], body, header, content, language, group)

    def open_level(self, header: Header, content: Value, language: str | None, group: int | None) -> None:
        boundary = content.parameters.get("boundary", "").rstrip() or self.guess(header.body)
        if content.value == "multipart/alternative":
            group = header.body
        level = _Level(boundary, header.body, header, language, group)
        if content.value == "multipart/digest":
            level.default = "message/rfc822"
        self.open.setdefault(boundary, []).append(len(self.levels))
        self.levels.append(level)

    def guess(self, begin: int) -> str:
        """Return the boundary that a multipart forgot to name."""
        found = _GUESSED.search(self.text, max(begin - 1, 0), min(begin + 1000, self.end))
        return found[1].rstrip() if found else ""

    def delimiter(self, found: re.Match[str]) -> int:
        """Act on a line that begins with two hyphens; return where the next may begin."""
        line = found[1].rstrip(" \t")
        if line and self.open.get(line):
            return self.next_part(self.open[line][-1], found)
        if line.endswith("--") and self.open.get(line[:-2]) and line != "--":
            self.close(self.open[line[:-2]][-1], found.start())
        return found.end()

    def next_part(self, depth: int, found: re.Match[str]) -> int:
        self.close(depth + 1, found.start())
        level = self.levels[depth]
        level.has_parts = True
        line_end = _LINE_BREAK.match(self.text, found.end(), self.end)
        header = read(self.text, line_end.end() if line_end else found.end(), self.end)
        self.enter(header, level.default, level.language, level.group)
        return header.body

    def close(self, depth: int, position: int) -> None:
        """End the part that is being read and all levels from `depth` inwards."""
        if self.text[position : position + 1] == "\n" and self.text[position - 1 : position] == "\r":
            position -= 1
        self.finish(position)
        while len(self.levels) > depth:
            level = self.levels.pop()
            self.open[level.boundary].pop()
            if not level.has_parts:  # a boundary that never came: the text is there all the same
                content = Value("text/plain", {})
                self.pending = Part("text", Span(level.begin, self.end), level.header, content, level.language, None)
                self.finish(position)

    def finish(self, position: int) -> None:
        part, self.pending = self.pending, None
        if part and part.body.start < position:
            body = Span(part.body.start, position)
            self.parts.append(Part(part.format, body, part.header, part.content, part.language, part.group))

    def is_attached(self, header: Header) -> bool:
        return value(self.text, header.fields.get("content-disposition")).value == "attachment"


def read_parts(text: str, header: Header, end: int) -> list[Part]:
    """Return the parts of the mail with this header that hold text for people, in file order."""
    tree = _Tree(text, end)
    tree.run(header)
    return tree.parts


def declared_language(text: str, header: Header) -> str | None:
    """Return the one language that `Content-Language` declares, or None."""
    place = header.fields.get("content-language")
    tag = text[place.start : place.end].strip() if place else ""
    return tag if _LANGUAGE.fullmatch(tag) else None
