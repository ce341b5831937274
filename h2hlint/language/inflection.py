"""From a dictionary form to all forms of a word, with the packed lexicon of its language.

A term is expanded once, when rules are compiled; texts are then searched for plain strings.
Known lemmas follow the lexicon; unknown ones their last part (compounds, hyphens), else the
words that end alike. What a language needs is data: `h2hlint/data/<language>/lexicon.bin`.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from h2hlint.language.lexicon import Entry, Pack
from h2hlint.places import DATA

LANGUAGES = tuple(sorted(path.parent.name for path in DATA.glob("*/lexicon.bin")))
"""Languages that have a lexicon."""

_HEAD = 3  # letters that the first part of a compound must have at least
_SURE = 5  # letters from which the last part of a compound is believed whatever stands before it
_GUESSED = 4  # letters that a word must have to be inflected by its ending


class Lexicon:
    """The words of one language and how they inflect. Words are compared in lower case and NFC."""

    def __init__(self, path: Path) -> None:
        self._pack = Pack(path)

    def forms(self, word: str) -> frozenset[str]:
        """Return all forms of `word`, itself included; an inflected form or a function word is alone."""
        return frozenset(self._forms(_normal(word), _case(word)) | {_normal(word)})

    def is_lemma(self, word: str) -> bool:
        """Say whether the lexicon lists `word` as a dictionary form."""
        return bool(self._pack.entries(_normal(word)))

    def classes(self, word: str) -> set[str]:
        """Return the classes (n, v, a, r, x) of `word` as a dictionary form, none where the lexicon has no such lemma."""
        return {self._word_class(entry) for entry in self._pack.entries(_normal(word))}

    def forms_as(self, word: str, word_class: str) -> frozenset[str]:
        """Return the forms of `word`, a dictionary form, as a word of one class."""
        lemma = _normal(word)
        entries = tuple(entry for entry in self._pack.entries(lemma) if self._word_class(entry) == word_class)
        return frozenset(self._applied(lemma, entries))

    def knows(self, form: str) -> bool:
        """Say whether `form` is a form of a word in the lexicon, or a function word."""
        form = _normal(form)
        return form in self._pack.knobs.stop or bool(self.lemmas(form))

    def lemmas(self, form: str) -> frozenset[str]:
        """Return the lexicon's dictionary forms of `form`; none for words it does not know."""
        form = _normal(form)
        found = {lemma for lemma in self._candidates(form) if form in self._inflect(lemma)}
        if self._pack.entries(form):
            found.add(form)
        return frozenset(found)

    def separable(self, prefix: str, verb: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the joined forms of `prefix` + `verb`, and the verb's own forms that leave the prefix behind.

        `separable("an", "bieten")`: anbieten, angeboten, anzubieten, anbietet …; biete, bietet, bot …
        """
        prefix, verb = _normal(prefix), _normal(verb)
        entries = [entry for entry in self._verb_entries(verb) if self._word_class(entry) == "v"]
        finite = {verb}.union(*(self._finite(verb, entry) for entry in entries))
        joined = {prefix + verb}.union(*(self._separated(prefix, verb, entry) for entry in entries))
        joined |= {form for lemma in joined if lemma != prefix + verb for form in self._inflect(lemma)}
        return frozenset(joined), frozenset(finite)

    def _forms(self, word: str, case: str) -> set[str]:
        if word in self._pack.knobs.stop or word.split() != [word]:
            return set()
        known = self._chosen(word, case)
        if known:
            return self._applied(word, known)
        head, hyphen, last = word.rpartition("-")
        if hyphen:
            return {head + hyphen + form for form in self._forms(last, "") | {last}}
        if not word.isalpha() or self.lemmas(word):
            return set()
        found = self._compound(word, case)
        return self._guess(word, case) if found is None else found

    def _chosen(self, lemma: str, case: str) -> tuple[Entry, ...]:
        return self._allowed(self._pack.entries(lemma), case)

    def _allowed(self, entries: tuple[Entry, ...], case: str) -> tuple[Entry, ...]:
        """Return the entries that a word's capital or small letter allows, all when it allows none."""
        capital = self._pack.knobs.capital
        if not capital or not case:
            return entries
        fitting = tuple(entry for entry in entries if (self._word_class(entry) == capital) == (case == "upper"))
        return fitting or entries

    def _applied(self, lemma: str, entries: tuple[Entry, ...]) -> set[str]:
        return set[str]().union(*(self._apply(lemma, entry) for entry in entries))

    def _inflect(self, lemma: str) -> set[str]:
        return self._applied(lemma, self._pack.entries(lemma))

    def _apply(self, lemma: str, entry: Entry) -> set[str]:
        prefix, base = lemma[: entry.skip], lemma[entry.skip :]
        if prefix:
            return self._separated(prefix, base, entry)
        paradigm = self._pack.paradigm(entry.paradigm)
        return paradigm.build(base, paradigm.finite + paradigm.other)

    def _separated(self, prefix: str, base: str, entry: Entry) -> set[str]:
        paradigm = self._pack.paradigm(entry.paradigm)
        forms = paradigm.build(base, paradigm.finite + paradigm.other)
        return {prefix + form for form in forms | {self._pack.knobs.infinitive + base}}

    def _finite(self, base: str, entry: Entry) -> set[str]:
        paradigm = self._pack.paradigm(entry.paradigm)
        return paradigm.build(base, paradigm.finite)

    def _word_class(self, entry: Entry) -> str:
        return self._pack.paradigm(entry.paradigm).word_class

    def _verb_entries(self, verb: str) -> tuple[Entry, ...]:
        return self._pack.entries(verb) or tuple(Entry(number, 0) for number in self._guessed(verb))

    def _candidates(self, form: str) -> set[str]:
        found = self._stems(form)
        for prefix in self._pack.knobs.separable:
            if form.startswith(prefix):
                rest = form[len(prefix) :]
                found |= {prefix + base for base in self._stems(rest)}
                found.add(prefix + rest.removeprefix(self._pack.knobs.infinitive))
        return found

    def _stems(self, form: str) -> set[str]:
        inverse, found = self._pack.inverse, set[str]()
        for insert in self._pack.inserts:
            if form.startswith(insert):
                for cut in range(len(insert), len(form) + 1):
                    endings = inverse.get((f"{insert}:" if insert else "") + form[cut:], ())
                    found.update(form[len(insert) : cut] + ending for ending in endings)
        return found

    def _compound(self, word: str, case: str) -> set[str] | None:
        """Inflect the longest last part that is a lemma; a last part that is a form stays as it is; else None."""
        knobs = self._pack.knobs
        if not knobs.part:
            return None
        least = max([knobs.part, *(len(suffix) + 2 for suffix in knobs.suffixes if word.endswith(suffix))])
        cuts = [(word[:at], word[at:]) for at in range(2, len(word) - least + 1)]
        cuts = [(head, last) for head, last in cuts if last not in knobs.stop and self._is_first_part(head, last)]
        for head, last in sorted(cuts, key=lambda cut: cut[0] not in knobs.separable):
            entries = self._chosen(last, case)
            if entries:
                return self._prefixed(head, last, entries)
            if len(last) >= _SURE and self._may_end(head, last, case):
                return set()
        return None

    def _may_end(self, head: str, last: str, case: str) -> bool:
        """Say whether an inflected `last` may close a word: no noun a small word, only a verb one with a verb's prefix."""
        knobs = self._pack.knobs
        classes = {self._word_class(entry) for lemma in self.lemmas(last) for entry in self._pack.entries(lemma)}
        if head in knobs.inseparable:
            return "v" in classes
        return bool(classes - {knobs.capital} if case == "lower" and knobs.capital else classes)

    def _is_first_part(self, head: str, last: str) -> bool:
        knobs = self._pack.knobs
        if head in knobs.separable or head in knobs.inseparable:
            return True
        if len(head) < _HEAD or not set(head) & set("aeiouyæøåäöü"):
            return False
        stems = {head, *(head.removesuffix(link) for link in knobs.links)}
        return len(last) >= _SURE or any(self._pack.entries(stem) for stem in stems)

    def _prefixed(self, head: str, last: str, entries: tuple[Entry, ...]) -> set[str]:
        knobs = self._pack.knobs
        if self._is_zu_infinitive(head):
            return set()
        found = {head + form for form in self._applied(last, entries)}
        if head in knobs.separable:
            for entry in entries:
                if self._word_class(entry) == "v" and not entry.skip:
                    found |= self._separated(head, last, entry)
        return found

    def _is_zu_infinitive(self, head: str) -> bool:
        """Tell whether `head` is a separable prefix with the infinitive's mark: weiterzu-lesen."""
        mark, prefixes = self._pack.knobs.infinitive, self._pack.knobs.separable
        return bool(mark) and head.endswith(mark) and head.removesuffix(mark) in prefixes

    def _guess(self, word: str, case: str) -> set[str]:
        if len(word) < _GUESSED:
            return set()
        return self._applied(word, self._allowed(tuple(Entry(number, 0) for number in self._guessed(word)), case))

    def _guessed(self, word: str) -> tuple[int, ...]:
        for numbers in self._pack.guesses(word):
            fitting = tuple(number for number in numbers if word.endswith(self._pack.paradigm(number).ending))
            if fitting:
                return fitting
        return ()


def _normal(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).lower())


def _case(word: str) -> str:
    """Return `upper` for a word with one capital letter, its first, `lower` for one with none, else nothing."""
    if word.islower():
        return "lower"
    return "upper" if word[:1].isupper() and not word[1:].isupper() else ""


@cache
def load(language: str) -> Lexicon:
    """Open the lexicon of `language`, one of `LANGUAGES`; KeyError when there is none."""
    if language not in LANGUAGES:
        raise KeyError(language)
    return Lexicon(DATA / language / "lexicon.bin")
