"""The language server in Neovim, headless: it shows a finding, and applies its suggestion."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra lsp is not installed")
NVIM = shutil.which("nvim")
DOCS = Path(__file__).parent.parent / "docs" / "editors.md"
SCRIPT = Path(__file__).parent / "editors" / "neovim.lua"
TEXT = "# Tea\n\n😀 Our utilisation of the kettle is low.\n"
RULE = """language: en
rules:
  - id: house/plain
    message: "“{match}” is said more simply."
    terms: {utilisation: [use]}
    examples: {bad: ["[utilisation]"], good: ["use"]}
"""


@pytest.mark.skipif(NVIM is None, reason="Neovim is not installed (on Debian: apt-get install neovim)")
@pytest.mark.parametrize(
    ("action", "after"),
    [
        ("Write “use”", "# Tea\n\n😀 Our use of the kettle is low."),
        (
            "Leave it: we quote somebody",
            "# Tea\n\n<!-- h2hlint: ignore-next house/plain we quote somebody -->\n😀 Our utilisation of the kettle is low.",
        ),
        ("“utilisation” is one of our words", TEXT.rstrip("\n")),
    ],
)
def test_neovim_shows_a_finding_and_applies_its_suggestion(tmp_path: Path, action: str, after: str) -> None:
    told = _told(tmp_path, action)
    assert told["text"] == after
    assert [(one["line"], one["code"], one["source"]) for one in told["marks"]] == [(2, "house/plain", "h2hlint")]
    line = TEXT.splitlines()[2].encode()
    assert line[told["marks"][0]["column"] : told["marks"][0]["last"]].decode() == "utilisation", "Neovim counts bytes"
    assert told["marks"][0]["message"] == "“utilisation” is said more simply."
    assert action in told["actions"]
    assert told["typed"][0]["code"] == "buzzword/empty-adjective"
    assert "instead:" in told["hover"]


def _snippet() -> str:
    """Return the setup that docs/editors.md shows for a Neovim of before 0.11."""
    found = re.search(r"From 0\.7 to 0\.10:\n\n```lua\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


def _told(folder: Path, action: str) -> dict[str, Any]:
    """Return what the script in Neovim tells of its run."""
    (folder / "page.md").write_text(TEXT, encoding="utf-8")
    (folder / "house.yml").write_text(RULE, encoding="utf-8")
    (folder / ".h2hlint.yml").write_text("rules: [house.yml]\nlanguage: en\n", encoding="utf-8")
    (folder / "setup.lua").write_text(_snippet(), encoding="utf-8")
    environment = {
        **os.environ,
        "H2HLINT_TEXT": str(folder / "page.md"),
        "H2HLINT_TOLD": str(folder / "told.json"),
        "H2HLINT_ACTION": action,
        "H2HLINT_SETUP": str(folder / "setup.lua"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "LC_ALL": "C.UTF-8",
        "XDG_STATE_HOME": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CACHE_HOME": str(folder),
    }
    command = [NVIM or "", "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {SCRIPT}"]
    done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    told: dict[str, Any] = json.loads((folder / "told.json").read_text(encoding="utf-8")) if (folder / "told.json").exists() else {}
    assert done.returncode == 0, (told, done.stderr)
    return told
