"""What settings say about engines beside h2hlint's own; apart from `settings`, since most runs need none of it."""

from __future__ import annotations

from typing import NamedTuple

from h2hlint.settings import Place


class Engine(NamedTuple):
    """The spaCy pipeline for a language: an official name or a folder, and how its passives count beside h2hlint's own.

    `passives` is own, model, both (what both find), either, or weighed (the model moves the certainty that is asked for);
    `masks` says whether the names that it knows are left alone.
    """

    language: str
    model: str
    passives: str = "weighed"
    masks: bool = True
    place: Place | None = None


class Grammar(NamedTuple):
    """How LanguageTool is asked: the folder `path` to start it from or the `url` of a server (neither: where LTP_PATH says).

    `categories` are the only ones to ask for, `without_categories` and `without_rules` are left out, `rules` are asked for though
    LanguageTool leaves them off; `variants` say which country's spelling a language has; `timeout` is in seconds; where it is
    `required`, a run without it fails.
    """

    path: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    without_categories: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    without_rules: tuple[str, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()
    timeout: int = 60
    required: bool = False
    place: Place | None = None
