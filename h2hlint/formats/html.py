"""HTML pages and fragments: text, attributes and comments for the linter, with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from h2hlint.formats.assembly import Assembler
from h2hlint.formats.elements import OPAQUE, RAW, SILENT, UNITS, VOID
from h2hlint.formats.html_tokens import Attributes, Token, references, tokens
from h2hlint.formats.nesting import Nature
from h2hlint.formats.template_signs import is_template
from h2hlint.patterns import lazy
from h2hlint.text import Block, BlockBuilder, Source, Span

_COPY_ATTRIBUTES = ("alt", "title", "placeholder", "aria-label", "aria-description", "aria-placeholder", "label")
_NO_COPY = (RAW - {"iframe"}) | {"link", "template"}
_DESCRIPTIONS = frozenset(
    f"{prefix}{name}" for prefix in ("", "og:", "twitter:") for name in ("description", "title", "image:alt", "site_name")
)
_ASKING = lazy(r"cookie|consent|gdpr|newsletter|opt-?in|subscribe|samtykke|einwilligung|zgod[ay]", re.IGNORECASE)
_BOT = lazy(r"chat[-_]?bot|(?<![a-z])bot[-_](?:message|msg|text|bubble|reply|answer|avatar|name)", re.IGNORECASE)
_BUTTON_INPUTS = frozenset(("submit", "button", "reset"))


def extract(source: Source) -> list[Block]:
    """Return the blocks of a page; any text is accepted."""
    text = source.text
    if is_template(text):
        from h2hlint.formats import templates

        return templates.extract(source)
    assembler = Assembler()
    HtmlReader(assembler, text, xml=text.startswith("<?xml")).read(0, len(text))
    return assembler.finish(len(text))


class HtmlReader:
    """Reads markup into an assembler.

    `offset` is the place of the first character of `text` in the source; with `xml`, `/>`
    closes any element. `names` are the HTML elements that play the part of others.
    """

    def __init__(
        self, assembler: Assembler, text: str, offset: int = 0, *, xml: bool = False, names: Mapping[str, str] | None = None
    ) -> None:
        self._assembler = assembler
        self._text = text
        self._offset = offset
        self._xml = xml
        self._names = names

    def read(self, start: int, end: int) -> None:
        """Read the markup `text[start:end]`."""
        for token in tokens(self._text, start, end, xml=self._xml):
            if self._names and token.name in self._names:
                token = token._replace(name=self._names[token.name])  # noqa: PLW2901
            if token.kind == "text":
                self._read_text(token.place)
            elif token.kind == "start":
                self._read_start(token)
            elif token.kind == "end":
                self._read_end(token)
            else:
                content = self._text[token.place.start : token.place.end]
                self._assembler.comment(content, token.place.start + self._offset)

    def _place(self, span: Span) -> Span:
        return Span(span.start + self._offset, span.end + self._offset)

    def _read_text(self, span: Span) -> None:
        if not self._assembler.silent:
            for text, place in self._decoded(span):
                self._assembler.text(text, place)

    def _decoded(self, span: Span, *, attribute: bool = False) -> Iterator[tuple[str, Span]]:
        """Return the runs of `span` as they stand and its references decoded."""
        text, at, end = self._text, span.start, span.end
        if text.find("&", at, end) >= 0:
            for decoded, reference in references(text, at, end, attribute=attribute):
                if reference.start > at:
                    yield text[at : reference.start], self._place(Span(at, reference.start))
                yield decoded, self._place(reference)
                at = reference.end
        if at < end:
            yield text[at:end], self._place(Span(at, end))

    def _value(self, attributes: Attributes, *names: str) -> str | None:
        """Return the decoded value of the first of the attributes that is there."""
        for name in names:
            if name in attributes:
                return "".join(text for text, _ in self._decoded(attributes[name], attribute=True)).strip()
        return None

    def _read_end(self, token: Token) -> None:
        if token.name == "br":
            self._assembler.space(self._place(token.place))
        else:
            self._assembler.end(token.name, self._place(token.place))

    def _read_start(self, token: Token) -> None:
        name, attributes = token.name, token.attributes
        language = self._value(attributes, "lang", "xml:lang") if attributes else None
        protected = bool(attributes) and (self._value(attributes, "translate") or "").lower() == "no"
        if attributes and not protected and name not in _NO_COPY:
            self._read_attributes(token, language)
        if name in VOID:
            self._read_void(token)
            return
        tag = self._place(token.place)
        kind = self._kind(name, attributes)
        names = (self._value(attributes, "for") or "") if name == "label" else ""
        unit = name in UNITS or (bool(attributes) and self._asks(attributes))
        role = "bot" if attributes and self._is_named(_BOT, attributes) else "none"
        nature = Nature(language, kind, protected or name in SILENT, protected or name in OPAQUE, unit, names, role)
        self._assembler.start(name, tag, nature)
        if token.closed and (self._xml or name in ("svg", "math")):
            self._assembler.end(name, Span(tag.end, tag.end))

    def _kind(self, name: str, attributes: Attributes) -> str | None:
        if attributes and (self._value(attributes, "role") or "").lower() == "button":
            return "button"
        if name != "a":
            return None
        style = (self._value(attributes, "class") or "").lower()
        if "btn" in style or "button" in style:
            return "button"
        return "link" if self._assembler.within("nav") else None

    def _asks(self, attributes: Attributes) -> bool:
        """Say whether an element is a dialog, or a form or banner for consent by its id or class."""
        if (self._value(attributes, "role") or "").lower() in ("dialog", "alertdialog", "form"):
            return True
        return self._is_named(_ASKING, attributes)

    def _is_named(self, pattern: re.Pattern[str], attributes: Attributes) -> bool:
        """Say whether an element's id or class matches."""
        return any(name in attributes and pattern.search(self._value(attributes, name) or "") for name in ("id", "class"))

    def _read_void(self, token: Token) -> None:
        tag = self._place(token.place)
        if token.name == "hr":
            self._assembler.start("hr", tag)
            self._assembler.end("hr", Span(tag.end, tag.end))
        elif token.name == "img" and self._value(token.attributes, "alt"):
            self._assembler.object(tag)
        elif token.name != "wbr":
            self._assembler.space(tag)
        if token.name == "input" and "checked" in token.attributes and "disabled" not in token.attributes:
            self._assembler.tick(self._value(token.attributes, "id") or "")

    def _read_attributes(self, token: Token, language: str | None) -> None:
        """Add the attributes that people read or hear."""
        if self._assembler.silent:
            return
        attributes = token.attributes
        for name in _COPY_ATTRIBUTES:
            if name in attributes:
                self._add("attribute", attributes[name], language)
        if token.name == "input" and (self._value(attributes, "type") or "").lower() in _BUTTON_INPUTS:
            self._add("button", attributes.get("value"), language)
        if token.name == "meta" and (self._value(attributes, "name", "property") or "").lower() in _DESCRIPTIONS:
            self._add("attribute", attributes.get("content"), language)

    def _add(self, kind: str, value: Span | None, language: str | None) -> None:
        if value is None:
            return
        builder = BlockBuilder(kind, self._assembler.language if language is None else language or None, unit=self._assembler.unit)
        for text, place in self._decoded(value, attribute=True):
            builder.add(text, place)
        self._assembler.add(builder)
