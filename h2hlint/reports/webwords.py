"""What the HTML report and the page of `serve` say, by reader's language; a mapping holds the forms that a number calls for."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from h2hlint import places
from h2hlint.names import READER_LANGUAGES, SEVERITIES
from h2hlint.reports import wording


@cache
def words(reader: str) -> dict[str, Any]:
    """Return the words of the front end in one language."""
    path = places.PACKAGE / "web" / "words" / f"{known(reader)}.json"
    spoken: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    grades = {name: wording.severity(name, reader) for name in SEVERITIES}
    return {**spoken, "severities": grades, "categories": wording.categories(reader), "clean": wording.word("clean", reader)}


def known(reader: str) -> str:
    """Return the language itself when h2hlint speaks it, else English."""
    return reader if reader in READER_LANGUAGES else "en"
