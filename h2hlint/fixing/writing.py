"""How a wording is written in its place: the escapes of each format, the likeliest first.

A place does not say by itself how it is quoted, so each format lists all its ways; `proving` takes the first that reads
back as the wording.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from h2hlint import charsets
from h2hlint.text import Block, Source, Span


class Change(NamedTuple):
    """What to write in place of a span of the source."""

    span: Span
    text: str


Way = Callable[[str], str]
"""Writes a text with the escapes of one kind of place."""


def _table(signs: dict[str, str]) -> Way:
    """Return a way that writes some signs otherwise."""
    table = str.maketrans(signs)
    return lambda text: text.translate(table)


def _before(signs: str, sign: str = "\\") -> Way:
    """Return a way that puts a sign before some signs."""
    return _table({one: sign + one for one in signs})


def _same(text: str) -> str:
    return text


_LINES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_quoted = _table({**_LINES, '"': '\\"', "\\": "\\\\"})
"""As JSON, PO and many others write a text between double quotation marks."""
_spaced = _table({"\n": " "})
"""As YAML writes a text without quotation marks: a line break would need the indent of its place."""
_doubled = _table({"'": "''", "\n": " "})
_cell = _table({'"': '""'})
_html = _table({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_attribute = _table({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
_braced = _table({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "{": "&#123;", "}": "&#125;", "`": "&#96;"})
_properties = _table({**_LINES, "\\": "\\\\"})
_message = _table({**_LINES, "\\": "\\\\", "'": "''"})
_fluent = _table({"{": '{ "{" }', "}": '{ "}" }'})
_php_single = _before("\\'")
_php_double = _table({**_LINES, '"': '\\"', "\\": "\\\\", "$": "\\$"})
_script_single = _table({**_LINES, "'": "\\'", "\\": "\\\\"})
_script_template = _table({"`": "\\`", "\\": "\\\\", "$": "\\$"})
_markdown = _before("\\`*_[]<>&#~|!{}")
_mdx = _table({"<": "&lt;", "{": "&#123;", "}": "&#125;"})
_rst = _before("\\`*_|")
_asciidoc = _table({sign: f"&#{ord(sign)};" for sign in "\\*_`#^~{}+&<>[]|:"})
_latex = _table(
    {
        **{sign: "\\" + sign for sign in "&%$#_{}"},
        "\\": "\\textbackslash{}",
        "~": "\\textasciitilde{}",
        "^": "\\textasciicircum{}",
        "<": "\\textless{}",
        ">": "\\textgreater{}",
    }
)


def _fluent_first(text: str) -> str:
    """Write a text that may begin a line, where some signs begin something else."""
    return f'{{ "{text[0]}" }}{_fluent(text[1:])}' if text[:1] in (".", "*", "[") else _fluent(text)


def _android(text: str) -> str:
    written = _table({**_LINES, "'": "\\'", '"': '\\"', "\\": "\\\\"})(_html(text))
    return "\\" + written if text[:1] in ("@", "?") else written


_PAGE: tuple[Way, ...] = (_html, _attribute)
_FRONT: tuple[Way, ...] = (_quoted, _doubled)
_TEMPLATE: tuple[Way, ...] = (*_PAGE, _braced, _same, _markdown, *_FRONT)
_APP: tuple[Way, ...] = (*_PAGE, _braced, _quoted, _script_single, _script_template, _doubled)
_XML: tuple[Way, ...] = (_html, _same)

WAYS: dict[str, tuple[Way, ...]] = {
    "text": (_same, *_TEMPLATE),
    "markdown": (_same, _markdown, *_PAGE, *_FRONT),
    "html": (*_PAGE, _braced, _same, *_FRONT),
    "json": (_quoted,),
    "xcstrings": (_quoted,),
    "yaml": (_quoted, _doubled, _spaced),
    "toml": (_quoted, _same),
    "csv": (_cell,),
    "properties": (_properties,),
    "po": (_quoted,),
    "strings": (_quoted,),
    "php": (_php_double, _php_single, _same),
    "fluent": (_fluent, _fluent_first),
    "xml": _XML,
    "android": (_android, *_XML),
    "resx": _XML,
    "stringsdict": _XML,
    "xliff": _XML,
    **dict.fromkeys(("jinja", "handlebars", "go-template", "erb", "blade", "mjml"), _TEMPLATE),
    **dict.fromkeys(("vue", "svelte", "astro", "jsx"), _APP),
    "mdx": (_mdx, _markdown, *_APP),
    "rst": (_same, _rst),
    "asciidoc": (_same, _html, _asciidoc),
    "org": (_same,),
    "latex": (_latex,),
}
"""Format to the ways in which its places write a text; mails are written part by part."""

_VALUES = frozenset({"json", "xcstrings", "yaml", "toml", "csv", "properties", "po", "strings", "php", "fluent"})
"""Formats whose values may be HTML in turn."""
_IN_XML = frozenset({"xml", "android", "resx", "stringsdict", "xliff"})
_MARKUP = re.compile(r"<(?:/?[a-zA-Z]|!--)|&(?:#[0-9xX]|[a-zA-Z])|\\u003[cC]")
_ESCAPED_MARKUP = re.compile(r"&lt;/?[a-zA-Z!]|&amp;#?\w|<!\[CDATA\[")
_TAG_BEFORE = re.compile(r"(?:[\w\"'/]>|&gt;|\\u003[eE])\s*\Z")
_BREAK = re.compile(r"\r\n|\r|\n")
_NEAR = 20


def ways(source: Source, block: Block, change: Change) -> list[Change]:
    """Return how a wording may be written in place of a span of the block, the likeliest way first; none that the encoding cannot hold."""
    form = "android" if source.format == "xml" and "<resources" in source.text else source.format
    outer = WAYS[form]
    if form == "properties" and "{" in block.text:  # a pattern of MessageFormat, where an apostrophe quotes
        outer = (_message,)
    line_end = _line_end(source.text) if _same in outer or form in _UNESCAPED else "\n"
    texts = (
        [sign.join(change.text.splitlines()) for sign in dict.fromkeys((line_end, " "))] if _BREAK.search(change.text) else [change.text]
    )
    written = [_held(way(inner(text)), form, source) for text in texts for inner in _inner(form, source, block) for way in outer]
    made = [Change(change.span, one) for one in dict.fromkeys(written) if can_hold(source.encoding, one)]
    return [*made, *(wide for text in texts for wide in _wider(form, source, block, Change(change.span, text)))]


_UNESCAPED = frozenset({"csv", "fluent", "latex"})
"""Formats without an escape for a line break."""


def _line_end(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _inner(form: str, source: Source, block: Block) -> tuple[Way, ...]:
    """Return how the value itself writes a text, before its file does: as HTML where it is some."""
    start, end = block.pieces[0].source.start, block.pieces[-1].source.end
    around = source.text[start:end]
    if form in _IN_XML:
        return (_same, *_PAGE) if _ESCAPED_MARKUP.search(source.text, max(start - _NEAR, 0), end) else (_same,)
    is_html = form in _VALUES and (_MARKUP.search(around) or _TAG_BEFORE.search(source.text[max(start - _NEAR, 0) : start]))
    inner = (*_PAGE, _same) if is_html else (_same,)
    return (*inner, _quoted) if form == "csv" else inner  # a cell may hold JSON


# --- signs that the file's encoding has not --------------------------------------------------


def _u(char: str) -> str:
    """Return a character as the units of UTF-16, as JSON and Java write them."""
    data = char.encode("utf-16-be")
    return "".join(f"\\u{data[at : at + 2].hex()}" for at in range(0, len(data), 2))


def _long_u(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _reference(char: str) -> str:
    return f"&#{ord(char)};"


_SIGNS: dict[str, Way] = {
    **dict.fromkeys(("json", "xcstrings", "properties", "android"), _u),
    "strings": lambda char: _u(char).replace("\\u", "\\U"),
    "yaml": _long_u,
    "toml": _long_u,
    "php": lambda char: f"\\u{{{ord(char):x}}}",
    **dict.fromkeys(
        (
            *("html", "xml", "resx", "stringsdict", "xliff", "jinja", "handlebars", "go-template", "erb", "blade", "mjml", "vue"),
            *("svelte", "astro", "jsx", "mdx", "markdown", "asciidoc"),
        ),
        _reference,
    ),
}
"""Format to how it writes a character by its number."""
_ESCAPING = frozenset({"json", "xcstrings", "properties", "strings", "android"})
_NUMBERED = re.compile(r"\\[uU][0-9a-fA-F]{4}")
JAVA = "iso-8859-1"


def _held(text: str, form: str, source: Source) -> str:
    """Write what the file's encoding has not, or what the file escapes elsewhere too, by number."""
    sign = _SIGNS.get(form)
    if text.isascii() or sign is None:
        return text
    if form in _ESCAPING and source.text.isascii() and (form == "properties" or _NUMBERED.search(source.text)):
        encoding = "ascii"
    else:
        encoding = JAVA if form == "properties" and source.encoding == charsets.LATIN else source.encoding
    return "".join(char if can_hold(encoding, char) else sign(char) for char in text)


def can_hold(encoding: str, text: str) -> bool:
    """Say whether a text can be written in an encoding."""
    try:
        charsets.encode_bytes(text, encoding)
    except UnicodeEncodeError:
        return False
    return True


# --- places that have to be quoted first -----------------------------------------------------

_DELIMITERS = ",;\t|"
_LONG = re.compile("'''")


def _wider(form: str, source: Source, block: Block, change: Change) -> Iterator[Change]:
    """Yield the whole value in quotation marks, where it stands without any and the wording needs them."""
    start, end = block.pieces[0].source.start, block.pieces[-1].source.end
    if form not in ("csv", "yaml", "toml") or not start <= change.span.start <= change.span.end <= end:
        return
    if folded(source.text[start:end]) != block.text:
        return
    value = source.text[start : change.span.start] + change.text + source.text[change.span.end : end]
    quotes = {source.text[max(start - 1, 0) : start], source.text[end : end + 1]}
    if form == "toml" and quotes == {"'"} and "\n" not in change.text and not _LONG.search(source.text, max(start - 3, 0), end + 3):
        yield Change(Span(start - 1, end + 1), '"' + _quoted(value) + '"')
    elif form == "yaml" and not quotes & {'"', "'"}:
        yield from (Change(Span(start, end), quoted) for quoted in ("'" + _doubled(value) + "'", '"' + _quoted(value) + '"'))
    elif form == "csv" and _is_whole_cell(source.text, start, end):
        yield Change(Span(start, end), '"' + _cell(value) + '"')


def _is_whole_cell(text: str, start: int, end: int) -> bool:
    """Say whether nothing but the value stands between two delimiters."""
    before, after = text[start - 1 : start] if start else "\n", text[end : end + 1] or "\n"
    return before in _DELIMITERS + "\r\n" and after in _DELIMITERS + "\r\n"


_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


def folded(text: str) -> str:
    """Return a text with its white space as blocks have it, and without what nobody sees."""
    return " ".join(text.translate(_UNSEEN).split())
