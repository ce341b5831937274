"""The shipped rule book: every example holds, every rule speaks to every reader, every language is covered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from h2hlint import catalogue, examples, places, rulefiles, yamlfile
from h2hlint.names import READER_LANGUAGES
from h2hlint.ruleset import Rule

LANGUAGES = ("da", "de", "en", "nb", "pl")
WORDLESS = ("house", "parity", "suppression")
"""Categories whose words come from a house's config, or that speak about comments in any language."""
FILES = [path for language in LANGUAGES for path in places.wording_files(language)]


@cache
def _rules() -> list[Rule]:
    return catalogue.load()


@cache
def _meanings() -> Mapping[str, yamlfile.Node]:
    return rulefiles.load_meanings(places.meaning_files())


def test_five_languages_are_covered() -> None:
    assert places.languages() == LANGUAGES


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_examples(path: Path) -> None:
    failures, count = examples.run([str(path)])
    assert count > 0
    assert not failures, "\n".join(failures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_five_bad_and_five_good_examples(language: str) -> None:
    for rule in (rule for rule in _rules() if rule.language == language):
        counts = Counter(example.good for example in rule.examples)
        assert counts[False] >= 5, rule.id
        assert counts[True] >= 5, rule.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_stands_in_every_language_or_says_why_not(language: str) -> None:
    names = {rule.id for rule in _rules() if rule.language == language}
    assert names == {name for name in _meanings() if name.partition("/")[0] not in WORDLESS and language not in _without(name)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_at_least_150_buzzwords(language: str) -> None:
    phrases = {term.phrase for rule in _rules() if rule.language == language and rule.category == "buzzword" for term in rule.terms}
    assert len(phrases) >= 150


@pytest.mark.parametrize("name", sorted(_meanings()))
def test_every_rule_speaks_to_every_reader(name: str) -> None:
    entries = _meanings()[name].mapping(name)
    for field in ("message", "why", "advice"):
        texts = entries[field].mapping(field)
        assert set(texts) == set(READER_LANGUAGES), field
        assert all(text.text(field).strip() for text in texts.values())


def _without(name: str) -> Mapping[str, object]:
    """The languages in which a rule has no sense, each with the reason."""
    entries = _meanings()[name].mapping(name)
    return entries["without"].mapping("without") if "without" in entries else {}


def _sources(rule: yamlfile.Node) -> list[yamlfile.Node]:
    entries = rule.mapping("rule")
    return entries["sources"].items("sources") if "sources" in entries else []


def test_every_source_is_described() -> None:
    path = places.RULES / "sources.yml"
    known = yamlfile.load(path.read_text(encoding="utf-8"), str(path)).mapping("sources")
    used = {node.text("source") for rule in _meanings().values() for node in _sources(rule)}
    assert used <= set(known)


def test_no_phrase_stands_twice_in_a_rule() -> None:
    doubled: dict[tuple[str, str], list[str]] = defaultdict(list)
    for rule in _rules():
        counts = Counter(term.phrase for term in rule.terms)
        doubled[rule.language, rule.id] += [phrase for phrase, count in counts.items() if count > 1]
    assert not {key: phrases for key, phrases in doubled.items() if phrases}
