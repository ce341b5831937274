"""TOML: places, tables, and what is no TOML."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.formats import extract
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts
from tests.patience import patience

NOISE = (
    "# synergy\n",
    "synergy = 5 # circle back\n",
    '"circle back".synergy = true\n',
    'url = "https://example.org/synergy"\n',
    "[synergy]\n",
)
DIALECTS = {
    "basic": Dialect(
        "toml",
        "a.toml",
        lambda number: (f'synergy{number} = "', '" # synergy\n'),
        "[en]\n",
        "",
        (" ", "\\n", "\\t", "\\u00a0", "&nbsp;"),
        ("\u00ad", "\\u00AD", "<b></b>"),
        lambda sign: (f"\\u{ord(sign):04x}", f"\\U{ord(sign):08X}"),
        NOISE,
    ),
    "long": Dialect(
        "toml",
        "a.toml",
        lambda number: (f'synergy{number} = """\n', '"""\n'),
        joints=(" ", "\n", " \\\n  \n  "),
        seams=("\\\n  ",),
        noise=NOISE,
    ),
    "literal": Dialect("toml", "a.toml", lambda number: (f"synergy{number} = '", "'\n"), noise=NOISE),
    "list": Dialect(
        "toml",
        "a.toml",
        lambda _: ("  '''", "''', # synergy\n"),
        "synergy = [ # synergy\n",
        "]\n",
        joints=(" ", "\n"),
        noise=("  # synergy\n",),
    ),
}

SAMPLE = r'''# synergy
synergy = "⟦synergy⟧" # synergy
[circle.back]
"low hanging" = "Caf\u00e9 \"so\" ⟦s\u0079nergy⟧ \\ ⟦circle\tback⟧"
literal = '⟦synergy⟧ "so" ⟦circle  back⟧'
long = """
The ⟦circle
back⟧ is \
    ⟦syn\
    ergy⟧ "so"

- ⟦low hanging fruit⟧"""
raw = \'\'\'it's ⟦synergy⟧
⟦circle
back⟧\'\'\'
[[low]]
inline = {synergy = "a ⟦synergy⟧", "b c".d = ["⟦circle back⟧", 'x ⟦synergy⟧', [ "😀 ⟦synergy⟧ 👩🏽‍💻" ]]}
html = "<b>⟦circle</b> back⟧ &amp; <a href='synergy'>⟦synergy⟧</a> {name} %s"
url = "https://example.org/synergy"
id = "synergy_id"
when = 2024-01-01 12:00:00
'''.replace("\\'", "'")


def test_a_nasty_sample() -> None:
    tomllib.loads(SAMPLE.replace("⟦", "").replace("⟧", ""))
    check_sample("a.toml", "toml", SAMPLE)


_PARTS = [
    "a",
    '"b"',
    "'c'",
    ".",
    " = ",
    '"Tea"',
    "'cup'",
    '"""x"""',
    "\n",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "1",
    "# c\n",
    "[t]\n",
    "a = 'Tea'\n",
    "\\",
]


@given(st.lists(st.sampled_from(_PARTS), max_size=10))
def test_whatever_the_library_reads_is_read(parts: list[str]) -> None:
    text = "".join(parts)
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    extract(Source("a.toml", text, "toml"))


def test_keys_are_those_of_their_tables() -> None:
    text = 'title = "Our tea"\n[da.cart]\npay_button = "Betal nu"\nx.y = "Mere te"\n[[da.list]]\nlabel = "En kop"\n'
    assert [(block.text, block.kind, block.key) for block in blocks("a.toml", text)] == [
        ("Our tea", "heading", "title"),
        ("Betal nu", "button", "da.cart.pay_button"),
        ("Mere te", "value", "da.cart.x.y"),
        ("En kop", "label", "da.list.label"),
    ]
    assert [(block.language, block.key) for block in blocks("a.toml", '[no.cart]\na = "Hei du"\n')] == [("no", "cart.a")]


def test_plural_forms_and_what_is_said_about_them() -> None:
    text = '[cups_label]\ndescription = "Not for readers"\none = "One cup"\nother = "{{.Count}} cups"\n'
    found = [(block.text, block.kind) for block in blocks("active.en.toml", text)]
    assert found == [("One cup", "label"), ("{{.Count}} cups", "label")]


def test_settings_are_no_copy() -> None:
    text = '[project]\nname = "tea-shop"\ndescription = "The best tea for the whole family"\ndependencies = ["tea>=1", "a b"]\n'
    assert texts("pyproject.toml", text) == ["The best tea for the whole family"]


MISTAKES = [
    ('a = "b\n', 1, 5, "quotation marks"),
    ("a = b c\n", 1, 7, "may follow"),
    ("a\n", 1, 2, "“=”"),
    ("= 1\n", 1, 1, "a name"),
    ("[a\n", 1, 1, "a name"),
    ("a = [1, 2\n", 1, 5, "never closed"),
    ("a = [1 2]\n", 1, 8, "“,”"),
    ("a = \n", 1, 5, "a value"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_what_is_no_toml_is_named(text: str, line: int, column: int, words: str) -> None:
    check_mistake("a.toml", text, line, column, words)


def test_directives_stand_in_source_order() -> None:
    found = blocks("a.toml", "# h2hlint: off x\na = 'One tea' # h2hlint: on\nb = ['Two teas', # h2hlint: off y\n]\n")
    assert [block.kind for block in found] == ["directive", "value", "directive", "value", "directive"]


@pytest.mark.parametrize("text", ["a = " + "[" * 100_000, "a = " + "{a = " * 100_000, "a" + ".a" * 100_000 + " = 'x'"])
def test_deep_files_are_refused_at_once(text: str) -> None:
    with patience(), pytest.raises(UserError):
        extract(Source("a.toml", text, "toml"))
