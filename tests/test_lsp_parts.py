"""What the language server is made of and needs no editor: places, and additions to configs that somebody wrote by hand."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.lsp.adding import added, scalar
from h2hlint.lsp.grid import UNITS, Cell, Grid, changed
from h2hlint.text import line_and_column

SIGNS = st.text(alphabet="aæ😀\n\r\u2028\x0c ", max_size=30)


@given(SIGNS, st.sampled_from(sorted(UNITS)))
def test_a_place_leads_back_to_its_offset(text: str, units: str) -> None:
    grid = Grid(text, units)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] == "\r\n":
            continue  # within the end of a line there is no place
        cell = grid.cell(offset)
        assert grid.offset(*cell) == offset
        assert cell.line == line_and_column(text, offset)[0] - 1


@given(SIGNS, SIGNS, st.data(), st.sampled_from(sorted(UNITS)))
def test_a_change_is_what_the_editor_did(text: str, new: str, data: st.DataObject, units: str) -> None:
    ends = [number for number in range(len(text) + 1) if text[number - 1 : number + 1] != "\r\n"]
    first, last = sorted((data.draw(st.sampled_from(ends)), data.draw(st.sampled_from(ends))))
    grid = Grid(text, units)
    assert changed(text, units, grid.cell(first), grid.cell(last), new) == text[:first] + new + text[last:]
    assert changed(text, units, None, None, new) == new


def test_a_place_behind_the_end_is_the_end() -> None:
    grid = Grid("ab\ncd", "utf-16")
    assert grid.offset(0, 99) == 2
    assert grid.offset(7, 0) == 5
    assert Grid("😀", "utf-16").offset(0, 1) == 0, "half a sign is none"
    assert Grid("").cell(0) == Cell(0, 0)


KEYS = ("vocabulary", "accept", "en")
CONFIGS = {
    "empty": "",
    "only a comment": "# ours\n",
    "nothing of it": "language: en\n\n# the end",
    "a key without words": "vocabulary:\n\nignore: [consent] # why\n",
    "other words": "vocabulary:\n  ban: {en: [x]}\n# then\nignore: [consent]\n",
    "another language": "vocabulary:\n  accept:\n    da: [a]\n",
    "a list in brackets": "vocabulary:\n  accept:\n    en: [a, b] # both\nignore: [c]\n",
    "a list over lines": "vocabulary:\n  accept:\n    en: [\n      a,\n      b,\n    ]\n",
    "dashes": "vocabulary:\n  accept:\n    en:\n      - a  # first\n      - b\n\n# next\nignore:\n  - c\n",
    "dashes at the margin": "vocabulary:\n  accept:\n    en:\n    - a\nignore: [c]\n",
    "one word": "vocabulary: {accept: {en: a}}\n",
    "all in braces": "vocabulary: {accept: {da: [a]}, names: {people: [x]}}\n",
    "empty braces": "vocabulary: {}\n",
    "for every language": "vocabulary:\n  accept: [a, b]\n",
    "for every language, dashes": "vocabulary:\n  accept:\n    - a\n",
    "Windows": "language: en\r\nvocabulary:\r\n  accept:\r\n    en:\r\n      - a\r\nignore: [c]\r\n",
    "no line end": "vocabulary:\n  accept:\n    en:\n      - a",
    "quoted": "vocabulary:\n  accept:\n    'en': ['a: b']\n",
}


@pytest.mark.parametrize("name", CONFIGS)
def test_an_entry_is_added_and_nothing_else_changes(name: str) -> None:
    before = CONFIGS[name]
    after = added(before, KEYS, scalar("new word"), "x.yml")
    old, new = yaml.safe_load(before) or {}, yaml.safe_load(after)
    accept = new["vocabulary"]["accept"]
    words = accept if isinstance(accept, list) else accept["en"]
    assert words[-1] == "new word"
    words.pop()
    assert _without_nothing(new) == _without_nothing(_as_lists(old))
    comments = [line.partition("#")[2] for line in before.splitlines() if "#" in line]
    assert all(f"#{comment}" in after for comment in comments)
    assert ("\r\n" in after) == ("\r\n" in before)
    assert "\n" not in after.replace("\r\n", "") or "\r\n" not in before


def _as_lists(tree: object) -> object:
    """Return a tree in which a word alone under a language is a list of one."""
    if isinstance(tree, dict):
        return {key: [value] if key == "en" and isinstance(value, str) else _as_lists(value) for key, value in tree.items()}
    return tree


def _without_nothing(tree: object) -> object:
    if isinstance(tree, dict):
        made = {key: _without_nothing(value) for key, value in tree.items()}
        return {key: value for key, value in made.items() if value not in (None, {}, [])}
    return tree


def test_two_words_one_after_the_other() -> None:
    text = added(added("", KEYS, "one", "x.yml"), KEYS, "two", "x.yml")
    assert text == "vocabulary:\n  accept:\n    en:\n      - one\n      - two\n"


@pytest.mark.parametrize("text", ["vocabulary: word\n", "vocabulary: [", "vocabulary:\n  accept:\n    en: {a: b}\n"])
def test_what_cannot_be_added_to_is_named(text: str) -> None:
    with pytest.raises(UserError, match=r"x\.yml:\d+:\d+: "):
        added(text, KEYS, "word", "x.yml")


@pytest.mark.parametrize("word", ["no", "a: b", "[x]", "# x", '"quoted"', "100 %", "æble", "don’t"])
def test_a_word_comes_back_as_it_was(word: str) -> None:
    assert yaml.safe_load(f"- {scalar(word)}\n") == [word]
