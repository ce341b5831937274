"""Java properties: places, escapes, character sets, and broken escapes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.formats import extract
from h2hlint.sources import encode, from_stdin
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts

PROPERTIES = Dialect(
    "properties",
    "a.properties",
    lambda number: (f"synergy.{number} = ", "\n"),
    joints=(" ", "\\u0020", "\\n", "\\t", " \\\n   ", "\\\n  \\ ", "&nbsp;"),
    seams=("\\\n  ", "\\u00ad", "\u00ad", "<b></b>"),
    letter=lambda sign: (f"\\u{ord(sign):04X}", f"&#{ord(sign)};"),
    noise=(
        "# synergy\n",
        "  ! circle back\n",
        "circle\\ back : 12\n",
        "\n",
        "low\\=hanging\\:fruit https://example.org/synergy\n",
        "synergy\n",
    ),
)
DIALECTS = {"": PROPERTIES}

SAMPLE = r"""# synergy circle back \
synergy = ⟦synergy⟧
circle\ back : Caf\u00e9 ⟦s\u0079nergy⟧ \u2013 it''s ⟦circle \
    back⟧ and ⟦low\
     \ hanging\u00a0fruit⟧
! synergy
empty.synergy =
low.hanging ⟦low hanging fruit⟧ {0} ⟦synergy⟧
   indented.synergy=⟦synergy⟧, %s ⟦circle\tback⟧
emoji=\uD83D\uDE00 😀 ⟦synergy⟧ 👩🏽‍💻 ⟦synergy⟧
html=<b>⟦circle</b> back⟧ &amp; <a href="synergy">⟦synergy⟧</a>
lines=One ⟦synergy⟧\n\n- the ⟦circle\nback⟧
choice={0,choice,0#no synergy|1#one} ⟦synergy⟧
url=https://example.org/synergy
id=synergy_id
last=a ⟦syn\
  ergy⟧
"""


def test_a_nasty_sample() -> None:
    check_sample("a.properties", "properties", SAMPLE)


def test_keys_end_at_the_first_sign_that_is_not_escaped() -> None:
    text = "a\\ b\\:c=One tea\nd Two teas\ne:=Three teas\n f = \\  Four teas  \n"
    assert [(block.key, block.text) for block in blocks("a.properties", text)] == [
        ("a b:c", "One tea"),
        ("d", "Two teas"),
        ("e", "=Three teas"),
        ("f", "Four teas"),
    ]


def test_latin_1_is_read_and_written_back() -> None:
    data = "hilsen=Kom og få en kop på fredag\n".encode("latin-1")
    source = from_stdin(data, "a.properties")
    assert [block.text for block in extract(source)] == ["Kom og få en kop på fredag"]
    assert encode(source.text, source.encoding, bom=source.bom) == data


def test_apostrophes_of_messageformat() -> None:
    assert texts("a.properties", "a=It''s {0}\n") == ["It's {0}"]


def test_directives_stand_in_source_order() -> None:
    found = blocks("a.properties", "# h2hlint: off x\na=One tea\n! h2hlint: on\nb=Two teas # h2hlint: no\n")
    assert [block.kind for block in found] == ["directive", "value", "directive", "value"]


@pytest.mark.parametrize(("text", "line", "column"), [("a=b\\u12\n", 1, 4), ("a=b\nc=d \\\n  \\uxyz1\n", 3, 3)])
def test_broken_escapes_are_named(text: str, line: int, column: int) -> None:
    check_mistake("a.properties", text, line, column, "four hexadecimal digits")


@given(st.text(alphabet="ab=: \\\n\r#!nt'"))
def test_any_text_is_read(text: str) -> None:
    extract(Source("a.properties", text, "properties"))
