"""A part for spaCy's pipelines: `nlp.add_pipe("h2hlint")` puts findings on `doc._.h2hlint`, as the JSON report has them.

spaCy finds it by the entry point group `spacy_factories`. Findings are plain data, so that they travel between processes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from h2hlint import config, formats
from h2hlint.errors import UserError
from h2hlint.lint import Linter
from h2hlint.names import CHANNELS
from h2hlint.reports.json import plain_findings
from h2hlint.settings import Settings
from h2hlint.text import Source

EXTENSION = "h2hlint"
DEFAULTS: dict[str, Any] = {
    "channel": None, "rules": [], "select": [], "ignore": [], "config": None, "format": "text", "ui_lang": "en", "default_rules": True,
}  # fmt: skip


class Component:
    """Lints every Doc that comes by. `settings` are the component's, as `add_pipe(config=…)` has them."""

    def __init__(self, language: str, settings: dict[str, Any]) -> None:
        self._language = language
        self._given = settings
        self._linter: Linter | None = None
        if not Doc.has_extension(EXTENSION):
            Doc.set_extension(EXTENSION, default=[])

    def __call__(self, doc: Doc) -> Doc:
        """Put the findings in a Doc's text on it."""
        if self._linter is None:
            self._linter = _linter(self._language, self._given)
        report = self._linter.lint(Source("doc", doc.text, self._given["format"]))
        if wrong := next((error for error in self._linter.errors if error.fails), None):
            raise ValueError(f"h2hlint: {wrong}")
        findings = plain_findings(report)
        for finding in findings:
            finding["tokens"] = _tokens(doc, finding["start"]["offset"], finding["end"]["offset"])
        doc._.set(EXTENSION, findings)
        return doc

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process needs to do the same; it compiles nothing that is kept already."""
        return {"language": self._language, "settings": self._given}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Become what another process was told to be."""
        self.__init__(state["language"], state["settings"])  # type: ignore[misc]

    def to_disk(self, path: Path, **_: Any) -> None:
        """Keep nothing: the pipeline's own config says it all."""

    def from_disk(self, path: Path, **_: Any) -> Component:  # noqa: ARG002  (spaCy's signature)
        """Return this; the pipeline's own config says it all."""
        return self

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing, see `to_disk`."""
        return b""

    def from_bytes(self, data: bytes, **_: Any) -> Component:  # noqa: ARG002  (spaCy's signature)
        """Return this, see `from_disk`."""
        return self


def _linter(language: str, given: dict[str, Any]) -> Linter:
    """Return a linter with the settings of a component and of the config file that it names. Raises UserError."""
    if given["channel"] not in (None, *CHANNELS):
        raise UserError(f"“{given['channel']}” is no channel; it may be {', '.join(CHANNELS)}")
    if given["format"] not in formats.FORMATS:
        raise UserError(f"there is no format “{given['format']}”; it may be {', '.join(formats.FORMATS)}")
    options = {
        "lang": language, "channel": given["channel"], "rules": tuple(given["rules"]), "select": tuple(given["select"]),
        "ignore": tuple(given["ignore"]), "config": given["config"], "isolated": given["config"] is None,
        "no_default_rules": not given["default_rules"], "ui_lang": given["ui_lang"],
    }  # fmt: skip
    settings: Settings = config.settings("doc", options)
    return Linter(settings)


def _tokens(doc: Doc, start: int, end: int) -> list[int]:
    """Return the numbers of the first token that a finding touches and of the one behind its last."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return [span.start, span.end] if span is not None else []


@Language.factory("h2hlint", default_config=DEFAULTS, retokenizes=False)
def make(  # noqa: PLR0917  (spaCy passes each setting by its name)
    nlp: Language,
    name: str,  # noqa: ARG001  (spaCy's signature)
    channel: str | None,
    rules: list[str],
    select: list[str],
    ignore: list[str],
    config: str | None,  # noqa: A002, RUF100
    format: str,  # noqa: A002
    ui_lang: str,
    default_rules: bool,
) -> Component:
    """Make the component for a pipeline's language."""
    given = {
        "channel": channel, "rules": rules, "select": select, "ignore": ignore, "config": config, "format": format, "ui_lang": ui_lang,
        "default_rules": default_rules,
    }  # fmt: skip
    return Component(str(nlp.lang), given)
