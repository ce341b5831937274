"""A wording that is quoted is talked about; the same wording in a form is meant."""

from __future__ import annotations

import pytest

from h2hlint.lint import Linter, Settings
from h2hlint.text import Source

VAGUE = {
    "da": ("Vi beder om oplysningerne for at forbedre vores produkter og ydelser", "Formlen »{}« er alt for vag."),
    "nb": ("Vi ber om opplysningene for å forbedre produktene og tjenestene våre", "Formuleringen «{}» er altfor vag."),
    "de": ("Wir nutzen Ihre Daten, um unsere Produkte und Dienste zu verbessern", "Der Satz „{}“ ist viel zu vage."),
    "pl": ("Prosimy o te dane w celu poprawy jakości naszych usług", "Formułka „{}” jest zbyt mglista."),
    "en": ("We ask for these details to improve our products and services", "The formula “{}” is far too vague."),
}


def _severities(text: str, language: str, channel: str) -> set[str]:
    linter = Linter(Settings(language=language, channel=channel, select=("consent/vague-purpose",)))
    return {finding.severity for finding in linter.lint(Source("text.txt", text, "text")).findings}


@pytest.mark.parametrize("language", VAGUE)
def test_a_quoted_formula_is_no_error_and_an_unquoted_one_in_a_form_is(language: str) -> None:
    formula, quoting = VAGUE[language]
    assert _severities(quoting.format(formula), language, "website") == set()
    assert _severities(quoting.format(formula), language, "consent") == set()
    assert _severities(formula + ".", language, "consent") == {"error"}


def test_a_form_on_a_page_needs_no_channel() -> None:
    page = (
        "<form><label><input type=checkbox> Ja takk! Bruk opplysningene mine for å forbedre produktene og tjenestene deres.</label></form>"
    )
    report = Linter(Settings(language="nb")).lint(Source("form.html", page, "html"))
    assert ("consent/vague-purpose", "error") in {(finding.rule, finding.severity) for finding in report.findings}
