"""The fixed words of reports and commands, by reader's language."""

from __future__ import annotations

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
           "found": "{findings} fund i {files} af {all} filer: {error} fejl, {warning} advarsler, {note} noter"},
    "nb": {"why": "hvorfor", "advice": "i stedet", "try": "prøv", "clean": "Ingenting å rette.",
           "found": "{findings} funn i {files} av {all} filer: {error} feil, {warning} advarsler, {note} merknader"},
    "de": {"why": "warum", "advice": "besser", "try": "etwa", "clean": "Nichts zu verbessern.",
           "found": "{findings} Stellen in {files} von {all} Dateien: {error} Fehler, {warning} Warnungen, {note} Hinweise"},
    "pl": {"why": "dlaczego", "advice": "lepiej", "try": "np.", "clean": "Nie ma czego poprawiać.",
           "found": "Znalezione miejsca: {findings}, pliki: {files} z {all} (błędy: {error}, ostrzeżenia: {warning}, uwagi: {note})"},
    "en": {"why": "why", "advice": "instead", "try": "try", "clean": "Nothing to mend.",
           "found": "{findings} findings in {files} of {all} files: {error} errors, {warning} warnings, {note} notes"},
}  # fmt: skip
_CATEGORY = {
    "da": {"buzzword": "buzzwords", "consent": "samtykke", "impersonal": "upersonligt", "contact": "kontakt",
           "dehumanise": "mennesker som sager", "pressure": "pres"},
    "nb": {"buzzword": "floskler", "consent": "samtykke", "impersonal": "upersonlig", "contact": "kontakt",
           "dehumanise": "mennesker som saker", "pressure": "press"},
    "de": {"buzzword": "Floskeln", "consent": "Einwilligung", "impersonal": "unpersönlich", "contact": "Kontakt",
           "dehumanise": "Menschen als Vorgang", "pressure": "Druck"},
    "pl": {"buzzword": "puste słowa", "consent": "zgody", "impersonal": "bezosobowo", "contact": "kontakt",
           "dehumanise": "ludzie jak rekordy", "pressure": "nacisk"},
    "en": {"buzzword": "buzzwords", "consent": "consent", "impersonal": "impersonal", "contact": "contact",
           "dehumanise": "people as records", "pressure": "pressure"},
}  # fmt: skip


def word(key: str, reader: str) -> str:
    """Return a fixed word of the reports."""
    return _WORDS[_known(reader)][key]


def severity(name: str, reader: str) -> str:
    """Return what a severity is called."""
    return _SEVERITY[_known(reader)][name]


def category(name: str, reader: str) -> str:
    """Return what a category is called; a house's own keeps its name."""
    return _CATEGORY[_known(reader)].get(name, name)


def _known(reader: str) -> str:
    return reader if reader in READER_LANGUAGES else "en"
