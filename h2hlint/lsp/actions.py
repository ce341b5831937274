"""Code actions: take a wording, put in all the safe ones, leave a finding for a reason, accept a word, open the rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from h2hlint import fixing
from h2hlint.findings import Edit, Finding
from h2hlint.lsp import leaving
from h2hlint.lsp.desk import Checked, Desk
from h2hlint.lsp.grid import Grid
from h2hlint.lsp.words import reasons, say
from h2hlint.text import Source, Span

FIX_ALL = "source.fixAll.h2hlint"
ACCEPT, LEAVE, OPEN, SCORE = "h2hlint.accept", "h2hlint.leave", "h2hlint.openRule", "h2hlint.showScore"
"""Commands that an editor calls back: what takes more than a change to the text."""
_LONGEST = 4
"""Of so many words a term of the house may consist; longer ones are sentences."""
_MANY = 6
"""Where more findings are touched somebody has marked a whole text, and does not want to leave each of them."""


class Offered:
    """The actions for a stretch of one page."""

    def __init__(self, desk: Desk, checked: Checked, units: str, only: Sequence[str] | None) -> None:
        self._desk = desk
        self._checked = checked
        self._grid = Grid(checked.page.text, units)
        self._only = only
        self._reader = desk.reader(checked.page.path)

    def actions(self, span: Span, diagnostics: Sequence[types.Diagnostic]) -> Iterator[types.CodeAction]:
        """Yield what can be done about the findings that touch a stretch, then about the whole text."""
        report, source = self._checked.report, self._checked.source
        if report is None or source is None:
            return
        if self._is_wanted(types.CodeActionKind.QuickFix):
            here = [one for one in report.findings if one.span.start <= span.end and span.start <= one.span.end]
            marked = [(one, [mark for mark in diagnostics if self._is_of(mark, one)] or None) for one in here]
            for finding, own in marked:
                yield from self._wordings(finding, source, own)
            for finding, own in marked if len(marked) <= _MANY else ():
                yield from self._others(finding, own)
        if self._is_wanted(FIX_ALL) and any(edit.safe for finding in report.findings for edit in finding.edits):
            yield from self._fix_all(source)

    def _is_wanted(self, kind: str) -> bool:
        return not self._only or any(kind == one or kind.startswith(f"{one}.") for one in self._only)

    def _is_of(self, diagnostic: types.Diagnostic, finding: Finding) -> bool:
        """Say whether a mark in the editor is that of a finding."""
        start = diagnostic.range.start
        return diagnostic.code == finding.rule and (start.line, start.character) == self._grid.cell(finding.span.start)

    def _others(self, finding: Finding, own: list[types.Diagnostic] | None) -> Iterator[types.CodeAction]:
        yield from self._leaving(finding, own)
        if finding.words and len(finding.words.split()) <= _LONGEST and finding.category != "consent":
            title = say("accept", self._reader, finding.words)
            yield self._calling(title, ACCEPT, own, self._checked.page.uri, finding.language, finding.words, finding.rule)
        yield self._calling(say("open", self._reader, finding.rule), OPEN, own, self._checked.page.uri, finding.rule, finding.language)

    def _wordings(self, finding: Finding, source: Source, own: list[types.Diagnostic] | None) -> Iterator[types.CodeAction]:
        for edit in fixing.offers(finding, source):
            title = say("take", self._reader, edit.text)
            yield self._changing(title, types.CodeActionKind.QuickFix, [edit], own, is_preferred=edit.safe or None)

    def _leaving(self, finding: Finding, own: list[types.Diagnostic] | None) -> Iterator[types.CodeAction]:
        """Yield the ways to silence a finding: by a comment with one of the commonest reasons or an own one, else by the config."""
        edit = leaving.comment(self._checked, finding, lambda source: self._desk.lint(self._checked, source).report)
        for reason in reasons(self._reader):
            title = say("leave", self._reader, reason)
            if edit is None:
                place = self._grid.cell(finding.span.start)
                yield self._calling(title, LEAVE, own, self._checked.page.uri, finding.rule, place.line, place.character, reason)
            else:
                yield self._changing(title, types.CodeActionKind.QuickFix, [leaving.with_reason(edit, reason)], own)
        if edit is not None:
            title = say("leave-own", self._reader)
            yield self._changing(title, types.CodeActionKind.QuickFix, [leaving.with_reason(edit, "")], own)

    def _fix_all(self, source: Source) -> Iterator[types.CodeAction]:
        linter = self._checked.linter
        assert linter is not None  # noqa: S101  (there is a report)
        after, _, count, _ = fixing.fixed(source, self._checked.below, linter)
        if count:
            yield self._changing(say("fix-all", self._reader), FIX_ALL, [_difference(source.text, after.text)], None)

    def _changing(
        self, title: str, kind: str, edits: Sequence[Edit], own: list[types.Diagnostic] | None, *, is_preferred: bool | None = None
    ) -> types.CodeAction:
        changes = [types.TextEdit(range_of(self._grid, edit.span), edit.text) for edit in edits]
        document = types.OptionalVersionedTextDocumentIdentifier(self._checked.page.uri, self._checked.page.version)
        changed = types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, changes)])
        return types.CodeAction(title, types.CodeActionKind(kind) if kind != FIX_ALL else kind, own, is_preferred, edit=changed)

    def _calling(self, title: str, command: str, own: list[types.Diagnostic] | None, *arguments: object) -> types.CodeAction:
        called = types.Command(title=title, command=command, arguments=list(arguments))
        return types.CodeAction(title, types.CodeActionKind.QuickFix, own, command=called)


def range_of(grid: Grid, span: Span) -> types.Range:
    """Return a span as the protocol says it."""
    return types.Range(types.Position(*grid.cell(span.start)), types.Position(*grid.cell(span.end)))


def _difference(before: str, after: str) -> Edit:
    """Return the one edit that makes one text of another."""
    limit = min(len(before), len(after))
    start = next((number for number in range(limit) if before[number] != after[number]), limit)
    end = next((number for number in range(limit - start) if before[-1 - number] != after[-1 - number]), limit - start)
    return Edit(Span(start, len(before) - end), after[start : len(after) - end])
