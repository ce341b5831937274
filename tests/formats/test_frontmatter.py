"""Front matter: which values are copy, in which language, and where they stand."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.reading import kinds, read, texts


def _values(text: str) -> list[str]:
    return [block.text for block in read(f"---\n{text}\n---\n", "markdown") if block.kind == "value"]


@pytest.mark.parametrize(
    ("matter", "expected"),
    [
        ("title: Hej til dig", ["Hej til dig"]),
        ('title: "Sig \\"hej\\" \\u00e5"', ['Sig "hej" å']),
        ("title: 'it''s fine' # note", ["it's fine"]),
        ("title: Nr.#1 og te # ikke med", ["Nr.#1 og te"]),
        ("text: >-\n  Vi er\n  her\n\n  for dig\nmore: Ja tak", ["Vi er her", "for dig", "Ja tak"]),
        ("text: Vi er\n  her\nnext: nu", ["Vi er her", "nu"]),
        ("tags: [vin, 'god mad', {navn: Ole}]", ["vin", "god mad", "Ole"]),
        ("tags:\n- god mad\n- 'vin'\n- name: Ole\n  job: kok", ["god mad", "vin", "Ole", "kok"]),
        ("a:\n  b:\n    c: dybt nede", ["dybt nede"]),
        ("x: !!str &a hej\ny: *a", ["hej"]),
        ("date: 2025-01-02\nup: 12:30\nn: 5\nyes: true\nz: null\nslug: om-os\nlayout: post", []),
        ("a: /om/os\nb: https://firma.dk/x?y\nc: foto.jpg\nd: om-os-her\ne: ./x\nf: a@b.dk", []),
        ("\"title\": Hej\n'b c': du", ["Hej", "du"]),
        ("title:", []),
        ("title: :-) hej", [":-) hej"]),
    ],
)
def test_yaml_values(matter: str, expected: list[str]) -> None:
    assert _values(matter) == expected


def test_language_holds_for_the_whole_page() -> None:
    page = "---\ntitle: Hej\nlang: nb # bokmål\n---\n# Om oss\n\n<p lang=en>About</p>\n"
    assert [(block.language, block.text) for block in read(page, "markdown")] == [
        ("nb", "Hej"),
        ("nb", "Om oss"),
        ("en", "About"),
    ]


def test_language_of_another_key_is_none() -> None:
    page = "---\nbook:\n  language: pl\nlanguage: Python code\n---\nHej\n"
    assert {block.language for block in read(page, "markdown")} == {None}


def test_toml_values() -> None:
    page = (
        '+++\ntitle = "Hej \\"du\\"" # h2hlint: on\nlang = \'da\'\ndate = 2025-01-02\n"a b" = \'c:\\d e\'\n'
        '[params]\nlang = "pl"\nlong = """\nEn\n"to" tre"""\ntags = ["god mad", \'vin\']\n+++\nTekst\n'
    )
    expected = ['Hej "du"', "c:\\d e", 'En "to" tre', "god mad", "vin"]
    blocks = read(page, "markdown")
    assert [block.text for block in blocks if block.kind == "value"] == expected
    assert [block.text for block in blocks if block.kind == "directive"] == ["h2hlint: on"]
    assert {block.language for block in blocks} == {"da"}


@pytest.mark.parametrize("page", ["---\nHej med dig\n---\n", "---\ntitle: aldrig lukket\n", "\n---\ntitle: ikke først\n---\n"])
def test_what_is_no_front_matter_is_text(page: str) -> None:
    assert any(kind != "value" for kind, _ in kinds(page, "markdown"))
    assert "value" not in dict(kinds(page, "markdown"))


def test_directives_in_comments() -> None:
    assert kinds("---\n# h2hlint: off x\na: b c # h2hlint: on\n---\n", "markdown") == [
        ("directive", "h2hlint: off x"),
        ("value", "b c"),
        ("directive", "h2hlint: on"),
    ]


phrases = st.text("abæ '\"#:,-[]{}\\&*!|>%@\u00a0ź", min_size=1, max_size=12).map(lambda text: f"q {text} q")


@given(st.lists(phrases, min_size=1, max_size=4), st.sampled_from([None, '"', "'", "|", ">"]), st.booleans())
def test_values_are_those_of_a_yaml_parser(values: list[str], style: str | None, listed: bool) -> None:
    data = values if listed else {f"key{number}": value for number, value in enumerate(values)}
    matter = yaml.safe_dump({"all": data}, default_style=style, allow_unicode=True, width=30)
    assert texts(f"---\n{matter}---\n", "markdown") == [" ".join(value.split()) for value in values]
