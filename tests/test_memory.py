"""What the server remembers of blocks changes nothing that it finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from h2hlint.lint import Linter
from h2hlint.lsp.desk import Desk, Page
from h2hlint.settings import Settings
from h2hlint.text import Source

LINES = [
    "We make innovative tea.",
    "The kettle was mended yesterday by our own hands.",
    "Your data may be shared with trusted partners.",
    "- You are more than just a customer to us.",
    "## World-class cups",
    "> We make innovative tea.",
    "<!-- h2hlint: ignore-next buzzword we quote somebody -->",
    "If you have questions, write to noreply@tea.example.",
    "By continuing you agree to our use of cookies.",
]
DESK = Desk({"lang": "en", "isolated": True})
LINTER = Linter(Settings(language="en"))


@settings(max_examples=60)
@given(st.lists(st.sampled_from(LINES), max_size=8))
def test_a_desk_that_has_read_much_finds_what_a_fresh_linter_finds(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    report = DESK.check(Page("untitled:a", "/nowhere/a.md", "markdown", 1, text)).report
    assert report is not None
    expected = LINTER.lint(Source("/nowhere/a.md", text, "markdown"), "a.md")
    assert report.findings == expected.findings
    assert report.reckoning == expected.reckoning


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parent.parent / "examples").glob("*/*")), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_examples_are_read_as_check_reads_them_also_a_second_time(path: Path) -> None:
    desk = Desk({"isolated": True})
    text = path.read_text(encoding="utf-8")
    page = Page(path.as_uri(), str(path), "", 1, text)
    first, second = desk.check(page).report, desk.check(page).report
    assert first is not None
    assert second is not None
    assert first.findings == second.findings
