"""YAML: places in every style of scalar, locale files, and what is no YAML."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.formats import extract
from h2hlint.sources import from_stdin
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts
from tests.patience import patience

NOISE = (
    "  synergy: 5\n",
    "  # circle back\n",
    "  ? synergy\n  : 12\n",
    "  url: https://example.org/synergy # low hanging fruit\n",
    "  id: &synergy synergy_1\n",
)
DIALECTS = {
    "double": Dialect(
        "yaml",
        "a.yml",
        lambda number: (f'  key{number}: "', '" # synergy\n'),
        "en:\n",
        "  last: Tea\n",
        (" ", "\\u0020", "\n    ", "\\n", " \\\n    ", "\\_", "&nbsp;"),
        ("\\\n    ", "\\u00ad", "<b></b>"),
        lambda sign: (f"\\x{ord(sign):02x}", f"\\U{ord(sign):08x}", f"&#{ord(sign)};"),
        NOISE,
    ),
    "single": Dialect(
        "yaml", "a.yml", lambda number: (f"  key{number}: '", " it''s'\n"), "en:\n", joints=(" ", "\n    ", "  \n   "), noise=NOISE
    ),
    "plain": Dialect("yaml", "a.yml", lambda number: (f"  key{number}: ", " # synergy\n"), "en:\n", joints=(" ", "\n    "), noise=NOISE),
    "literal": Dialect(
        "yaml", "a.yml", lambda number: (f"  key{number}: |-\n    ", "\n"), "en:\n", joints=(" ", "\n    ", " \n    "), noise=NOISE
    ),
    "folded": Dialect(
        "yaml", "a.yml", lambda _: ("  - >2+\n      ", "\n\n"), "en:\n", joints=(" ", "\n      ", "<br>"), noise=("  # synergy\n",)
    ),
}

SAMPLE = """\
# synergy
en: # circle back
  synergy: ⟦synergy⟧ # synergy
  plain: So many teas:for ⟦circle
    back⟧ and ⟦low hanging fruit⟧#yes # synergy
  single: 'It''s ⟦synergy⟧

    ⟦circle
    back⟧ it''s'
  double: "Caf\\u00e9 \\"⟦synergy⟧ \\
    ⟦s\\x79nergy⟧ \\U0001F600 ⟦circle\\tback⟧ 😀 ⟦circle\\_back⟧"
  literal: |  # synergy
    Hello %{name},

      - our ⟦synergy⟧ # is here
      - the ⟦low
        hanging fruit⟧

  folded: >-
    The ⟦circle
    back⟧ <b>⟦syn</b>ergy⟧ &amp;
  list:
  - !!str ⟦synergy⟧
  - &anchor "A ⟦synergy⟧"
  - *anchor
  flow: {synergy: "a ⟦synergy⟧", b: [⟦circle back⟧, 'x ⟦synergy⟧']}
  plural:
    one: "%{count} ⟦synergy⟧"
  url: https://example.org/synergy
  code: synergy_button
  ? complex synergy
  : 😀 ⟦synergy⟧ 👩🏽‍💻
  on: true
"""


def test_a_nasty_sample() -> None:
    check_sample("a.yml", "yaml", SAMPLE)


_VALUES = st.recursive(st.text(), lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4), max_leaves=8)


@given(_VALUES, st.booleans(), st.booleans())
def test_whatever_yaml_writes_is_read(value: object, flow: bool, ascii_only: bool) -> None:
    """The texts are those that were written; the parser's own reading is the measure."""
    written = yaml.safe_dump(value, default_flow_style=flow, allow_unicode=not ascii_only)
    extract(Source("a.yml", written, "yaml"))


@given(st.text(alphabet="ab cd\n'\"\\-#é", max_size=30))
def test_scalars_hold_what_the_parser_reads(text: str) -> None:
    for style in ("'", '"', "|", ">", None):
        words = f"Tea {text} tea".split()
        written = yaml.dump({"key": " ".join(words)}, default_style=style, width=10, allow_unicode=True)
        found = extract(Source("a.yml", written, "yaml"))
        assert [word for block in found for word in block.text.split() if any(map(str.isalpha, word))] == [
            word for word in words if any(map(str.isalpha, word))
        ]


def test_the_top_key_is_the_language() -> None:
    text = "no:\n  hello: Hei du\n  yes: Ja takk\n  no: Nei takk\n"
    assert [(block.text, block.language, block.key) for block in blocks("x.yml", text)] == [
        ("Hei du", "no", "hello"),
        ("Ja takk", "no", "yes"),
        ("Nei takk", "no", "no"),
    ]
    assert [block.language for block in blocks("x.yml", "hello: Hi you\n")] == [None]


def test_placeholders_alone_are_no_copy() -> None:
    assert texts("x.yml", 'da:\n  order: [":day", ":month"]\n  a: "%{name} <b>%s</b>"\n  b: "%d.%m.%Y"\n  c: 5\n  d: "{{x}}"\n') == []


def test_kinds_come_from_keys() -> None:
    text = "da:\n  buttons:\n    save: Gem den\n  errors:\n    blank: skal udfyldes nu\n  mail:\n    subject: Hej med dig\n"
    assert [(block.kind, block.role) for block in blocks("x.yml", text)] == [("button", "none"), ("value", "error"), ("subject", "none")]


def test_directives_stand_in_source_order() -> None:
    text = "# h2hlint: off a\nx: One tea # h2hlint: on\n# h2hlint: ignore-next b\ny: 'Two # h2hlint: no'\n"
    assert [block.kind for block in blocks("a.yml", text)] == ["directive", "value", "directive", "directive", "value"]


def test_settings_are_no_copy() -> None:
    web = "    image: nginx:latest\n    command: run the big server now\n    description: Serves the tea for all of us\n"
    text = f"version: '3'\nservices:\n  web:\n{web}"
    assert texts("docker-compose.yml", text) == ["Serves the tea for all of us"]
    assert texts("x.yml", "on: push\njobs:\n  build:\n    steps:\n      - run: npm ci and some words\n") == []


MISTAKES = [
    ("a: b\n\tc: d", 2, 1, "spaces instead of tabs"),
    ("a: b: c", 1, 5, "quotation marks"),
    ('a: "b', 1, 6, "close the quotation mark"),
    ("a: [b\n", 2, 1, "YAML"),
    ("a: @b", 1, 4, "quotation marks"),
    ('a: "\\q"', 1, 5, "backslash"),
    ("a: some tea\x01", 1, 12, "U+0001"),
    ("ab: 1\n c: 2", 2, 3, "YAML"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_what_is_no_yaml_is_named(text: str, line: int, column: int, words: str) -> None:
    check_mistake("a.yml", text, line, column, words)


LAUGHS = "a0: &a0 [Tea]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 14))


def test_aliases_are_not_followed() -> None:
    with patience():
        assert texts("a.yml", LAUGHS) == ["Tea"]


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "\n".join(" " * depth + "a:" for depth in range(1_500))])
def test_deep_files_are_refused_at_once(text: str) -> None:
    with patience(), pytest.raises(UserError, match="levels deep"):
        extract(Source("a.yml", text, "yaml"))


def test_the_slow_parser_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from h2hlint.formats import yaml as reader

    source = from_stdin(SAMPLE.encode(), "a.yml")
    expected = [(block.text, block.to_source(type(block.pieces[0].block)(0, len(block.text)))) for block in extract(source)]
    monkeypatch.setattr(reader, "_LOADER", yaml.SafeLoader)
    assert [(block.text, block.to_source(type(block.pieces[0].block)(0, len(block.text)))) for block in extract(source)] == expected
