"""Searches of long texts, and what such texts are made of to make searches try in vain."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache

from h2hlint import formats, places, yamlfile
from h2hlint.checks import metric
from h2hlint.errors import UserError
from h2hlint.language import classes
from h2hlint.language.facts import Facts, from_mapping
from h2hlint.language.tokens import Tokens
from h2hlint.text import Source, Span

BAIT = (
    "a", "A", "aA", "Aa ", "A&", "AA ", "AB-", "a.", "a@", "a@b.", "www.", "http://", "1", "111 ", "111.", "1,", "12-", "+1 ", "(012) ",
    "#", "no ", "kl ", "may ", "€ ", "?", "!", "! ", ".", "…", ": ", "-", "_", "%", "%a", "{", "{{", "{x}", "[A", "*|", "$a", '"',
    "„a ", "'a ", " 'a", "‘", "»a", "e\u0301 ", "e\u0301. A! ", "a\u0301", "\x1c", "1\x1c", "ab! cd? ", "in:in", "in*", "K:in ", "\xa0",
    "Å", "\u0323\u0301", "=", "=4", "&", "&a", "<", "<a", "</", "<!--", ">", "> ", "](", "]:", "\\", "# ", "- ", "* ", "|", "\n", "\r",
    "\n\n", "From: a\n", "a:\n", "--\n", "On 1.1.2020 wrote:\n", "'''", "[[", "~", "`", "``",
)  # fmt: skip
"""What long texts are made of, to make searches try in vain."""


@cache
def facts(language: str) -> Facts:
    path = places.DATA / language / "language.yml"
    data = yamlfile.load(path.read_text(encoding="utf-8"), str(path)).plain()
    assert isinstance(data, dict)
    return from_mapping(language, data)


def _read_words(text: str) -> None:
    tokens = Tokens(text, facts("de"))
    tokens.sentences()
    tokens.is_quoted(Span(0, 1))


def _search(name: str) -> Callable[[str], object]:
    """Return the search for a class, a range of numbers where there is one."""
    ranged = f"{name}:5.." if name in ("number", "price") else name
    return lambda text: list(classes.find(ranged, text, facts("en")))


def _reader(form: str, frame: str = "{}") -> Callable[[str], object]:
    """Return the reading of a text in a format, put into `frame`; that it is refused is fine."""

    def read(text: str) -> None:
        with suppress(UserError):
            formats.extract(Source("a", frame.replace("{}", text), form))

    return read


SEARCHES: dict[str, Callable[[str], object]] = {
    **{f"<{name}>": _search(name) for name in classes._SOURCES},
    **{form: _reader(form) for form in formats.FORMATS},
    "words": _read_words,
    "words and signs": lambda text: _read_words(text + " {@"),
    "marks": lambda text: list(metric._MARKS.finditer(text)),
    "capitals": lambda text: list(metric._CAPITALS.finditer(text)),
    "front matter": _reader("markdown", "---\na: {}\n---\n"),
    "list in front matter": _reader("markdown", "---\na: [{}\n---\n"),
    "toml": _reader("markdown", "+++\na = {}\n+++\n"),
    "link": _reader("markdown", '[a](b "{}'),
    "tag": _reader("html", "<a title={}"),
    "script": _reader("html", "<script>{}"),
    "mail head": _reader("email", "Subject: {}\nContent-Type: {}\n\nhi"),
    "quoted-printable": _reader("email", "Content-Transfer-Encoding: quoted-printable\n\n{}"),
    "base64": _reader("email", "Content-Transfer-Encoding: base64\n\n{}"),
    "json value": _reader("json", '{"a": "{}", "b": "Tea"}'),
    "json list": _reader("json", '["b", {}]'),
    "json plural": _reader("json", '{"a": "{n, plural, one {a {}} other {b}}"}'),
    "yaml value": _reader("yaml", 'a: "{}"'),
    "yaml lines": _reader("yaml", "a: |\n  {}"),
    "yaml flow": _reader("yaml", "a: [b, {}]"),
    "cell": _reader("csv", 'key,text\n1,"{}"'),
    "translation": _reader("po", 'msgid "a"\nmsgstr "{}"'),
    "fluent value": _reader("fluent", "a = {}"),
    "fluent choice": _reader("fluent", "a = { $n ->\n    [one] {}\n   *[other] b\n    }"),
    "target": _reader("xliff", "<xliff><target>{}</target></xliff>"),
    "resource": _reader("xml", '<resources><string name="a">{}</string></resources>'),
    "other xml": _reader("xml", "<page><p>{}</p></page>"),
    "doctype": _reader("xml", "<!DOCTYPE a [{}"),
    "apple": _reader("strings", '"a" = "{}";'),
    "toml list": _reader("toml", 'a = ["b", {}'),
    "php array": _reader("php", "<?php return ['a' => '{}', \"{}\", {}"),
    "flowed": _reader("email", "Content-Type: text/plain; format=flowed\n\n{}"),
}
"""Work to be done on a text, by a name for it."""
