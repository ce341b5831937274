"""Norwegian verbs and pronouns for `training/paradigms.py`, from Norsk Ordbank (CC BY 4.0)."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from lexicon_nb import by_lemma, complete
from paradigms import Row, Settings, irregular, object_text, verb_text
from scandinavian import strong, weak

WEAK = (("te", "t"), ("de", "d"), ("dde", "dd"), ("et", "et"))
"""Past and participle; where a verb has two inflections, the passive with -s goes to the earlier one."""


def build(settings: Settings, source: Path) -> tuple[str, str]:
    """Return the texts of both parts."""
    table = json.loads(gzip.decompress(source.read_bytes()))
    verbs = complete(by_lemma(table["verb"]))
    return verb_text(rows(verbs, settings), settings), object_text(settings, {}, {})


def rows(verbs: dict[str, set[str]], settings: Settings) -> Iterator[Row]:
    """Yield the verbs that the forms tell fully."""
    listed = {row[0]: set(row) for row in irregular(settings)}
    for lemma in sorted(verbs.keys() | listed.keys()):
        forms = verbs.get(lemma, set()) | listed.get(lemma, set())
        found = strong(lemma, forms, settings)
        if found:
            yield _row(lemma, *found, forms | {lemma + "s"})
        others = weak(lemma, forms - {lemma + "s"} if found else forms, WEAK, _row)
        yield from (row for row in others if not found or row.participle != found[2])


def _row(lemma: str, present: str, past: str, participle: str, forms: set[str]) -> Row:
    inflected = {participle[:-2] + "ne"} & forms if participle.endswith("et") else set()
    return Row(lemma, present, past, participle, tuple(sorted({participle} | {lemma + "s"} & forms | inflected)))
