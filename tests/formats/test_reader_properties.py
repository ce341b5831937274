"""What holds for every reader and any text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.reading import read, texts

FORMATS = ("text", "markdown", "html")
RARE = (
    "\0",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\u2028",
    "\u0085",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\ufeff",
    "\f",
    "\t",
    "\x1c",
)
LETTERS = ("\ufffc", "😀", "👩🏽‍💻", "e\u0301", "Å", "ß", "𝄞")
SIGNS = re.findall(
    r"\S+",
    r"""< > & ; " ' ` * ** _ ~~ [ ] ( ) ![ ]( ]: [^1] [^1]: \ # = - + | : { } / ! . , ?
    > ``` ~~~ --- +++ === 1. 1) <!-- -->""",
)
HTML = re.findall(
    r"\S+",
    """<p> </p> <p <br> <li> </li> <ul> </ul> <td> <tr> <table> </table> <a </a> <a> <q> </q> <b> </b> <i> <div> </div>
    <code> </code> <pre> <script> </script> <title> </title> <svg/> <span </span> lang=en lang="" title=" alt=' <img
    placeholder=x <button> </button> <label> <nav> </nav> <!x <?x </ <option> <select> <h1> </h2> <input value="
    type=submit <blockquote> </blockquote> translate=no <textarea> </textarea> &amp; &amp &nbspWe &shy; &#8217; &#x41
    &#0; &#1114112; &notin; &notit; &NotEqualTilde; &lt &copy=""",
)
WORDS = ("vi", "skriver", "til", "dig", "A", "1", " ", "  ", "    ")

soup = st.lists(st.sampled_from([*RARE, *LETTERS, *SIGNS, *HTML, *WORDS]), max_size=30).map("".join)
spaced_soup = st.lists(st.sampled_from([*RARE, *LETTERS, *SIGNS, *HTML, *WORDS]), max_size=30).map(" ".join)
front = st.sampled_from(["---\n", "+++\n", ""])
key = st.sampled_from(
    [
        "title: ",
        "lang: da\n",
        "a:\n  ",
        "- ",
        "b = ",
        "c: |\n  ",
        "d: [",
        "e: {f: ",
        "]\n",
        "}\n",
        "\n",
        "\n  ",
        '"',
        "'",
        '"""',
        "# h2hlint: on\n",
        "\\",
        "\\u00e5",
    ]
)
matter = st.builds(
    lambda fence, parts: fence + "".join(parts) + "\n" + fence,
    front,
    st.lists(st.one_of(key, st.sampled_from([*RARE, *LETTERS, *SIGNS, *WORDS])), max_size=20),
)
pages = st.one_of(soup, spaced_soup, st.builds("{}{}".format, matter, soup), st.text(max_size=60))


@pytest.mark.parametrize("form", FORMATS)
@given(pages)
def test_any_text_is_read_and_every_character_comes_from_its_place(form: str, page: str) -> None:
    read(page, form)


@pytest.mark.parametrize("form", FORMATS)
@given(pages)
def test_line_ends_make_no_difference(form: str, page: str) -> None:
    page = page.replace("\r\n", "\n").replace("\r", "\n")
    expected = texts(page, form)
    assert texts(page.replace("\n", "\r\n"), form) == expected
    assert texts(page.replace("\n", "\r"), form) == expected


letters = st.text("abcdefæøåłżéß", min_size=1, max_size=4)


class _Pages:
    """Documents whose words are known: `copy` must be found once, `code` never."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._count = 0
        self.copy: list[str] = []

    def word(self) -> str:
        self._count += 1
        self.copy.append(f"w{self._count}{self._draw(letters)}")
        return self.copy[-1]

    def code(self) -> str:
        return f"kode{self._draw(letters)}"

    def phrase(self, patterns: list[str]) -> str:
        count = self._draw(st.integers(1, 4))
        return " ".join(self.fill(self._draw(st.sampled_from(patterns))) for _ in range(count))

    def fill(self, pattern: str) -> str:
        parts = pattern.split("%")
        filled = [parts[0]]
        for part in parts[1:]:
            filled.append((self.word() if part[0] == "w" else self.code()) + part[1:])
        return "".join(filled)


MD_INLINE = [
    "%w",
    "**%w** %w",
    "*%w*",
    '[%w](/%c "%w")',
    "![%w](%c.png '%w')",
    "`%c`",
    "~~%w~~",
    "%w &amp; %w",
    "%w\\*",
    "%w  \n%w",
    "%w\n%w",
]
MD_INLINE += [
    "<b>%w</b>",
    '<span lang="en">%w</span>',
    "<!-- %c -->",
    "<https://%c.dk>",
    '<a href="%c" title="%w">%w</a>',
    "[%w][ref]",
    "%w[^n]",
]
MD_BLOCK = [
    "# $ {#%c}",
    "%w $\n\n%w $",
    "> %w $\n>\n> %w $",
    "- %w $\n- [x] %w\n\n  %w",
    "1. %w\n2. %w",
    "| %w | %w |\n|---|---|\n| `%c` | *%w* |",
    "```\n%c\n```",
    "%w\n\n    %c",
]
MD_BLOCK += [
    '<div title="%w">\n%w\n</div>',
    '<div lang="pl">\n\n%w $\n\n</div>',
    "> <p\n> title='%w'>%w</p>",
    "<script>\n\n%c\n</script>",
    "<pre>\n%c\n\n%c</pre>",
]
MD_BLOCK += ["%w\n===", "> [!NOTE]\n> %w", "<!-- %c\n\n%c -->"]

HTML_INLINE = [
    "%w",
    "<b>%w</b> %w",
    "<a href=%c title='%w'>%w</a>",
    '<img alt="%w" src=%c>',
    "<code>%c<b>%c</b></code>",
    "%w<br>%w",
    "%w &amp; %w&nbsp;%w",
]
HTML_INLINE += [
    "<span lang=en>%w</span>",
    "<!-- %c -->",
    "<button class=%c>%w</button>",
    "<label>%w <input placeholder='%w' value=%c></label>",
    "<q>%w</q>",
]
HTML_INLINE += [
    "<script>%c</script>",
    "<style>%c</style>",
    "<svg><title>%c</title></svg>",
    "<span translate=no>%c</span>",
    "<b><i>%w</b> %w</i>",
    "<kbd>%c</kbd>",
]
HTML_BLOCK = [
    "<p>$",
    "<p>$</p>",
    "<div lang=de>$<p>$</div>",
    "<ul><li>$<li>$</ul>",
    "<table><tr><td>$<td>$<tr><th>$</table>",
    "<blockquote>$</blockquote>",
    "<h1>$</h1>",
]
HTML_BLOCK += [
    "<pre>%c</pre>",
    "<select><option value=%c>%w<option>%w</select>",
    "<nav><a href=%c>%w</a> <a>%w</a></nav>",
    "<textarea placeholder='%w'>%c</textarea>",
    "$",
]
HTML_BLOCK += [
    "<template><p>%c</template>",
    "<meta name=description content='%w'>",
    "<input type=submit value='%w'>",
    "<dl><dt>$<dd>$</dl>",
    "<p lang=fr>$",
    "<noscript>$</noscript>",
]


@st.composite
def documents(draw: st.DrawFn, blocks: list[str], inline: list[str], join: str) -> tuple[str, list[str]]:
    page = _Pages(draw)
    parts = []
    for pattern in draw(st.lists(st.sampled_from(blocks), min_size=1, max_size=5)):
        pieces = [page.fill(piece) for piece in pattern.split("$")]
        text = pieces[0] + "".join(page.phrase(inline).replace("\n", " ") + piece for piece in pieces[1:])
        parts.append(text)
    return join.join(parts) + join, page.copy


markdown_documents = documents(MD_BLOCK, MD_INLINE, "\n\n").map(lambda made: (made[0] + '[ref]: /kode "titel"\n\n[^n]: note\n', made[1]))
html_documents = documents(HTML_BLOCK, HTML_INLINE, "\n")
text_documents = documents(["$\n$", "- $\n- $", "> $", "1. $\n2. $", "$\n==="], ["%w"], "\n\n")
all_documents = st.one_of(
    markdown_documents.map(lambda made: ("markdown", *made)),
    html_documents.map(lambda made: ("html", *made)),
    text_documents.map(lambda made: ("text", *made)),
)


def _words(found: list[str]) -> Counter[str]:
    return Counter("".join(c if c.isalnum() else " " for c in " ".join(found)).split())


@given(all_documents)
def test_every_word_comes_out_once_and_no_code(made: tuple[str, str, list[str]]) -> None:
    form, page, copy = made
    found = _words(texts(page, form))
    assert {word: found[word] for word in copy} == dict.fromkeys(copy, 1)
    assert not [word for word in found if word.startswith("kode")]


@given(all_documents)
def test_line_ends_emoji_and_decomposed_letters_give_the_same_words(made: tuple[str, str, list[str]]) -> None:
    form, page, _ = made
    expected = texts(page, form)
    assert texts(page.replace("\n", "\r\n"), form) == expected
    assert texts(page.replace("\n", "\r"), form) == expected
    decomposed = texts(unicodedata.normalize("NFD", page), form)
    assert [unicodedata.normalize("NFC", text) for text in decomposed] == expected
    prefixed = texts("😀\n\n" + page, form)
    assert _words(prefixed) == _words(expected)
