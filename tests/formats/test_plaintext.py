"""Plain text."""

from __future__ import annotations

import pytest

from h2hlint.text import Span
from tests.formats.reading import kinds, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hej Anna\nVi skriver\n\ntil dig.", [("paragraph", "Hej Anna Vi skriver"), ("paragraph", "til dig.")]),
        ("Priser\n======\nEn\n---\nTo\ntre\n---", [("heading", "Priser"), ("heading", "En"), ("paragraph", "To tre")]),
        (
            "Tag med:\n- mad\n  og vin\n* vand\n\n• kage",
            [("paragraph", "Tag med:"), *[("list-item", item) for item in ("mad og vin", "vand", "kage")]],
        ),
        ("1. Ring\n2. skriv\n3) kom", [("list-item", "Ring"), ("list-item", "skriv"), ("list-item", "kom")]),
        ("Vi lukker den\n1. januar", [("paragraph", "Vi lukker den 1. januar")]),
        ("Vi lukker\n– desværre – nu", [("paragraph", "Vi lukker – desværre – nu")]),
        (
            "> Du skrev\n> i går\n>\n>> før\nSvar",
            [("quote", "Du skrev i går"), ("quote", "før"), ("paragraph", "Svar")],
        ),
        ("a\n-- \nAnna", [("paragraph", "a -- Anna")]),
        ("over\n* * *\nunder", [("paragraph", "over"), ("paragraph", "under")]),
        ("en\u2028to\u0085tre\x0cfire", [("paragraph", "en to tre fire")]),
        ("-5 grader", [("paragraph", "-5 grader")]),
    ],
)
def test_structure(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text, "text") == expected


def test_a_line_break_is_one_space_with_its_place() -> None:
    (block,) = read("skriv \r\n  til os", "text")
    assert block.text == "skriv til os"
    assert block.to_source(Span(0, 9)) == Span(0, 13)
