"""`--fix` in escaped places: what it writes is right for another reader of the format, and what it cannot write it says."""

from __future__ import annotations

import base64
import csv
import email
import email.message
import email.policy
import io
import json
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import polib
import pyromark
import pytest
import yaml
from fluent.syntax import FluentParser, ast
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.fixing import fixed
from h2hlint.sources import encode, from_stdin
from h2hlint.text import Source
from tests.conftest import Run
from tests.dialects import NASTY, UNWRITTEN, check_fixed, linter_of

WORDINGS = (*NASTY, "”æøå” – 'ß'", "\\n", "&amp;", "'", '"', "~^_$", "x\r\ny")


class _Page(HTMLParser):
    """Gathers the text and the titles of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, _: str, attrs: list[tuple[str, str | None]]) -> None:
        self.text += "".join(value or "" for name, value in attrs if name == "title")


def _html(text: str) -> str:
    page = _Page()
    page.feed(text)
    page.close()
    return page.text


def _android(text: str) -> str:
    value = _xml(text)
    value = re.sub(r"(?<!\\)[\r\n]+", " ", value)
    assert not re.search(r"(?<!\\)(?:\\\\)*'", value)
    return re.sub(
        r"\\(u....|.)", lambda found: {"n": "\n"}.get(found[1], chr(int(found[1][1:], 16)) if len(found[1]) > 1 else found[1]), value
    )


def _properties(text: str) -> str:
    value = text.partition("= ")[2].rstrip("\r\n")
    assert value.isascii()
    found = re.sub(
        r"\\(u....|.)",
        lambda found: {"n": "\n", "r": "\r"}.get(found[1]) or found[1][-1] if len(found[1]) == 1 else chr(int(found[1][1:], 16)),
        value,
    )
    return found.encode("utf-16", "surrogatepass").decode("utf-16")


def _fluent(text: str) -> str:
    message = FluentParser().parse(text).body[0]
    assert isinstance(message, ast.Message)
    assert message.value
    parts = (part.value if isinstance(part, ast.TextElement) else part.expression for part in message.value.elements)
    return "".join(part if isinstance(part, str) else str(part.parse()["value"]) for part in parts)  # type: ignore[union-attr]


def _table(text: str, delimiter: str) -> str:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))[1][1]


def _xml(text: str) -> str:
    return "".join(ET.fromstring(text).itertext())  # noqa: S314 (our own text)


PLACES: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "json": ("en.json", '{\r\n  "a": "So synergy so"}', lambda text: str(json.loads(text)["a"])),
    "json, escaped": ("en.json", r'{"a": "So syn\u0065rgy so", "b": "caf\u00e9"}', lambda text: str(json.loads(text)["a"])),
    "json, HTML": ("en.json", '{"a": "<p>So synergy so</p>"}', lambda text: _html(json.loads(text)["a"])),
    "yaml, plain": ("en.yml", "en:\n  a: So synergy so\n", lambda text: str(yaml.safe_load(text)["en"]["a"])),
    "yaml, first": ("en.yml", "en:\n  a: Synergy so\n", lambda text: "So " + str(yaml.safe_load(text)["en"]["a"])),
    "yaml, single": ("en.yml", "en:\n  a: 'So synergy so'\n", lambda text: str(yaml.safe_load(text)["en"]["a"])),
    "yaml, double": ("en.yml", 'en:\n  a: "So syn\\x65rgy so"\n', lambda text: str(yaml.safe_load(text)["en"]["a"])),
    "yaml, folded": ("en.yml", "en:\n  a: >-\n    So synergy\n    so\n", lambda text: str(yaml.safe_load(text)["en"]["a"])),
    "yaml, folded at once": ("en.yml", "en:\n  a: >\n    So synergy so\n", lambda text: str(yaml.safe_load(text)["en"]["a"])),
    "toml": ("en.toml", 'a = "So synergy so"\r\n', lambda text: str(tomllib.loads(text)["a"])),
    "toml, literal": ("en.toml", "a = 'So synergy so'\n", lambda text: str(tomllib.loads(text)["a"])),
    "csv": ("a.csv", 'id,body\r\n1,"So synergy so"\r\n', lambda text: _table(text, ",")),
    "csv, bare": ("a.csv", "id,body,by\n1,So synergy so,me\n", lambda text: _table(text, ",")),
    "tsv": ("a.tsv", "id\tbody\n1\tSo synergy so\n", lambda text: _table(text, "\t")),
    "po": ("a.po", 'msgid "a"\r\nmsgstr "So syn"\r\n"ergy so"\r\n', lambda text: polib.pofile(text)[0].msgstr),
    "properties": ("a.properties", "a = So syn\\u0065rgy so\n", _properties),
    "fluent": ("a.ftl", "a = So synergy so\n", _fluent),
    "android": ("strings.xml", '<resources><string name="a">So syn&#101;rgy so</string></resources>', _android),
    "resx": ("a.resx", '<root><data name="a"><value>So synergy so</value></data></root>', _xml),
    "xliff": (
        "a.xlf",
        '<xliff version="1.2"><file><body><trans-unit id="a"><target>So synergy so</target></trans-unit></body></file></xliff>',
        _xml,
    ),
    "html": ("a.html", "<p>So syn&shy;ergy so</p>", _html),
    "html, attribute": ("a.html", '<a title="So synergy so"></a>', _html),
    "html, single": ("a.html", "<a title='So synergy so'></a>", _html),
    "markdown": ("a.md", "So synergy so\r\n", lambda text: _html(pyromark.html(text)).strip()),
    "markdown, link": ("a.md", '[x](y "So synergy so")\n', lambda text: _html(pyromark.html(text)).strip().removesuffix("x")),
    "markdown, HTML": ("a.md", '<div><a title="So synergy so"></a></div>\n', lambda text: _html(pyromark.html(text)).strip()),
}  # fmt: skip


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("place", PLACES)
def test_another_reader_finds_the_wording(place: str, wording: str) -> None:
    path, text, read = PLACES[place]
    after = check_fixed(from_stdin(text.encode(), path), wording, 1)
    if after.notes:
        assert wording in UNWRITTEN
        assert after.source.text == text
        return
    assert "\r\n" not in text or "\n" not in after.source.text.replace("\r\n", "")
    assert " ".join(read(after.source.text).split()).lower() == " ".join(f"so {wording} so".lower().split())


# --- mails -------------------------------------------------------------------------------------

HEAD = "From: a@b.example\r\nSubject: =?utf-8?Q?Synergy?=\r\nMIME-Version: 1.0\r\n"


def _mail(kind: str, charset: str, transfer: str, body: str) -> Source:
    head = f"{HEAD}Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: {transfer}\r\n\r\n"
    return from_stdin(head.encode() + body.encode(charset), "a.eml")


BODY = "So we say synergy to you – 10 €.\r\n\r\nAlso synergy, with a line that is long enough to be cut."
MAILS = {
    "7bit": ("plain", "us-ascii", "7bit", "So synergy so.\r\n"),
    "8bit": ("plain", "utf-8", "8bit", BODY),
    "latin": ("plain", "iso-8859-2", "8bit", "So ś synergy so.\r\n"),
    "html": ("html", "iso-8859-1", "8bit", "<p>So æ synergy so.</p>\r\n"),
    "quoted": ("plain", "utf-8", "quoted-printable", "We say syn=65rgy to you =E2=80=93 and syn=\r\nergy; this is as long as may be.\r\n"),
    "quoted html": ("html", "iso-8859-1", "quoted-printable", "<p class=3D\"a\">So =E6 synergy so.</p>\r\n"),
}  # fmt: skip


def _packed(kind: str, charset: str, width: int = 76) -> tuple[str, str, str, str]:
    text = f"<p>{BODY}</p>\r\n" if kind == "html" else BODY + "\r\n"
    whole = base64.b64encode(text.encode(charset)).decode()
    return kind, charset, "base64", "\r\n".join(whole[at : at + width] for at in range(0, len(whole), width)) + "\r\n"


MAILS["base64"] = _packed("plain", "utf-8")
MAILS["base64 html"] = _packed("html", "utf-8", 60)


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize("name", MAILS)
def test_another_reader_finds_the_wording_in_a_mail(name: str, wording: str) -> None:
    source = _mail(*MAILS[name])
    before = email.message_from_bytes(_bytes(source), policy=email.policy.default)
    linter = linter_of("en", (f'safe: true\n    terms: {{"=synergy": [{json.dumps(wording, ensure_ascii=False)}]}}',))
    after = fixed(source, "a.eml", linter)
    mail = email.message_from_bytes(_bytes(after.source), policy=email.policy.default)
    stays = len(after.notes) > 0
    assert stays <= (not wording.isascii() and name in ("7bit", "latin")), after.notes
    told = " ".join(wording.split()).lower()
    assert mail["subject"].lower() == " ".join(wording.splitlines()).lower()
    old, new = ("".join(_html(part) if "html" in name else part).split() for part in (before.get_content(), mail.get_content()))
    if not stays:
        assert " ".join(new).lower() == " ".join(old).lower().replace("synergy", told)
    assert "quoted" not in name or max(map(len, _bytes(after.source).split(b"\r\n")[4:])) <= 76


@pytest.mark.parametrize(
    "subject",
    [
        "We synergy tea",
        "=?utf-8?b?4oCT?= synergy =?utf-8?q?=E2=82=AC?=",
        "=?utf-8?q?=E2=82=AC_syn=65rgy?= tea",
        "=?utf-8?b?wqMgc3luZXJneSE=?=",
        "A long one =?iso-8859-1?q?=E6?=\r\n synergy",
        "synergy",
    ],
)
@pytest.mark.parametrize("wording", WORDINGS)
def test_subjects(subject: str, wording: str) -> None:
    source = from_stdin(f"From: a@b.example\r\nSubject: {subject}\r\n\r\nTea.\r\n".encode(), "a.eml")
    linter = linter_of("en", (f'safe: true\n    terms: {{"=synergy": [{json.dumps(wording, ensure_ascii=False)}]}}',))
    after = fixed(source, "a.eml", linter)
    if after.notes:  # an encoded word would be longer than one may be
        assert ("syn=65rgy" in subject, wording) == (True, "”æøå” – 'ß'")
        return
    old, new = (email.message_from_bytes(_bytes(one), policy=email.policy.default)["subject"] for one in (source, after.source))
    assert new.lower() == old.lower().replace("synergy", " ".join(wording.splitlines()).lower())


def _bytes(source: Source) -> bytes:
    return encode(source.text, source.encoding, bom=source.bom)


@given(st.data())
def test_base64_that_is_laid_out_otherwise_stays(data: st.DataObject) -> None:
    kind, charset, transfer, body = _packed("plain", "utf-8")
    at = data.draw(st.integers(5, 60))
    source = _mail(kind, charset, transfer, body[:at] + "\r\n" + body[at:])
    linter = linter_of("en", ('safe: true\n    terms: {"=synergy": [work]}',))
    after = fixed(source, "a.eml", linter)
    assert after.made == 1
    assert [note.message for note in after.notes] == [
        "“synergy” stays, its base64 would have to be laid out anew; write “work” by hand"
    ] * 2
    assert after.source.text.endswith(body[at:])


# --- the command line --------------------------------------------------------------------------

HOUSE = """language: en
rules:
  - id: house/plain
    message: shorter
    safe: true
    terms: {"prior to": ['"before" & so'], "upon": [på]}
    examples: {bad: ["prior to"], good: [before]}
"""


@pytest.fixture
def house(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "house.yml").write_text(HOUSE, encoding="utf-8")
    return ("--isolated", "--lang", "en", "--no-default-rules", "--rules", "house.yml")


def test_what_stays_is_told_and_the_rest_goes_in(run: Run, tmp_path: Path, house: tuple[str, ...]) -> None:
    page = '<p title="Prior to tea">Eat prior <b>to</b> tea, prior&nbsp;to tea.</p>\r\n'
    (tmp_path / "a.html").write_bytes(page.encode())
    shown = run("check", "a.html", "--diff", *house)
    assert (tmp_path / "a.html").read_bytes() == page.encode()
    assert '+<p title="&quot;before&quot; &amp; so tea">' in shown.stdout
    done = run("check", "a.html", "--fix", *house)
    assert done.returncode == 1
    told = 'a.html:1:48: “prior to” stays, markup or code stands within the words; write “"before" & so” by hand\n'
    assert (tmp_path / "a.html").read_bytes().decode() == (
        '<p title="&quot;before&quot; &amp; so tea">Eat prior <b>to</b> tea, "before" &amp; so tea.</p>\r\n'
    )
    assert done.stderr == shown.stderr == told


def test_a_catalogue_whose_encoding_has_not_the_sign(run: Run, tmp_path: Path, house: tuple[str, ...]) -> None:
    text = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-2\\n"\n\nmsgid "a"\nmsgstr "\xb1 upon prior to"\n'
    (tmp_path / "a.po").write_bytes(text)
    done = run("check", "a.po", "--fix", *house)
    assert (tmp_path / "a.po").read_bytes() == text.replace(b"prior to", rb"\"before\" & so")
    assert "“upon” stays, the file is in iso8859-2, which has no “å”" in done.stderr


# --- generated mails ---------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(["synergy", "Synergy", "tea", "æøå", "=", "“so”", "a,", "long-word-" * 4, "10 €", "."]), min_size=1, max_size=40
)


@given(
    words=WORDS,
    more=WORDS,
    transfer=st.sampled_from(["8bit", "quoted-printable", "base64"]),
    kind=st.sampled_from(["plain", "html"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    wording=st.sampled_from(WORDINGS),
)
def test_generated_mails_say_what_they_said_but_for_the_wording(
    words: list[str], more: list[str], transfer: str, kind: str, line_end: str, wording: str
) -> None:
    message = email.message.EmailMessage()
    message["Subject"] = "Tea"
    body = (
        f"<p>So {' '.join(words)} so.</p>\n<p>{' '.join(more)}</p>\n"
        if kind == "html"
        else f"So {' '.join(words)} so.\n\nSo {' '.join(more)}\n"
    )
    message.set_content(body, subtype=kind, cte=transfer, charset="utf-8")
    source = from_stdin(message.as_bytes(policy=email.policy.default.clone(linesep=line_end)), "a.eml")
    linter = linter_of("en", (f'safe: true\n    terms: {{"=synergy": [{json.dumps(wording, ensure_ascii=False)}]}}',))
    after = fixed(source, "a.eml", linter)
    assert not after.notes, after.notes
    old, new = (email.message_from_bytes(_bytes(one), policy=email.policy.default) for one in (source, after.source))
    texts = ["".join(_html(one.get_content()) if kind == "html" else one.get_content()).split() for one in (old, new)]
    planted = sum(word in ("synergy", "Synergy") for word in [*words, *more])
    assert after.made == planted
    told = " ".join(wording.split()).lower()
    assert " ".join(texts[1]).lower() == " ".join(texts[0]).lower().replace("synergy", told)
    if transfer == "quoted-printable":
        longest = max(76, *map(len, _bytes(source).splitlines()))
        assert max(map(len, _bytes(after.source).splitlines())) <= longest
    if line_end == "\r\n":
        assert b"\n" not in _bytes(after.source).replace(b"\r\n", b"")


# --- exports -----------------------------------------------------------------------------------


@pytest.mark.parametrize("wording", ['say "so"', "a\\b", "x\ny", "größe på"])
def test_json_in_a_cell(run: Run, tmp_path: Path, wording: str) -> None:
    rule = f"safe: true\n    terms: {{'=synergy': [{json.dumps(wording, ensure_ascii=False)}]}}"
    (tmp_path / "house.yml").write_text(
        f"language: en\nrules:\n  - id: a/b\n    message: m\n    {rule}\n    examples: {{bad: [synergy], good: [x]}}\n", encoding="utf-8"
    )
    (tmp_path / ".h2hlint.yml").write_text("columns: {'*.csv': {text: body.text, id: id}}\nlanguage: en\n", encoding="utf-8")
    file = io.StringIO()
    csv.writer(file).writerows([["id", "body"], ["1", json.dumps({"text": 'So "we" synergy so', "by": "synergy"})]])
    (tmp_path / "a.csv").write_bytes(file.getvalue().encode())
    done = run("check", "a.csv", "--fix", "--no-default-rules", "--rules", "house.yml", "--no-cache")
    rows = list(csv.reader(io.StringIO((tmp_path / "a.csv").read_bytes().decode(), newline="")))
    value = json.loads(rows[1][1])
    assert value["by"] == "synergy"
    said = " ".join(value["text"].split())
    assert said == f'So "we" {" ".join(wording.split())} so' or (wording in UNWRITTEN and "stays" in done.stderr)
