"""The pipeline: a source's blocks, their language, the checks of its book, settled findings. No input or output."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from h2hlint import formats, garbage, score, seeing
from h2hlint.book import Book, Entry, Texts
from h2hlint.bookshelf import Bookshelf
from h2hlint.cells import Found
from h2hlint.checks import MEASURING, address, concluded, detector, of
from h2hlint.checks.active import NOWHERE, Active, active
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import LONGEST_KEPT, Circumstances, Gathered, Match, Tally
from h2hlint.findings import IN_CONFIG, IN_SOURCE, Finding, Silenced, sentence_mark, settle
from h2hlint.ignoring import Patterns
from h2hlint.language.choice import Chooser, from_path
from h2hlint.marking import marked
from h2hlint.names import GRAMMAR, SEVERITIES
from h2hlint.once import once
from h2hlint.settings import ALL, OFF, Settings, Suppression, covers
from h2hlint.suppressing import Suppressions
from h2hlint.telling import finding, told
from h2hlint.text import Block, Source, Span

if TYPE_CHECKING:
    from h2hlint.engines import Engine
    from h2hlint.grammar.checking import Checker
    from h2hlint.pipelines.serving import Serving

LIGHT, HEAVY = SEVERITIES[:2]


class Addressed(NamedTuple):
    """A text that keeps to one form of address: which, in whose words, and what to say if the other texts keep to another."""

    language: str
    form: str
    words: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file; `language` is None where it could not be told."""

    source: Source
    language: str | None
    covered: bool
    channel: str
    findings: tuple[Finding, ...]
    addressed: tuple[Addressed, ...] = ()
    silenced: tuple[Silenced, ...] = ()
    reckoning: score.Reckoning = score.NOTHING
    """What the score is made of, whatever is left out of the findings later."""


_Share = tuple[list[Finding], list[Addressed], str | None, int]
"""What was found in one text of a source, how it addresses its reader, its language, and how many words were read with rules."""


class Linter:
    """Lints sources under one set of settings; books are compiled once.

    `errors` says which house rule files could not be used, the others are, and which rules the settings misname. `met` and `used` are the
    config's suppressions whose files came by, and those that silenced something.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.met: set[Suppression] = set()
        self.used: set[Suppression] = set()
        self._shelf = Bookshelf(settings)
        self.errors = self._shelf.errors
        self._active: dict[tuple[int, str], Active] = {}
        self.memory: seeing.Memory | None = None
        """What was found out about blocks, where somebody wants it kept."""
        self._grammar: Checker | None = None
        if settings.grammar is not None:
            from h2hlint.grammar.checking import Checker

            self._grammar = Checker(settings, settings.grammar, self.errors)
        self._silences = [(one, Patterns("\n".join(one.paths))) for one in settings.suppressions]

    @property
    def asks_others(self) -> bool:
        """Whether findings rest on engines beside h2hlint's own, which may say something else tomorrow."""
        return self._grammar is not None or bool(self.settings.engines) or self._shelf.asks_spacy

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that have rules under these settings."""
        return self._shelf.languages

    def books(self, language: str) -> list[Book]:
        """Return the books for texts in `language`; a rule that the settings name and that is not there is an error."""
        return self._shelf.books(language)

    def lint(self, source: Source, below: str | None = None) -> Report:
        """Lint one source; `below` is its path below the folder that was named, for a language in it."""
        below = below if below is not None else Path(source.path).name
        read = self.read(source)
        shares = [self._share(source, blocks, below, channel) for blocks, channel in read]
        suppressions = Suppressions([block for blocks, _ in read for block in blocks], len(source.text))
        addressed = [one for share in shares for one in share[1] if suppressions.kept([one.finding])]
        language, silenced = _commonest([share[2] for share in shares]), list[Silenced]()
        found = self._unsuppressed(source, suppressions, [one for share in shares for one in share[0]], language, silenced)
        covered = language is None or language in self.languages
        reckoning = score.reckon(sum(share[3] for share in shares), found)
        return Report(source, language, covered, self.channel(source), tuple(found), tuple(addressed), tuple(silenced), reckoning)

    def read(self, source: Source) -> list[tuple[Sequence[Block], str]]:
        """Return the blocks of a source text by text, each with what it is for."""
        return [(marked(blocks), channel or self.channel(source)) for blocks, channel in formats.texts(source, self.settings.wishes)]

    def blocks(self, source: Source) -> list[Block]:
        """Return all blocks of a source."""
        return [block for blocks, _ in self.read(source) for block in blocks]

    def _share(self, source: Source, blocks: Sequence[Block], below: str, channel: str) -> _Share:
        """Lint one text of a source."""
        chooser = self.chooser(blocks, below)
        texts = Gathered()
        found = self._weighed(settle(self._findings(source, texts, lambda: self.contexts(blocks, chooser, channel))), texts)
        if self._grammar is not None:
            found = settle([*found, *self._grammar.findings(source, self.contexts(blocks, chooser, channel))])
        addressed = list(self._addressed(source, texts))
        length = sum({id(tally): tally.length for _, tally in texts.values()}.values())
        texts.forget()
        garbage.text_done()
        return found, addressed, chooser.file_language, length

    def chooser(self, blocks: Sequence[Block], below: str) -> Chooser:
        """Return what tells the language of each block of a source; `below` as for `lint`."""
        return Chooser(blocks, self.settings.language, from_path(below, self.languages))

    def channel(self, source: Source) -> str:
        """Return what a source is for: as set, else by its format."""
        return self.settings.channel or ("email" if formats.is_mail(source) else "website")

    def contexts(self, blocks: Sequence[Block], chooser: Chooser, channel: str) -> Iterator[BlockContext]:
        """Yield each block of text as each book of its language sees it."""

        def circumstances(language: str) -> Circumstances:
            books = self.books(language)
            return self._circumstances(channel, language, seeing.page_role(blocks, books[0]) if books else "none")

        return seeing.contexts(blocks, chooser.language, self.books, circumstances, self.memory)

    def hits(self, context: BlockContext) -> Iterator[tuple[Entry, Match]]:
        """Yield what the rules of a book find in one block."""
        active, matches = self.active(context.book, context.circumstances.channel), context.matches
        prompted: list[tuple[Entry, Sequence[Found]]]
        prompted = [(active.prompted[number], matches[number]) for number in sorted(matches.keys() & active.prompted.keys())]
        if context.circumstances.engine is not None:
            prompted += [(entry, NOWHERE) for number, entry in active.addressing.items() if number not in matches]
        asked = [(entry, standing, of(entry)) for entry, standing in prompted if entry.matcher in MEASURING or context.admits(entry)]
        for entry, standing, check in (*asked, *(active.in_prose if context.is_prose else active.everywhere)):
            for hit in check(entry, standing, context):
                context.marked.append((entry.id, hit.span))
                yield entry, hit

    def _findings(self, source: Source, texts: Gathered, contexts: Callable[[], Iterator[BlockContext]]) -> Iterator[Finding]:
        last: Block | None = None  # each book of a language sees a block in turn
        for context in contexts():
            if tally := context.circumstances.tally:
                if context.block is not last and context.block.kind not in score.UNCOUNTED:
                    tally.length += context.block.text.count(" ") + 1
                last = context.block
                texts.setdefault(id(context.book), (context.book, tally))
                if len(tally.seen) <= LONGEST_KEPT:
                    tally.seen.append(context)
            for entry, hit in self.hits(context):
                yield finding(source, context, entry, hit, self.settings)
        for book, tally in texts.values():
            for entry, context, hit in concluded(book, self.active(book, tally.channel).measuring, tally, contexts):
                yield finding(source, context, entry, hit, self.settings)

    def _weighed(self, found: list[Finding], texts: Gathered) -> list[Finding]:
        """Return the findings, notes of rules that find much in the text as warnings."""
        heavy = {(entry.id, book.language) for book, entry, tally in self._whole(texts) if detector.is_heavy(entry, tally)}
        if not heavy:
            return found
        return [
            replace(one, severity=self.settings.severity(one.rule, HEAVY))
            if (one.rule, one.language) in heavy and one.severity == LIGHT
            else one
            for one in found
        ]

    def _whole(self, texts: Gathered) -> Iterator[tuple[Book, Entry, Tally]]:
        """Yield the active detectors and metrics of the books that read a text, with what was gathered over it."""
        for book, tally in texts.values():
            yield from ((book, entry, tally) for entry in self.active(book, tally.channel).measuring)

    def _addressed(self, source: Source, texts: Gathered) -> Iterator[Addressed]:
        for _, entry, tally in self._whole(texts):
            if (found := address.settled(entry, tally)) is not None:
                form, context, hit = found
                example = finding(source, context, entry, hit, self.settings)
                yield Addressed(context.book.language, form, example.words, example)

    def _circumstances(self, channel: str, language: str, page_role: str) -> Circumstances:
        words = self._shelf.words(language)
        settings = self.settings
        engine = self.engine(language)
        return Circumstances(channel, settings.audience, settings.template, page_role, words, Tally(channel), settings.role, engine)

    def engine(self, language: str) -> Engine | None:
        """Return the spaCy pipeline for a language; one that is not there is an error, and left out."""
        return self._serving.of(language) if self.settings.engines else None

    @once
    def _serving(self) -> Serving:
        from h2hlint.pipelines.serving import Serving

        return Serving(self.settings.engines, self.errors)

    def can_run(self, entry: Entry, book: Book) -> bool:
        """Say whether a rule has what it takes; of one that looks at spaCy's tokens in vain, say so."""
        if not entry.tokens:
            return True
        return self._serving.can_run(entry, book.language, self._shelf.path(book))

    def active(self, book: Book, channel: str) -> Active:
        """Return the entries of a book that may fire in a channel."""
        key = id(book), channel
        if key not in self._active:
            self._active[key] = active(book, channel, lambda entry: self._is_active(entry.id) and self.can_run(entry, book))
        return self._active[key]

    def _is_active(self, rule: str) -> bool:
        if self._grammar is None and covers(rule, (GRAMMAR,)):
            return False
        return self.settings.severity(rule, "warning") != OFF

    def _unsuppressed(
        self, source: Source, suppressions: Suppressions, found: list[Finding], language: str | None, silenced: list[Silenced]
    ) -> list[Finding]:
        """Leave out what comments and the config silence, which is added to `silenced`; add what is wrong with the comments."""
        named = self._named(source)
        loud = suppressions.kept(found)
        heard = set(map(id, loud))
        silenced += (Silenced(one, IN_SOURCE, suppressions.reason(one)) for one in found if id(one) not in heard)
        by_config = {id(one): silencing.reason for one in loud if (silencing := self._silencing(named, one))}
        silenced += (Silenced(one, IN_CONFIG, by_config[id(one)]) for one in loud if id(one) in by_config)
        kept = [one for one in loud if id(one) not in by_config]
        book = next(iter(self.books(language or "")), None) if suppressions else None
        if book is None or not book.known:
            return kept
        complaints = suppressions.complaints(self._shelf.known([book]), self._is_active)
        return settle([*kept, *(self._complaint(source, book, *one) for one in complaints if self._is_active(one[0]))])

    def _complaint(self, source: Source, book: Book, rule: str, place: Span, match: str) -> Finding:
        texts = book.texts[rule]
        words, mark = told(texts, self.settings.reader, {"match": match}), sentence_mark(rule)
        return Finding(source.path, place, rule, self.settings.severity(rule, texts.severity), book.language, *words, context=mark)

    def _named(self, source: Source) -> list[Suppression]:
        """Return the config's suppressions whose paths name a source, and remember that it came by."""
        named = [
            one
            for one, patterns in self._silences
            if patterns.names(os.path.relpath(os.path.realpath(source.path), one.base).replace(os.sep, "/"))
        ]
        self.met.update(named)
        return named

    def _silencing(self, named: Sequence[Suppression], finding: Finding) -> Suppression | None:
        """Return the first of the suppressions that silences a finding, and remember all that do."""
        silencing = [one for one in named if _names(one, finding.rule) and one.text in finding.words]
        self.used.update(silencing)
        return silencing[0] if silencing else None

    def texts(self, rule: str, language: str) -> Texts | None:
        """Return what a rule says to people, None when it is not in the books of the language."""
        return self._shelf.texts(rule, language)


def _commonest(languages: Sequence[str | None]) -> str | None:
    """Return the language of most texts of a source."""
    known = [language for language in languages if language]
    return max(known, key=known.count) if known else None


def _names(one: Suppression, rule: str) -> bool:
    return any(pick.rules == ALL or covers(rule, (pick.rules,)) for pick in one.rules)
