"""`--fix` and `--diff`: safe wordings go in, not a byte beside them changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

HOUSE = """language: en
rules:
  - id: house/plain
    message: shorter
    safe: true
    terms: {"prior to": [before], utilise: {suggest: [use], forms: [utilise]}, "a number of": {suggest: ["some & more"]}, upon: [on]}
    examples: {bad: ["prior to"], good: [before]}
"""

MAIL = b"From: a@b.example\nSubject: Eat before tea\n\nThe cup.\n"


@pytest.fixture
def house(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "house.yml").write_text(HOUSE, encoding="utf-8")
    return ("--isolated", "--lang", "en", "--no-default-rules", "--rules", "house.yml")


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.txt", b"Prior to tea, utilise\r\nthe cup.\r\n", b"Before tea, use\r\nthe cup.\r\n"),
        ("a.md", "\ufeffEat *prior to* tea \u2013 \u00e6.\n".encode(), "\ufeffEat *before* tea \u2013 \u00e6.\n".encode()),
        ("a.md", b"> Eat prior\r\n> to tea.\r\n", b"> Eat before tea.\r\n"),
        ("a.md", b"Eat prior *to* tea.\n", b"Eat prior *to* tea.\n"),
        ("a.html", b"<p class='prior to'>Prior to tea &amp; utilise</p>", b"<p class='prior to'>Before tea &amp; use</p>"),
        ("a.html", b"<p>prior&nbsp;to, prior <b>to</b>, a number of</p>", b"<p>before, prior <b>to</b>, some &amp; more</p>"),
        ("en.json", b'{"prior to": "Eat prior to tea"}', b'{"prior to": "Eat before tea"}'),
        ("en.yml", b"en:\n  upon: 'Upon a time'\n", b"en:\n  upon: 'On a time'\n"),
        ("a.eml", MAIL.replace(b"before", b"prior to"), MAIL),
    ],
)  # fmt: skip
def test_safe_wordings_go_in_and_nothing_else_changes(
    run: Run, tmp_path: Path, house: tuple[str, ...], name: str, before: bytes, after: bytes
) -> None:
    (tmp_path / name).write_bytes(before)
    done = run("check", name, "--fix", *house)
    assert (tmp_path / name).read_bytes() == after, done.stdout + done.stderr


def test_what_is_left_is_reported(run: Run, tmp_path: Path, house: tuple[str, ...]) -> None:
    (tmp_path / "a.md").write_text("Prior to tea, a *number* of cups.\n", encoding="utf-8")
    done = run("check", "a.md", "--fix", *house)
    assert done.returncode == 1
    assert "a *number* of" in done.stdout
    assert "Prior to" not in done.stdout


def test_diff_shows_the_change_and_makes_none(run: Run, tmp_path: Path, house: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text("Prior to tea.\nThe cup.\n", encoding="utf-8")
    done = run("check", "a.txt", "--diff", *house)
    assert done.stdout == "--- a/a.txt\n+++ b/a.txt\n@@ -1,2 +1,2 @@\n-Prior to tea.\n+Before tea.\n The cup.\n"
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "Prior to tea.\nThe cup.\n"


def test_standard_input_goes_to_standard_output(run: Run, house: tuple[str, ...]) -> None:
    assert run("check", "-", "--fix", *house, text="Prior to tea.\n").stdout == "Before tea.\n"


def test_a_page_that_has_not_the_sign_names_it(run: Run, tmp_path: Path) -> None:
    rule = HOUSE.replace("[before]", "[før]", 1).replace("language: en", "language: da")
    (tmp_path / "house.yml").write_text(rule, encoding="utf-8")
    (tmp_path / "a.html").write_bytes(b"<meta charset=iso-8859-2><p>Prior to t\xeaa</p>")
    run("check", "a.html", "--fix", "--isolated", "--lang", "da", "--no-default-rules", "--rules", "house.yml")
    assert (tmp_path / "a.html").read_bytes() == b"<meta charset=iso-8859-2><p>F&#248;r t\xeaa</p>"


def test_every_format_of_text_says_how_a_wording_is_written() -> None:
    from h2hlint.fixing.writing import WAYS
    from h2hlint.formats import DOCUMENTS, FORMATS

    assert FORMATS.keys() - DOCUMENTS - {"email"} <= WAYS.keys()
