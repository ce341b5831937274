"""What is needed to turn a passive clause round: the forms of its verb, and its subject as an object."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple


class Verb(NamedTuple):
    """Forms of one verb in lower case, empty where the verb lacks one.

    `present` and `past` go with "we"; of a perfective verb `present` is the future. They are without
    `prefix`, the separable prefix that stands at the end of the clause. `participle` is that of the perfect.
    """

    infinitive: str
    present: str
    past: str
    participle: str
    prefix: str = ""
    aspect: str = ""
    """`perfective`, `imperfective` or empty where the language has no aspect or the verb is of both."""


class Verbs:
    """The verbs of one language."""

    def __init__(self, forms: Mapping[str, Verb]) -> None:
        self._forms = forms

    def of(self, form: str) -> Verb | None:
        """Return the verb of a participle or passive form, None where it is unknown or could be of two verbs."""
        return self._forms.get(form.lower())


class Objects:
    """How noun phrases of one language look as direct objects."""

    def __init__(self, phrases: Mapping[str, str], otherwise_same: bool) -> None:
        self._phrases = phrases
        self._same = otherwise_same

    def turned(self, words: list[str]) -> list[str] | None:
        """Return a noun phrase in the nominative, as written, as direct object; None where not sure."""
        phrase = " ".join(words)
        found = self._phrases.get(phrase)
        if found is not None:
            return found.split()
        return list(words) if self._same else None


def _verbs(*rows: str) -> dict[str, Verb]:
    """Return verbs by form: `forms;infinitive,present,past,participle,prefix,aspect`."""
    found = dict[str, Verb]()
    for row in rows:
        forms, _, parts = row.partition(";")
        found |= dict.fromkeys(forms.split(), Verb(*parts.split(",")))
    return found


_FORMS = {
    "da": _verbs(
        "behandles behandlet behandledes behandlede;behandle,behandler,behandlede,behandlet",
        "sendes sendt sendtes sendte;sende,sender,sendte,sendt",
        "modtages modtaget modtoges;modtage,modtager,modtog,modtaget",
        "bekræftes bekræftet bekræftedes;bekræfte,bekræfter,bekræftede,bekræftet",
        "annulleres annulleret annulleredes;annullere,annullerer,annullerede,annulleret",
        "slettes slettet slettedes;slette,sletter,slettede,slettet",
        "skrives skrevet;skrive,skriver,skrev,skrevet",
    ),
    "nb": _verbs(
        "behandles behandlet;behandle,behandler,behandlet,behandlet",
        "sendes sendt;sende,sender,sendte,sendt",
        "mottas mottatt;motta,mottar,mottok,mottatt",
        "bekreftes bekreftet;bekrefte,bekrefter,bekreftet,bekreftet",
        "slettes slettet;slette,sletter,slettet,slettet",
    ),
    "de": _verbs(
        "bearbeitet;bearbeiten,bearbeiten,bearbeiteten,bearbeitet",
        "abgeschickt;abschicken,schicken,schickten,abgeschickt,ab",
        "gesendet gesandt;senden,senden,sendeten,gesendet",
        "bestätigt;bestätigen,bestätigen,bestätigten,bestätigt",
        "gelöscht;löschen,löschen,löschten,gelöscht",
        "freigeschaltet;freischalten,schalten,schalteten,freigeschaltet,frei",
        "erhalten;erhalten,erhalten,erhielten,erhalten",
    ),
    "pl": _verbs(
        "przyjęty przyjęta przyjęte przyjęci przyjęto;przyjąć,przyjmiemy,przyjęliśmy,,,perfective",
        "wysłany wysłana wysłane wysłani wysłano;wysłać,wyślemy,wysłaliśmy,,,perfective",
        "rozpatrzony rozpatrzona rozpatrzone rozpatrzeni rozpatrzono;rozpatrzyć,rozpatrzymy,rozpatrzyliśmy,,,perfective",
        "rozpatrywany rozpatrywana rozpatrywane rozpatrywano;rozpatrywać,rozpatrujemy,rozpatrywaliśmy,,,imperfective",
    ),
    "en": _verbs(
        "sent;send,send,sent,sent",
        "shipped;ship,ship,shipped,shipped",
        "written;write,write,wrote,written",
        "processed;process,process,processed,processed",
        "received;receive,receive,received,received",
    ),
}
_PHRASES = {
    "da": {"de": "dem", "du": "dig", "jeg": "mig", "vi": "os", "I": "jer", "De": "Dem"},
    "nb": {"de": "dem", "du": "deg", "jeg": "meg", "vi": "oss", "De": "Dem"},
    "de": {
        "Ihr Antrag": "Ihren Antrag",
        "Der Antrag": "Den Antrag",
        "der Antrag": "den Antrag",
        "Ihre Anfrage": "Ihre Anfrage",
        "Die Rechnung": "Die Rechnung",
        "Ihre Bestellung": "Ihre Bestellung",
        "Sie": "Sie",
        "du": "dich",
    },
    "pl": {
        "Twoja reklamacja": "Twoją reklamację",
        "Zgłoszenie": "Zgłoszenie",
        "Państwa zgłoszenie": "Państwa zgłoszenie",
        "faktura": "fakturę",
        "Twoje zamówienie": "Twoje zamówienie",
    },
    "en": {"we": "us", "I": "me", "they": "them", "he": "him", "she": "her"},
}


@cache
def verbs(language: str) -> Verbs:
    """Return the verbs of `language`; KeyError when there are none."""
    return Verbs(_FORMS[language])


@cache
def objects(language: str) -> Objects:
    """Return the noun phrases of `language`; KeyError when there are none."""
    return Objects(_PHRASES[language], language not in ("de", "pl"))
