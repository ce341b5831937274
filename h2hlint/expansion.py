"""Turns phrases into the tables that `searching` reads: every word becomes the set of its forms.

A table holds plain tuples, dicts and frozensets only, so that it can be kept with `marshal`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from h2hlint.cells import Cell, Phrases, Trace, Vocabulary, phrases
from h2hlint.language.frequencies import Frequencies
from h2hlint.language.inflection import Lexicon
from h2hlint.once import once
from h2hlint.phrases import Element, Gap, Variant, Word, parse
from h2hlint.searching import Table, table

Spelling = Sequence[tuple[str, str]]
Anchors = Mapping[str, Sequence[int]]
_CLASS_WORDS = 20
"""No member of a word class, such as a date or a company, has more words."""
_SPELLING_ROOM = 2
"""A word takes another spelling only when it is so many letters longer than the part that changes: colour, not our."""


class Expander:
    """Expands words to their forms: the lexicon's, those by hand, and other spellings.

    `spelling` lists pairs such as ("ß", "ss"): a form with the first also counts with the second.
    """

    def __init__(self, lexicon: Lexicon, spelling: Spelling = (), forms: Mapping[str, Sequence[str]] | None = None) -> None:
        self._lexicon = lexicon
        self._spelling = spelling
        self._by_hand = {word.lower(): tuple(more) for word, more in (forms or {}).items()}
        self._known: dict[Word, Cell] = {}

    def cell(self, word: Word) -> Cell:
        """Return what a single word of the text may be to match `word`."""
        if word not in self._known:
            self._known[word] = self._expand(word)
        return self._known[word]

    def forms(self, word: str) -> frozenset[str]:
        """Return every inflected form of `word` in every spelling, in lower case."""
        found = set(self._lexicon.forms(word)) | {form.lower() for form in self._by_hand.get(word.lower(), ())}
        return self._spelled(found)

    def shown(self, phrase: str, lists: Mapping[str, Sequence[str]]) -> str:
        """Return the forms of `phrase` for people: variants by “ / ”, places by spaces, forms by “|”."""
        return " / ".join(" ".join(self._shown(item) for item in variant) for variant in parse(phrase, lists))

    def _shown(self, item: Element | Gap) -> str:
        if isinstance(item, Gap):
            return f"...{item.words}"
        cells = [self.cell(word) for word in item.words]
        forms = sorted(form for cell in cells for form in cell.forms)
        affixes = [f"{text}*" for cell in cells for text in cell.prefixes] + [f"*{text}" for cell in cells for text in cell.suffixes]
        affixes += [f"*{text}*" for cell in cells for text in cell.infixes] + [
            f"{head}*{tail}" for cell in cells for head, tail in cell.ends
        ]
        text = "|".join([*forms, *affixes, *(f"<{name}>" for name in item.classes)])
        return f"[{text}]" if item.optional else text

    def _expand(self, word: Word) -> Cell:
        text, tail = word.text.lower(), word.tail.lower()
        lead = word.lead.lower()
        if word.shape == "word":
            forms = frozenset(lead + form for form in self.forms(text)) if lead else self.forms(text)
            return Cell(forms=forms)
        if word.shape in ("exact", "cased"):
            forms = self._spelled({lead + text})
            return Cell(forms=forms, cased=((lead + text, word.lead + word.text),) if word.shape == "cased" else ())
        if word.shape == "prefix":
            return Cell(prefixes=tuple(sorted(self._spelled({lead + text}))))
        if word.shape == "suffix":
            return Cell(suffixes=tuple(sorted(self.forms(text))))
        if word.shape == "ending":
            return Cell(suffixes=tuple(sorted(self._spelled({text}))))
        if word.shape == "infix":
            return Cell(infixes=tuple(sorted(self._spelled({text}))))
        if word.shape in ("ends", "ends-fixed"):
            tails = self.forms(tail) if word.shape == "ends" else self._spelled({tail})
            return Cell(ends=tuple((head, end) for head in sorted(self._spelled({text})) for end in sorted(tails)))
        joined, finite = self._lexicon.separable(text, tail)
        return Cell(forms=self._spelled(set(joined if word.shape == "joined" else finite)))

    def _spelled(self, forms: Iterable[str]) -> frozenset[str]:
        found = {form for form in forms if form.split() == [form]}
        for old, new in self._spelling:
            found |= {form.replace(old, new) for form in found if old in form and len(form) >= len(old) + _SPELLING_ROOM}
        return frozenset(found)


class TableBuilder:
    """Gathers phrases under numbers and builds the table that finds them all in one pass."""

    def __init__(self, expander: Expander, frequencies: Frequencies, vocabulary: Vocabulary) -> None:
        """Begin a table; a phrase is found by the rarest of its words. Tables of one book share a vocabulary."""
        self._vocabulary = vocabulary
        self._expander = expander
        self._frequencies = frequencies
        self._variants: list[tuple[int, tuple[Cell, ...]]] = []
        self._shared: dict[Cell, Cell] = {}
        self._costs: dict[Cell, float] = {}
        self._made: dict[int, tuple[Element | Gap, Cell]] = {}

    def add(self, owner: int, phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
        """Add `phrase`; its matches will carry the number `owner`. Raises phrases.PhraseError."""
        for variant in parse(phrase, lists):
            self._add(owner, variant)

    def _add(self, owner: int, variant: Variant) -> None:
        self._variants.append((owner, tuple(self._cell(item) for item in variant)))

    def _cell(self, item: Element | Gap) -> Cell:
        """Return the cell of an item; of a list, which is one item wherever it is used, it is made once."""
        if id(item) not in self._made:
            self._made[id(item)] = item, self._new_cell(item)
        return self._made[id(item)][1]

    def _new_cell(self, item: Element | Gap) -> Cell:
        if isinstance(item, Gap):
            return Cell(gap=item.words)
        cells = [self._expander.cell(word) for word in item.words]
        merged = cells[0] if len(cells) == 1 else _merge(cells)
        affixes = bool(merged.prefixes or merged.suffixes or merged.infixes or merged.ends)
        cell = merged._replace(classes=item.classes, optional=item.optional, final=item.final, has_affixes=affixes)
        return self._shared.setdefault(cell, cell)

    def phrases(self) -> Phrases:
        """Return the phrases, the same for the same phrases in the same order."""
        return phrases(self._traces, self._numbers, self._vocabulary)

    def table(self) -> Table:
        """Return what finds all phrases in one pass."""
        words, affixes = self._anchored(range(len(self._traces)))
        return table(words, affixes, self._traces, self._vocabulary)

    def tables(self) -> dict[int, Table]:
        """Return what finds the phrases of each owner."""
        numbers: dict[int, list[int]] = defaultdict(list)
        for number, trace in enumerate(self._traces):
            numbers[trace.owner].append(number)
        anchored = {owner: self._anchored(traces) for owner, traces in numbers.items()}
        return {owner: table(words, affixes, self._traces, self._vocabulary) for owner, (words, affixes) in anchored.items()}

    def _anchored(self, numbers: Iterable[int]) -> tuple[Anchors, Anchors]:
        """Return the words and the affixes that anchor traces, each with the numbers of those."""
        words: dict[str, list[int]] = defaultdict(list)
        affixes: dict[str, list[int]] = defaultdict(list)
        for number in numbers:
            (_, cells), anchor = self._variants[number], self._traces[number].anchor
            if anchor >= 0:
                for form in cells[anchor].forms:
                    words[form].append(number)
                for pattern in dict.fromkeys(_affix_patterns(cells[anchor])):
                    affixes[pattern].append(number)
        return words, affixes

    @once
    def _numbers(self) -> dict[Cell, int]:
        """The number of each cell, once all phrases were added."""
        return {cell: number for number, cell in enumerate(dict.fromkeys(cell for _, cells in self._variants for cell in cells))}

    @once
    def _traces(self) -> list[Trace]:
        """The variants as traces, once all phrases were added."""
        found = []
        for owner, cells in self._variants:
            anchor = self._anchor(cells)
            found.append(Trace(owner, anchor, *self._gate(cells, anchor), tuple(self._numbers[cell] for cell in cells)))
        return found

    def _anchor(self, cells: tuple[Cell, ...]) -> int:
        """Return the place whose words are rarest; -1 if none can serve."""
        fit = [
            (self._cost(cell), place)
            for place, cell in enumerate(cells)
            if (cell.forms or cell.has_affixes) and not (cell.gap is not None or cell.optional or cell.classes)
        ]
        return min(fit)[1] if fit else -1

    def _gate(self, cells: tuple[Cell, ...], anchor: int) -> tuple[int, int, int]:
        """Return the place, nearest and furthest distance of the gate that words pass least often; (-1, 0, 0) for none."""
        if anchor < 0:
            return -1, 0, 0
        right = _gates(cells, range(anchor + 1, len(cells)))
        left = ((place, -far, -near) for place, near, far in _gates(cells, range(anchor - 1, -1, -1)))
        return min([*right, *left], key=lambda gate: self._cost(cells[gate[0]]) * (gate[2] - gate[1] + 1), default=(-1, 0, 0))

    def _cost(self, cell: Cell) -> float:
        """Return how often a word that may be the cell stands in a million words."""
        if cell not in self._costs:
            common = self._frequencies
            heads = {*cell.prefixes, *(head for head, _ in cell.ends)}
            self._costs[cell] = (
                common.of_words(cell.forms)
                + sum(map(common.of_beginning, sorted(heads)))
                + sum(map(common.of_ending, cell.suffixes))
                + sum(map(common.of_part, cell.infixes))
            )
        return self._costs[cell]


def _merge(cells: list[Cell]) -> Cell:
    """Return the union; a word that must keep its case does so only where no other lets it pass."""
    free = frozenset().union(*(cell.forms for cell in cells if not cell.cased))
    forms = frozenset().union(*(cell.forms for cell in cells))
    return Cell(
        forms=forms,
        prefixes=tuple(sorted({text for cell in cells for text in cell.prefixes})),
        suffixes=tuple(sorted({text for cell in cells for text in cell.suffixes})),
        infixes=tuple(sorted({text for cell in cells for text in cell.infixes})),
        ends=tuple(sorted({pair for cell in cells for pair in cell.ends})),
        cased=tuple(sorted({pair for cell in cells for pair in cell.cased if pair[0] not in free})),
    )


def _gates(cells: tuple[Cell, ...], places: range) -> Iterator[tuple[int, int, int]]:
    """Yield the cells of `places`, leading away from an anchor, that accept only their forms: place, nearest and furthest distance."""
    near = far = 1
    for place in places:
        cell = cells[place]
        if cell.gap is not None:
            far += cell.gap
            continue
        if cell.forms and not (cell.optional or cell.classes or cell.has_affixes):
            yield place, near, far
        near += not cell.optional
        far += _CLASS_WORDS if cell.classes else 1


def _affix_patterns(cell: Cell) -> list[str]:
    return (
        [" " + text for text in cell.prefixes]
        + [text + " " for text in cell.suffixes]
        + list(cell.infixes)
        + sorted({" " + head for head, _ in cell.ends})
    )
