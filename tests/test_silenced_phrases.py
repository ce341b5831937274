"""Shipped phrases against the exceptions of their own rule: none may be silenced by an exception that stands in all that it says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pytest

from h2hlint import catalogue, whynot
from h2hlint.lint import Linter
from h2hlint.phrases import Element, Gap, Word, parse
from h2hlint.ruleset import Rule
from h2hlint.settings import Settings
from h2hlint.text import Source

LANGUAGES = ("da", "de", "en", "nb", "pl")
CHANNELS = {"consent": "consent", "contact": "support", "dehumanise": "email"}
CLASSES = {
    "number": "3",
    "price": "20 €",
    "name": "Anna",
    "company": "Nordlys ApS",
    "placeholder": "{name}",
    "refno": "#12345",
    "date": "12.06.2024",
}
SAMPLES = 5
_SILENCED = re.compile(r"x\.txt:(\d+):\d+: \S+: “(.*)”: the exception “(.*)” stands")


def _said(word: Word) -> str:
    return word.lead + word.text + (word.tail if word.shape in ("joined", "finite", "ends", "ends-fixed") else "")


def _sample(variant: Sequence[Element | Gap], turn: int) -> str:
    """Return a variant in words: each list of words gives the one of its turn, a gap a word in every other turn."""
    said = []
    for item in variant:
        if isinstance(item, Element):
            words = [_said(word) for word in item.words] or [CLASSES.get(item.classes[0].partition(":")[0], "3")]
            said.append(words[turn % len(words)])
        elif turn % 2:
            said.append("rtyx")
    return " ".join(said).strip()


def _samples(phrase: str, lists: Mapping[str, Sequence[str]]) -> set[str]:
    variants = list(parse(phrase, lists))
    step = max(len(variants) // SAMPLES, 1)
    return {_sample(variants[turn * step % len(variants)], turn) for turn in range(SAMPLES)} - {""}


def _silenced(rule: Rule) -> Iterator[str]:
    """Yield the phrases of a rule of which all samples are silenced by an exception that stands in them."""
    samples = [(term.phrase, said) for term in rule.terms for said in sorted(_samples(term.phrase, rule.lists))]
    text = "\n\n".join(f"{said}." for _, said in samples)
    linter = Linter(Settings(language=rule.language, channel=CHANNELS.get(rule.category, "website")))
    left: dict[str, set[int]] = defaultdict(set)
    for number, (phrase, _) in enumerate(samples):
        left[phrase].add(2 * number + 1)
    for line in whynot.lines(Source("x.txt", text, "text"), "x.txt", linter, rule.id):
        found = _SILENCED.match(line)
        if found and found[3].lower() in found[2].lower():
            left[samples[int(found[1]) // 2][0]].discard(int(found[1]))
    yield from (phrase for phrase, numbers in left.items() if not numbers)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_is_silenced_by_its_own_rule(language: str) -> None:
    rules = [rule for rule in catalogue.load() if rule.language == language and rule.terms]
    assert [f"{rule.id}: {phrase}" for rule in rules for phrase in _silenced(rule)] == []
