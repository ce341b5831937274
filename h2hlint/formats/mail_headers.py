"""The header of a mail or of one of its parts: fields, parameters, encoded words."""

from __future__ import annotations

import re
from binascii import a2b_hex
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from h2hlint.formats.decoded import Decoded, Map, Runs
from h2hlint.formats.mail_bodies import characters, literal, unpack, unquote
from h2hlint.text import Span

_FIELD = re.compile(
    r"([!-9;-~]+)[ \t]*:([^\r\n]*(?:(?:\r\n|\r|\n)[ \t]+[^ \t\r\n][^\r\n]*)*)(?:\r\n|\r|\n|\Z)",
)
_BLANK = re.compile(r"[ \t]*(?:\r\n|\r|\n|\Z)")
_BLANKS = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_ENVELOPE = re.compile(r">?From [^\r\n]*(?:\r\n|\r|\n|\Z)")
_KNOWN = re.compile(
    r"from|to|b?cc|subject|date|reply-to|sender|message-id|in-reply-to|references|mime-version|content-.+|x-.+|received.*"
    r"|return-.+|delivered-to|dkim-.+|arc-.+|authentication-.+|list-.+|precedence|auto-submitted|thread-.+|importance"
    r"|priority|user-agent|feedback-id|resent-.+|errors-to|organi[sz]ation|domainkey-.+|envelope-to|mailing-list"
    r"|disposition-.+|status|lines|require-.+|original-.+|accept-language|sensitivity|comments|keywords",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r';\s*([^=;\s"]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))', re.DOTALL)
_SECTION = re.compile(r"([^*]+)\*(?:(\d{1,3})(\*?))?")
_PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
_DECLARED = re.compile(r"([^']*)'[^']*'")
_WORD = re.compile(r"=\?([^?*\s]+)(?:\*[^?\s]*)?\?([BbQq])\?([^?\r\n]*)\?=")
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Header:
    """The first value of every field, by its name in lower case, and where the body begins."""

    fields: dict[str, Span]
    body: int


@dataclass(frozen=True, slots=True)
class Value:
    """A field like `text/plain; charset=utf-8`: the value in lower case and its parameters."""

    value: str
    parameters: dict[str, str]


def read(text: str, start: int, end: int) -> Header:
    """Read the header that begins at `start`; what cannot be one belongs to the body."""
    fields: dict[str, Span] = {}
    envelope = _ENVELOPE.match(text, start, end)
    position = known = envelope.end() if envelope else start
    while found := _FIELD.match(text, position, end):
        name = found[1].lower()
        fields.setdefault(name, Span(*found.span(2)))
        position = found.end()
        if _KNOWN.fullmatch(name):
            known = position
    blank = _BLANK.match(text, position, end)
    if known == start and fields:
        return Header({}, start)
    return Header(fields, blank.end() if blank and position < end else known)


def skip_blank_lines(text: str, start: int, end: int) -> int:
    """Return where the first line that is not blank begins."""
    found = _BLANKS.match(text, start, end)
    return found.end() if found else start


def value(text: str, place: Span | None) -> Value:
    """Read a field with parameters, also those cut in sections and percent-encoded (RFC 2231)."""
    raw = text[place.start : min(place.end, place.start + _LONGEST)] if place else ""
    found = _PARAMETER.findall(raw)
    head = raw.partition(";")[0].partition("(")[0]
    parameters: dict[str, str] = {}
    sections: dict[str, list[tuple[int, bool, str]]] = {}
    for name, quoted, plain in found:
        content = re.sub(r"\\(.)", r"\1", quoted) if quoted else plain.partition("(")[0].strip()
        section = _SECTION.fullmatch(name.lower())
        if section:
            is_encoded = section[2] is None or bool(section[3])
            sections.setdefault(section[1], []).append((int(section[2] or 0), is_encoded, content))
        else:
            parameters.setdefault(name.lower(), re.sub(r"[\r\n]", "", content))
    joined = {name: _join(parts) for name, parts in sections.items()}
    return Value(head.strip().lower(), {**joined, **parameters})


def _join(sections: list[tuple[int, bool, str]]) -> str:
    sections.sort()
    label, data = None, b""
    for index, (_, is_encoded, content) in enumerate(sections):
        if is_encoded and not index and (declared := _DECLARED.match(content)):
            label, content = declared[1], content[declared.end() :]  # noqa: PLW2901
        part = content.encode("utf-8", "replace")
        data += _PERCENT.sub(lambda found: a2b_hex(found[1]), part) if is_encoded else part
    return characters(data, label or "utf-8", Runs()).text


def decoded(text: str, place: Span, *, raw: bool) -> Decoded:
    """Decode the value of a field: encoded words (RFC 2047), the space between two of them dropped."""
    texts: list[str] = []
    runs = Runs()
    for part in _parts(text, place, raw=raw):
        texts.append(part.text)
        if part.text.isascii() and len(part.text) == _width(part):
            runs.add(len(part.text), *part.to_source(0, len(part.text)))
            continue
        for offset in range(len(part.text)):
            runs.add_whole(1, *part.to_source(offset, offset + 1))
    return Decoded("".join(texts), (runs,))


def _width(part: Decoded) -> int:
    start, end = part.to_source(0, len(part.text))
    return end - start


def _parts(text: str, place: Span, *, raw: bool) -> Iterator[Decoded]:
    """Give the stretches of a value: as it stands, or encoded words in one character set together."""
    position = place.start
    words: list[re.Match[str]] = []
    for found in _WORD.finditer(text, place.start, place.end):
        between = text[position : found.start()]
        if not words or between.strip():
            yield from _join_words(words)
            words = []
            yield literal(text, position, found.start(), None, raw=raw)
        words.append(found)
        position = found.end()
    yield from _join_words(words)
    yield literal(text, position, place.end, None, raw=raw)


def _join_words(words: list[re.Match[str]]) -> Iterator[Decoded]:
    for label, group in groupby(words, key=lambda word: word[1].lower()):
        data, runs = bytearray(), Runs()
        for word in group:
            part, where = _bytes_of(word)
            for index in range(len(part)):
                start, end = where.span(index, index + 1)
                runs.add_whole(1, word.start(3) + start, word.start(3) + end)
            data += part
        yield characters(bytes(data), label, runs)


def _bytes_of(word: re.Match[str]) -> tuple[bytes, Map]:
    """Undo the transfer encoding of one word; its map counts from the beginning of its content."""
    content = word[3]
    if word[2] in "Bb":
        return unpack(content, 0, len(content))
    return unquote(content.replace("_", " "), 0, len(content), None)
