"""Patterns name what git says that they name."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from h2hlint.ignoring import Patterns

NAMES = st.sampled_from(["a", "b", "ab", "a.md", "b.md", ".a", "a b", "[a]", "a-b", "A"])
GLOBS = st.text(st.sampled_from("aab.*?/[]!^\\-md# "), min_size=1, max_size=8) | st.sampled_from(
    [
        "*.md",
        "/a",
        "a/",
        "**/a",
        "a/**",
        "a/**/b",
        "!a",
        "!a.md",
        "[ab].md",
        "[!a]",
        "**",
        "/**",
        "*/b",
        "a*b",
        "[a-b]*",
        "\\#",
        "a/*",
    ]
)


@pytest.mark.skipif(not shutil.which("git"), reason="git says what is right")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(GLOBS, min_size=1, max_size=4),
    st.lists(st.lists(NAMES, min_size=1, max_size=3).map("/".join), min_size=1, max_size=12, unique=True),
)
def test_ignores_what_git_ignores(tmp_path_factory: pytest.TempPathFactory, globs: list[str], paths: list[str]) -> None:
    folder = tmp_path_factory.mktemp("repo", numbered=True)
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    (folder / ".gitignore").write_text("\n".join(globs) + "\n")
    asked = "\0".join(paths).encode()
    command = ["git", "-C", str(folder), "check-ignore", "--no-index", "--stdin", "-z"]
    answer = subprocess.run(command, input=asked, capture_output=True, check=False)
    ignored = {path.decode() for path in answer.stdout.split(b"\0") if path}
    patterns = Patterns("\n".join(globs) + "\n")
    assert {path for path in paths if patterns.names(path)} == ignored
