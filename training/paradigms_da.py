"""Danish verbs and pronouns for `training/paradigms.py`, from Stavekontrolden (MPL 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lexicon_da import read_affixes, read_dictionary
from paradigms import Row, Settings, irregular, object_text, verb_text
from scandinavian import strong, weak

WEAK = (("te", "t"), ("ede", "et"), ("de", "t"), ("dde", "t"))
"""Past and participle; where a verb has two inflections, the passive with -s goes to the earlier one."""


def build(settings: Settings, affix: Path, dictionary: Path) -> tuple[str, str]:
    """Return the texts of both parts."""
    forms = read_dictionary(dictionary, read_affixes(affix))
    verbs = {lemma: found for (lemma, word_class), found in forms.items() if word_class == "v"}
    return verb_text(rows(verbs, settings), settings), object_text(settings, {}, {})


def rows(verbs: dict[str, set[str]], settings: Settings) -> Iterator[Row]:
    """Yield the verbs that the forms tell fully."""
    listed = {row[0]: set(row) for row in irregular(settings)}
    for lemma in sorted(verbs.keys() | listed.keys()):
        forms = verbs.get(lemma, set()) | listed.get(lemma, set())
        found = strong(lemma, forms, settings)
        if found:
            yield _row(lemma, *found, forms)
        else:
            yield from weak(lemma, forms, WEAK, _row)


def _row(lemma: str, present: str, past: str, participle: str, forms: set[str]) -> Row:
    """Return a verb with its s-passives and its participle in all numbers."""
    passives = {lemma + "s", past + "s", past + "es", past + past[-1] + "es"} & forms
    if participle.endswith("et"):
        inflected = {participle[:-2] + ending for ending in ("ede", "ne", "en")} & forms
    else:
        inflected = {participle + "e"} & forms
    return Row(lemma, present, past, participle, tuple(sorted({participle} | passives | inflected - {lemma})))
