"""What `parity` says, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """The message of a rule, why it matters and what to do; `{match}`, `{other}`, `{words}` and `{rule}` are filled in."""

    message: Mapping[str, str]
    why: Mapping[str, str]
    advice: Mapping[str, str]


STANDING = {
    "en": "“{match}” stands here, but not in {other} ({rule}).",
    "da": "»{match}« står her, men ikke i {other} ({rule}).",
    "nb": "«{match}» står her, men ikke i {other} ({rule}).",
    "de": "„{match}“ steht hier, in {other} aber nicht ({rule}).",
    "pl": "„{match}” jest tutaj, a w {other} już nie ({rule}).",
}
_EQUAL = {
    "en": "All readers have the same rights and questions, whichever language they read.",
    "da": "Alle læsere har de samme rettigheder og spørgsmål, uanset hvilket sprog de læser på.",
    "nb": "Alle lesere har de samme rettighetene og spørsmålene, uansett språk.",
    "de": "Alle haben dieselben Rechte und Fragen, in welcher Sprache sie auch lesen.",
    "pl": "Każdy ma te same prawa i pytania, w jakimkolwiek języku czyta.",
}
WORDS = {
    "parity/withdrawal": Words(
        {
            "en": "{other} says how to stop, this text does not.",
            "da": "{other} siger, hvordan man stopper igen. Det gør teksten her ikke.",
            "nb": "{other} sier hvordan leseren slutter. Det gjør ikke denne teksten.",
            "de": "{other} sagt, wie man wieder aufhört. Hier steht es nicht.",
            "pl": "{other} mówi, jak zrezygnować. Ten tekst nie.",
        },
        _EQUAL,
        {
            "en": "Say it here too, in as many words.",
            "da": "Skriv det også her, og lige så klart.",
            "nb": "Skriv det her også, like klart.",
            "de": "Schreib es auch hier hin, genauso deutlich.",
            "pl": "Napisz to i tutaj, równie jasno.",
        },
    ),
    "parity/contact": Words(
        {
            "en": "{other} gives a number or address to turn to, this text does not.",
            "da": "{other} giver et nummer eller en adresse, man kan bruge. Det gør teksten her ikke.",
            "nb": "{other} gir et nummer eller en adresse man kan bruke. Det gjør ikke denne teksten.",
            "de": "{other} nennt eine Nummer oder Adresse, an die man sich wenden kann. Hier fehlt sie.",
            "pl": "{other} podaje numer albo adres, pod który można się zwrócić. Ten tekst nie.",
        },
        _EQUAL,
        {
            "en": "Name the way to a person here too, best one where this language is spoken.",
            "da": "Giv også vejen til et menneske her, helst et, der taler sproget.",
            "nb": "Gi veien til et menneske her også, helst et som snakker språket.",
            "de": "Nenn auch hier den Weg zu einem Menschen, am besten zu einem, der die Sprache spricht.",
            "pl": "Podaj i tutaj drogę do człowieka, najlepiej takiego, który mówi w tym języku.",
        },
    ),
    "parity/address": Words(
        {
            "en": "This text says “{match}” to its reader, {other} says “{words}”: one is close, the other keeps its distance.",
            "da": "Her siger teksten »{match}« til læseren, i {other} »{words}«: Det ene er tæt på, det andet holder afstand.",
            "nb": "Her sier teksten «{match}» til leseren, i {other} «{words}»: Det ene er nært, det andre holder avstand.",
            "de": "Hier heißt es „{match}“, in {other} „{words}“: Das eine klingt nah, das andere auf Abstand.",
            "pl": "Tutaj jest „{match}”, a w {other} „{words}”: jedno brzmi blisko, drugie z dystansem.",
        },
        {
            "en": "The firm seems to be two, depending on who asks.",
            "da": "Firmaet virker som to, alt efter hvem der spørger.",
            "nb": "Firmaet virker som to, alt etter hvem som spør.",
            "de": "So wirkt die Firma wie zwei, je nachdem, wer fragt.",
            "pl": "Firma wygląda jak dwie różne, zależnie od tego, kto pyta.",
        },
        {
            "en": "Decide for each language on purpose; where the distance is meant, switch parity/address off for these files.",
            "da": "Vælg bevidst for hvert sprog. Er afstanden meningen, så slå parity/address fra for filerne.",
            "nb": "Velg bevisst for hvert språk. Er avstanden meningen, slå av parity/address for filene.",
            "de": "Entscheide für jede Sprache bewusst; ist der Abstand gewollt, schalte parity/address für diese Dateien aus.",
            "pl": "Zdecyduj świadomie dla każdego języka; jeśli dystans jest zamierzony, wyłącz parity/address dla tych plików.",
        },
    ),
}
