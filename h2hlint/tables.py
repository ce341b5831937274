"""Tables of texts: rows from JSON Lines, CSV and Parquet, findings to JSON Lines and Parquet, a few at a time."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import IO, Any, NamedTuple

from h2hlint.errors import UserError
from h2hlint.reports.rows import json_line

STD = "-"
_BATCH = 1024
_BUFFER = 65_536
"""So many bytes of a column are read at a time, not all of it."""
_LONGEST_FIELD = 2**31 - 1
_DELIMITERS = ",;\t|"

Entry = dict[str, Any]
Write = Callable[[Sequence[Entry]], None]


class Columns(NamedTuple):
    """What the columns are called; only `text` must be there."""

    text: str
    id: str
    language: str
    channel: str


class Row(NamedTuple):
    """One text of a table, by its number from 1."""

    number: int
    id: str | None
    text: str
    language: str | None
    channel: str | None


def form_of(path: str, asked: str | None, known: Mapping[str, Any], sort: str) -> str:
    """Return the format of a table: as asked, else by its suffix. Raises UserError."""
    name = asked or ("jsonl" if path == STD else os.path.splitext(path)[1].lower().lstrip("."))
    name = {"ndjson": "jsonl", "tsv": "csv", "pq": "parquet"}.get(name, name)
    if name not in known:
        raise UserError(f"this is no table that h2hlint {sort}; it {sort} {', '.join(known)}", path)
    return name


def rows(path: str, form: str, columns: Columns) -> Iterator[Row | UserError]:
    """Yield the texts of a table, and what is wrong with single rows. Raises UserError when nothing can be read."""
    try:
        yield from READERS[form](path, columns)
    except OSError as error:
        raise UserError(f"this table cannot be read: {error.strerror or error}", path) from error


def _row(path: str, number: int, columns: Columns, values: Mapping[str, Any]) -> Row | UserError:
    """Return the text of a row; an empty one is a text too."""
    if columns.text not in values:
        return UserError(f"row {number} has no “{columns.text}”; name the column of the texts with --text-column", path)
    text, name, language, channel = (values.get(column) for column in columns)
    if text is not None and not isinstance(text, str):
        return UserError(f"“{columns.text}” of row {number} is no text", path)
    return Row(
        number, None if name is None else str(name), text or "", str(language) if language else None, str(channel) if channel else None
    )


# --- reading -----------------------------------------------------------------------------------


def _jsonl(path: str, columns: Columns) -> Iterator[Row | UserError]:
    with _opened(path) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                values = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
            except ValueError as error:
                yield UserError(f"this line is no JSON: {getattr(error, 'msg', None) or getattr(error, 'reason', error)}", path, number)
                continue
            yield _row(path, number, columns, values) if isinstance(values, dict) else UserError("this line is no object", path, number)


def _csv(path: str, columns: Columns) -> Iterator[Row | UserError]:
    import csv
    import io

    csv.field_size_limit(_LONGEST_FIELD)
    with _opened(path) as file, io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        try:
            header = text.readline()
            delimiter = max(_DELIMITERS, key=header.count)
            names = next(csv.reader([header], delimiter=delimiter), [])
            if columns.text not in names:
                raise UserError(f"there is no column “{columns.text}”; there are {', '.join(names)}; name it with --text-column", path, 1)
            for number, values in enumerate(csv.DictReader(text, names, delimiter=delimiter, restval=""), 1):
                yield _row(path, number, columns, values)
        except UnicodeDecodeError as error:
            raise UserError("this table is not UTF-8; save it as UTF-8 and try again", path) from error
        except csv.Error as error:
            raise UserError(f"this table cannot be read: {error}", path) from error


def _parquet(path: str, columns: Columns) -> Iterator[Row | UserError]:
    parquet, arrow = _pyarrow()
    try:
        table = parquet.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER)
        names = table.schema_arrow.names
        if columns.text not in names:
            raise UserError(f"there is no column “{columns.text}”; there are {', '.join(names)}; name it with --text-column", path)
        batches = table.iter_batches(_BATCH, columns=[name for name in columns if name in names], use_threads=False)
        values = (value for batch in batches for value in batch.to_pylist())
        yield from (_row(path, number, columns, value) for number, value in enumerate(values, 1))
    except arrow.ArrowException as error:
        raise UserError(f"this is no Parquet file that can be read: {error}", path) from error


def _opened(path: str) -> AbstractContextManager[IO[bytes]]:
    if path != STD:
        return open(path, "rb")
    return os.fdopen(os.dup(sys.stdin.fileno()), "rb")


# --- writing -----------------------------------------------------------------------------------


def writer(path: str, form: str) -> AbstractContextManager[Write]:
    """Return what writes findings to a table."""
    return WRITERS[form](path)


@contextmanager
def _to_jsonl(path: str) -> Iterator[Write]:
    if path == STD:
        yield lambda entries: _lines(entries, sys.stdout)
        return
    with _writable(path), open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        yield lambda entries: _lines(entries, file)


def _lines(entries: Sequence[Entry], file: IO[str]) -> None:
    file.writelines(map(json_line, entries))


@contextmanager
def _to_parquet(path: str) -> Iterator[Write]:
    if path == STD:
        raise UserError("Parquet cannot be printed; name a file with --output")
    parquet, arrow = _pyarrow()
    schema = _schema(arrow)
    waiting: list[Entry] = []
    with _writable(path), parquet.ParquetWriter(path, schema) as file:

        def flush() -> None:
            file.write_table(arrow.Table.from_pylist(waiting, schema))
            waiting.clear()

        def write(entries: Sequence[Entry]) -> None:
            waiting.extend(entries)
            if len(waiting) >= _BATCH:
                flush()

        yield write
        flush()


def _schema(arrow: Any) -> Any:
    """Return the columns of findings: those of the JSON report, with the row and its id before them."""
    text, number, flag = arrow.string(), arrow.int64(), arrow.bool_()
    place = arrow.struct([("line", number), ("column", number), ("offset", number)])
    edit = arrow.struct([("start", place), ("end", place), ("text", text), ("safe", flag)])
    told = [(name, text) for name in ("rule", "category", "severity", "language", "message", "why", "advice")]
    rest = [("suggestions", arrow.list_(text)), ("text", text), ("start", place), ("end", place), ("edits", arrow.list_(edit))]
    return arrow.schema([("file", text), ("row", number), ("id", text), *told, *rest, ("fingerprint", text), ("url", text)])


@contextmanager
def _writable(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(f"the findings cannot be written: {error.strerror or error}", path) from error


def _pyarrow() -> tuple[Any, Any]:
    from importlib import import_module

    try:
        parquet, arrow = import_module("pyarrow.parquet"), import_module("pyarrow")
    except ImportError as error:
        raise UserError("Parquet needs pyarrow; install it with: pip install 'h2hlint[data]'") from error
    arrow.set_memory_pool(arrow.system_memory_pool())  # its own holds on to what is free again
    return parquet, arrow


READERS: dict[str, Callable[[str, Columns], Iterator[Row | UserError]]] = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}
WRITERS: dict[str, Callable[[str], AbstractContextManager[Write]]] = {"jsonl": _to_jsonl, "parquet": _to_parquet}
