"""The extension for VS Code: it builds and its tests pass where Node is; its settings are those that the server takes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from h2hlint.formats import SUFFIXES
from h2hlint.lsp.desk import FORMATS, SETTINGS

FOLDER = Path(__file__).parent.parent / "editors" / "vscode"
MANIFEST = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))


def test_its_settings_are_those_of_the_server() -> None:
    settings = MANIFEST["contributes"]["configuration"]["properties"]
    assert {name.removeprefix("h2hlint.") for name in settings} == {*SETTINGS, "path", "trace.server"}
    for name, (_, allowed) in SETTINGS.items():
        if isinstance(allowed, tuple):
            assert settings[f"h2hlint.{name}"]["enum"] == ["", *allowed]


def test_it_wakes_up_for_texts_that_the_server_reads() -> None:
    kinds = {event.removeprefix("onLanguage:") for event in MANIFEST["activationEvents"]}
    assert kinds <= {*FORMATS, *(suffix[1:] for suffix in SUFFIXES), "yaml"}


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
@pytest.mark.skipif(not (FOLDER / "node_modules").is_dir(), reason="its packages are not installed: npm ci in editors/vscode")
def test_it_builds_and_its_tests_pass() -> None:
    program = shutil.which("h2hlint", path=str(Path(sys.executable).parent)) or "h2hlint"
    command = [shutil.which("npm") or "npm", "test"]
    done = subprocess.run(command, cwd=FOLDER, env={**os.environ, "H2HLINT": program}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "# fail 0" in done.stdout
