"""Markup with code in it: what of its tags and their values is left when the code is taken out."""

from __future__ import annotations

import re

from h2hlint.formats.code_frames import Frame, Open
from h2hlint.formats.code_reader import CodeReader
from h2hlint.formats.component_names import component
from h2hlint.formats.elements import VOID
from h2hlint.formats.mistakes import malformed, too_deep
from h2hlint.patterns import possessive

_TEXT = {
    "{": re.compile(r"(?P<code>\{)|(?P<tag></?(?=[A-Za-z_$>])|<!--)"),
    "{{": re.compile(r"(?P<code>\{\{)|(?P<tag></?(?=[A-Za-z_$])|<!--)"),
}
_ATTRIBUTE = re.compile(
    r"\s*(?:(?P<end>/?>)|(?P<code>\{)|(?P<quote>[\"'])|(?P<template>`)|(?P<comment>//[^\r\n]*|/\*)"
    r"|(?P<name>[^\s=>/{}\"'`<]+)|(?P<other>[\s\S]))"
)
_QUOTED = {quote: re.compile(rf"[{quote}{{]") for quote in "\"'"}
_NAME = re.compile(r"[A-Za-z_$][\w$.:-]*")
_END_TAG = re.compile(r"</\s*(?P<name>[A-Za-z_$][\w$.:-]*)?[^<>]{0,300}>")
_TYPES = re.compile(r"<[^<>(){}]{0,200}>")
_RENAMED = {"className": "class", "htmlFor": "for", "defaultChecked": "checked"}
_AFTER = re.compile(r"[ \t]*(?:\{(?![/#:]|/\*)|\s*+[^\s<{)\]};,:])")
_RAW = ("script", "style")
_DEEPEST, _DEEPEST_PAGE = 500, 5000
"""How many elements may be open in each other: in code, where all are closed, and in pages, where many a list item is not."""
_REST_OF_TAG = re.compile(possessive(r"(?:\"[^\"]*\"|'[^']*'|[^>\"'/]|/(?!>))*+(/?)>"))
_PUG = re.compile(r"lang\s*=\s*[\"']?(?!html)[\w-]")


class Scanner(CodeReader):
    """Reads a source; `mask` holds its text and markup then, `apart` parts of it that stand within tags."""

    def _content(self, at: int) -> int:
        frame = self._stack[-1]
        found = _TEXT[self._manner.opening].search(self._text, at)
        stop = found.start() if found else len(self._text)
        if frame.opened or not self._manner.parts:
            self.mask.keep(at, stop)
        if found is None:
            return stop
        if found.lastgroup == "code":
            return self._text_code(found)
        if found[0] == "<!--":
            return self._html_comment(found)
        if found[0] == "</":
            return self._end_tag(frame, stop)
        return self._start_tag(frame, stop)

    def _text_code(self, found: re.Match[str]) -> int:
        if self._manner.opening == "{":
            return self._begin_code(found.start())
        end = self._text.find("}}", found.end()) if found.end() <= self._last else -1
        if end < 0:
            self.mask.keep(*found.span())
            return found.end()
        if self._stack[-1].opened:
            self.mask.word(found.start(), end + 2)
        return end + 2

    def _html_comment(self, found: re.Match[str]) -> int:
        end = self._text.find("-->", found.end())
        if end < 0:
            raise malformed(self._source, found.start(), "this comment is never closed: write --> where it ends")
        self.mask.comment(found.end(), end)
        return end + 3

    def _start_tag(self, frame: Frame, start: int) -> int:
        name = self._name(start + 1)
        at = start + 1 + len(name)
        if not self._manner.code and (name in _RAW or (self._manner.parts and not frame.opened and not self._is_template(name, at))):
            return self._skip(name, at)
        element = self._element(frame, name, start)
        self._stack.append(Frame("tag", start))
        self._stack[-1].opened.append(element)
        types = _TYPES.match(self._text, at) if name else None
        return types.end() if types else at

    def _name(self, at: int) -> str:
        found = _NAME.match(self._text, at)
        return found[0] if found else ""

    def _is_template(self, name: str, at: int) -> bool:
        end = self._text.find(">", at)
        return name == "template" and not _PUG.search(self._text, at, max(end, at))

    def _skip(self, name: str, at: int) -> int:
        """Return the end of an element whose content is no copy."""
        tag = _REST_OF_TAG.match(self._text, at)
        if tag and tag[1]:
            return tag.end()
        closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE).search(self._text, at)
        return closing.end() if closing else len(self._text)

    def _element(self, frame: Frame, name: str, start: int) -> Open:
        """Put the beginning of a start tag."""
        becomes = component(name, root=self._manner.parts and not frame.opened)
        apart = becomes == "x-inline" and not self._follows_text()
        run = len(self.mask.runs) + 1
        if becomes:
            self.mask.put("<", start, start + 1)
            self.mask.put(becomes, start + 1, start + 1 + len(name))
        return Open(name, start, run, becomes, apart)

    def _follows_text(self) -> bool:
        """Say whether text stands before this place, or a word, rather than a tag or nothing."""
        for run in reversed(self.mask.runs):
            if text := run.text.rstrip():
                return text[-1] != ">"
        return False

    def _tag(self, at: int) -> int:
        frame = self._stack[-1]
        found = _ATTRIBUTE.match(self._text, at)
        element = frame.opened[0]
        if found is None:
            return len(self._text)
        kind = found.lastgroup or ""
        if kind == "end":
            return self._finish_tag(element, found)
        if kind == "comment":
            return self._comment(found)
        if kind == "code" and self._manner.opening == "{":
            self.mask.keep(at, found.start("code"))
            return self._begin_code(found.start("code"), apart=True)
        if kind == "quote" and self._text.startswith("=", at - 1):
            return self._quote(found, at)
        if kind == "template":
            self.mask.word(found.start("template"), found.end())
            self._stack.append(Frame("template", found.start("template")))
            return found.end()
        if kind == "name" and found["name"] in _RENAMED:
            self.mask.keep(at, found.start("name"))
            self.mask.put(_RENAMED[found["name"]], *found.span("name"))
        else:
            self.mask.keep(at, found.end())
        return found.end()

    def _quote(self, found: re.Match[str], at: int) -> int:
        quote = found["quote"]
        end = self._text.find(quote, found.end())
        if end < 0:
            raise malformed(self._source, found.start("quote"), f"this {quote} is never closed: write {quote} where the value ends")
        if self._manner.quoted and self._text.find("{", found.end(), end) >= 0:
            self.mask.keep(at, found.end())
            frame = Frame("quoted", found.start("quote"))
            frame.quote = quote
            self._stack.append(frame)
            return found.end()
        self.mask.keep(at, end + 1)
        return end + 1

    def _quoted(self, at: int) -> int:
        """Read a quoted value up to the code in it or its end."""
        found = _QUOTED[self._stack[-1].quote].search(self._text, at)
        if found is None:
            return len(self._text)
        if found[0] == "{":
            self.mask.keep(at, found.start())
            return self._begin_code(found.start())
        self._stack.pop()
        self.mask.keep(at, found.end())
        return found.end()

    def _finish_tag(self, element: Open, found: re.Match[str]) -> int:
        """End a start tag: what it opens goes on, unless it is closed or has no content."""
        self._stack.pop()
        frame = self._stack[-1]
        closed = found["end"] == "/>"
        if element.becomes:
            self.mask.put(found["end"], *found.span("end"))
            if closed and element.becomes == "x-inline" and (not element.apart or _AFTER.match(self._text, found.end())):
                self.mask.word(found.end(), found.end())
        if not closed and element.name not in VOID:
            deepest = _DEEPEST if self._manner.code else _DEEPEST_PAGE
            if len(frame.opened) + len(self._stack) >= deepest:
                raise too_deep(self._source, element.start, deepest)
            frame.opened.append(element)
            frame.counts[element.name] += 1
        elif not frame.opened and len(self._stack) > 1:
            self._end_content()
        return found.end()

    def _end_tag(self, frame: Frame, start: int) -> int:
        found = _END_TAG.match(self._text, start)
        if found is None:
            self.mask.keep(start, start + 2)
            return start + 2
        name = found["name"] or ""
        if frame.counts[name]:
            self._close(frame, name, found)
        return found.end()

    def _close(self, frame: Frame, name: str, found: re.Match[str]) -> None:
        """Close the innermost element of this name and those in it."""
        while True:
            element = frame.opened.pop()
            frame.counts[element.name] -= 1
            if element.name == name:
                break
        becomes = element.becomes
        if element.apart and not (frame.opened and _AFTER.match(self._text, found.end())):
            becomes = "x-block"
            self.mask.runs[element.run] = self.mask.runs[element.run]._replace(text=becomes)
        if becomes:
            self.mask.put(f"</{becomes}>", *found.span())
        if not frame.opened and len(self._stack) > 1:
            self._end_content()

    def _end_content(self) -> None:
        """Go back to the code around an element."""
        self._stack.pop()
        if len(self._stack) == 1:
            end = self.mask.runs[-1].place.end if self.mask.runs else 0
            self.mask.put("<hr>", end, end)
