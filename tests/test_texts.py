"""Tables of many texts: what goes in, what comes out, and that memory stays."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from h2hlint import places
from tests.conftest import Run

pa: Any = import_module("pyarrow")
pq: Any = import_module("pyarrow.parquet")
ROWS: list[dict[str, Any]] = [
    {"id": "a-1", "text": "We make innovative tea for you, 😀 innovative cups.", "language": "en", "channel": "email"},
    {"id": "a-2", "text": "Vi ringer, så snart vi har et innovativt svar.\nHilsen Anna", "language": "da", "channel": "support"},
    {"id": "a-3", "text": "The pot holds six cups.", "language": "en-GB", "channel": None},
    {"id": None, "text": "", "language": None, "channel": None},
    {"id": 5, "text": "Vi är här för att hjälpa dig.", "language": "sv", "channel": "email"},
    {"id": "a-6", "text": 'A "quoted", innovative;\tcup | lid', "language": "en", "channel": "website"},
]


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    names = list(rows[0])
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    elif path.suffix in (".csv", ".tsv"):
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            sheet = csv.DictWriter(file, names, delimiter="\t" if path.suffix == ".tsv" else ";")
            sheet.writeheader()
            sheet.writerows(rows)
    else:
        columns = {name: [None if row[name] is None else str(row[name]) for row in rows] for name in names}
        pq.write_table(pa.table(columns), path, row_group_size=4)


def _findings(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "tsv", "parquet"])
def test_the_same_texts_give_the_same_findings(run: Run, tmp_path: Path, suffix: str) -> None:
    _write(tmp_path / f"mails.{suffix}", ROWS)
    done = run("texts", "--isolated", f"mails.{suffix}")
    assert done.returncode == 1
    assert done.stderr.startswith("h2hlint: texts 6, findings ")
    assert "without rules 1" in done.stderr
    found = _findings(done.stdout)
    schema = json.loads((places.DATA / "report.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator({"$ref": "#/$defs/finding", "$defs": schema["$defs"]})
    for one in found:
        assert (one.pop("file"), one["id"]) == (f"mails.{suffix}", ROWS[one["row"] - 1]["id"])
        text = ROWS[one.pop("row") - 1]["text"]
        assert text[one["start"]["offset"] : one["end"]["offset"]] == one["text"]
        del one["id"]
        validator.validate(one)
    words = [
        (one["text"], one["start"]["column"]) for one in found if one["rule"] == "buzzword/empty-adjective" and one["language"] == "en"
    ]
    assert words == [("innovative", 9), ("innovative", 35), ("innovative", 13)]
    assert any(one["language"] == "da" for one in found)


def test_findings_come_as_parquet_too(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "mails.jsonl", ROWS)
    expected = _findings(run("texts", "--isolated", "mails.jsonl").stdout)
    for jobs in ("1", "2"):
        done = run("texts", "--isolated", "mails.jsonl", "--output", "out.parquet", "--jobs", jobs)
        assert (done.returncode, done.stdout) == (1, "")
        assert pq.read_table(tmp_path / "out.parquet").to_pylist() == expected
    run("texts", "--isolated", "mails.jsonl", "-o", "out.jsonl", "--jobs", "3")
    assert _findings((tmp_path / "out.jsonl").read_text(encoding="utf-8")) == expected


def test_a_clean_table_gives_an_empty_one(run: Run, tmp_path: Path) -> None:
    _write(tmp_path / "mails.jsonl", ROWS[2:4])
    assert run("texts", "--isolated", "mails.jsonl", "-o", "out.parquet", "-q").returncode == 0
    assert pq.read_table(tmp_path / "out.parquet").num_rows == 0


def test_columns_options_and_standard_input(run: Run) -> None:
    rows = "".join(json.dumps({"key": n, "body": "<p>Some <b>innov</b>ative tea for you."}) + "\n" for n in range(3))
    names = ("--text-column", "body", "--id-column", "key", "--read-as", "html", "--lang", "en", "--select", "buzzword")
    done = run("texts", "--isolated", *names, "-", "--fail-on", "error", "--quiet", text=rows)
    assert (done.returncode, done.stderr) == (0, "")
    assert [(one["file"], one["row"], one["id"], one["start"]["column"]) for one in _findings(done.stdout)] == [
        ("-", 1, "0", 12),
        ("-", 2, "1", 12),
        ("-", 3, "2", 12),
    ]
    sheet = "body\nSome innovative tea\n"
    assert len(_findings(run("texts", "--isolated", *names, "-", "--input-format", "csv", text=sheet).stdout)) == 1


def test_bad_rows_are_named_and_the_rest_linted(run: Run, tmp_path: Path) -> None:
    good = json.dumps(ROWS[0])
    lines = ["{", "[]", '{"body": "x"}', '{"text": 7}', '{"text": "x", "language": "?!"}', '{"text": "x", "channel": "radio"}', "", good]
    (tmp_path / "mails.jsonl").write_text("\n".join(lines) + "\n\xff\n", encoding="latin-1")
    done = run("texts", "--isolated", "mails.jsonl")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    told = done.stderr.splitlines()
    assert [line.split(": ")[0] for line in told[:-1]] == [
        "mails.jsonl:1", "mails.jsonl:2", "mails.jsonl", "mails.jsonl", "mails.jsonl", "mails.jsonl", "mails.jsonl:9",
    ]  # fmt: skip
    assert "row 3 has no “text”; name the column of the texts with --text-column" in told[2]
    assert "“radio” of row 6 is no channel" in told[5]
    assert {one["row"] for one in _findings(done.stdout)} == {8}


@pytest.mark.parametrize(
    ("name", "content", "options", "says"),
    [
        ("a.csv", b"x;y\n1;2\n", (), "there is no column “text”; there are x, y"),
        ("a.csv", b"text\nGr\xf8n\n", (), "this table is not UTF-8"),
        ("a.parquet", b"PAR1", (), "no Parquet file that can be read"),
        ("a.xlsx", b"", (), "it reads jsonl, csv, parquet"),
        ("a.jsonl", b"", ("-o", "out.csv"), "it writes jsonl, parquet"),
        ("a.jsonl", b"", ("-o", "a.jsonl"), "written over the texts"),
        ("a.jsonl", b"", ("-o", "no/where.jsonl"), "cannot be written"),
        ("a.jsonl", b"", ("--rules", "none.yml"), ""),
    ],
)
def test_mistakes_are_one_sentence(run: Run, tmp_path: Path, name: str, content: bytes, options: tuple[str, ...], says: str) -> None:
    (tmp_path / name).write_bytes(content)
    done = run("texts", "--isolated", name, *options)
    assert "Traceback" not in done.stderr
    assert says in done.stderr
    assert done.returncode == (2 if says else 0)
    assert run("texts", "nowhere.jsonl").stderr == "h2hlint: nowhere.jsonl: this table cannot be read: No such file or directory\n"


def test_without_pyarrow_it_says_what_to_install(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError\n", encoding="utf-8")
    (tmp_path / "a.parquet").write_bytes(b"")
    done = run("texts", "a.parquet", PYTHONPATH=str(tmp_path))
    assert (done.returncode, "pip install 'h2hlint[data]'" in done.stderr) == (2, True)


@pytest.mark.skipif(not hasattr(os, "wait4"), reason="needs wait4")
def test_memory_does_not_grow_with_the_table(tmp_path: Path) -> None:
    peaks = []
    for count in (300, 6000):
        rows = [{"text": f"Hello number {count} {n}, we send the innovative cup on Monday.", "language": "en"} for n in range(count)]
        _write(tmp_path / "mails.jsonl", rows)
        command = [
            sys.executable,
            "-m",
            "h2hlint.cli",
            "texts",
            "--isolated",
            "mails.jsonl",
            "--select",
            "buzzword",
            "-q",
            "--fail-on",
            "never",
        ]
        child = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        assert status == 0
        peaks.append(usage.ru_maxrss)
    assert peaks[1] < peaks[0] * 1.1
