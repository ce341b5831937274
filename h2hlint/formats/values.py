"""Values of data files → blocks: branches, placeholders and markup within a value, and which values are copy."""

from __future__ import annotations

import re
from collections.abc import Iterable

from h2hlint.formats import plaintext
from h2hlint.formats.assembly import Assembler
from h2hlint.formats.decoded import Decoded, Map
from h2hlint.formats.decoding import Text
from h2hlint.formats.directives import DIRECTIVE, directive
from h2hlint.formats.html import HtmlReader
from h2hlint.formats.html_tokens import references
from h2hlint.formats.keys import use_of
from h2hlint.formats.variants import Message, Run, icu, joined, variants
from h2hlint.patterns import possessive
from h2hlint.text import INLINE_OBJECT, Block, BlockBuilder, Source, Span

_OBJECT = re.compile(
    r"<%[^%]{0,300}%>|<\?[^?]{0,300}\?>"  # code of templates
    r"|%(?:\d{1,2}\$)?[-+0#',]*\d{0,3}(?:\.\d{1,3})?(?:hh|h|ll|l|q|z)?[diouxXeEfgGcsS@](?![\w])(?<!%[sd@])"  # printf
    r"|%#@\w{1,40}@"  # Apple's plural forms
    r"|\$t\([^()\n]{1,200}\)|(?<![\w:])@:\(?[\w.]{1,100}\)?"  # texts put in by i18next and vue-i18n
    r"|(?<![\w:./]):[a-z_]{2,30}\b(?![:/])|\b__\w{1,40}?__\b"  # Laravel; older i18next
    r"|\{[^{}]{81,1000}\}|\$\{[^{}]{81,1000}\}|(?<!\{)\{\}"
    r"|(?P<tag></?\d{1,3}>)|<\d{1,3} ?/>"  # of React components in texts of i18next
)
"""Placeholders that are not yet one word to every rule; `language.classes` knows the others."""
_MAY_BE_OBJECT = re.compile(r"[%$@{]|<(?:[%?]|/?\d)|:[a-z]|__")
"""A cheap look before `_OBJECT`."""
_MARKUP = re.compile(r"<(?:/?[a-zA-Z]|!--)|&(?:#[0-9xX]|[a-zA-Z])")
_SIMPLE = re.compile(r"</?(?:b|strong|em|i|u|span|small)>|(?P<space><br ?/?>)|(?P<other><[/!a-zA-Z])")
"""Tags that leave a text as it is, or make a space; all others are left to the reader of HTML."""
_BREAK = re.compile(r"[\r\n]")
_BLOCK_TAG = re.compile(
    r"<(?:/?(?:p|div|h[1-6]|ul|ol|li|table|tr|td|th|section|article|blockquote|center|body|html|pre)\b|br\b)", re.IGNORECASE
)
_BLANK_LINE = re.compile(r"(?:\r\n?+|\n)[ \t]*[\r\n]\s*")

_NO_COPY = re.compile(
    possessive(
        r"\s*(?:"
        r"(?:%[-_^#0]?[a-zA-Z%]|[\W\d_])*"  # numbers, signs, and dates as strftime writes them
        r"|(?:[a-zA-Z][a-zA-Z0-9+.-]{1,30}:(?=[^\s\d]*[/.@?=])|www\.|mailto:|tel:|\.{0,2}/|[#@~$\\])\S*"  # URLs, paths, colours, handles
        r"|[^\s@]{1,80}@[^\s@]+\.\w+"
        r"|\w*_[\w.-]*"  # names of code
        r"|[a-zA-Z][\w-]*+(?:\.[\w-]++)*+\.(?:[a-z]{2,5}|[A-Z]{3,4})(?:[/?#]\S*)?"  # file and host names
        r"|[\w.-]+(?:/[\w.-]+)*/[\w.-]*\.\w+|[a-z0-9-]+(?:/[a-z0-9-]+){2,}/?"
        r"|[a-z]+(?:\.[a-z]\w*){2,}|[a-z]{2,}(?:[A-Z][a-z0-9]+)+"
        r"|[a-z0-9]*+(?:-[a-z0-9]+)*-[a-z]*\d[a-z0-9-]*"
        r"|(?:[dDMyYhHmsSaZ]{1,4}[-/.:, ]{1,2}){1,6}[dDMyYhHmsSaZ]{1,4}"  # YYYY-MM-DD HH:mm
        r"|(?:true|false|null)"
        r"|[\w+/=.:-]{40,}"
        r")\s*\Z"
    )
)
_PLACEHOLDERS = re.compile(r"\$?\{\{?[^{}]{0,80}\}\}?|%#?@\w+@|%\w+%|%(?:\d\$)?[sd@]\b|\$\w+")
_MAY_STAND_FOR = re.compile(r"[{%$]")
_LONGEST_TECHNICAL = 300
_WORDS = re.compile(r"[^\W\d_]{2,}(?:[-'’][^\W\d_]+)?[,:;]? (?:[^\W\d_]|\d)+")


def is_copy(text: str) -> bool:
    """Say whether a value is one that people read, and no number, address, name or placeholder."""
    if len(text) > _LONGEST_TECHNICAL:
        return _has_words(text)
    if _NO_COPY.match(text):
        return False
    return _has_words(text)


def _has_words(text: str) -> bool:
    """Say whether a text holds more than signs and placeholders."""
    return any(map(str.isalpha, _PLACEHOLDERS.sub("", text) if _MAY_STAND_FOR.search(text) else text))


def is_prose(text: str) -> bool:
    """Say whether a value of a file that may hold anything is surely written for people: some words in a row, no code."""
    sample = _PLACEHOLDERS.sub("", text[:2000])
    return len(_WORDS.findall(sample)) > 1 and is_copy(text) and not _CODE.search(sample)


_CODE = re.compile(r"&&|\|\||[{};=]\s*$|==|=>|\bnpm \w|--\w|\$\(|[<>]=|\\[wdsb]|\w\(\)|</?\w+[^>]*$", re.MULTILINE)


class Copy:
    """Gathers the blocks of one source."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._blocks: list[Block] = []

    def finish(self) -> list[Block]:
        """Return the blocks in source order."""
        return sorted(self._blocks, key=lambda block: block.pieces[0].source.start)

    def take(self) -> list[Block]:
        """Return the blocks in source order, and begin anew."""
        found, self._blocks = self.finish(), []
        return found

    def comment(self, start: int, end: int, language: str | None = None) -> None:
        """Add the comment with this content if it speaks to the linter."""
        if self._source.text.find(DIRECTIVE, start, end) >= 0:
            block = directive(self._source.text[start:end], start, language)
            if block:
                self._blocks.append(block)

    def add(self, key: str, text: Text, language: str | None = None, *, about: str | None = None, kind: str | None = None) -> None:
        """Add the value of `key` if it is copy; `about` is what tells kind and role instead of the key, `kind` what goes before it."""
        if not is_copy(text.text):
            return
        use = use_of(key if about is None else about)
        builder = BlockBuilder(kind or use.kind, language, use.role, key=key)
        message = icu(text.text)
        if message is None and text.runs is None and not _special(text.text):
            builder.add_source(self._source.text, *text.place)
            self._take(builder.build())
            return
        for written, maps in _written(text, message):
            for block in _blocks(builder, *_without_objects(written, maps)):
                self._take(block)

    def add_message(self, key: str, message: Message, language: str | None = None, *, about: str | None = None) -> None:
        """Add a message whose places are those of the source."""
        use = use_of(key if about is None else about)
        for runs in variants(message):
            text, back = joined(runs)
            if is_copy(text.replace(INLINE_OBJECT, "")):
                builder = BlockBuilder(use.kind, language, use.role, key=key)
                for block in _blocks(builder, *_without_objects(text, (back,))):
                    self._take(block)

    def add_all(self, blocks: Iterable[Block]) -> None:
        """Add finished blocks."""
        self._blocks += blocks

    def _take(self, block: Block | None) -> None:
        """Add a block that holds more than signs and placeholders."""
        if block is not None and _has_words(block.text):
            self._blocks.append(block)


def _special(text: str) -> bool:
    """Say whether a text holds more than words: code, markup or lines."""
    return bool(_MARKUP.search(text) or _BREAK.search(text) or (_MAY_BE_OBJECT.search(text) and _OBJECT.search(text)))


_Read = tuple[str, tuple[Map, ...]]


def _written(text: Text, message: Message | None) -> list[_Read]:
    """Return the texts that a value stands for, with their maps to the source."""
    if message is None:
        return [(text.text, text.maps())]
    made = map(joined, variants(message))
    return [(joint, (back, *text.maps())) for joint, back in made]


def _without_objects(text: str, maps: tuple[Map, ...]) -> _Read:
    """Write placeholders that rules would take for words as one opaque word each."""
    if not _MAY_BE_OBJECT.search(text):
        return text, maps
    runs: list[Run] = []
    at = 0
    for found in _OBJECT.finditer(text):
        runs.append(Run(text[at : found.start()], Span(at, found.start())))
        if not found["tag"]:
            runs.append(Run(INLINE_OBJECT, Span(*found.span())))
        at = found.end()
    if not runs:
        return text, maps
    joint, back = joined([*runs, Run(text[at:], Span(at, len(text)))])
    return joint, (back, *maps)


def _blocks(like: BlockBuilder, text: str, maps: tuple[Map, ...]) -> list[Block]:
    """Return the blocks of one text: markup, paragraphs or a single line."""
    if _MARKUP.search(text):
        found = [block for start, end in _parts(text) for block in _markup(text, start, end)]
    elif _BREAK.search(text):
        found = plaintext.extract(Source("", text, "text"))
    else:
        builder = BlockBuilder(like.kind)
        builder.add_source(text, 0, len(text))
        block = builder.build()
        found = [block] if block else []
    decoded = Decoded(text, maps)
    return [_like(like, block, decoded) for block in found]


def _parts(text: str) -> list[tuple[int, int]]:
    """Return the paragraphs of a text with inline markup; where tags make the paragraphs, all of it."""
    if not _BREAK.search(text) or _BLOCK_TAG.search(text):
        return [(0, len(text))]
    breaks = [found.span() for found in _BLANK_LINE.finditer(text)]
    starts = [0, *(end for _, end in breaks)]
    return list(zip(starts, [*(start for start, _ in breaks), len(text)], strict=True))


def _markup(text: str, start: int, end: int) -> list[Block]:
    """Return the blocks of HTML: quickly where its tags are of the simplest kind."""
    builder = BlockBuilder("paragraph")
    at = start
    for found in _SIMPLE.finditer(text, start, end):
        if found["other"]:
            break
        _add_references(builder, text, at, found.start())
        if found["space"]:
            builder.add_space(Span(*found.span()))
        at = found.end()
    else:
        _add_references(builder, text, at, end)
        block = builder.build()
        return [block] if block else []
    assembler = Assembler()
    HtmlReader(assembler, text).read(start, end)
    return assembler.finish(end)


def _add_references(builder: BlockBuilder, text: str, start: int, end: int) -> None:
    """Add `text[start:end]` with its character references decoded."""
    if text.find("&", start, end) >= 0:
        for decoded, place in references(text, start, end):
            builder.add_source(text, start, place.start)
            builder.add(decoded, place)
            start = place.end
    builder.add_source(text, start, end)


def _like(like: BlockBuilder, block: Block, decoded: Decoded) -> Block:
    """Return a block with the key, role and language of its value, and its kind where the block's own structure says nothing."""
    kind = like.kind if block.kind == "paragraph" else block.kind
    return Block(block.text, kind, like.role, block.language or like.language, decoded.pieces(block), key=like.key)
