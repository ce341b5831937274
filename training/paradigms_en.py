"""English verbs and pronouns for `training/paradigms.py`, from WordNet's word lists (WordNet licence)."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

from lexicon_en import WORD
from lexicon_en import irregular as listed
from paradigms import Row, Settings, irregular, object_text, verb_text


def build(settings: Settings, exceptions: Path, index: Path) -> tuple[str, str]:
    """Return the texts of both parts."""
    table, lemmas = (json.loads(gzip.decompress(path.read_bytes())) for path in (exceptions, index))
    exceptional = listed(table)
    verbs = sorted({lemma for lemma in lemmas["verb"] if WORD.fullmatch(lemma)} | {row[0] for row in irregular(settings)})
    found = [row for verb in verbs for row in rows(verb, exceptional.get((verb, "v"), set()), settings)]
    return verb_text(found, settings), object_text(settings, {}, {})


def rows(verb: str, exceptions: set[str], settings: Settings) -> Iterator[Row]:
    """Yield one row for each participle; of longer words the doubled and the single consonant (cancelled, canceled)."""
    strong = [row for row in irregular(settings) if verb == row[0] or _is_prefixed(verb, row[0], settings)]
    for base, past, participle in strong[:1]:
        head = verb.removesuffix(base)
        yield Row(verb, verb, head + past, head + participle, (head + participle,))
    if verb in {row[0] for row in strong}:
        return
    doubled = {form for form in exceptions if form.endswith("ed") and len(form) > len(verb)}
    is_long = len(re.findall("[aeiou]+", verb)) > 1
    for form in sorted(doubled | {_regular(verb)} if is_long else doubled or {_regular(verb)}):
        yield Row(verb, verb, form, form, (form,))


def _is_prefixed(verb: str, base: str, settings: Settings) -> bool:
    head = verb.removesuffix(base).rstrip("-")
    return head != verb and head in settings["prefixes"].split()


def _regular(verb: str) -> str:
    return re.sub(r"([^aeiou])y$", r"\1i", verb).removesuffix("e") + "ed"
