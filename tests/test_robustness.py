"""Nasty texts, rules, names and surroundings: no traceback, no hang, no silent skip.

What is said here of the command line is tried in a child process with a time limit; long
ones of one sign over and over must not run away.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from h2hlint.lint import Linter
from h2hlint.phrases import MAX_GAP, parse
from h2hlint.settings import Settings
from h2hlint.text import Source
from tests.bait import BAIT, SEARCHES
from tests.conftest import HOUSE_RULE
from tests.patience import patience

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="pipes, links and modes of Unix")
Check = Callable[..., "subprocess.CompletedProcess[bytes]"]
SECONDS = 60
SIZE = 32_000
"""Code points of a text that searches try in vain."""


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a cache folder that the tests of this file share."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def check(tmp_path: Path, compiled: str) -> Check:
    """Run `h2hlint check` on English texts in `tmp_path`; no run may end with a bug, a traceback or a signal."""
    (tmp_path / "house.yml").write_text(HOUSE_RULE, encoding="utf-8")

    def start(*arguments: str | bytes, redirect: str = "", data: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        command: list[str | bytes] = [sys.executable, "-m", "h2hlint.cli", "check", "--isolated", "--lang", "en", *arguments]
        if redirect:
            command = ["bash", "-c", f'"$0" "$@" {redirect}', *command]
        env = {"LC_ALL": "C.UTF-8", "H2HLINT_CACHE": compiled, **environment}
        done = subprocess.run(
            command, input=data, capture_output=True, cwd=tmp_path, env={**os.environ, **env}, timeout=SECONDS, check=False
        )
        assert done.returncode in (0, 1, 2), done.stderr[-500:]
        assert b"Traceback" not in done.stderr
        assert b"Exception ignored" not in done.stderr
        return done

    return start


# --- texts -----------------------------------------------------------------------------------

TEXTS: dict[str, tuple[str, int]] = {
    "empty.md": ("", 0),
    "white.txt": (" \n\t\r\n\u00a0\u2003\n", 0),
    "deep.html": ("<div>" * 100_000 + "innovative", 1),
    "open.html": ("<p>" * 50_000 + "innovative", 1),
    "half.html": ("<a " * 50_000, 0),
    "quotes.html": ('<a href="x' * 50_000, 0),
    "comments.html": ("<!--" * 50_000 + "innovative", 0),
    "references.html": ("&amp" * 50_000 + " &#" * 50_000, 0),
    "deep.md": (">" * 20_000 + " innovative", 0),  # what others say
    "brackets.md": ("[" * 50_000, 0),
    "stars.md": ("*a **b" * 10_000, 0),
    "items.md": ("- " * 3_000 + "innovative", 1),
    "links.md": ("[a]: b\n" + "[a]" * 20_000, 0),
    "matter.md": ("---\n" + "a: [" * 20_000 + "\n---\ninnovative", 1),
    "matter-quotes.md": ("---\na: [" + "\"'," * 20_000 + "\n---\ninnovative", 1),
    "one-word.txt": ("a" * 5_000_000, 0),
    "one-mark.txt": ("wow" + "!" * 100_000 + " so", 1),
    "marks.txt": ('"' * 100_000, 0),
    "open-marks.txt": ("„a " * 50_000, 0),
    "placeholders.txt": ("{x}" * 50_000, 0),
    "points.txt": ("a" + "." * 100_000 + " b", 0),
    "combining.txt": ("a" + "\u0301" * 100_000 + " innovative", 1),
    "rtl.txt": ("\u202eשלום innovative\u202c مرحبا", 1),
    "joiners.txt": ("inno\u00advative in\u200bnovative 👩\u200d👩\u200d👧 𝄞 innovative", 4),  # three words, and that there are three
    "cases.txt": ("İnnovative ınnovative ßß ﬁne ǅ innovative İ", 1),
    "controls.txt": ("\x0b\x0c\x1c innovative \x85\u2028 innovative", 2),
}
"""File name to a text and how many findings are on it."""


def test_nasty_texts_are_read_to_their_end(check: Check, tmp_path: Path) -> None:
    for name, (text, _) in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    done = check("--format", "json", "--select", "buzzword,pressure/shouting", *TEXTS)
    counts = {entry["path"]: len(entry["findings"]) for entry in json.loads(done.stdout)["files"]}
    assert counts == {name: count for name, (_, count) in TEXTS.items()}
    assert not done.stderr


def test_a_line_of_five_megabytes(check: Check, tmp_path: Path) -> None:
    (tmp_path / "line.txt").write_text(("We keep the pot warm for you, tea, " * 100 + "synergy ") * 1_500, encoding="utf-8")
    done = check("--rules", "house.yml", "--no-default-rules", "--output", "json=out.json", "line.txt")
    assert done.returncode == 1
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["summary"]["findings"] == 1_500


def test_a_nul_byte_is_named(check: Check, tmp_path: Path) -> None:
    (tmp_path / "nul.md").write_bytes(b"a\n\0 innovative")
    done = check("nul.md")
    assert done.returncode == 2
    assert done.stderr.startswith(b"nul.md:2: ")


# --- growth: what takes a square of its size runs away; benchmarks/growth.py measures it ------


@pytest.mark.parametrize("name", SEARCHES)
def test_no_search_runs_away(name: str) -> None:
    baits = [bait for bait in BAIT if not (name == "link" and "\n" in bait)]  # pyromark itself, on paragraphs of 10k lines and more
    with patience():
        for bait in baits:
            SEARCHES[name](bait * (SIZE // len(bait)))


HITS = (
    "innovative ", '"a" innovative ', "If you have questions, innovative Tea ", "not innovative. ", "it must be completed ",
    "please contact us if you must be told ", "“a innovative ", "call 5 days €5 innovative ", "Innovative TEA NOW FOR ALL! ",
)  # fmt: skip


@pytest.mark.parametrize("bait", HITS)
def test_a_block_full_of_hits_is_read(bait: str) -> None:
    linter = _english()
    with patience():
        linter.lint(Source("a.txt", bait * 4_000, "text"))


@cache
def _english() -> Linter:
    return Linter(Settings(language="en"))


# --- rules -----------------------------------------------------------------------------------

HOUSE = "language: en\nrules:\n  - id: house/rule\n    message: m\n    {}\n    examples: {{bad: [x], good: [y]}}\n"
LAUGHS = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 14))
BROKEN = {
    "deep list": "[" * 100_000,
    "deep dashes": "- " * 100_000 + "a",
    "deep mapping": "\n".join(" " * depth + "a:" for depth in range(1_500)),
    "deep quoted": 'a: ["]", ' + '[["]"], ' * 20_000,
    "bomb": f"a0: &a0 [x]\n{LAUGHS}language: en\nrules: *a13\n",
    "itself": "language: en\nrules: &a\n  - *a\n",
    "python": 'language: en\nrules: !!python/object/apply:os.system ["echo"]\n',
    "nothing": "",
    "a text": "hello",
    "two documents": HOUSE.format("terms: [a]") + "---\n" + HOUSE.format("terms: [a]"),
    "unknown language": HOUSE.format("terms: [a]").replace("en", "fr", 1),
    "language outside": HOUSE.format("terms: [a]").replace("en", "../en", 1),
    "language of NUL": HOUSE.format("terms: [a]").replace("en", '"\\0"', 1),
    "language too long": HOUSE.format("terms: [a]").replace("en", "a" * 400, 1),
    "no term": HOUSE.format("terms: []"),
    "empty term": HOUSE.format('terms: [""]'),
    "signs only": HOUSE.format('terms: ["!!!"]'),
    "gap only": HOUSE.format('terms: ["..."]'),
    "star only": HOUSE.format('terms: ["*"]'),
    "option only": HOUSE.format('terms: ["[a]"]'),
    "endless gap": HOUSE.format('terms: ["a ...9999 b"]'),
    "gap of many digits": HOUSE.format(f'terms: ["a ...{"9" * 5_000} b"]'),
    "deep brackets": HOUSE.format(f'terms: ["{"(" * 5_000}a{")" * 5_000}"]'),
    "many options": HOUSE.format(f'terms: ["a {"[b] " * 300}"]'),
    "many long options": HOUSE.format(f'terms: ["a {"[b c] " * 30}"]'),
    "empty list": HOUSE.format('terms: ["{x} a"]').replace("rules:", "lists: {x: []}\nrules:"),
    "list in itself": HOUSE.format('terms: ["{x} a"]').replace("rules:", 'lists: {x: ["{y}"], y: ["{x}"]}\nrules:'),
    "range of points": HOUSE.format('terms: ["<number:1.2.3>"]'),
    "range of days": HOUSE.format('terms: ["<date:5..>"]'),
    "unknown metric": HOUSE.format("metric: {name: foo}"),
    "metric in words": HOUSE.format("metric: {name: long-sentence, limit: many}"),
    "raised number": HOUSE.format("terms: [a]\n    min_hits: ²"),
    "number of many digits": HOUSE.format(f"terms: [a]\n    min_hits: {'9' * 5_000}"),
    "reach of many digits": HOUSE.format(f"terms: [a]\n    unless_nearby: {{within: {'9' * 5_000} words, any: [b]}}"),
    "unknown role": HOUSE.format("terms: [a]\n    severity_where: {nowhere: error}"),
}


def test_broken_rules_are_named_and_the_others_used(check: Check, tmp_path: Path) -> None:
    """Each broken file gives one sentence with its place; the good file among them still finds its word."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "good.yml").write_text(HOUSE_RULE, encoding="utf-8")
    for name, text in BROKEN.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Pure synergy.\n", encoding="utf-8")
    done = check("--no-default-rules", "--rules", "rules", "a.txt")
    complaints = done.stderr.decode().splitlines()
    assert sorted(line.split(":")[0] for line in complaints) == sorted(f"rules/{name}.yml" for name in BROKEN)
    assert all(line.split(":")[1].isdigit() for line in complaints)
    assert done.returncode == 2
    assert b"a.txt:1:6: warning" in done.stdout


HEAVY = {
    "('" + "|".join(f"w{number}" for number in range(20_000)) + "') tea": "w7 tea",
    f"a ...{MAX_GAP} a ...{MAX_GAP} a ...{MAX_GAP} a ...{MAX_GAP} a ...{MAX_GAP} zz": "a",
    "x " + "[a] " * 50 + "zz": "x a a",
    "a " + "[a] " * 50 + "zz": "a",
    f"zz ...{MAX_GAP} a ...{MAX_GAP} a ...{MAX_GAP} b": "a b",
    "<number> " + "[<number>] " * 20 + "zz": "5",
    "a*": "a",
    "*a": "ba",
    "*a*": "bab",
    "a*b": "acb",
    "a": "a",
}
"""Phrases to words of which a long text is made."""


@pytest.mark.parametrize("phrase", HEAVY, ids=lambda phrase: phrase[:12])
def test_no_phrase_hangs_a_run(tmp_path: Path, phrase: str) -> None:
    path = tmp_path / "house.yml"
    path.write_text(HOUSE.format("terms: ['{}']".format(phrase.replace("'", ""))), encoding="utf-8")
    linter = Linter(Settings(language="en", rules=(str(path),), default_rules=False))
    assert not linter.errors
    words = HEAVY[phrase] + " "
    with patience():
        linter.lint(Source("a.txt", words * (10_000 // len(words)), "text"))


def test_lists_that_name_lists_are_read_once() -> None:
    lists = {f"l{number}": [f"{{l{number + 1}}}"] * 10 for number in range(25)} | {"l25": ["a", "b"]}
    assert len(parse("{l0} tea", lists)) == 1


# --- streams, files, names -------------------------------------------------------------------


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.txt"
    path.write_text("We make innovative tea.\n", encoding="utf-8")
    return path


@pytest.mark.usefixtures("bad")
@pytest.mark.parametrize("redirect", ["2>&-", "- <&-", ">&-", ">/dev/full"])
def test_streams_that_are_closed_or_full(check: Check, redirect: str) -> None:
    assert check("bad.txt", redirect=redirect).returncode == (1 if redirect == "2>&-" else 2)


def test_a_pipe_that_closes_early(check: Check, tmp_path: Path) -> None:
    (tmp_path / "much.txt").write_text("Innovative tea.\n\n" * 5_000, encoding="utf-8")
    done = check("much.txt", redirect='| head -1; exit "${PIPESTATUS[0]}"')
    assert b"much.txt:1:1" in done.stdout
    assert not done.stderr


@pytest.mark.usefixtures("bad")
@pytest.mark.parametrize("target", ["missing/report.json", ".", "bad.txt/report.json"])
def test_a_report_that_cannot_be_written(check: Check, target: str) -> None:
    done = check("--output", f"json={target}", "bad.txt")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert target.encode() in done.stderr


def test_a_file_name_that_is_no_text(check: Check, tmp_path: Path) -> None:
    name = b"\xff\xfe.txt"
    try:
        (tmp_path / os.fsdecode(name)).write_text("We make innovative tea.\n", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    for arguments in (("-f", "json"), ("-f", "text"), ("--output", "json=out.json")):
        assert check(*arguments, name, PYTHONIOENCODING="utf-8:strict").returncode == 1
        assert check(*arguments, ".", PYTHONIOENCODING="utf-8:strict").returncode == 1
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["summary"]["findings"] == 1


def test_half_a_surrogate_pair_in_a_text(check: Check, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('---\ntitle: "innovative \\ud800 tea"\n---\nWe.\n', encoding="utf-8")
    (tmp_path / "a.html").write_text("<p>&#xd800; innovative &#xdfff; tea", encoding="utf-8")
    (tmp_path / "r.yml").write_text(HOUSE.format('terms: ["innovative tea"]').replace("m\n", '"{match}"\n'), encoding="utf-8")
    for form in ("json", "text"):
        assert check("--rules", "r.yml", "-f", form, "a.md", "a.html", PYTHONIOENCODING="utf-8:strict").returncode == 1


@pytest.mark.usefixtures("bad")
@pytest.mark.parametrize("option", ["--rules", "--config", ""])
def test_names_longer_than_a_name_may_be(check: Check, option: str) -> None:
    name = "a" * 5_000 + ".txt"
    done = check(*([option] if option else []), name, "bad.txt")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_vanishes_before_it_is_read(tmp_path: Path, bad: Path) -> None:
    """The first file of the walk is a pipe, at which the run waits while the next file goes."""
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "h2hlint.cli", "check", "--isolated", "--lang", "en", "a.txt", "bad.txt", "good.txt"]
    (tmp_path / "good.txt").write_text("Innovative.\n", encoding="utf-8")
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        with pipe.open("w", encoding="utf-8") as end:
            bad.unlink()
            end.write("Innovative.\n")
        out, error = child.communicate(timeout=SECONDS)
    assert child.returncode == 2
    assert [line.split(b":")[0] for line in error.splitlines()] == [b"bad.txt"]
    assert b"a.txt:1:1" in out
    assert b"good.txt:1:1" in out


# --- cache -----------------------------------------------------------------------------------


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:500] + bytes([data[500] ^ 1]) + data[501:],
    "garbage": lambda _: bytes(range(256)) * 8,
}


@pytest.mark.usefixtures("bad")
def test_a_damaged_cache_is_made_anew(check: Check, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    options = ("--no-default-rules", "--rules", "house.yml", "bad.txt", "synergy.txt")
    (tmp_path / "synergy.txt").write_text("Synergy.\n", encoding="utf-8")
    expected = check(*options, H2HLINT_CACHE=str(cache)).stdout
    (kept,) = cache.glob("house-*")
    whole = kept.read_bytes()
    for damage in DAMAGE.values():
        kept.write_bytes(damage(whole))
        assert check(*options, H2HLINT_CACHE=str(cache)).stdout == expected
        assert kept.read_bytes() == whole


@pytest.mark.usefixtures("bad")
def test_a_cache_that_cannot_be_used_is_done_without(check: Check, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    (tmp_path / "file").write_text("", encoding="utf-8")
    for folder in ("locked", "file", "file/below", "/proc/none", "/dev/null"):
        done = check("--no-default-rules", "--rules", "house.yml", "bad.txt", H2HLINT_CACHE=folder)
        assert (done.returncode, done.stderr) == (0, b""), folder


def test_two_runs_at_once_on_an_empty_cache(tmp_path: Path) -> None:
    (tmp_path / "house.yml").write_text(HOUSE_RULE, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Synergy.\n", encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "h2hlint.cli",
        "check",
        "--isolated",
        "--no-default-rules",
        "--rules",
        "house.yml",
        "--lang",
        "en",
        "a.txt",
    ]
    env = {**os.environ, "H2HLINT_CACHE": str(tmp_path / "cache")}
    runs = [subprocess.Popen(command, cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    results = {(*one.communicate(timeout=SECONDS), one.returncode) for one in runs}
    ((out, error, code),) = results
    assert (error, code) == (b"", 1)
    assert b"a.txt:1:1" in out
    assert len(list((tmp_path / "cache").glob("house-*"))) == 1
