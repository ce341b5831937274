"""Runs the examples of rules: a bad one must be marked where its brackets stand, a good one left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from h2hlint import config, formats, library, places, rulefiles, seeing
from h2hlint.book import Book
from h2hlint.checks import concluded
from h2hlint.checks.context import BlockContext
from h2hlint.checks.gathering import Circumstances, Tally
from h2hlint.errors import UserError
from h2hlint.lint import Linter
from h2hlint.ruleset import Example, Extension, Rule
from h2hlint.settings import Settings, covers
from h2hlint.text import Block, BlockBuilder, Source, Span


def run(files: Sequence[str]) -> tuple[list[str], int]:
    """Run the examples of `files`, or of the shipped book; return what failed and how many there were."""
    failures: list[str] = []
    count = 0
    for rule, book in _rules(files):
        count += len(rule.examples)
        failures += [failure for example in rule.examples for failure in _failures(rule, example, book)]
    return failures, count


def _rules(files: Sequence[str]) -> Iterator[tuple[Rule, Book]]:
    paths = places.rule_files([Path(file) for file in files])
    shipped = [path for path in paths if _is_shipped(path)]
    if not files:
        shipped = [path for language in places.languages() for path in places.wording_files(language)]
    meanings = rulefiles.load_meanings(places.meaning_files()) if shipped else {}
    for path in shipped:
        if path.name != "roles.yml":
            yield from ((rule, library.shipped(rule.language)) for rule in rulefiles.load_file(path, meanings))
    own = [path for path in paths if path not in shipped]
    for path in own:
        books, errors = library.house([path])
        if errors:
            raise errors[0]
        yield from ((rule, books[0][1]) for rule in rulefiles.load_file(path))
        yield from ((_as_rule(extension), library.shipped(extension.language, (path,))) for extension in rulefiles.load_extensions(path))


def _as_rule(extension: Extension) -> Rule:
    """Return what carries the examples of a change of a shipped rule."""
    return Rule(extension.id, extension.language, "", "terms", extension.path, extension.place, examples=extension.examples)


def _is_shipped(path: Path) -> bool:
    return path.resolve().is_relative_to(places.RULES.resolve())


def _failures(rule: Rule, example: Example, book: Book) -> Iterator[str]:
    found = [(name, span) for name, span in _found(rule, example, book)]
    place = f"{rule.path}:{example.place[0]}:{example.place[1]}: {rule.id}"
    if example.good:
        wanted = [(name, span) for name, span in found if not example.rules or covers(name, example.rules)]
        if wanted:
            told = ", ".join(f"{name} on “{example.text[span.start : span.end]}”" for name, span in wanted)
            yield f"{place}: good example “{example.text}” gives {told}"
        return
    mine = [span for name, span in found if name == rule.id]
    if not mine:
        yield f"{place}: bad example “{example.text}” gives nothing{_hint(rule, example)}"
    missing = [mark for mark in example.marks if Span(*mark) not in mine]
    if mine and missing:
        marked = ", ".join(f"“{example.text[start:end]}”" for start, end in missing)
        told = ", ".join(f"“{example.text[span.start : span.end]}”" for span in mine)
        yield f"{place}: bad example “{example.text}” should mark {marked} but marks {told}"


def _hint(rule: Rule, example: Example) -> str:
    """Say which condition of the rule a plain example does not meet."""
    if rule.where and not {example.kind, example.role} & set(rule.where):
        return f"; the rule looks only in {', '.join(rule.where)}: write {{text: …, kind: …}} or role:"
    if rule.audience and example.audience not in rule.audience:
        return f"; the rule is for the audience {', '.join(rule.audience)}: write {{text: …, audience: …}}"
    return "; it is shorter than min_words" if len(example.text.split()) < rule.min_words else ""


def _found(rule: Rule, example: Example, book: Book) -> Iterator[tuple[str, Span]]:
    channel = example.channel or (rule.channels[0] if rule.channels else "website")
    engines = config.settings(rule.path, {}).engines if any(entry.tokens for entry in book.entries) else ()
    linter = Linter(Settings(language=book.language, channel=channel, audience=example.audience, default_rules=False, engines=engines))
    blocks, tally = _blocks(rule, example), Tally(channel)
    circumstances = Circumstances(channel, example.audience, tally=tally, engine=linter.engine(book.language))

    def seen() -> Iterator[BlockContext]:
        return seeing.contexts(blocks, lambda _: book.language, lambda _: [book], lambda _: circumstances)

    hits = ((entry, context, hit) for context in seen() for entry, hit in linter.hits(context))
    for entry, context, hit in (*hits, *concluded(book, linter.active(book, channel).measuring, tally, seen)):
        yield entry.id, context.block.to_source(hit.span)
    if linter.errors:
        raise UserError(linter.errors[0].message, rule.path, *rule.place)


def _blocks(rule: Rule, example: Example) -> list[Block]:
    if example.format:
        if example.format not in formats.FORMATS:
            raise UserError(f"there is no format “{example.format}”; it may be {', '.join(formats.FORMATS)}", rule.path, *example.place)
        return formats.extract(Source("example", example.text, example.format))
    builder = BlockBuilder(example.kind, role=example.role)
    builder.add_source(example.text, 0, len(example.text))
    block = builder.build()
    return [block] if block is not None else []
