"""German verbs and nouns for `training/paradigms.py`, from german-pos-dict and german-nouns (CC BY-SA 4.0)."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from lexicon_de import NAMES
from lexicon_pack import read_knobs, shared
from paradigms import DATA, Row, Settings, endings, irregular, object_text, verb_text

EITHER = ("durch", "hinter", "miss", "um", "unter", "wider", "wieder", "über")
INSEPARABLE = ("be", "emp", "ent", "er", "ge", "ver", "zer")
Table = dict[str, dict[str, Any]]


def build(settings: Settings, verb: Path, word: Path, noun: Path) -> tuple[str, str]:
    """Return the texts of both parts."""
    verbs, words = (json.loads(path.read_text("utf-8")) for path in (verb, word))
    prefixes = [*read_knobs(DATA / "de" / "inflection.yml").runtime["separable"], *settings["separable"].split()]
    with noun.open(encoding="utf-8") as lines:
        labels = nouns(words, csv.DictReader(lines)) | {key.lower(): value for key, value in settings["nouns"].items()}
    knobs = {**settings, "separable": " ".join(prefixes)}
    found = _mended(list(rows(verbs, prefixes)), settings)
    return verb_text(_rare(found), knobs), object_text(settings, endings(labels), {})


def rows(table: Table, prefixes: list[str]) -> Iterator[Row]:
    """Yield one row for each participle of each verb."""
    plain = [prefix.replace("_", "") for prefix in prefixes]
    for lemma, parts in sorted(table.items()):
        for participle in parts.get("PA2", []):
            prefix = _prefix(lemma, participle, parts.get("EIZ", ""), plain)
            present, past = (_plural(parts.get(tense, {})) for tense in ("PRÄ", "PRT"))
            if lemma.islower() and lemma.isalpha() and present and past and participle.islower():
                cut = (word.removeprefix(prefix) for word in (lemma, present, past, participle))
                base, now, then, perfect = (_modern(word, lemma) for word in cut)
                yield Row(base, now, then, perfect, (perfect,), prefix)


def _plural(tense: dict[str, Any]) -> str:
    """Return the form of "wir"; what the source has parted is joined again, since it is not to be trusted with prefixes."""
    cell = tense.get("P", {}).get("1", "")
    return str(cell) if isinstance(cell, str) else "".join((*cell[1:], cell[0]))


def _modern(word: str, lemma: str) -> str:
    """Respell what was written with ß before 1996: gepaßt."""
    return word.replace("ßt", "sst") if "ss" in lemma else word


def _prefix(lemma: str, participle: str, infinitive: str, prefixes: list[str]) -> str:
    """Return the separable prefix, after which the participle has ge- or the infinitive zu.

    The source is not to be trusted with prefixes that may be inseparable: überprüfen, but überbewerten.
    """
    for prefix in sorted(prefixes, key=len, reverse=True):
        base = lemma.removeprefix(prefix)
        if base == lemma:
            continue
        if participle.startswith(prefix + "ge") and not base.startswith("ge"):
            return prefix
        if infinitive == f"{prefix}zu{base}" and (prefix not in EITHER or base.startswith(INSEPARABLE) or base.endswith("ieren")):
            return prefix
    return ""


def _mended(found: list[Row], settings: Settings) -> list[Row]:
    """Return the rows with those that `irregular` has right, also behind a prefix."""
    right = {row[0]: row for row in irregular(settings)}
    kept = [row for row in found if row.infinitive not in right]
    behind = {(one.infinitive, one.prefix) for one in found if one.infinitive in right} | {(verb, "") for verb in right}
    for verb, prefix in sorted(behind):
        infinitive, present, past, participle = right[verb]
        kept.append(Row(infinitive, present, past, participle, (participle,), prefix))
    return kept


def _rare(found: list[Row]) -> list[Row]:
    """Leave out the verbs with a separable prefix that inflect like the verb without it."""
    bare: dict[str, set[Row]] = defaultdict(set)
    for row in found:
        if not row.prefix:
            bare[row.participle].add(row)
    return [row for row in found if not row.prefix or row._replace(prefix="") not in bare[row.participle] or len(bare[row.participle]) > 1]


def nouns(words: Table, lines: Iterable[dict[str, str]]) -> dict[str, str]:
    """Return the readings of nouns in the nominative: `class:letters to cut:letters to add`; class o has no masculine or neuter."""
    readings: dict[str, set[str]] = defaultdict(set)
    for row in lines:
        if row["lemma"].isalpha() and not any(name in row["pos"] for name in NAMES):
            for form, reading in _listed(row):
                readings[form].add(reading)
    for lemma, cases in words.items():
        form = cases.get("AKK", {}).get("SIN")
        gender = str(cases.get("G", "")).lower()
        if isinstance(form, str) and lemma.isalpha() and lemma.lower() not in readings and gender in ("m", "f", "n"):
            readings[lemma.lower()].add(_reading(gender, lemma.lower(), form.lower()))
    return {lemma: _label(found) for lemma, found in sorted(readings.items()) if found}


def _listed(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (nominative, reading) of a row; of two genders of one noun the first, which is the commoner."""
    gender = row.get("genus") or row.get("genus 1")
    for kind in ("", " stark", " schwach"):
        nominative = (row.get(f"nominativ singular{kind}") or row.get(f"nominativ singular 1{kind}") or "").lower()
        accusative = (row.get(f"akkusativ singular{kind}") or row.get(f"akkusativ singular 1{kind}") or nominative).lower()
        if nominative.isalpha() and gender:
            yield nominative, _reading(gender, nominative, accusative)
        for number in ("", " 1", " 2", " 3"):
            plural = (row.get(f"nominativ plural{number}{kind}") or "").lower()
            if plural.isalpha():
                yield plural, "o:0:"


def _reading(gender: str, lemma: str, form: str) -> str:
    if gender != "m":
        return "n:0:" if gender == "n" else "o:0:"
    at = shared(lemma, form)
    return f"m:{len(lemma) - at}:{form[at:]}"


def _label(readings: set[str]) -> str:
    """Return readings as one; a masculine that may stay as it is does so, except one in -e."""
    weak = {reading for reading in readings if reading.startswith("m") and reading != "m:0:"}
    if weak and "m:0:" in readings:
        readings = readings - (weak if "m:0:n" not in weak else {"m:0:"})
    return " ".join(sorted(readings))
