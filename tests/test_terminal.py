"""The text report at a terminal: its width, its colours, what is told once, and how it ends."""

from __future__ import annotations

import json
import os
import re
import sys
from itertools import product
from pathlib import Path

import pytest

from h2hlint.reports.palette import COLOURS
from tests.conftest import Run

TEXT = """# Our lamps

We make innovative lamps, and our innovative team delivers cutting-edge solutions that are second to none in this whole wide industry.
Never has anybody built a more innovative lamp, which is why people come here from far away to look at it.

If you have questions, write to noreply@lamps.example.
"""
ANSI = re.compile(r"\x1b\[[\d;]*m")
CHECK = ("check", "--isolated", "--lang", "en")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize(("columns", "options"), [*product(("60", "80", "120"), ((), ("--verbose",), ("--ui-lang", "de"), ("--color",)))])
def test_every_line_fits(run: Run, columns: str, options: tuple[str, ...]) -> None:
    shown = ANSI.sub("", run(*CHECK, *options, "page.md", COLUMNS=columns).stdout).splitlines()
    assert len(shown) > 10
    assert [line for line in shown if len(line) > int(columns) and "https://" not in line] == []


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("columns", ["", "80"])
def test_every_finding_has_a_line_that_begins_with_its_place(run: Run, columns: str) -> None:
    found = json.loads(run(*CHECK, "--format", "json", "page.md").stdout)["files"][0]["findings"]
    shown = run(*CHECK, "page.md", COLUMNS=columns).stdout
    places = re.findall(r"^page\.md:(\d+):(\d+): (?:error|warning|note): ", shown, re.MULTILINE)
    assert sorted(places) == sorted((str(one["start"]["line"]), str(one["start"]["column"])) for one in found)


@pytest.mark.usefixtures("page")
def test_what_is_found_again_stands_below_in_a_line_with_its_words(run: Run, tmp_path: Path) -> None:
    (tmp_path / "more.md").write_text("An innovative vase.\n", encoding="utf-8")
    shown = run(*CHECK, "--select", "buzzword/empty-adjective", "page.md", "more.md").stdout
    assert shown.count("instead: ") == len(set(re.findall(r"instead: .*", shown))) == 1
    assert re.search(r"^page\.md:4:\d+: warning: .*\[innovative\]", shown, re.MULTILINE)


@pytest.mark.usefixtures("page")
def test_verbose_adds_the_reason_and_the_sources(run: Run) -> None:
    plain, verbose = run(*CHECK, "page.md").stdout, run(*CHECK, "--verbose", "page.md").stdout
    assert "why: " not in plain
    assert "why: " in verbose
    assert re.search(r"source: .*https://", verbose.replace("\n", " "))
    assert set(plain.splitlines()) <= set(verbose.splitlines())


@pytest.mark.usefixtures("page")
def test_it_ends_with_what_to_mend_first_the_gravest_and_most(run: Run) -> None:
    ending = run(*CHECK, "page.md").stdout.partition("Mend this first:\n")[2]
    assert re.match(r"  1\. page\.md:3:9\n     buzzword/density: ", ending), "the only error"
    assert re.search(r"  2\. page\.md:3:9\n     5 × buzzword/empty-adjective: .*\n  3\. page.md:.*\n.*\n\Z", ending)


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("reader", ["da", "nb", "de", "pl"])
def test_it_ends_in_the_readers_language(run: Run, reader: str) -> None:
    shown = run(*CHECK, "--ui-lang", reader, "page.md").stdout
    assert "Mend" not in shown
    assert "Score: " not in shown or reader == "da"


def test_few_findings_need_no_order(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("An innovative vase.\n", encoding="utf-8")
    assert "Mend this first" not in run(*CHECK, "a.md").stdout


def test_a_path_with_spaces_stays_whole(run: Run, tmp_path: Path) -> None:
    name = "a long name with many words so that a terminal must break the line.md"
    (tmp_path / name).write_text("An innovative vase.\n", encoding="utf-8")
    assert f"{name}:1:4: warning:" in run(*CHECK, name, COLUMNS="60").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.usefixtures("page")
def test_at_a_terminal_it_has_colours_unless_they_are_unwanted(tmp_path: Path) -> None:
    assert "\x1b[1m" in _in_terminal(tmp_path)
    assert "\x1b[" not in _in_terminal(tmp_path, NO_COLOR="1")
    assert "\x1b[" not in _in_terminal(tmp_path, TERM="dumb")


def _in_terminal(folder: Path, **environment: str) -> str:
    """Return what `check` prints at a terminal."""
    import pty
    import subprocess

    master, slave = pty.openpty()
    env = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm-256color", **environment}
    with subprocess.Popen([sys.executable, "-m", "h2hlint.cli", *CHECK, "page.md"], stdout=slave, stderr=slave, cwd=folder, env=env):
        os.close(slave)
        parts = []
        while part := _read(master):
            parts.append(part)
    os.close(master)
    return b"".join(parts).decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # so Linux says that the other side is gone
        return b""


@pytest.mark.parametrize("name", ["error", "warning", "note", "dim"])
def test_colours_can_be_read_on_dark_and_on_light(name: str) -> None:
    found = re.search(r"38;5;(\d+)", COLOURS[name])
    assert found
    light = _luminance(int(found[1]))
    assert min(1.05 / (light + 0.05), (light + 0.05) / 0.05) >= 3


def _luminance(number: int) -> float:
    """Return how light a colour of the 256 is, as WCAG counts it."""
    levels = (0, 95, 135, 175, 215, 255)
    cube = number - 16
    rgb = [8 + 10 * (number - 232)] * 3 if number >= 232 else [levels[cube // 36], levels[cube // 6 % 6], levels[cube % 6]]
    linear = [value / 255 / 12.92 if value <= 10 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
