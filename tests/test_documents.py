"""Documents: what is read of each kind, where findings are said to stand, and what is refused."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint import documents, sources
from h2hlint.errors import UserError
from h2hlint.formats import extract
from h2hlint.text import Source, Span
from tests.conftest import Run
from tests.dialects import spotter
from tests.patience import patience

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _docx(*paragraphs: str) -> bytes:
    document: Any = import_module("docx").Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return _saved(document)


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _odt(*paragraphs: str) -> bytes:
    document: Any = import_module("odf.opendocument").OpenDocumentText()
    for text in paragraphs:
        document.text.addElement(import_module("odf.text").P(text=text))
    file = io.BytesIO()
    document.write(file)
    return file.getvalue()


def _pptx(*paragraphs: str) -> bytes:
    presentation: Any = import_module("pptx").Presentation()
    for text in paragraphs:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = "Tea"
        slide.placeholders[1].text_frame.text = text
    return _saved(presentation)


def pdf(*pages: str, content: bytes = b"") -> bytes:
    """Return a PDF with these pages, lines as they stand; `content` is a compressed stream in place of the first."""
    count = len(pages)
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects.append(f"<</Type/Pages/Count {count}/Kids[{' '.join(f'{4 + 2 * n} 0 R' for n in range(count))}]>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for number, text in enumerate(pages):
        rows = "".join(f"({row}) Tj T* " for row in text.split("\n"))
        stream = content if content and not number else zlib.compress(f"BT /F1 12 Tf 14 TL 50 700 Td {rows}ET".encode("cp1252"))
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {5 + 2 * number} 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        objects += [page.encode(), b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream)]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        len(out),
    )


MAKERS: dict[str, Callable[..., bytes]] = {"docx": _docx, "odt": _odt, "pptx": _pptx, "pdf": pdf}


def _read(name: str, data: bytes) -> Source:
    return documents.read(f"a.{name}", data, name)


def _lines(name: str, data: bytes) -> list[tuple[str, str, str]]:
    source = _read(name, data)
    return [(block.kind, block.text, source.place(block.pieces[0].source.start)) for block in extract(source)]


def test_a_word_document() -> None:
    docx: Any = import_module("docx")
    document = docx.Document()
    document.add_heading("Our tea", 1)
    paragraph = document.add_paragraph("We make ")
    paragraph.add_run("syn").bold = True
    paragraph.add_run("ergy")
    paragraph._p.append(docx.oxml.parse_xml(f"<w:del {WORD}><w:r><w:delText>old</w:delText></w:r></w:del>"))
    paragraph._p.append(docx.oxml.parse_xml(f"<w:ins {WORD}><w:r><w:t> daily.</w:t></w:r></w:ins>"))
    paragraph._p.append(docx.oxml.parse_xml(f"<w:r {WORD}><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"))
    document.add_paragraph("a bullet", style="List Bullet")
    document.add_table(1, 1).cell(0, 0).text = "in a cell"
    document.sections[0].footer.paragraphs[0].text = "Call Ann"
    assert _lines("docx", _saved(document)) == [
        ("heading", "Our tea", "paragraph 1"),
        ("paragraph", "We make synergy daily.", "paragraph 2"),
        ("list-item", "a bullet", "paragraph 3"),
        ("table-cell", "in a cell", "paragraph 4"),
        ("paragraph", "Call Ann", "footer"),
    ]


def test_an_opendocument_text() -> None:
    text, table = import_module("odf.text"), import_module("odf.table")
    document: Any = import_module("odf.opendocument").OpenDocumentText()
    document.text.addElement(text.H(outlinelevel=1, text="Our tea"))
    paragraph = text.P(text="We make ")
    paragraph.addElement(text.Span(text="synergy"))
    paragraph.addElement(text.S(c=2))
    paragraph.addText("daily.")
    note = text.Note(noteclass="footnote")
    note.addElement(text.NoteCitation(text="1"))
    body = text.NoteBody()
    body.addElement(text.P(text="A note."))
    note.addElement(body)
    paragraph.addElement(note)
    document.text.addElement(paragraph)
    listed, item = text.List(), text.ListItem()
    item.addElement(text.P(text="a bullet"))
    listed.addElement(item)
    document.text.addElement(listed)
    cells, row, cell = table.Table(), table.TableRow(), table.TableCell()
    cell.addElement(text.P(text="in a cell"))
    row.addElement(cell)
    cells.addElement(row)
    document.text.addElement(cells)
    file = io.BytesIO()
    document.write(file)
    assert _lines("odt", file.getvalue()) == [
        ("heading", "Our tea", "paragraph 1"),
        ("paragraph", "We make synergy daily.", "paragraph 2"),
        ("paragraph", "A note.", "paragraph 3"),
        ("list-item", "a bullet", "paragraph 4"),
        ("table-cell", "in a cell", "paragraph 5"),
    ]


BOX = """<w:r {word} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>
<mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></mc:Choice>
<mc:Fallback><w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>"""


def test_boxes_and_links_in_a_word_document_are_read_once() -> None:
    docx: Any = import_module("docx")
    document = docx.Document()
    paragraph = document.add_paragraph("Before ")
    paragraph._p.append(docx.oxml.parse_xml(BOX.format(word=WORD)))
    paragraph._p.append(docx.oxml.parse_xml(f"<w:hyperlink {WORD}><w:r><w:t>and a link</w:t></w:r></w:hyperlink>"))
    assert [text for _, text, _ in _lines("docx", _saved(document))] == ["Before and a link", "in a box"]


def test_what_is_deleted_and_said_about_an_opendocument_text_is_left_out() -> None:
    style, text, office = (import_module(f"odf.{name}") for name in ("style", "text", "office"))
    document: Any = import_module("odf.opendocument").OpenDocumentText()
    changes, region, deletion = text.TrackedChanges(), text.ChangedRegion(check_grammar=False), text.Deletion()
    deletion.addElement(text.P(text="deleted"))
    region.addElement(deletion)
    changes.addElement(region)
    document.text.addElement(changes)
    paragraph, comment = text.P(text="We make tea."), office.Annotation()
    comment.addElement(text.P(text="a comment"))
    paragraph.addElement(comment)
    document.text.addElement(paragraph)
    layout = style.PageLayout(name="a")
    document.automaticstyles.addElement(layout)
    page, footer = style.MasterPage(name="Standard", pagelayoutname=layout), style.Footer()
    footer.addElement(text.P(text="Call Ann"))
    page.addElement(footer)
    document.masterstyles.addElement(page)
    file = io.BytesIO()
    document.write(file)
    assert _lines("odt", file.getvalue()) == [("paragraph", "We make tea.", "paragraph 1"), ("paragraph", "Call Ann", "footer")]


def test_a_presentation() -> None:
    presentation: Any = import_module("pptx").Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Our tea"
    slide.placeholders[1].text_frame.text = "synergy"
    slide.notes_slide.notes_text_frame.text = "Say it slowly."
    second = presentation.slides.add_slide(presentation.slide_layouts[6])
    second.shapes.add_table(1, 1, 0, 0, 100, 100).table.cell(0, 0).text = "in a cell"
    group = second.shapes.add_group_shape()
    group.shapes.add_textbox(0, 0, 100, 100).text_frame.text = "in a group"
    assert _lines("pptx", _saved(presentation)) == [
        ("heading", "Our tea", "slide 1"),
        ("list-item", "synergy", "slide 1"),
        ("paragraph", "Say it slowly.", "slide 1, notes"),
        ("table-cell", "in a cell", "slide 2"),
        ("paragraph", "in a group", "slide 2"),
    ]


def test_a_pdf_is_read_page_by_page_its_lines_joined() -> None:
    data = pdf(
        "We make tea for our custo-\nmers and their sons-in-law who\nlike it. So.\nAnother paragraph here that is long\n• a bullet",
        "Ærlig snak",
    )
    assert _lines("pdf", data) == [
        ("paragraph", "We make tea for our customers and their sons-in-law who like it. So.", "page 1"),
        ("paragraph", "Another paragraph here that is long", "page 1"),
        ("list-item", "a bullet", "page 1"),
        ("paragraph", "Ærlig snak", "page 2"),
    ]


def _ole(streams: dict[str, bytes]) -> bytes:
    """Return an OLE file with these streams, each on sectors of its own."""
    padded = {name: data.ljust(4096, b"\0") + b"\0" * (-len(data.ljust(4096, b"\0")) % 512) for name, data in streams.items()}
    tables, start = 1, 1 + (len(padded) + 4) // 4
    chain = [0xFFFFFFFD, *range(2, start), 0xFFFFFFFE]
    entries, body = [_ole_entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0)], b""
    for number, (name, data) in enumerate(padded.items(), 1):
        sector, count = len(chain), len(data) // 512
        chain += [*range(sector + 1, sector + count), 0xFFFFFFFE]
        entries.append(_ole_entry(name, 2, 0xFFFFFFFF, number + 1 if number < len(padded) else 0xFFFFFFFF, sector, len(data)))
        body += data
    assert len(chain) <= 128 * tables
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    listing = b"".join(entries).ljust(512 * (start - 1), b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, tables, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    return head + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108) + table + listing + body


def _ole_entry(name: str, kind: int, child: int, right: int, sector: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    fields = struct.pack("<HBB3I", len(written), kind, 1, 0xFFFFFFFF, right, child)
    return written.ljust(64, b"\0") + fields + bytes(36) + struct.pack("<IQ", sector, size)


def outlook(streams: Mapping[str, bytes]) -> bytes:
    """Return an Outlook mail of these streams beside the one that makes it such a mail."""
    return _ole({"__properties_version1.0": b"x", **streams})


MAIL_BODY = "Hi Ann,\r\n\r\nwe make synergy at Café.\r\n\r\nOn 3 May 2024 at 10:15 Bo wrote:\r\n> old synergy\r\n"


@pytest.mark.parametrize(
    "body",
    [
        {"__substg1.0_1000001F": MAIL_BODY.encode("utf-16-le")},
        {"__substg1.0_1000001E": MAIL_BODY.encode("cp1252")},
        {"__substg1.0_10130102": b"<meta charset=utf-8><p>Hi Ann,</p><p>we make <b>syn</b>ergy at Caf&eacute;.</p>"},
    ],
)
def test_an_outlook_mail(body: dict[str, bytes]) -> None:
    streams = {"__properties_version1.0": b"x", "__substg1.0_0037001F": "Our tea".encode("utf-16-le"), **body}
    found = _lines("msg", _ole(streams))
    assert found[0] == ("subject", "Our tea", "subject")
    assert [text for kind, text, _ in found if kind == "paragraph"] == ["Hi Ann,", "we make synergy at Café."]


def test_outlook_files_without_a_text_to_read() -> None:
    _check_refused("msg", _ole({"__properties_version1.0": b"x", "__substg1.0_10090102": b"rtf"}), words="kept as RTF only")
    _check_refused("msg", _ole({"WordDocument": b"x"}), words="this is no Outlook mail")


PHRASES = ("synergy", "circle back", "low hanging fruit")
WORDS = st.lists(st.sampled_from([*PHRASES, "So", "café", "zażółć", "😀", "tea."]), min_size=1, max_size=6).map(" so ".join)


@pytest.mark.parametrize("name", ["docx", "odt", "pptx"])
@given(paragraphs=st.lists(WORDS, min_size=1, max_size=4))
def test_findings_are_the_words_in_the_text_taken_out(name: str, paragraphs: list[str]) -> None:
    source = _read(name, MAKERS[name](*(f"So {text}" for text in paragraphs)))
    planted = [phrase for text in paragraphs for phrase in text.split(" so ") if phrase in PHRASES]
    found = spotter().lint(source).findings
    assert [source.text[finding.span.start : finding.span.end] for finding in found] == planted
    for block in extract(source):
        whole = block.to_source(Span(0, len(block.text)))
        assert source.text[whole.start : whole.end] == block.text


# --- reports ---------------------------------------------------------------------------------


def test_reports_say_page_or_paragraph(run: Run, tmp_path: Path) -> None:
    (tmp_path / "brev.docx").write_bytes(_docx("Tea.", "", "We make innovative tea."))
    (tmp_path / "brev.pdf").write_bytes(pdf("Tea.", "We make innovative tea."))
    done = run("check", "--lang", "en", "--ui-lang", "en", "--select", "buzzword", "brev.docx", "brev.pdf")
    assert done.returncode == 1
    assert "brev.docx:paragraph 2: warning:" in done.stdout
    assert "    We make innovative tea.\n" in done.stdout
    assert "brev.pdf:page 2: warning:" in done.stdout
    assert "brev.docx:afsnit 2: " in run("check", "--lang", "en", "--ui-lang", "da", "--select", "buzzword", "brev.docx").stdout
    report = json.loads(run("check", "--lang", "en", "--select", "buzzword", "-f", "json", "brev.docx").stdout)
    [finding] = report["files"][0]["findings"]
    assert (finding["place"], finding["start"]) == ("paragraph 2", {"line": 2, "column": 9, "offset": 13})
    sarif = json.loads(run("check", "--lang", "en", "--select", "buzzword", "-f", "sarif", "brev.docx").stdout)
    assert sarif["runs"][0]["results"][0]["locations"][0]["logicalLocations"] == [{"name": "paragraph 2"}]
    assert "brev.docx:paragraph 2" in run("check", "--lang", "en", "--select", "buzzword", "-f", "summary", "brev.docx").stdout


def test_kept_results_and_standard_input(run: Run, tmp_path: Path) -> None:
    data = _docx("We make innovative tea.")
    (tmp_path / "a.docx").write_bytes(data)
    first, second = (run("check", "--lang", "en", "--ui-lang", "en", "a.docx") for _ in range(2))
    assert first.stdout == second.stdout
    assert "a.docx:paragraph 1" in run("check", "--lang", "en", "--ui-lang", "en", "--stdin-filename", "a.docx", "-", text=data).stdout
    assert "We make innovative tea." in run("inspect", "--lang", "en", "a.docx").stdout


def test_fix_refuses_documents(run: Run, tmp_path: Path) -> None:
    data = _docx("We make innovative tea.")
    (tmp_path / "a.docx").write_bytes(data)
    for option in ("--fix", "--diff"):
        done = run("check", "--lang", "en", option, "a.docx")
        assert done.returncode == 2
        assert done.stderr == "a.docx: h2hlint reads documents but does not write them; change this one in the program that made it\n"
    assert (tmp_path / "a.docx").read_bytes() == data


def test_a_walk_takes_documents_but_no_pdf_unless_asked_to(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(_docx("Tea."))
    (tmp_path / "~$a.docx").write_bytes(b"Ann")  # what Word keeps while the document is open
    (tmp_path / "b.pdf").write_bytes(pdf("Tea."))
    walked = [file["path"] for file in json.loads(run("check", "-f", "json").stdout)["files"]]
    assert walked == ["a.docx"]
    (tmp_path / ".h2hlint.yml").write_text("include: ['*.pdf']\n", encoding="utf-8")
    assert len(json.loads(run("check", "-f", "json").stdout)["files"]) == 2


@pytest.mark.parametrize(("name", "library"), [(name, kind.library) for name, kind in documents._KINDS.items()])
def test_a_missing_library_is_one_sentence(tmp_path: Path, name: str, library: str) -> None:
    (tmp_path / f"a.{name}").write_bytes(b"x")
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        f"import h2hlint.cli as cli; sys.argv = ['h2hlint', 'check', '--isolated', 'a.{name}']; cli.run()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 2
    assert done.stderr.endswith(f"need {library}; install it with: pip install 'h2hlint[documents]'\n")
    assert done.stderr.count("\n") == 1


# --- what is refused -------------------------------------------------------------------------


def _archive(data: bytes, name: str, content: bytes) -> bytes:
    """Return an archive with one of its files replaced."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == name else old.read(entry))
    return file.getvalue()


ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">'
    + b"".join(b'<!ENTITY %c "%s">' % (99 + n, b"&%c;" % (98 + n) * 10) for n in range(9))
    + b"]><a>&k;</a>"
)
HARMFUL = {
    "swelling": b"<a>" + b" " * 40_000_000 + b"</a>",
    "larger still": b"<a>" + b" " * 60_000_000 + b"</a>",
    "entities": ENTITIES,
    "entities in UTF-16": ENTITIES.decode().encode("utf-16"),
    "nested": b"<a>" * 100_000 + b"</a>" * 100_000,
    "many": b"<a>" + b"<b/>" * 1_200_000 + b"</a>",
}
CONTENTS = {"docx": "word/document.xml", "odt": "content.xml", "pptx": "ppt/slides/slide1.xml"}


@pytest.mark.parametrize("kind", HARMFUL)
@pytest.mark.parametrize("name", CONTENTS)
def test_what_is_made_to_do_harm_is_refused_at_once(name: str, kind: str) -> None:
    data = _archive(MAKERS[name]("Tea."), CONTENTS[name], HARMFUL[kind])
    _check_refused(name, data)


def _check_refused(name: str, data: bytes, *, words: str = "") -> None:
    import_module(f"h2hlint.documents.{name}").errors()  # loading the library is no part of it
    with patience(), pytest.raises(UserError) as caught:
        _read(name, data)
    assert caught.value.path == f"a.{name}"
    assert words in caught.value.message
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 200


def test_pdfs_that_swell_or_work_too_much_are_refused() -> None:
    _check_refused("pdf", pdf("x", content=zlib.compress(b"BT (x) Tj ET " * 3_000_000)), words="unpacks to far more")
    _check_refused("pdf", pdf("x", content=zlib.compress(b"BT (x) Tj ET " * 300_000)), words="unpacks to far more")


@pytest.mark.parametrize("name", [*MAKERS, "msg"])
@pytest.mark.parametrize("data", [b"", b"x", b"PK\x03\x04", b"%PDF-1.4\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600], ids=repr)
def test_broken_files_are_one_sentence(name: str, data: bytes) -> None:
    _check_refused(name, data)


@pytest.mark.parametrize("name", MAKERS)
@given(data=st.data())
def test_damaged_files_are_read_or_refused(name: str, data: st.DataObject) -> None:
    whole = bytearray(MAKERS[name]("Tea and synergy."))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UserError):
        _read(name, bytes(whole[: data.draw(st.integers(1, len(whole)))]))


@pytest.mark.parametrize("name", MAKERS)
def test_one_kind_of_document_by_the_name_of_another(name: str) -> None:
    for other, make in MAKERS.items():
        if name != other:
            _check_refused(name, make("Tea."))


def test_locked_and_empty_documents(tmp_path: Path) -> None:
    pypdf: Any = import_module("pypdf")
    writer = pypdf.PdfWriter()
    writer.append(io.BytesIO(pdf("Tea.")))
    writer.encrypt("secret", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    _check_refused("pdf", file.getvalue(), words="locked with a password")
    _check_refused("pdf", pdf(""), words="there is no text in this PDF")
    _check_refused("pdf", pdf("x", "Tea.", content=b"this is not compressed at all"), words="page 1 of this PDF is broken")
    (tmp_path / "a.docx").write_bytes(_docx())
    assert sources.read(str(tmp_path / "a.docx")).text == ""


def _without(library: str, tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    code = f"import sys; sys.modules[{library!r}] = None\nimport h2hlint.cli as cli; sys.argv = ['h2hlint', *sys.argv[1:]]; cli.run()"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, cwd=tmp_path, check=False)


def test_a_walk_without_the_library_says_what_it_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(_docx("Tea."))
    (tmp_path / "b.docx").write_bytes(_docx("Tea."))
    (tmp_path / "c.md").write_text("Tea.\n", encoding="utf-8")
    done = _without("docx", tmp_path, "check", "--isolated", "--lang", "en")
    assert done.returncode == 0
    assert done.stderr == (
        "2 documents were not read (a.docx, b.docx); to read them: pip install 'h2hlint[documents]', "
        "to leave them out: exclude: in the config\n"
    )
    named = _without("docx", tmp_path, "check", "--isolated", "--lang", "en", "a.docx", ".")
    assert named.returncode == 2
    assert named.stderr.startswith("1 document was not read (b.docx)")
    assert "a.docx: Word documents need docx; install it with: pip install 'h2hlint[documents]'" in named.stderr


def test_a_walk_with_fix_goes_past_documents(run: Run, tmp_path: Path) -> None:
    rule = (
        "language: en\nrules:\n  - id: a/b\n    message: m\n    safe: true\n    terms: {utilise: [use]}\n"
        "    examples: {bad: [utilise], good: [x]}\n"
    )
    (tmp_path / "house.yml").write_text(rule, encoding="utf-8")
    (tmp_path / "a.docx").write_bytes(_docx("We utilise tea."))
    (tmp_path / "c.md").write_text("We utilise tea.\n", encoding="utf-8")
    done = run("check", "--fix", "--isolated", "--lang", "en", "--no-default-rules", "--rules", "house.yml")
    assert done.returncode == 1
    assert done.stderr == "a.docx: h2hlint reads documents but does not write them; change this one in the program that made it\n"
    assert (tmp_path / "c.md").read_text(encoding="utf-8") == "We use tea.\n"
