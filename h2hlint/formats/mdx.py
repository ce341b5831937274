"""MDX: Markdown with imports, exports, tags and expressions, which are taken out before it is read."""

from __future__ import annotations

import re

from h2hlint.formats import markdown
from h2hlint.formats.code_frames import Frame, Manner, Open
from h2hlint.formats.component_names import component
from h2hlint.formats.components import read_markup
from h2hlint.formats.elements import BLOCKS, OPAQUE, SILENT
from h2hlint.formats.frontmatter import read_front_matter
from h2hlint.formats.markup_in_code import Scanner
from h2hlint.formats.masking import in_order
from h2hlint.text import Block, Source

_TEXT = re.compile(
    r"(?P<fence>(?:(?<=[\r\n])|\A)[ \t]*(?P<marks>`{3,}|~{3,})[^\r\n]*)|(?P<span>`+)|\\[\s\S]"
    r"|(?P<imports>(?:(?<=[\r\n])|\A)(?:import|export)(?=[\s{*]))"
    r"|(?P<container>(?:(?<=[\r\n])|\A)[ \t]*:{3,}[ \t]*[\w-]*[ \t]*(?P<title>[^\r\n{}]*)(?:\{[^\r\n{}]*\})?[ \t]*(?=[\r\n]|\Z))"
    r"|(?P<code>\{)|(?P<tag></?(?=[A-Za-z_$][\w$.-]*[\s/>{]|[A-Za-z_$][\w$.-]*:[a-z]|>)|<!--)"
)
_IMPORTS = re.compile(
    r"(?:import\s*(?:[\"']|[^;\"'\r\n]{0,300}\sfrom\s|\{|\w{1,60}\s{0,9},|\*)"
    r"|export\s*(?:default\b|const\b|let\b|var\b|function\b|class\b|async\b|type\b|interface\b|\{|\*))"
)
_BLANK_BEFORE = re.compile(r"(?:\A|[\r\n])[ \t]*(?:\r\n?|\n)\Z|\A\Z|\A[ \t]*(?:\r\n?|\n)?\Z")
_INDENT = re.compile(r"(?<=[\r\n])[ \t]+")
_PARAGRAPH_END = re.compile(r"(?:\r\n?|\n)[ \t]*(?:[\r\n]|\Z)|\Z")
_NEAR = 200
"""How far the surroundings of a tag are looked at."""


def extract(source: Source) -> list[Block]:
    """Return the blocks of a page; raise UserError for code or a tag that never ends."""
    scanner = _Scanner(source)
    front = read_front_matter(source.text).end
    scanner.mask.keep(0, front)
    scanner.scan(front)
    blocks = scanner.mask.read(lambda text: markdown.extract(Source(source.path, text, "markdown")))
    return in_order([*blocks, *(block for part in scanner.apart for block in part.blocks(read_markup))])


class _Scanner(Scanner):
    """Reads prose with code; tags that are no part of a sentence are set apart, for the sake of their titles and labels."""

    def __init__(self, source: Source) -> None:
        super().__init__(source, Manner(nested=True, prose=True))
        self._importing = False

    def _content(self, at: int) -> int:
        if self._importing:
            return super()._content(at)
        frame = self._stack[-1]
        found = _TEXT.search(self._text, at)
        stop = found.start() if found else len(self._text)
        self._put_prose(at, stop, inside=bool(frame.opened))
        if found is None:
            return stop
        if found["fence"] is not None:
            return self._fence(found)
        if found["span"]:
            return self._span(found)
        if found["imports"]:
            return self._imports(frame, found)
        if found["container"]:
            return self._container(found)
        if found["code"]:
            return self._begin_code(stop)
        if found["tag"]:
            return self._html_comment(found) if found[0] == "<!--" else self._read_tag(frame, found)
        self.mask.keep(*found.span())
        return found.end()

    def _put_prose(self, start: int, end: int, *, inside: bool) -> None:
        """Keep prose; within elements without its indents, which make no code there."""
        for indent in _INDENT.finditer(self._text, start, end) if inside else ():
            self.mask.keep(start, indent.start())
            start = indent.end()
        self.mask.keep(start, end)

    def _container(self, found: re.Match[str]) -> int:
        """Part the text from a line such as `:::tip` that begins or ends a box, and keep its title."""
        start, end = found.span("title")
        if self._text.startswith("[", start) and self._text.endswith("]", start, end):
            start, end = start + 1, end - 1
        self.mask.put("\n\n", found.start(), start)
        self.mask.keep(start, end)
        self.mask.put("\n\n", end, found.end())
        return found.end()

    def _fence(self, found: re.Match[str]) -> int:
        mark, length = found["marks"][0], len(found["marks"])
        if mark == "`" and "`" in found[0].lstrip(" \t").lstrip("`"):
            self.mask.keep(*found.span())
            return found.end()
        closing = re.compile(rf"(?<=[\r\n])[ \t>]*{mark}{{{length},}}[ \t]*(?=[\r\n]|\Z)").search(self._text, found.end())
        end = closing.end() if closing else len(self._text)
        self.mask.put("\n\n", found.start(), end)
        return end

    def _span(self, found: re.Match[str]) -> int:
        """Keep inline code, which Markdown makes one word, or backticks that are none."""
        limit = _PARAGRAPH_END.search(self._text, found.end())
        marks = found["span"]
        closing = re.compile(rf"(?<!`){marks}(?!`)").search(self._text, found.end(), limit.start() if limit else len(self._text))
        end = closing.end() if closing else found.end()
        self.mask.keep(found.start(), end)
        return end

    def _imports(self, frame: Frame, found: re.Match[str]) -> int:
        start = found.start()
        before = self._text[max(0, start - _NEAR) : start]
        first = start == self._stack[0].start
        if frame.opened or len(self._stack) > 1 or not (first or _BLANK_BEFORE.search(before)) or not _IMPORTS.match(self._text, start):
            self.mask.keep(*found.span())
            return found.end()
        code = Frame("code", start)
        code.imports, code.outer = True, self.mask
        self.mask, self._importing = self.mask.fresh(), True
        self._stack.append(code)
        return found.end()

    def _leave(self, frame: Frame) -> None:
        super()._leave(frame)
        if frame.imports:
            self._importing = False
            self.mask.put("\n\n", frame.start, frame.start)

    # Tags

    def _read_tag(self, frame: Frame, found: re.Match[str]) -> int:
        return self._end_tag(frame, found.start()) if found[0] == "</" else self._start_tag(frame, found.start())

    def _start_tag(self, frame: Frame, start: int) -> int:
        name = self._name(start + 1)
        if not self._importing and name in SILENT - OPAQUE:
            return self._skip(name, start + 1 + len(name))
        around = self.mask
        end = super()._start_tag(frame, start)
        self._stack[-1].outer = around if self.mask is not around else None
        return end

    def _element(self, frame: Frame, name: str, start: int) -> Open:
        if self._importing or _is_word(name):
            return super()._element(frame, name, start)
        if self._stands_apart(name, start, start, before=True):
            self.mask.put(self._gap(start), start, start)
        self.mask = self.mask.fresh()
        self.mask.put("<x-inline", start, start + 1 + len(name))
        return Open(name, start, 0, "", apart=False)

    def _finish_tag(self, element: Open, found: re.Match[str]) -> int:
        around = self._stack[-1].outer
        if around:
            self.mask.put("/>", *found.span("end"))
            self.apart.append(self.mask)
            self.mask = around
            if element.name in BLOCKS or (
                found["end"] == "/>" and self._stands_apart(element.name, found.start(), found.end(), before=False)
            ):
                self.mask.put(self._gap(found.end()), found.end(), found.end())
        return super()._finish_tag(element, found)

    def _close(self, frame: Frame, name: str, found: re.Match[str]) -> None:
        super()._close(frame, name, found)
        if not self._importing and not _is_word(name) and self._stands_apart(name, found.start(), found.end(), before=False):
            self.mask.put(self._gap(found.start()), found.end(), found.end())

    def _stands_apart(self, name: str, start: int, end: int, *, before: bool) -> bool:
        """Say whether a tag ends a paragraph: that of a block, beside another tag, or alone on its line."""
        if name in BLOCKS:
            return True
        left = self._text[max(0, start - _NEAR) : start]
        right = self._text[end : end + _NEAR]
        beside = left.rstrip()[-1:] in ("", ">") if before else right.lstrip()[:1] in ("", "<")
        return beside or (left.rstrip(" \t")[-1:] in ("", "\r", "\n") and right.lstrip(" \t")[:1] in ("", "\r", "\n"))

    def _gap(self, at: int) -> str:
        """Return what parts two paragraphs; in the row of a table that is a space."""
        line = re.split(r"[\r\n]", self._text[max(0, at - 10 * _NEAR) : at])[-1]
        return " " if line.lstrip().startswith("|") else "\n\n"


def _is_word(name: str) -> bool:
    """Say whether an element stands within a sentence, as Markdown takes it over from HTML."""
    return component(name) == name and name not in BLOCKS
