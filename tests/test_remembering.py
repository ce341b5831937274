"""What was found in a sentence holds for the same sentence elsewhere, and for no other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from h2hlint.language import passives
from h2hlint.language.tokens import Tokens
from h2hlint.lint import Linter
from h2hlint.text import Source
from tests.bait import facts
from tests.dialects import linter_of

RULES = (
    'terms: ["=wait ...3 <number:2..20> days", "<name> here", "<date>", "=tea*", "=cup final", "*less"]\n'
    '    except: ["=green tea*", "<number> cups"]\n    ignore_if: [negated, name, mention]',
    'terms: ["[was] =closed"]\n    only_if_nearby: {within: sentence, any: ["=shop"]}\n'
    '    unless_nearby: {within: sentence, any: ["=by us"]}',
)
SENTENCES = (
    "Wait for 5 days", "wait 30 days", "ask Ann here", "ask ann here", "A cup final", "We have teapots", "Green tea, teapots", "no teapots",
    "Not 3 cups of tea", "“tea”", "the shop was closed", "was closed", "The shop was closed by us", "on 5. May", "May is here", "useless",
    "{name} here", "(tea)", "€5 tea", "5", "A cup", "final",
)  # fmt: skip
ENDS = (". ", "! ", "? ", " ", ", ", ": ", "… ", ".", ".\n", "; ", " - ")
TEXTS = st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(ENDS)), max_size=6).map(lambda parts: "".join(map("".join, parts)))


def _new() -> Linter:
    """Return a linter that has read nothing yet."""
    return linter_of.__wrapped__("en", RULES)


def _found(linter: Linter, text: str) -> list[tuple[str, int, int]]:
    return [(one.rule, one.span.start, one.span.end) for one in linter.lint(Source("a.txt", text, "text")).findings]


@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
def test_what_was_read_before_changes_nothing(before: list[str], text: str) -> None:
    warm = _new()
    for other in before:
        _found(warm, other)
    assert _found(warm, text) == _found(_new(), text)
    assert _found(warm, text) == _found(warm, text)


CLAUSES = (
    "your order was sent", "Your order was Sent", "was sent", "it is sent by Ann", "is it sent", "order", "we sent", "which was closed",
    "it has, as you know, been read", "get paid", "the paid", "was",
)  # fmt: skip
READ = st.lists(st.tuples(st.sampled_from(CLAUSES), st.sampled_from(ENDS)), max_size=5).map(lambda parts: "".join(map("".join, parts)))


@given(st.lists(READ, max_size=4), READ)
def test_passives_seen_before_change_nothing(before: list[str], text: str) -> None:
    english = facts("en")
    passives.detector.cache_clear()
    cold = passives.detector("en")
    assert cold is not None
    expected = cold.find(Tokens(text, english), 0)
    passives.detector.cache_clear()
    warm = passives.detector("en")
    assert warm is not None
    for other in before:
        warm.find(Tokens(other, english), 0)
    assert warm.find(Tokens(text, english), 0) == expected
