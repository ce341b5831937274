"""Code with markup in it: where the code begins and ends, and what of it is text.

The text is read once, from the front; what is open stands on a stack of our own, never on Python's.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from h2hlint.errors import UserError
from h2hlint.formats.branches import BRANCH, CLOSE, OPEN, Mark
from h2hlint.formats.code_frames import Frame, Manner
from h2hlint.formats.javascript import BEFORE_VALUE, CODE, ELEMENT, TEMPLATE, closed_names, is_type, regex_end, string_end, string_parts
from h2hlint.formats.masking import Mask
from h2hlint.formats.mistakes import malformed
from h2hlint.text import Source, Span

_BRANCH = re.compile(r"\{:(?:else|then|catch)\b")
_SIGIL = re.compile(r"\{([#/])(if|each|await)\b")
_BLOCK = re.compile(r"\{(?:[#:@]|/(?![*/]))")
_PAIRS = {"code": ("{", "}"), "template": ("`", "`")}
_IN_MARKUP = {"&": "&amp;", "<": "&lt;", '"': "&quot;"}
_NEAR = 200
_ELSE = re.compile(r"[^,;:]*:[^,;]*")
_SPECIAL = re.compile('[&<"]')


class CodeReader(ABC):
    """Reads a source; `mask` holds its text and markup then, `apart` parts of it that stand within tags."""

    def __init__(self, source: Source, manner: Manner) -> None:
        self.mask = Mask(source)
        self.apart: list[Mask] = []
        self._source = source
        self._text = source.text
        self._manner = manner
        self._stack: list[Frame] = []
        self._closed = closed_names(source.text) if manner.nested else frozenset()
        self._unquoted = 0
        self._last = source.text.rfind("}}")
        self._readers = {
            "code": self._code,
            "template": self._template,
            "content": self._content,
            "tag": self._tag,
            "quoted": self._quoted,
        }

    def scan(self, at: int = 0) -> None:
        """Read all from `at` on. Raises UserError."""
        self._stack.append(Frame("code" if self._manner.code else "content", at))
        end = len(self._text)
        while at < end:
            at = self._readers[self._stack[-1].mode](at)
        if len(self._stack) == 2 and self._stack[1].imports:
            self._leave(self._stack.pop())
        if len(self._stack) > 1:
            raise self._unclosed()

    @abstractmethod
    def _start_tag(self, frame: Frame, start: int) -> int: ...

    @abstractmethod
    def _content(self, at: int) -> int: ...

    @abstractmethod
    def _tag(self, at: int) -> int: ...

    @abstractmethod
    def _quoted(self, at: int) -> int: ...

    def _unclosed(self) -> UserError:
        """Say what is open at the end of the file, the innermost that a writer would look for."""
        frame = self._stack[-1]
        if frame.mode == "content":
            element = frame.opened[-1]
            return malformed(
                self._source, element.start, f"the element <{element.name}> is never closed: write </{element.name}> where it ends"
            )
        if frame.mode == "tag":
            return malformed(self._source, frame.start, "this tag is never closed: write > where it ends")
        sign, close = _PAIRS.get(frame.mode, (frame.quote, frame.quote))
        hint = ", or \\{ for a brace in a text" if self._manner.prose else ""
        return malformed(self._source, frame.start, f"this {sign} is never closed: write {close} where it ends{hint}")

    def _code(self, at: int) -> int:
        frame = self._stack[-1]
        found = CODE.search(self._text, at)
        if found is None:
            return len(self._text)
        kind, start = found.lastgroup or "", found.start()
        if kind == "comment":
            return self._comment(found)
        if kind == "blank":
            return self._blank(frame, found)
        if kind == "close" and not frame.depth and len(self._stack) > 1:
            return self._end_code(frame, found.end())
        frame.tokens += 1
        if kind == "less":
            return self._less(frame, start)
        if kind in ("quote", "slash", "template"):
            return self._literal(frame, kind, start)
        frame.depth += (kind == "open") - (kind == "close" and frame.depth > 0)
        frame.value = kind in ("ended", "close") or (kind == "word" and found[0] not in BEFORE_VALUE)
        return found.end()

    def _literal(self, frame: Frame, kind: str, start: int) -> int:
        """Pass a string or a regular expression, or begin a template literal; a slash may also divide."""
        if kind == "template":
            self._stack.append(Frame("template", start))
            end = start + 1
        elif kind == "quote":
            end = self._string(frame, start)
        else:
            end = 0 if frame.value else regex_end(self._text, start)
        frame.value = end > 0
        return end or start + 1

    def _string(self, frame: Frame, start: int) -> int:
        """Return the end of a string, 0 where none begins; each stretch is searched once."""
        if start < self._unquoted:
            return 0
        end, closed = string_end(self._text, start)
        if not closed:
            self._unquoted = end
            return 0
        frame.literal = Span(start + 1, end - 1)
        return end

    def _comment(self, found: re.Match[str]) -> int:
        start = found.end() if found["comment"] == "/*" else found.start("comment") + 2
        end = self._text.find("*/", start) if found["comment"] == "/*" else found.end()
        if end < 0:
            raise malformed(self._source, found.start("comment"), "this comment is never closed: write */ where it ends")
        self.mask.comment(start, end)
        return end + 2 if found["comment"] == "/*" else end

    def _blank(self, frame: Frame, found: re.Match[str]) -> int:
        """End an import or export of a page at a blank line."""
        if frame.imports and not frame.depth:
            self._stack.pop()
            self._leave(frame)
        return found.end()

    def _less(self, frame: Frame, start: int) -> int:
        found = ELEMENT.match(self._text, start) if self._manner.nested and not frame.value else None
        if found is None or is_type(self._text, found, self._closed):
            frame.value = False
            return start + 1
        self._mark_alternative(frame, start)
        frame.markup = frame.value = True
        content = Frame("content", start)
        self._stack.append(content)
        end = self._start_tag(content, start)
        if self._stack[-1] is content:  # a script, passed as a whole
            self._stack.pop()
        return end

    def _mark_alternative(self, frame: Frame, start: int) -> None:
        """Note that markup begins in code; behind a colon it stands for the markup before: `{a ? <b>one</b> : <b>two</b>}`."""
        if not frame.markup:
            self.mask.mark(Mark(OPEN, "{"), start, start)
        elif _ELSE.fullmatch(self._text, max(self.mask.runs[-1].place.end, start - _NEAR) if self.mask.runs else start, start):
            self.mask.mark(Mark(BRANCH), start, start)
        else:
            self.mask.put(" ", start, start)

    def _template(self, at: int) -> int:
        found = TEMPLATE.search(self._text, at)
        if found is None:
            return len(self._text)
        if found["open"]:
            self._stack.append(Frame("code", found.start() + 1))
        elif found["end"]:
            frame = self._stack.pop()
            around = self._stack[-1]
            around.literal = Span(frame.start + 1, found.start()) if not frame.markup else None
        return found.end()

    def _begin_code(self, start: int, *, apart: bool = False) -> int:
        frame = Frame("code", start)
        if apart:
            frame.outer, self.mask = self.mask, self.mask.fresh()
        self._stack.append(frame)
        return start + (2 if self._manner.sigils and _BLOCK.match(self._text, start) else 1)

    def _end_code(self, frame: Frame, end: int) -> int:
        """End code in braces: a word in a text, unless it is a text itself or holds some."""
        self._stack.pop()
        around = self._stack[-1]
        if frame.markup:
            self.mask.mark(Mark(CLOSE, "{"), end, end)
        self._leave(frame)
        if around.mode == "template":
            around.markup = True
        elif around.mode == "quoted":
            self.mask.word(frame.start, end)
        elif around.mode == "tag":
            self._put_value(frame, end)
        elif self._manner.sigils and _BLOCK.match(self._text, frame.start):
            self._put_block(frame.start, end)
        elif frame.tokens == 1 and frame.literal:
            self._put_literal(frame.literal)
        elif frame.tokens and not frame.markup:
            self.mask.word(frame.start, end)
        return end

    def _leave(self, frame: Frame) -> None:
        """Put the markup in a value aside."""
        if frame.outer:
            inner, self.mask = self.mask, frame.outer
            if inner.runs:
                self.apart.append(inner)

    def _put_block(self, start: int, end: int) -> None:
        if self._text.startswith("@html", start + 1):
            self.mask.word(start, end)
        elif _BRANCH.match(self._text, start):
            self.mask.mark(Mark(BRANCH), start, end)
        elif block := _SIGIL.match(self._text, start):
            self.mask.mark(Mark(OPEN if block[1] == "#" else CLOSE, block[2]), start, end)

    def _put_literal(self, place: Span) -> None:
        """Put the text of a string, in the way that markup writes it."""
        for text, where in string_parts(self._text, *place):
            if where.end - where.start != len(text):
                self.mask.put(_SPECIAL.sub(lambda found: _IN_MARKUP[found[0]], text), *where)
                continue
            at = where.start
            for found in _SPECIAL.finditer(self._text, *where):
                self.mask.keep(at, found.start())
                self.mask.put(_IN_MARKUP[found[0]], *found.span())
                at = found.end()
            self.mask.keep(at, where.end)

    def _put_value(self, frame: Frame, end: int) -> None:
        self.mask.put('"', frame.start, frame.start)
        if frame.tokens == 1 and frame.literal:
            self._put_literal(frame.literal)
        else:
            self.mask.word(frame.start, end)
        self.mask.put('"', end, end)
