"""Rules of kind `tokens`: read and checked without spaCy, run on blank pipelines, placed exactly in the source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from h2hlint import rulefiles
from h2hlint.engines import Engine
from h2hlint.errors import UserError
from h2hlint.lint import Linter, Report
from h2hlint.settings import Settings
from h2hlint.text import Source
from tests.conftest import Matches, Run

RULE = """\
language: {language}
rules:
  - id: house/rule
    message: found
    tokens:
      {tokens}
    examples: {{bad: [x], good: [y]}}
"""


def _lint(tmp_path: Path, tokens: str, text: str, form: str = "text", engines: tuple[Engine, ...] = ()) -> Report:
    path = tmp_path / "house.yml"
    path.write_text(RULE.format(language="en", tokens=tokens), encoding="utf-8")
    linter = Linter(Settings(language="en", rules=(str(path),), default_rules=False, engines=engines))
    report = linter.lint(Source("text", text, form))
    if linter.errors:
        raise linter.errors[0]
    return report


# --- what they find ----------------------------------------------------------------------------

FOUND = [
    ("[{LOWER: tea}, {LOWER: {IN: [pot, cup]}}]", "A Tea pot, a tea cup, a tea bag.", ["Tea pot", "tea cup"]),
    (
        "[{LOWER: dear}, {IS_PUNCT: true, OP: '?'}, {LOWER: {REGEX: '^custom'}}]",
        "Dear customer, dear, Customers!",
        ["Dear customer", "dear, Customers"],
    ),
    ("[{IS_UPPER: true, LENGTH: {'>=': 4}}]", "We ship FAST to the EU.", ["FAST"]),
    ("[{TEXT: '!'}, {TEXT: '!'}]", "Buy now!! Or later!", ["!!"]),
    ("[{LIKE_URL: true}]", "See https://example.org/tea for more.", ["https://example.org/tea"]),
    ("[{SHAPE: Xxxx}, {IS_SPACE: false, OP: '{2}'}]", "Please ask Anna at home.", ["Anna at home"]),
    ("[{LIKE_NUM: true}, {LOWER: hours}]", "In 48 hours, or two hours.", ["48 hours", "two hours"]),
    ("[{LOWER: we}, {OP: '*'}, {LOWER: you}]", "We call and mail you. We wait. You come.", ["We call and mail you"]),
    ("[{LOWER: 'café'}]", "A cafe\u0301 and a café.", ["cafe\u0301", "café"]),
    ("[{LOWER: kettle}]", "He wrote “my kettle” about the kettle.", ["kettle"]),
    ("[{LOWER: {FUZZY1: kettle}}]", "A ketle.", ["ketle"]),
]


@pytest.mark.parametrize(("tokens", "text", "found"), FOUND, ids=[tokens for tokens, _, _ in FOUND])
def test_a_pattern_finds(matches: Matches, tokens: str, text: str, found: list[str]) -> None:
    assert matches(f"tokens:\n  - {tokens}", text) == found


def test_places_are_exact_through_markup(tmp_path: Path) -> None:
    page = "<p>Br&oslash;d 😀 &amp; don’t <b>ha</b>ve&nbsp;a <code>have a</code> te&shy;a</p>"
    report = _lint(tmp_path, "- [{LOWER: have}, {LOWER: a}, {}, {LOWER: tea}]".replace("{},", "{IS_ASCII: false},"), page, "html")
    (one,) = report.findings
    assert page[one.span.start : one.span.end] == "ha</b>ve&nbsp;a <code>have a</code> te&shy;a"


def test_guards_and_counts_hold(matches: Matches) -> None:
    body = "tokens:\n  - [{LOWER: now}]\nunless_nearby: {within: sentence, any: [please]}"
    assert matches(body, "Come now. Please come now.") == ["now"]
    assert matches("tokens:\n  - [{LOWER: now}]\nmin_hits: 2", "Now. Not now.") == ["Now. Not now"]
    assert matches("tokens:\n  - [{LOWER: now}]\nwhere: heading", "Come now.") == []


def test_a_wording_is_shown(tmp_path: Path) -> None:
    report = _lint(tmp_path, "- [{LOWER: utilise}]\n    suggest: [use]", "Utilise the door.")
    assert report.findings[0].suggestions == ("Use",)


def test_long_texts_take_no_longer_than_they_are(matches: Matches) -> None:
    assert len(matches("tokens:\n  - [{LOWER: a}, {OP: '*'}, {LOWER: b}]", "a c " * 20_000)) == 0


# --- what is wrong with them -------------------------------------------------------------------

BROKEN = [
    ("- [{LOWR: x}]", 6, 11, "“LOWR” is no name of an attribute of a token of house/rule; did you mean “LOWER”?"),
    ("- [{LOWER: {REGX: x}}]", 6, 19, "“REGX” is no name of a condition on LOWER in house/rule; did you mean “REGEX”?"),
    ("- [{IS_PUNCT: yes}]", 6, 21, "IS_PUNCT of house/rule must be true or false"),
    ("- [{LENGTH: many}]", 6, 19, "LENGTH of house/rule must be a whole number, not “many”"),
    ("- [{LOWER: x, OP: '++'}]", 6, 26, "“++” is no OP of house/rule; it may be !, ?, +, *"),
    ("- [{LOWER: {REGEX: '('}}]", 6, 27, "REGEX “(” of house/rule cannot be read"),
    ("- [{LOWER: {REGEX: '(a+)+$'}}]", 6, 27, "repeats what repeats or branches in itself, which can take for ever"),
    ("- [{LOWER: {REGEX: '(a|aa)*$'}}]", 6, 27, "can take for ever"),
    ("- {LOWER: x}", 6, 9, "a pattern of house/rule must be a list of tokens"),
    ("- [x]", 6, 10, "a token of house/rule must say what it looks at"),
    ("- []", 6, 9, "must have from one to 20 tokens; this one has 0"),
    ("- [{LOWER: x, OP: '*'}]", 6, 9, "must have a token that has to be there"),
    ("- [{OP: '+'}, {OP: '+'}, {OP: '+'}, {OP: '+'}]", 6, 9, "may repeat 3 tokens without end"),
    ("- [{LOWER: {}}]", 6, 18, "LOWER of house/rule says nothing"),
    ("- [{_: {is_nice: true}}]", 6, 11, "“_” is no name of an attribute"),
    ("- [{RIGHT_ID: a, RIGHT_ATTRS: {POS: VERB}}, {LEFT_ID: b, REL_OP: '>', RIGHT_ID: c, RIGHT_ATTRS: {}}]", 6, 51, "LEFT_ID “b”"),
    ("- [{RIGHT_ID: a, RIGHT_ATTRS: {}}, {LEFT_ID: a, REL_OP: '=>', RIGHT_ID: c, RIGHT_ATTRS: {}}]", 6, 64, "“=>” is no REL_OP"),
    ("- [{RIGHT_ID: a}]", 6, 10, "this token of house/rule has no RIGHT_ATTRS"),
    ("- [{LOWER: x}]\n      - [{RIGHT_ID: a, RIGHT_ATTRS: {}}]", 6, 7, "mixes patterns of tokens with patterns of dependencies"),
]


@pytest.mark.parametrize(("tokens", "line", "column", "message"), BROKEN, ids=[tokens for tokens, *_ in BROKEN])
def test_a_mistake_is_named_with_its_place(tmp_path: Path, tokens: str, line: int, column: int, message: str) -> None:
    path = tmp_path / "house.yml"
    path.write_text(RULE.format(language="en", tokens=tokens), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        rulefiles.load_file(path)
    assert message in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)


# --- what it takes -----------------------------------------------------------------------------


def test_reading_and_compiling_takes_no_spacy(tmp_path: Path) -> None:
    path = tmp_path / "house.yml"
    path.write_text(RULE.format(language="en", tokens="- [{LOWER: tea}]"), encoding="utf-8")
    code = f"import sys, pathlib; from h2hlint import library; library.house([pathlib.Path({str(path)!r})]); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_labels_take_a_model_that_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(RULE.format(language="de", tokens="- [{LEMMA: gehen}, {POS: VERB}]"), encoding="utf-8")
    (tmp_path / "a.txt").write_text("Wir gehen innovative Wege.\n", encoding="utf-8")
    done = run("check", "--lang", "de", "--ui-lang", "en", "--rules", "house.yml", "a.txt")
    assert done.returncode == 2
    assert done.stderr == (
        "house.yml: house/rule looks at LEMMA, POS, which takes a spaCy pipeline for de; name one in the config,"
        " engines: {de: de_core_news_sm}\n"
    )
    assert "buzzword/empty-adjective" in done.stdout


def test_without_spacy_it_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(RULE.format(language="en", tokens="- [{LOWER: tea}]"), encoding="utf-8")
    (tmp_path / "a.txt").write_text("We make innovative tea.\n", encoding="utf-8")
    code = "import sys; sys.modules['spacy'] = None; import h2hlint.cli as c; c.run()"
    command = [sys.executable, "-c", code, "check", "--isolated", "--lang", "en", "--rules", "house.yml", "a.txt"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert done.stderr == "house.yml: house/rule looks at spaCy's tokens, and spaCy is not installed; pip install 'h2hlint[spacy]'\n"
    assert "innovative" in done.stdout
