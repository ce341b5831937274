"""Findings by LanguageTool: which blocks it is asked about, and which of its answers are worth a reader's time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from h2hlint.checks.context import BlockContext
from h2hlint.engines import Grammar as Wishes
from h2hlint.errors import Shortfall
from h2hlint.findings import Finding
from h2hlint.grammar.annotation import Annotation, Place, shielded
from h2hlint.grammar.asking import Asker
from h2hlint.language import inflection
from h2hlint.names import GRAMMAR
from h2hlint.settings import OFF, Settings
from h2hlint.telling import told_by_another
from h2hlint.text import Source, Span

VARIANTS = {"da": "da-DK", "de": "de-DE", "en": "en-GB", "pl": "pl-PL"}
"""Of a language that LanguageTool spells by country the variant that is meant unless text or config say another."""
_UNREAD = ("quote", "code")
_FRAGMENTS = ("heading", "button", "label", "link", "attribute", "table-cell", "value")
"""Kinds of blocks that are often no sentences."""
_AT_A_TIME = 15_000
_SHOWN = 5
_SPELLING = "TYPOS"
"""The category of words that LanguageTool does not know; “a apple” is a misspelling to it too, but of another category."""
_MILD = ("style", "locale-violation", "register", "typographical", "whitespace")
_MILD_CATEGORIES = ("STYLE", "TYPOGRAPHY", "PUNCTUATION", "REDUNDANCY", "COLLOQUIALISMS", "REPETITIONS_STYLE")
_NO_WORD = re.compile(r"\w[.@/_\d]|\d")
"""An address, a file or a number that a speller takes for a word."""
_askers: dict[Wishes, Asker] = {}
"""One LanguageTool for each set of wishes, kept as long as this process."""


def asker(wishes: Wishes) -> Asker:
    """Return what asks LanguageTool as the wishes say."""
    if wishes not in _askers:
        _askers[wishes] = Asker(wishes)
    return _askers[wishes]


class Checker:
    """Asks LanguageTool about texts under one set of settings; what it could not do is added to `errors`."""

    def __init__(self, settings: Settings, wishes: Wishes, errors: list[Any]) -> None:
        self._settings = settings
        self._wishes = wishes
        self._errors = errors
        self._lacking: set[str] = set()

    def findings(self, source: Source, contexts: Iterable[BlockContext]) -> Iterator[Finding]:
        """Yield what LanguageTool finds in the blocks of one text."""
        try:
            yield from self._findings(source, _once(contexts))
        except Shortfall as error:
            self._errors.append(error)

    def _findings(self, source: Source, contexts: Iterable[BlockContext]) -> Iterator[Finding]:
        tool = asker(self._wishes)
        groups: dict[str, list[BlockContext]] = {}
        for context in contexts:
            groups.setdefault(_tag(context, self._wishes), []).append(context)
        for tag, group in groups.items():
            tool.open()
            if tool.is_lost:
                return
            if tag not in tool.languages and (tag := tag.partition("-")[0]) not in tool.languages:
                self._miss(tag)
                continue
            for batch in _batches(group):
                annotation = Annotation(batch)
                for match in tool.check(_params(tag, annotation, self._wishes)):
                    yield from self._finding(source, annotation, match)

    def _miss(self, language: str) -> None:
        if language not in self._lacking:
            self._lacking.add(language)
            self._errors.append(Shortfall(f"LanguageTool has no rules for {language}; texts in it are linted without grammar", fails=False))

    def _finding(self, source: Source, annotation: Annotation, match: dict[str, Any]) -> Iterator[Finding]:
        rule, place = match["rule"], annotation.place(match["offset"], match["length"])
        kind = rule.get("issueType", "")
        words = tuple(one["value"] for one in match.get("replacements", [])[:_SHOWN])
        category = rule.get("category", {}).get("id", "")
        if place is None or _is_no_matter(place, category, words):
            return
        name = rule_name(rule["id"])
        severity = self._settings.severity(name, "note" if kind in _MILD or category in _MILD_CATEGORIES else "warning")
        if severity != OFF:
            span = place.context.tokens.placed(Span(place.start, place.end))
            message = " ".join(match["message"].split()) or rule.get("description", name)
            yield told_by_another(source, place.context, span, (name, severity, message), words)


def rule_name(name: str) -> str:
    """Return a rule of LanguageTool under the name that it has here: DE_CASE is grammar/de-case."""
    return f"{GRAMMAR}/{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'rule'}"


def _once(contexts: Iterable[BlockContext]) -> Iterator[BlockContext]:
    """Yield each block that is worth asking about, once, whatever the number of books that read it."""
    seen: set[int] = set()
    for context in contexts:
        if id(context.block) not in seen and context.block.kind not in _UNREAD and len(context.tokens):
            seen.add(id(context.block))
            yield context


def _tag(context: BlockContext, wishes: Wishes) -> str:
    """Return the language of a block as LanguageTool names it: with the country that the text, the config or custom says."""
    language, declared = context.book.language, context.block.language or ""
    if "-" in declared:
        base, _, country = declared.partition("-")
        return f"{base.lower()}-{country.upper()}"
    return dict(wishes.variants).get(language) or VARIANTS.get(language, language)


def _batches(contexts: Sequence[BlockContext]) -> Iterator[list[BlockContext]]:
    batch: list[BlockContext] = []
    size = 0
    for context in contexts:
        if batch and size + len(context.tokens.composed) > _AT_A_TIME:
            yield batch
            batch, size = [], 0
        batch.append(context)
        size += len(context.tokens.composed)
    if batch:
        yield batch


def _params(tag: str, annotation: Annotation, wishes: Wishes) -> dict[str, str]:
    found = {"language": tag, "data": annotation.data}
    lists = {
        "enabledCategories": wishes.categories,
        "disabledCategories": wishes.without_categories,
        "enabledRules": wishes.rules,
        "disabledRules": wishes.without_rules,
    }
    found |= {name: ",".join(values) for name, values in lists.items() if values}
    return {**found, "enabledOnly": "true"} if wishes.categories else found


def _is_no_matter(place: Place, category: str, wordings: tuple[str, ...]) -> bool:
    """Say whether an answer is none of the writer's business: a quotation, a name, a word that is right, a stand-in's fault."""
    context, tokens = place.context, place.context.tokens
    span = tokens.placed(Span(place.start, place.end))
    if tokens.is_quoted(span) or (category == "CASING" and place.start == 0 and context.block.kind in _FRAGMENTS):
        return True
    first, last = tokens.numbers_in(span)
    if first > last or first >= len(tokens):
        return False
    if context.accepted(first, last):
        return True
    if category == _SPELLING and _NO_WORD.search(tokens.composed, place.start, place.end):
        return True
    if category == _SPELLING:
        return context.is_name(first, last) or (first == last and _is_known(context.book.language, tokens.words[first], wordings))
    return any(_is_beside(tokens.composed, place, shield) for shield in shielded(tokens.composed))


def _is_known(language: str, word: str, wordings: tuple[str, ...]) -> bool:
    """Say whether a word is in h2hlint's own lexicon, unless it is only its capital that is wrong."""
    if any(one.lower() == word for one in wordings):
        return False
    return language in inflection.LANGUAGES and inflection.load(language).knows(word)


def _is_beside(text: str, place: Place, shield: Span) -> bool:
    """Say whether at most one word stands between an answer and what was not sent as it is."""
    between = text[place.end : shield.start] if shield.start >= place.end else text[shield.end : place.start]
    return len(between.split()) <= 1
