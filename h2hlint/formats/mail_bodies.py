"""The body of a mail part → its text: transfer encoding, character set, soft line breaks."""

from __future__ import annotations

import binascii
import codecs
import re

from h2hlint import charsets
from h2hlint.formats.decoded import Decoded, Map, Runs, Sextets, Shift, Utf8

BYTES = "latin-1"
"""`Source.encoding` when every character of the text is one byte of the file."""

_QUOTED = re.compile(r"((?:=[0-9A-Fa-f]{2})+)|=[ \t]*(?:\r\n|\r|\n|\Z)")
_SYMBOLS = re.compile(r"[A-Za-z0-9+/]+|=+")
_PROSE = re.compile(r"[^\s=][ \t]+[^\s=]")
_SOFT_BREAK = re.compile(r"(?P<quote>>*)(?P<stuffed> ?)(?P<line>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")
_ASCII = frozenset({"ascii", "us-ascii", "ansi_x3.4-1968"})


def literal(text: str, start: int, end: int, label: str | None, *, raw: bool) -> Decoded:
    """Decode `text[start:end]` that stands in the file as it is; `raw` says that its characters are bytes."""
    part = text[start:end]
    if not raw and not (part.isascii() and label):
        return Decoded(part, (Shift(start),))
    return characters(part.encode(BYTES), label, Shift(start))


def quoted_printable(text: str, start: int, end: int, label: str | None, *, raw: bool) -> Decoded:
    """Decode quoted-printable; a broken escape stays as it stands."""
    data, runs = unquote(text, start, end, BYTES if raw else label)
    return characters(data, label, runs)


def unquote(text: str, start: int, end: int, label: str | None) -> tuple[bytes, Runs]:
    """Undo quoted-printable; characters beyond ASCII, which should not stand there, go by `label`."""
    data, runs = bytearray(), Runs()
    position = start
    for found in _QUOTED.finditer(text, start, end):
        _copy(text[position : found.start()], position, data, runs, label)
        position = found.end()
        if found[1]:
            escaped = binascii.a2b_hex(found[1].replace("=", ""))
            runs.add(len(escaped), found.start(), position)
            data += escaped
    _copy(text[position:end], position, data, runs, label)
    return bytes(data), runs


def base64(text: str, start: int, end: int, label: str | None, *, raw: bool) -> list[Decoded]:
    """Decode base64; prose that stands in its place or below it is read as it stands."""
    prose = _PROSE.search(text, start, end)
    stop = max(text.rfind("\n", start, prose.start() + 1), text.rfind("\r", start, prose.start() + 1)) + 1 if prose else end
    stop = max(stop, start)
    rest = [literal(text, stop, end, label, raw=raw)] if stop < end else []
    data, sextets = unpack(text, start, stop)
    return [characters(data, label, sextets), *rest] if data else rest


def unpack(text: str, start: int, end: int) -> tuple[bytes, Sextets]:
    """Decode base64 symbols; other characters are passed over, padding may stand anywhere."""
    symbols = Runs()
    sextets = Sextets(symbols)
    data, group = bytearray(), [""]
    for found in _SYMBOLS.finditer(text, start, end):
        if found[0][0] == "=":
            data += _bits("".join(group))
            group = []
            sextets.restart(len(data), symbols.length)
        else:
            group.append(found[0])
            symbols.add(len(found[0]), found.start(), found.end())
    return bytes(data + _bits("".join(group))), sextets


def _bits(symbols: str) -> bytes:
    whole = symbols[: len(symbols) - (len(symbols) % 4 == 1)]
    return binascii.a2b_base64(whole + "=" * (-len(whole) % 4))


def _copy(part: str, start: int, data: bytearray, runs: Runs, label: str | None) -> None:
    """Add what stands in quoted-printable as it is; characters beyond ASCII should not, but do."""
    if part.isascii():
        data += part.encode("ascii")
        runs.add(len(part), start, start + len(part))
        return
    name = BYTES if label == BYTES else (charsets.codec(label) if label else None) or "utf-8"
    for offset, char in enumerate(part, start):
        encoded = _encoded(char, name)
        data += encoded
        runs.add_whole(len(encoded), offset, offset + 1)


def _encoded(char: str, name: str) -> bytes:
    try:
        return char.encode(name)
    except UnicodeEncodeError:
        return char.encode("utf-8", "surrogatepass")


def characters(data: bytes, label: str | None, where: Map) -> Decoded:
    """Decode bytes by a declared label; `where` maps the bytes to the file. No byte is lost.

    Without a label that is known the bytes are UTF-8 when they can be, else windows-1252.
    """
    name = charsets.codec(label) if label and label.strip().lower() not in _ASCII else None
    if name is None:
        name = "utf-8" if charsets.is_utf8(data) else charsets.LATIN
    if charsets.is_single_byte(name):
        return Decoded(charsets.decode_bytes(data, name), (where,))
    if name != "utf-8":
        return _other(data, name, where)
    if data.isascii():
        return Decoded(data.decode("ascii"), (where,))
    text = data.decode("utf-8", "surrogateescape")
    return Decoded(_mended(text), (Utf8(text), where))


def _mended(text: str) -> str:
    """Read stray bytes in UTF-8 as windows-1252, which they mostly are."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.translate(_STRAY)
    return text


_STRAY = {0xDC00 + byte: charsets.decode_bytes(bytes([byte]), charsets.LATIN) for byte in range(0x80, 0x100)}


def _other(data: bytes, name: str, where: Map) -> Decoded:
    """Decode byte by byte with a codec of uneven width."""
    name, position = _byte_order(data, name)
    decoder = codecs.getincrementaldecoder(name)("replace")
    texts, runs = [], Runs()
    mark = position
    for end in range(position + 1, len(data) + 1):
        text = decoder.decode(data[end - 1 : end])
        if text:
            texts.append(text)
            runs.add_whole(len(text), mark, end)
            mark = end
    rest = decoder.decode(b"", final=True)
    runs.add_whole(len(rest), mark, len(data))
    return Decoded("".join([*texts, rest]), (runs, where))


def _byte_order(data: bytes, name: str) -> tuple[str, int]:
    """Settle on the byte order of UTF-16 and UTF-32 and step over the mark that says it."""
    if name not in {"utf-16", "utf-32"}:
        return name, 0
    width = 2 if name == "utf-16" else 4
    big = data[:width] == "\ufeff".encode(f"{name}-be")
    little = data[:width] == "\ufeff".encode(f"{name}-le")
    if not big and not little:
        little = data[width - 1 :: width].count(0) > data[::width].count(0)
        return f"{name}-{'le' if little else 'be'}", 0
    return f"{name}-{'be' if big else 'le'}", width


def unflowed(decoded: Decoded, *, delete_space: bool) -> Decoded:
    """Join the soft line breaks of `format=flowed`; with `delete_space` also the words that they cut."""
    texts, runs = [], Runs()
    for found in _SOFT_BREAK.finditer(decoded.text):
        start, end = found.start("line"), found.end()
        if found["quote"]:
            start = found.start()
        elif _is_soft(found) and not decoded.text.startswith(">", end):
            end = found.end("line") - delete_space
        texts.append(decoded.text[start:end])
        runs.add(end - start, start, end)
    return Decoded("".join(texts), (runs, *decoded.maps))


def _is_soft(found: re.Match[str]) -> bool:
    return bool(found["end"]) and found["line"].endswith(" ") and found["line"] != "-- "
