"""Measures of a whole text: how hard it is to read, whom it speaks of, abbreviations that nobody explains.

While a text is read they only count what is cheap to count; a text that comes near a limit is gone over once more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from h2hlint.book import Entry
from h2hlint.checks import address
from h2hlint.checks.context import CAPITALS, BlockContext
from h2hlint.checks.gathering import Match, Tally
from h2hlint.patterns import lazy
from h2hlint.text import Span

Contexts = Callable[[], Iterable[BlockContext]]
Options = Mapping[str, str]

_HARD_WORDS = 100
_ESTIMATES = {
    "da": (-59.6, 1.10, 13.1, 6.5),
    "nb": (-59.4, 1.12, 13.1, 5.3),
    "de": (-22.3, 0.23, 3.99, 1.7),
    "pl": (-20.1, 0.49, 3.51, 2.4),
    "en": (-17.8, 0.42, 3.34, 1.2),
}
"""What a formula gives, about: a base, per word of a sentence, per sign of a word and its space; 98 percent lie within the last."""
_WE_WORDS = 60
_WE_LEAST = 5
_WE_SHARE = 0.06
"""A text of which less is “we” and “our” tells a story, however often it says so."""
_PARAGRAPH_WORDS = 25
"""The hardest of the paragraphs of so many words is shown, if there is one."""
_ABBREVIATION = lazy(rf"[{CAPITALS}](?<![\w.&/@#’'-].)[{CAPITALS}]{{1,4}}(?![\w&/@-]|\.\w)")
_EXPLAINED = lazy(rf"\(([{CAPITALS}]{{2,5}})\)|([{CAPITALS}]{{2,5}}) \(\w")
_NEAR = 30
_ROMAN = lazy(r"[IVXLC]+")


# --- how hard it is ----------------------------------------------------------------------------


def gather_words(context: BlockContext, _options: Options) -> tuple[Match, ...]:
    """Count words, signs and, about, sentences."""
    tally = context.circumstances.tally
    if tally is not None:
        text, prose = context.block.text, tally.prose
        prose["words"] += len(context.tokens)
        prose["signs"] += len(text)
        prose["sentences"] += 1 + text.count(". ") + text.count("? ") + text.count("! ")
    return ()


def _seems_hard(prose: Mapping[str, int], language: str, limit: float) -> bool:
    """Say whether a text may be past a limit of its formula, by the mean length of its sentences and words alone."""
    words = prose["words"]
    base, per_word, per_sign, spread = _ESTIMATES.get(language, (0.0, 0.0, 0.0, float("inf")))
    return words >= _HARD_WORDS and base + per_word * words / prose["sentences"] + per_sign * prose["signs"] / words + spread > limit


def hard(entry: Entry, tally: Tally, contexts: Contexts) -> Iterator[tuple[BlockContext, Match]]:
    """Yield the first sentence of the hardest paragraph of a text that is hard by the formula of its language."""
    if not _seems_hard(tally.prose, entry.metric["language"], float(entry.metric["limit"])):
        return
    from h2hlint.language import readability

    language = entry.metric["language"]
    prose = [context for context in contexts() if context.is_prose]
    counted = [(context, readability.count(context.tokens.words, len(context.tokens.breaks) + 1, language)) for context in prose]
    value = readability.score(readability.together(counts for _, counts in counted), language)
    if value is None or value <= float(entry.metric["limit"]):
        return
    long_ones = [one for one in counted if one[1].words >= _PARAGRAPH_WORDS] or counted
    context, _ = max(long_ones, key=lambda one: readability.score(one[1], language) or 0)
    facts = {"number": f"{value:.0f}", "other": readability.FORMULAS[language][0]}
    yield context, Match(context.tokens.sentences()[0], facts=facts, severity=graver(entry.metric, value))


def graver(options: Options, value: float, severity: str = "warning") -> str:
    """Return the severity of a measure past its second limit, `grave`, nothing below that."""
    return severity if "grave" in options and value > float(options["grave"]) else ""


# --- whom it speaks of ---------------------------------------------------------------------------


def gather_voices(context: BlockContext, _options: Options) -> tuple[Match, ...]:
    """Count “we” and “our”, where most of them stand."""
    tally = context.circumstances.tally
    if tally is not None:
        facts, words = context.book.facts, context.tokens.words
        tally.prose["all"] += len(words)
        if not facts.we_words.isdisjoint(words):
            tally.prose["we"] += sum(map(facts.we_words.__contains__, words))
        if not facts.you_words.isdisjoint(words):
            tally.prose["you"] += sum(map(facts.you_words.__contains__, words))
        if facts.we_endings:
            tally.prose["we"] += sum([word.endswith(facts.we_endings) for word in words])
    return ()


def we_heavy(entry: Entry, tally: Tally, contexts: Contexts) -> Iterator[tuple[BlockContext, Match]]:
    """Yield the first sentence about the sender in a text that speaks of itself much more than to its reader."""
    limit, prose_words = float(entry.metric["limit"]), tally.prose["all"]
    least = max(_WE_LEAST, _WE_SHARE * prose_words)
    if prose_words < _WE_WORDS or tally.prose["we"] < max(least, limit * tally.prose["you"]):
        return
    prose = [context for context in contexts() if context.is_prose]
    ours = [(context, len(_ours(context))) for context in prose]
    we, you = sum(count for _, count in ours), sum(len(address.places(context)) for context in prose)
    if we >= least and we > limit * max(you, 1):
        context = next(context for context, count in ours if count)
        sentence = context.tokens.sentence_bounds(*[_ours(context)[0]] * 2)
        facts = {"number": str(we), "other": str(you)}
        yield context, Match(context.tokens.span(*sentence), facts=facts, severity=graver(entry.metric, we / max(you, 1)))


def _ours(context: BlockContext) -> list[int]:
    """Return the numbers of the words with which the sender speaks of a “we”; in Polish the verb's ending says it."""
    facts = context.book.facts
    if facts.we_endings:
        return [match.first for match in context.named("we")]
    return [number for number, word in enumerate(context.tokens.words) if word in facts.we_words]


# --- abbreviations -------------------------------------------------------------------------------


def gather_abbreviations(context: BlockContext, _options: Options) -> tuple[Match, ...]:
    """Note abbreviations and which of them the text explains."""
    tally, text = context.circumstances.tally, context.block.text
    if tally is not None and context.has_capitals and not text.isupper():
        if "(" in text:
            tally.explained.update(one[1] or one[2] for one in _EXPLAINED.finditer(text))
        for found in _ABBREVIATION.finditer(text):
            if not _is_known(found[0], context) and not _shouts(text, found):
                tally.abbreviations.setdefault(found[0], (context, Match(context.tokens.placed(Span(*found.span())))))
    return ()


def _is_known(abbreviation: str, context: BlockContext) -> bool:
    return abbreviation in context.book.facts.known_abbreviations or bool(_ROMAN.fullmatch(abbreviation))


def _shouts(text: str, found: re.Match[str]) -> bool:
    """Say whether a word in capitals stands beside others."""
    before = text[max(found.start() - _NEAR, 0) : found.start()].split()[-1:]
    after = text[found.end() : found.end() + _NEAR].split()[:1]
    return any(len(word) > 1 and word.isupper() for word in (*before, *after))


def unexplained(entry: Entry, tally: Tally, _contexts: Contexts) -> Iterator[tuple[BlockContext, Match]]:
    """Yield the first place of each abbreviation that the text never explains and that is no everyday word."""
    open_ = {name: place for name, place in tally.abbreviations.items() if name not in tally.explained}
    if not open_:
        return
    from h2hlint.language import frequencies

    everyday = frequencies.load(entry.metric["language"])
    yield from (place for name, place in open_.items() if not everyday.has(name.lower()))
