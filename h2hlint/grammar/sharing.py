"""One LanguageTool for all processes of a run: the first starts it, the others are told where it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from h2hlint.errors import Shortfall
from h2hlint.grammar.checking import asker
from h2hlint.settings import Settings


def shared(options: Mapping[str, Any], wanted: Iterable[tuple[Settings, list[Any]]]) -> dict[str, Any]:
    """Return the options for other processes once the servers that they need run; `wanted` are settings with their list of errors."""
    servers: dict[str, str] = {}
    for settings, errors in wanted:
        wishes = settings.grammar
        if wishes is None or wishes.url or wishes.path in servers:
            continue
        tool = asker(wishes)
        try:
            tool.open()
        except Shortfall as error:
            errors.append(error)
        if tool.is_lost:
            return {**options, "grammar": False}
        servers[wishes.path] = tool.url
    return {**options, "grammar_servers": servers} if servers else dict(options)
