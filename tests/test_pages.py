"""The pages about the rules are those that the rules make."""

from __future__ import annotations

from pathlib import Path

from h2hlint import pages
from tests.conftest import Run

FOLDER = Path(__file__).parent.parent / "docs" / "rules"


def test_the_pages_are_fresh() -> None:
    held = {str(path.relative_to(FOLDER)).replace("\\", "/"): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")}
    made = pages.pages()
    assert sorted(held) == sorted(made), "run: h2hlint rules pages docs/rules"
    stale = [name for name, text in made.items() if held[name] != text]
    assert not stale, "run: h2hlint rules pages docs/rules"


def test_pages_of_rules_that_are_gone_are_removed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "gone.md").write_text("old", encoding="utf-8")
    assert "pages to book" in run("rules", "pages", "book").stdout
    assert not (tmp_path / "book" / "gone.md").exists()
    page = (tmp_path / "book" / "consent" / "vague-purpose.md").read_text(encoding="utf-8")
    assert "## Polish" in page
    assert "**Rests on.**" in page
