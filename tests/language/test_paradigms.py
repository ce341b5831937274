"""Forms of verbs, and noun phrases as objects."""

from __future__ import annotations

import subprocess
import sys

import pytest

from h2hlint.language.inflection import LANGUAGES
from h2hlint.language.paradigms import Verb, objects, verbs

VERBS = {
    "da": """
        behandles behandle behandler behandlede behandlet · sendt sende sender sendte sendt · modtoges modtage modtager modtog modtaget
        gennemgået gennemgå gennemgår gennemgik gennemgået · bestilles bestille bestiller bestilte bestilt
        slettede slette sletter slettede slettet · skrevet skrive skriver skrev skrevet · fornys forny fornyer fornyede fornyet
        offentliggøres offentliggøre offentliggør offentliggjorde offentliggjort · lagt lægge lægger lagde lagt
        udbetalt udbetale udbetaler udbetalte udbetalt · tilbydes tilbyde tilbyder tilbød tilbudt
    """,
    "nb": """
        behandles behandle behandler behandlet behandlet · sendt sende sender sendte sendt · mottas motta mottar mottok mottatt
        bestilt bestille bestiller bestilte bestilt · oppgis oppgi oppgir oppga oppgitt · skrevet skrive skriver skrev skrevet
        godkjennes godkjenne godkjenner godkjente godkjent · slettet slette sletter slettet slettet
        prøvd prøve prøver prøvde prøvd · utsatt utsette utsetter utsatte utsatt · gjøres gjøre gjør gjorde gjort
    """,
    "en": """
        sent send send sent sent · shipped ship ship shipped shipped · written write write wrote written · paid pay pay paid paid
        cancelled cancel cancel cancelled cancelled · canceled cancel cancel canceled canceled · stored store store stored stored
        withdrawn withdraw withdraw withdrew withdrawn · overwritten overwrite overwrite overwrote overwritten
        notified notify notify notified notified · put put put put put · edited edit edit edited edited · found find find found found
    """,
    "de": """
        bearbeitet bearbeiten bearbeiten bearbeiteten bearbeitet · gelöscht löschen löschen löschten gelöscht
        überprüft überprüfen überprüfen überprüften überprüft · unterschrieben unterschreiben unterschreiben unterschrieben unterschrieben
        erhalten erhalten erhalten erhielten erhalten · storniert stornieren stornieren stornierten storniert
        verschoben verschieben verschieben verschoben verschoben · gehört hören hören hörten gehört
        beantwortet beantworten beantworten beantworteten beantwortet · verifiziert verifizieren verifizieren verifizierten verifiziert
    """,
}
SEPARABLE = """
    abgeschickt abschicken schicken schickten ab · zurückerstattet zurückerstatten erstatten erstatteten zurück
    freigeschaltet freischalten schalten schalteten frei · hinzugefügt hinzufügen fügen fügten hinzu
    angenommen annehmen nehmen nahmen an · vorbereitet vorbereiten bereiten bereiteten vor · angeboten anbieten bieten boten an
    gutgeschrieben gutschreiben schreiben schrieben gut
"""
POLISH = """
    przyjęto przyjąć przyjmiemy przyjęliśmy perfective · wysłana wysłać wyślemy wysłaliśmy perfective
    rozpatrywane rozpatrywać rozpatrujemy rozpatrywaliśmy imperfective · usunięte usunąć usuniemy usunęliśmy perfective
    przesłane przesłać prześlemy przesłaliśmy perfective · przechowywane przechowywać przechowujemy przechowywaliśmy imperfective
    znaleziono znaleźć znajdziemy znaleźliśmy perfective · zaproszeni zaprosić zaprosimy zaprosiliśmy perfective
    otwarte otworzyć otworzymy otworzyliśmy perfective · pobierana pobierać pobieramy pobieraliśmy imperfective
"""
OBJECTS = {
    "da": "de=dem · du=dig · I=jer · din ordre=din ordre · de nye regler=de nye regler",
    "nb": "de=dem · du=deg · bestillingen=bestillingen",
    "en": "we=us · I=me · your order=your order · you and we=you and us",
    "de": """
        Ihr Antrag=Ihren Antrag · Ihr Konto=Ihr Konto · Ihre Anfragen=Ihre Anfragen · der neue Vertrag=den neuen Vertrag
        Ihr neuer Vertrag=Ihren neuen Vertrag · Ihr neues Gerät=Ihr neues Gerät · euer Termin=euren Termin · jeder Kunde=jeden Kunden
        Ihr Benutzername=Ihren Benutzernamen · der Beauftragte=den Beauftragten · ein Angestellter=einen Angestellten
        Ihr Gutscheincode=Ihren Gutscheincode · der Status Ihrer Bestellung=den Status Ihrer Bestellung · wir=uns · Sie=Sie
        die Rechnung und der Lieferschein=die Rechnung und den Lieferschein · der alte und neue Preis=den alten und neuen Preis
        die von Ihnen bestellten Waren=die von Ihnen bestellten Waren · Ihr Antrag vom 3. Mai=Ihren Antrag vom 3. Mai
        IHR ANTRAG=IHREN ANTRAG · 3 Briefe=3 Briefe
    """,
    "pl": """
        Twoja reklamacja=Twoją reklamację · Państwa zgłoszenie=Państwa zgłoszenie · Pani wniosek=Pani wniosek · Pani=Panią
        faktura=fakturę · klient=klienta · klienci=klientów · dokumenty=dokumenty · nowi użytkownicy=nowych użytkowników
        potwierdzenie zamówienia=potwierdzenie zamówienia · umowa najmu=umowę najmu · faktura korygująca=fakturę korygującą
        każdy uczestnik=każdego uczestnika · ta kwota=tę kwotę · Twoja wiadomość=Twoją wiadomość · Twoje dane osobowe=Twoje dane osobowe
        regulamin i polityka cookies=regulamin i politykę cookies · kara umowna=karę umowną · nasz doradca=naszego doradcę
        goście=gości · wygrana=wygraną · wszyscy pracownicy=wszystkich pracowników · 5 paczek=5 paczek
    """,
}


def _cases(text: str) -> list[str]:
    return [case for line in text.strip().splitlines() for case in line.strip().split(" · ")]


@pytest.mark.parametrize(("language", "case"), [(language, case) for language, text in VERBS.items() for case in _cases(text)])
def test_verbs(language: str, case: str) -> None:
    form, *parts = case.split()
    assert verbs(language).of(form) == Verb(*parts)


@pytest.mark.parametrize("case", _cases(SEPARABLE))
def test_separable_verbs_give_their_prefix_apart(case: str) -> None:
    form, infinitive, present, past, prefix = case.split()
    assert verbs("de").of(form) == Verb(infinitive, present, past, form, prefix)


def test_a_prefix_may_be_written_apart() -> None:
    assert verbs("de").of("wiederhergestellt") == Verb("wiederherstellen", "stellen", "stellten", "wiederhergestellt", "wieder her")


@pytest.mark.parametrize("case", _cases(POLISH))
def test_polish_verbs_have_an_aspect(case: str) -> None:
    form, infinitive, present, past, aspect = case.split()
    assert verbs("pl").of(form) == Verb(infinitive, present, past, "", "", aspect)


@pytest.mark.parametrize(
    ("language", "form"),
    [
        ("da", "findes"),
        ("da", "blomst"),
        ("nb", "finnes"),
        ("en", "table"),
        ("de", "Vertrag"),
        ("de", "geraten"),
        ("pl", "stół"),
        ("pl", ""),
    ],
)
def test_no_verb_where_none_is_sure(language: str, form: str) -> None:
    assert verbs(language).of(form) is None


def test_capitals_do_not_matter_to_verbs() -> None:
    assert verbs("de").of("Bearbeitet") == verbs("de").of("bearbeitet")


@pytest.mark.parametrize(("language", "case"), [(language, case) for language, text in OBJECTS.items() for case in _cases(text)])
def test_objects(language: str, case: str) -> None:
    phrase, _, expected = case.partition("=")
    assert objects(language).turned(phrase.split()) == expected.split()


@pytest.mark.parametrize(
    ("language", "phrase"),
    [
        ("de", "Ihr Band"),
        ("de", "der von uns gestellte Antrag"),
        ("de", "1 Brief"),
        ("de", ""),
        ("en", "we who wait"),
        ("pl", "operator"),
        ("pl", "o tym"),
    ],
)
def test_no_object_where_none_is_sure(language: str, phrase: str) -> None:
    assert objects(language).turned(phrase.split()) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_both(language: str) -> None:
    assert verbs(language).of("") is None
    assert objects(language).turned([]) is None


def test_a_check_without_suggestions_loads_nothing_of_it() -> None:
    code = "import sys, h2hlint.cli; print('h2hlint.language.paradigms' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
