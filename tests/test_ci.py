"""Where h2hlint runs by itself: the GitHub action, the examples for CI, and the hooks of pre-commit."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
FINDING = "We make innovative tea.\n"
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")


@pytest.mark.parametrize(
    ("schema", "path"),
    [("github-actions", "action.yml"), ("github-workflows", "docs/ci/github-workflow.yml"), ("gitlab-ci", "docs/ci/gitlab-ci.yml")],
)
def test_what_ci_reads_follows_its_schema(schema: str, path: str) -> None:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", f"vendor.{schema}", str(ROOT / path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_format_option_names_every_format() -> None:
    from h2hlint.commands.check import FORMATS
    from h2hlint.reports import REPORTS

    assert FORMATS.replace(" or ", ", ").split(", ") == list(REPORTS)


def _environment(tmp_path: Path, **more: str) -> dict[str, str]:
    """Return an environment in which `h2hlint` is the one under test, and pip and git find what they need."""
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": str(tmp_path / "home"), **more}


def _lint_step(tmp_path: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the shell script of the action's second step as a runner does."""
    step = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"][1]
    defaults = {"H2HLINT_PATHS": ".", "H2HLINT_ARGS": "", "H2HLINT_SARIF": ""}
    assert set(step["env"]) == set(defaults)
    places = {"GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "GITHUB_OUTPUT": str(tmp_path / "output")}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    env = _environment(tmp_path, **defaults | places | inputs)
    return subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=env, check=False)


@needs_bash
def test_the_action_installs(tmp_path: Path) -> None:
    step = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"][0]
    (tmp_path / "runner").mkdir()
    places = {"RUNNER_TEMP": "runner", "GITHUB_ACTION_PATH": str(ROOT), "GITHUB_PATH": "path", "H2HLINT_PYTHON": sys.executable}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env={**os.environ, **places}, check=False)
    assert done.returncode == 0, done.stderr
    installed = tmp_path / (tmp_path / "path").read_text(encoding="utf-8").strip() / "h2hlint"
    (tmp_path / "a.md").write_text(FINDING, encoding="utf-8")
    done = subprocess.run([str(installed), "check", "--lang", "en", "a.md"], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, done.stdout.count("a.md:1:9: warning")) == (1, 1), done.stderr


@needs_bash
def test_the_action_lints(tmp_path: Path) -> None:
    (tmp_path / "a b.md").write_text(FINDING, encoding="utf-8")
    done = _lint_step(tmp_path, H2HLINT_PATHS="a b.md\n", H2HLINT_ARGS="--isolated\n--lang=en\n", H2HLINT_SARIF="out.sarif")
    assert done.returncode == 1
    assert done.stdout.startswith("::warning file=a b.md,line=1,endLine=1,col=9,endColumn=19,title=buzzword/empty-adjective::")
    assert (tmp_path / "output").read_text(encoding="utf-8") == "exit-code=1\n"
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("## h2hlint")
    assert (tmp_path / "out.sarif").exists()


@needs_bash
def test_the_action_passes(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("The pot holds six cups.\n", encoding="utf-8")
    done = _lint_step(tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository of h2hlint as it stands, for pre-commit to install from."""
    repository = tmp_path_factory.mktemp("hooks")
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, repository)
    for name in ("h2hlint", "rules"):
        shutil.copytree(ROOT / name, repository / name, ignore=shutil.ignore_patterns("__pycache__"))
    _commit(repository)
    return repository


def _commit(folder: Path) -> None:
    git = ["git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.autocrlf=false"]
    for arguments in (["init", "-q", "."], ["add", "-A"], ["commit", "-q", "-m", "Begin"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("pre-commit"))


def _pre_commit(folder: Path, store: str, *arguments: str, before: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = [*before, str(BIN / "pre-commit"), *arguments]
    env |= {"PRE_COMMIT_HOME": store, "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, env=env, check=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A repository with texts, copy in data files, settings that are no texts, and a config that excludes."""
    (tmp_path / "locales").mkdir()
    (tmp_path / "old").mkdir()
    for name, text in {
        "page.md": FINDING,
        "old/page.md": FINDING,
        "locales/en.json": '{"title": "Our innovative tea"}\n',
        "settings.json": '{"title": "Our innovative tea"}\n',
        ".h2hlint.yml": "language: en\nexclude: [old/]\nrules: [house.yml]\n",
        "house.yml": "language: en\nrules:\n  - id: house/utilise\n    message: plain\n"
        "    terms: {utilise: {suggest: [use], safe: true}}\n    examples: {bad: ['[utilise].'], good: ['use.']}\n",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    _commit(tmp_path)
    return tmp_path


def test_the_hooks_read_what_a_walk_reads() -> None:
    from h2hlint.formats import SUFFIXES
    from h2hlint.walking import DATA_SUFFIXES

    documents = {".docx", ".odt", ".pptx", ".msg", ".pdf"}  # they need an extra that hooks do not install
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    assert [suffix for suffix in SUFFIXES if suffix not in DATA_SUFFIXES | documents and not re.search(hook["files"], "a" + suffix)] == []


@needs_git
def test_the_manifest_is_valid() -> None:
    done = subprocess.run([str(BIN / "pre-commit"), "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")], check=False)
    assert done.returncode == 0


@needs_git
def test_try_repo_reads_texts_and_nothing_else(hooks: Path, store: str, site: Path) -> None:
    done = _pre_commit(site, store, "try-repo", str(hooks), "h2hlint", "--all-files", "--verbose")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "page.md:1:9: warning" in done.stdout
    assert "locales/en.json:1:16: warning" in done.stdout
    assert "settings.json" not in done.stdout
    assert "old/page.md:" not in done.stdout


@needs_git
def test_the_hooks_fix_and_read_commit_messages(hooks: Path, store: str, site: Path) -> None:
    sha = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, capture_output=True, text=True, check=True).stdout.strip()
    wanted = [{"id": "h2hlint-fix"}, {"id": "h2hlint-commit-msg"}]
    config = {"repos": [{"repo": str(hooks), "rev": sha, "hooks": wanted}]}
    (site / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (site / "page.md").write_text("Utilise the spoon.\n", encoding="utf-8")
    fixed = _pre_commit(site, store, "run", "--files", "page.md")
    assert "files were modified by this hook" in fixed.stdout, fixed.stdout + fixed.stderr
    assert (site / "page.md").read_text(encoding="utf-8") == "Use the spoon.\n"
    message = site / ".git" / "COMMIT_EDITMSG"
    message.write_text("Add innovative tea\n\n# innovative comment\n# ------------------------ >8 ------------------------\ninnovative\n")
    said = _pre_commit(site, store, "run", "--hook-stage", "commit-msg", "--commit-msg-filename", str(message))
    assert said.returncode == 1
    assert ".git/COMMIT_EDITMSG:1:5: warning" in said.stdout
    assert said.stdout.count("innovative") == 2  # the line, and the words in the message


WITHOUT_NETWORK = ("unshare", "--map-root-user", "--net")


def _can_do_without_network() -> bool:
    return bool(shutil.which("unshare")) and not subprocess.run([*WITHOUT_NETWORK, "true"], capture_output=True, check=False).returncode


@needs_git
@pytest.mark.skipif(not _can_do_without_network(), reason="needs Linux, and leave to make a network of its own")
def test_an_installed_hook_needs_no_network(hooks: Path, store: str, site: Path) -> None:
    sha = subprocess.run(["git", "rev-parse", "HEAD"], cwd=hooks, capture_output=True, text=True, check=True).stdout.strip()
    config = {"repos": [{"repo": str(hooks), "rev": sha, "hooks": [{"id": "h2hlint"}]}]}
    (site / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    assert _pre_commit(site, store, "install-hooks").returncode == 0
    done = _pre_commit(site, store, "run", "--all-files", before=WITHOUT_NETWORK)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "page.md:1:9: warning" in done.stdout


# --- what the pages say ------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["continuous-integration.md", "many-texts.md"])
def test_pages_name_only_what_there_is(page: str) -> None:
    import click

    from h2hlint.commands import COMMANDS, Commands

    group = Commands("h2hlint")
    commands = [group.get_command(click.Context(group), name) for name in COMMANDS]
    known = {
        option for command in commands if command for parameter in command.params for option in parameter.opts + parameter.secondary_opts
    }
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)) - {"--hook-type"}
    assert named
    assert named <= known, named - known
    for link in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / "docs" / link).exists(), link


def test_the_page_names_every_format() -> None:
    from h2hlint.reports import REPORTS

    text = (ROOT / "docs" / "continuous-integration.md").read_text(encoding="utf-8")
    rows = [row.split("|")[1] for row in text.split("|---|---|\n")[1].split("\n\n")[0].splitlines()]
    assert [name for row in rows for name in re.findall(r"`([^`]+)`", row)] == list(REPORTS)
