"""Format `html`: one file to look at or to mail. The texts as they read, findings in place, what to write instead beside them.

Texts are kept as JSON, which the scripts put on the page as text, never as markup. Nothing is loaded: scripts and styles
stand in the file, and a policy in its head allows those alone, by hash.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from h2hlint import __version__, places, score
from h2hlint.lint import Report
from h2hlint.reports import Outcome, Style, webwords, wording
from h2hlint.reports.reading import plain_text
from h2hlint.reports.rows import error_path, shown_path
from h2hlint.text import Block

STATIC = places.PACKAGE / "web" / "static"
SCRIPTS = ("base.js", "score.js", "text.js", "filters.js", "report.js")
STYLES = ("look.css",)
_PAGE = """<!doctype html>
<html lang="{reader}">
<head>
{head}
</head>
<body class="report">
{body}
</body>
</html>
"""
_UNSAFE = {sign: f"\\u{sign:04x}" for sign in (*map(ord, "<>&"), 0x85, 0x2028, 0x2029)}


def render(outcome: Outcome, style: Style) -> str:
    """Return the report as one HTML document."""
    reader = webwords.known(style.reader)
    scripts, styles = [static(name) for name in SCRIPTS], [static(name) for name in STYLES]
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(scripts, styles)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        f"<title>{html.escape(webwords.words(reader)['report'])} · h2hlint</title>",
        *(f"<style>{one}</style>" for one in styles),
    ]
    body = [
        f"<noscript>{''.join(_plain(outcome, reader))}</noscript>",
        f'<script type="application/json" id="data">{safe_json(_data(outcome, reader))}</script>',
        *(f"<script>{one}</script>" for one in scripts),
    ]
    return _PAGE.format(reader=reader, head="\n".join(head), body="\n".join(body))


def safe_json(value: object) -> str:
    """Return JSON that may stand in a script element: no sign in it can end the element or a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return "".join(f"\\u{ord(sign):04x}" if "\ud800" <= sign <= "\udfff" else sign for sign in text)


@cache
def static(name: str) -> str:
    """Return a file of the front end."""
    return (STATIC / name).read_text(encoding="utf-8")


def _policy(scripts: list[str], styles: list[str]) -> str:
    allowed = {"script-src": scripts, "style-src": styles}
    hashes = [f"{kind} {' '.join(map(_hash, parts))}" for kind, parts in allowed.items()]
    return "; ".join(["default-src 'none'", *hashes, "base-uri 'none'", "form-action 'none'"])


def _hash(part: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"


def _data(outcome: Outcome, reader: str) -> dict[str, Any]:
    return {
        "version": __version__,
        "reader": reader,
        "words": {reader: webwords.words(reader)},
        "files": [plain_text(report, _blocks(outcome, report), reader) for report in outcome.reports],
        "errors": [[error_path(error), error.line, error.message] for error in outcome.errors],
        "score": score.mean(report.reckoning for report in outcome.reports),
    }


def _blocks(outcome: Outcome, report: Report) -> list[Block]:
    return [block for blocks, _ in outcome.read(report.source) for block in blocks]


def _plain(outcome: Outcome, reader: str) -> Iterator[str]:
    """Yield the findings as a plain list, for programs that show mail without scripts."""
    words: Mapping[str, Any] = webwords.words(reader)
    yield f"<main><h1>{html.escape(words['report'])}</h1><p>{html.escape(words['noscript'])}</p>"
    for report in outcome.reports:
        if report.findings:
            value = score.score(report.reckoning)
            said = "–" if value is None else wording.number(value, reader)
            yield f"<h2>{html.escape(shown_path(report.source.path))}</h2><p>{html.escape(words['score'])}: {said}</p><ul>"
            yield from (f"<li><q>{_shown(one.words)}</q> {_shown(one.message)} {_shown(one.advice)}</li>" for one in report.findings)
            yield "</ul>"
    yield "</main>"


def _shown(text: str) -> str:
    return html.escape(" ".join(text.split()))
