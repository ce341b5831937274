"""A wording that is quoted is talked about; the same wording in a form is meant."""

from __future__ import annotations

import pytest

from h2hlint.lint import Linter
from h2hlint.settings import Settings, picks
from h2hlint.text import Source

VAGUE = {
    "da": ("Vi gemmer din fødselsdag for at kunne udvikle vores ydelser", "Formlen »{}« er alt for vag."),
    "nb": ("Vi lagrer fødselsdagen din for å utvikle tjenestene våre", "Formuleringen «{}» er altfor vag."),
    "de": ("Wir speichern Ihr Geburtsdatum, um unsere Dienste zu verbessern", "Der Satz „{}“ ist viel zu vage."),
    "pl": ("Zapisujemy datę urodzenia w celu poprawy jakości usług", "Formułka „{}” jest zbyt mglista."),
    "en": ("We keep your date of birth to improve our services", "The formula “{}” is far too vague."),
}


def _severities(text: str, language: str, channel: str) -> set[str]:
    linter = Linter(Settings(language=language, channel=channel, select=picks(("consent/vague-purpose",))))
    return {finding.severity for finding in linter.lint(Source("text.txt", text, "text")).findings}


@pytest.mark.parametrize("language", VAGUE)
def test_a_quoted_formula_is_no_error_and_an_unquoted_one_in_a_form_is(language: str) -> None:
    formula, quoting = VAGUE[language]
    assert _severities(quoting.format(formula), language, "website") == set()
    assert _severities(quoting.format(formula), language, "consent") == set()
    assert _severities(formula + ".", language, "consent") == {"error"}


def test_a_form_on_a_page_needs_no_channel() -> None:
    wish = "Ja takk! Jeg samtykker i at dere lagrer fødselsdagen min for å forbedre tjenestene."
    page = f"<form><label><input type=checkbox> {wish}</label></form>"
    report = Linter(Settings(language="nb")).lint(Source("form.html", page, "html"))
    assert ("consent/vague-purpose", "error") in {(finding.rule, finding.severity) for finding in report.findings}
