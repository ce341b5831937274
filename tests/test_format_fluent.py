"""Fluent: places, selectors, terms and attributes, and lines that do not belong."""

from __future__ import annotations

import pytest
from fluent.syntax import ast, parse
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.formats import extract
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts
from tests.patience import patience

FLUENT = Dialect(
    "fluent",
    "a.ftl",
    lambda number: (f"synergy{number} = ", "\n"),
    joints=(" ", "\n    ", "\n ", '{ " " }', ' {" "}', "\u00a0", "&nbsp;", "<br>"),
    seams=("\u00ad", '{ "" }', '{ "\\u00AD" }', "<b></b>"),
    letter=lambda sign: (f'{{ "{sign}" }}', f'{{"\\u{ord(sign):04x}"}}', f'{{ "\\U{ord(sign):06x}" }}'),
    noise=(
        "# synergy\n",
        "## circle back\n",
        "\n",
        "-synergy = { $synergy }\n",
        'circle-back = { -synergy(low: "synergy") } { synergy.circle }\n',
    ),
)
DIALECTS = {"": FLUENT}

SAMPLE = """\
### synergy
# circle back
synergy = ⟦synergy⟧
circle-back =
    So the ⟦circle
    back⟧ is { $synergy } and { -synergy } ⟦synergy⟧

    ⟦low
        hanging fruit⟧ { "{" } ⟦circle{ " " }back⟧
    .synergy-title = A ⟦synergy⟧
    .label =
        The ⟦circle back⟧ 😀 ⟦synergy⟧ 👩🏽‍💻
-synergy-term = { $case ->
   *[nom] ⟦synergy⟧
    [synergy] our ⟦syn{ "\\u0065" }rgy⟧
    [1]
        one
        ⟦circle
        back⟧ { NUMBER($synergy, style: "synergy") ->
            [one] a ⟦synergy⟧
           *[other] no ⟦low hanging fruit⟧
        } now
  } at last
html = <a { $synergy } title="⟦synergy⟧">⟦circle</a> back⟧ &amp; <b>x</b>
only = { SYNERGY($a) }
url = https://example.org/synergy
"""


def test_a_nasty_sample() -> None:
    check_sample("a.ftl", "fluent", SAMPLE)


def test_every_branch_is_a_text_with_what_is_around_it() -> None:
    text = (
        "cups = You have { $n ->\n    [one] one cup\n   *[other] { $n } cups\n } of { $kind ->\n  [a] tea\n *[b] milk\n  [c] both } now\n"
    )
    assert texts("a.ftl", text) == ["You have one cup of tea now", "You have { $n } cups of milk now", "You have { $n } cups of both now"]


def _values(text: str) -> list[str]:
    """Return the words of every text as the library reads it; choices give their variants."""
    found: list[str] = []
    for entry in parse(text).body:
        assert not isinstance(entry, ast.Junk)
        if isinstance(entry, ast.Message | ast.Term):
            for pattern in (entry.value, *(attribute.value for attribute in entry.attributes)):
                found += [part.value for part in pattern.elements if isinstance(part, ast.TextElement)] if pattern else []
    return " ".join(found).split()


@given(
    st.lists(st.sampled_from(["a = ", "-b = ", "\n", "    .t = ", "    more", " tea", "\n\n", "# c\n", "    [x]", "{ $x }"]), max_size=14)
)
def test_texts_are_those_that_the_library_reads(parts: list[str]) -> None:
    text = "".join(parts)
    if any(isinstance(entry, ast.Junk) for entry in parse(text).body):
        return
    found = extract(Source("a.ftl", text, "fluent"))
    words = " ".join(block.text for block in found).replace("{ $x }", " ").split()
    assert [word for word in words if word.isalpha()] == [word for word in _values(text) if word.isalpha()]


MISTAKES = [
    ("a = b\nc\n", 2, 1, "must begin with"),
    ("a = { $b\n", 1, 5, "never closed"),
    ("a = b }\n", 1, 7, "closes nothing"),
    ('a = { "b }\n', 1, 7, "quotation mark"),
    ("a = { $b ->\n }\n", 1, 5, "variants"),
    ("<#if x>\n", 1, 1, "FreeMarker"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_lines_that_do_not_belong_are_named(text: str, line: int, column: int, words: str) -> None:
    check_mistake("a.ftl", text, line, column, words)


def test_directives_stand_in_source_order() -> None:
    found = blocks("a.ftl", "# h2hlint: off x\na = One tea\n# h2hlint: on\n\nb = Two teas\n")
    assert [block.kind for block in found] == ["directive", "value", "directive", "value"]


@pytest.mark.parametrize("text", ["a = " + "{" * 100_000, "a = " + "{ $x ->\n *[a] " * 100_000])
def test_deep_files_are_refused_at_once(text: str) -> None:
    with patience(), pytest.raises(UserError):
        extract(Source("a.ftl", text, "fluent"))


def test_many_variants_stay_within_a_few_times_the_text() -> None:
    branches = "".join(f" [v{number}] cup {number}\n" for number in range(3_000))
    found = blocks("a.ftl", f"a = {'Some tea ' * 500}{{ $x ->\n{branches} *[z] none\n }}\n")
    assert len(found) == 3_001
    assert sum(len(block.text) for block in found) < 400_000
