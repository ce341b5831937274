"""The command line as its user meets it: what it prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest

from h2hlint import places
from tests.conftest import Run

SCHEMA = json.loads((places.DATA / "report.schema.json").read_text(encoding="utf-8"))
BAD = "We make innovative tea.\n"
GOOD = "The pot holds six cups.\n"


def test_findings_give_exit_code_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    done = run("check", "--isolated", "--lang", "en", "a.md")
    assert done.returncode == 1
    assert "a.md:1:9: warning:" in done.stdout
    assert "buzzword/empty-adjective" in done.stdout
    assert "^^^^^^^^^^" in done.stdout
    assert not done.stderr


def test_a_clean_text_gives_exit_code_0(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    assert run("check", "--isolated", "a.md").returncode == 0


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 0), ("warning", 1), ("note", 1)])
def test_fail_on(run: Run, tmp_path: Path, fail_on: str, code: int) -> None:
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    assert run("check", "--isolated", "--lang", "en", "--fail-on", fail_on, "a.md").returncode == code


def test_standard_input_under_a_name(run: Run) -> None:
    done = run("check", "--isolated", "--lang", "en", "--stdin-filename", "page.html", "-", text="<p>We make <b>innov</b>ative tea.")
    assert "page.html:1:15: warning" in done.stdout


def test_the_current_folder_is_the_default(run: Run, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / "b.py").write_text("innovative", encoding="utf-8")
    done = run("check", "--isolated", "--format", "json")
    files = json.loads(done.stdout)["files"]
    assert [(entry["path"].replace("\\", "/").removeprefix("./"), entry["language"]) for entry in files] == [("en/a.txt", "en")]


def test_json_follows_its_schema_and_repeats_byte_for_byte(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Tea\r\n\r\nWe make 😀 innovative, *innovative* tea.\r\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(GOOD, encoding="utf-8")
    first = run("check", "--isolated", "--lang", "en", "--format", "json", "a.md", "b.md", "missing.md")
    document = json.loads(first.stdout)
    jsonschema.validate(document, SCHEMA)
    assert [entry["path"] for entry in document["files"]] == ["a.md", "b.md"]
    findings = document["files"][0]["findings"]
    assert [finding["text"] for finding in findings] == ["innovative", "innovative"]
    assert findings[0]["start"] == {"line": 3, "column": 11, "offset": 19}
    assert findings[0]["fingerprint"] != findings[1]["fingerprint"]
    assert document["errors"][0]["path"] == "missing.md"
    assert document["summary"]["findings"] == 2
    assert first.returncode == 2
    assert run("check", "--isolated", "--lang", "en", "--format", "json", "a.md", "b.md", "missing.md").stdout == first.stdout


def test_a_fingerprint_survives_re_wrapping_and_moving(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We make innovative tea for you.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Hello.\n\nWe make\ninnovative tea\nfor you.\n", encoding="utf-8")
    files = json.loads(run("check", "--isolated", "--lang", "en", "--format", "json", "a.txt", "b.txt").stdout)["files"]
    assert files[0]["findings"][0]["fingerprint"] == files[1]["findings"][0]["fingerprint"]


def test_several_outputs(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    done = run("check", "--isolated", "--lang", "en", "--output", "json=out.json", "--output", "text=-", "a.md")
    assert "a.md:1:9" in done.stdout
    jsonschema.validate(json.loads((tmp_path / "out.json").read_text(encoding="utf-8")), SCHEMA)


def test_a_format_that_is_asked_for_is_printed_beside_the_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    done = run("check", "--isolated", "--lang", "en", "-f", "github", "--output", "json=out.json", "a.md")
    assert done.stdout.startswith("::warning file=a.md")
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["summary"]["findings"] == 1
    assert not run("check", "--isolated", "--lang", "en", "--output", "json=out.json", "a.md").stdout
    done = run("check", "--isolated", "--lang", "en", "--statistics", "--output", "json=no/out.json", "--output", "jsonl=out.jsonl", "a.md")
    assert (done.returncode, "1" in done.stdout, (tmp_path / "out.jsonl").exists()) == (2, True, True)
    assert "no/out.json: the report cannot be written" in done.stderr.replace("\\", "/")


@pytest.mark.parametrize(
    ("reader", "word"), [("da", "advarsel"), ("nb", "advarsel"), ("de", "Warnung"), ("pl", "ostrzeżenie"), ("en", "warning")]
)
def test_messages_in_the_readers_language(run: Run, tmp_path: Path, reader: str, word: str) -> None:
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    assert f": {word}: " in run("check", "--isolated", "--lang", "en", "--ui-lang", reader, "a.md").stdout
    assert f": {word}: " in run("check", "--isolated", "--lang", "en", "a.md", LC_ALL=f"{reader}_XX.UTF-8").stdout


def test_colour_only_when_asked_or_at_a_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    assert "\x1b[" not in run("check", "--isolated", "--lang", "en", "a.md").stdout
    assert "\x1b[" in run("check", "--isolated", "--lang", "en", "--color", "a.md").stdout


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder with every kind of file that cannot be read, and one that can."""
    (tmp_path / "good.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "binary.md").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "latin.txt").write_bytes("Gr\xf8nne b\xf8nner".encode("latin-1"))
    (tmp_path / "locked.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "rule.yml").write_text("language: en\nrules:\n  - id: house/x\n", encoding="utf-8")
    (tmp_path / "loop").mkdir()
    (tmp_path / "loop" / "again").symlink_to(tmp_path / "loop", target_is_directory=True)
    (tmp_path / "loop" / "in.md").write_text(BAD, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("broken")
def test_what_cannot_be_read_is_named_and_the_rest_linted(run: Run) -> None:
    names = ["good.md", "empty.md", "binary.md", "latin.txt", "nowhere.md", "loop", "file.doc"]
    done = run("check", "--isolated", "--lang", "en", "--rules", "rule.yml", *names)
    assert done.returncode == 2
    complaints = done.stderr.splitlines()
    assert len(complaints) == 5
    for name in ("rule.yml:3:5", "binary.md", "latin.txt", "nowhere.md", "file.doc"):
        assert sum(line.startswith(name) for line in complaints) == 1, name
    assert "Traceback" not in done.stderr
    assert "good.md:1:9" in done.stdout
    assert done.stdout.count("in.md:1:9") == 1


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root and Windows may read anything")
def test_an_unreadable_file_is_named(run: Run, broken: Path) -> None:
    (broken / "locked.md").chmod(0)
    done = run("check", "--isolated", "locked.md")
    assert done.returncode == 2
    assert done.stderr.startswith("locked.md: ")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "--format", "xml", "."], "no report format “xml”"),
        (["check", "--channel", "radio", "."], "radio"),
        (["check", "--output", "json", "."], "FORMAT=FILE"),
        (["explain", "buzzword/empty-adjectiv"], "did you mean buzzword/empty-adjective"),
        (["explain", "anglicism"], "did you mean buzzword/anglicism"),
        (["rules", "--lang", "fr"], "no rules in “fr”"),
        (["chekc"], "chekc"),
    ],
)
def test_bad_usage_is_one_sentence_and_exit_2(run: Run, arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_language_without_rules_is_reported_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Vi är här för att hjälpa dig med alla dina frågor om våra produkter och tjänster.\n", encoding="utf-8")
    done = run("check", "--isolated", "--format", "json", "--lang", "sv", "a.txt")
    entry = json.loads(done.stdout)["files"][0]
    assert (entry["covered"], entry["findings"], done.returncode) == (False, [], 0)
    assert len(done.stderr.splitlines()) == 1


def test_select_and_ignore(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("We make innovative tea. The form must be completed.\n", encoding="utf-8")

    def rules(*options: str) -> set[str]:
        done = run("check", "--isolated", "--lang", "en", "--format", "json", *options, "a.txt")
        return {finding["category"] for finding in json.loads(done.stdout)["files"][0]["findings"]}

    assert rules() == {"buzzword", "impersonal"}
    assert rules("--select", "buzzword") == {"buzzword"}
    assert rules("--ignore", "buzzword/empty-adjective,impersonal") == set()


def test_init_writes_a_config_that_check_reads(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    assert run("init").returncode == 0
    config = tmp_path / ".h2hlint.yml"
    assert run("check", "--lang", "en").returncode == 1
    config.write_text(config.read_text(encoding="utf-8").replace("# fail_on: warning", "fail_on: never"), encoding="utf-8")
    assert run("check", "--lang", "en").returncode == 0
    assert run("init").returncode == 2


def test_a_broken_config_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BAD, encoding="utf-8")
    (tmp_path / ".h2hlint.yml").write_text("langauge: en\n", encoding="utf-8")
    done = run("check", "a.txt")
    assert done.returncode == 2
    assert "did you mean “language”" in done.stderr
    assert ".h2hlint.yml:1:1:" in done.stderr


def test_explain_rules_and_expand(run: Run) -> None:
    explained = run("explain", "buzzword/empty-adjective", "--lang", "de", "--ui-lang", "en").stdout
    assert "why:" in explained
    assert "✗" in explained
    table = run("rules").stdout
    assert "consent/vague-purpose" in table
    assert all(language in table.splitlines()[0] for language in ("da", "nb", "de", "pl", "en"))
    assert "innowacyjnych" in run("rules", "expand", "buzzword/empty-adjective", "--lang", "pl").stdout


def test_inspect_as_json(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Tea\n\nOne cup. Two cups.\n", encoding="utf-8")
    entry = json.loads(run("inspect", "--isolated", "--lang", "en", "--format", "json", "a.md").stdout)["files"][0]
    assert [entry["sentences"][index] for index in (1, 2)] == [{"start": 7, "end": 15}, {"start": 16, "end": 25}]
    assert entry["language"] == "en"
    assert [block["kind"] for block in entry["blocks"]] == ["heading", "paragraph"]
