"""Apple's .strings and .xcstrings: places, translations and what is not well made."""

from __future__ import annotations

import json

import pytest

from h2hlint.formats import extract
from h2hlint.sources import from_stdin
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts

DIALECTS = {
    "strings": Dialect(
        "strings",
        "Localizable.strings",
        lambda number: (f'"synergy {number}" = "', '"; // synergy\n'),
        "/* synergy */\n",
        "",
        (" ", "\\n", "\n", "\\t", "\\U00a0", "\\u0020", "&nbsp;"),
        ("\u00ad", "\\U00AD", "<b></b>"),
        lambda sign: (f"\\U{ord(sign):04x}", f"\\{ord(sign):03o}"),
        ("/* circle back; */\n", "// synergy\n", '"synergy";\n', "synergy = circle;\n", '"low" = "https://example.org/synergy";\n'),
    ),
    "xcstrings": Dialect(
        "xcstrings",
        "Localizable.xcstrings",
        lambda number: (f'"synergy{number}": {{"localizations": {{"en": {{"stringUnit": {{"state": "translated", "value": "', '"}}}},\n'),
        '{"sourceLanguage": "en", "strings": {\n',
        '"tea": {}}, "version": "1.0"}\n',
        (" ", "\\n", "\\u00a0", "<br>"),
        ("\u00ad", "\\u00ad"),
        lambda sign: (f"\\u{ord(sign):04x}",),
        (
            '"circle back": {"comment": "synergy", "extractionState": "manual"},\n',
            '"a": {"localizations": {"en": {"stringUnit": {"state": "new", "value": "synergy"}}}},\n',
            '"b": {"shouldTranslate": "false", "localizations": {"en": {"stringUnit": {"value": "synergy"}}}},\n',
        ),
    ),
}

SAMPLE = r"""/* synergy = "synergy"; */
// "circle back" = "synergy";
"synergy" = "⟦synergy⟧";
circle.back="Caf\U00e9 \"so\" ⟦s\U0079nergy⟧ \\ ⟦circle\nback⟧";
"low hanging fruit"
  =
  "⟦low\U00a0hanging
   fruit⟧ %@ ⟦synergy⟧ %1$@ %d %ld %.2f ⟦circle back⟧"
; "html" = "<b>⟦circle</b> back⟧ &amp; <a href=\"synergy\">⟦synergy⟧</a>"; "synergy";
"emoji" = "\Ud83d\Ude00 😀 ⟦synergy⟧ 👩🏽‍💻 ⟦syn\U00adergy⟧";
"lines" = "One ⟦synergy⟧\n\n- two ⟦synergy⟧\n- ⟦circle  back⟧";
"url" = "https://example.org/synergy"; "id" = "synergy_id";
"quote" = "it\'s ⟦synergy⟧; \\\" ⟦low hanging fruit⟧ so";
"""
CATALOGUE = r"""{"sourceLanguage": "de", "strings": {
  "synergy": {"comment": "synergy", "localizations": {"en": {"stringUnit": {"state": "translated", "value": "⟦synergy⟧"}}}},
  "circle back": {"localizations": {"en-GB": {"variations": {"plural": {
    "one": {"stringUnit": {"state": "translated", "value": "%lld \"so\" ⟦s\u0079nergy⟧"}},
    "other": {"stringUnit": {"state": "needs_review", "value": "⟦circle\nback⟧ 😀 ⟦synergy⟧"}}}}}}},
  "low": {"localizations": {"en": {"variations": {"device": {"mac": {"variations": {"plural": {"other": {"stringUnit":
    {"value": "⟦low hanging\u00a0fruit⟧ and ⟦synergy⟧ %@ ⟦synergy⟧"}}}}}}}}}},
  "sub": {"localizations": {"en": {"stringUnit": {"value": "%#@arg@ ⟦synergy⟧"}, "substitutions": {"arg": {"formatSpecifier":
    "synergy",
    "variations": {"plural": {"one": {"stringUnit": {"value": "a ⟦synergy⟧"}},
    "other": {"stringUnit": {"value": "%arg ⟦circle back⟧"}}}}}}}}},
  "html": {"localizations": {"en": {"stringUnit": {"value": "<b>⟦circle</b> back⟧ ⟦syn&shy;ergy⟧ ⟦synergy⟧ ⟦synergy⟧ 👩🏽‍💻 ⟦synergy⟧"}}}},
  "new": {"localizations": {"en": {"stringUnit": {"state": "new", "value": "synergy"}}}}
}, "version": "1.0"}
"""


def test_nasty_samples() -> None:
    check_sample("Localizable.strings", "strings", SAMPLE)
    check_sample("Localizable.xcstrings", "xcstrings", CATALOGUE)


def test_utf_16_is_read() -> None:
    source = from_stdin(b"\xff\xfe" + '"a" = "Kop te på bordet";\n'.encode("utf-16-le"), "a.strings")
    assert [block.text for block in extract(source)] == ["Kop te på bordet"]


def test_translations_have_their_language() -> None:
    unit = {"stringUnit": {"state": "translated", "value": "Gem den"}}
    text = json.dumps({"strings": {"save_button": {"localizations": {"da": unit, "nb": unit}}}})
    found = [(block.text, block.language, block.kind, block.key) for block in blocks("a.xcstrings", text)]
    assert found == [("Gem den", "da", "button", "save_button"), ("Gem den", "nb", "button", "save_button")]


MISTAKES = [
    ('"a" = "b"\n"c" = "d";', 1, 1, "“;”"),
    ('"a" "b";', 1, 1, "not complete"),
    ('"a" = "b;\n', 1, 7, "never closed"),
    ("/* a", 1, 1, "never closed"),
    ('"a" = "b"; }', 1, 12, "belongs to no entry"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_what_is_not_well_made_is_named(text: str, line: int, column: int, words: str) -> None:
    check_mistake("a.strings", text, line, column, words)


def test_directives_stand_in_source_order() -> None:
    found = blocks("a.strings", '/* h2hlint: off x */\n"a" = "One tea"; // h2hlint: on\n"b" = "Two teas";\n')
    assert [block.kind for block in found] == ["directive", "value", "directive", "value"]
    assert texts("a.xcstrings", "{}") == []
    assert extract(Source("a.strings", "", "strings")) == []
