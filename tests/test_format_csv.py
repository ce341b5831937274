"""CSV and TSV: places, which columns are read, and quotation marks that do not fit."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.formats import csv as reader
from h2hlint.formats import extract
from h2hlint.formats.values import Copy
from h2hlint.sources import from_stdin
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts

DIALECTS = {
    "quoted": Dialect(
        "csv",
        "a.csv",
        lambda number: (f'synergy{number},"circle back","', '",low hanging fruit\r\n'),
        "key,synergy,body,low hanging\r\n",
        "",
        (" ", "\n", "\r\n", "\u00a0", "&nbsp;", "<br>"),
        ("\u00ad", "<b></b>"),
        lambda sign: (f"&#{ord(sign)};",),
        ("synergy,,,\r\n", "#h2hlint: off synergy\r\n", "synergy,circle back,https://example.org/synergy,\r\n", "\r\n"),
    ),
    "tabs": Dialect(
        "csv", "a.tsv", lambda number: (f"synergy{number}\t", '\tcircle back "\n'), "id\ttext\tby\n", noise=("synergy\t5\t\n",)
    ),
}

SAMPLE = """\
synergy;subject (en);Body;Answer;note_id
synergy_1;⟦synergy⟧;"Hello, "" ⟦sy\u00adnergy⟧ and

⟦circle
back⟧";A ⟦synergy⟧;circle back
circle back;"⟦circle  back⟧";😀 ⟦synergy⟧ 👩🏽‍💻;"<b>⟦low</b> hanging&nbsp;fruit⟧ &amp;";synergy
# h2hlint: off synergy
;;%s ⟦synergy⟧ {name}, ⟦circle back⟧;"{n, plural, one {a ⟦synergy⟧} other {b ⟦synergy⟧}}"
7;https://example.org/synergy;synergy_id;"⟦low hanging fruit⟧; ⟦synergy⟧, ""so"" a ⟦synergy⟧";x
8;a ⟦synergy⟧;"";
"""


def test_a_nasty_sample() -> None:
    check_sample("a.csv", "csv", SAMPLE)


@given(st.lists(st.lists(st.text(alphabet='ab cd,"\n;\t1é'), min_size=2, max_size=3), max_size=4), st.sampled_from((",", ";", "\t")))
def test_cells_hold_what_the_library_reads(rows: list[list[str]], delimiter: str) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([["key", "text", "body"][: len(rows[0]) if rows else 2], *rows])
    text = file.getvalue()
    copy = Copy(Source("a.csv", text, "csv"))
    read = [[cell.text for cell in row] for row in reader.rows(Source("a.csv", text, "csv"), copy)]
    assert read[1:] == [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)][1:]


def test_a_header_of_languages_picks_columns() -> None:
    text = "key,da,en-GB,comment\ncart.button_pay,Betal nu,Pay now,Shown at the till\n"
    assert [(block.text, block.language, block.kind, block.key) for block in blocks("a.csv", text)] == [
        ("Betal nu", "da", "button", "cart.button_pay"),
        ("Pay now", "en-GB", "button", "cart.button_pay"),
    ]


def test_a_header_that_names_texts_picks_columns() -> None:
    text = "id,Subject,locale,Body,owner\n7,Your tea,en,It is on its way,Ann of the tea house\n"
    assert [(block.text, block.language, block.kind, block.key) for block in blocks("macros.csv", text)] == [
        ("Your tea", "en", "subject", "7.Subject"),
        ("It is on its way", "en", "value", "7.Body"),
    ]


def test_of_two_languages_the_target_is_read() -> None:
    assert texts("a.csv", "source,target\nGood tea,God te\n") == ["God te"]
    assert [(block.text, block.language) for block in blocks("a.csv", "id;text_da;text_de\n1;God te;Guter Tee\n")] == [
        ("God te", "da"),
        ("Guter Tee", "de"),
    ]


def test_without_a_header_prose_is_read() -> None:
    text = "1,The pot stays warm for you,ok,2024-01-01\n2,https://example.org/a,a_b,Come in and sit down\n"
    assert texts("a.csv", text) == ["The pot stays warm for you", "Come in and sit down"]


def test_a_first_line_may_state_the_delimiter() -> None:
    assert texts("a.csv", "sep=;\r\nkey;text\r\na;One tea, two teas\r\n") == ["One tea, two teas"]


def test_columns_may_be_named() -> None:
    source = from_stdin(b"a,b,c\nOne tea,Two teas,Three\n", "a.csv")
    assert [(block.text, block.language) for block in reader.read(source, {"c": None, "a": "da"})] == [("One tea", "da"), ("Three", None)]


MISTAKES = [
    ('key,text\na,"b\nc,d\n', 2, 3, "never closed"),
    ('key,text\na,"b" c\n', 2, 7, "twice"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_quotation_marks_that_do_not_fit_are_named(text: str, line: int, column: int, words: str) -> None:
    check_mistake("a.csv", text, line, column, words)


@given(st.text(alphabet="abc ,;\t\n'x"))
def test_any_text_without_quotation_marks_is_read(text: str) -> None:
    extract(Source("a.csv", text, "csv"))
