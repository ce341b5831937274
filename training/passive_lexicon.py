"""What the packed lexicons say about a form, as the bits that the passive detector's features use.

The lexicons are made from dictionaries, not from the texts the detector learns from: a flag says as much of a
word that was never seen in training as of one that was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from h2hlint.language.inflection import load
from h2hlint.language.lexicon import Entry, Pack
from h2hlint.language.passive_knowledge import ADJECTIVE, ADVERB, NOUN, PARTICIPLE, SUFFIXED, VERB

CLASSES = {"n": NOUN, "a": ADJECTIVE, "r": ADVERB, "x": ADVERB}
POLISH_ENDINGS = ("y", "a", "e", "ego", "emu", "ej", "ą", "ych", "ym", "ymi")
POLISH_PLURALS = ("eni", "ani", "ęci", "yci", "uci", "arci")


def flags(language: str, extra: Mapping[str, str]) -> dict[str, int]:
    """Return the bits of every form in the lexicon of `language`, and of `extra` participles and suffixed passives."""
    found: dict[str, int] = defaultdict(int)
    pack = load(language)._pack  # the lexicon's door is for single words
    for lemma, entry in lemmas(pack):
        paradigm = pack.paradigm(entry.paradigm)
        if paradigm.word_class != "v":
            for form in paradigm.build(lemma, paradigm.finite + paradigm.other):
                found[form] |= CLASSES[paradigm.word_class]
            continue
        base = lemma[entry.skip :]
        finite, other = paradigm.build(base, paradigm.finite), paradigm.build(base, paradigm.other)
        prefix = lemma[: entry.skip]
        for form, bits in VERBS[language](base, finite, other):
            found[prefix + form] |= bits
        if prefix:
            found[lemma] |= VERB
            found[prefix + pack.knobs.infinitive + base] |= VERB
    if language == "pl":
        _drop_derived_adjectives(found)
    for bit, words in extra.items():
        for word in words.split():
            found[word] |= {"participle": PARTICIPLE, "suffixed": SUFFIXED}[bit]
    return dict(found)


def _drop_derived_adjectives(found: dict[str, int]) -> None:
    """Take the adjective's bit from participles that Morfeusz knows as participles only: the lexicon declines them all."""
    from morfeusz2 import Morfeusz  # type: ignore[import-not-found,import-untyped,unused-ignore]

    morfeusz = Morfeusz()
    for form, bits in found.items():
        if bits & PARTICIPLE and bits & ADJECTIVE and not any(tag[2][2].startswith("adj:") for tag in morfeusz.analyse(form)):
            found[form] = bits - ADJECTIVE


def lemmas(pack: Pack) -> Iterator[tuple[str, Entry]]:
    """Yield every lemma with each of its entries, in the order of the pack."""
    for number in range(len(pack._index[0])):
        for line in pack._block(number).decode().split("\n"):
            key = line.partition("\t")[0]
            if key:
                for entry in pack.entries(key[::-1]):
                    yield key[::-1], entry


def _scandinavian(base: str, finite: set[str], other: set[str]) -> Iterator[tuple[str, int]]:
    forms = {base} | finite | other
    passive = {form + "s" for form in (base, *forms) if form == base or form.endswith(("te", "de"))}
    passive |= {form for form in forms if form.endswith("s") and form[:-1] in forms and not form.endswith(("ets", "ts", "nes"))}
    passive |= {base + "es"} if base.endswith(tuple("aiouyæøåé")) or not set(base[:-1]) & set("aeiouyæøå") else set()
    present = {form + "s" for form in forms if form.endswith("nde") and form != base}
    for form in sorted(forms | passive):
        if form in passive and form not in present:
            yield form, SUFFIXED
        else:
            yield form, PARTICIPLE if _is_scandinavian_participle(form, forms) and form != base else VERB


def _is_scandinavian_participle(form: str, forms: set[str]) -> bool:
    """Tell participles in -t, Norwegian ones in -d (past in -de) and in -a (beside one in -et)."""
    return form.endswith("t") or (form.endswith("d") and form + "e" in forms) or (form.endswith("a") and form[:-1] + "et" in forms)


def _german(base: str, finite: set[str], other: set[str]) -> Iterator[tuple[str, int]]:
    participles = {form[:-2] for form in other if form.endswith("em") and not form.endswith("ndem")}
    for form in {base} | finite | other:
        yield form, PARTICIPLE * (form in participles) | VERB * (form in finite or form == base)


def _english(base: str, finite: set[str], other: set[str]) -> Iterator[tuple[str, int]]:
    forms = {base} | finite | other
    present = {base, base + "s", base + "es", base[:-1] + "ies"}
    past = {form for form in forms - present if not form.endswith("ing")}
    for form in forms:
        is_past = form in past or (form == base and not past)
        yield form, PARTICIPLE * is_past | VERB * (form not in past)


def _polish(base: str, finite: set[str], other: set[str]) -> Iterator[tuple[str, int]]:
    forms = {base} | finite | other
    stems = {form[:-3] for form in forms if form.endswith(("nego", "tego"))}
    declined = {stem + ending for stem in stems for ending in POLISH_ENDINGS}
    for form in forms:
        if form.endswith(("no", "to")):
            yield form, SUFFIXED
        else:
            yield form, PARTICIPLE if form in declined or form.endswith(POLISH_PLURALS) else VERB


VERBS: dict[str, Any] = {
    "da": _scandinavian,
    "nb": _scandinavian,
    "de": _german,
    "en": _english,
    "pl": _polish,
}
