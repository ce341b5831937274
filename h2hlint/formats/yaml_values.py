"""The string values of a YAML mapping, as front matter uses it.

Tags, anchors and aliases are passed over. What is no YAML is read as plain values.
"""

from __future__ import annotations

import re

from h2hlint.formats.scalars import Value, add_doubled, add_escaped
from h2hlint.patterns import lazy, possessive
from h2hlint.text import BlockBuilder, Span

_LINE = lazy(r"([ \t]*)([^\r\n]*)(\r\n|\r|\n|\Z)")
_DASH = lazy(r"-(?:[ \t]+|(?=[\r\n])|\Z)")
_KEY = lazy(
    possessive(
        r"(?:\"(?P<double>(?:[^\"\\\r\n]++|\\[^\r\n])*+)\"|'(?P<single>(?:[^'\r\n]++|'')*+)'|(?P<plain>[^\s#\"'\[\]{},&*!|>%@`-][^:#\r\n]*+))"
        r"[ \t]*+:(?=[ \t\r\n]|\Z)[ \t]*"
    )
)
_PROPERTIES = lazy(r"(?:[&!*][^\s,\[\]{}]*(?:[ \t]+|(?=[\r\n])|\Z))+")
_HEADER = lazy(r"[|>][-+0-9]*[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_QUOTED = lazy(possessive(r"\"(?P<double>(?:[^\"\\]++|\\.)*+)\"|'(?P<single>(?:[^']++|'')*+)'"), re.DOTALL)
_OPENING = lazy(r"[\[{]")
_PLAIN = lazy(possessive(r"[^\s#](?:[^#\r\n]++|(?<=[^ \t])#)*+"))
_COMMENT = lazy(r"[ \t]*#([^\r\n]*)")
_FLOW = lazy(
    possessive(
        r"[\s,]*(?:(?P<open>[\[{])|(?P<close>[\]}])|#(?P<comment>[^\r\n]*)|[\s,]+"
        r"|(?P<key>(?:\"(?:[^\"\\\r\n]++|\\[^\r\n])*+\"|'(?:[^'\r\n]++|'')*+'|[^\s,\[\]{}\"'#:][^,\[\]{}:\r\n]*)):(?=[\s,\[\]{}])"
        r"|(?P<quote>[\"'])|(?P<plain>[^\s,\[\]{}][^,\[\]{}\r\n]*))"
    )
)


def yaml_values(text: str, start: int, end: int) -> tuple[list[Value], list[Span]]:
    """Return the string values of `text[start:end]`, and the contents of its comments."""
    reader = _Yaml(text, end)
    at = start
    while at < end:
        at = reader.line(at)
    return reader.values, reader.comments


class _Yaml:
    """Reads entry by entry; the last key, or dash without a key, stands `indent` columns in."""

    def __init__(self, text: str, end: int) -> None:
        self.values: list[Value] = []
        self.comments: list[Span] = []
        self._text = text
        self._end = end
        self._key = ""
        self._indent = 0
        self._dashed = False

    def line(self, at: int) -> int:
        """Read the entry that begins with the line at `at`; return where the next one begins."""
        content, end, stop = self._line(at)
        if content == end:
            return max(stop, at + 1)
        return max(self._rest(self._scalar(self._markers(at, content))), at + 1)

    def _line(self, at: int) -> tuple[int, int, int]:
        """Return where a line's content begins and ends, and where the next line begins."""
        found = _LINE.match(self._text, at, self._end)
        return (found.end(1), found.end(2), found.end()) if found else (at, at, at)

    def _markers(self, begin: int, at: int) -> int:
        """Pass the dashes and the key of an entry; return where its value begins."""
        dash = -1
        while found := _DASH.match(self._text, at, self._end):
            dash, at = at, found.end()
        if key := _KEY.match(self._text, at, self._end):
            self._key = key["double"] or key["single"] or (key["plain"] or "").rstrip()
            self._indent, self._dashed = at - begin, dash >= 0
            at = key.end()
        elif dash >= 0:
            self._indent, self._dashed = dash - begin, True
        properties = _PROPERTIES.match(self._text, at, self._end)
        return properties.end() if properties else at

    def _scalar(self, at: int) -> int:
        """Read a value; return where it ends."""
        text, end = self._text, self._end
        if header := _HEADER.match(text, at, end):
            return self._indented(header.end())
        if quoted := _QUOTED.match(text, at, end):
            return self._quoted(quoted)
        if _OPENING.match(text, at, end):
            return self._flow(at)
        if plain := _PLAIN.match(text, at, end):
            return self._plain(plain)
        return at

    def _rest(self, at: int) -> int:
        """Pass the rest of a line, which may be a comment; return where the next one begins."""
        if comment := _COMMENT.match(self._text, at, self._end):
            at = self._comment(comment)
        content, end, stop = self._line(at)
        self._builder().add_source(self._text, content, end)
        return stop

    def _builder(self) -> BlockBuilder:
        builder = BlockBuilder("value")
        self.values.append(Value(self._key, self._indent == 0 and not self._dashed, builder))
        return builder

    def _comment(self, found: re.Match[str]) -> int:
        self.comments.append(Span(*found.span(1)))
        return found.end()

    def _quoted(self, found: re.Match[str]) -> int:
        add = add_escaped if found["double"] is not None else add_doubled
        add(self._builder(), self._text, *found.span(found.lastgroup or 0))
        return found.end()

    def _plain(self, plain: re.Match[str]) -> int:
        """Read a plain value and the lines that go on with it; return where it ends."""
        builder = self._builder()
        found: re.Match[str] | None = plain
        at = plain.start()
        while found:
            builder.add_source(self._text, *found.span())
            at = found.end()
            content, _, following = self._next_line(at)
            builder.add_space(Span(at, following))
            goes_on = content - following > self._indent and not _KEY.match(self._text, content, self._end)
            found = _PLAIN.match(self._text, content, self._end) if goes_on else None
        return at

    def _next_line(self, at: int) -> tuple[int, int, int]:
        """Return where the content of the next line begins and ends, and where that line begins."""
        content, end, following = self._line(at)
        if content < end or following == at:
            return following, following, following
        content, end, _ = self._line(following)
        return content, end, following

    def _indented(self, at: int) -> int:
        """Read the lines of a block scalar; a blank one ends a paragraph."""
        builder = self._builder()
        content, end, following = self._next_line(at)
        while following > at and (content == end or content - following > self._indent):
            builder = self._builder() if content == end else builder
            builder.add_source(self._text, content, end)
            at = end
            content, end, following = self._next_line(at)
            builder.add_space(Span(at, following))
        return at

    def _flow(self, at: int) -> int:
        """Read a list or mapping in brackets; return where it ends."""
        depth = 0
        while at < self._end:
            found = _FLOW.match(self._text, at, self._end)
            if found is None:
                at += 1
                continue
            depth += (found["open"] is not None) - (found["close"] is not None)
            at = self._flow_part(found)
            if depth <= 0:
                break
        return at

    def _flow_part(self, found: re.Match[str]) -> int:
        if found["comment"] is not None:
            self.comments.append(Span(*found.span("comment")))
        elif found["key"]:
            self._key = found["key"].strip("\"' ")
        elif found["quote"]:
            quoted = _QUOTED.match(self._text, found.start("quote"), self._end)
            return self._quoted(quoted) if quoted else found.end()
        elif found["plain"]:
            self._builder().add_source(self._text, *found.span("plain"))
        return found.end()
