"""The registry of formats, and robustness of all readers."""

from __future__ import annotations

import subprocess
import sys

import pytest

from h2hlint.formats import FORMATS, SUFFIXES, extract, format_of
from h2hlint.text import Source
from tests.formats.reading import read
from tests.patience import patience


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("om-os.md", "markdown"),
        ("A/B.C/INDEX.HTM", "html"),
        ("c:\\mails\\svar.eml", "email"),
        ("noter.da.txt", "text"),
        ("billede.png", None),
        ("x.md/LICENSE", None),
        (".md", None),
    ],
)
def test_format_by_suffix(path: str, form: str | None) -> None:
    assert format_of(path) == form


def test_every_suffix_has_a_reader() -> None:
    assert set(SUFFIXES.values()) <= set(FORMATS)


def test_unknown_format_is_an_error() -> None:
    with pytest.raises(KeyError):
        extract(Source("x", "", "cobol"))


@pytest.mark.parametrize(("form", "absent"), [("markdown", "turbohtml"), ("text", "pyromark"), ("html", "pyromark"), ("markdown", "yaml")])
def test_a_format_imports_only_what_it_needs(form: str, absent: str) -> None:
    code = (
        "import sys; from h2hlint import formats; from h2hlint.text import Source;"
        f"formats.extract(Source('x', 'Hej <b>du</b>', {form!r})); sys.exit({absent!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("text", ["", " ", "\n", "\r", "\0", "\u2028", "\ufeff", "\ud800 hej \udfff", "a\0b"])
def test_odd_little_texts(form: str, text: str) -> None:
    read(text, form)


MANY = 20_000
HOSTILE = {
    "nested div": "<div>" * 100_000 + "hej",
    "nested and closed div": "<div>" * 50_000 + "hej" + "</div>" * 50_000,
    "unmatched end tags": "<div>" * 50_000 + "</span>" * 50_000,
    "crossed tags": "<b>" * MANY + "<div>" + "</b>" * MANY + "</div>",
    "languages": "<span lang=en>a<span lang=da>" * MANY,
    "nested quotes": ">" * MANY + " hej",
    "brackets": "[" * 50_000,
    "emphasis": "*a **b" * MANY,
    "backticks": " ".join("`" * (size % 300) for size in range(3_000)),
    "open tags": "<a x='" * MANY,
    "open comments": "<!--" * MANY,
    "references": "&" * MANY + "&amp" * MANY + "a" * MANY,
    "images": "![" * 5_000 + "](u 't')" * 5_000,
    "titles": '[a](b "' + '\\"' * MANY + '")',
    "spaces": "a" + " " * 500_000 + "b",
    "one word": "a" * 500_000,
    "soft hyphens": "\u00ad" * 100_000,
    "rule": "- " * MANY + "x",
    "table": "|a" * 5_000 + "\n" + "|-" * 5_000 + "\n" + "|b" * 5_000,
    "yaml quotes": "---\n" + "a: '\n" * (MANY + 1) + "---\n",
    "yaml brackets": "---\na: " + "[ {" * MANY + "\n---\n",
    "yaml dashes": "---\na:\n" + "- " * MANY + "\n---\n",
    "yaml key": "---\nk" + " " * 100_000 + "x\n---\n",
    "yaml path": "---\nk: " + "a/" * 50_000 + " b\n---\n",
    "toml key": "+++\n" + "a" * 100_000 + "\n+++\n",
    "toml quotes": "+++\n" + 'a = """\n' * (MANY + 1) + "+++\n",
    "heading braces": "# a" + "{" * 50_000 + " " * 50_000 + "}",
}


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_read_in_linear_time(form: str, text: str) -> None:
    with patience():
        extract(Source("x", text, form))
