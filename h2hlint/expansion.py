"""Turns phrases into the tables that `matching` reads: every word becomes the set of its forms.

A table holds plain tuples, dicts and frozensets only, so that it can be kept with `marshal`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from h2hlint.language.inflection import Lexicon
from h2hlint.matching import Cell, Table, Trace
from h2hlint.phrases import Element, Gap, Variant, Word, parse

Spelling = Sequence[tuple[str, str]]
STEM_LENGTH = 4


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
        affixes += [f"*{text}*" for cell in cells for text in cell.infixes] + [f"{head}*{tail}" for cell in cells for head, tail in cell.ends]
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
            return Cell(forms=forms, cased=frozenset({word.lead + word.text}) if word.shape == "cased" else None)
        if word.shape == "prefix":
            return Cell(prefixes=tuple(sorted(self._spelled({lead + text}))))
        if word.shape == "suffix":
            return Cell(suffixes=tuple(sorted(self.forms(text))))
        if word.shape == "infix":
            return Cell(infixes=tuple(sorted(self._spelled({text}))))
        if word.shape == "ends":
            return Cell(ends=tuple((head, end) for head in sorted(self._spelled({text})) for end in sorted(self.forms(tail))))
        joined, finite = self._lexicon.separable(text, tail)
        return Cell(forms=self._spelled(set(joined if word.shape == "joined" else finite)))

    def _spelled(self, forms: Iterable[str]) -> frozenset[str]:
        found = set(forms)
        for old, new in self._spelling:
            found |= {form.replace(old, new) for form in found if old in form}
        return frozenset(found)


class TableBuilder:
    """Gathers phrases under numbers and builds the table that finds them all in one pass."""

    def __init__(self, expander: Expander) -> None:
        self._expander = expander
        self._traces: list[Trace] = []
        self._loose: dict[int, list[int]] = defaultdict(list)
        self._exact: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._affixes: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._shared: dict[object, object] = {}

    def add(self, owner: int, phrase: str, lists: Mapping[str, Sequence[str]]) -> None:
        """Add `phrase`; its matches will carry the number `owner`. Raises phrases.PhraseError."""
        for variant in parse(phrase, lists):
            self._add(owner, variant)

    def _add(self, owner: int, variant: Variant) -> None:
        cells = tuple(self._cell(item) for item in variant)
        number = len(self._traces)
        anchor = _anchor(cells)
        self._traces.append(Trace(owner, anchor, cells))
        if anchor < 0:
            self._loose[owner].append(number)
            return
        cell = cells[anchor]
        for form in cell.forms:
            self._exact[form].append((number, anchor))
        for pattern in _affix_patterns(cell):
            self._affixes[pattern].append((number, anchor))

    def _cell(self, item: Element | Gap) -> Cell:
        if isinstance(item, Gap):
            return Cell(gap=item.words)
        cells = [self._expander.cell(word) for word in item.words]
        merged = cells[0] if len(cells) == 1 else _merge(cells)
        cell = merged._replace(classes=item.classes, optional=item.optional, final=item.final)
        return self._shared.setdefault(cell, cell)  # type: ignore[return-value]

    def build(self) -> Table:
        """Return the finished table, the same for the same phrases in the same order."""
        exact = {form: tuple(sorted(set(places))) for form, places in sorted(self._exact.items())}
        affixes = {pattern: tuple(sorted(set(places))) for pattern, places in sorted(self._affixes.items())}
        stems = tuple(sorted(_stems(sorted(exact))))
        loose = {owner: tuple(numbers) for owner, numbers in sorted(self._loose.items())}
        return Table(tuple(self._traces), stems, exact, affixes, loose)


def _merge(cells: list[Cell]) -> Cell:
    """Return the union; a word that must keep its case does so only where no other lets it pass."""
    cased = [cell.cased for cell in cells if cell.cased is not None]
    free = frozenset().union(*(cell.forms for cell in cells if cell.cased is None))
    forms = frozenset().union(*(cell.forms for cell in cells))
    return Cell(
        forms=forms,
        prefixes=tuple(sorted({text for cell in cells for text in cell.prefixes})),
        suffixes=tuple(sorted({text for cell in cells for text in cell.suffixes})),
        infixes=tuple(sorted({text for cell in cells for text in cell.infixes})),
        ends=tuple(sorted({pair for cell in cells for pair in cell.ends})),
        cased=frozenset().union(*cased) | free if cased else None,
    )


def _anchor(cells: tuple[Cell, ...]) -> int:
    """Return the place whose words are rarest, judged by the length of the shortest; -1 if none can serve."""
    best, found = 0, -1
    for place, cell in enumerate(cells):
        if cell.gap is not None or cell.optional or cell.classes:
            continue
        literals = [*cell.forms, *(text for text in _affix_patterns(cell))]
        length = min((len(text.strip()) for text in literals), default=0)
        if length > best:
            best, found = length, place
    return found


def _affix_patterns(cell: Cell) -> list[str]:
    return (
        [" " + text for text in cell.prefixes]
        + [text + " " for text in cell.suffixes]
        + list(cell.infixes)
        + sorted({" " + head for head, _ in cell.ends})
    )


def _stems(forms: list[str]) -> Iterable[str]:
    """Yield beginnings that together cover all `forms` (sorted): fewer patterns for the automaton.

    A form of up to STEM_LENGTH signs is covered whole, with the space that ends it.
    """
    for form in forms:
        yield " " + form + " " if len(form) <= STEM_LENGTH else " " + form[: STEM_LENGTH + 2]
