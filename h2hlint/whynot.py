"""`inspect --why-not RULE`: where a rule almost fired, and what kept it silent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from h2hlint.book import Entry
from h2hlint.cells import Found
from h2hlint.checks import of, tokens
from h2hlint.checks.context import BlockContext, Mute
from h2hlint.checks.passive import bracket
from h2hlint.checks.terms import silencer
from h2hlint.errors import UserError
from h2hlint.findings import Lines
from h2hlint.lint import Linter
from h2hlint.settings import OFF, covers
from h2hlint.text import Source, Span

NO_OWNER = -1
"""Stands for the phrase of what a detector found, which has none."""
_REASONS = {
    "quoted": "it stands in quotation marks",
    "exception": "the exception {words} stands beside it",
    "negated": "it is negated",
    "name": "it is written like a name",
    "mention": "the sentence speaks about the word",
    "template": "the file is a template",
    "unless-nearby": "{words} stands nearby",
    "only-if-nearby": "nothing that it asks for stands nearby",
    "vocabulary": "{words} is in your vocabulary",
    "channel": "the rule is not for the channel {channel}",
    "audience": "the rule is not for the audience {audience}",
    "length": "the block is too short or too long for the rule",
    "where": "the rule is not for a {kind} ({role})",
    "not-where": "the rule leaves out a {kind} ({role})",
    "require": "what the rule asks for is there, or the asking words are silenced",
    "few": "there are fewer hits in the block than the rule asks for",
    "longer": "a longer hit of the same rule holds it",
    "off": "your settings leave the rule out",
    "suppressed": "a comment or the config silences it here",
}


def lines(source: Source, below: str, linter: Linter, rule: str) -> Iterator[str]:
    """Yield what was silent in one source, a line per place. Raises UserError when there is no such rule."""
    blocks = linter.blocks(source)
    chooser = linter.chooser(blocks, below)
    _check_rule(linter, chooser.file_language or "", rule)
    places, said = Lines(source.text), set()
    reported = {(finding.rule, finding.span) for finding in linter.lint(source, below).findings}
    for context in linter.contexts(blocks, chooser, linter.channel(source)):
        for name, span, mute in _muted(context, linter, rule):
            place = context.block.to_source(span)
            if (name, place) not in reported:
                at, text = places.position(place.start), context.block.text[span.start : span.end]
                said.add(f"{source.path}:{at.line}:{at.column}: {name}: “{text}”: {_reason(mute, context)}")
    yield from sorted(said, key=lambda line: [int(part) for part in line.removeprefix(source.path + ":").split(":")[:2]])
    if not said:
        yield f"{source.path}: nothing in this text came near {rule} and was kept silent"


def _check_rule(linter: Linter, language: str, rule: str) -> None:
    """Raise UserError when no rule of a language's books has the id or prefix `rule`."""
    books = linter.books(language)
    names = sorted({entry.id for book in books for entry in book.entries})
    if names and not any(covers(name, (rule,)) for name in names):
        raise UserError(f"there is no rule “{rule}” for texts in {language}; “h2hlint rules --lang {language}” lists them")


def _muted(context: BlockContext, linter: Linter, rule: str) -> Iterator[tuple[str, Span, Mute]]:
    yield from _muted_tokens(context, linter, rule)
    found: dict[int, Sequence[Found]] = {
        number: matches for number, matches in context.matches.items() if context.book.entries[number].matcher != "detector"
    }
    for number in context.book.unprompted:
        if context.book.entries[number].metric.get("name") == "passive":
            found[number] = [Found(NO_OWNER, *bracket(one)) for one in context.passives]
    for number, matches in found.items():
        entry = context.book.entries[number]
        if not covers(entry.id, (rule,)):
            continue
        hits = {hit.span for hit in of(entry)(entry, matches, context)}
        for match in matches:
            span = context.tokens.span(match.first, match.last)
            yield entry.id, span, _mute(entry, match, hits, context, linter)


def _muted_tokens(context: BlockContext, linter: Linter, rule: str) -> Iterator[tuple[str, Span, Mute]]:
    """Yield what was silent of rules over spaCy's tokens, as far as spaCy is there to look."""
    for entry in (one for one in context.book.entries if one.tokens and covers(one.id, (rule,))):
        if not linter.can_run(entry, context.book):
            continue
        hits = {hit.span for hit in tokens.check(entry, [], context)}
        for span in tokens.places(entry, context):
            yield entry.id, span, _set_aside(entry, linter, context) or tokens.silencer(entry, span, context) or _left(entry, span, hits)


def _set_aside(entry: Entry, linter: Linter, context: BlockContext) -> Mute | None:
    """Return why a rule does not look at a block at all, None when it does."""
    return Mute("off") if linter.settings.severity(entry.id, "warning") == OFF else context.refusal(entry)


def _left(entry: Entry, span: Span, hits: Collection[Span]) -> Mute:
    """Return what became of a hit that no guard silences and that was not reported."""
    if span in hits:
        return Mute("suppressed")
    return Mute("few" if entry.min_hits > 1 and not hits else "longer")


def _mute(entry: Entry, match: Found, hits: Collection[Span], context: BlockContext, linter: Linter) -> Mute:
    found = _set_aside(entry, linter, context)
    if found is None:
        found = context.silencer(entry, match.first, match.last) if match.owner == NO_OWNER else silencer(entry, match, context)
    if found is not None:
        return found
    return Mute("require") if entry.matcher == "require" else _left(entry, context.tokens.span(match.first, match.last), hits)


def _reason(mute: Mute, context: BlockContext) -> str:
    words = ""
    if mute.words is not None:
        span = context.tokens.span(*mute.words)
        words = f"“{context.block.text[span.start : span.end]}”"
    facts = context.circumstances
    return _REASONS[mute.reason].format(
        words=words, channel=facts.channel, audience=facts.audience, kind=context.block.kind, role=context.role
    )
