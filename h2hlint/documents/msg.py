"""Outlook mails: the subject and the body as plain text, else as HTML. Replies quoted below are left out."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from h2hlint import charsets
from h2hlint.documents import Line, Refused
from h2hlint.formats import FORMATS
from h2hlint.formats.mail_quotes import own
from h2hlint.text import Source

_STREAM = "__substg1.0_{}{}"
_SUBJECT, _BODY, _HTML, _RTF = "0037", "1000", "1013", "1009"
_UNICODE, _ANSI, _BINARY = "001F", "001E", "0102"


def errors() -> tuple[type[Exception], ...]:
    """Return what the library raises for a broken file; its own errors are errors of the system."""
    return ()


def lines(data: bytes) -> Iterator[Line]:
    """Yield subject and paragraphs. Raises what the library raises for a broken file."""
    olefile: Any = import_module("olefile")
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        subject, body, page = _text(file, _SUBJECT), _text(file, _BODY), _page(file)
        if not (subject or body or page) and file.exists(_STREAM.format(_RTF, _BINARY)):
            raise Refused("this mail is kept as RTF only; save it as .eml or .txt and try again")
        if not file.exists("__properties_version1.0"):
            raise ValueError("no mail")
    yield Line(subject, "subject", "subject")
    form, text = ("text", own(body).text) if body.strip() or not page else ("html", page)
    for block in FORMATS[form](Source("", text, form)):
        if block.kind != "directive":
            yield Line(block.text, block.kind, "paragraph #")


def _text(file: Any, name: str) -> str:
    for form, encoding in ((_UNICODE, "utf-16-le"), (_ANSI, charsets.LATIN)):
        if file.exists(stream := _STREAM.format(name, form)):
            data: bytes = file.openstream(stream).read()
            text = data.decode(encoding, "replace") if form == _UNICODE else _bytes(data)
            return text.rstrip("\0")
    return ""


def _page(file: Any) -> str:
    stream = _STREAM.format(_HTML, _BINARY)
    return _bytes(file.openstream(stream).read()) if file.exists(stream) else _text(file, _HTML)


def _bytes(data: bytes) -> str:
    data = data.rstrip(b"\0")
    return data.decode() if charsets.is_utf8(data) else charsets.decode_bytes(data, charsets.LATIN)
