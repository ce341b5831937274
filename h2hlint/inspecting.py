"""The `inspect` command: how h2hlint reads a text, without judging it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from h2hlint import formats
from h2hlint.checks.context import BlockContext
from h2hlint.errors import UserError
from h2hlint.findings import Lines
from h2hlint.language.facts import Facts
from h2hlint.language.tokens import Tokens
from h2hlint.lint import Linter
from h2hlint.running import Linters, complain, read_all
from h2hlint.text import Block, Source

VERSION = 1


def inspect(options: Mapping[str, Any]) -> int:
    """Print how each source is read, as text or JSON; return the exit code."""
    linters = Linters(options)
    entries = []
    code = 0
    for item in read_all(options):
        if isinstance(item, UserError):
            complain(item)
            code = 2
        else:
            source, below = item
            try:
                entries.append(_File(source, below, linters.of(source.path)))
            except UserError as error:
                complain(error)
                code = 2
    if options["form"] == "json":
        sys.stdout.write(
            json.dumps({"version": VERSION, "files": [entry.plain() for entry in entries]}, ensure_ascii=False, indent=1) + "\n"
        )
    else:
        sys.stdout.write("\n".join(line for entry in entries for line in entry.lines()) + "\n")
    return code


class _File:
    """One source, its blocks and their languages."""

    def __init__(self, source: Source, below: str, linter: Linter) -> None:
        self._source = source
        self._linter = linter
        self._blocks = [block for block in formats.extract(source) if block.kind != "directive"]
        self._chooser = linter.chooser(self._blocks, below)
        self._channel = linter.channel(source)

    def plain(self) -> dict[str, Any]:
        """Return the JSON entry; offsets are code points into the file."""
        sentences = [{"start": span.start, "end": span.end} for span in self._sentences()]
        words = sum(len(self._tokens(block)) for block in self._blocks)
        return {
            "path": self._source.path,
            "language": self._chooser.file_language,
            "sentences": sentences,
            "passives": [],
            "impersonals": [],
            "address": [],
            "metrics": {"words": words, "sentences": len(sentences)},
            "blocks": [self._block(block) for block in self._blocks],
        }

    def lines(self) -> Iterator[str]:
        """Yield the text form: a line per block, its text under it."""
        yield f"{self._source.path}: {self._chooser.file_language or '?'}, {self._channel}, {len(self._blocks)} blocks"
        places = Lines(self._source.text)
        for block in self._blocks:
            start = places.position(block.pieces[0].source.start)
            role = self._role(block)
            facts = [block.kind, *([] if role == "none" else [role]), self._chooser.language(block) or "?"]
            yield f"  {start.line}:{start.column} {' · '.join(facts)}"
            yield f"    {block.text}"

    def _block(self, block: Block) -> dict[str, Any]:
        start, end = block.pieces[0].source.start, block.pieces[-1].source.end
        role, language = self._role(block), self._chooser.language(block)
        return {"start": start, "end": end, "kind": block.kind, "role": role, "language": language, "text": block.text}

    def _role(self, block: Block) -> str:
        books = self._linter.books(self._chooser.language(block) or "")
        return BlockContext(block, books[0], self._channel, "customer").role if books else block.role

    def _tokens(self, block: Block) -> Tokens:
        books = self._linter.books(self._chooser.language(block) or "")
        return Tokens(block.text, books[0].facts if books else Facts())

    def _sentences(self) -> Iterator[Any]:
        for block in self._blocks:
            for span in self._tokens(block).sentences():
                yield block.to_source(span)
