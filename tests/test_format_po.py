"""Gettext catalogues: places, what is translated and what is not, languages, and lines that do not belong."""

from __future__ import annotations

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.formats import extract
from h2hlint.sources import from_stdin
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Synergy: synergy\\n"\n\n'
PO = Dialect(
    "po",
    "a.po",
    lambda number: (f'#: synergy.py:{number}\nmsgid "synergy {number}"\nmsgstr "', '"\n\n'),
    HEAD,
    "",
    (" ", ' "\n"', '"\n" ', "\\n", "\\t", "\u00a0", "&nbsp;", "<br>"),
    ("\u00ad", '"\n"', '"\n\t""\n"', "<b></b>"),
    lambda sign: (f"\\{ord(sign):03o}", f"&#{ord(sign)};"),
    (
        '#, fuzzy\nmsgid "a"\nmsgstr "synergy"\n\n',
        '#, c-format, fuzzy\n#| msgid "synergy"\nmsgid "b"\nmsgstr "circle back"\n\n',
        '#~ msgid "synergy"\n#~ msgstr "synergy"\n\n',
        'msgid "circle back"\nmsgstr ""\n\n',
        '# synergy\n#. circle back\nmsgctxt "synergy"\nmsgid "low hanging fruit"\nmsgstr "Tea"\n',
    ),
)
DIALECTS = {"": PO}

SAMPLE = (
    r"""# synergy
msgid ""
msgstr ""
"Language: en\n"
"X-Synergy: synergy\n"

#. synergy
#: synergy.py:12
msgid "synergy"
msgstr "⟦synergy⟧"

msgctxt "button synergy"
msgid "circle back"
msgstr ""
"Caf\u00e9 \"so\" ⟦synergy⟧ and ⟦circle"
" back⟧ with ⟦low "
"hanging\n"
"fruit⟧"

msgid "one synergy"
msgid_plural "many synergy"
msgstr[0] "%d ⟦synergy⟧"
msgstr[1] "%d ⟦circle  back⟧"
msgstr[ 2 ] "%(count)s times ⟦low hanging fruit⟧"

#, fuzzy
msgid "a synergy"
msgstr "a synergy"

#, python-format
msgid "%s"
msgstr "😀 ⟦syn"""
    '"\n"'
    r"""ergy⟧ {name} ⟦circle back⟧ 👩🏽‍💻 ⟦synergy⟧"
#| msgid "synergy"
msgid "b"
msgstr "<b>⟦circle</b> back⟧ &amp; <a href=\"synergy\">⟦synergy⟧</a> %1$s"

msgid "url"
msgstr "https://example.org/synergy"
msgid "empty ⟦synergy⟧"
msgstr ""
#~ msgid "synergy"
#~ msgstr "synergy"

msgid "mail"
msgstr ""
"Hello,\n"
"\n"
"- our ⟦synergy⟧\n"
"- ⟦s\171nergy⟧\n"
"\n"
"⟦circle\n"
"\tback⟧ bye"
"""
)


def test_a_nasty_sample() -> None:
    check_sample("a.po", "po", SAMPLE)


@given(st.lists(st.tuples(st.text(alphabet='ab "\\\n\té', min_size=1), st.text(alphabet='ab "\\\n\té')), max_size=4))
def test_translations_are_those_that_the_library_writes(entries: list[tuple[str, str]]) -> None:
    catalogue = polib.POFile(wrapwidth=20)
    catalogue.metadata = {"Language": "da"}
    for number, (message, translation) in enumerate(entries):
        catalogue.append(polib.POEntry(msgid=f"{number} {message}", msgstr=f"Tea {translation}"))
    found = extract(Source("a.po", str(catalogue), "po"))
    read = " ".join(block.text for block in found).split()
    written = " ".join(f"Tea {translation}" for _, translation in entries).split()
    assert [word for word in read if any(map(str.isalpha, word))] == [word for word in written if any(map(str.isalpha, word))]


def test_the_header_names_the_language() -> None:
    text = 'msgid ""\nmsgstr "Language: nb_NO\\n"\nmsgctxt "submit_button"\nmsgid "Send"\nmsgstr "Send inn"\n'
    assert [(block.text, block.language, block.kind, block.key) for block in blocks("x.po", text)] == [
        ("Send inn", "nb_NO", "button", "submit_button: Send")
    ]


def test_templates_and_english_catalogues_are_their_own_source() -> None:
    body = 'msgid "A cup"\nmsgid_plural "Some cups"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    assert texts("x.pot", body) == ["A cup", "Some cups"]
    assert texts("x.po", 'msgid ""\nmsgstr "Language: en\\n"\n\n' + body) == ["A cup", "Some cups"]
    assert texts("x.po", 'msgid ""\nmsgstr "Language: da\\n"\n\n' + body) == []


@pytest.mark.parametrize("before", ['""\n"', '""\n"Language: pl\\n"\n"', '"', '"Language: pl\\n'])
def test_the_header_names_the_charset(before: str) -> None:
    head = f'msgid ""\nmsgstr {before}Content-Type: text/plain; charset=iso-8859-2\\n"\n\n'
    data = f'{head}msgid "a"\nmsgstr "Świeża herbata"\n'.encode("iso-8859-2")
    source = from_stdin(data, "x.po")
    assert [block.text for block in extract(source)] == ["Świeża herbata"]
    assert source.encoding == "iso8859-2"


def test_directives_stand_in_source_order() -> None:
    text = '# h2hlint: off x\nmsgid "a"\nmsgstr "One tea"\n#. h2hlint: on\nmsgid "b"\nmsgstr "Two teas"\n'
    assert [block.kind for block in blocks("a.po", text)] == ["directive", "value", "directive", "value"]


MISTAKES = [
    ('msgid "a"\nmsgstr "b\n', 2, 7, "on its line"),
    ('msgid "a" b\n', 1, 11, "on its line"),
    ('msgid "a"\nhello "b"\n', 2, 1, "begins with"),
    ('"a"\n', 1, 1, "belongs to nothing"),
    ("msgid a\n", 1, 6, "on its line"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_lines_that_do_not_belong_are_named(text: str, line: int, column: int, words: str) -> None:
    check_mistake("a.po", text, line, column, words)
