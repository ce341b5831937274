"""The README's commands are those that CI runs, and what it shows is what h2hlint prints."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CI = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def _commands() -> list[str]:
    return [line for line in README.splitlines() if line.startswith("python3 -m venv")]


def test_the_two_commands_are_those_of_ci() -> None:
    commands = _commands()
    assert len(commands) == 2
    assert all(f"    {command}\n" in CI for command in commands)


def test_every_suffix_is_in_the_table() -> None:
    from h2hlint.formats import SUFFIXES

    assert all(f"`{suffix}`" in README for suffix in SUFFIXES)


def test_the_rule_shown_loads(tmp_path: Path) -> None:
    from h2hlint import examples

    block = README.split("```yaml\nlanguage: en")[1].split("```")[0]
    path = tmp_path / "house.yml"
    path.write_text("language: en" + block, encoding="utf-8")
    failures, count = examples.run([str(path)])
    assert (failures, count) == ([], 2)


def test_the_report_shown_is_what_check_prints() -> None:
    from h2hlint import sources
    from h2hlint.lint import Linter
    from h2hlint.reports import REPORTS, Outcome, Style
    from h2hlint.settings import Settings

    shown = README.split("```text\n")[1].split("```")[0]
    page = replace(sources.read(str(ROOT / "examples" / "da" / "om-os.html")), path="om-os.html")
    report = Linter(Settings()).lint(page)
    assert shown in REPORTS["text"](Outcome([report], []), Style())
