"""Places that are hard to find: a phrase in twenty awkward ways in Markdown and in HTML.

`⟦…⟧` stands around the source characters that a finding must mark. Where the phrase stands without
them, it is no copy and must not be found.
"""

from __future__ import annotations

import re

import pytest

from h2hlint.text import Span
from tests.formats.reading import read

PHRASE = "next level journey"

MARKDOWN_START = [
    '---\r\ntitle: ⟦next level journey⟧\r\nsummary: "En \\"⟦next\\u0020level journey⟧\\" til dig"\r\nslug: next-level-journey\r\n---\r\n'
]
MARKDOWN = [
    "En ⟦next level journey⟧ til dig.",
    "Mad &amp; vin: en ⟦next&#32;level journey⟧.",
    "👩🏽‍💻🎉 Velkommen til en ⟦next level journey⟧!",
    "Cafe\u0301 og blåbær på en ⟦next level journey⟧.",
    "Her er ⟦next\u00a0level&nbsp;journey⟧, 5&nbsp;% billigere.",
    "Delt ⟦ne\u00adxt le&shy;vel journey⟧.",
    "Kursiv ⟦next *level* journey⟧ og `next level journey` i kode.",
    "Midt i ordet: **⟦ne**xt level jour*ney⟧*",
    "Brudt over ⟦next\r\nlevel journey⟧ her.",
    "Hårdt brud ⟦next  \r\nlevel\\\r\njourney⟧ her.",
    "> Citat\r\n> med ⟦next level\r\n> journey⟧ i.",
    "| a | b |\r\n|---|---|\r\n| \\| ⟦next level journey⟧ | `next level journey` |",
    '[her](https://firma.dk/next%20level%20journey "Til \\"⟦next level journey⟧\\" &amp; mere").',
    "![⟦next **level** journey⟧](billede.png 'En ⟦next level journey⟧')",
    "- [x] ⟦next level journey⟧\r\n- andet\r\n\r\n  - ⟦next level journey⟧",
    "Fodnote[^1] i en ⟦next [level][ref] journey⟧.\r\n\r\n[^1]: ⟦next level journey⟧ forklaret."
    '\r\n\r\n[ref]: /next-level-journey "⟦next level journey⟧"',
    'HTML: <b>⟦next</b> level journey⟧ <img src="x" alt="⟦next level journey⟧"> <!-- next level journey -->',
    '> <div title="⟦next\r\n> level journey⟧">\r\n> ⟦next <i>level</i>\r\n> journey⟧\r\n> </div>',
    "Escapes: \\*\\*⟦next level journey⟧\\*\\* og ~~⟦next level journey⟧~~",
    "⟦next level journey⟧\r\n===",
]
MARKDOWN_CODE = [
    "```\r\nnext level journey\r\n```",
    "    next level journey",
    "<https://firma.dk/next>",
    "<!--\r\nnext level journey\r\n\r\nnext level journey -->",
    "<script>\r\nvar a = 'next level journey';\r\n\r\n</script>",
    "<style>\r\n/* next level journey */\r\n</style>",
    "<pre>\r\nnext level journey\r\n</pre>",
]

HTML = [
    "<title>Om ⟦next level journey⟧ &amp; os</title>",
    '<meta name="description" content="Kort: ⟦next level&#x20;journey⟧">',
    "<meta property='og:description' content='⟦next level journey⟧'>",
    "<p>Mad &amp; vin &euro; 5: ⟦next level journey⟧</p>",
    "<p>👩🏽‍💻🎉 ⟦next level journey⟧",
    "<p>Cafe\u0301: ⟦next level journey⟧",
    "<p>&AMP ⟦next&nbsplevel\u00a0journey⟧</p>",
    "<p>Delt ⟦ne&shy;xt le\u00advel jour<wbr>ney⟧</p>",
    "<p>⟦next <b>level</b> journey⟧, midt i ordet <b>⟦ne</b>xt lev<em>el jour</em>ney⟧",
    "<p>⟦next<br>level\r\n   journey⟧",
    "<p><a href='/next level journey' title=\"⟦next level journey⟧\">⟦next level</a> journey⟧",
    '<img src=x alt="Billede: ⟦next level journey⟧">',
    "<input placeholder='⟦next level journey⟧' value='next level journey'>",
    "<button type=submit aria-label='⟦next level journey⟧'>"
    "<span>⟦next</span> level <svg><text>next level journey</text></svg>journey⟧</button>",
    '<input type="submit" value="⟦next level journey⟧">',
    "<table><tr><td>⟦next level journey⟧<td>next</td><td>level journey</td></tr></table>",
    "<ul><li>⟦next level journey⟧<li>next<li>level journey</ul>",
    "<p lang=da>Vi siger <span lang=en>⟦next <!-- x -->level journey⟧</span> om det",
    "<div>Løs tekst ⟦next level journey⟧<p>og <q>⟦next level journey⟧</q></div>",
    "<a title=\"x > y ⟦next level journey⟧\" data-x='next level journey'>a < b ⟦next level journey⟧</a>",
    "<label for=a>⟦next level journey⟧</label><select><option>⟦next level journey⟧<option>next</select>",
    "<blockquote><p>⟦next level journey⟧</blockquote><noscript>⟦next level journey⟧</noscript>",
]
HTML_CODE = [
    "<style>p::after { content: 'next level journey' }</style>",
    "<script>/* <p>next level journey</p> */</script>",
    "<!-- <p>next level journey</p> -->",
    "<p><code>next level journey</code> <kbd>next level journey</kbd></p>",
    "<pre>next level journey</pre>",
    "<template><p>next level journey</p></template>",
    "<textarea>next level journey</textarea>",
    "<p translate=no>next level journey</p>",
    "<p>next <code>level</code> journey</p>",
    "<p>next</p><p>level journey</p>",
]


def _unmark(page: str) -> tuple[str, list[Span]]:
    """Return the page without marks, and the spans that were marked."""
    spans: list[Span] = []
    text = ""
    for part in re.split("(?=[⟦⟧])", page):
        if part[:1] == "⟦":
            spans.append(Span(len(text), -1))
        elif part[:1] == "⟧":
            spans[-1] = Span(spans[-1].start, len(text))
        text += part.lstrip("⟦⟧")
    return text, spans


def _found(text: str, form: str) -> list[Span]:
    blocks = read(text, form)
    return sorted(block.to_source(Span(*found.span())) for block in blocks for found in re.finditer(PHRASE, block.text))


@pytest.mark.parametrize("page", [*MARKDOWN_START, *MARKDOWN, *MARKDOWN_CODE])
def test_each_place_in_markdown(page: str) -> None:
    text, spans = _unmark(page)
    assert _found(text, "markdown") == spans


@pytest.mark.parametrize("page", [*HTML, *HTML_CODE])
def test_each_place_in_html(page: str) -> None:
    text, spans = _unmark(page)
    assert _found(text, "html") == spans


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_all_places_on_one_page(line_end: str) -> None:
    for form, places in (("markdown", [*MARKDOWN_START, *MARKDOWN, *MARKDOWN_CODE]), ("html", [*HTML, *HTML_CODE])):
        text, spans = _unmark("\r\n\r\n".join(places).replace("\r\n", line_end))
        assert len(spans) > 20
        assert _found(text, form) == spans
