"""The phrase language: what a copywriter writes to name a wording.

    word        any inflection            =word    this form only      ==Word   this case too
    pre*        begins with               *word    ends with any form of it (=*ing: with just this)
    *mid*       contains                  a*b      begins with a, ends with any form of b
    (a|b c)     either                    [x]      may be absent
    ... ...8    gap of up to 4 (8) words  an+bieten  separable verb
    {list}      a named list              <number:5..> and other classes, see `CLASSES`
    *           any one word or none

A phrase is parsed into *variants*: flat sequences of elements and gaps, with every optional or
alternative stretch of several words written out. Matching them is the business of `matching`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from h2hlint.once import once

CLASSES = (
    "number", "date", "price", "email", "phone", "url", "name", "company", "refno", "placeholder", "mergefield", "ellipsis",
)  # fmt: skip
GAP_WORDS = 4
SEPARABLE_GAP_WORDS = 12
MAX_VARIANTS = 2000
MAX_GAP = 40
MAX_PLACES = 60
MAX_DEPTH = 30
_RANGE = re.compile(r"(?:\d{1,15}(?:\.\d{1,5})?)?(?:\.\.(?:\d{1,15}(?:\.\d{1,5})?)?)?")
_RANGED = ("number", "price")


class PhraseError(ValueError):
    """A phrase that cannot be read; `column` counts code points of the phrase from 0."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Word:
    """One way in which a single word of the text may look.

    `shape` is `word` (inflected), `exact`, `cased`, `prefix`, `infix`, `suffix` (ends with a form of
    `text`), `ending` (with just `text`), `ends` (begins with `text`, ends with a form of `tail`),
    `ends-fixed` (with just `tail`), `joined` or `finite` (a separable verb: `text` is the particle,
    `tail` the verb). `lead` is glued before each form (joined spelling of a compound).
    """

    text: str
    shape: str
    tail: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: any of `words`, or any of `classes` such as `number:5..`."""

    words: tuple[Word, ...] = ()
    classes: tuple[str, ...] = ()
    optional: bool = False
    final: bool = False
    """The word must close its clause (the particle of a separable verb)."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `words` words of any kind, never across a sentence end."""

    words: int


Variant = tuple[Element | Gap, ...]

_TOKEN = re.compile(
    r"""(?P<space>\s+)
      | (?P<gap>\.\.\.(?P<words>\d*)|…)
      | (?P<any>\*(?=[\s)\]|]|$))
      | (?P<sign_alone>[^\w\s()\[\]|<>{}=*+.…]+(?=[\s()\[\]|{<]|$))
      | (?P<cls><(?P<name>[a-z]+)(?::(?P<range>[\d.]*))?>)
      | \{(?P<list>[\w-]+)\}
      | (?P<sign>[()\[\]|])
      | (?P<word>[^\s()\[\]|<>{}]+)""",
    re.VERBOSE,
)
_PART = re.compile(r"[^\W_]+(?:[*+][^\W_]+)*\*?|\*[^\W_]+\*?", re.UNICODE)
_HYPHENS = re.compile(r"[-‐‑–]")


class Lists(dict[str, Sequence[str]]):
    """The named lists of a rule file, each read once for all phrases, and each phrase once for all who ask for it."""

    def __init__(self, entries: Mapping[str, Sequence[str]] | None = None) -> None:
        super().__init__(entries or {})
        self.read: dict[str, list[Variant]] = {}
        """The variants of the lists that were asked for."""
        self.phrases: dict[str, list[Variant]] = {}
        """The variants of the phrases that were."""

    @once
    def text(self) -> str:
        """All lists in one text, the same for the same lists."""
        return "\n".join(f"{name}={'|'.join(entries)}" for name, entries in self.items())


def parse(phrase: str, lists: Mapping[str, Sequence[str]] | None = None) -> list[Variant]:
    """Return the variants of `phrase`; `lists` are the named lists it may use.

    Raises PhraseError with the column where reading stopped.
    """
    known = lists if isinstance(lists, Lists) else Lists(lists)
    if phrase not in known.phrases:
        known.phrases[phrase] = _parsed(phrase, known)
    return known.phrases[phrase]


def _parsed(phrase: str, lists: Lists) -> list[Variant]:
    variants = _joined(_Reader(phrase, lists).alternatives(closing=""))
    for variant in variants:
        if not any(isinstance(item, Element) and not item.optional for item in variant):
            raise PhraseError("a phrase needs at least one word that must be there", 0)
        if len(variant) > MAX_PLACES:
            raise PhraseError(f"this phrase is more than {MAX_PLACES} words long; split it into several", 0)
    return variants


class _Reader:
    """A recursive-descent reader over the tokens of one phrase."""

    def __init__(self, phrase: str, lists: Lists, outer: _Reader | None = None, name: str = "") -> None:
        """Read `phrase`; inside another phrase it is an entry of the list `name`."""
        self._phrase = phrase
        self._lists = lists
        self._at = 0
        self._depth = 0
        self._open: tuple[str, ...] = (*outer._open, name) if outer else ()

    def alternatives(self, closing: str) -> list[Variant]:
        """Read sequences divided by `|` up to `closing`; merge single elements into one."""
        start = self._at
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise PhraseError(f"brackets stand in more than {MAX_DEPTH} others here; write it flat", start)
        found = self._sequence()
        while self._take("|"):
            found += self._sequence()
        self._depth -= 1
        if closing and not self._take(closing):
            raise PhraseError(f"“{closing}” is missing", start)
        if not closing and self._at < len(self._phrase):
            raise PhraseError(f"“{self._phrase[self._at]}” is not expected here", self._at)
        return _merged(found)

    def _sequence(self) -> list[Variant]:
        parts: list[list[Variant]] = []
        start = self._at
        while (part := self._item()) is not None:
            parts.append(part)
        if not parts:
            raise PhraseError("an alternative is empty", start)
        count = 1
        for part in parts:
            count *= len(part)
        if count > MAX_VARIANTS:
            raise PhraseError(f"this phrase has more than {MAX_VARIANTS} variants; split it into several", start)
        return [tuple(item for piece in combination for item in piece) for combination in product(*parts)]

    def _item(self) -> list[Variant] | None:
        token = self._next()
        if token is None or token["sign"] in ("|", ")", "]"):
            return None
        self._at = token.end()
        if token["sign"] == "(":
            return self._starred(self.alternatives(closing=")"))
        if token["sign"] == "[":
            return _optional(self.alternatives(closing="]"))
        if token["any"]:
            return [(Gap(1),)]
        if token["gap"]:
            return [(Gap(_gap(token)),)]
        if token["cls"]:
            return [(Element(classes=(self._class(token),)),)]
        if token["list"]:
            return self._list(token["list"], token.start())
        return list(_word_variants(token["word"], token.start()))

    def _next(self) -> re.Match[str] | None:
        while self._at < len(self._phrase):
            token = _TOKEN.match(self._phrase, self._at)
            if token is None:
                raise PhraseError(f"“{self._phrase[self._at]}” cannot be read here", self._at)
            if not token["space"] and not token["sign_alone"]:
                return token
            self._at = token.end()
        return None

    def _take(self, sign: str) -> bool:
        token = self._next()
        if token is None or token["sign"] != sign:
            return False
        self._at = token.end()
        return True

    def _starred(self, variants: list[Variant]) -> list[Variant]:
        """Read a star behind a group: (a|b)* is a* or b*."""
        if not self._phrase.startswith("*", self._at):
            return variants
        self._at += 1
        return [tuple(_begun(item) for item in variant) for variant in variants]

    def _class(self, token: re.Match[str]) -> str:
        if token["name"] not in CLASSES:
            raise PhraseError(f"<{token['name']}> is no class; the classes are {', '.join(CLASSES)}", token.start())
        if token["range"] and not (token["name"] in _RANGED and _RANGE.fullmatch(token["range"])):
            raise PhraseError(f"“{token[0]}” is no class; a range is written <number:5..>, <number:..5> or <price:5..10>", token.start())
        return f"{token['name']}:{token['range']}" if token["range"] else token["name"]

    def _list(self, name: str, column: int) -> list[Variant]:
        if name not in self._lists:
            raise PhraseError(f"there is no list {{{name}}}; write it under “lists:” of this file", column)
        if name in self._open or len(self._open) > MAX_DEPTH:
            raise PhraseError(f"the list {{{name}}} stands in itself", column)
        read = self._lists.read
        if name not in read:
            readers = [_Reader(entry, self._lists, self, name) for entry in self._lists[name]]
            read[name] = _merged([variant for reader in readers for variant in reader.alternatives(closing="")])
        if not read[name]:
            raise PhraseError(f"the list {{{name}}} is empty", column)
        return read[name]


def _gap(token: re.Match[str]) -> int:
    words = token["words"] or str(GAP_WORDS)
    if len(words) > len(str(MAX_GAP)) or int(words) > MAX_GAP:
        raise PhraseError(f"a gap is at most {MAX_GAP} words long", token.start())
    return int(words)


def _begun(item: Element | Gap) -> Element | Gap:
    if isinstance(item, Gap):
        return item
    return replace(item, words=tuple(Word(word.text, "prefix", lead=word.lead) for word in item.words))


def _merged(variants: list[Variant]) -> list[Variant]:
    """Join variants that are one plain element each into a single element."""
    single = [v[0] for v in variants if len(v) == 1 and isinstance(v[0], Element) and not v[0].optional and not v[0].final]
    others = [v for v in variants if not (len(v) == 1 and isinstance(v[0], Element) and not v[0].optional and not v[0].final)]
    if len(single) < 2:  # as it stands, so that one list is one element wherever it is used
        return [*((one,) for one in single), *others]
    words = tuple(dict.fromkeys(word for element in single for word in element.words))
    classes = tuple(dict.fromkeys(name for element in single for name in element.classes))
    return [(Element(words, classes),), *others]


def _optional(variants: list[Variant]) -> list[Variant]:
    if len(variants) == 1 and len(variants[0]) == 1 and isinstance(variants[0][0], Element):
        return [(replace(variants[0][0], optional=True),)]
    return [*variants, ()]


def _word_variants(text: str, column: int) -> Iterator[Variant]:
    """Yield the variants of one written word: hyphenated words also apart and joined."""
    if "\\" in text:
        raise PhraseError("a phrase is no regular expression and needs no backslash", column)
    marks = len(text) - len(text.lstrip("="))
    body = text[marks:].strip(',:;!?.“”„"»«')
    parts = _PART.findall(body)
    if not parts or marks > 2 or "".join(parts) != re.sub(r"[^\w*+]|_", "", body):
        raise PhraseError(f"“{text}” is not a word that can be matched", column)
    if "+" in body:
        yield from _separable(body, column)
        return
    exact = _exact_shape(marks) if marks or (not _HYPHENS.search(body) and len(parts) > 1) else None
    yield tuple(Element((_word(part, exact or ("exact" if index + 1 < len(parts) else "word")),)) for index, part in enumerate(parts))
    if len(parts) > 1 and _HYPHENS.search(body):
        yield (Element((replace(_word(parts[-1], exact or "word"), lead="".join(parts[:-1])),)),)


def _exact_shape(marks: int) -> str:
    return "cased" if marks == 2 else "exact"


def _word(part: str, shape: str) -> Word:
    head, star, tail = part.partition("*")
    fixed = shape in ("exact", "cased")
    if not star:
        return Word(part, shape)
    if head and tail:
        return Word(head, "ends-fixed" if fixed else "ends", tail.rstrip("*"))
    if head:
        return Word(head, "prefix")
    if tail.endswith("*"):
        return Word(tail.rstrip("*"), "infix")
    return Word(tail, "ending" if fixed else "suffix")


def _separable(body: str, column: int) -> Iterator[Variant]:
    particle, _, verb = body.partition("+")
    if not particle or not verb or not (particle + verb).isalpha():
        raise PhraseError(f"“{body}” is no separable verb; write it as an+bieten", column)
    yield (Element((Word(particle, "joined", verb),)),)
    finite = Element((Word(particle, "finite", verb),))
    yield (finite, Gap(SEPARABLE_GAP_WORDS), Element((Word(particle, "exact"),), final=True))


def _joined(variants: list[Variant]) -> list[Variant]:
    """Add the joined spelling of phrases of just two plain words (game changer: gamechanger)."""
    found = list(variants)
    for variant in variants:
        if len(variant) == 2 and (word := _glued(*variant)) is not None:
            found.append((Element((word,)),))
    return found


def _glued(first: Element | Gap, second: Element | Gap) -> Word | None:
    if not (isinstance(first, Element) and isinstance(second, Element)) or first.optional or second.optional:
        return None
    if len(first.words) != 1 or len(second.words) != 1 or first.classes or second.classes:
        return None
    lead, last = first.words[0], second.words[0]
    plain = lead.shape in ("word", "exact") and last.shape == "word" and not last.lead
    return replace(last, lead=lead.text) if plain and len(lead.text) > 2 else None
