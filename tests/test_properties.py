"""What holds for the whole program and any text: places, edits, variants of one text, matching, order.

Documents are generated together with the places of the wordings planted in them, so that nothing is
searched for; phrases are compared with a matcher that is slow and plain.
"""

from __future__ import annotations

import base64
import quopri
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint import places, rulefiles
from h2hlint.findings import Finding
from h2hlint.formats import extract
from h2hlint.lint import Linter
from h2hlint.names import CHANNELS
from h2hlint.settings import Settings
from h2hlint.sources import from_stdin
from h2hlint.text import Source, Span
from tests.conftest import Run
from tests.dialects import PHRASES, SAFE, VARIANTS, linter_of, spotter

FORMATS = ("text", "markdown", "html")
NAMES = {"text": "a.txt", "markdown": "a.md", "html": "a.html", "email": "a.eml"}


@pytest.fixture(autouse=True, scope="module")
def _own_cache() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("H2HLINT_CACHE", folder)
        yield


# --- (a) places ------------------------------------------------------------------------------

FILLERS = ("Tea", "cup", "café", "zażółć", "Ærø", "😀", "e\u0301t", "42", "(so)")
JOINTS = {
    "text": (" ", "\n", "\u00a0", "  ", "\t", " \u00ad"),
    "markdown": (" ", "\n", "\u00a0", "&nbsp;", "&#32;"),
    "html": (" ", "\n", "\u00a0", "&nbsp;", "<br>", " <!-- back -->", "\r\n", "&#x20;"),
}
"""What may stand between two words of a phrase."""
SEAMS = {
    "text": ("\u00ad", "\u200b"),
    "markdown": ("\u00ad", "&shy;", "<wbr>"),
    "html": ("\u00ad", "&shy;", "<wbr>", "<!-- x -->", "<b></b>"),
}
"""What may stand inside a word."""
COATS = {
    "text": (("", ""),),
    "markdown": (("", ""), ("*", "*"), ("**", "**"), ("[", "](u)")),
    "html": (("", ""), ("<em>", "</em>"), ('<a href="u">', "</a>")),
}


@dataclass(frozen=True)
class Page:
    """A source text and where its phrases stand, as (rule, span)."""

    text: str
    planted: tuple[tuple[str, Span], ...]


@st.composite
def pages(draw: st.DrawFn, form: str) -> Page:
    """Draw a page of paragraphs that begin with a filler."""
    text = ""
    planted: list[tuple[str, Span]] = []
    for paragraph in range(draw(st.integers(1, 3))):
        text += ("<p>" if form == "html" else "\n\n" if paragraph else "") + "So"
        for number in draw(st.lists(st.integers(-3, len(PHRASES) - 1), max_size=5)):
            text += " "
            if number < 0:
                text += draw(st.sampled_from(FILLERS))
                continue
            before, written, after = _phrase(draw, PHRASES[number], form)
            text += before
            planted.append((f"house/rule-{number}", Span(len(text), len(text) + len(written))))
            text += written + after + " so"
    return Page(text, tuple(planted))


def _phrase(draw: st.DrawFn, words: tuple[str, ...], form: str) -> tuple[str, str, str]:
    """Return what stands before a phrase, the phrase as written from its first to its last letter, what follows."""
    before, after = draw(st.sampled_from(COATS[form]))
    written = draw(st.sampled_from(JOINTS[form])).join(_word(draw, word, form) for word in words)
    return before, written, after


def _word(draw: st.DrawFn, word: str, form: str) -> str:
    cut = draw(st.integers(1, len(word) - 1))
    seam = draw(st.sampled_from(("", "", *SEAMS[form])))
    first, last = word[:cut], word[cut:]
    if form == "html" and draw(st.booleans()):
        first = f"&#{ord(first[0])};" + first[1:]
    return first + seam + (last.upper() if draw(st.booleans()) else last)


@pytest.mark.parametrize("form", FORMATS)
@given(data=st.data())
def test_every_finding_stands_exactly_where_the_words_stand(form: str, data: st.DataObject) -> None:
    page = data.draw(pages(form))
    findings = spotter().lint(Source(NAMES[form], page.text, form)).findings
    assert [(finding.rule, finding.span) for finding in findings] == list(page.planted)


CHARSETS = ("utf-8", "iso-8859-1", "iso-8859-2")


@st.composite
def letters(draw: st.DrawFn) -> tuple[bytes, str, str, list[str]]:
    """Draw a mail: its bytes, charset and transfer encoding, and the phrases in it."""
    charset, encoding = draw(st.sampled_from(CHARSETS)), draw(st.sampled_from(("8bit", "quoted-printable", "base64")))
    fillers = [word for word in FILLERS if _fits(word, charset)]
    numbers = draw(st.lists(st.integers(-4, len(PHRASES) - 1), min_size=1, max_size=30))
    joint = draw(st.sampled_from((" ", "\n", "\u00a0")))
    words = [draw(st.sampled_from(fillers)) if number < 0 else joint.join(PHRASES[number]) + " so" for number in numbers]
    body = ("So " + " ".join(words) + "\n").encode(charset)
    head = f"From: a@example.org\nSubject: Tea\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n"
    head += f"Content-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + _transferred(body, encoding), charset, encoding, [" ".join(PHRASES[number]) for number in numbers if number >= 0]


def _fits(word: str, charset: str) -> bool:
    try:
        return bool(word.encode(charset))
    except UnicodeEncodeError:
        return False


def _transferred(body: bytes, encoding: str) -> bytes:
    if encoding == "base64":
        return base64.encodebytes(body)
    return quopri.encodestring(body) if encoding == "quoted-printable" else body


def _read_back(source: Source, span: Span, charset: str, encoding: str) -> str:
    """Decode just the part of a mail that a finding names."""
    codec = "latin-1" if source.encoding == "latin-1" else "utf-8"
    if encoding == "base64":
        body = source.text.index("\n\n") + 2
        first, last = (len(source.text[body:place].replace("\n", "")) for place in span)
        data = base64.b64decode(source.text[body:])
        return data[first * 6 // 8 : -(-last * 6 // 8)].decode(charset, "ignore")
    part = source.text[span.start : span.end].encode(codec)
    return (quopri.decodestring(part) if encoding == "quoted-printable" else part).decode(charset)


@given(letters())
def test_findings_in_mail_are_the_words_in_the_file(letter: tuple[bytes, str, str, list[str]]) -> None:
    data, charset, encoding, planted = letter
    source = from_stdin(data, "a.eml")
    found = [_read_back(source, finding.span, charset, encoding) for finding in spotter().lint(source).findings]
    if encoding == "base64":
        assert len(found) == len(planted)
        assert all(phrase in " ".join(part.split()) for phrase, part in zip(planted, found, strict=True))
    else:
        assert [" ".join(part.split()) for part in found] == planted


@pytest.mark.parametrize("form", FORMATS)
@given(data=st.data())
def test_a_span_read_back_through_its_block_holds_the_words(form: str, data: st.DataObject) -> None:
    page = data.draw(pages(form))
    source = Source(NAMES[form], page.text, form)
    places = {
        block.to_source(Span(*found.span()))
        for block in extract(source)
        for phrase in PHRASES
        for found in re.finditer(" ".join(phrase), block.text, re.IGNORECASE)
    }
    assert {finding.span for finding in spotter().lint(source).findings} == places


# --- (b) edits -------------------------------------------------------------------------------

PLAIN = ("tea", "we", "the", "Use", "to", "Utilise", "A NUMBER OF", "cup.", "some", "in order to", "State of the art", "a")


@cache
def mender() -> Linter:
    safe = ", ".join(f'"{" ".join("=" + word for word in phrase.split())}": [{plain}]' for phrase, plain in SAFE.items())
    return linter_of("en", (f"safe: true\n    terms: {{{safe}}}", 'terms: ["=synergy", "=cup =tea"]'))


def _words(text: str, findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, text[finding.span.start : finding.span.end]) for finding in findings]


@pytest.mark.parametrize("form", ["text", "markdown"])
@given(words=st.lists(st.sampled_from([*PLAIN, "synergy", "**cup**", "\n\n"]), max_size=25), pick=st.integers(0, 20))
def test_after_one_safe_edit_that_finding_is_gone_and_no_other_is_new(form: str, words: list[str], pick: int) -> None:
    text = "So " + " ".join(words)
    before = mender().lint(Source("a", text, form)).findings
    editable = [number for number, finding in enumerate(before) if finding.edits]
    assert editable == [number for number, finding in enumerate(before) if finding.rule == "house/rule-0"]
    if not editable:
        return
    number = editable[pick % len(editable)]
    edit = before[number].edits[0]
    mended = text[: edit.span.start] + edit.text + text[edit.span.end :]
    after = mender().lint(Source("a", mended, form)).findings
    assert edit.safe
    assert _words(mended, after) == _words(text, before[:number] + before[number + 1 :])


def _examples(language: str) -> Iterator[tuple[str, str]]:
    """Yield the shipped examples of a language with their channel."""
    meanings = rulefiles.load_meanings(places.meaning_files())
    for path in places.wording_files(language):
        for rule in rulefiles.load_file(path, meanings):
            yield from ((example.text, example.channel or "website") for example in rule.examples)


@pytest.mark.parametrize("language", places.languages())
def test_shipped_edits_make_no_new_finding(language: str) -> None:
    linters = {channel: Linter(Settings(language=language, channel=channel)) for channel in CHANNELS}
    for text, channel in sorted(set(_examples(language))):
        before = linters[channel].lint(Source("a.txt", text, "text")).findings
        for finding in before:
            for edit in finding.edits:
                mended = text[: edit.span.start] + edit.text + text[edit.span.end :]
                others = tuple(one for one in before if one.span.end <= finding.span.start or one.span.start >= finding.span.end)
                after = linters[channel].lint(Source("a.txt", mended, "text")).findings
                assert set(_words(mended, after)) <= set(_words(text, others))


# --- (c) variants of one text ----------------------------------------------------------------

SPOKEN = {
    "da": ("på tværs", "tre år", "Åbn nu", "ÅBN DØREN MED DET SAMME HÅBLØST!", "går", "kl. 12", "5 år.", "Gør det!"),
    "pl": ("świadczyć usługi", "5 września", "źle", "ŻÓŁTE SŁOŃCE NAD MIASTEM ŚWIECI!", "Państwa", "się.", "Ćma z Gdańska"),
    "de": ("für Kund:innen", "fünf Tage", "im März", "Größe", "GROẞE ÄPFEL SIND ÜBERALL GÜNSTIG!", "Übermorgen.", "wir"),
}
WATCHED = {
    "da": ("=på =tværs", "<number:3..> =år", "åbne"),
    "pl": ("=świadczyć =usługi", "<date>", "=ć*", "=ź*"),
    "de": ("Kundin", "<number:5..> Tag", "=im <date>", "=größe"),
}


@cache
def listener(language: str) -> Linter:
    return linter_of(language, (*(f'terms: ["{phrase}"]' for phrase in WATCHED[language]), "metric: {name: shouting}"))


def _marked(language: str, data: bytes, form: str) -> list[tuple[str, str]]:
    """Return the rules that fire and their words, as a reader sees them."""
    source = from_stdin(data, NAMES[form])
    found = listener(language).lint(source).findings
    texts = [unicodedata.normalize("NFC", source.text[finding.span.start : finding.span.end]) for finding in found]
    return [(finding.rule, " ".join(text.split())) for finding, text in zip(found, texts, strict=True)]


def _document(paragraphs: list[list[str]], form: str) -> str:
    joined = [" ".join(paragraph) for paragraph in paragraphs]
    if form == "html":
        return "".join(f"<p>{paragraph}</p>\n" for paragraph in joined)
    text = "\n\n".join(joined) + "\n"
    head = "From: a@example.org\nSubject: Hej\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    return head + text if form == "email" else text


@pytest.mark.parametrize("form", [*FORMATS, "email"])
@given(data=st.data(), language=st.sampled_from(sorted(SPOKEN)))
def test_variants_of_a_text_give_the_same_rules_on_the_same_words(form: str, data: st.DataObject, language: str) -> None:
    words = st.sampled_from([*SPOKEN[language], "og", "x", "\n", "😀"])
    paragraphs = data.draw(st.lists(st.lists(words, min_size=1, max_size=6).map(lambda drawn: ["Ja", *drawn]), min_size=1, max_size=3))
    text = _document(paragraphs, form)
    expected = _marked(language, text.encode(), form)
    for name, change in VARIANTS.items():
        assert _marked(language, change(text).encode(), form) == expected, name


@pytest.mark.parametrize("form", [*FORMATS, "email"])
@given(data=st.data(), language=st.sampled_from(sorted(SPOKEN)))
def test_emoji_before_a_text_change_nothing(form: str, data: st.DataObject, language: str) -> None:
    paragraphs = data.draw(st.lists(st.lists(st.sampled_from([*SPOKEN[language], "x"]), min_size=1, max_size=6), min_size=1, max_size=3))
    emoji = data.draw(st.sampled_from(("😀", "👩🏽‍💻", "🇩🇰", "☎️", "❤️‍🔥")))
    expected = _marked(language, _document([["Ja", *paragraph] for paragraph in paragraphs], form).encode(), form)
    assert _marked(language, _document([["Ja", emoji, *paragraph] for paragraph in paragraphs], form).encode(), form) == expected


# --- matching --------------------------------------------------------------------------------

LETTERS = ("aa", "bb", "cc", "dd")
TEXT_WORDS = (*LETTERS, "aab", "xbb", "xccx", "zz")


@dataclass(frozen=True)
class Piece:
    """A part of a phrase: `kind` is word, begins, ends, holds, gap, maybe or either."""

    kind: str
    word: str = ""
    size: int = 0
    parts: tuple[tuple[Piece, ...], ...] = ()

    def written(self) -> str:
        shapes = {"word": "={}", "begins": "{}*", "ends": "=*{}", "holds": "*{}*"}
        if self.kind in shapes:
            return shapes[self.kind].format(self.word)
        if self.kind == "gap":
            return f"...{self.size}"
        inner = "|".join(written(part) for part in self.parts)
        return f"[{inner}]" if self.kind == "maybe" else f"({inner})"

    def takes(self, word: str) -> bool:
        tests = {"word": word == self.word, "begins": word.startswith(self.word), "ends": word.endswith(self.word)}
        return tests.get(self.kind, self.word in word)


def written(pieces: tuple[Piece, ...]) -> str:
    return " ".join(piece.written() for piece in pieces)


def _ends(pieces: tuple[Piece, ...], words: list[str], at: int) -> set[int]:
    """Return where a match of `pieces` from word `at` on may end; no word of it lies beyond a sentence end."""
    if not pieces:
        return {at}
    first, rest = pieces[0], pieces[1:]
    if first.kind == "gap":
        afters = set(range(at, min(at + first.size, len(words)) + 1))
    elif first.parts:
        afters = set[int]().union(*(_ends(part, words, at) for part in first.parts)) | ({at} if first.kind == "maybe" else set())
    else:
        afters = {at + 1} if at < len(words) and first.takes(words[at]) else set()
    return set[int]().union(*(_ends(rest, words, after) for after in afters))


def _slow(pieces: tuple[Piece, ...], sentences: list[list[str]]) -> set[tuple[int, int]]:
    """Return (first word, word after the last) of every match, words counted over all sentences."""
    found: set[tuple[int, int]] = set()
    base = 0
    for words in sentences:
        found |= {(base + at, base + end) for at in range(len(words)) for end in _ends(pieces, words, at) if end > at}
        base += len(words)
    return found


words_of_phrases = st.one_of(
    st.builds(Piece, st.just("word"), st.sampled_from(LETTERS)),
    st.builds(Piece, st.sampled_from(("begins", "ends", "holds")), st.sampled_from(LETTERS)),
)
short = st.lists(words_of_phrases, min_size=1, max_size=2).map(tuple)
pieces_of_phrases = st.one_of(
    words_of_phrases,
    words_of_phrases,
    st.builds(Piece, st.just("gap"), size=st.integers(1, 3)),
    st.builds(Piece, st.sampled_from(("maybe", "either")), parts=st.lists(short, min_size=1, max_size=3).map(tuple)),
)
phrases = st.builds(
    lambda before, word, after: (*before, word, *after),
    st.lists(pieces_of_phrases, max_size=3),
    words_of_phrases,
    st.lists(pieces_of_phrases, max_size=3),
)


def _spoken(draw: st.DrawFn, pieces: tuple[Piece, ...]) -> list[str]:
    """Return words that match `pieces`, or just fail to: a gap may be one word too wide."""
    words: list[str] = []
    for piece in pieces:
        if piece.kind == "gap":
            words += draw(st.lists(st.sampled_from(TEXT_WORDS), max_size=piece.size + 1))
        elif piece.parts:
            words += _spoken(draw, draw(st.sampled_from((*piece.parts, ()) if piece.kind == "maybe" else piece.parts)))
        else:
            words.append(draw(st.sampled_from([word for word in TEXT_WORDS if piece.takes(word)])))
    return words


@st.composite
def phrases_and_text(draw: st.DrawFn) -> tuple[list[tuple[Piece, ...]], list[list[str]]]:
    """Draw phrases and the sentences of a text in which they stand, whole, cut by a sentence end, or not at all."""
    wanted = draw(st.lists(phrases, min_size=1, max_size=3, unique=True))
    parts = draw(st.lists(st.one_of(st.sampled_from(TEXT_WORDS), st.sampled_from(wanted), st.sampled_from(wanted)), min_size=1, max_size=5))
    words = [word for part in parts for word in ([part] if isinstance(part, str) else _spoken(draw, part))]
    ends = sorted(draw(st.sets(st.integers(1, max(len(words) - 1, 1)), max_size=2)))
    return wanted, [words[start:end] for start, end in zip([0, *ends], [*ends, len(words)], strict=True) if start < end]


def _touches(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _holds(longer: tuple[int, int], span: tuple[int, int]) -> bool:
    return longer[0] <= span[0] and span[1] <= longer[1]


@given(phrases_and_text())
def test_matching_finds_what_a_slow_matcher_finds(drawn: tuple[list[tuple[Piece, ...]], list[list[str]]]) -> None:
    """Every finding is a match of its phrase, and every match is found, itself or a longer form of it, or overlaps one that is."""
    wanted, sentences = drawn
    linter = linter_of("en", tuple(f'terms: ["{written(phrase)}"]' for phrase in wanted))
    text = "! ".join(" ".join(words) for words in sentences)
    numbers = {place: number for number, place in enumerate(found.start() for found in re.finditer(r"\w+", text))}
    findings = linter.lint(Source("a.txt", text, "text")).findings
    for index, phrase in enumerate(wanted):
        marked = {
            (numbers[finding.span.start], numbers[finding.span.start] + len(text[finding.span.start : finding.span.end].split()))
            for finding in findings
            if finding.rule == f"house/rule-{index}"
        }
        expected = _slow(phrase, sentences)
        assert marked <= expected
        loose = [span for span in expected if not any(_touches(one, span) for one in marked)]
        assert all(any(_holds(longer, span) and longer not in loose for longer in expected) for span in loose)


# --- order and bytes -------------------------------------------------------------------------


def _site(folder: Path, names: list[str]) -> None:
    folder.mkdir()
    for name in names:
        (folder / name).write_text(f"We make innovative tea. Synergy of {name}!!\n", encoding="utf-8")


def test_a_report_depends_on_neither_creation_order_nor_hash_seed(run: Run, tmp_path: Path) -> None:
    names = ["b.md", "a.txt", "ä.txt", "Z.html", "z.md", "10.txt", "9.txt"]
    outputs = set()
    for number, order in enumerate((names, sorted(names), names[::-1])):
        _site(tmp_path / f"run-{number}", order)
        (tmp_path / f"run-{number}").rename(tmp_path / "site")
        cache_folder = str(tmp_path / f"cache-{number}")
        done = run("check", "--isolated", "--lang", "en", "-f", "json", "site", PYTHONHASHSEED=str(number), H2HLINT_CACHE=cache_folder)
        assert done.returncode == 1
        outputs.add(done.stdout)
        (tmp_path / "site").rename(tmp_path / f"run-{number}")
    assert len(outputs) == 1
