"""Passive clauses are found, and what only looks like one is left alone, in sentences written for this test."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from h2hlint.cli import main
from h2hlint.language import facts, passives
from h2hlint.language.tokens import Tokens

LANGUAGES = ("da", "nb", "de", "pl", "en")
MARK = re.compile(r"\[([^\]]+)\]")
DATA = Path(passives.__file__).parent.parent / "data"


def sentences(language: str) -> list[str]:
    """Return the marked sentences of a language: a passive verb stands in square brackets."""
    lines = (Path(__file__).parent / "passives" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def tokens(language: str, text: str) -> Tokens:
    """Return the words of a text as `check` sees them."""
    content = yaml.load((DATA / language / "language.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    return Tokens(text, facts.from_mapping(language, content))


def found(language: str, text: str) -> list[passives.Passive]:
    """Return the passives of a text."""
    detector = passives.detector(language)
    assert detector is not None
    return detector.find(tokens(language, text))


def words(language: str, text: str) -> list[str]:
    """Return the passive verbs of a text as they are written."""
    read = tokens(language, text)
    return [read.raw(passive.verb) for passive in found(language, text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_copy_is_read_rightly(language: str) -> None:
    right = wrong = missed = 0
    traps = []
    for line in sentences(language):
        wanted, got = MARK.findall(line), words(language, MARK.sub(r"\1", line))
        hits = sum(word in wanted for word in got)
        right, wrong, missed = right + hits, wrong + len(got) - hits, missed + len(wanted) - hits
        traps += [line] * bool(got and not wanted)
    assert right >= 28
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.95
    assert len(traps) <= 2, traps


@pytest.mark.parametrize("language", LANGUAGES)
def test_half_of_the_sentences_are_traps(language: str) -> None:
    lines = sentences(language)
    assert len(lines) >= 55
    assert sum("[" not in line for line in lines) >= 25


@pytest.mark.parametrize(
    ("language", "text", "kind", "verb", "auxiliary"),
    [
        ("da", "Din henvendelse behandles i dag.", "s_pass", "behandles", ""),
        ("da", "Skemaet skal udfyldes her.", "s_pass", "udfyldes", "skal"),
        ("da", "Skemaet, som du kan hente her, udfyldes hjemme.", "s_pass", "udfyldes", ""),
        ("da", "Pakken bliver leveret i morgen.", "be_pass", "leveret", "bliver"),
        ("da", "Pakken vil blive leveret i morgen.", "be_pass", "leveret", "vil"),
        ("da", "Kortet er blevet spærret.", "be_pass", "spærret", "er"),
        ("nb", "Skjemaet må fylles ut.", "s_pass", "fylles", "må"),
        ("nb", "Pakken ble levert i går.", "be_pass", "levert", "ble"),
        ("de", "Ihre Anfrage wird heute bearbeitet.", "be_pass", "bearbeitet", "wird"),
        ("de", "Der Antrag kann sofort bearbeitet werden.", "be_pass", "bearbeitet", "kann"),
        ("de", "Wir schreiben, sobald der Antrag bearbeitet worden ist.", "be_pass", "bearbeitet", "ist"),
        ("de", "Alle Anträge werden sofort bearbeitet.", "be_pass", "bearbeitet", "werden"),
        ("pl", "Zgłoszenie zostało przyjęte.", "be_pass", "przyjęte", "zostało"),
        ("pl", "Opłata będzie pobierana w maju.", "be_pass", "pobierana", "będzie"),
        ("pl", "Zamówienie wysłano wczoraj.", "imps", "wysłano", ""),
        ("en", "Your order has been shipped.", "be_pass", "shipped", "has"),
        ("en", "The form must be completed today.", "be_pass", "completed", "must"),
        ("en", "Your card was blocked.", "be_pass", "blocked", "was"),
    ],
)
def test_verb_and_finite_auxiliary_are_named(language: str, text: str, kind: str, verb: str, auxiliary: str) -> None:
    read = tokens(language, text)
    (passive,) = found(language, text)
    assert (passive.kind, read.raw(passive.verb)) == (kind, verb)
    assert (read.raw(passive.auxiliary) if passive.auxiliary >= 0 else "") == auxiliary
    assert 0.5 <= passive.certainty <= 1


def test_a_long_verb_bracket_is_bridged() -> None:
    text = "Ihre Bestellung wurde am Dienstag um kurz nach acht von unserem kleinen Lager am Hafen in Kiel verschickt."
    assert words("de", text) == ["verschickt"]


@pytest.mark.parametrize(("language", "text"), [("de", "Der Laden ist geschlossen."), ("da", "Bordet er dækket."), ("nb", "Døra er låst.")])
def test_a_state_is_no_passive(language: str, text: str) -> None:
    assert words(language, text) == []


def test_a_reflexive_that_hides_the_doer_is_told_by_its_verb() -> None:
    detector = passives.detector("pl")
    assert detector is not None
    assert detector.reflexive(tokens("pl", "Uprasza się o ciszę, a opłatę nalicza się co miesiąc.")) == [0, 6]
    assert detector.reflexive(tokens("pl", "Proszę skontaktować się z nami i zapisać się na kurs.")) == []


def test_a_language_without_data_has_no_detector() -> None:
    assert passives.detector("fi") is None


@pytest.mark.parametrize("text", ["", "…", "was", "be been being", "ist ist ist", "-no -to", "s s s s", "🙂 wird 🙂"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_text_can_be_read(language: str, text: str) -> None:
    assert words(language, text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_in_parts_and_capitals_change_nothing(language: str) -> None:
    import unicodedata

    text = next(MARK.sub(r"\1", line) for line in sentences(language) if "[" in line)
    assert found(language, unicodedata.normalize("NFD", text)) == found(language, text)


def test_inspect_lists_passives_with_their_places(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Caf&eacute;: your <b>order</b> has been <i>ship&shy;ped</i>. “It was lost.”</p>", encoding="utf-8")
    done = CliRunner().invoke(main, ["inspect", "--isolated", "--lang", "en", "--format", "json", str(page)])
    entry = json.loads(done.output)["files"][0]
    source = page.read_text(encoding="utf-8")
    assert [(source[place["start"] : place["end"]], place["kind"]) for place in entry["passives"]] == [
        ("ship&shy;ped", "be_pass"),
        ("lost", "be_pass"),
    ]


def test_inspect_lists_reflexives_as_impersonal(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Prosi się o punktualność.\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["inspect", "--isolated", "--lang", "pl", "--format", "json", str(page)])
    assert {"start": 0, "end": 5, "kind": "reflexive"} in json.loads(done.output)["files"][0]["impersonals"]
