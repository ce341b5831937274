"""Names of character sets: which codec a declared label means, and decoding that loses nothing."""

from __future__ import annotations

import codecs
import re

from h2hlint.patterns import lazy

LATIN = "cp1252"
"""What the web and mail programs mean by Latin-1, ASCII and most wrong labels."""

_LABELS = {
    "ascii": LATIN,
    "us-ascii": LATIN,
    "ansi": LATIN,
    "ansi-x3.4-1968": LATIN,
    "latin1": LATIN,
    "latin-1": LATIN,
    "l1": LATIN,
    "iso-8859-1": LATIN,
    "iso8859-1": LATIN,
    "iso-8859-1:1987": LATIN,
    "x-cp1252": LATIN,
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "iso-8859-11": "cp874",
    "tis-620": "cp874",
    "iso-8859-8-i": "iso8859-8",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "unicode": "utf-16",
    "ucs-2": "utf-16",
    "iso-10646-ucs-2": "utf-16",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
    "x-mac-ce": "mac-latin2",
    "x-mac-centraleurroman": "mac-latin2",
    "x-sjis": "cp932",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
}

# Families of text codecs that a file may name; Python knows others (idna, rot13) that no file means.
_KNOWN = lazy(
    r"utf-?(?:8|16|32)(?:-?[lb]e)?|iso-?8859-?\d\d?|latin-?\d\d?|windows-?\d+|(?:x-)?(?:cp|ibm)-?\d+|koi8-[ru]"
    r"|mac-\w+|gb\w+|hz(?:-gb-2312)?|big5(?:-?hkscs)?|shift_?jis\w*|euc[-_]\w+|iso-2022-\w+|johab",
)

_SINGLE = lazy(r"cp(?!932|936|949|950|65001)\d+|iso8859-\d+|koi8-[ru]|mac-\w+")

_DECLARED = lazy(
    rb"""<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']?([\w.:+-]+)|<meta\b[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:+-]+)"""
    rb"""|^(?:msgstr[ \t]+)?"(?:[^"\n]{0,400}?\\n)?Content-Type:[^"\n]{0,80}?\bcharset=([\w.:+-]+)""",
    re.IGNORECASE | re.MULTILINE,
)
_SNIFFED = 4096
_CONTROLS = {byte: byte for byte in range(0x80, 0xA0)}


def codec(label: str) -> str | None:
    """Return the Python codec that a declared `label` means, or None for an unknown label.

    Labels mean what browsers make of them: `iso-8859-1` and `us-ascii` are windows-1252.
    """
    name = label.strip().strip("\"'").lower().replace("_", "-")
    name = _LABELS.get(name) or _LABELS.get(name.replace("-", "_")) or name
    if not _KNOWN.fullmatch(name.replace("x-cp", "cp")):
        return None
    try:
        return codecs.lookup(name.removeprefix("x-").replace("windows-", "cp")).name
    except LookupError:
        return None


def declared(data: bytes) -> str | None:
    """Return the label in a page's `<meta charset>`, `http-equiv` or XML declaration, or in the head of a catalogue."""
    found = _DECLARED.search(data[:_SNIFFED])
    return (found[1] or found[2] or found[3]).decode("ascii") if found else None


def is_utf8(data: bytes) -> bool:
    """Say whether `data` is valid UTF-8 from end to end."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_single_byte(name: str) -> bool:
    """Say whether the codec, named as `codec` names it, turns every byte into one character."""
    return _SINGLE.fullmatch(name) is not None


def decode_bytes(data: bytes, name: str) -> str:
    """Decode with a single-byte codec; a byte that it leaves open stays a control character, as in browsers."""
    return data.decode(name, "h2hlint.byte")


def encode_bytes(text: str, name: str) -> bytes:
    """Undo `decode_bytes`; raise UnicodeEncodeError for a character that the codec has no byte for."""
    return text.encode(name, "h2hlint.byte")


def _open_byte(error: UnicodeError) -> tuple[str | bytes, int]:
    if isinstance(error, UnicodeDecodeError):
        return error.object[error.start : error.end].decode("latin-1"), error.end
    if isinstance(error, UnicodeEncodeError):
        wanted = error.object[error.start : error.end]
        if all(ord(char) in _CONTROLS for char in wanted):
            return wanted.encode("latin-1"), error.end
    raise error


codecs.register_error("h2hlint.byte", _open_byte)
