"""How a passive clause is turned into the active voice in one language: `data/<lang>/voice.yml`, read when first needed.

Every word of a clause gets a sign, one letter for its class, so that a clause is a short string
and a frame is a pattern over such strings: `(?P<object>dn+)F(?P<adverbs>[az]*)V` is a subject of
a determiner and other words, a finite auxiliary, adverbs, the participle. The signs:

- o subordinator · c coordinator · p preposition · g preposition that names the doer · d determiner · j adjective
- s personal pronoun as subject · i pronoun in the dative · a adverb · u adverb that limits what follows (only)
- z negation · k negative determiner · f adverb that may open a clause · e expletive · r relative or question word
- x other finite verb, subject "we" · w reflexive possessive · q reflexive pronoun · m noun for what a firm deals with
- y word that begins a clause of its own (please) · h pronominal adverb (darauf) · b genitive determiner
- t particle that may end a clause · T the rest of a contraction (isn't)
- F finite auxiliary · C further auxiliary · V the participle · S the -s passive · I the impersonal form
- # number, address, placeholder · N other word with a capital, in languages that write nouns so · n other word
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

import h2hlint.cache as kept
from h2hlint.language.bounded import Bounded
from h2hlint.once import once
from h2hlint.patterns import lazy
from h2hlint.places import DATA

_VERSION = b"7"
_LEAST_ENDING = 5  # letters from which the end of a compound is taken for its last noun
_JUDGED = ("acts", "persons", "finished", "lasting", "owed", "undone", "tried", "already", "able", "others", "readers", "matters")
LISTS = (
    *_JUDGED,
    "sendings",
    "letters",
    "habits",
    "habit_words",
    "plurals",
    "masses",
    "bare",
    "capitals",
    "predicates",
    "predicate_endings",
)
"""Lists of words of a `voice.yml`.

- acts: verbs (infinitives) of what a firm does with its reader's matters; no other verb is turned
- persons: those of them that it does to a person · lasting: those that it does in the present only, else it was somebody else
- finished: those that it has done but does not announce
- owed: those that the reader, not the firm, has left undone (undone: auxiliaries that say so)
- tried: modals that say the firm has tried
- already: words with which a verb that is lasting or owed says that somebody else was first
- able: verbs for what nobody but the firm could do
- habits: verbs whose present is no state (English); habit_words make it so for all verbs
- plurals: finite auxiliaries of the plural, without which a bare noun is a note and not a sentence
- readers: words for the reader and what is the reader's · others: things that the reader and not the firm deals with
- sendings: verbs for what the reader has done with letters of his own: "your message was sent"
- matters: nouns (dictionary forms) for what firms and their readers deal with; one, or a word of `readers`, must be in the clause
- bare: words that may be a subject without a determiner, * all forms of matters but the first · masses: nouns without a plural
- capitals: words that keep their capital
- predicates: words before what is said of the object; with one of predicate_endings it changes even where the object does not
"""
_OPTION = lazy(r"\[([^\]]*)\]")

PRONOMINAL = "h"
"""The sign of a pronominal adverb."""
REMEMBERED = 20_000
"""So many words are worth remembering."""


class Frame(NamedTuple):
    """One word order: `shape` is a pattern over signs, `order` the slots of the active clause.

    `simple` is the order where the verb is a single word, `light` where the object is a pronoun besides.
    """

    shape: str
    order: tuple[str, ...]
    simple: tuple[str, ...]
    light: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled shape."""
        return _compiled(self.shape)


class Frames:
    """What `voice.yml` of one language says; see the comments there for the meaning of each entry."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.pronoun: str = data["pronoun"]
        self.signs: dict[str, str] = data["signs"]
        self.phrase_starts: dict[str, list[tuple[tuple[str, ...], str]]] = data["phrases"]
        self.chains: dict[str, tuple[str, str]] = data["chains"]
        self.words: dict[str, frozenset[str]] = data["lists"]
        self.forms: dict[str, list[tuple[str, str]]] = data["forms"]
        self.nouns_have_capitals: bool = data["nouns_have_capitals"]
        self.verb_may_open: bool = data["verb_may_open"]
        self.passive_ending: str = data["passive_ending"]
        self.endings: tuple[str, ...] = data["endings"]
        self._signs: Bounded[str, str] = Bounded(REMEMBERED)
        self._matters: Bounded[str, bool] = Bounded(REMEMBERED)

    @once
    def all(self) -> tuple[Frame, ...]:
        """The frames, first choice first."""
        return tuple(Frame(*entry) for entry in self._data["frames"])

    def sign(self, word: str, raw: str) -> str:
        """Return the sign of a word by itself, `raw` as it is written."""
        found = self._signs.get(word)
        if found is None:
            found = self._signs.keep(word, self._sign(word))
        return found or ("N" if self.nouns_have_capitals and raw[0].isupper() else "n")

    def _sign(self, word: str) -> str:
        """Return the sign that a word has however it is written, nothing for a plain one."""
        if found := self.signs.get(word):
            return found
        if not word.isalpha() or len(word) == 1:
            return "#"
        if ends_in(word, self.words["bare"]):
            return "m"
        return "a" if word.endswith(self.endings) else ""

    def is_matter(self, word: str) -> bool:
        """Say whether a word names what a firm or its reader deals with."""
        found = self._matters.get(word)
        if found is None:
            found = self._matters.keep(word, word in self.words["readers"] or ends_in(word, self.words["matters"]))
        return found

    @once
    def pronominal(self) -> frozenset[str]:
        """Words that may be, or begin, a pronominal adverb (darauf): it stands for a matter that was named before."""
        phrases = {word for word, entries in self.phrase_starts.items() if any(PRONOMINAL in signs for _, signs in entries)}
        return frozenset({word for word, sign in self.signs.items() if sign == PRONOMINAL} | phrases)


def ends_in(word: str, words: frozenset[str]) -> bool:
    """Say whether a word is one of `words`, or a compound with one as its last part."""
    return word in words or any(word[at:] in words for at in range(2, len(word) - _LEAST_ENDING + 1))


@cache
def load(language: str) -> Frames | None:
    """Return the frames of `language`, None when it has none. Nouns are inflected by its lexicon, so a new one compiles anew."""
    folder = DATA / language
    try:
        source, lexicon = (folder / "voice.yml").read_bytes(), (folder / "lexicon.bin").stat().st_size
    except OSError:
        return None
    name = f"voice-{kept.digest([_VERSION, str(lexicon).encode(), source])}.bin"
    data = kept.load(name)
    if data is None:
        data = compiled(language, source.decode())
        kept.save(name, data)
    return Frames(data)


def compiled(language: str, source: str) -> dict[str, Any]:
    """Return the plain data of a `voice.yml`."""
    import yaml  # only when nothing is cached: it costs more than a page

    raw: dict[str, Any] = yaml.load(source, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506  (strings only)
    words = {sign: str(entry).split() for sign, entry in raw["words"].items()}
    lists = {name: frozenset(raw.get(name, "").split()) for name in LISTS}
    matters = _inflected(language, lists["matters"])
    lists["bare"] |= matters - lists["matters"] if "*" in lists["bare"] else frozenset()
    lists["matters"] |= matters
    lists |= {name: _inflected(language, lists[name]) for name in ("others", "letters")}
    return {
        "pronoun": raw["pronoun"],
        "signs": {word: sign for sign, entry in reversed(words.items()) for word in entry},
        "lists": lists,
        "phrases": _phrases(raw.get("phrases", {})),
        "chains": _chains(raw["chains"]),
        "frames": [_frame(entry, raw.get("shapes", {})) for entry in raw["frames"]],
        "forms": {key: [tuple(pair) for pair in pairs] for key, pairs in raw.get("forms", {}).items()},
        **{key: raw.get(key) == "true" for key in ("nouns_have_capitals", "verb_may_open")},
        "passive_ending": raw.get("passive_ending", ""),
        "endings": tuple(raw.get("endings", "").split()) or ("\0",),
    }


def _phrases(entries: Mapping[str, list[str]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the phrases by their first word, each with a sign for every word; a point stands for the word's own sign."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for signs, phrases in entries.items():
        for phrase in map(str.split, phrases):
            found.setdefault(phrase[0], []).append((tuple(phrase), (signs * len(phrase))[: len(phrase)] if len(signs) == 1 else signs))
    return found


def _inflected(language: str, nouns: Iterable[str]) -> frozenset[str]:
    from h2hlint.language import inflection  # only a fresh compile needs it

    lexicon = inflection.load(language)
    return frozenset(form for noun in nouns for form in lexicon.forms(noun))


def _frame(entry: Mapping[str, str], shapes: Mapping[str, str]) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    shape = entry["from"]
    for name, part in shapes.items():
        shape = shape.replace(f"~{name}~", f"(?:{part})")
    order = entry["to"]
    simple = entry.get("simple", order)
    return shape.replace(" ", ""), tuple(order.split()), tuple(simple.split()), tuple(entry.get("light", simple).split())


def _chains(entries: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Return for each row of auxiliaries what takes its place, without and with a negation."""
    found: dict[str, tuple[str, str]] = {}
    for row, active in entries.items():
        sides = {"+": (active, ""), "-": ("", active)}.get(row[0], (active, active))
        for key in _alternatives(row.lstrip("+-")):
            before = found.get(key, ("", ""))
            found[key] = (sides[0] or before[0], sides[1] or before[1])
    return found


def _alternatives(row: str) -> list[str]:
    """Return the rows that `a|b [c] V` stands for."""
    rows = [_OPTION.sub(r"\1", row), _OPTION.sub("", row)]
    return [" ".join(choice) for entry in rows for choice in itertools.product(*(word.split("|") for word in entry.split()))]


@cache
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape)
