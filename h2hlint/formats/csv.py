"""CSV and TSV: the columns whose header is a language or names a text, else every cell that is prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from h2hlint.formats.decoding import Text, decode
from h2hlint.formats.elements import names
from h2hlint.formats.keys import join, language_of
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.values import Copy, is_prose
from h2hlint.patterns import possessive
from h2hlint.text import Block, Source, Span

_DELIMITERS = ",;\t|"
_QUOTED = re.compile(possessive(r"[ \t]*\"((?:[^\"]++|\"\")*+)\""))
_BARE = {sign: re.compile(rf"[^{re.escape(sign)}\r\n]*") for sign in _DELIMITERS}
_BREAK = re.compile(r"\r\n|\r|\n")
_SPACE = re.compile(r"[ \t]*")
_DOUBLED = re.compile('""')
_COMMENT = re.compile(r"#[ \t]*h2hlint:[^\r\n]*")

_TEXT_HEADERS = names(
    "text texts message messages body subject title heading headline description content html plain reply answer question copy summary "
    "comment greeting signature label button cta caption alt value translation target intro note placeholder tooltip error macro response "
    "tekst besked emne titel svar overskrift beskrivelse melding tittel spørsmål spørgsmål nachricht betreff antwort frage beschreibung "
    "inhalt treść temat wiadomość odpowiedź pytanie opis tytuł"
)
_NO_TEXT_HEADERS = names("id ids url link date at count number type status code by author length")
_KEY_HEADERS = names("key id identifier name slug code nøgle nøkkel schlüssel klucz")
_LANGUAGE_HEADERS = names("language locale lang sprog språk sprache język")
_WORD = re.compile(r"[^\W\d_]+")
_STATED = re.compile(r"sep=([,;\t|])(?:\r\n|\r|\n)")  # as Excel writes it
_TAGGED = re.compile(r"(?P<first>[a-z]{2}) ?\(|[^\W\d_].*[\s_.(:-](?P<last>[a-z]{2}(?:[-_][A-Z]{2})?)\)?\Z")
_LONGEST_HEADER = 40

Columns = Mapping[str, str | None]
"""Header of a column to the language of its texts, or None for what the file is in."""


class Column(NamedTuple):
    """A column to read: its number, its header and its language."""

    number: int
    header: str
    language: str | None


def extract(source: Source) -> list[Block]:
    """Return the cells that are copy. Raise UserError for quotation marks that do not fit together."""
    return read(source)


def read(source: Source, columns: Columns | None = None) -> list[Block]:
    """Return the cells of the columns named, or of those that the header tells; see `extract`."""
    copy = Copy(source)
    found = rows(source, copy)
    header = next(found, [])
    chosen = _named(header, columns) if columns else _chosen(header)
    if chosen:
        _read_columns(found, header, chosen, copy)
    else:
        _read_prose([header, *found], copy)
    return copy.finish()


def _read_columns(rows: Iterator[list[Text]], header: list[Text], chosen: list[Column], copy: Copy) -> None:
    key, language = _number(header, _KEY_HEADERS, chosen), _number(header, _LANGUAGE_HEADERS, [])
    for row in rows:
        name = row[key].text.strip() if 0 <= key < len(row) else ""
        tag = language_of(row[language].text.strip()) if 0 <= language < len(row) else None
        for column in chosen:
            if column.number < len(row):
                about = name if column.language and name else column.header
                shown = name if column.language and name else join(name, column.header)
                copy.add(shown, row[column.number], column.language or tag, about=about)


def _read_prose(rows: list[list[Text]], copy: Copy) -> None:
    for row in rows:
        for cell in row:
            if is_prose(cell.text):
                copy.add("", cell)


def _named(header: list[Text], columns: Columns) -> list[Column]:
    titles = [(number, cell.text.strip()) for number, cell in enumerate(header)]
    return [Column(number, title, columns[title]) for number, title in titles if title in columns]


def _chosen(header: list[Text]) -> list[Column]:
    """Return the columns that a header tells to be texts, none where it tells nothing."""
    titles = [cell.text.strip() for cell in header]
    if not titles or any(len(title) > _LONGEST_HEADER for title in titles):
        return []
    columns = [Column(number, title, _language(title)) for number, title in enumerate(titles)]
    languages = [column for column in columns if column.language]
    words = [{word.lower() for word in _WORD.findall(title)} for title in titles]
    texts = [column for column, found in zip(columns, words, strict=True) if found & _TEXT_HEADERS and not found & _NO_TEXT_HEADERS]
    targets = [column for column in texts if words[column.number] & {"target", "translation"}]
    if len(languages) > 1 or (languages and (len(titles) == 1 or not texts)):
        return languages
    return targets or texts


def _language(title: str) -> str | None:
    """Return the language that a header names: `da`, `text_da`, `Body (de)`."""
    part = _TAGGED.match(title)
    named = part["first"] or part["last"] if part else ""
    return language_of(title) or (language_of(named) if named != "id" else None)


def _number(header: list[Text], wanted: frozenset[str], taken: list[Column]) -> int:
    """Return the number of the first column with such a header that is not taken, or -1."""
    numbers = {column.number for column in taken}
    found = (number for number, cell in enumerate(header) if number not in numbers and cell.text.strip().lower() in wanted)
    return next(found, -1)


# --- cells -----------------------------------------------------------------------------------


def rows(source: Source, copy: Copy) -> Iterator[list[Text]]:
    """Yield the rows that are not blank; lines that speak to the linter go to `copy`."""
    text = source.text
    stated = _STATED.match(text)
    at = stated.end() if stated else 0
    delimiter = stated[1] if stated else _delimiter(source)
    while at < len(text):
        if comment := _COMMENT.match(text, at):
            copy.comment(at + 1, comment.end())
            at = _after_break(text, comment.end())
            continue
        row, at = _row(source, at, delimiter)
        if any(cell.text for cell in row):
            yield row


def _delimiter(source: Source) -> str:
    """Return the delimiter: the commonest in the first line, outside of quotation marks."""
    if source.path.lower().endswith((".tsv", ".tab")):
        return "\t"
    first = _BREAK.split(source.text[:10_000].lstrip(), maxsplit=1)[0]
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=bare.count)


def _row(source: Source, at: int, delimiter: str) -> tuple[list[Text], int]:
    """Return the cells of the row at `at`, and where the next one begins."""
    row: list[Text] = []
    text = source.text
    while True:
        cell, at = _cell(source, at, delimiter)
        row.append(cell)
        if not text.startswith(delimiter, at):
            return row, _after_break(text, at)
        at += 1


def _cell(source: Source, at: int, delimiter: str) -> tuple[Text, int]:
    text = source.text
    quoted = _QUOTED.match(text, at)
    if quoted is None:
        return _bare(source, at, delimiter)
    space = _SPACE.match(text, quoted.end())
    end = space.end() if space and delimiter != "\t" else quoted.end()
    if end < len(text) and text[end] not in delimiter + "\r\n":
        raise malformed(source, end, "text follows a closing quotation mark; write a quotation mark inside a cell twice")
    return decode(text, *quoted.span(1), _DOUBLED, lambda _: '"'), end


def _bare(source: Source, at: int, delimiter: str) -> tuple[Text, int]:
    found = _BARE[delimiter].match(source.text, at)
    start, end = found.span() if found else (at, at)
    if source.text[start:end].lstrip(" ").startswith('"'):
        message = "this cell begins with a quotation mark that is never closed; close it, or write it twice inside a quoted cell"
        raise malformed(source, start, message)
    return Text(source.text[start:end], Span(start, end)), end


def _after_break(text: str, at: int) -> int:
    found = _BREAK.match(text, at)
    return found.end() if found else at
