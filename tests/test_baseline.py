"""What counts of a run: baselines, changed lines, limits, and counts by rule."""

from __future__ import annotations

import difflib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint import changes
from tests.conftest import Run

NAME = ".h2hlint-baseline.json"
ODD = "æ ø.md" if os.name == "nt" else 'æ "ø".md'
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files by name and text below the folder in which h2hlint runs."""

    def put(**texts: str) -> None:
        for name, text in texts.items():
            path = tmp_path / name.replace("__", "/").replace("_md", ".md").replace("_txt", ".txt")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")

    return put


def _config(tmp_path: Path) -> None:
    (tmp_path / ".h2hlint.yml").write_text("language: en\n", encoding="utf-8")


# --- baseline ----------------------------------------------------------------------------------


def test_a_baseline_lies_beside_the_config(run: Run, write: Write, tmp_path: Path) -> None:
    write(site__a_md="An innovative lamp.\n")
    _config(tmp_path)
    assert run("baseline", "create", "site").stdout.startswith(f"wrote {NAME};")
    assert run("check", "site").returncode == 0


def test_the_nearest_one_holds_unless_it_is_not_wanted(run: Run, write: Write, tmp_path: Path) -> None:
    options = ("--lang", "en", "--select", "buzzword")
    write(a_md="An innovative lamp.\n", site__b_md="A world-class lamp.\n")
    run("baseline", "create", *options, "a.md")
    assert run("check", *options).returncode == 1
    _config(tmp_path / "site")
    assert run("baseline", "create", *options, "site").stdout.startswith(f"wrote {Path('site', NAME)}; ")
    assert run("check", *options).returncode == 0
    assert run("check", "--no-baseline", *options).returncode == 1
    assert run("check", "--isolated", *options).returncode == 1


def test_a_new_baseline_says_what_the_old_one_kept(run: Run, write: Write, tmp_path: Path) -> None:
    write(a_md="An innovative lamp.\n", b_md="A world-class lamp.\n")
    assert run("baseline", "create", "--lang", "en").stdout.endswith("kept for later: 2\n")
    assert run("baseline", "create", "--lang", "en", "a.md").stdout.endswith("kept for later: 1; kept no longer: 1\n")
    (tmp_path / NAME).write_text("?", encoding="utf-8")
    assert run("baseline", "create", "--lang", "en").stdout.endswith("kept for later: 2\n")


def test_it_is_known_again_in_other_markup_wrapped_and_moved(run: Run, write: Write, tmp_path: Path) -> None:
    write(a_md="We sell circle\nback lamps, and an innovative and simple lamp.\n")
    _config(tmp_path)
    run("baseline", "create")
    (tmp_path / "a.md").unlink()
    (tmp_path / "b.html").write_text(
        "<h1>Hi</h1><p>We sell circle back lamps, and an <b>inno</b>vative\nand simple lamp.</p>", encoding="utf-8"
    )
    done = run("check")
    assert (done.returncode, done.stderr) == (0, "")
    write(c_md="We sell circle back lamps, and an innovative and simple lamp.\n")
    assert run("check").returncode == 1  # one more of the same is new


def test_what_is_gone_is_said_and_pruned(run: Run, write: Write, tmp_path: Path) -> None:
    write(a_md="An innovative lamp.\n", sub__b_md="A world-class lamp.\n\nAn innovative lamp.\n")
    _config(tmp_path)
    run("baseline", "create")
    write(a_md="A lamp.\n")
    done = run("check")
    assert done.stderr == f"{NAME}: findings kept that are gone: 1; “h2hlint baseline prune” takes them out\n"
    assert done.returncode == 0
    assert not run("check", "sub").stderr  # a part of the folder cannot tell
    assert not run("check", "--select", "consent").stderr
    assert run("baseline", "prune", "sub").stdout == f"{NAME}: taken out 1, kept for later 2\n"
    assert not run("check").stderr
    write(a_md="An innovative lamp.\n")
    assert run("check").returncode == 1


def test_pruning_needs_a_baseline_and_all_texts(run: Run, write: Write, tmp_path: Path) -> None:
    write(a_md="An innovative lamp.\n")
    assert "there is no .h2hlint-baseline.json" in run("baseline", "prune").stderr
    run("baseline", "create", "--lang", "en")
    held = (tmp_path / NAME).read_bytes()
    write(a_md="A lamp.\n")
    (tmp_path / "latin.md").write_bytes(b"Gr\xf8n")
    done = run("baseline", "prune")
    assert done.returncode == 2
    assert "nothing was taken out" in done.stderr
    assert (tmp_path / NAME).read_bytes() == held


# --- changed lines -----------------------------------------------------------------------------


def _git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def _found(output: str) -> list[tuple[str, int]]:
    return [(entry["path"].replace("\\", "/"), one["start"]["line"]) for entry in json.loads(output)["files"] for one in entry["findings"]]


OLD = "An innovative lamp.\n\nA lamp.\n\nA world-class lamp.\n"
NEW = "An innovative lamp.\n\nA robust\nand innovative lamp.\n\nA world-class lamp.\n"


@pytest.fixture
def changed(write: Write, tmp_path: Path) -> Path:
    """A repository with a branch that changed some lines, and changes not yet committed."""
    write(a_md=OLD, b_md=OLD)
    (tmp_path / ODD).write_text(OLD, encoding="utf-8")
    _config(tmp_path)
    _git(tmp_path, "init", "-q", "-b", "main")
    for setting in ("diff.noprefix", "diff.mnemonicPrefix", "diff.relative"):
        _git(tmp_path, "config", setting, "true")
    _git(tmp_path, "config", "color.ui", "always")
    _git(tmp_path, "add", "-A")
    _git(tmp_path, "commit", "-q", "-m", "Begin")
    _git(tmp_path, "checkout", "-q", "-b", "work")
    write(a_md=NEW)
    _git(tmp_path, "commit", "-q", "-a", "-m", "Change")
    _git(tmp_path, "checkout", "-q", "main")
    write(b_md="Now here.\n\n" + OLD)
    _git(tmp_path, "commit", "-q", "-a", "-m", "Meanwhile")
    _git(tmp_path, "checkout", "-q", "work")
    (tmp_path / ODD).write_text(NEW, encoding="utf-8")
    write(new_md="An innovative lamp.\n")
    return tmp_path


@needs_git
@pytest.mark.usefixtures("changed")
def test_since_shows_what_the_branch_changed(run: Run) -> None:
    done = run("check", "--format", "json", "--since", "main", "--select", "buzzword/empty-adjective")
    assert not done.stderr
    assert _found(done.stdout) == [("a.md", 4), ("new.md", 1), (ODD, 4)]
    assert [entry["path"] for entry in json.loads(done.stdout)["files"]] == ["a.md", "b.md", "new.md", ODD]
    assert _found(run("check", "--format", "json", "--since", "HEAD", "--select", "buzzword/empty-adjective").stdout) == [
        ("new.md", 1),
        (ODD, 4),
    ]


@needs_git
@pytest.mark.usefixtures("changed")
def test_since_counts_for_the_exit_code(run: Run) -> None:
    assert run("check", "--since", "main", "b.md").returncode == 0
    assert run("check", "--since", "main", "a.md").returncode == 1


@needs_git
@pytest.mark.usefixtures("changed")
def test_since_needs_git_and_a_revision(run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    done = run("check", "--since", "nowhere")
    assert (done.returncode, "git knows no revision “nowhere”" in done.stderr) == (2, True)
    assert run("check", "--since", "--output=x").returncode == 2
    done = run("check", "--since", "main", GIT_DIR=str(tmp_path_factory.mktemp("bare")))
    assert (done.returncode, "git does not say what changed" in done.stderr) == (2, True)
    done = run("check", "--since", "main", PATH="")
    assert (done.returncode, "git is not installed" in done.stderr) == (2, True)


@needs_git
@pytest.mark.parametrize(
    "options", [["-U0"], ["-U3", "--src-prefix=a/", "--dst-prefix=b/"], ["-U99", "--src-prefix=c/", "--dst-prefix=w/"]]
)
def test_a_diff_says_the_same(run: Run, changed: Path, options: list[str]) -> None:
    diff = subprocess.run(["git", "diff", "--no-color", *options, "main...work"], cwd=changed, capture_output=True, check=True).stdout
    (changed / "c.diff").write_bytes(diff)
    assert _found(run("check", "--format", "json", "--diff-file", "c.diff", "--select", "buzzword/empty-adjective").stdout) == [("a.md", 4)]
    done = run("check", "--format", "json", "--diff-file", "-", "--select", "buzzword/empty-adjective", text=diff)
    assert _found(done.stdout) == [("a.md", 4)]


def test_a_plain_diff_with_crlf_and_no_end(run: Run, write: Write, tmp_path: Path) -> None:
    write(a_md="A lamp.\r\nAn innovative lamp.\r\n\r\nA world-class lamp.")
    (tmp_path / "d").write_bytes(
        b"--- old/a.md\t2026-01-01\n+++ a.md\t2026-01-02\n@@ -1,4 +1,4 @@\n A lamp.\r\n-Some lamp.\r\n+An innovative lamp.\r\n \r\n"
        b" A world-class lamp.\n\\ No newline at end of file\n"
    )
    assert _found(run("check", "--isolated", "--lang", "en", "--format", "json", "--diff-file", "d").stdout) == [("a.md", 2)]


_lines = st.lists(st.sampled_from("abc"), max_size=12)


@given(_lines, _lines, st.integers(0, 3))
def test_a_diff_names_the_lines_that_are_new(before: list[str], after: list[str], context: int) -> None:
    old, new = ([line + "\n" for line in lines] for lines in (before, after))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d.diff")
        path.write_text("".join(difflib.unified_diff(old, new, "f", "f", n=context)))
        changed = changes.from_diff(str(path)) if old != new else {}
    steps = difflib.SequenceMatcher(None, old, new).get_opcodes()
    expected = {line for tag, _, _, begin, end in steps if tag in ("insert", "replace") for line in range(begin + 1, end + 1)}
    assert {line for ranges in changed.values() for one in ranges for line in one} == expected


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_changed_lines_alone_cannot_be_mended(run: Run, write: Write, option: str) -> None:
    write(a_md=OLD)
    done = run("check", "--diff-file", "a.md", option)
    assert (done.returncode, "leave out --since" in done.stderr) == (2, True)


def test_what_is_no_diff_is_named(run: Run, write: Write) -> None:
    write(a_md=OLD)
    assert run("check", "--diff-file", "a.md").stderr.startswith("h2hlint: a.md: this is no unified diff")
    assert run("check", "--diff-file", "none").stderr.startswith("h2hlint: none: the diff cannot be read")


# --- limits and counts -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("limits", "code", "said"),
    [
        (["3"], 0, ""),
        (["2"], 1, "--max-findings 2 allows 2, and there are 3"),
        (["9"], 0, "--max-findings 9 can come down to 3"),
        (["buzzword=2"], 1, ""),
        (["buzzword=2", "impersonal=1"], 0, ""),
        (["buzzword=1", "5"], 1, "--max-findings buzzword=1 allows 1, and there are 2"),
        (["buzzword/empty-adjective=2", "impersonal=3"], 0, "--max-findings impersonal=3 can come down to 1"),
        (["many"], 2, "is no limit"),
        (["=3"], 2, "is no limit"),
    ],
)
def test_a_house_may_allow_so_many(run: Run, write: Write, limits: list[str], code: int, said: str) -> None:
    write(a_txt="We make innovative tea, an innovative cup. The form must be completed.\n")
    options = [part for limit in limits for part in ("--max-findings", limit)]
    done = run("check", "--isolated", "--lang", "en", *options, "a.txt")
    assert done.returncode == code, done.stdout
    assert said in done.stderr
    assert bool(said) == bool(done.stderr)


def test_statistics(run: Run, write: Write) -> None:
    write(a_txt="We make innovative tea, an innovative cup. The form must be completed.\n", b_txt="An innovative pot.\n")
    done = run("check", "--isolated", "--lang", "en", "--statistics")
    assert done.returncode == 1
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[0] == ["3", "2", "warning", "buzzword/empty-adjective"]
    assert len(rows) == 2
