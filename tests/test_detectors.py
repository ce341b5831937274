"""Detectors: passives and what is made of them, forms of address in a text and across a run, texts that speak to nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from h2hlint.lint import Linter
from h2hlint.settings import Pick, Settings
from h2hlint.text import Source
from tests.conftest import Matches, Run

POLITE = "Rufen Sie an. Wir helfen Ihnen. Wann haben Sie Zeit? Was haben Sie vor, und was brauchen Sie?"
FAMILIAR = "Ruf uns an. Das Rad ist für dich. Du kannst es holen. Hast du Zeit? Dein Helm ist auch da, du findest ihn im Hof."


def _linter(folder: Path, language: str, detector: str) -> Linter:
    path = folder / "house.yml"
    path.write_text(
        f"language: {language}\nrules:\n  - id: house/rule\n    severity: note\n    message: '{{match}} {{other}} {{number}}'\n"
        f"    detector: {detector}\n    examples: {{bad: [x], good: [y]}}\n",
        encoding="utf-8",
    )
    return Linter(Settings(language=language, rules=(str(path),), default_rules=False))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("da", "Din henvendelse behandles nu. Sagen er blevet lukket.", ["behandles", "er blevet lukket"]),
        ("nb", "Søknaden din blir behandlet. Pakken sendes fredag.", ["blir behandlet", "sendes"]),
        ("de", "Ihr Antrag wird von Montag an geprüft.", ["wird von Montag an geprüft"]),
        ("pl", "Wniosek został odrzucony. Wysłano decyzję.", ["został odrzucony", "Wysłano"]),
        ("en", "Your parcel has already been sent.", ["has already been sent"]),
        ("en", "She is interested. The door is green.", []),
    ],
)
def test_a_house_can_use_the_passive_detector(matches: Matches, language: str, text: str, expected: list[str]) -> None:
    assert matches("detector: passive", text, language) == expected


def test_guards_hold_for_detectors(matches: Matches) -> None:
    text = "Your parcel has been sent by Ada. Your parcel has been sent. “It has been lost.”"
    assert matches("detector: passive\nexcept: [by]", text) == ["has been sent"]
    assert matches("detector: passive\nonly_if_nearby: {within: sentence, any: [Ada]}", text) == ["has been sent"]
    assert matches("detector: passive\nwhere: [heading]", text) == []


@pytest.mark.parametrize(
    ("other", "expected"),
    [("house/agreed", ["has been agreed", "was sent"]), ("elsewhere/agreed", ["has been agreed", "has been agreed", "was sent"])],
)
def test_a_verb_that_another_rule_of_its_category_marks_is_no_second_finding(tmp_path: Path, other: str, expected: list[str]) -> None:
    path, text = tmp_path / "house.yml", "It has been agreed that the parcel was sent."
    path.write_text(
        "language: en\nrules:\n"
        "  - {id: house/passive, message: found, detector: passive, examples: {bad: [x], good: [y]}}\n"
        f"  - {{id: {other}, message: found, terms: [has been agreed], examples: {{bad: [x], good: [y]}}}}\n",
        encoding="utf-8",
    )
    settings = Settings(language="en", rules=(str(path),), default_rules=False)
    for quiet, left in (((), expected), ((Pick(other, "off"),), ["has been agreed", "was sent"])):
        findings = Linter(replace(settings, severities=quiet)).lint(Source("a.txt", text, "text")).findings
        assert [text[one.span.start : one.span.end] for one in findings] == left


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        ("The gate is locked by hand. The hall was swept.", ["note", "note"]),
        ("Your parcel was sent.", ["warning"]),
        ("The hall was swept. The floor was waxed. The lamps were lit.", ["warning", "warning", "warning"]),
        ("The hall was swept. We sang. The floor was waxed. The lamps were lit.", ["note", "note", "note"]),
    ],
)
def test_a_passive_weighs_more_where_it_speaks_to_the_reader_or_stands_in_a_row(tmp_path: Path, text: str, severities: list[str]) -> None:
    report = _linter(tmp_path, "en", "passive").lint(Source("a.txt", text, "text"))
    assert [finding.severity for finding in report.findings] == severities


def test_passives_weigh_more_past_a_share_of_the_sentences(tmp_path: Path) -> None:
    linter = _linter(tmp_path, "en", "passive")
    calm = "We sang. " * 9
    for text, severity in ((calm + "The hall was swept.", "note"), (calm + "The hall was swept. We ate. " * 6, "warning")):
        assert {finding.severity for finding in linter.lint(Source("a.txt", text, "text")).findings} == {severity}


@pytest.mark.parametrize(
    ("language", "text", "turned"),
    [
        ("da", "Din henvendelse behandles.", "Vi behandler din henvendelse"),
        ("nb", "Bestillingen din er blitt sendt.", "Vi har sendt bestillingen din"),
        ("de", "Ihre Anfrage wird bearbeitet.", "Wir bearbeiten Ihre Anfrage"),
        ("pl", "Zgłoszenie zostało przyjęte.", "Przyjęliśmy zgłoszenie"),
        ("en", "Your order has been shipped.", "We have shipped your order"),
    ],
)
def test_the_edit_turns_the_whole_clause_round(tmp_path: Path, language: str, text: str, turned: str) -> None:
    report = _linter(tmp_path, language, "passive").lint(Source("a.txt", text, "text"))
    [finding] = report.findings
    [edit] = finding.edits
    assert finding.suggestions == (turned,)
    assert text[: edit.span.start] + edit.text + text[edit.span.end :] == turned + "."
    assert not edit.safe


def test_no_edit_runs_over_markup(tmp_path: Path) -> None:
    report = _linter(tmp_path, "en", "passive").lint(Source("a.md", "Your **order** has been shipped.\n", "markdown"))
    [finding] = report.findings
    assert finding.suggestions == ("We have shipped your order",)
    assert finding.edits == ()


@pytest.mark.parametrize(
    ("text", "turned", "has_edit"),
    [
        ("<p>Your order {{ order.id }} has been shipped.</p>", "We have shipped your order {{ order.id }}", True),
        ("<p>The invoice {{ number }} was sent to {{ customer }}.</p>", "We sent the invoice … to …", False),
        ("<p>Your order {{ order.id | " + "upper | " * 10 + "lower }} has been shipped.</p>", "We have shipped your order …", False),
    ],
)
def test_a_suggestion_says_what_a_template_puts_in(tmp_path: Path, text: str, turned: str, has_edit: bool) -> None:
    [finding] = _linter(tmp_path, "en", "passive").lint(Source("a.html.j2", text, "jinja")).findings
    assert finding.suggestions == (turned,)
    assert [edit.text for edit in finding.edits] == [turned] * has_edit


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Du kannst uns schreiben. Dein Rad ist fertig. Wir melden uns bei Ihnen.", ["Ihnen"]),
        ("de", "Rufen Sie uns an. Wir schreiben Ihnen. Wir bringen Ihnen das Rad. Der Helm steht dir.", ["dir"]),
        ("de", "Die Räder sind da. Sie sind rot. Du kannst kommen.", []),
        ("de", "Du kannst kommen. „Sie müssen warten“, sagte er.", []),
        ("da", "Du kan ringe til os. Vi skriver til Dem.", ["Dem"]),
        ("nb", "Du kan ringe oss. Vi skriver til Dem.", ["Dem"]),
        ("pl", "Twój rower czeka. Czekamy na Ciebie. Zapraszamy też do Państwa.", ["Państwa"]),
    ],
)
def test_two_forms_of_address_in_one_text(tmp_path: Path, language: str, text: str, expected: list[str]) -> None:
    report = _linter(tmp_path, language, "mixed-address").lint(Source("a.txt", text, "text"))
    found = [text[finding.span.start : finding.span.end] for finding in report.findings]
    assert [words.split()[-1] for words in found] == expected


def test_the_message_names_the_other_form(tmp_path: Path) -> None:
    text = "Du kannst uns schreiben. Dein Rad ist fertig. Wir melden uns bei Ihnen."
    [finding] = _linter(tmp_path, "de", "mixed-address").lint(Source("a.txt", text, "text")).findings
    assert finding.message.split() == ["Ihnen", "Du"]


def test_texts_of_one_run_that_disagree(run: Run, tmp_path: Path) -> None:
    texts = {"a.md": POLITE, "b.md": POLITE + " Wir danken Ihnen.", "c.md": FAMILIAR}
    for name, text in texts.items():
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    arguments = ("check", "--isolated", "--lang", "de", "--select", "impersonal/mixed-address", "--format", "json", "--ui-lang", "en")
    files = json.loads(run(*arguments).stdout)["files"]
    odd = files[2]["findings"][0]["text"]
    assert {file["path"]: [one["text"] for one in file["findings"]] for file in files} == {"a.md": [], "b.md": [], "c.md": [odd]}
    assert "“Sie”" in files[2]["findings"][0]["message"]
    (tmp_path / "c.md").write_text(
        "<!-- h2hlint: off impersonal/mixed-address for children -->\n\nSag uns, wann du da bist.\n", encoding="utf-8"
    )
    assert not any(file["findings"] for file in json.loads(run(*arguments).stdout)["files"])


@pytest.mark.parametrize(
    "others", [["Das Rad ist für dich. Du kannst es holen, wenn du magst.\n"], [FAMILIAR, FAMILIAR, FAMILIAR]], ids=["short", "two kinds"]
)
def test_a_short_text_or_two_kinds_of_texts_are_no_odd_ones_out(run: Run, tmp_path: Path, others: list[str]) -> None:
    for number, text in enumerate([POLITE, POLITE, POLITE, *others]):
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    done = run("check", "--isolated", "--lang", "de", "--select", "impersonal/mixed-address")
    assert done.stdout == "Nothing to mend.\n"


def test_a_long_text_in_which_nobody_speaks(tmp_path: Path) -> None:
    linter = _linter(tmp_path, "en", "{name: no-you, limit: 20}")
    cold = "The shed stands at the end of the lane. The lamp burns until ten. The gate is green, and the key hangs on a nail."
    [finding] = linter.lint(Source("a.txt", cold, "text")).findings
    assert finding.message.split()[-1] == "25"
    assert linter.lint(Source("a.txt", cold + " You can ring.", "text")).findings == ()
    assert linter.lint(Source("a.txt", "The shed stands at the end of the lane.", "text")).findings == ()


def test_inspect_reports_passives_and_address(run: Run, tmp_path: Path) -> None:
    text = "Ihre Anfrage wird bearbeitet. „Sie wurde geprüft“, sagt Ada. Wir schreiben Ihnen."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    [file] = json.loads(run("inspect", "a.txt", "--lang", "de", "--format", "json").stdout)["files"]
    assert [text[one["start"] : one["end"]] for one in file["passives"]] == ["bearbeitet", "geprüft"]
    assert [(text[one["start"] : one["end"]], one["kind"]) for one in file["address"]][-1] == ("Ihnen", "formal")
