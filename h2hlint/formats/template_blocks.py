"""Which tags of templates open a block that may have branches, begin another branch, or close it."""

from __future__ import annotations

import re

from h2hlint.formats.branches import BRANCH, CLOSE, OPEN, Mark
from h2hlint.formats.elements import names
from h2hlint.formats.template_tags import Tag

_CURLY = re.compile(r"\{%[-+~]?\s{0,9}(end)?(\w{1,40})")
_CURLY_BLOCKS = names(
    "if unless ifchanged ifequal ifnotequal case switch for foreach with trans translate blocktrans blocktranslate tablerow asyncEach "
    "asyncAll"
)
_SECTION = re.compile(r"\{\{~?([#^/])[>*]?\s{0,9}([^\s}~|]{0,80})")
_GO = re.compile(r"\{\{-?\s{0,9}(if|range|with|define|block|end)\b")
_ERB = re.compile(r"<%[-_=]?\s{0,9}(?P<code>[\s\S]*?)\s*[-_]?%>")
_RUBY_OPEN = re.compile(r"(?:if|unless|case|while|until|for|begin)\b|[\s\S]*\bdo\s*(?:\|[^|]*\|)?\Z|[\s\S]*\{\s*\|[^|]*\|\Z")
_RUBY_CLOSE = re.compile(r"end\b|\}")
_DIRECTIVE = re.compile(r"@(end)?([a-zA-Z]{1,40})([ \t]{0,9}\()?")
_IF_EMPTY = re.compile(r"@empty[ \t]{0,9}\(")
_BLADE_BLOCKS = names(
    "if unless isset empty auth guest can cannot canany forelse foreach for while switch env production hassection "
    "sectionmissing error once push"
)


def mark(text: str, tag: Tag, language: str) -> Mark | None:
    """Return what a tag does to the blocks around it, None where that is nothing."""
    if tag.kind == "branch":
        return Mark(OPEN, "empty") if _IF_EMPTY.match(text, tag.start) else Mark(BRANCH)
    if text.startswith("<%", tag.start):
        return _in_script(text, tag) if language == "ejs" else _in_ruby(text, tag)
    if tag.kind != "control":
        return None
    if curly := _CURLY.match(text, tag.start):
        return _named(curly[2], is_end=bool(curly[1])) if curly[2] in _CURLY_BLOCKS else None
    if section := _SECTION.match(text, tag.start):
        return _in_sections(section[1], section[2])
    if go := _GO.match(text, tag.start):
        return Mark(CLOSE) if go[1] == "end" else Mark(OPEN, go[1])
    if blade := _DIRECTIVE.match(text, tag.start):
        name = blade[2].lower()
        return _named(name, is_end=bool(blade[1])) if name in _BLADE_BLOCKS else None
    return None


def _named(name: str, *, is_end: bool) -> Mark:
    return Mark(CLOSE if is_end else OPEN, name)


def _in_sections(sign: str, name: str) -> Mark:
    """Return the mark of Mustache's or Handlebars' sections; `{{^}}` alone is an else."""
    if sign == "/":
        return Mark(CLOSE, "#" + name)
    if sign == "^" and not name:
        return Mark(BRANCH)
    return Mark(OPEN, "#" + name, inverse=sign == "^")


def _in_ruby(text: str, tag: Tag) -> Mark | None:
    found = _ERB.match(text, tag.start, tag.end)
    code = found["code"] if found else ""
    if _RUBY_OPEN.match(code):
        return Mark(OPEN, "case" if code.startswith("case") else "do")
    return Mark(CLOSE) if _RUBY_CLOSE.match(code) and tag.kind == "control" else None


def _in_script(text: str, tag: Tag) -> Mark | None:
    """Return the mark of a piece of JavaScript by its braces."""
    found = _ERB.match(text, tag.start, tag.end)
    code = found["code"] if found else ""
    if tag.kind != "control":
        return None
    if code.endswith("{") and not code.startswith("}"):
        return Mark(OPEN, "{")
    return Mark(CLOSE) if code.startswith("}") and not code.endswith("{") else None
