"""“Leave it”: the comment, or the entry of the config, that silences one finding for a reason."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator

from h2hlint.findings import Edit, Finding
from h2hlint.lint import Report
from h2hlint.lsp import adding
from h2hlint.lsp.desk import Checked
from h2hlint.text import Source, Span

_MARKUP = "<!-- {} -->"
COMMENTS = {
    **dict.fromkeys(("markdown", "html", "xml", "mjml", "vue", "svelte", "astro", "xliff", "resx", "stringsdict"), _MARKUP),
    **dict.fromkeys(("yaml", "toml", "properties", "fluent", "po", "org"), "# {}"),
    "jinja": "{{# {} #}}",
    "handlebars": "{{{{!-- {} --}}}}",
    "go-template": "{{{{/* {} */}}}}",
    "erb": "<%# {} %>",
    "blade": "{{{{-- {} --}}}}",
    "jsx": "{{/* {} */}}",
    "mdx": "{{/* {} */}}",
    "rst": ".. {}",
    "latex": "% {}",
    "asciidoc": "// {}",
    "php": "// {}",
    "strings": "/* {} */",
}
"""How each format writes a comment; formats that have none are silenced in the config."""
_INDENT = re.compile(r"[ \t]*")
_REASON = "a reason"

Lint = Callable[[Source], Report | None]
"""Reads a source as the page's own is read."""


def comment(checked: Checked, finding: Finding, lint: Lint) -> Edit | None:
    """Return the edit that puts a comment before the finding's block, None where no comment silences it.

    The reason in it is `_REASON`; `with_reason` puts another in. Whether a place is right is found out by reading the text with it.
    """
    source, report = checked.source, checked.report
    if source is None or report is None or source.format not in COMMENTS:
        return None
    said = COMMENTS[source.format].format(f"h2hlint: ignore-next {finding.rule} {_REASON}")
    for edit in _candidates(checked, finding, said):
        text = source.text[: edit.span.start] + edit.text + source.text[edit.span.end :]
        after = lint(Source(source.path, text, source.format, source.encoding, source.bom))
        if after is not None and _silences(report, after, finding, edit):
            return edit
    return None


def with_reason(edit: Edit, reason: str) -> Edit:
    """Return the edit of `comment` with a reason, an empty one leaves its place free."""
    return Edit(edit.span, edit.text.replace(f" {_REASON}", f" {reason}".rstrip(), 1))


def _candidates(checked: Checked, finding: Finding, said: str) -> Iterator[Edit]:
    """Yield places for a comment before the block of a finding: lines of its own, then before its tag, then before its words."""
    assert checked.source is not None  # noqa: S101
    text, start = checked.source.text, _block_start(checked, finding)
    newline = "\r\n" if "\r\n" in text else "\n"
    for offset in dict.fromkeys((start, finding.span.start)):
        line = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
        found = _INDENT.match(text, line)
        indent = found[0] if found else ""
        yield Edit(Span(line, line), f"{indent}{said}{newline}")
        yield Edit(Span(line, line), f"{indent}{said}{newline}{newline}")
    tag = text.rfind("<", 0, start)
    yield from (Edit(Span(offset, offset), said) for offset in (tag, start) if offset >= 0)


def _block_start(checked: Checked, finding: Finding) -> int:
    """Return where the block that a finding stands in begins."""
    assert checked.source is not None  # noqa: S101
    assert checked.linter is not None  # noqa: S101
    starts = [block.pieces[0].source.start for block in checked.linter.blocks(checked.source) if block.pieces and block.kind != "directive"]
    return max((start for start in starts if start <= finding.span.start), default=finding.span.start)


def _silences(before: Report, after: Report, finding: Finding, edit: Edit) -> bool:
    """Say whether a comment silences a finding, and no other rule says anything else than before."""
    shift = len(edit.text)
    moved = {(one.rule, one.span.start + (shift if one.span.start >= edit.span.start else 0)) for one in before.findings}
    found = {(one.rule, one.span.start) for one in after.findings}
    target = (finding.rule, finding.span.start + shift)
    others = Counter(rule for rule, _ in moved if rule != finding.rule) == Counter(rule for rule, _ in found if rule != finding.rule)
    return target not in found and found <= moved and others


def in_config(text: str, config: str, path: str, finding: Finding, reason: str) -> str:
    """Return the config's text with a suppression of a finding in the file at `path`. Raises UserError."""
    below = os.path.relpath(os.path.realpath(path), os.path.realpath(os.path.dirname(config))).replace(os.sep, "/")
    parts = {"paths": f"[{adding.scalar(below)}]", "rules": f"[{finding.rule}]"}
    if finding.words:
        parts["text"] = adding.scalar(finding.words)
    entry = "{" + ", ".join(f"{key}: {value}" for key, value in {**parts, "reason": adding.scalar(reason)}.items()) + "}"
    return adding.added(text, ("suppress",), entry, config)
