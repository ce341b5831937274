"""Noun phrases as direct objects: from the nominative, as the subject of a passive, to the accusative.

The data, the second part of `paradigms.bin` (see `h2hlint.language.paradigms`), are lines in groups that an empty line ends:

- settings, `name, tab, value`: `otherwise` (`same` in languages in which only pronouns change, `unsure` elsewhere),
  `capital` (nouns are told by their capital letter), `postposed` (adjectives may follow their noun), `acronyms` (readings of
  words in capitals), `unchanged` (classes in which nothing ever changes), and lists of words: `coordinators`, `articles`
  (pronouns that are articles before other words), `invariable` (what may stand before the noun without agreeing);
- pronouns, `nominative, tab, accusative`, in their own spelling;
- words that agree with their noun, `word, tab, readings`;
- endings of adjectives, `ending, tab, readings`;
- readings of nouns, one set a line;
- endings of nouns, `ending, tab, number of the readings`; `^` marks whole words; the longest ending counts;
- words without their last letter, likewise: `a` adjective, `n` noun, `b` both; none where every small word may be an adjective.

A reading is `class:letters to cut:letters to add`: `f:1:ę` makes reklamację of reklamacja. A class is a gender with what
else decides on the accusative; all words of a phrase that agree must have one in common. `-` is the class of oblique cases.
"""

from __future__ import annotations

from collections.abc import Mapping

from h2hlint.language.sortedlines import SortedLines

OBLIQUE = "-"
Readings = Mapping[str, str]
"""The accusative of a word for each class that it can have."""


class Objects:
    """How noun phrases of one language look as direct objects, `text` being the lines of its data."""

    def __init__(self, text: str) -> None:
        settings, pronouns, words, endings, readings, nouns, stems = text.split("\n\n")
        self._settings = _pairs(settings)
        self._pronouns = _pairs(pronouns)
        self._words = _pairs(words)
        self._endings = sorted(_pairs(endings).items(), key=lambda pair: -len(pair[0]))
        self._readings = readings.split("\n")
        self._nouns = SortedLines(f"\n{nouns}\n".encode())
        self._stems = SortedLines(f"\n{stems}\n".encode()) if stems.strip() else None
        self._coordinators, self._articles, self._invariable, self._unchanged = (
            frozenset(self._settings.get(name, "").split()) for name in ("coordinators", "articles", "invariable", "unchanged")
        )

    def turned(self, words: list[str]) -> list[str] | None:
        """Return a noun phrase in the nominative, as written, as direct object; None where not sure.

        Words are what stands between spaces, without punctuation; coordinated phrases are turned one by one.
        """
        found = list[str]()
        for coordinator, phrase in self._conjuncts(words):
            turned = self._turned(phrase, is_first=not found)
            if turned is None:
                return None
            found += [*coordinator, *turned]
        return found or None

    def _conjuncts(self, words: list[str]) -> list[tuple[list[str], list[str]]]:
        """Return (coordinator before it, words) of each conjunct; one without a noun is no conjunct."""
        found: list[tuple[list[str], list[str]]] = [([], [])]
        for word in words:
            if word in self._coordinators and self._is_closed(found[-1][1]):
                found.append(([word], []))
            else:
                found[-1][1].append(word)
        return found

    def _is_closed(self, words: list[str]) -> bool:
        """Say whether a phrase has its noun: not so in `der alte` of `der alte und neue Vertrag`."""
        if not words or self._is_same or words[-1] in self._pronouns:
            return bool(words)
        return not self._modifier(words[-1]) or (words[-1].lower() not in self._words and self._kind(words[-1]) == "b")

    @property
    def _is_same(self) -> bool:
        return self._settings["otherwise"] == "same"

    def _turned(self, words: list[str], is_first: bool) -> list[str] | None:
        if not words:
            return None
        pronoun = self._pronouns.get(words[0])
        if len(words) == 1 and pronoun is not None:
            return [pronoun]
        if self._is_same:
            return None if pronoun is not None and words[0] not in self._articles else words
        if words[0].isdigit():
            return None if words[0] == "1" else words
        return self._agreed(words, is_first)

    def _agreed(self, words: list[str], is_first: bool) -> list[str] | None:
        """Turn a phrase of words that agree; a later conjunct that is no nominative stays as it is."""
        found: dict[int, Readings] = {}
        classes = frozenset[str]()
        head = -1
        for number, word in enumerate(words):
            if head < 0 and number + 1 < len(words) and (word.lower() in self._invariable or word in self._coordinators):
                continue
            noun, modifier = (_of(readings, classes) for readings in (self._noun(word), self._modifier(word)))
            if head < 0 and noun and not (modifier and self._has_noun(words, number + 1, modifier)):
                head, found[number] = number, noun
            elif modifier and (head < 0 or self._settings.get("postposed")):
                found[number] = modifier
            else:
                break
            classes = frozenset(found[number])
        if found and classes <= self._unchanged:
            return words
        if head < 0 or classes == {OBLIQUE}:
            return None if is_first else words
        return self._outcome(words, found, classes)

    def _outcome(self, words: list[str], found: Mapping[int, Readings], classes: frozenset[str]) -> list[str] | None:
        """Return the phrase if all classes that it can have agree on it and nothing that follows might agree as well."""
        outcomes = {tuple(found[at][one] if at in found else word for at, word in enumerate(words)) for one in classes}
        if len(outcomes) != 1:
            return None
        outcome = list(outcomes.pop())
        if outcome != words and any(self._may_agree(word, classes) for word in words[max(found) + 2 :]):
            return None
        return outcome

    def _may_agree(self, word: str, classes: frozenset[str]) -> bool:
        readings = _of(self._modifier(word), classes) if self._settings.get("postposed") else {}
        return any(form != word for form in readings.values())

    def _has_noun(self, words: list[str], number: int, modifier: Readings) -> bool:
        """Say whether a noun that agrees with `modifier` follows, or more adjectives and the noun then."""
        for at in range(number, len(words)):
            adjective = _of(self._modifier(words[at]), frozenset(modifier))
            if not (adjective and self._kind(words[at]) == "a") and _of(self._noun(words[at]), frozenset(modifier)):
                return True
            if not adjective:
                return False
        return False

    def _kind(self, word: str) -> str:
        """Return `a` for an adjective, `b` for what may be one, else `n`."""
        if self._stems is None:
            return "n" if word[0].isupper() else "a"
        return self._stems.of_ending(word.lower()[:-1])

    def _noun(self, word: str) -> Readings:
        """Return the readings of `word` as a noun, or as an adjective that stands for one."""
        if word.lower() in self._words or word in self._coordinators or not word[-1:].isalpha():
            return {}
        if self._settings.get("capital") and not word[0].isupper():
            return {}
        if word.isupper() and len(word) > 1 and "acronyms" in self._settings:
            return _readings(word, self._settings["acronyms"])
        if self._stems is not None and self._kind(word) == "a":
            modifier = self._modifier(word)
            if modifier:
                return modifier
        answer = self._nouns.of_ending(word.rpartition("-")[2].lower())
        return _readings(word, self._readings[int(answer)]) if answer else {}

    def _modifier(self, word: str) -> Readings:
        """Return the readings of `word` as a determiner or adjective."""
        listed = self._words.get(word.lower())
        if listed is not None:
            return _readings(word, listed)
        if word in self._coordinators or self._kind(word) not in ("a", "b"):
            return {}
        return next((_readings(word, text) for ending, text in self._endings if word.endswith(ending) and word != ending), {})


def _pairs(text: str) -> dict[str, str]:
    return dict(tuple(line.split("\t", 1)) for line in text.split("\n") if line)  # type: ignore[misc]


def _readings(word: str, text: str) -> Readings:
    """Return the accusatives of `word`: `f:1:ę p:0:`."""
    found = {}
    for reading in text.split():
        name, cut, add = reading.split(":")
        found[name] = word[: len(word) - int(cut)] + (add.upper() if word.isupper() and len(word) > 1 else add)
    return found


def _of(readings: Readings, classes: frozenset[str]) -> Readings:
    """Return the readings of `classes`, all where none is given."""
    return {name: form for name, form in readings.items() if not classes or name in classes}
