"""Polish verbs, nouns and adjectives for `training/paradigms.py`: PoliMorf's lemmas, inflected by Morfeusz with SGJP (both BSD-2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lexicon_pack import shared
from lexicon_pl import lemmas
from morfeusz2 import Morfeusz  # type: ignore[import-not-found,import-untyped,unused-ignore]
from paradigms import Row, Settings, endings, object_text, verb_text

VOWELS = "yiae"
ASPECTS = {"perf": "perfective", "imperf": "imperfective"}
SUBSTANTIVE = ("m1", "m2", "m3", "f", "n")
MARKED = {"daw.", "rzad.", "arch.", "przest.", "pot.", "żart.", "gwar.", "środ.", "reg.", "hist.", "wulg.", "obelż.", "neol.", "książk."}
"""Marks of a reading that gives way to one without them."""
Parts = list[tuple[str, list[str], str, bool]]
"""(form, tag, lemma's name, whether it is marked) of one word."""


def build(settings: Settings, folder: Path) -> tuple[str, str]:
    """Return the texts of both parts."""
    verbs, nouns, stems = list[Row](), dict[str, set[str]](), dict[str, set[str]]()
    oblique = set[str]()
    morfeusz = Morfeusz(praet="composite", generate=True)
    for lemma in lemmas(folder):
        parts = [(form, tag.split(":"), name, bool(MARKED & set(marks))) for form, name, tag, _, marks in morfeusz.generate(lemma)]
        verbs += rows(lemma, parts)
        oblique |= {form for form, tag, _, _ in parts if tag[0] in ("subst", "adj") and "gen" in tag[2].split(".")}
        for form, one in readings(parts):
            nouns.setdefault(form, set()).add(one)
        for stem, kind in adjectival(parts):
            stems.setdefault(stem, set()).add(kind)
    labels = {form: "-:0:" for form in oblique} | {form: _label(found) for form, found in nouns.items()} | settings["nouns"]
    kinds = {stem: "b" if len(found) > 1 else min(found) for stem, found in stems.items()} | settings["stems"]
    return verb_text(verbs, settings), object_text(settings, endings(labels), endings(kinds))


def _label(found: set[str]) -> str:
    """Return readings as one; a noun that may be inanimate is."""
    if "m3:0:" in found:
        found = {one for one in found if not one.startswith("m2")}
    return " ".join(sorted(found))


def adjectival(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield forms without their last vowel: a of adjectives and participles, n of nouns."""
    for form, tag, _, marked in parts:
        if form[-1] in VOWELS and "neg" not in tag and not marked:
            if tag[0] in ("adj", "ppas", "pact") and "nom" in tag[2].split("."):
                yield form[:-1], "a"
            elif tag[0] in ("subst", "ger"):
                yield form[:-1], "n"


def rows(lemma: str, parts: Parts) -> Iterator[Row]:
    """Yield the verbs called `lemma` that have a passive participle or an impersonal past."""
    for name in sorted({name for _, tag, name, _ in parts if tag[0] in ("ppas", "imps")}):
        own = [(form, tag) for form, tag, other, _ in parts if other == name]
        present, past = (_commoner(lemma, own, start) for start in ("fin:pl:pri", "praet:pl:m1:pri"))
        forms = {form for form, tag in own if tag[0] == "imps" or (tag[0] == "ppas" and "aff" in tag and "nom" in tag[2].split("."))}
        aspects = {tag[-1] for form, tag in own if tag[0] == "imps"}
        if present and past and len(aspects) == 1:
            yield Row(lemma, present, past, "", tuple(sorted(forms)), aspect=ASPECTS.get(aspects.pop(), ""), name=name)


def _commoner(lemma: str, own: list[tuple[str, list[str]]], start: str) -> str:
    """Return the form with that tag; of two the one in -ujemy (przechowujemy), or else most like the infinitive (otworzyliśmy)."""
    found = {form for form, tag in own if ":".join(tag).startswith(start)}
    return max(sorted(found), key=lambda form: (form.endswith("ujemy"), shared(form, lemma)), default="")


def readings(parts: Parts) -> Iterator[tuple[str, str]]:
    """Yield (nominative, `class:letters to cut:letters to add`) of the nouns of one lemma."""
    cells: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    plain = {name for _, tag, name, marked in parts if tag[0] == "subst" and not marked}
    for form, tag, name, _ in parts:
        if tag[0] == "subst" and (not plain or name in plain):
            for case in tag[2].split("."):
                for gender in tag[3].split("."):
                    cells[name, tag[1], gender][case].add(form)
    for (_, number, gender), cases in sorted(cells.items()):
        noun_class = gender if number == "sg" else "p1" if gender == "m1" else "p"
        for form in sorted(cases["nom"]):
            accusatives = sorted(cases["acc"])
            if gender in SUBSTANTIVE and len(accusatives) == 1:
                yield form, reading(noun_class, form, accusatives[0])
            elif form in accusatives:
                yield form, f"{noun_class}:0:"


def reading(noun_class: str, form: str, other: str) -> str:
    """Return how `other` is made of `form`."""
    at = shared(form, other)
    return f"{noun_class}:{len(form) - at}:{other[at:]}"
