"""The HTML report without a browser: one file that loads nothing, in which no text can become markup, and all of a text stands."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from h2hlint import formats
from h2hlint.findings import Finding
from h2hlint.lint import Linter, Report
from h2hlint.names import READER_LANGUAGES
from h2hlint.reports import REPORTS, Outcome, Style, webwords
from h2hlint.reports.reading import plain_text
from h2hlint.settings import Settings
from h2hlint.sources import find, read
from h2hlint.text import Source, Span
from tests.conftest import Run
from tests.report_readers import Page

EXAMPLES = Path(__file__).parent.parent / "examples"
HOSTILE = (
    "</script><script>alert(1)</script> innovative",
    "<!--<script> innovative --!>",
    '<img src=x onerror="alert(1)"> innovative tea',
    "]]></style><svg onload=alert(1)> innovative",
    "innovative\u2028tea \u2029 &lt;b&gt; &amp;#60;",
    "javascript:alert(1) \"><a href='javascript:alert(1)'>innovative</a>",
    "\x00\x0b innovative \ud83d tea {} ${1} {data} {reader}",
)


def _report(text: str, name: str = "a.txt") -> Report:
    return Linter(Settings(language="en")).lint(Source(name, text, formats.format_of(name) or "text"))


def _page(*reports: Report, reader: str = "en") -> str:
    return REPORTS["html"](Outcome(reports, []), Style(reader))


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_nothing_is_loaded_and_only_its_own_scripts_may_run() -> None:
    page = Page(_page(_report("We make innovative tea.")))
    policy = next(attrs["content"] or "" for tag, attrs in page.elements if tag == "meta" and "Policy" in str(attrs.get("http-equiv")))
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert rules["default-src"] == "'none'"
    for kind, rule in (("script", "script-src"), ("style", "style-src")):
        own = [text for tag, attrs, text in page.inside if tag == kind and attrs.get("type") != "application/json"]
        assert own
        assert rules[rule].split() == [_hash(text) for text in own]
    for _, attrs in page.elements:
        assert not {"src", "href", "style", "srcdoc", "action"} & attrs.keys()
        assert not [name for name in attrs if name.startswith("on")]
    styles = "".join(text for tag, _, text in page.inside if tag == "style")
    assert "url(" not in styles
    assert "@import" not in styles


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("place", ["text", "name"])
def test_a_hostile_text_or_name_stays_text(text: str, place: str) -> None:
    text = text if place == "text" else text.replace("\ud83d", "\udc80").replace("\x00", "")  # what Python makes of a name that is no UTF-8
    calm, tried = (
        Page(_page(_report(*both))) for both in (("innovative", "a.txt"), (text, "a.txt") if place == "text" else ("innovative", text))
    )
    count = [tag for tag, _ in calm.elements if tag in ("script", "style", "img", "svg", "a")]
    assert [tag for tag, _ in tried.elements if tag in ("script", "style", "img", "svg", "a")] == count
    shown = tried.data["files"][0]
    assert shown["findings"] or "innovative" not in text
    if place == "text":
        said = "".join(run if isinstance(run, str) else run[0] for block in shown["blocks"] for run in block["runs"])
        assert "innovative" in said


def test_json_in_the_page_holds_no_sign_that_could_end_it() -> None:
    page = _page(*(_report(text) for text in HOSTILE))
    start = page.index('id="data">') + len('id="data">')
    inside = page[start : page.index("</script>", start)]
    assert not set("<>&\u2028\u2029") & set(inside)
    assert not re.search("[\ud800-\udfff]", inside)
    json.loads(inside)


def test_every_mark_stands_on_the_words_of_its_finding() -> None:
    reports = [Linter(Settings()).lint(read(str(path))) for path in find([str(EXAMPLES)]) if isinstance(path, str)]
    seen = 0
    for report in reports:
        blocks = [block for found, _ in formats.texts(report.source) for block in found]
        shown = plain_text(report, blocks, "en")
        marked: dict[int, str] = {}
        for block in shown["blocks"]:
            for run in block["runs"]:
                for number in [] if isinstance(run, str) else run[1:]:
                    marked[number] = marked.get(number, "") + run[0]
        assert {number: report.findings[number].words for number in marked} == marked
        assert sorted([*marked, *shown["loose"]]) == list(range(len(report.findings)))
        assert ["".join(run if isinstance(run, str) else run[0] for run in block["runs"]) for block in shown["blocks"]] == [
            block.text for block in blocks if block.kind != "directive"
        ]
        seen += len(marked)
    assert seen > 100


def test_a_finding_around_an_attribute_is_not_shown_in_it() -> None:
    report = _report('<p>We make innovative <a title="Every cup counts" href="/x">and future-proof</a> tea.</p>', "a.html")
    words = Span(report.source.text.index("innovative"), report.source.text.index(" tea."))
    whole = Finding("a.html", words, "house/whole", "note", "en", "m", "w", "a", words="innovative and future-proof")
    around = Report(report.source, "en", True, "website", (whole,))
    shown = plain_text(around, formats.extract(report.source), "en")
    marks = [run[0] for block in shown["blocks"] for run in block["runs"] if not isinstance(run, str)]
    assert "".join(marks) == "innovative and future-proof"


def test_what_stands_in_no_block_is_told_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("<!-- h2hlint: off buzzword we quote -->\n\nThe pot holds six cups.\n", encoding="utf-8")
    done = run("check", "a.md", "--isolated", "--lang", "en", "--format", "html")
    shown = Page(done.stdout).data["files"][0]
    assert shown["loose"] == list(range(len(shown["findings"])))
    assert shown["findings"]


@pytest.mark.parametrize("reader", READER_LANGUAGES)
def test_it_speaks_the_readers_language(reader: str) -> None:
    page = _page(_report("We make innovative tea."), reader=reader)
    assert f'<html lang="{reader}">' in page
    assert webwords.words(reader)["report"] in page
    english, own = webwords.words("en"), webwords.words(reader)
    assert own.keys() == english.keys()
    assert [key for key in own if str(own[key]).count("{}") and not str(english[key]).count("{}")] == []
    if reader != "en":
        same = [key for key in own if own[key] == english[key] and isinstance(own[key], str)]
        assert set(same) <= {"score", "auto-found", "auto"}


def test_it_says_what_could_not_be_read_and_how_the_score_came_about(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("We make innovative tea.\n", encoding="utf-8")
    (tmp_path / "b.json").write_text('{"a": ', encoding="utf-8")
    done = run("check", "a.md", "b.json", "--isolated", "--lang", "en", "--ui-lang", "da", "--output", "html=report.html")
    assert done.returncode == 2
    page = Page((tmp_path / "report.html").read_text(encoding="utf-8"))
    data = page.data
    assert [error[0] for error in data["errors"]] == ["b.json"]
    file = data["files"][0]
    assert 100 - sum(points for *_, points in file["parts"]) == pytest.approx(file["score"], abs=0.2)
    assert data["score"] == file["score"]


def test_the_same_run_makes_the_same_bytes_and_a_list_without_scripts() -> None:
    report = _report("We make innovative tea.")
    page = _page(report)
    assert page == _page(report)
    plain = page[page.index("<noscript>") : page.index("</noscript>")]
    assert report.findings[0].message in plain
    assert "a.txt" in plain
