"""E-mails: subject, sender and the text that its writer wrote, from every part meant for people.

Plain text and pages inside a mail go to the readers of those formats; their blocks are then
mapped back through the decoding to the file. Of two versions of a text the page is read, and
of the plain one only what the page does not say. Earlier mails quoted below are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from h2hlint import charsets
from h2hlint.formats import FORMATS, mail_bodies, mail_headers
from h2hlint.formats.decoded import Decoded
from h2hlint.formats.mail_parts import Part, declared_language, read_parts
from h2hlint.formats.mail_quotes import is_cut, own
from h2hlint.formats.versions import Versions
from h2hlint.text import Block, BlockBuilder, Source, Span

_MAILBOX = re.compile(r"From [^\r\n]*(?:\r\n|\r|\n)")
_NEXT_MAIL = re.compile(r"(?:\r\n|\r|\n)(?=From [^\r\n]*\d\d:\d\d[^\r\n]*(?:\r\n|\r|\n)[!-9;-~]+:)")
_NO_REPLY = re.compile(
    r"(?<![^\W_])(?:no[-_.]?reply|do[-_.]?not[-_.]?(?:reply|respond|answer)|dont[-_.]?reply"
    r"|ikke[-_.]?svar|svar[-_.]?ikke|ingen[-_.]?svar|nicht[-_.]?antworten|keine[-_.]?antwort"
    r"|nie[-_.]?odpowiadaj|bez[-_.]?odpowiedzi)[\w.+-]{0,64}@",
    re.IGNORECASE,
)


def extract(source: Source) -> list[Block]:
    """Return the blocks of a mail, or of every mail in a mailbox file. Any text is accepted."""
    return [block for blocks in mails(source) for block in blocks]


def mails(source: Source) -> list[list[Block]]:
    """Return the blocks of each mail; a file that is no mailbox holds one."""
    raw = source.encoding == mail_bodies.BYTES and _is_bytes(source.text)
    return [_Mail(source, start, end, raw=raw).blocks() for start, end in _mails(source.text)]


def _is_bytes(text: str) -> bool:
    return text.isascii() or max(text) <= "\xff"


class Stretch(NamedTuple):
    """A text of a mail as it was decoded: that of a part, or the subject.

    `place` is where it stands; `transfer` is quoted-printable, base64, `subject` or anything else that leaves it as it is;
    `label` is the character set that is declared.
    """

    decoded: Decoded
    format: str
    place: Span
    transfer: str
    label: str | None


def stretches(source: Source) -> list[Stretch]:
    """Return the texts that the mails of a source hold, as they were decoded; soft line breaks are kept."""
    raw = source.encoding == mail_bodies.BYTES and _is_bytes(source.text)
    return [one for start, end in _mails(source.text) for one in _Mail(source, start, end, raw=raw).stretches()]


def _mails(text: str) -> Iterator[tuple[int, int]]:
    """Give the place of every mail; a file that is no mailbox holds one."""
    start = 0
    if _MAILBOX.match(text):
        for found in _NEXT_MAIL.finditer(text):
            yield start, found.end()
            start = found.end()
    yield start, len(text)


class _Mail:
    """One mail in a source."""

    def __init__(self, source: Source, start: int, end: int, *, raw: bool) -> None:
        self._source = source
        self._text = source.text
        self._end = end
        self._raw = raw
        start = mail_headers.skip_blank_lines(self._text, start, end)
        self._header = mail_headers.read(self._text, start, end)

    def blocks(self) -> list[Block]:
        """Return the blocks of the header and of all parts, versions of one text read once."""
        parts = read_parts(self._text, self._header, self._end)
        versions = Versions()
        read = [(part, self._part(part)) for part in parts]
        for part, blocks in read:
            if part.group is not None and part.format == "html":
                versions.add(part.group, blocks)
        found = list(self._fields(parts))
        for part, blocks in read:
            is_other = part.group is not None and part.format != "html"
            found += versions.missing(part.group or 0, blocks) if is_other else blocks
        return found

    def stretches(self) -> Iterator[Stretch]:
        """Give the subject and the texts of all parts as they were decoded."""
        if place := self._header.fields.get("subject"):
            yield Stretch(mail_headers.decoded(self._text, place, raw=self._raw), "text", place, "subject", None)
        for part in read_parts(self._text, self._header, self._end):
            for decoded in self._decoded(part):
                yield Stretch(decoded, part.format, part.body, self._transfer(part), part.content.parameters.get("charset"))

    def _fields(self, parts: list[Part]) -> Iterator[Block]:
        """Give the subject, and the sender when it takes no answer."""
        fields = self._header.fields
        language = declared_language(self._text, self._header) or next((part.language for part in parts), None)
        names = [name for name in ("subject", "from", "reply-to") if name in fields]
        for name in sorted(names, key=lambda name: fields[name]):
            value = mail_headers.decoded(self._text, fields[name], raw=self._raw)
            if name == "subject":
                yield from _field(value, "subject", language)
            elif refusing := _NO_REPLY.search(value.text):  # the part before the @ alone: an address is one opaque word
                yield from _field(value, "attribute", language, refusing.start(), refusing.end() - 1)

    def _part(self, part: Part) -> list[Block]:
        """Return the blocks of one part."""
        blocks: list[Block] = []
        for decoded in self._decoded(part):
            text = decoded
            if part.content.parameters.get("format", "").lower() == "flowed":
                delete = part.content.parameters.get("delsp", "").lower() == "yes"
                text = mail_bodies.unflowed(decoded, delete_space=delete)
            found = self._page(text) if part.format == "html" else self._plain(text, part.format)
            blocks += text.place(found)
        if part.language is None:
            return blocks
        return [replace(block, language=block.language or part.language) for block in blocks]

    def _plain(self, decoded: Decoded, name: str) -> Iterator[Block]:
        mine = own(decoded.text)
        for block in FORMATS[name](Source(self._source.path, mine.text, name)):
            is_signature = block.kind != "quote" and block.pieces[0].source.start >= mine.signature
            yield replace(block, role="signature") if is_signature else block

    def _page(self, decoded: Decoded) -> Iterator[Block]:
        """Give the blocks of a page up to where a mail program pasted an earlier mail."""
        blocks = FORMATS["html"](Source(self._source.path, decoded.text, "html"))
        for index, block in enumerate(blocks):
            if block.kind == "quote" or not is_cut(block.text):
                yield block
            elif all(after.kind != "quote" for after in blocks[index + 1 : index + 2]):
                return

    def _decoded(self, part: Part) -> list[Decoded]:
        """Decode a part; a page without a declared character set may name one itself."""
        label = part.content.parameters.get("charset")
        found = self._unpacked(part, label)
        if part.format == "html" and not label and found and _is_guess(found[0]):
            label = charsets.declared(found[0].text[:4096].encode("ascii", "replace"))
            return self._unpacked(part, label) if label else found
        return found

    def _unpacked(self, part: Part, label: str | None) -> list[Decoded]:
        encoding = self._transfer(part)
        if encoding == "base64":
            return mail_bodies.base64(self._text, *part.body, label, raw=self._raw)
        read = mail_bodies.quoted_printable if encoding == "quoted-printable" else mail_bodies.literal
        return [read(self._text, *part.body, label, raw=self._raw)]

    def _transfer(self, part: Part) -> str:
        return mail_headers.value(self._text, part.header.fields.get("content-transfer-encoding")).value


def _is_guess(decoded: Decoded) -> bool:
    """Say whether bytes beyond ASCII were read as windows-1252 for want of anything better."""
    return len(decoded.maps) == 1 and not decoded.text.isascii()


def _field(value: Decoded, kind: str, language: str | None, start: int = 0, end: int | None = None) -> Iterable[Block]:
    builder = BlockBuilder(kind, language)
    builder.add_source(value.text, start, len(value.text) if end is None else end)
    block = builder.build()
    return value.place([block] if block else [])
