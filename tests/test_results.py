"""Results kept between runs, several processes, and the bar: whatever the way, the same bytes come out."""

from __future__ import annotations

import base64
import json
import marshal
import os
import quopri
import re
import shutil
import stat
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint import packing
from h2hlint.reports import REPORTS
from tests.conftest import Run

WORDS = ("innovative", "tulipan", "quokka", "secret", "form must be")
DU = "Du kannst uns schreiben. Dein Rad steht im Hof. Wir melden uns bei dir. Hast du Zeit, so holst du es ab.\n"
SIE = "Bitte rufen Sie uns an. Wir helfen Ihnen gern. Sonst schreiben wir Ihnen. Wann haben Sie Zeit? Was brauchen Sie?\n"
PAGE = "# Quokka\n\nWe make innovative tea for tulipan friends.\r\n\nThe form must be completed. \u00adSe&shy;cret secret.\n"


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache with compiled rules and no results; compiling takes most of a test's time."""
    folder = tmp_path_factory.mktemp("compiled")
    _fill(folder)
    env = {**os.environ, "H2HLINT_CACHE": str(folder / "cache")}
    for options in ((), ("--lang", "da")):
        command = [sys.executable, "-m", "h2hlint.cli", "check", "site", "--no-cache", *options]
        subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    return folder / "cache"


@pytest.fixture
def site(tmp_path: Path, compiled: Path) -> Path:
    """Pages with findings of every kind, clean ones, silenced ones, and some that cannot be read, under a config."""
    shutil.copytree(compiled, tmp_path / "cache")
    _fill(tmp_path)
    return tmp_path


def _fill(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    for number in range(8):
        (tmp_path / "site" / f"page{number}.md").write_text(PAGE + f"\nNumber {number}.\n", encoding="utf-8", newline="")
        (tmp_path / "site" / f"du{number}.de.md").write_text(DU, encoding="utf-8")
    (tmp_path / "site" / "sie.de.md").write_text(SIE, encoding="utf-8")
    (tmp_path / "site" / "quiet.md").write_text("<!-- h2hlint: ignore-next buzzword a quotation -->\n\nSome innovative tea.\n")
    (tmp_path / "site" / "named.md").write_text("Some innovative tea.\n", encoding="utf-8")
    (tmp_path / "site" / "good.md").write_text("The pot holds six cups.\n", encoding="utf-8")
    (tmp_path / "site" / "latin.md").write_bytes(b"Gr\xf8n")
    (tmp_path / "site" / ".h2hlint.yml").write_text(
        "rules: [house.yml]\nsuppress:\n  - {paths: [named.md], rules: [buzzword], reason: so named}\n"
        "  - {paths: [good.md], rules: [buzzword], reason: long gone}\n",
        encoding="utf-8",
    )
    (tmp_path / "site" / "house.yml").write_text(_house("quokka"), encoding="utf-8")


def _house(word: str) -> str:
    return (
        f"language: en\nrules:\n  - id: house/animal\n    message: “{{match}}” is an animal.\n    terms: [{word}]\n"
        f"    examples: {{bad: ['[{word}].'], good: ['tea.']}}\n"
    )


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_kept_results_give_the_same_bytes(run: Run, site: Path, form: str) -> None:
    cache = {"H2HLINT_CACHE": str(site / "cache")}
    bare = run("check", "site", "--format", form, "--no-cache", **cache)
    assert not (site / "cache" / "results").exists()
    first = run("check", "site", "--format", form, **cache)
    kept = _entries(site / "cache")
    again = run("check", "site", "--format", form, **cache)
    assert len(kept) == 20
    assert _entries(site / "cache") == kept
    for done in (first, again):
        assert (done.returncode, done.stdout, done.stderr) == (bare.returncode, bare.stdout, bare.stderr)
    assert bare.returncode == 2
    assert "silences nothing any more" in bare.stderr


def test_what_is_kept_holds_no_word_of_the_texts(run: Run, site: Path) -> None:
    """Neither as bytes, in any encoding, nor inside what they unpack to: there are numbers and hashes only."""
    cache = site / "cache"
    run("check", "site", H2HLINT_CACHE=str(cache))
    texts = [path.read_text(encoding="utf-8") for path in (site / "site").glob("*.md") if path.name != "latin.md"]
    words = (
        {word.lower() for text in texts for word in re.findall(r"[^\W\d_]{4,}", text)} | set(WORDS) | {"page1", "house/animal", "buzzword"}
    )
    assert len(words) > 30
    for path in _entries(cache):
        held = path.read_bytes().lower()
        for word in words:
            assert not [code for code in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le") if word.encode(code) in held], (path, word)
        _no_text(_held(path))
    for path in cache.rglob("*"):
        assert not path.is_file() or b"tulipan" not in path.read_bytes(), "a word of no rule"


def _held(path: Path) -> object:
    """Return what an entry holds behind the checksum by which a damaged one is known."""
    return marshal.loads(path.read_bytes()[4:])  # noqa: S302  (written by the test's own run)


def _no_text(kept: object) -> None:
    if isinstance(kept, tuple):
        for one in kept:
            _no_text(one)
    elif isinstance(kept, bytes):
        assert len(kept) == 12, "a hash"
    else:
        assert kept is None or isinstance(kept, int), kept


def _entries(cache: Path) -> list[Path]:
    """Return the kept results, without what the rules say."""
    return sorted(path for path in (cache / "results").glob("*/*") if path.parent.name != "rules")


def test_what_stands_beside_the_results_is_the_same_whatever_was_linted(run: Run, tmp_path: Path, compiled: Path) -> None:
    held = []
    for name, text in (("a", PAGE), ("b", "Synergies enable our valued customers.\n")):
        shutil.copytree(compiled, tmp_path / name)
        (tmp_path / "page.md").write_text(text, encoding="utf-8")
        run("check", "--isolated", "page.md", H2HLINT_CACHE=str(tmp_path / name))
        assert len(_entries(tmp_path / name)) == 1
        held.append({path.name: path.read_bytes() for path in (tmp_path / name / "results" / "rules").iterdir()})
    assert len(held[0]) == 1
    assert held[0] == held[1]


@pytest.mark.skipif(os.name != "posix", reason="modes are of POSIX")
def test_what_is_kept_is_for_its_owner_only(run: Run, site: Path) -> None:
    before = os.umask(0)
    try:
        shutil.rmtree(site / "cache")
        run("check", "site", H2HLINT_CACHE=str(site / "cache"))
    finally:
        os.umask(before)
    for path in [site / "cache", *(site / "cache").rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


BODY = "Kære kunde\n\nVi tilbyder en innovativ løsning på dét, øvrige spørgsmål “besvares” løbende.\n"
MAIL = "Subject: Ny løsning\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {}\n\n{}"
ENCODED = {
    "base64.eml": MAIL.format("base64", base64.encodebytes(BODY.encode()).decode()),
    "quoted.eml": MAIL.format("quoted-printable", quopri.encodestring(BODY.encode()).decode()),
    "entities.html": f"<p>{BODY.encode('ascii', 'xmlcharrefreplace').decode()}</p>",
    "escapes.json": json.dumps({"mail": {"intro.text": BODY}}),
    "soft.md": BODY.replace("inno", "in\u00ad*no*&shy;").replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_texts_that_a_file_writes_otherwise_are_kept_too(run: Run, tmp_path: Path, compiled: Path, name: str) -> None:
    shutil.copytree(compiled, tmp_path / "cache")
    (tmp_path / name).write_text(ENCODED[name], encoding="utf-8", newline="")
    bare, first, again = (_json(run, tmp_path, name, *options) for options in (("--no-cache",), (), ()))
    assert bare == first == again
    assert "innovati" in bare
    (entry,) = _entries(tmp_path / "cache")
    _no_text(_held(entry))


def test_a_text_that_is_all_numbers_is_linted_again(run: Run, tmp_path: Path, compiled: Path) -> None:
    """Its words stand nowhere in the file, so they could be kept as such only."""
    shutil.copytree(compiled, tmp_path / "cache")
    (tmp_path / "page.html").write_text(f"<p>{''.join(f'&#{ord(sign)};' for sign in BODY)}</p>", encoding="utf-8")
    bare, first, again = (_json(run, tmp_path, "page.html", *options) for options in (("--no-cache",), (), ()))
    assert bare == first == again
    assert "innovati" in bare
    assert not _entries(tmp_path / "cache")


def _json(run: Run, folder: Path, name: str, *options: str) -> str:
    return run("check", "--isolated", "--lang", "da", "--format", "json", *options, name, H2HLINT_CACHE=str(folder / "cache")).stdout


@given(st.text(max_size=80), st.text(max_size=60), st.text(max_size=200), st.text(max_size=20), st.integers(0, 300))
def test_a_string_comes_back_from_its_stretches(wanted: str, says: str, text: str, words: str, near: int) -> None:
    texts = (says, text, words)
    with suppress(packing.Unspelt):
        assert packing.spelt(packing.spelling(wanted, texts, near), texts) == wanted
    known = (says + words)[::2] + text[near // 2 :] + words
    assert packing.spelt(packing.spelling(known, texts, near), texts) == known


def test_a_result_is_not_taken_for_another_text_path_rule_or_setting(run: Run, site: Path) -> None:
    cache = {"H2HLINT_CACHE": str(site / "cache")}

    def found(*options: str) -> str:
        done = run("check", "site/page1.md", "--format", "json", *options, **cache)
        assert done.stdout == run("check", "site/page1.md", "--format", "json", *options, "--no-cache", **cache).stdout
        return done.stdout

    before = found()
    assert len({before, found("--ui-lang", "da"), found("--channel", "email"), found("--select", "consent"), found("--lang", "da")}) == 5
    (site / "site" / "house.yml").write_text(_house("friends"), encoding="utf-8")
    assert "“friends” is an animal" in found()
    (site / "site" / "page1.md").write_text("We sell innovative cups for the tea, and that is all.\n", encoding="utf-8")
    assert '"offset": 8' in found()
    (site / "site" / "page1.md").rename(site / "site" / "page1.da.md")
    done = run("check", "site/page1.da.md", "--format", "json", **cache)
    assert '"language": "da"' in done.stdout


def test_texts_of_a_run_are_compared_also_where_some_are_kept(run: Run, site: Path) -> None:
    """The page that says Sie among pages that say du is found whichever of them was read anew."""
    cache = {"H2HLINT_CACHE": str(site / "cache")}
    odd = "site/sie.de.md:"
    assert odd in run("check", "site", **cache).stdout
    assert odd in run("check", "site", **cache).stdout
    (site / "site" / "du3.de.md").write_text("Komm gern vorbei. " + DU, encoding="utf-8")
    assert odd in run("check", "site", **cache).stdout
    for path in (site / "site").glob("du*"):
        path.write_text(SIE, encoding="utf-8")
    assert odd not in run("check", "site", **cache).stdout


def test_a_mistake_is_told_again(run: Run, site: Path) -> None:
    cache = {"H2HLINT_CACHE": str(site / "cache")}
    (site / "bad.yml").write_text("language: en\nrules:\n  - extends: buzzword/empty-adjective\n    remove: [nowhere]\n", encoding="utf-8")
    first = run("check", "site/page1.md", "--rules", "bad.yml", **cache)
    assert (first.returncode, "bad.yml:" in first.stderr) == (2, True)
    assert run("check", "site/page1.md", "--rules", "bad.yml", **cache).stderr == first.stderr


def test_a_damaged_result_is_made_anew(run: Run, site: Path) -> None:
    cache = {"H2HLINT_CACHE": str(site / "cache")}
    expected = run("check", "site", **cache).stdout
    for number, path in enumerate(sorted((site / "cache").rglob("*"))):
        if path.is_file():
            held = path.read_bytes()
            path.write_bytes((b"", held[:-1], held[:20] + b"?" + held[21:], b"\0" * 40)[number % 4])
    assert run("check", "site", **cache).stdout == expected


def test_what_was_kept_long_ago_goes(run: Run, site: Path) -> None:
    cache = site / "cache"
    run("check", "site", H2HLINT_CACHE=str(cache))
    old = time.time() - 40 * 24 * 60 * 60
    for path in [*(cache / "results").glob("*/*"), cache / "results" / "cleaned"]:
        os.utime(path, (old, old))
    run("check", "site/page1.md", "--lang", "en", H2HLINT_CACHE=str(cache))
    assert len(_entries(cache)) == 1


def test_standard_input_is_not_kept(run: Run, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for name in ((), ("--stdin-filename", "a.md")):
        run("check", "--isolated", *name, "-", text="Some innovative tea.\n", H2HLINT_CACHE=str(cache))
    assert not (cache / "results").exists()


def test_runs_at_once_without_results_agree(site: Path) -> None:
    command = [sys.executable, "-m", "h2hlint.cli", "check", "site"]
    env = {**os.environ, "H2HLINT_CACHE": str(site / "cache"), "LC_ALL": "C.UTF-8"}
    runs = [subprocess.Popen(command, cwd=site, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
    ((out, error, code),) = {(*one.communicate(timeout=100), one.returncode) for one in runs}
    assert code == 2
    assert b"innovative" in out
    assert not list((site / "cache").rglob(f"*.{runs[0].pid}"))
    assert b"Traceback" not in error


# --- several processes -------------------------------------------------------------------------


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(("form", "jobs"), [("text", "2"), ("json", "3"), ("sarif", "0")])
def test_jobs_give_the_same_bytes(run: Run, form: str, jobs: str) -> None:
    one = run("check", "site", "--format", form, "--no-cache")
    many = run("check", "site", "--format", form, "--no-cache", "--jobs", jobs)
    assert (many.returncode, many.stdout, many.stderr) == (one.returncode, one.stdout, one.stderr)


def test_jobs_tell_the_same_mistakes(run: Run, site: Path) -> None:
    (site / "bad.yml").write_text("language: en\nrules:\n  - extends: buzzword/empty-adjective\n    remove: [nowhere]\n", encoding="utf-8")
    for options in (("--rules", "bad.yml"), ("--select", "buzzwort"), ("--rules", "none.yml")):
        one = run("check", "site", "--no-cache", *options)
        many = run("check", "site", "--no-cache", "--jobs", "2", *options)
        assert many.returncode == 2
        assert (many.stdout, many.stderr) == (one.stdout, one.stderr)


def test_what_jobs_found_is_kept(run: Run, site: Path) -> None:
    cache = {"H2HLINT_CACHE": str(site / "cache")}
    many = run("check", "site", "--jobs", "2", **cache)
    assert len(_entries(site / "cache")) == 20
    assert run("check", "site", **cache).stdout == many.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="needs /proc")
@pytest.mark.usefixtures("site")
def test_a_helper_that_is_ended_is_one_sentence(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / "site" / f"long{number}.md").write_text("We make innovative tea.\n\n" * 2000 + f"{number}\n", encoding="utf-8")
    command = [sys.executable, "-m", "h2hlint.cli", "check", "site", "--no-cache", "--jobs", "2"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        while process.poll() is None and not children.read_text(encoding="ascii").split():
            time.sleep(0.02)
        os.kill(int(children.read_text(encoding="ascii").split()[0]), 9)
        said = process.communicate(timeout=100)[1]
    assert process.returncode == 2
    assert "h2hlint: a process that helped was ended from outside" in said
    assert "Traceback" not in said


# --- the bar -----------------------------------------------------------------------------------


SLOW = "import sys, time\nfrom h2hlint import progress\nfor _ in progress.shown(range(4), 4): time.sleep(0.6)\n"


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_a_bar_for_a_long_run_at_a_terminal() -> None:
    said = _at_a_terminal([sys.executable, "-c", SLOW])
    assert b"\r[" in said
    assert b"] 4/4" in said
    assert said.endswith(b"\r\x1b[K")
    assert not _at_a_terminal([sys.executable, "-c", SLOW], TERM="dumb")
    assert not subprocess.run([sys.executable, "-c", SLOW], capture_output=True, check=True).stderr


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_no_bar_for_a_short_run(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.md").write_text("The pot holds six cups.\n", encoding="utf-8")
    assert not _at_a_terminal([sys.executable, "-m", "h2hlint.cli", "check", "--isolated", "--no-cache", str(tmp_path)])


def _at_a_terminal(command: list[str], **environment: str) -> bytes:
    """Return what a command says on standard error when that is a terminal."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env={**os.environ, "TERM": "xterm", **environment}, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        said = b""
        while data := _read(ours):
            said += data
        process.wait()
    os.close(ours)
    return said


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""
