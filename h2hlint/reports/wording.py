"""The fixed words of reports and commands, by reader's language."""

from __future__ import annotations

import re
from collections.abc import Mapping

from h2hlint.names import READER_LANGUAGES

_SEVERITY = {
    "da": {"error": "fejl", "warning": "advarsel", "note": "note"},
    "nb": {"error": "feil", "warning": "advarsel", "note": "merknad"},
    "de": {"error": "Fehler", "warning": "Warnung", "note": "Hinweis"},
    "pl": {"error": "błąd", "warning": "ostrzeżenie", "note": "uwaga"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}
_WORDS = {
    "da": {"why": "hvorfor", "advice": "i stedet", "try": "prøv", "clean": "Intet at rette.",
           "source": "kilde", "first": "Ret dette først:", "score-of-one": "Score: {score} af 100",
           "score-of-all": "Score: {score} af 100, lavest {lowest} i {path}",
           "score": "score", "trend": "ændring", "words": "ord", "places": "fund", "one-text": "tekst", "all": "i alt",
           "uncovered": "ingen regler for {}", "gone": "Tekster fra dengang, som ikke er med nu: {}",
           "found": "{findings} fund i {files} af {all} {file*all}: {error} fejl, {warning} {warning*}, {note} {note*}"},
    "nb": {"why": "hvorfor", "advice": "i stedet", "try": "prøv", "clean": "Ingenting å rette.",
           "source": "kilde", "first": "Rett dette først:", "score-of-one": "Poeng: {score} av 100",
           "score-of-all": "Poeng: {score} av 100, lavest {lowest} i {path}",
           "score": "poeng", "trend": "endring", "words": "ord", "places": "funn", "one-text": "tekst", "all": "samlet",
           "uncovered": "ingen regler for {}", "gone": "Tekster fra forrige gang som ikke er med nå: {}",
           "found": "{findings} funn i {files} av {all} {file*all}: {error} feil, {warning} {warning*}, {note} {note*}"},
    "de": {"why": "warum", "advice": "besser", "try": "etwa", "clean": "Nichts zu verbessern.",
           "source": "Quelle", "first": "Das zuerst ändern:", "score-of-one": "Punkte: {score} von 100",
           "score-of-all": "Punkte: {score} von 100, niedrigster Wert {lowest} in {path}",
           "score": "Punkte", "trend": "seither", "words": "Wörter", "places": "Stellen", "one-text": "Text", "all": "insgesamt",
           "uncovered": "keine Regeln für {}", "gone": "Texte von damals, die jetzt fehlen: {}",
           "found": "{findings} {finding*findings} in {files} von {all} {file*all}: {error} Fehler, {warning} {warning*}, {note} {note*}"},
    "pl": {"why": "dlaczego", "advice": "lepiej", "try": "np.", "clean": "Nie ma czego poprawiać.",
           "source": "źródło", "first": "Od tego najlepiej zacząć:", "score-of-one": "Wynik: {score} na 100",
           "score-of-all": "Wynik: {score} na 100, najniższy {lowest}: {path}",
           "score": "wynik", "trend": "zmiana", "words": "słowa", "places": "miejsca", "one-text": "tekst", "all": "razem",
           "uncovered": "brak reguł dla: {}", "gone": "Teksty z poprzedniego razu, których teraz nie ma: {}",
           "found": "Znalezione miejsca: {findings}, pliki: {files} z {all} (błędy: {error}, ostrzeżenia: {warning}, uwagi: {note})"},
    "en": {"why": "why", "advice": "instead", "try": "try", "clean": "Nothing to mend.",
           "source": "source", "first": "Mend this first:", "score-of-one": "Score: {score} of 100",
           "score-of-all": "Score: {score} of 100, lowest {lowest} in {path}",
           "score": "score", "trend": "change", "words": "words", "places": "found", "one-text": "text", "all": "all together",
           "uncovered": "no rules for {}", "gone": "Texts of the saved run that are not in this one: {}",
           "found": "{findings} {finding*findings} in {files} of {all} {file*all}: {error} {error*}, {warning} {warning*}, {note} {note*}"},
}  # fmt: skip
_NOUNS = {
    "da": {"file": ("fil", "filer"), "warning": ("advarsel", "advarsler"), "note": ("note", "noter")},
    "nb": {"file": ("fil", "filer"), "warning": ("advarsel", "advarsler"), "note": ("merknad", "merknader")},
    "de": {"finding": ("Stelle", "Stellen"), "file": ("Datei", "Dateien"), "warning": ("Warnung", "Warnungen"),
           "note": ("Hinweis", "Hinweise")},
    "pl": {},
    "en": {"finding": ("finding", "findings"), "file": ("file", "files"), "error": ("error", "errors"), "warning": ("warning", "warnings"),
           "note": ("note", "notes")},
}  # fmt: skip
"""Nouns for one and for other numbers; Polish says them in a way that needs none."""
_NOUN = re.compile(r"\{(\w+)\*(\w*)\}")
_CATEGORY = {
    "da": {"buzzword": "buzzwords", "consent": "samtykke", "impersonal": "upersonligt", "contact": "kontakt",
           "dehumanise": "mennesker som sager", "pressure": "pres", "readability": "læsbarhed",
           "robotic": "som fra en skabelon", "parity": "mellem sprogene", "house": "husets ord", "suppression": "kommentarer"},
    "nb": {"buzzword": "floskler", "consent": "samtykke", "impersonal": "upersonlig", "contact": "kontakt",
           "dehumanise": "mennesker som saker", "pressure": "press", "readability": "lesbarhet",
           "robotic": "som fra en mal", "parity": "mellom språkene", "house": "husets ord", "suppression": "kommentarer"},
    "de": {"buzzword": "Floskeln", "consent": "Einwilligung", "impersonal": "unpersönlich", "contact": "Kontakt",
           "dehumanise": "Menschen als Vorgang", "pressure": "Druck", "readability": "Lesbarkeit",
           "robotic": "wie aus der Vorlage", "parity": "zwischen den Sprachen", "house": "Hausregeln", "suppression": "Kommentare"},
    "pl": {"buzzword": "puste słowa", "consent": "zgody", "impersonal": "bezosobowo", "contact": "kontakt",
           "dehumanise": "ludzie jak rekordy", "pressure": "nacisk", "readability": "czytelność",
           "robotic": "jak z szablonu", "parity": "między językami", "house": "słowa firmy", "suppression": "komentarze"},
    "en": {"buzzword": "buzzwords", "consent": "consent", "impersonal": "impersonal", "contact": "contact",
           "dehumanise": "people as records", "pressure": "pressure", "readability": "readability",
           "robotic": "template talk", "parity": "between languages", "house": "house words", "suppression": "comments"},
}  # fmt: skip


_PLACES = {
    "da": {"paragraph": "afsnit", "page": "side", "slide": "dias", "notes": "noter", "header": "sidehoved", "footer": "sidefod",
           "footnote": "fodnote", "endnote": "slutnote", "subject": "emne"},
    "nb": {"paragraph": "avsnitt", "page": "side", "slide": "lysbilde", "notes": "notater", "header": "topptekst", "footer": "bunntekst",
           "footnote": "fotnote", "endnote": "sluttnote", "subject": "emne"},
    "de": {"paragraph": "Absatz", "page": "Seite", "slide": "Folie", "notes": "Notizen", "header": "Kopfzeile", "footer": "Fußzeile",
           "footnote": "Fußnote", "endnote": "Endnote", "subject": "Betreff"},
    "pl": {"paragraph": "akapit", "page": "strona", "slide": "slajd", "notes": "notatki", "header": "nagłówek", "footer": "stopka",
           "footnote": "przypis", "endnote": "przypis końcowy", "subject": "temat"},
}  # fmt: skip
_NAME = re.compile(r"[a-z]+")


def place(name: str, reader: str) -> str:
    """Return what a place in a document, such as `page 3`, is called."""
    words = _PLACES.get(reader, {})
    return _NAME.sub(lambda found: words.get(found[0], found[0]), name)


def word(key: str, reader: str) -> str:
    """Return a fixed word of the reports."""
    return _WORDS[_known(reader)][key]


def number(value: float, reader: str) -> str:
    """Return a number with one decimal as the language writes it."""
    said = f"{value:.1f}"
    return said if _known(reader) == "en" else said.replace(".", ",")


def severity(name: str, reader: str) -> str:
    """Return what a severity is called."""
    return _SEVERITY[_known(reader)][name]


def category(name: str, reader: str) -> str:
    """Return what a category is called; a house's own keeps its name."""
    return _CATEGORY[_known(reader)].get(name, name)


def categories(reader: str) -> dict[str, str]:
    """Return what each of h2hlint's own categories is called."""
    return _CATEGORY[_known(reader)]


def found(counts: Mapping[str, int], reader: str) -> str:
    """Return the sentence that sums up a report, its nouns in the right number; `{noun*count}` stands for one."""
    language = _known(reader)

    def noun(place: re.Match[str]) -> str:
        one, many = _NOUNS[language][place[1]]
        return one if counts[place[2] or place[1]] == 1 else many

    return _NOUN.sub(noun, _WORDS[language]["found"]).format(**counts)


def _known(reader: str) -> str:
    return reader if reader in READER_LANGUAGES else "en"
