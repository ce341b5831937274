"""What the language server says, by reader's language."""

from __future__ import annotations

from h2hlint.names import READER_LANGUAGES

_WORDS = {
    "take": {
        "da": "Skriv »{}«",
        "nb": "Skriv «{}»",
        "de": "„{}“ schreiben",
        "pl": "Napisz „{}”",
        "en": "Write “{}”",
    },
    "fix-all": {
        "da": "Indsæt alle sikre formuleringer",
        "nb": "Sett inn alle sikre formuleringer",
        "de": "Alle sicheren Formulierungen einsetzen",
        "pl": "Wstaw wszystkie pewne zamienniki",
        "en": "Put in all the safe wordings",
    },
    "leave": {
        "da": "Lad det stå: {}",
        "nb": "La det stå: {}",
        "de": "Stehen lassen: {}",
        "pl": "Zostaw: {}",
        "en": "Leave it: {}",
    },
    "leave-own": {
        "da": "Lad det stå, med din egen begrundelse",
        "nb": "La det stå, med din egen begrunnelse",
        "de": "Stehen lassen, mit eigener Begründung",
        "pl": "Zostaw, z własnym uzasadnieniem",
        "en": "Leave it, with a reason of your own",
    },
    "accept": {
        "da": "»{}« er et af husets ord",
        "nb": "«{}» er et av husets ord",
        "de": "„{}“ gehört zu unseren Wörtern",
        "pl": "„{}” to nasze słowo",
        "en": "“{}” is one of our words",
    },
    "open": {
        "da": "Åbn reglen {}",
        "nb": "Åpne regelen {}",
        "de": "Regel {} öffnen",
        "pl": "Otwórz regułę {}",
        "en": "Open the rule {}",
    },
    "accepted": {
        "da": "»{}« står nu blandt husets ord i {}.",
        "nb": "«{}» står nå blant husets ord i {}.",
        "de": "„{}“ steht jetzt unter den Wörtern des Hauses in {}.",
        "pl": "„{}” jest teraz wśród słów firmy w {}.",
        "en": "“{}” is now one of the house's words in {}.",
    },
    "still": {
        "da": "{} markerer stadig ordene, for de indgår i en længere vending.",
        "nb": "{} markerer fortsatt ordene, for de inngår i en lengre vending.",
        "de": "{} markiert die Wörter weiterhin, denn sie gehören zu einer längeren Wendung.",
        "pl": "{} nadal zaznacza te słowa, bo należą do dłuższego zwrotu.",
        "en": "{} still marks the words, for they belong to a longer phrase.",
    },
    "left": {
        "da": "{} lader nu »{}« stå.",
        "nb": "{} lar nå «{}» stå.",
        "de": "{} lässt „{}“ jetzt stehen.",
        "pl": "{} zostawia teraz „{}”.",
        "en": "{} now lets “{}” stand.",
    },
    "no-page": {
        "da": "Reglen {} har ingen side.",
        "nb": "Regelen {} har ingen side.",
        "de": "Zur Regel {} gibt es keine Seite.",
        "pl": "Reguła {} nie ma swojej strony.",
        "en": "The rule {} has no page.",
    },
    "sources": {
        "da": "kilder",
        "nb": "kilder",
        "de": "Quellen",
        "pl": "źródła",
        "en": "sources",
    },
    "found": {
        "da": "fund: {}",
        "nb": "funn: {}",
        "de": "Stellen: {}",
        "pl": "miejsca: {}",
        "en": "found: {}",
    },
    "nothing": {
        "da": "Der er ingen score: ingen ord blev læst med regler.",
        "nb": "Det finnes ingen poengsum: ingen ord ble lest med regler.",
        "de": "Es gibt keine Punkte: Kein Wort wurde mit Regeln gelesen.",
        "pl": "Brak wyniku: żadne słowo nie podlegało regułom.",
        "en": "There is no score: no word was read with rules.",
    },
}
_REASONS = {
    "da": ("vi citerer nogen", "sådan hedder produktet", "loven kræver ordene"),
    "nb": ("vi siterer noen", "produktet heter det", "loven krever ordene"),
    "de": ("wir zitieren jemanden", "so heißt das Produkt", "das Gesetz verlangt den Wortlaut"),
    "pl": ("to cytat", "tak nazywa się produkt", "tych słów wymaga prawo"),
    "en": ("we quote somebody", "the product is called so", "the law asks for these words"),
}
"""The commonest reasons for leaving a finding."""


def say(key: str, reader: str, *fields: object) -> str:
    """Return what the server says, its fields filled in."""
    return _WORDS[key][_known(reader)].format(*fields)


def reasons(reader: str) -> tuple[str, ...]:
    """Return the commonest reasons for leaving a finding, to choose from."""
    return _REASONS[_known(reader)]


def _known(reader: str) -> str:
    return reader if reader in READER_LANGUAGES else "en"
