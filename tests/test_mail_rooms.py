"""Mail rooms: mailboxes and maildirs, exports of macros and canned replies, entries of catalogues as configured."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.formats import texts
from h2hlint.formats.wishes import Columns, Wishes
from h2hlint.lint import Linter
from h2hlint.settings import Pick, Settings
from h2hlint.sources import from_stdin
from h2hlint.text import Block, Source, Span
from tests.conftest import Run
from tests.dialects import PHRASES, check_pieces, linter_of

MAIL = "From ann@example.org Mon Nov 16 09:0{}:00 2026\nFrom: Ann <ann@example.org>\nSubject: Tea {}\n\n{}\n\n"
DU = "Hej! Du får din te i morgen, og du kan ringe til mig, hvis du vil have den før. Mange hilsner Anna\n"
SIE = "Guten Tag, Sie bekommen Ihren Tee morgen. Rufen Sie mich an, wenn Sie ihn früher haben möchten. Ihre Anna\n"


def _findings(run: Run, *arguments: str, code: int = 1) -> list[dict[str, Any]]:
    done = run("check", "--format", "json", "--ui-lang", "en", *arguments)
    assert done.returncode == code, done.stderr
    return [one for file in json.loads(done.stdout)["files"] for one in file["findings"]]


# --- mailboxes -------------------------------------------------------------------------------


def test_each_mail_of_a_mailbox_is_a_text_of_its_own(run: Run, tmp_path: Path) -> None:
    mails = (DU, "Guten Tag, du bekommst deinen Tee morgen, ruf mich einfach an, wenn du magst.", SIE)
    box = "".join(MAIL.format(number, number, mail) for number, mail in enumerate(mails))
    linter = Linter(Settings(select=(Pick("impersonal/mixed-address"),)))
    assert linter.lint(Source("a.mbox", box, "email")).findings == ()
    assert linter.lint(Source("a.eml", MAIL.format(1, 1, mails[1] + "\n" + mails[2]), "email")).findings != ()
    page = "Wir haben innovative Lösungen für Sie.\n"
    (tmp_path / "room.mbox").write_text(MAIL.format(1, 1, DU) + MAIL.format(2, 2, page), encoding="utf-8")
    found = _findings(run, "--select", "buzzword", "room.mbox")
    assert {one["language"] for one in found} == {"de"}
    text = (tmp_path / "room.mbox").read_text(encoding="utf-8")
    assert all(text[one["start"]["offset"] : one["end"]["offset"]] == one["text"] for one in found)
    report = json.loads(run("check", "-f", "json", "room.mbox").stdout)
    assert report["files"][0]["channel"] == "email"


def test_a_comment_in_one_mail_still_silences(run: Run, tmp_path: Path) -> None:
    html = "<!-- h2hlint: off buzzword quoted --><p>We make innovative tea for all of you today.</p>"
    head = "From a@b.org Mon Nov 16 09:01:00 2026\nSubject: Tea\nContent-Type: text/html\n\n"
    (tmp_path / "a.mbox").write_text(f"{head}{html}\n\n", encoding="utf-8")
    assert _findings(run, "-l", "en", "--select", "buzzword", "a.mbox", code=0) == []


def _maildir(folder: Path) -> None:
    for name in ("cur", "new", "tmp"):
        (folder / name).mkdir(parents=True)
    for name in ("cur/1763280000.M1P2.host:2,S", "new/1763280001.M1P2.host.md", "tmp/1763280002.M1P2.host"):
        (folder / name).write_text("Subject: Tea\n\nWe make innovative tea.\n", encoding="utf-8")


def test_a_maildir_is_walked_without_its_unfinished_mails(run: Run, tmp_path: Path) -> None:
    _maildir(tmp_path / "Maildir")
    for where in ("Maildir", "."):
        done = run("check", "-l", "en", "--select", "buzzword", "-f", "json", where)
        files = json.loads(done.stdout)["files"]
        assert [(Path(file["path"]).name, file["channel"], len(file["findings"])) for file in files] == [
            ("1763280000.M1P2.host:2,S", "email", 1),
            ("1763280001.M1P2.host.md", "email", 1),
        ]
    assert run("check", "-l", "en", "Maildir/cur/1763280000.M1P2.host:2,S").returncode == 1
    assert run("check", "-l", "en", "Maildir/tmp/1763280002.M1P2.host").returncode == 2


# --- exports ---------------------------------------------------------------------------------


def _texts(path: str, text: str, *columns: str, **rest: str) -> list[list[tuple[str, str]]]:
    found = texts(from_stdin(text.encode(), path), Wishes(Columns(columns, **rest)))
    return [[(block.key, block.text) for block in blocks] for blocks, _ in found if blocks]


def test_a_table_of_replies() -> None:
    table = "id;name;svar;sprog;kanal\n7;tea;<p>We make tea.</p><p>Daily.</p>;da;chat\n8;milk;;;\n9;cake;So it is.;Danish;e-mail\n"
    read = texts(from_stdin(table.encode(), "a.csv"), Wishes(Columns(("name", "svar"), "sprog", "kanal", "id")))
    shown = [([(block.key, block.text, block.language) for block in blocks], channel) for blocks, channel in read if blocks]
    assert shown == [
        ([("7.name", "tea", "da"), ("7.svar", "We make tea.", "da"), ("7.svar", "Daily.", "da")], "support"),
        ([("8.name", "milk", None)], None),
        ([("9.name", "cake", "da"), ("9.svar", "So it is.", "da")], "email"),
    ]


ZENDESK = {
    "macros": [
        {"id": 42, "title": "Late parcel", "actions": [
            {"field": "status", "value": "open to all"},
            {"field": "comment_value_html", "value": "<p>Hi,</p><p>the parcel is late.</p>"},
        ], "restriction": None},
        {"id": 43, "title": "Thanks", "actions": [{"field": "comment_value", "value": ["channel:all", "Thank you."]}]},
    ],
    "count": 2,
}  # fmt: skip
ITEMS = {"items": [{"name": "greeting", "variants": [
    {"content": "Hej du", "locale": "da"}, {"content": "Guten Tag", "locale": "de-AT"},
]}]}  # fmt: skip
FRESHDESK = [{"id": 1, "title": "Late", "content": "It is late.", "content_html": "<div>It is late.</div>", "folder_id": 5}]
ZAMMAD = {"macros": [{"name": "close", "perform": {"article.note": {"body": "We close it."}, "ticket.state_id": {"value": "2"}}}]}


def test_exports_of_help_desks() -> None:
    actions = "actions[field=comment_value|comment_value_html].value"
    found = _texts("a.json", json.dumps(ZENDESK), "title", actions, id="id")
    assert found == [
        [("42.title", "Late parcel"), ("42.value", "Hi,"), ("42.value", "the parcel is late.")],
        [("43.title", "Thanks"), ("43.value", "channel:all"), ("43.value", "Thank you.")],
    ]
    assert _texts("a.json", json.dumps(ZENDESK), f"macros.{actions}", id="macros.id")[0][0] == ("42.value", "Hi,")
    assert _texts("a.json", json.dumps(FRESHDESK), "content_html") == [[("1.content_html", "It is late.")]]
    read = texts(from_stdin(json.dumps(ITEMS).encode(), "a.json"), Wishes(Columns(("variants.content",), "variants.locale", id="name")))
    assert [(block.key, block.text, block.language) for blocks, _ in read for block in blocks] == [
        ("greeting.content", "Hej du", "da"),
        ("greeting.content", "Guten Tag", "de-AT"),
    ]
    assert _texts("a.json", json.dumps(FRESHDESK[0]), "content") == [[("1.content", "It is late.")]]


def test_a_name_with_points_is_one_step_where_a_file_has_it() -> None:
    assert _texts("a.json", json.dumps(ZAMMAD), "perform.article\\.note.body", id="name") == [[("close.body", "We close it.")]]


def test_json_within_a_cell_keeps_its_places() -> None:
    inner = json.dumps(
        [{"field": "comment_value", "value": 'He said "so": synergy\nand caf\u00e9'}, {"field": "status", "value": "open now"}]
    )
    file = io.StringIO()
    csv.writer(file).writerows([["id", "actions"], ["7", inner]])
    source = from_stdin(file.getvalue().encode(), "a.csv")
    [blocks] = [blocks for blocks, _ in texts(source, Wishes(Columns(("actions[field=comment_value].value",), id="id"))) if blocks]
    assert [(block.key, block.text) for block in blocks] == [("7.actions", 'He said "so": synergy and café')]
    at = blocks[0].text.index("synergy")
    span = blocks[0].to_source(Span(at, at + 7))
    assert source.text[span.start : span.end] == "synergy"
    at = blocks[0].text.index("é")
    span = blocks[0].to_source(Span(at, at + 1))
    assert source.text[span.start : span.end] == "\\u00e9"


WORDS = st.lists(
    st.sampled_from([*(" ".join(phrase) for phrase in PHRASES), "Tea", "“é”", '"so"', "a\nb", "😀", "50,5;"]), min_size=1, max_size=6
)


@pytest.mark.parametrize("nested", [False, True])
@given(rows=st.lists(WORDS, min_size=1, max_size=4), is_ascii=st.booleans())
def test_every_finding_stands_where_the_words_stand(rows: list[list[str]], *, nested: bool, is_ascii: bool) -> None:
    values = ["So " + " so ".join(words) + " so" for words in rows]
    cells = [json.dumps({"value": value}, ensure_ascii=is_ascii) for value in values] if nested else values
    file = io.StringIO()
    csv.writer(file).writerows([["id", "body", "note"], *([str(number), cell, "synergy"] for number, cell in enumerate(cells))])
    source = from_stdin(file.getvalue().encode(), "a.csv")
    wishes = Wishes(Columns(("body.value" if nested else "body",), id="id"))
    _check_found(source, wishes, rows)


@given(rows=st.lists(WORDS, min_size=1, max_size=4), is_ascii=st.booleans())
def test_every_finding_in_json_stands_where_the_words_stand(rows: list[list[str]], *, is_ascii: bool) -> None:
    records = [{"id": number, "body": {"html": "So " + " so ".join(words) + " so"}, "note": "synergy"} for number, words in enumerate(rows)]
    source = from_stdin(json.dumps({"items": records}, ensure_ascii=is_ascii).encode(), "a.json")
    _check_found(source, Wishes(Columns(("body.html",), id="id")), rows)


def _check_found(source: Source, wishes: Wishes, rows: list[list[str]]) -> None:
    blocks: list[Block] = [block for found, _ in texts(source, wishes) for block in found]
    phrases = [" ".join(phrase) for phrase in PHRASES]
    planted = [word for words in rows for word in words if word in phrases]
    found = []
    for block in blocks:
        for phrase in phrases:
            at = block.text.find(phrase)
            while at >= 0:
                span = block.to_source(Span(at, at + len(phrase)))
                assert source.text[span.start : span.end] == phrase
                found.append((span.start, phrase))
                at = block.text.find(phrase, at + 1)
    assert [phrase for _, phrase in sorted(found)] == planted
    check_pieces(source)


def test_columns_of_the_config(run: Run, tmp_path: Path) -> None:
    config = "columns:\n  macros/*.csv: {text: body, language: locale, channel: via, id: id}\n"
    (tmp_path / ".h2hlint.yml").write_text(config, encoding="utf-8")
    (tmp_path / "macros").mkdir()
    rows = [
        "id,title,body,locale,via",
        "1,innovative,We make innovative tea.,en-GB,chat",
        '2,x,"<p>Vi laver <b>innovative</b> løsninger.</p>",da,mail',
        "# h2hlint: off buzzword it quotes",
        "3,x,We make innovative tea.,en,chat",
    ]
    (tmp_path / "macros" / "a.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    found = _findings(run, "--select", "buzzword/empty-adjective")
    assert [(one["language"], one["key"], one["start"]["line"]) for one in found] == [("en", "1.body", 2), ("da", "2.body", 3)]
    shown = run("config", "show", "macros/a.csv").stdout
    assert "macros/*.csv: text body, language locale, channel via, id id  # .h2hlint.yml:2" in shown
    assert "columns" not in run("config", "show", "other.csv").stdout.replace("columns:\n", "")
    assert "innovative" in run("inspect", "macros/a.csv").stdout


@pytest.mark.parametrize(
    ("path", "text", "message"),
    [
        ("a.csv", "id,text\n1,tea\n", "there is no column “body” here; there are id, text; mend columns: in the config"),
        ("a.json", '[{"text": "tea"}]', "no record here has a field “body”; mend columns: in the config"),
        ("a.csv", 'id,body\n1,"{""a""', "this cell begins with a quotation mark"),
    ],
)
def test_a_column_that_is_not_there_is_named(path: str, text: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        texts(from_stdin(text.encode(), path), Wishes(Columns(("body",))))


def test_broken_json_in_a_cell_is_named() -> None:
    with pytest.raises(UserError, match="the JSON in this cell is broken") as caught:
        texts(from_stdin(b"id,body\n1,{a: 1}\n", "a.csv"), Wishes(Columns(("body.a",))))
    assert (caught.value.line, caught.value.column) == (2, 3)


# --- catalogues ------------------------------------------------------------------------------

PO = """msgid ""
msgstr "Language: da\\n"

#, fuzzy
msgid "Our tea"
msgstr "Vores te er her"

msgid "Two cups of tea"
msgstr ""
"""
XLIFF = """<xliff version="1.2"><file source-language="en" target-language="da"><body>
<trans-unit id="a"><source>Our tea</source><target state="needs-review-translation">Vores te</target></trans-unit>
<trans-unit id="b"><source>Two cups</source><target state="new">Two cups!</target></trans-unit>
<trans-unit id="c"><source>Three <g id="1">cups</g></source></trans-unit>
<trans-unit id="d"><source>Four cups</source><target/></trans-unit>
<trans-unit id="e"><source>Five cups</source><target>Fem kopper</target></trans-unit>
<trans-unit id="f" translate="no"><source>Six cups</source></trans-unit>
</body></file></xliff>
"""
XLIFF2 = """<xliff version="2.0" srcLang="en" trgLang="da"><file id="f"><unit id="a">
<segment state="initial"><source>Our tea</source></segment>
<segment state="translated"><source>Two cups</source><target>To kopper</target></segment>
</unit></file></xliff>
"""
CATALOGUE = """{"sourceLanguage": "en", "strings": {"a": {"localizations": {
"da": {"stringUnit": {"state": "needs_review", "value": "Vores te"}}, "de": {"stringUnit": {"state": "new", "value": "Zwei Tassen"}},
"pl": {"stringUnit": {"state": "translated", "value": "Nasza herbata"}}}}}}"""


@pytest.mark.parametrize(
    ("path", "text", "wishes", "expected"),
    [
        ("a.xcstrings", CATALOGUE, {}, [("Vores te", "da"), ("Nasza herbata", "pl")]),
        ("a.xcstrings", CATALOGUE, {"fuzzy": "skip"}, [("Nasza herbata", "pl")]),
        ("a.xcstrings", CATALOGUE, {"untranslated": "read"}, [("Vores te", "da"), ("Zwei Tassen", "de"), ("Nasza herbata", "pl")]),
        ("a.po", PO, {}, []),
        ("a.po", PO, {"fuzzy": "read"}, [("Vores te er her", "da")]),
        ("a.po", PO, {"untranslated": "read"}, [("Two cups of tea", "en")]),
        ("a.po", PO.replace("da\\n", "da\\nX-Source-Language: nb\\n"), {"untranslated": "read"}, [("Two cups of tea", "nb")]),
        ("a.xlf", XLIFF, {}, [("Vores te", "da"), ("Fem kopper", "da")]),
        ("a.xlf", XLIFF, {"fuzzy": "skip"}, [("Fem kopper", "da")]),
        (
            "a.xlf",
            XLIFF,
            {"untranslated": "read"},
            [("Vores te", "da"), ("Two cups!", "da"), ("Three cups", "en"), ("Four cups", "en"), ("Fem kopper", "da")],
        ),
        ("a.xlf", XLIFF2, {}, [("To kopper", "da")]),
        ("a.xlf", XLIFF2, {"untranslated": "read"}, [("Our tea", "en"), ("To kopper", "da")]),
    ],
)
def test_entries_of_catalogues_as_configured(path: str, text: str, wishes: dict[str, str], expected: list[tuple[str, str]]) -> None:
    [(blocks, _)] = texts(from_stdin(text.encode(), path), Wishes(None, **wishes))
    assert [(block.text, block.language) for block in blocks] == expected


def test_translations_of_the_config_hold_by_path(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".h2hlint.yml").write_text("overrides: [{paths: [new/], translations: {fuzzy: read}}]\n", encoding="utf-8")
    po = PO.replace("Vores te er her", "Vi laver innovative løsninger")
    (tmp_path / "new").mkdir()
    for name in ("a.po", "new/a.po"):
        (tmp_path / name).write_text(po, encoding="utf-8")
    report = json.loads(run("check", "--select", "buzzword", "-f", "json").stdout)
    assert [bool(file["findings"]) for file in report["files"]] == [False, True]


def test_blocks_of_one_text_do_not_speak_for_another() -> None:
    rules = ("require: {within: text, when: [=returns], any: [=complain]}",)
    table = "id,body\n1,Here are our returns.\n2,You may complain.\n"
    linter = linter_of("en", rules)
    source = from_stdin(table.encode(), "a.csv")
    assert linter.lint(source).findings == ()
    apart = Linter(replace(linter.settings, wishes=Wishes(Columns(("body",), id="id"))))
    apart._shelf = linter._shelf
    assert len(apart.lint(source).findings) == 1
