"""Paths, folders and standard input → `Source`: what there is to read, and its text."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator, Sequence

from h2hlint import charsets, walking
from h2hlint.errors import UserError
from h2hlint.formats import DOCUMENTS, PAGES, SUFFIXES, format_of, suffix_of
from h2hlint.text import Source, line_and_column
from h2hlint.walking import Filter

__all__ = ["Filter", "Finder", "decode", "encode", "find", "from_stdin", "read"]

STDIN = "-"
BYTES = "latin-1"
"""`Source.encoding` of a mail that is not UTF-8: every character of its text is one byte of the file."""

_MAIL = "email"
_BOMS = (  # UTF-32 before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\r\f\v\x1b") + b"\x7f"
_SAMPLE = 8192
_BINARY_SHARE = 0.1
_ADVICE = "save it as UTF-8 (in most editors: Save as, Encoding) and try again"


class Finder:
    """Finds files, each real file once, over however many calls."""

    def __init__(self, wanted: Filter | None = None) -> None:
        """Begin a search; `wanted` holds what a config includes and excludes."""
        self._walk = walking.Walk(_format_of, _unknown, wanted or Filter())

    def find(self, path: str) -> Iterator[str | UserError]:
        """Give the file `path`, or the files below the folder `path`, as `find` does."""
        if path == STDIN:
            yield path
        elif os.path.isdir(path):
            yield from self._walk.folder("" if path in {".", "./", ".\\"} else path)
        elif taken := self._walk.named(path):
            yield taken if isinstance(taken, UserError) else path


def find(paths: Sequence[str], wanted: Filter | None = None) -> Iterator[str | UserError]:
    """Give the files behind `paths` in the order given, those of a folder sorted; `-` is passed through.

    A folder is walked: `.gitignore` is respected, hidden files and folders, `node_modules` and
    `__pycache__` are left out, and only formats that `h2hlint.formats` knows are read. Each real
    file is given once. What cannot be found or opened is given as a UserError in its place.
    """
    finder = Finder(wanted)
    for path in paths or ["."]:
        yield from finder.find(path)


def read(path: str, format: str | None = None) -> Source:  # noqa: A002
    """Read one file; `format` says how when the suffix does not. Raise UserError when it cannot be read."""
    name = format or _format_of(path)
    if name is None and not os.path.isdir(path):
        raise _unknown(path)
    return _source(path, _bytes(path), name or "text")


def from_stdin(data: bytes, filename: str | None = None) -> Source:
    """Make a source of what came by standard input; the suffix of `filename` says how to read it, else plain text."""
    name = format_of(filename) if filename else format_of("stdin.txt")
    if name is None:
        raise _unknown(filename or STDIN)
    return _source(filename or STDIN, data, name)


def decode(data: bytes, format: str) -> tuple[str, str, bool]:  # noqa: A002
    """Return the text of `data`, the codec that read it, and whether a byte order mark stood before it.

    UTF-8 and anything with a byte order mark is read; a page may declare an older character set.
    A mail that is not UTF-8 is read byte by byte (`BYTES`). Raise UserError for anything else.
    """
    for mark, name in _BOMS:
        if data.startswith(mark) and len(data) % (4 if "32" in name else 1) == 0:
            return _strictly(data[len(mark) :], name), name, True
    if format == _MAIL:
        return (data.decode(), "utf-8", False) if charsets.is_utf8(data) else (data.decode(BYTES), BYTES, False)
    _refuse_binary(data)
    if charsets.is_utf8(data):
        return data.decode(), "utf-8", False
    name = _declared(data, format)
    return charsets.decode_bytes(data, name) if charsets.is_single_byte(name) else _strictly(data, name), name, False


def encode(text: str, encoding: str, *, bom: bool) -> bytes:
    """Undo `decode`; raise UserError for a character that the file's encoding cannot hold."""
    mark = next((mark for mark, name in _BOMS if bom and name == encoding), b"")
    try:
        return mark + charsets.encode_bytes(text, encoding)
    except UnicodeEncodeError as error:
        char = error.object[error.start]
        line, column = line_and_column(error.object, error.start)
        message = f"the file is in {encoding}, which has no “{char}”: save it as UTF-8 first"
        raise UserError(message, None, line, column) from None


def _format_of(path: str) -> str | None:
    return _MAIL if walking.in_maildir(path) else format_of(path)


def _source(path: str, data: bytes, name: str) -> Source:
    if name in DOCUMENTS:
        from h2hlint import documents

        return documents.read(path, data, name)
    try:
        text, encoding, bom = decode(data, name)
    except UserError as error:
        error.path = path
        raise
    return Source(path, text, name, encoding, bom)


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise walking.broken_link(path) if os.path.islink(path) else walking.missing(path) from None
    except OSError as error:
        if os.path.isdir(path):
            raise UserError("this is a folder, not a file: name a file in it", path) from None
        raise UserError(f"cannot read this file: {walking.reason(error)}", path) from None
    except ValueError:
        raise UserError("this is not a path that a file can have", path) from None


def _unknown(path: str) -> UserError:
    """Say that the suffix is none that h2hlint reads, and which one might be meant."""
    from difflib import get_close_matches  # only needed once something is wrong

    suffix = suffix_of(path) or os.path.splitext(path)[1]
    near = get_close_matches(suffix.lower(), SUFFIXES, 1) if suffix else []
    hint = f"; did you mean {near[0]}?" if near else f"; it reads {', '.join(sorted(SUFFIXES))}."
    kind = suffix or "files without a suffix"
    return UserError(
        f"h2hlint does not read {kind}{hint} Rename the file, save its text as .txt or .md, "
        "or pipe it in and name a format with --stdin-filename",
        path,
    )


def _refuse_binary(data: bytes) -> None:
    zero = data.find(0)
    if zero >= 0 and _looks_like_utf16(data):
        raise UserError(f"this looks like UTF-16 without a byte order mark: {_ADVICE}")
    if zero >= 0:
        line = data.count(b"\n", 0, zero) + 1
        raise UserError("this is not a text file: it holds a NUL byte", None, line)
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _CONTROLS)) > len(sample) * _BINARY_SHARE:
        raise UserError("this is not a text file: it is full of control characters")


def _looks_like_utf16(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    zeros = (sample[0::2].count(0), sample[1::2].count(0))
    return len(data) % 2 == 0 and min(zeros) == 0 and max(zeros) * 4 > len(sample)


def _declared(data: bytes, format: str) -> str:  # noqa: A002
    """Return the codec that the page names; raise UserError when it names none that fits."""
    if format == "properties":
        return charsets.LATIN
    is_page = format in PAGES or format == "po" or data.lstrip()[:5] == b"<?xml"
    label = charsets.declared(data) if is_page else None
    name = charsets.codec(label) if label else None
    if label and name is None:
        raise UserError(f"the page says that it is in “{label}”, which h2hlint does not know: {_ADVICE}")
    if name is None or name.startswith(("utf-16", "utf-32")):
        return "utf-8"
    return name


def _strictly(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(name, "replace")
        line, column = line_and_column(before, len(before))
        byte = f"0x{data[error.start]:02X}"
        message = f"this is not {name.upper()} text: byte {error.start + 1} is {byte}: {_ADVICE}"
        raise UserError(message, None, line, column) from None
