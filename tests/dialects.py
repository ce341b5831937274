"""What the tests of all copy formats share: generated files, marked samples, and the properties that hold for each."""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.findings import Finding
from h2hlint.fixing import Fixed, fixed
from h2hlint.fixing.proving import MARKUP
from h2hlint.formats import extract
from h2hlint.lint import Linter
from h2hlint.settings import Settings
from h2hlint.sources import from_stdin
from h2hlint.text import Block, Source, Span

PHRASES = (("synergy",), ("circle", "back"), ("low", "hanging", "fruit"))
FILLERS = ("Tea", "cup", "café", "zażółć", "Ærø", "😀", "e\u0301t", "42", "(so)", "%s", "{name}", "%{count}")
SAFE = {"utilise": "use", "in order to": "to", "state of the art": "new", "a number of": "some"}
PLAIN = ("tea", "we", "the", "Use", "to", "Utilise", "A NUMBER OF", "cup.", "some", "in order to", "State of the art", "a", "synergy")
WATCHED = {"da": ("=på =tværs", "<number:3..> =år", "åbne"), "pl": ("=świadczyć =usługi", "<date>", "=ć*"), "de": ("Kundin", "=größe")}
SPOKEN = {
    "da": ("på tværs", "tre år", "Åbn nu", "ÅBN DØREN HÅBLØST!", "går", "5 år.", "Gør det!"),
    "pl": ("świadczyć usługi", "5 września", "źle", "Państwa", "się.", "Ćma z Gdańska"),
    "de": ("für Kund:innen", "fünf Tage", "Größe", "GROẞE ÄPFEL", "Übermorgen.", "wir"),
}
VARIANTS: dict[str, Callable[[str], str]] = {
    "crlf": lambda text: text.replace("\n", "\r\n"),
    "cr": lambda text: text.replace("\n", "\r"),
    "bom": lambda text: "\ufeff" + text,
    "nfd": lambda text: unicodedata.normalize("NFD", text),
    "crlf and nfd": lambda text: unicodedata.normalize("NFD", text.replace("\n", "\r\n")),
}


@dataclass(frozen=True)
class Dialect:
    """How a format writes a file of texts.

    `entry` returns what stands before and after the value of a key, given its number; `joints` may
    stand between two words, `seams` inside one, `letter` writes a letter in other ways; `noise` are
    entries and comments that hold the phrases where no copy is; `fillers` are words of a text.
    """

    name: str
    path: str
    entry: Callable[[int], tuple[str, str]]
    head: str = ""
    tail: str = ""
    joints: tuple[str, ...] = (" ",)
    seams: tuple[str, ...] = ("\u00ad",)
    letter: Callable[[str], tuple[str, ...]] = lambda _: ()
    noise: tuple[str, ...] = ()
    fillers: tuple[str, ...] = FILLERS


@lru_cache(maxsize=64)
def linter_of(language: str, rules: tuple[str, ...]) -> Linter:
    """Return a linter with these rules only, each the YAML lines of its matcher."""
    examples = "    examples: {bad: [x], good: [y]}\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "house.yml"
        bodies = (f"  - id: house/rule-{number}\n    message: m\n    {rule}\n{examples}" for number, rule in enumerate(rules))
        path.write_text(f"language: {language}\nrules:\n{''.join(bodies)}", encoding="utf-8")
        linter = Linter(Settings(language=language, rules=(str(path),), default_rules=False))
    assert not linter.errors
    return linter


def spotter() -> Linter:
    """Return a linter that marks the phrases."""
    return linter_of("en", tuple(f'terms: ["{" ".join("=" + word for word in phrase)}"]' for phrase in PHRASES))


# --- (a) places ------------------------------------------------------------------------------


def check_places(dialect: Dialect, data: st.DataObject) -> None:
    """Every phrase of a drawn file is found exactly where it was written, and nothing else."""
    text, planted = data.draw(_files(dialect))
    source = Source(dialect.path, text, dialect.name)
    findings = spotter().lint(source).findings
    assert [(finding.rule, finding.span) for finding in findings] == planted
    check_pieces(source)


def check_pieces(source: Source) -> None:
    """Every character of every block stands for a part of the source; the parts come in order."""
    for block in extract(source):
        assert block.pieces[0].block.start == 0
        assert block.pieces[-1].block.end == len(block.text)
        at, last = 0, 0
        for piece in block.pieces:
            assert piece.block.start == at
            at = piece.block.end
            assert last <= piece.source.start <= piece.source.end <= len(source.text)
            last = piece.source.start
            written = source.text[piece.source.start : piece.source.end]
            if len(written) == piece.block.end - piece.block.start > 1:
                assert re.sub(r"\s", " ", written) in _as_written(block.text[piece.block.start : piece.block.end], written)


def _as_written(text: str, written: str) -> tuple[str, str]:
    """Return a text as it may stand in its source: as it is, or with the ties of LaTeX for spaces."""
    tied = "".join("~" if (own, sign) == (" ", "~") else own for own, sign in zip(text, written, strict=True))
    return text, tied


@st.composite
def _files(draw: st.DrawFn, dialect: Dialect) -> tuple[str, list[tuple[str, Span]]]:
    text, planted = dialect.head, []
    for number in range(draw(st.integers(1, 4))):
        text += draw(st.sampled_from(("", *dialect.noise)))
        before, after = dialect.entry(number)
        text += before + "So"
        for drawn in draw(st.lists(st.integers(-3, len(PHRASES) - 1), max_size=5)):
            text += " "
            if drawn < 0:
                text += draw(st.sampled_from(dialect.fillers))
                continue
            written = draw(st.sampled_from(dialect.joints)).join(_word(draw, word, dialect) for word in PHRASES[drawn])
            planted.append((f"house/rule-{drawn}", Span(len(text), len(text) + len(written))))
            text += written + " so"
        text += after
    return text + dialect.tail, planted


def _word(draw: st.DrawFn, word: str, dialect: Dialect) -> str:
    cut = draw(st.integers(1, len(word) - 1))
    seam = draw(st.sampled_from(("", "", *dialect.seams)))
    first = draw(st.sampled_from((word[0], *dialect.letter(word[0])))) + word[1:cut]
    last = word[cut:]
    return first + seam + (last.upper() if draw(st.booleans()) else last)


# --- (b) edits -------------------------------------------------------------------------------


def check_edits(dialect: Dialect, data: st.DataObject) -> None:
    """After one safe edit that finding is gone, no other is new, and the file is still well made."""
    values = data.draw(st.lists(st.lists(st.sampled_from(PLAIN), max_size=9), min_size=1, max_size=3))
    text = render(dialect, ["So " + " ".join(words) for words in values])
    before = _mender().lint(Source(dialect.path, text, dialect.name)).findings
    editable = [number for number, finding in enumerate(before) if finding.edits]
    assert editable == [number for number, finding in enumerate(before) if finding.rule == "house/rule-0"]
    if not editable:
        return
    number = editable[data.draw(st.integers(0, 20)) % len(editable)]
    edit = before[number].edits[0]
    mended = text[: edit.span.start] + edit.text + text[edit.span.end :]
    after = _mender().lint(Source(dialect.path, mended, dialect.name)).findings
    assert _words(mended, after) == _words(text, before[:number] + before[number + 1 :])


def _mender() -> Linter:
    safe = ", ".join(f'"{" ".join("=" + word for word in phrase.split())}": [{plain}]' for phrase, plain in SAFE.items())
    return linter_of("en", (f"safe: true\n    terms: {{{safe}}}", 'terms: ["=synergy"]'))


def _words(text: str, findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, text[finding.span.start : finding.span.end]) for finding in findings]


def render(dialect: Dialect, values: list[str]) -> str:
    """Return a file with these values."""
    entries = [dialect.entry(number) for number in range(len(values))]
    return dialect.head + "".join(before + value + after for (before, after), value in zip(entries, values, strict=True)) + dialect.tail


# --- (c) variants of one text ----------------------------------------------------------------


def check_variants(dialect: Dialect, data: st.DataObject) -> None:
    """CRLF, CR, a byte order mark, NFD and an emoji before the text change neither rules nor words."""
    language = data.draw(st.sampled_from(sorted(SPOKEN)))
    words = st.sampled_from([*SPOKEN[language], "og", "x", "😀"])
    values = data.draw(
        st.lists(st.lists(words, min_size=1, max_size=6).map(lambda drawn: " ".join(["Ja", *drawn])), min_size=1, max_size=3)
    )
    text = render(dialect, values)
    expected = _marked(language, text, dialect)
    for name, change in VARIANTS.items():
        assert _marked(language, change(text), dialect) == expected, name
    with_emoji = [value.replace("Ja", "Ja " + data.draw(st.sampled_from(("😀", "👩🏽‍💻", "🇩🇰", "☎️"))), 1) for value in values]
    assert _marked(language, render(dialect, with_emoji), dialect) == expected


def _marked(language: str, text: str, dialect: Dialect) -> list[tuple[str, str]]:
    source = from_stdin(text.encode(), dialect.path)
    linter = linter_of(language, (*(f'terms: ["{phrase}"]' for phrase in WATCHED[language]), "metric: {name: shouting}"))
    found = linter.lint(source).findings
    texts = [unicodedata.normalize("NFC", source.text[finding.span.start : finding.span.end]) for finding in found]
    return [(finding.rule, " ".join(text.split())) for finding, text in zip(found, texts, strict=True)]


# --- samples ---------------------------------------------------------------------------------

_MARK = re.compile("[⟦⟧]")


def check_sample(path: str, form: str, marked: str) -> None:
    """The words between ⟦ and ⟧ of a sample are found, exactly; so they are with CRLF and behind a byte order mark."""
    for change in (str, VARIANTS["crlf"], VARIANTS["bom"]):
        places = [found.start() - number for number, found in enumerate(_MARK.finditer(change(marked).removeprefix("\ufeff")))]
        planted = [Span(*pair) for pair in zip(places[::2], places[1::2], strict=True)]
        assert len(planted) >= 15
        source = from_stdin(_MARK.sub("", change(marked)).encode(), path)
        assert source.format == form
        found = [finding.span for finding in spotter().lint(source).findings]
        assert [source.text[span.start : span.end] for span in found] == [source.text[span.start : span.end] for span in planted]
        assert found == planted
        check_pieces(source)


def texts(path: str, text: str) -> list[str]:
    """Return the texts of the blocks of a file."""
    return [block.text for block in blocks(path, text)]


def blocks(path: str, text: str) -> list[Block]:
    """Return the blocks of a file."""
    return extract(from_stdin(text.encode(), path))


def check_mistake(path: str, text: str, line: int, column: int, words: str) -> None:
    """A file is refused at this place, with a sentence that holds these words and is not long."""
    with pytest.raises(UserError) as caught:
        extract(from_stdin(text.encode(), path))
    error = caught.value
    assert (error.path, error.line, error.column) == (path, line, column), error
    assert words in error.message
    assert "\n" not in error.message
    assert len(error.message) < 200


# --- edits put in ------------------------------------------------------------------------------

NASTY = ('say "so"', "it's", "a\\b", "R&D", "<&>", "größe på", "x\ny", "a, b; c: d # e", "20 %", "zażółć 😀", "[so]", "a {b} c", "plain")
"""Wordings that have to be escaped in one format or other."""
UNWRITTEN = ("&amp;",)
"""What a text without markup cannot hold: it would be taken for some."""


def check_fixes(dialect: Dialect, data: st.DataObject) -> None:
    """With --fix the file reads as before but for the wordings, and no byte beside them differs; what stays is told."""
    text, planted = data.draw(_files(dialect))
    wording = data.draw(st.sampled_from(NASTY))
    line_end = data.draw(st.sampled_from(("\n", "\r\n")))
    check_fixed(Source(dialect.path, re.sub(r"\r?\n", line_end, text), dialect.name), wording, len(planted))


def check_fixed(source: Source, wording: str, planted: int) -> Fixed:
    """Put a wording in for every phrase, check what became of the source, and return that."""
    linter = linter_of("en", (f"safe: true\n    terms: {{{', '.join(_entry(phrase, wording) for phrase in PHRASES)}}}",))
    found = linter.lint(source).findings
    assert len(found) >= planted
    after = fixed(source, source.path, linter)
    assert after.made + len(after.notes) == len(found), after.notes
    assert all(MARKUP in note.message or wording in UNWRITTEN for note in after.notes), after.notes
    stay = {(note.line, note.column) for note in after.notes}
    assert len(stay) == len(after.notes)
    pattern = "|".join(re.escape(" ".join(phrase)) for phrase in PHRASES)
    count = 0
    for old, new in zip(extract(source), extract(after.source), strict=True):
        count += _check_text(old.text, new.text, pattern, " ".join(wording.split()))
        assert (old.kind, old.key, old.language) == (new.kind, new.key, new.language)
    assert count >= after.made
    _check_outside(source, after.source.text, [finding.span for finding in found])
    return after


def _check_outside(source: Source, after: str, spans: list[Span]) -> None:
    """What stands outside of the findings is there as it was; a value may have got quotation marks around it."""
    ends = [0, *(span.end for span in spans)]
    starts = [*(span.start for span in spans), len(source.text)]
    outside = [source.text[end:start] for end, start in zip(ends, starts, strict=True)]
    if source.format in ("csv", "yaml", "toml"):
        *outside, after = (re.sub(r"[\"'\\]", "", text) for text in (*outside, after))
    assert re.fullmatch("(?s:.*?)".join(map(re.escape, outside)), after), after


def _entry(phrase: tuple[str, ...], wording: str) -> str:
    return f'"{" ".join("=" + word for word in phrase)}": [{json.dumps(wording, ensure_ascii=False)}]'


def _check_text(old: str, new: str, pattern: str, wording: str) -> int:
    """A text is what it was, or has the wording in place of a phrase; return how often it has."""
    at, count = 0, 0
    for stretch in re.split(f"((?i:{pattern}))", old):
        if new.startswith(stretch, at):
            at += len(stretch)
            continue
        assert re.fullmatch(pattern, stretch, re.IGNORECASE), (old, new)
        assert new[at : at + len(wording)].lower() == wording.lower(), (old, new)
        at, count = at + len(wording), count + 1
    assert at == len(new), (old, new)
    return count
