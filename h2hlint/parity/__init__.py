"""The `parity` command: what the languages of one text do not share, a finding, a way out, a contact or a form of address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from h2hlint import outputs, telling
from h2hlint.checks import address, require
from h2hlint.checks.context import BlockContext
from h2hlint.errors import UserError
from h2hlint.findings import Finding, settle
from h2hlint.language.classes import find
from h2hlint.lint import Report
from h2hlint.linters import Linters
from h2hlint.names import PARITY
from h2hlint.parity.siblings import Side, Unit, aligned, groups, sides
from h2hlint.parity.standing import compared
from h2hlint.reading import read_all
from h2hlint.reports import Outcome
from h2hlint.running import complain, failures, told
from h2hlint.settings import OFF
from h2hlint.text import Span

FINDING, WITHDRAWAL, CONTACT, ADDRESS = PARITY
_WAY_OUT = "consent/missing-withdrawal"
_ASKING = ("consent", "cookie", "privacy")
_LABELS = ("button", "label", "link", "attribute")
_NO_CONTACT = re.compile(r"(?:19|20)\d\d[\s/-]+(?:19|20)\d\d\Z|[\w.+-]*(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|example@)", re.IGNORECASE)
"""Spans of years, and addresses that nobody reads."""
_FEWEST_DIGITS = 6
_VOICE = 2
"""A text that addresses its reader so often, and three times as often as in the other form, has a form of address."""
_FORMS = (address.INFORMAL, address.FORMAL)


def check(options: Mapping[str, Any]) -> int:
    """Compare the texts that the options name, print the reports, return the exit code."""
    return told(run, outputs.asked(options), options)


def run(options: Mapping[str, Any]) -> Outcome:
    """Return a report on each text, with what its other languages have and it has not, or the other way round."""
    linters = Linters(options)
    reports: list[Report] = []
    found: list[Side] = []
    errors: list[UserError] = []
    for item in read_all(options):
        try:
            if isinstance(item, UserError):
                raise item
            report, own = sides(*item, linters.of(item[0].path))
        except UserError as error:
            errors.append(error)
        else:
            reports.append(report)
            found += own
    families = groups(found)
    if reports and not families:
        complain(
            UserError(
                "no two of these texts belong together; name them by language, such as om.da.md and om.de.md, or da/om.md and de/om.md"
            )
        )
    differing = [*_standing(families), *(finding for family in families for finding in _differences(family))]
    compared = [replace(report, findings=_of(report, differing), addressed=()) for report in reports]
    return Outcome(compared, failures([*linters.errors(), *errors]), linters.texts, linters.read)


def _of(report: Report, differing: Sequence[Finding]) -> tuple[Finding, ...]:
    return tuple(settle(finding for finding in differing if finding.path == report.source.path))


def _differences(family: Sequence[Side]) -> Iterator[Finding]:
    """Yield what the languages of one text do not share, each where it stands or is missing."""
    for side in family:
        others = [(other, aligned(side, other)) for other in family if other is not side]
        yield from _missing(WITHDRAWAL, _says_way_out, _may_say_way_out, side, others)
        yield from _missing(CONTACT, _gives_contact, _gives_contact, side, others)
    yield from _addressing(family)


_Others = Sequence[tuple[Side, Mapping[Unit, Unit]]]


def _standing(families: Sequence[Sequence[Side]]) -> Iterator[Finding]:
    """Yield the findings that stand in one language of a text and were mended in another."""
    lone, unsure = compared(families)
    for side, finding, other in lone:
        severity = _severity(side, FINDING, finding.severity)
        if severity != OFF:
            fields = {"match": finding.words, "other": other.name, "missing": finding.rule}
            yield replace(finding, rule=FINDING, severity=severity, message=_told(FINDING, side, fields)[0], edits=())
    if unsure:
        found = "1 finding has" if unsure == 1 else f"{unsure} findings have"
        complain(UserError(f"{found} no counterpart in another language, like too many of their kind here; “h2hlint check” shows them"))


# --- elements --------------------------------------------------------------------------------


def _says_way_out(context: BlockContext) -> bool:
    """Say whether a block about consent or data says how to take a yes back."""
    return context.role in _ASKING and bool(context.named("way-out"))


def _may_say_way_out(context: BlockContext) -> bool:
    """Say whether a block has any word that the rule about requests takes for a way out."""
    return bool(context.named("way-out")) or any(require.is_there(entry, context) for entry in context.book.entries if entry.id == _WAY_OUT)


def _gives_contact(context: BlockContext) -> bool:
    found = (context.block.text[slice(*span)] for name in ("email", "phone") for span in find(name, context.block.text, context.book.facts))
    return any(not _NO_CONTACT.match(words) and ("@" in words or sum(map(str.isdigit, words)) >= _FEWEST_DIGITS) for words in found)


_Has = Callable[[BlockContext], bool]


def _missing(rule: str, surely: _Has, perhaps: _Has, side: Side, others: _Others) -> Iterator[Finding]:
    """Yield where a text has not even `perhaps` what another language `surely` has: once, where it has none at all, else key by key."""
    mine = _having(side, perhaps)
    met: set[Unit] = set()
    for other, same in others:
        back = {their: unit for unit, their in same.items()}
        theirs = _having(other, surely)
        if theirs and not mine:
            places = [] if met else [next((back[unit] for unit in theirs if unit in back), next(iter(side.units)))]
        else:
            places = [back[unit] for unit in theirs if isinstance(unit, str) and unit in back and back[unit] not in mine]
        for unit in places:
            if unit not in met and (finding := _finding(rule, side, side.units[unit][0], {"other": other.name})):
                yield finding
            met.add(unit)


def _having(side: Side, has: _Has) -> list[Unit]:
    return [unit for unit, contexts in side.units.items() if any(map(has, contexts))]


# --- address ---------------------------------------------------------------------------------


_Voice = tuple[str, BlockContext, Span]
"""The form of address of a text, and where it first stands."""


def _addressing(family: Sequence[Side]) -> Iterator[Finding]:
    """Yield the first word of address in each text whose form is not that of most languages; of two as common, that of the first."""
    voices = [(side, voice) for side in family if (voice := _voice(side))]
    forms = Counter(voice[0] for _, voice in voices)
    if len(forms) < 2:
        return
    usual = forms.most_common(1)[0][0]
    model, (_, context, span) = next((side, voice) for side, voice in voices if voice[0] == usual)
    words = context.block.text[span.start : span.end]
    for side, (form, place, own) in voices:
        if form != usual:
            fields = {"match": place.block.text[own.start : own.end], "other": model.name, "missing": words}
            if finding := _finding(ADDRESS, side, place, fields, own):
                yield finding


def _voice(side: Side) -> _Voice | None:
    places = [(form, context, span) for contexts in side.units.values() for context in contexts for form, span in _addresses(context)]
    counts = Counter(form for form, _, _ in places)
    for form, other in (_FORMS, _FORMS[::-1]):
        if counts[form] >= _VOICE and counts[form] >= 3 * counts[other]:
            return next(place for place in places if place[0] == form)
    return None


def _addresses(context: BlockContext) -> Iterator[tuple[str, Span]]:
    if context.block.kind in _LABELS:
        return
    for form, match in address.places(context):
        span = context.tokens.span(match.first, match.last)
        if form in _FORMS and not context.tokens.is_quoted(span):
            yield form, span


# --- findings --------------------------------------------------------------------------------


def _finding(rule: str, side: Side, context: BlockContext, fields: Mapping[str, str], span: Span | None = None) -> Finding | None:
    """Return a finding of a rule of this module, at `span` of a block or its first sentence; None where the settings leave it out."""
    severity = _severity(side, rule, "warning")
    if severity == OFF:
        return None
    block = context.block
    place = span or next(iter(context.tokens.sentences()), Span(0, len(block.text)))
    message, why, advice = _told(rule, side, fields)
    return Finding(
        side.source.path,
        block.to_source(place),
        rule,
        severity,
        side.language,
        message,
        why,
        advice,
        words=block.text[place.start : place.end],
        context=block.text[:200],
        key=block.key,
    )


def _told(rule: str, side: Side, fields: Mapping[str, str]) -> tuple[str, str, str]:
    """Return message, reason and advice of a rule in the reader's language."""
    texts = side.linter.texts(rule, side.language)
    if texts is None:  # without the shipped book
        return rule, "", ""
    return telling.told(texts, side.linter.settings.reader, fields)


def _severity(side: Side, rule: str, own: str) -> str:
    """Return the severity of a rule of this module; `select` leaves it out only where it names others of this module."""
    settings = side.linter.settings
    if not any(pick.rules.startswith("parity") for pick in settings.select):
        settings = replace(settings, select=())
    return settings.severity(rule, own)
