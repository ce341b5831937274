"""Guards: what admits or silences a hit of a house rule."""

from __future__ import annotations

import pytest

from tests.conftest import Matches


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("terms: [soon]\nunless_nearby: {within: sentence, any: [<date>]}", "We call soon, by Monday.", []),
        ("terms: [soon]\nunless_nearby: {within: sentence, any: [<date>]}", "We call soon. Monday is closed.", ["soon"]),
        ("terms: [soon]\nunless_nearby: {within: 2 sentences, any: [<date>]}", "We call soon. Monday is closed.", []),
        ("terms: [soon]\nonly_if_nearby: {within: block, any: [answer]}", "Soon. We sell tea.", []),
        ("terms: [soon]\nonly_if_nearby: {within: 3 words, any: [answer]}", "We answer you soon.", ["soon"]),
        ("terms: [journey]\nexcept: [train journey]", "The train journey. Our journey.", ["journey"]),
        ("terms: {journey: {except: [train]}}", "A train for a journey. Our journey.", ["journey"]),
        (
            "terms: {failed: {unless_nearby: {within: block, any: [try]}}, broken: []}",
            "It failed. It is broken. Now try again.",
            ["broken"],
        ),
        ("terms: {failed: {unless_nearby: {any: [try]}}}", "It failed. Now try again.", ["failed"]),
        ("terms: [robust]\nignore_if: [negated]", "It is not robust. It is robust.", ["robust"]),
        ("terms: [robust]\nignore_if: [negated]", "Not only robust.", ["robust"]),
        ("terms: [robust]\nignore_if: [negated]", "Moving without worry: a robust crate.", ["robust"]),
        ("terms: [innovation]\nignore_if: [name]", "We met at Innovation Norway. Innovation costs.", ["Innovation"]),
        ("terms: [not, without]\nmin_hits: 2", "I do not go without tea.", ["not go without"]),
        ("terms: [not, without]\nmin_hits: 2", "I do not go.", []),
        ("terms: [tea]\nmax_words: 3", "Some tea now.", ["tea"]),
        ("terms: [tea]\nmax_words: 3", "Some more tea now.", []),
        ("terms: [tea]\nmin_words: 3", "Some tea.", []),
        ("terms: [tea]\nwhere: [heading]", "Tea", []),
        ("terms: [tea]\nchannels: [email]", "Tea", []),
        ("terms: [tea]\nchannels: [website]", "Tea", ["Tea"]),
        ("terms: [tea, green tea]", "Green tea.", ["Green tea"]),
        ("terms: [tea]\nunless_nearby: {within: block, any: ['*cup of']}", "Tea " + "and more " * 400 + "in a teacup of tin.", []),
        ("terms: [tea]\nunless_nearby: {within: block, any: [far away]}", "Tea " + "and more " * 149 + "far away.", []),
    ],
)
def test_guard(matches: Matches, rule: str, text: str, expected: list[str]) -> None:
    assert matches(rule, text) == expected


REQUIRE = "require: {when: [sign me up], any: ['e-mail*', text], but_not: [your e-mail]}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yes, sign me up!", ["sign me up"]),
        ("Yes, sign me up by e-mail!", []),
        ("Sign me up. Your e-mail:", ["Sign me up"]),
        ("Nothing is asked here.", []),
    ],
)
def test_require(matches: Matches, text: str, expected: list[str]) -> None:
    assert matches(REQUIRE, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Buy now!!", ["!!"]),
        ("Buy now! Or later.", []),
        ("What is that!?", []),
        ("THE LAST CHANCE to buy!", ["THE LAST CHANCE"]),
        ("THE VERY LAST EASTER CHANCE to buy.", ["THE VERY LAST EASTER CHANCE"]),
        ("THE LAST CHANCE", []),
        ("Our founder MARY ANN SMITH.", []),
        ("NATO, EU and UN.", []),
        ("The controller is NORTHERN RIVER TRADING PLC in Leeds.", []),
        ("It supports GDPR, DSGVO, TTDSG and CCPA.", []),
        ("She cried “NO WAY EVER MORE!!” and left.", []),
    ],
)
def test_shouting(matches: Matches, text: str, expected: list[str]) -> None:
    assert matches("metric: {name: shouting}", text) == expected


def test_a_long_sentence_is_measured_in_words(matches: Matches) -> None:
    text = "One two three four five six. One two."
    assert matches("metric: {name: long-sentence, limit: 5}", text) == ["One two three four five six."]
