"""Templates: their tags are taken out, what is left is read as the page, text or mail that it is."""

from __future__ import annotations

import re
from bisect import bisect_right

from h2hlint.formats import plaintext
from h2hlint.formats.assembly import Assembler
from h2hlint.formats.frontmatter import read_front_matter
from h2hlint.formats.html import HtmlReader
from h2hlint.formats.masking import Mask, of_kind
from h2hlint.formats.mjml import read_mjml
from h2hlint.formats.suffixes import MADE, OF_ANYTHING, SUFFIXES, suffix_of
from h2hlint.formats.template_blocks import mark
from h2hlint.formats.template_tags import Tag, Tags
from h2hlint.text import Block, Source

_MARKUP = re.compile(r"<(?:!doctype\b|/?[a-zA-Z][a-zA-Z0-9-]{0,40}(?:[\s/>]|\Z))|&(?:\w{2,20}|#\w{1,6});", re.IGNORECASE)
_TABLE_ROW = re.compile(r"[ \t]*(?:\r\n?|\n)(?=[ \t]*\|)")
_SUBJECT = re.compile(r"(?:\A|[-_.])subject\Z")
_CODE_LINE = re.compile(
    r"[;{}\\][ \t]*\Z|^[ \t]*(?:#[ !a-z]|//|/\*|[${}]|[\w.-]{1,60}[ \t]{0,9}[:?+]?="
    r"|(?:import|export|from|def|class|static|return|const|let|set)\b)|[$%]\("
)
_CODE_SHARE = 0.3
_MARKDOWN_CODE = re.compile(
    r"(?:\A|(?<=[\r\n])) {0,3}(?P<fence>`{3,}|~{3,})[\s\S]*?(?:[\r\n] {0,3}(?P=fence)[`~]*(?=[ \t]*(?:[\r\n]|\Z))|\Z)"
    r"|(?<!`)(?P<ticks>`{1,3})(?!`)[^\r\n]{1,300}?(?<!`)(?P=ticks)(?!`)"
)
_FEWEST_LINES = 4
_PAGES = ("html", "markdown", "mjml")


def extract(source: Source) -> list[Block]:
    """Return the blocks of a template; a tag that never ends is read as text."""
    stem, inner = inner_format(source)
    mask = Mask(source)
    _take_tags(mask, source, inner)

    def read(text: str) -> list[Block]:
        form = inner or ("html" if _MARKUP.search(text) else "text")
        if inner is None and form == "text" and suffix_of(source.path) in OF_ANYTHING and _is_code(text):
            return []
        return _read(source, text, form)

    blocks = mask.read(read)
    return of_kind(blocks, "subject") if _SUBJECT.search(stem) else blocks


def inner_format(source: Source) -> tuple[str, str | None]:
    """Return the name of a template without its suffixes, and what its inner suffix says it is, if anything."""
    if source.format == "mjml":
        return "", "mjml"
    if source.format in ("html", "text", "markdown"):
        return source.path.rpartition(".")[0].lower(), source.format
    name = source.path.replace("\\", "/").rpartition("/")[2].lower()
    stem = name.removesuffix(".blade.php") if source.format == "blade" else name.rpartition(".")[0]
    shorter, _, suffix = stem.rpartition(".")
    form = SUFFIXES.get(f".{suffix}") if shorter else None
    return (shorter, form) if form in MADE else (stem, None)


def _is_code(text: str) -> bool:
    """Say whether the lines of what a template makes are those of a program or of settings."""
    full = [line for line in text.splitlines() if line.strip()]
    return len(full) >= _FEWEST_LINES and sum(bool(_CODE_LINE.search(line)) for line in full) > _CODE_SHARE * len(full)


def _take_tags(mask: Mask, source: Source, inner: str | None) -> None:
    text = source.text
    language = "ejs" if source.path.lower().endswith(".ejs") else source.format
    tags = Tags(text, language)
    is_page = inner in _PAGES or (inner is None and bool(_MARKUP.search(text)))
    at = 0
    code = _Code(text if source.format == "markdown" else "")
    while tag := tags.next(at):
        if end := code.end(tag.start):
            mask.keep(at, end)
            at = end
            continue
        mask.keep(at, tag.start)
        at = tag.end
        if tag.kind == "control" and inner == "markdown" and text.endswith("](", 0, tag.start):  # it makes the address of a link
            mask.word(tag.start, tag.end)
        elif tag.kind == "output":
            _put_word(mask, text, tag, is_page=is_page)
        elif tag.kind == "comment":
            mask.comment(*tag.content)
        if found := mark(text, tag, language):
            mask.mark(found, tag.start, tag.end)
        if tag.kind != "output" and (row := _TABLE_ROW.match(text, tag.end)) and _begins_line(text, tag.start):
            at = row.end()
    mask.keep(at, len(text))


class _Code:
    """The code of a page in Markdown, in which tags are code too."""

    def __init__(self, text: str) -> None:
        self._spans = [found.span() for found in _MARKDOWN_CODE.finditer(text)]

    def end(self, at: int) -> int:
        """Return where the code ends that holds this place, 0 where none does."""
        index = bisect_right(self._spans, at, key=_begin) - 1
        return self._spans[index][1] if index >= 0 and at < self._spans[index][1] else 0


def _begin(span: tuple[int, int]) -> int:
    return span[0]


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "\r\n\t "


def _put_word(mask: Mask, text: str, tag: Tag, *, is_page: bool) -> None:
    """Put a word for an output tag; where it is the name of an element, a name."""
    if is_page and (text.endswith("<", 0, tag.start) or text.endswith("</", 0, tag.start)):
        mask.put("x", tag.start, tag.end)
    else:
        mask.word(tag.start, tag.end)


def _read(source: Source, text: str, form: str) -> list[Block]:
    """Return the blocks of a template without its tags."""
    from h2hlint.formats import FORMATS, markdown

    if form == "mjml":
        return read_mjml(text)
    if form == "html":
        return read_page(text)
    if form == "text":
        return plaintext.read(text)
    if form == "markdown":
        return markdown.read(text)
    return FORMATS[form](Source(source.path, text, form, source.encoding))


def read_page(text: str) -> list[Block]:
    """Return the blocks of a page, with front matter if it has any."""
    front = read_front_matter(text)
    assembler = Assembler(front.language)
    assembler.add_all(front.blocks)
    HtmlReader(assembler, text, xml=text.startswith("<?xml")).read(front.end, len(text))
    return assembler.finish(len(text))
