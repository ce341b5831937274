"""Tags of template languages: where each begins, what it is, and where it ends."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from h2hlint.formats.elements import names
from h2hlint.patterns import possessive

# What a tag opens with; the name of the group says what it is. Those that are longer come first.
_CURLY = r"(?P<comment>\{#)|(?P<control>\{%)"
_MUSTACHE = r"(?P<literal>\\\{\{)|(?P<remark>\{\{~?!--)|(?P<note>\{\{~?!)|(?P<triple>\{\{\{)|(?P<section>\{\{~?[#/^>=<*$])"
_BRANCH = r"(?P<branch>\{\{[-~]?\s{0,9}else\b)"
_GO = (
    r"(?P<aside>\{\{-?\s{0,9}/\*)"
    r"|(?P<action>\{\{-?\s{0,9}(?:(?:if|range|with|end|define|block|template|break|continue)\b|\$\w{0,60}\s{0,9}:?=))"
)
_ERB = r"(?P<erb_literal><%%)|(?P<erb_comment><%-?\#)|(?P<erb_output><%=)|(?P<erb>(?:<%))"
_OUTPUT = r"(?P<output>\{\{)"
_BLADE = (
    r"(?P<blade_comment>\{\{--)|(?P<unescaped>\{!!)|(?P<output>@?\{\{)|(?P<php><\?(?:php\b|=))"
    r"|(?P<blade_literal>@@)|(?P<directive>(?<![\w.@])@[a-zA-Z]{1,40}\b)"
)
_SHORTCODE = r"(?P<shortcode>\{\{[<%])"
_PHP = r"(?P<php><\?(?:php\b|=))"

_OPENS = {
    "jinja": f"{_CURLY}|{_OUTPUT}",
    "handlebars": f"{_MUSTACHE}|{_BRANCH}|{_OUTPUT}",
    "go-template": f"{_GO}|{_BRANCH}|{_OUTPUT}",
    "erb": _ERB,
    "ejs": _ERB.replace("<%=", "<%[=-]"),
    "blade": _BLADE,
    "markdown": rf"{_SHORTCODE}|(?P<control>\{{%)|{_OUTPUT}",
    **dict.fromkeys(("mjml", "html", "text"), f"{_MUSTACHE}|{_GO}|{_BRANCH}|{_OUTPUT}|{_CURLY}|{_ERB}|{_PHP}"),
}
"""Template language to what its tags begin with; where a file does not say which it is, all of them."""

_CLOSES = {
    "comment": "#}",
    "control": "%}",
    "output": "}}",
    "branch": "}}",
    "section": "}}",
    "shortcode": "}}",
    "action": "}}",
    "triple": "}}}",
    "note": "}}",
    "remark": "--}}",
    "aside": "*/",
    "erb": "%>",
    "erb_comment": "%>",
    "erb_output": "%>",
    "blade_comment": "--}}",
    "unescaped": "!!}",
    "php": "?>",
}
_PLAIN = names("comment note remark aside erb erb_comment erb_output blade_comment php")
"""Tags that end at the first closing sign, whatever stands before it."""
_OPENING = re.compile(r"\{[{%]")

# A string that holds `}} … {{` is none: it is an apostrophe of one tag and one of another.
_STRING = "|".join(
    possessive(rf"{quote}(?:[^{quote}\\\r\n}}%]|\\.|[}}%](?!\}}[^{quote}\r\n]{{0,200}}\{{[{{%])){{0,500}}+{quote}") for quote in "\"'`"
)
_ELSE = re.compile(
    r"\{%[-+~]?\s{0,9}(?:else|elif|elsif|elseif|when|empty|plural|pluralize)\b|<%[-_]?\s{0,9}(?:\}\s{0,9})?(?:else|elsif|when)\b"
)
_NAME = re.compile(r"\{%[-+~]?\s{0,9}(\w{1,40})")
_SHORTCODE_NAME = re.compile(r"\{\{[<%]\s{0,9}(/?)\s{0,9}(\w[\w./-]{0,60})")
_SHORTCODE_END = re.compile(r"\{\{[<%]\s{0,9}/\s{0,9}(\w[\w./-]{0,60})")
_INLINE_COMMENT = re.compile(r"\{%-?\s{0,9}#")
_CODE = names("comment doc schema javascript stylesheet style script highlight code")
"""Tags whose content, up to their end tag, is a comment or code."""

_PARENTHESES = re.compile(_STRING + r"|[()]")
_BLADE_OUTPUT = names("choice js json lang yield")
_BLADE_BRANCH = names("case default else elseif elseauth elsecan elseguest empty")
_BLADE_WORDS = names(
    "append auth break case continue csrf default else empty env guest livewirescripts livewirestyles once overwrite parent "
    "production props show stack stop verbatim vite"
)
"""Directives that stand without parentheses."""


@cache
def _opens(language: str) -> re.Pattern[str]:
    return re.compile(_OPENS[language])


@cache
def _signs(close: str) -> re.Pattern[str]:
    """Return what matters within a tag that ends with `close`."""
    return re.compile(rf"{_STRING}|(?P<close>{re.escape(close)})|\{{[{{%]|[{{}}]")


class Tag(NamedTuple):
    """A tag from `start` to `end`.

    `kind` is output, control, branch (a control tag between alternatives), comment, code or literal
    (the sign that keeps the template language from reading what follows); `content` is the place
    of what a comment says.
    """

    kind: str
    start: int
    end: int
    content: tuple[int, int] = (0, 0)


class Tags:
    """Finds the tags of a text; each search goes on where one before it failed, so that time is linear."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._opens = _opens(language)
        self._last: dict[str, int] = {}
        self._unended: set[str] = set()
        self._ended: set[str] = set()

    def next(self, at: int) -> Tag | None:
        """Return the first tag from `at` on; what never ends is none."""
        while found := self._opens.search(self._text, at):
            tag = self._tag(found)
            if tag:
                return tag
            at = found.end()
        return None

    def _tag(self, found: re.Match[str]) -> Tag | None:
        sign, start = found.lastgroup or "", found.start()
        if "literal" in sign:
            return Tag("literal", start, found.end() if sign == "erb_literal" else start + 1)
        if sign == "directive":
            return self._directive(found)
        if sign == "output" and found[0].startswith("@"):
            return Tag("literal", start, start + 1)
        end = self._end(sign, found.end())
        if end < 0:
            return None
        if sign in ("comment", "note", "remark", "aside", "erb_comment", "blade_comment"):
            return self._comment(sign, found, end)
        return self._known(sign, start, end)

    def _known(self, sign: str, start: int, end: int) -> Tag | None:
        text = self._text
        if sign == "shortcode":
            return Tag(self._shortcode_kind(start, end), start, end)
        if sign in ("output", "triple", "unescaped", "erb_output") or text.startswith("<?=", start):
            return Tag("output", start, end)
        if sign == "branch" or _ELSE.match(text, start):
            return Tag("branch", start, end)
        if sign == "control" and (inline := _INLINE_COMMENT.match(text, start)):
            return Tag("comment", start, end, (inline.end(), end - 3 if text.startswith("-", end - 3) else end - 2))
        name = _NAME.match(text, start) if sign == "control" else None
        if name and name[1] in _CODE and (closing := self._ending(name[1], end)):
            kind = "comment" if name[1] == "comment" else "code"
            return Tag(kind, start, closing.end(), (end, closing.start()))
        return Tag("control", start, end)

    def _shortcode_kind(self, start: int, end: int) -> str:
        """Return what a shortcode of Hugo is: a word, unless text stands between it and its end, or it has a line of its own."""
        found = _SHORTCODE_NAME.match(self._text, start)
        if found is None or found[1]:
            return "comment" if found is None else "control"
        before, after = self._text[max(start - 1, 0) : start], self._text[end : end + 1]
        is_alone = before in ("", "\r", "\n") and after in ("", "\r", "\n")
        return "control" if is_alone or self._has_end(found[2]) else "output"

    def _has_end(self, name: str) -> bool:
        if not self._ended:
            self._ended = {"", *_SHORTCODE_END.findall(self._text)}
        return name in self._ended

    def _comment(self, sign: str, found: re.Match[str], end: int) -> Tag:
        close = len(_CLOSES[sign])
        content = (found.end(), end - close)
        if sign == "aside":
            end = (re.compile(r"\s{0,9}-?\}\}").match(self._text, end) or found).end()
            end = max(end, content[1] + close)
        return Tag("comment", found.start(), end, content)

    def _end(self, sign: str, at: int) -> int:
        """Return where a tag whose content begins at `at` ends, -1 when it does not."""
        close = _CLOSES[sign]
        if close not in self._last:
            self._last[close] = self._text.rfind(close)
        if at > self._last[close]:
            return len(self._text) if sign == "php" else -1
        if sign in _PLAIN:
            end = self._text.find(close, at) + len(close)
            return end if sign != "remark" or end > 0 else -1
        return self._balanced(close, at)

    def _balanced(self, close: str, at: int) -> int:
        """Return the end of a tag that may hold strings and braces; before another tag begins it must have ended."""
        depth = 0
        signs = _signs(close)
        while sign := signs.search(self._text, at):
            at = sign.end()
            if sign.lastgroup == "close" and not (depth and close == "}}"):
                return at
            if sign.lastgroup == "close":
                depth, at = depth - 1, sign.start() + 1
            elif sign[0] == "{":
                depth += 1
            elif sign[0] == "}":
                depth = max(depth - 1, 0)
            elif _OPENING.match(sign[0]):
                return -1
        return -1

    def _ending(self, name: str, at: int) -> re.Match[str] | None:
        """Return the end tag of a tag with content."""
        if name in self._unended:
            return None
        closing = re.compile(rf"\{{%[-+~]?\s{{0,9}}end{name}\b[^%]{{0,99}}%\}}").search(self._text, at)
        if closing is None:
            self._unended.add(name)
        return closing

    def _directive(self, found: re.Match[str]) -> Tag | None:
        """Return a Blade directive, with its arguments: an e-mail address and a handle are none."""
        text, start, end = self._text, found.start(), found.end()
        name = found[0][1:].lower()
        if name == "php" and not text.startswith("(", end):
            close = text.find("@endphp", end)
            return Tag("code", start, len(text) if close < 0 else close + len("@endphp"))
        arguments = self._arguments(end)
        known = name in _BLADE_WORDS or name.startswith("end")
        if arguments < 0 and not known:
            return None
        kind = "output" if name in _BLADE_OUTPUT else "branch" if name in _BLADE_BRANCH else "control"
        return Tag(kind, start, max(end, arguments))

    def _arguments(self, at: int) -> int:
        """Return the end of the parentheses that begin at `at`, after spaces at most, or -1."""
        opening = re.compile(r"[ \t]{0,9}\(").match(self._text, at)
        if opening is None or at > self._last.setdefault(")", self._text.rfind(")")):
            return -1
        depth = 1
        for sign in _PARENTHESES.finditer(self._text, opening.end()):
            depth += (sign[0] == "(") - (sign[0] == ")")
            if not depth:
                return sign.end()
        self._last[")"] = -1
        return -1
