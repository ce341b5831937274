"""Settling findings, and lines and columns."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from h2hlint.findings import Finding, Lines, settle
from h2hlint.text import Span


def _finding(rule: str, start: int, end: int) -> Finding:
    return Finding("f", Span(start, end), rule, "note", "en", "m", "w", "a")


spans = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))
found = st.lists(st.tuples(st.sampled_from(["a/x", "a/y"]), spans).map(lambda pair: _finding(pair[0], *pair[1])), max_size=12)


@given(found)
def test_within_a_rule_nothing_overlaps_and_every_place_is_kept(findings: list[Finding]) -> None:
    settled = settle(findings)
    assert settled == sorted(settled, key=lambda one: (one.span.start, one.rule, one.span.end))
    for rule in ("a/x", "a/y"):
        mine = [one.span for one in settled if one.rule == rule]
        assert all(left.end <= right.start for left, right in pairwise(mine))
        for finding in findings:
            if finding.rule == rule:
                assert any(span.start < finding.span.end and finding.span.start < span.end for span in mine)


@given(found, st.randoms())
def test_settling_does_not_depend_on_the_order(findings: list[Finding], random: st.DataObject) -> None:
    shuffled = list(findings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(shuffled) == settle(findings)


def test_the_longest_wins_within_a_rule() -> None:
    assert [tuple(one.span) for one in settle([_finding("a/x", 0, 3), _finding("a/x", 0, 8), _finding("a/y", 1, 2)])] == [(0, 8), (1, 2)]


@given(st.text(alphabet="a\r\n\u2028\x0c\x85é😀", max_size=30))
def test_lines_end_at_lf_crlf_or_cr_only(text: str) -> None:
    lines = Lines(text)
    for offset in range(len(text)):
        before = re.split(r"\r\n|\r|\n", text[:offset])
        position = lines.position(offset)
        if text[offset - 1 : offset + 1] != "\r\n":
            assert position == (len(before), len(before[-1]) + 1, offset)
