"""The `inspect` command: how h2hlint reads a text, without judging it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from h2hlint import whynot
from h2hlint.checks import address
from h2hlint.checks.context import BlockContext
from h2hlint.checks.kept import passives_seen
from h2hlint.errors import UserError
from h2hlint.findings import Lines
from h2hlint.language import passives
from h2hlint.language.facts import Facts
from h2hlint.language.tokens import Tokens
from h2hlint.lint import Linter
from h2hlint.linters import Linters, unrepeated
from h2hlint.reading import read_all
from h2hlint.running import complain
from h2hlint.text import Block, Source, Span

VERSION = 1
REQUESTS = ("consent", "cookie")
"""Roles of blocks that ask their reader to agree."""
FACELESS = "impersonal/subjectless"


def inspect(options: Mapping[str, Any]) -> int:
    """Print how each source is read, as text or JSON; return the exit code."""
    linters = Linters(options)
    entries: list[_File] = []
    silent: list[str] = []
    code = 0
    errors: list[UserError] = []
    for item in read_all(options):
        try:
            if isinstance(item, UserError):
                raise item
            source, below = item
            if options["why_not"]:
                silent += whynot.lines(source, below, linters.of(source.path), options["why_not"])
            else:
                entries.append(_File(source, below, linters.of(source.path)))
        except UserError as error:
            errors.append(error)
    for problem in unrepeated([*linters.errors(), *errors]):
        complain(problem)
        code = max(code, 2 * problem.fails)
    if options["why_not"]:
        sys.stdout.write("".join(line + "\n" for line in silent))
    elif options["form"] == "json":
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
        self._blocks = [block for block in linter.blocks(source) if block.kind != "directive"]
        self._chooser = linter.chooser(self._blocks, below)
        self._channel = linter.channel(source)
        self._contexts: dict[int, BlockContext] = {}
        for context in linter.contexts(self._blocks, self._chooser, self._channel):
            self._contexts.setdefault(id(context.block), context)

    def plain(self) -> dict[str, Any]:
        """Return the JSON entry; offsets are code points into the file."""
        sentences = _distinct({"start": span.start, "end": span.end} for span in self._sentences())
        words = sum(len(self._tokens(block)) for block in self._blocks)
        return {
            "path": self._source.path,
            "language": self._chooser.file_language,
            "sentences": sentences,
            "passives": _distinct(self._passives()),
            "impersonals": sorted(_distinct([*self._reflexives(), *self._faceless()]), key=lambda one: one["start"]),
            "address": _distinct(self._address()),
            "metrics": {"words": words, "sentences": len(sentences)},
            "requests": list(self._requests()),
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
            why = self._why(block) if role in REQUESTS else ""
            yield f"  {start.line}:{start.column} {' · '.join(facts)}{f' ({why})' if why else ''}"
            yield f"    {block.text}"

    def _block(self, block: Block) -> dict[str, Any]:
        start, end = block.pieces[0].source.start, block.pieces[-1].source.end
        role, language = self._role(block), self._chooser.language(block)
        return {"start": start, "end": end, "kind": block.kind, "role": role, "language": language, "text": block.text}

    def _role(self, block: Block) -> str:
        context = self._contexts.get(id(block))
        return context.role if context else block.role

    def _requests(self) -> Iterator[dict[str, Any]]:
        """Yield the blocks that were taken for a request for consent, and why."""
        for block in self._blocks:
            role = self._role(block)
            if role in REQUESTS:
                span = block.to_source(Span(0, len(block.text)))
                yield {"start": span.start, "end": span.end, "role": role, "unit": block.unit, "why": self._why(block)}

    def _why(self, block: Block) -> str:
        """Say in a few words why a block was taken for a request."""
        context = self._contexts.get(id(block))
        if context is None or block.role in REQUESTS:
            return "marked by hand"
        if self._channel == "consent":
            return "the channel is consent"
        tests = [test for test in context.book.roles if test.role in REQUESTS]
        asking = context.named("asks") or [found for test in tests for found in context.places(test.any)]
        if context.own_role in REQUESTS and asking:
            span = context.tokens.span(asking[0].first, asking[0].last)
            return f"“{block.text[span.start : span.end]}”"
        return "it stands in the same form" if context.unit is not None else "its page says so"

    def _tokens(self, block: Block) -> Tokens:
        context = self._contexts.get(id(block))
        return context.tokens if context else Tokens(block.text, Facts())

    def _passives(self) -> Iterator[dict[str, Any]]:
        """Yield the passives of all blocks, each at its verb or participle."""
        for block, tokens, found in self._detected():
            context = self._contexts.get(id(block))
            engine = context.circumstances.engine if context else None
            for passive in passives_seen(found, tokens, engine):
                yield {**_place(block, tokens, passive.verb), "kind": passive.kind, "certainty": round(passive.certainty, 3)}

    def _reflexives(self) -> Iterator[dict[str, Any]]:
        """Yield the verbs that a reflexive pronoun makes impersonal."""
        for block, tokens, found in self._detected():
            for verb in found.reflexive(tokens):
                yield {**_place(block, tokens, verb), "kind": "reflexive"}

    def _address(self) -> Iterator[dict[str, Any]]:
        """Yield the words that address the reader, each with its form: informal, formal or, where a language has one only, neutral."""
        for block in self._blocks:
            if context := self._contexts.get(id(block)):
                for form, found in address.places(context):
                    span = block.to_source(context.tokens.span(found.first, found.last))
                    yield {"start": span.start, "end": span.end, "kind": form}

    def _faceless(self) -> Iterator[dict[str, Any]]:
        """Yield the words of the rule about subjects that are nobody, whatever silences it."""
        for context in self._contexts.values():
            for number, matches in context.matches.items():
                if context.book.entries[number].id == FACELESS:
                    for _, first, last in matches:
                        span = context.block.to_source(context.tokens.span(first, last))
                        yield {"start": span.start, "end": span.end, "kind": "subjectless"}

    def _detected(self) -> Iterator[tuple[Block, Tokens, passives.Detector]]:
        for block in self._blocks:
            detector = passives.detector(self._chooser.language(block) or "")
            if detector:
                yield block, self._tokens(block), detector

    def _sentences(self) -> Iterator[Any]:
        for block in self._blocks:
            for span in self._tokens(block).sentences():
                yield block.to_source(span)


def _distinct(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return entries without repetitions, as the text around the branches of a message has them."""
    return list({tuple(one.items()): one for one in found}.values())


def _place(block: Block, tokens: Tokens, word: int) -> dict[str, int]:
    span = block.to_source(tokens.span(word, word))
    return {"start": span.start, "end": span.end}
