"""Modules import only leftward along the data flow, and starting `check` imports nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "h2hlint"
ORDER = """
    errors ending garbage once names patterns places text charsets cache yamlfile formats documents ignoring walking sources language
    phrases tokenpatterns ruleset settings engines packs ruleexamples rulefiles extending vocabulary cells matching searching book expansion
    rewording compiling library bookshelf pipelines checks seeing findings score citing suppressing marking telling grammar lint agreement
    enginekeys configkeys configfile config configshow fixing reports changes limits baseline outputs gates examples catalogue pages
    fetching sitemaps reading linters interrupting packing results progress jobs running scoring parity tables bulk whynot inspecting
    schemas beginning component lsp web commands cli
""".split()  # noqa: SIM905 (one line a module would be a page)


def _module(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imported(path: Path) -> set[str]:
    """Return the top modules of h2hlint that a file imports while it is loaded."""
    names: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.module == "h2hlint":
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("h2hlint."):
            names.add((node.module or "").split(".")[1])
    return names - {"__version__"}


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_left(path: Path) -> None:
    module = _module(path)
    if module in ("__init__", "__main__"):
        return
    assert module in ORDER, f"{module} has no place in the order of modules"
    later = {name for name in _imported(path) if ORDER.index(name) > ORDER.index(module)}
    assert not later, f"{module} imports {later}, which stand right of it"


def test_starting_check_imports_nothing_heavy(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Tea\n\nWe make innovative tea.\n", encoding="utf-8")
    code = (
        "import sys, h2hlint.cli as cli\n"
        f"sys.argv = ['h2hlint', 'check', '--isolated', '--lang', 'en', {str(page)!r}]\n"
        "try: cli.run()\nexcept SystemExit: pass\n"
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    heavy = {"spacy", "numpy", "requests", "language_tool_python", "yaml", "email", "h2hlint.rulefiles", "h2hlint.compiling"}
    heavy |= {
        "docx",
        "odf",
        "pptx",
        "pypdf",
        "olefile",
        "lxml",
        "zipfile",
        "urllib.request",
        "http.client",
        "ssl",
        "socket",
        "h2hlint.parity",
        "asyncio",
        "pygls",
        "lsprotocol",
        "h2hlint.lsp",
        "h2hlint.scoring",
        "h2hlint.gates",
        "h2hlint.citing",
        "h2hlint.web",
        "h2hlint.reports.html",
        "h2hlint.reports.reading",
        "starlette",
        "uvicorn",
        "anyio",
    }
    heavy |= {
        "h2hlint.documents",
        "h2hlint.fixing",
        "h2hlint.formats.branches",
        "h2hlint.formats.wishes",
        "h2hlint.fetching",
        "h2hlint.sitemaps",
    }
    heavy |= {
        "h2hlint.engines",
        "h2hlint.grammar",
        "h2hlint.grammar.checking",
        "h2hlint.pipelines",
        "h2hlint.pipelines.models",
        "thinc",
        "psutil",
    }
    assert "innovative" in done.stdout
    assert not {name for name in heavy if f"'{name}'" in done.stderr}


def test_a_config_and_house_rules_import_neither_spacy_nor_languagetool(tmp_path: Path) -> None:
    (tmp_path / ".h2hlint.yml").write_text("language: en\nrules: [house.yml]\ngrammar: false\n", encoding="utf-8")
    (tmp_path / "house.yml").write_text(
        "language: en\nrules:\n  - id: house/tea\n    message: tea\n    terms: [tea]\n    examples: {bad: [tea], good: [milk]}\n",
        encoding="utf-8",
    )
    (tmp_path / "page.md").write_text("We make innovative tea.\n", encoding="utf-8")
    code = (
        "import sys, h2hlint.cli as cli\nsys.argv = ['h2hlint', 'check', 'page.md']\n"
        "try: cli.run()\nexcept SystemExit: pass\nprint(sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert "house/tea" in done.stdout
    engines = ("spacy", "language_tool_python", "h2hlint.grammar", "h2hlint.pipelines.models")
    assert not [name for name in engines if f"'{name}'" in done.stderr]
