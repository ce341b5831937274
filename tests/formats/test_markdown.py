"""Markdown."""

from __future__ import annotations

import pytest

from h2hlint.text import INLINE_OBJECT, Span
from tests.formats.reading import kinds, read, texts

OBJECT = INLINE_OBJECT


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("# Hej {#top .stor}", [("heading", "Hej")]),
        ("# Hej {navn}", [("heading", "Hej {navn}")]),
        ("Hej\n---", [("heading", "Hej")]),
        ("- en\n- [ ] to\n\n  tre", [("list-item", "en"), ("label", "to"), ("list-item", "tre")]),
        ("> citat\n>\n> - punkt", [("quote", "citat"), ("quote", "punkt")]),
        ("> [!TIP]\n> Husk det", [("paragraph", "Husk det")]),
        ("|a|b|\n|-|-|\n|c|`d`|", [("table-cell", "a"), ("table-cell", "b"), ("table-cell", "c")]),
        ("Se[^1]\n\n[^1]: her", [("paragraph", "Se"), ("paragraph", "her")]),
        ("[Læs mere](x)", [("link", "Læs mere")]),
        ("- [Om **os**](x)", [("link", "Om os")]),
        ("[Læs](x) mere", [("paragraph", "Læs mere")]),
        ("<nav>\n\n[Om](x) [Os](y)\n\n</nav>", [("link", "Om"), ("link", "Os")]),
        ("~~gammel~~ inno*vative* **ord**", [("paragraph", "gammel innovative ord")]),
        ("brug `kode` her", [("paragraph", f"brug {OBJECT} her")]),
        ("skriv <a@b.dk> nu", [("paragraph", f"skriv {OBJECT} nu")]),
        ("![en **ko**](x 'titel')", [("attribute", "en ko"), ("attribute", "titel")]),
        ("en ![ko](x) her", [("paragraph", f"en {OBJECT} her"), ("attribute", "ko")]),
        ("a <button>Køb</button> b", [("paragraph", f"a {OBJECT} b"), ("button", "Køb")]),
        ("ja <script>nej</script> jo", [("paragraph", "ja jo")]),
        ("<p>uafsluttet\n\nnæste", [("paragraph", "uafsluttet"), ("paragraph", "næste")]),
        ("en\n***\nto", [("paragraph", "en"), ("paragraph", "to")]),
        ("a\\\nb  \nc<br>d", [("paragraph", "a b c d")]),
    ],
)
def test_structure(page: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(page, "markdown") == expected


@pytest.mark.parametrize(
    ("page", "title", "raw"),
    [
        ('[a](b "T \\"x\\" &amp; y")', 'T "x" & y', 'T \\"x\\" &amp; y'),
        ("[a](b 'Det''s')", "", ""),
        ("[a](b 'Det\\'s')", "Det's", "Det\\'s"),
        ("[a](b (T \\) u) )", "T ) u", "T \\) u"),
        ('[a]\n\n[a]: b\n  "T u"', "T u", "T u"),
        ('> [a](b "T\n> u")', "T u", "T\n> u"),
    ],
)
def test_link_titles(page: str, title: str, raw: str) -> None:
    found = [block for block in read(page, "markdown") if block.kind == "attribute"]
    assert [block.text for block in found] == ([title] if title else [])
    for block in found:
        start, end = block.to_source(Span(0, len(block.text)))
        assert page[start:end] == raw


def test_escapes_and_entities_are_mapped_whole() -> None:
    (block,) = read("a\\*b &ouml; \\\\", "markdown")
    assert block.text == "a*b ö \\"
    assert [block.to_source(Span(at, at + 1)) for at in (0, 1, 2, 4, 6)] == [(0, 1), (1, 3), (3, 4), (5, 11), (12, 14)]


def test_languages_of_html_around_and_within() -> None:
    page = 'Hej\n\n<div lang="de">\n\nTag, <span lang="en">guys</span>!\n\n</div>\n\nIgen\n'
    assert [(block.language, block.text) for block in read(page, "markdown")] == [
        (None, "Hej"),
        ("de", f"Tag, {OBJECT}!"),
        ("en", "guys"),
        (None, "Igen"),
    ]


def test_directives() -> None:
    page = "<!-- h2hlint: off x grund -->\n\nHej <!-- h2hlint:on --> du <!-- note -->\n"
    assert kinds(page, "markdown") == [
        ("directive", "h2hlint: off x grund"),
        ("paragraph", "Hej du"),
        ("directive", "h2hlint:on"),
    ]


def test_html_over_lines_of_a_quote() -> None:
    assert texts('> <p title="a\n> b">c\n> d</p>', "markdown") == ["a b", "c d"]


def test_lone_carriage_returns_end_lines() -> None:
    assert kinds("# Hej\r\r- en\r- to\r", "markdown") == [("heading", "Hej"), ("list-item", "en"), ("list-item", "to")]
