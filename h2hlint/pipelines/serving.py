"""The spaCy pipelines of a run: which language has one that can be loaded, and which rules have what they take."""

from __future__ import annotations

from collections.abc import Sequence

from h2hlint.book import Entry
from h2hlint.engines import Engine
from h2hlint.errors import UserError
from h2hlint.pipelines import models


class Serving:
    """The engines that settings name; what is wrong with one is added to `errors`, once."""

    def __init__(self, engines: Sequence[Engine], errors: list[UserError]) -> None:
        self._named = {engine.language: engine for engine in engines}
        self._errors = errors
        self._sound: dict[str, Engine | None] = {}

    def of(self, language: str) -> Engine | None:
        """Return the engine for a language, None where none is named or its pipeline cannot be loaded."""
        if language not in self._sound:
            named = self._named.get(language)
            self._sound[language] = named if named is not None and self._loads(named) else None
        return self._sound[language]

    def can_run(self, entry: Entry, language: str, path: str | None) -> bool:
        """Say whether a rule that looks at spaCy's tokens has what it takes; `path` is its file."""
        labels = entry.tokens[1]
        engine = self.of(language) if labels else None
        if labels and engine is None and language in self._named:
            return False  # what is wrong with its pipeline was said
        trouble = models.trouble(entry.id, labels, language, engine)
        if trouble:
            self._errors.append(UserError(trouble, path))
        return not trouble

    def _loads(self, engine: Engine) -> bool:
        try:
            models.loaded(engine)
        except UserError as error:
            self._errors.append(error)
            return False
        return True
