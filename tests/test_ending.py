"""The process ends at once, but not before all is said and done."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_RUN = "import sys; from h2hlint.cli import program; sys.argv = ['h2hlint', *sys.argv[1:]]"


def _python(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False, encoding="utf-8")


def test_all_is_printed_and_the_exit_code_is_that_of_the_run(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Our innovative platform delivers innovative results.\n\n" * 3000, encoding="utf-8")
    done = _python(f"{_RUN}; program()", "check", "--isolated", "--lang", "en", str(page))
    assert done.returncode == 1
    assert done.stdout.count("page.md:") >= 3000
    assert _python(f"{_RUN}; program()", "check", str(tmp_path / "none.md")).returncode == 2
    assert _python(f"{_RUN}; program()", "--version").returncode == 0


@pytest.mark.parametrize(
    "program",
    [
        f"import atexit; atexit.register(print, 'bye'); {_RUN}; program()",
        f"import atexit; {_RUN}\ntry:\n    program()\nfinally:\n    atexit.register(print, 'bye')",
    ],
)
def test_who_asks_to_be_called_at_the_end_is_called(program: str) -> None:
    assert _python(program, "--version").stdout.endswith("bye\n")


def test_a_program_around_the_command_line_ends_as_it_says() -> None:
    around = "from h2hlint.cli import run\ntry:\n    run()\nexcept SystemExit:\n    raise SystemExit(7)"
    assert _python(around, "check", "none").returncode == 7
