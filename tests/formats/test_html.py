"""HTML."""

from __future__ import annotations

import pytest

from h2hlint.text import INLINE_OBJECT, Span
from tests.formats.reading import kinds, read, texts

OBJECT = INLINE_OBJECT


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h2>En</h3>to<p>tre", [("heading", "En"), ("paragraph", "to"), ("paragraph", "tre")]),
        ("<ul><li>a<p>b</p>c<li>d</ul>e", [*[("list-item", item) for item in "abcd"], ("paragraph", "e")]),
        ("<blockquote><h2>a</h2><p>b</blockquote>c", [("quote", "a"), ("quote", "b"), ("paragraph", "c")]),
        (
            "<table><caption>a<tr><td>b<th>c<tbody><tr><td>d</table>",
            [("paragraph", "a"), *[("table-cell", cell) for cell in "bcd"]],
        ),
        ("<td><p>a</div>b", [("table-cell", "ab")]),
        ("<p>Klik <button>Send <b>nu</b></button> her", [("paragraph", f"Klik {OBJECT} her"), ("button", "Send nu")]),
        ("<a class='x Btn-y'>Køb</a><div role=button>Nu</div>", [("button", "Køb"), ("button", "Nu")]),
        ("<label>Navn <input type=text placeholder='Dit'></label>", [("label", "Navn"), ("attribute", "Dit")]),
        ("<fieldset><legend>Valg</legend>a</fieldset>", [("paragraph", "Valg"), ("paragraph", "a")]),
        ("<input type=reset value='Ryd'><input value='Ole'>", [("button", "Ryd")]),
        ("<nav><ul><li><a>A</a><li><b><a>B</a></b></ul></nav>", [("link", "A"), ("link", "B")]),
        ("<p><a>Læs mere</a></p><p><a>Læs</a> mere</p>", [("link", "Læs mere"), ("paragraph", "Læs mere")]),
        ("<h1><a>Forside</a></h1>", [("heading", "Forside")]),
        ("<a>en<a>to", [("paragraph", "ento")]),
        (
            "<select><optgroup label=G><option>a<option>b</select>c",
            [("attribute", "G"), ("list-item", "a"), ("list-item", "b"), ("paragraph", "c")],
        ),
        ("<dl><dt>a<dd>b</dl>", [("list-item", "a"), ("list-item", "b")]),
        ("<p>Han sagde <q>hej <b>du</b></q>.", [("paragraph", "Han sagde “hej du”.")]),
        ("<p>Tast <kbd>Ctrl</kbd>+<code>a<b>b</b></code> nu", [("paragraph", f"Tast {OBJECT}+{OBJECT} nu")]),
        ("<p>a <img src=x alt=''>b <img alt='ko'> c<svg/>d", [("paragraph", f"a b {OBJECT} cd"), ("attribute", "ko")]),
        ("ny<wbr>heds<b></b>brev<sup>2</sup>", [("paragraph", "nyhedsbrev2")]),
        ("<b>a<div>b</b>c</div>d", [("paragraph", text) for text in ("a", "bc", "d")]),
        ("<span translate=no>Firma</span> er her<p translate='no'>Firma", [("paragraph", f"{OBJECT} er her")]),
        ("<title>a &lt;b> c</title>d", [("heading", "a <b> c"), ("paragraph", "d")]),
        ("<script>a</scriptx> </script>b", [("paragraph", "b")]),
        ("<style>a", []),
        ("<noscript><p>a</noscript>", [("paragraph", "a")]),
        ("a<!-->b<!--->c<!-- x --!>d<!x>e<?y>f</ z>g", [("paragraph", "abcdefg")]),
        ("a < b, c <3 d <e", [("paragraph", "a < b, c <3 d <e")]),
        ("</p></br>a</li>", [("paragraph", "a")]),
        ("<p title=\"a\" title='b' alt=c&amp;d/>e", [("attribute", "a"), ("attribute", "c&d/"), ("paragraph", "e")]),
        ("<code title='a'>b</code><pre><b title=c>d</b></pre>", [("attribute", "a")]),
        (
            "<meta name=keywords content=a><meta name=Description content=b><meta property=og:title content=c>",
            [("attribute", "b"), ("attribute", "c")],
        ),
        ("<p>😀</p><p>•</p>", [("paragraph", "😀"), ("paragraph", "•")]),
    ],
)
def test_structure(page: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(page, "html") == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html lang=da><p>a<p lang=en>b<p>c</html>d", ["da a", "en b", "da cd"]),
        ("<p lang=en>a<div>b</div>", ["en a", "None b"]),
        ("<p lang=da>a <i lang=en>b</i> c", [f"da a {OBJECT} c", "en b"]),
        ("<p lang=da-DK>a <i lang=da>b</i> c", ["da-DK a b c"]),
        ("<div lang=da><p lang=''>a", ["None a"]),
        ("<p xml:lang=pl>a", ["pl a"]),
        ("<p lang=da><span lang=en>a", ["en a"]),
        ("<p lang=da><span lang=en>a<p>b", ["en a", "None b"]),
        ("<img lang=en alt=a><span lang=de title=b>c</span>", ["en a", "de b", "de c"]),
        ("<table lang=da><tr><td lang=en>a<td>b</table>c", ["en a", "da b", "None c"]),
        ("<span lang=en><p>a</p></span>c", ["en a", "None c"]),
    ],
)
def test_languages(page: str, expected: list[str]) -> None:
    assert [f"{block.language} {block.text}" for block in read(page, "html")] == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("&amp;", "&"),
        ("&ampx", "&x"),
        ("x&nbspWe", "x We"),
        ("&#8217;s", "’s"),
        ("&#x41 b", "A b"),
        ("&#150;", "–"),
        ("&notit;", "¬it;"),
        ("&notin;", "∉"),
        ("AT&T &", "AT&T &"),
        ("&unknown;", "&unknown;"),
        ("&#; &#x;", "&#; &#x;"),
        ("&NotEqualTilde;", "≂̸"),
        ("&fjlig;ord", "fjord"),
        ("ny&shy;hed&#xad;s&ZeroWidthSpace;brev", "nyhedsbrev"),
        ("&#0;&#x110000;", "\ufffd\ufffd"),
    ],
)
def test_references(raw: str, expected: str) -> None:
    assert texts(f"<p>{raw}</p>", "html") == [expected]


def test_references_in_attributes_leave_queries_alone() -> None:
    assert texts("<p title='a?b&copy=1&lt;&copy2 &copy'>", "html") == ["a?b&copy=1<&copy2 ©"]


def test_places_of_references() -> None:
    page = "<p>a &amp; b&nbsp;c"
    (block,) = read(page, "html")
    assert block.text == "a & b c"
    assert page[slice(*block.to_source(Span(2, 5)))] == "&amp; b"
    assert page[slice(*block.to_source(Span(4, 7)))] == "b&nbsp;c"


def test_quotation_marks_of_q_stand_for_its_tags() -> None:
    (block,) = read("<p>a <q>b</q>", "html")
    assert block.text == "a “b”"
    assert block.to_source(Span(2, 3)) == Span(5, 8)
    assert block.to_source(Span(4, 5)) == Span(9, 13)


def test_objects_stand_for_the_whole_element() -> None:
    page = "<p>a <code>b<i>c</i></code> d"
    (block,) = read(page, "html")
    assert page[slice(*block.to_source(Span(2, 3)))] == "<code>b<i>c</i></code>"


def test_directives() -> None:
    page = "<!-- h2hlint: off a --><p>b <!--c-->d<!--\nh2hlint: on --></p>"
    assert kinds(page, "html") == [("directive", "h2hlint: off a"), ("paragraph", "b d"), ("directive", "h2hlint: on")]


def test_xhtml_closes_elements_by_slash() -> None:
    assert texts("<?xml version='1.0'?><html><title/><script src='x'/><p>a</p></html>", "html") == ["a"]


def test_a_quote_that_never_ends_hides_no_text() -> None:
    assert texts('<p title="a>b</p><p>c</p>', "html") == ["b", "c"]
