"""What a run reads: the sources that the options name, one after the other."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from h2hlint import config, sources
from h2hlint.errors import MissingExtra, UserError
from h2hlint.text import Source

STDIN = "-"
_SHOWN = 3
_SCISSORS = re.compile(r"^. -+ >8 -+$")
_SIGN = re.compile(r"[^\r\n]")


def read_all(options: Mapping[str, Any]) -> Iterator[tuple[Source, str] | UserError]:
    """Yield each source with its path below the folder that was named, or why it cannot be read."""
    finder = sources.Finder(config.ConfigFilter(options))
    unread: list[str] = []
    for given in options["paths"] or (".",):
        if given == STDIN:
            yield from _stdin(options)
        elif given.partition("://")[0].isalnum() and "://" in given:
            yield from _pages(given, options)
        elif options.get("commit_message"):
            yield _message(given)
        elif not (options.get("force_exclude") and config.is_excluded(given, options)):
            for path in finder.find(given):
                item = path if isinstance(path, UserError) else _read(path, given)
                if isinstance(item, MissingExtra) and path != given:
                    unread.append(str(path))
                else:
                    yield item
    if unread:
        print(_passed_over(unread), file=sys.stderr)


def _passed_over(paths: list[str]) -> str:
    """Return what to say of documents that a walk met without the extra that reads them."""
    shown = ", ".join(paths[:_SHOWN]) + (" …" if len(paths) > _SHOWN else "")
    are = "document was" if len(paths) == 1 else "documents were"
    return (
        f"{len(paths)} {are} not read ({shown}); to read them: pip install 'h2hlint[documents]', to leave them out: exclude: in the config"
    )


def _stdin(options: Mapping[str, Any]) -> Iterator[tuple[Source, str] | UserError]:
    name = options.get("stdin_filename")
    try:
        if sys.stdin is None:
            raise UserError("nothing came by standard input; pipe a text in, or name a file", STDIN)
        source = sources.from_stdin(sys.stdin.buffer.read(), name)
    except UserError as error:
        yield error
    else:
        yield replace(source, path=name or STDIN), name or ""


def _pages(url: str, options: Mapping[str, Any]) -> Iterator[tuple[Source, str] | UserError]:
    """Fetch the page at an address, or those of its site's sitemap."""
    try:
        if options.get("sitemap"):
            yield from map(_page, _listed(url, options))
        else:
            from h2hlint import fetching

            yield _page(fetching.source(url))
    except UserError as error:
        yield error


def _listed(url: str, options: Mapping[str, Any]) -> Iterable[Source | UserError]:
    from h2hlint import progress, sitemaps

    manners = sitemaps.Manners(options["limit"], options["pause"])
    site = sitemaps.Site(url, manners, lambda note: print(note, file=sys.stderr))
    urls = site.pages()
    found = site.fetched(urls)
    return found if options.get("quiet") else progress.shown(found, len(urls))


def _page(found: Source | UserError) -> tuple[Source, str] | UserError:
    """Return a page with its path on the host, whose folders may name its language."""
    from urllib.parse import urlsplit

    return found if isinstance(found, UserError) else (found, urlsplit(found.path).path.lstrip("/"))


def _read(path: str, given: str) -> tuple[Source, str] | UserError:
    try:
        source = sources.read(path)
    except UserError as error:
        return error
    pure = PurePath(path)
    below = pure.name if path == given else str(pure.relative_to(given)) if pure.is_relative_to(given) else path
    return source, below


def _message(path: str) -> tuple[Source, str] | UserError:
    """Return a commit message as plain text: what git will leave out is blank, so that every place stays."""
    try:
        source = sources.read(path, "text")
    except UserError as error:
        return error
    return replace(source, text="".join(_without_comments(source.text, _comment_sign()))), ""


def _without_comments(text: str, sign: str) -> Iterator[str]:
    is_cut = False
    for line in re.split(r"(?<=\n)", text):
        is_cut = is_cut or bool(line.startswith(sign) and _SCISSORS.match(line.rstrip()))
        yield _SIGN.sub(" ", line) if is_cut or line.startswith(sign) else line


def _comment_sign() -> str:
    """Return what begins a comment in this repository's commit messages."""
    import subprocess

    try:
        done = subprocess.run(["git", "config", "core.commentChar"], capture_output=True, check=False)  # noqa: S607
    except OSError:
        return "#"
    said = os.fsdecode(done.stdout).strip()
    return said if said and said != "auto" else "#"
