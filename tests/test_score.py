"""The score: bounds, what moves it and how far, and the command that shows it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint import places, score
from h2hlint.lint import Linter
from h2hlint.names import SEVERITIES
from h2hlint.settings import Settings
from h2hlint.text import Source
from tests.conftest import Run

FOUND = st.lists(
    st.tuples(st.sampled_from(["buzzword", "consent", "robotic"]), st.sampled_from(SEVERITIES), st.integers(1, 40)), max_size=9
)
RECKONINGS = st.builds(lambda words, found: score.Reckoning(words, tuple(found)), st.integers(1, 5000), FOUND)
CLEAN = "The pot holds six cups."
BAD = "We make innovative tea."
LINTER = Linter(Settings(language="en"))


def _score(text: str) -> float:
    value = score.score(LINTER.lint(Source("a.md", text, "markdown")).reckoning)
    assert value is not None
    return value


@given(RECKONINGS)
def test_bounds(one: score.Reckoning) -> None:
    value = score.score(one)
    assert value is not None
    assert 0 <= value <= 100
    assert (value == 100) == (not one.found)


@given(RECKONINGS, st.sampled_from(SEVERITIES))
def test_a_finding_more_never_raises_it(one: score.Reckoning, severity: str) -> None:
    more = one._replace(found=(*one.found, ("pressure", severity, 1)))
    assert (score.score(more) or 0) <= (score.score(one) or 0)


@given(RECKONINGS)
def test_the_graver_finding_takes_more(one: score.Reckoning) -> None:
    values = [score.score(one._replace(found=(*one.found, ("pressure", severity, 1)))) or 0 for severity in SEVERITIES]
    assert values == sorted(values, reverse=True)


@given(RECKONINGS, st.integers(1, 20))
def test_a_clean_sentence_moves_it_little_and_up(one: score.Reckoning, words: int) -> None:
    before, after = score.score(one) or 0, score.score(one._replace(words=one.words + words)) or 0
    assert 0 <= after - before < 5


@given(RECKONINGS)
def test_the_parts_add_up(one: score.Reckoning) -> None:
    assert sum(part.points for part in score.parts(one)) == pytest.approx(100 - (score.score(one) or 0))


@given(st.lists(RECKONINGS, min_size=1, max_size=6))
def test_the_mean_lies_between(several: list[score.Reckoning]) -> None:
    values = [score.score(one) or 0 for one in several]
    assert min(values) - 0.1 <= (score.mean(several) or 0) <= max(values) + 0.1


@given(st.lists(st.sampled_from([CLEAN, BAD]), min_size=1, max_size=12), st.integers(0, 12))
def test_in_a_text_a_clean_sentence_never_lowers_it_and_a_bad_one_never_raises_it(lines: list[str], at: int) -> None:
    before = _score("\n\n".join(lines))
    assert _score("\n\n".join([*lines[:at], CLEAN, *lines[at:]])) >= before
    assert _score("\n\n".join([*lines[:at], BAD, *lines[at:]])) <= before


def test_house_rules_do_not_count_words_twice(tmp_path: Path) -> None:
    house = tmp_path / "house.yml"
    house.write_text(
        "language: en\nrules:\n  - {id: house/rule, message: m, terms: [zzz], examples: {bad: [x], good: [y]}}\n", encoding="utf-8"
    )
    source = Source("a.md", f"# Tea\n\n{CLEAN}\n\n> {CLEAN}\n", "markdown")
    both = Linter(Settings(language="en", rules=(str(house),))).lint(source)
    assert both.reckoning.words == LINTER.lint(source).reckoning.words == 6


@pytest.mark.parametrize("text", ["", "Tuote on hyvä ja teemme sen itse joka päivä kotona.", "<!-- only a comment -->"])
def test_without_words_in_a_known_language_there_is_none(run: Run, tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    options = ("--lang", "fi") if text[:1] == "T" else ()
    report = json.loads(run("check", "--isolated", *options, "--format", "json", "a.md").stdout)
    assert report["files"][0]["score"] is None


def test_the_report_has_it_also_from_the_cache(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{BAD}\n\n{CLEAN}\n", encoding="utf-8")
    schema = json.loads((places.DATA / "report.schema.json").read_text(encoding="utf-8"))
    command = ("check", "--isolated", "--lang", "en", "--format", "json", "a.md")
    first, second, fresh = (run(*command), run(*command), run(*command, "--no-cache"))
    assert first.stdout == second.stdout == fresh.stdout
    jsonschema.Draft202012Validator(schema).validate(json.loads(first.stdout))
    assert 0 < json.loads(first.stdout)["files"][0]["score"] < 100


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    """Return a folder with a good and a bad text."""
    (tmp_path / "good.md").write_text(f"{CLEAN}\n", encoding="utf-8")
    (tmp_path / "bad.md").write_text(f"{BAD} {CLEAN}\n", encoding="utf-8")
    return tmp_path


def _json(run: Run, *arguments: str) -> dict[str, dict[str, float]]:
    held = json.loads(run("score", "--isolated", "--lang", "en", "--format", "json", *arguments).stdout)
    return {one["path"]: one for one in held["files"]}


@pytest.mark.usefixtures("texts")
def test_the_gate_says_which_text_and_what_its_score_is(run: Run) -> None:
    value = _json(run, ".")["bad.md"]["score"]
    for command in (("score",), ("check", "--fail-on", "never")):
        done = run(*command, "--isolated", "--lang", "en", "--min-score", "99", ".")
        assert done.returncode == 1
        assert f"bad.md: the score is {value}; --min-score asks for 99" in done.stderr
        assert "good.md" not in done.stderr
        assert run(*command, "--isolated", "--lang", "en", "--min-score", "5", ".").returncode == 0


def test_a_baseline_or_a_diff_does_not_change_it(run: Run, texts: Path) -> None:
    value = _json(run, ".")["bad.md"]["score"]
    run("baseline", "create", "--lang", "en")
    (texts / "none.diff").write_text("--- a/bad.md\n+++ b/bad.md\n@@ -9,0 +9,1 @@\n+x\n", encoding="utf-8")
    for extra in ((), ("--diff-file", "none.diff")):
        report = json.loads(run("check", "--lang", "en", "--format", "json", *extra, "bad.md").stdout)
        assert report["files"][0]["findings"] == []
        assert report["files"][0]["score"] == value


@pytest.mark.usefixtures("texts")
def test_the_table_has_a_bar_each_the_lowest_first_and_fits(run: Run) -> None:
    lines = run("score", "--isolated", "--lang", "en", ".").stdout.splitlines()
    assert [line.split()[-1] for line in lines[1:3]] == ["bad.md", "good.md"]
    assert lines[2].startswith("100.0  ██████████ ")
    assert "all together" in lines[4]
    assert max(map(len, lines)) <= 80


@pytest.mark.usefixtures("texts")
@pytest.mark.parametrize("reader", ["da", "nb", "de", "pl"])
def test_the_table_speaks_the_readers_language(run: Run, reader: str) -> None:
    table = run("score", "--isolated", "--lang", "en", "--ui-lang", reader, ".").stdout
    assert "all together" not in table


def test_the_trend_against_a_saved_run(run: Run, texts: Path) -> None:
    command = ("score", "--isolated", "--lang", "en", ".")
    run(*command, "--save", "old.scores")
    (texts / "bad.md").write_text(f"{CLEAN}\n", encoding="utf-8")
    (texts / "new.md").write_text(f"{BAD}\n", encoding="utf-8")
    (texts / "good.md").unlink()
    table = run(*command, "--against", "old.scores").stdout
    rows = {line.split()[-1]: line.split() for line in table.splitlines() if line.endswith(".md")}
    assert rows["bad.md"][2] == "▲"
    assert rows["new.md"][2] == "+"
    assert "not in this one: 1" in table
    assert _json(run, "--against", "old.scores", ".")["bad.md"]["before"] < 100


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 9, "files": [], "total": {"score": 1}}', None])
def test_what_is_no_saved_run_is_named(run: Run, texts: Path, content: str | None) -> None:
    if content is not None:
        (texts / "old.scores").write_text(content, encoding="utf-8")
    done = run("score", "--isolated", "--against", "old.scores", ".")
    assert done.returncode == 2
    assert "old.scores" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_badge_is_what_shields_reads(run: Run, texts: Path) -> None:
    run("score", "--isolated", "--lang", "en", "--badge", "one.json", ".")
    run("check", "--isolated", "--lang", "en", "--output", "badge=two.json", ".")
    badge = json.loads((texts / "one.json").read_text(encoding="utf-8"))
    assert badge == json.loads((texts / "two.json").read_text(encoding="utf-8"))
    assert set(badge) == {"schemaVersion", "label", "message", "color"}
    assert (badge["schemaVersion"], badge["label"]) == (1, "h2hlint")
    assert 0 < float(badge["message"]) < 100
