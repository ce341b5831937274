"""E-mails: where in the file every word stands, whatever the encoding, and how long that takes."""

from __future__ import annotations

import base64
import quopri
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from h2hlint.formats import extract
from h2hlint.text import Source, Span
from tests.formats.mails import marked, read, source_of, texts
from tests.patience import patience

NASTY = Path(__file__).parent / "data" / "nasty.eml"


class TestNasty:
    """One mail with the same phrase in the awkward places that mails have for it."""

    PHRASES = (
        (
            "subject cut in encoded words",
            "inden for rimelig tid",
            "inden_for?=\n =?utf-8?Q?_rime?=\n =?utf-8?B?bGlnIHRpZA",
        ),
        ("sender", "no-reply", "no-reply"),
        ("plain line", "behandles snarest muligt", "behandles snarest muligt"),
        ("soft break between words", "sagen er under behandling", "sagen er =\nunder behandling"),
        ("soft break in a word", "vi gør opmærksom på", "vi g=C3=B8r opm=C3=A6r=\nksom p=C3=\n=A5"),
        ("folded line", "uden yderligere varsel", "uden\nyderligere varsel"),
        ("no-break space", "gældende vilkår", "g=C3=A6ldende=C2=A0vilk=C3=A5r"),
        ("combining letters", "a\u030arsopgo\u0308relse", "a=CC=8Arsopgo=CC=88relse"),
        ("emoji before", "tak for din tålmodighed", "tak for din t=C3=A5lmodighed"),
        ("soft hyphen", "kundeservice hjælper", "kunde=C2=ADservice hj=C3=A6lper"),
        ("base64 in Latin-2", "zgłoszenie zostało zarejestrowane", None),
        ("base64 over a line end", "w możliwie najkrótszym terminie", None),
        ("flowed", "we value your custom", "we value \nyour custom"),
        ("flowed over a stuffed line", "from the bottom", "from \n the bottom"),
        ("entity in the page", "für Ihr Verständnis", "f&uuml;r Ihr Verst&auml;ndnis"),
        ("tag inside", "bitten wir um Geduld", "bitten <b>wir\num</b> Geduld"),
        ("attribute of the page", "Hier klicken", "Hier klicken"),
        ("page in base64", "Deres henvendelse er mottatt", None),
        ("last line, no line end", "med vennlig hilsen kundesenteret", "med vennlig hilsen kundesenteret"),
    )

    @pytest.mark.parametrize(("phrase", "expected"), [row[1:] for row in PHRASES], ids=[row[0] for row in PHRASES])
    def test_found_exactly(self, phrase: str, expected: str | None) -> None:
        data = NASTY.read_bytes()
        for newline in (b"\n", b"\r\n"):
            found = marked(data.replace(b"\n", newline), phrase).replace("\r\n", "\n")
            if expected is None:
                symbols = re.sub(r"\s", "", found)
                assert len(symbols) * 6 // 8 <= len(phrase.encode()) + 1
            else:
                assert found == expected

    def test_nothing_else_is_read(self) -> None:
        everything = " ".join(texts(NASTY.read_bytes()))
        assert "HEMMELIG" not in everything
        assert "=C3" not in everything


WORDS = ["Vi", "hører", "dig", "😀", "straks", "ikke", "også", "ny", "én"]
POLISH = ["Dzień", "dobry", "łódź", "ząb", "źle", "ćma", "ręka"]
CHARSETS = {
    "utf-8": WORDS + POLISH,
    "utf-16": WORDS + POLISH,
    "utf-16be": WORDS,
    "iso-8859-1": ["Vi", "hører", "dig", "straks", "Öl", "ÿ"],
    "iso-8859-15": ["Vi", "hører", "€5", "Öl"],
    "windows-1252": ["Vi", "hører", "dig–os", "€5", "„Öl“"],
    "iso-8859-2": POLISH,
    "windows-1250": [*POLISH, "„ząb”"],
    "us-ascii": ["We", "hear", "you", "=3D", "a=b", "a_b"],
    "gb18030": [*WORDS, "中文"],
}
BODIES = st.sampled_from(sorted(CHARSETS)).flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.lists(st.lists(st.sampled_from(CHARSETS[name]), min_size=1, max_size=25), min_size=1, max_size=4),
    )
)
TRANSFERS = st.sampled_from(["8bit", "quoted-printable", "base64"])
NEWLINES = st.sampled_from(["\n", "\r\n"])


def wrapped(paragraphs: list[list[str]], newline: str) -> str:
    lines = [newline.join(" ".join(words[at : at + 6]) for at in range(0, len(words), 6)) for words in paragraphs]
    return (newline * 2).join(lines)


def build(text: str, charset: str, transfer: str, newline: str, kind: str = "text/plain") -> bytes:
    body = text.encode(charset)
    if transfer == "base64":
        body = base64.encodebytes(body).replace(b"\n", newline.encode())
    elif transfer == "quoted-printable" and charset.startswith("utf-16"):
        body = f"={newline}".join(f"={byte:02X}" for byte in body).encode()
    elif transfer == "quoted-printable":
        body = quopri.encodestring(body.replace(b"\r\n", b"\n")).replace(b"\n", newline.encode())
    head = f"Subject: x\nContent-Type: {kind}; charset={charset}\nContent-Transfer-Encoding: {transfer}\n\n"
    return head.replace("\n", newline).encode() + body


def undo(source: Source, place: Span, charset: str, transfer: str, body: int) -> str:
    """Decode one source span on its own."""
    text = source.text[place.start : place.end]
    if transfer == "base64":
        return undo_base64(source.text, place, charset, body)
    if transfer == "8bit":
        is_bytes = source.encoding == "latin-1" or charset.startswith("utf-16")
        return text.encode("latin-1").decode(charset) if is_bytes else text
    data = quopri.decodestring(text.encode("utf-8"))
    return data.decode(charset)


def undo_base64(text: str, place: Span, charset: str, body: int) -> str:
    symbols = re.sub(r"\s", "", text[body : place.start])
    bits = "".join(f"{ALPHABET.index(char):06b}" for char in re.sub(r"\s", "", text[place.start : place.end]))
    bits = bits[-len(symbols) * 6 % 8 :]
    data = bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits) - 7, 8))
    return data.decode(charset)


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class TestProperties:
    @given(BODIES, TRANSFERS, NEWLINES)
    def test_the_same_words_come_out(self, body: tuple[str, list[list[str]]], transfer: str, newline: str) -> None:
        charset, paragraphs = body
        data = build(wrapped(paragraphs, newline), charset, transfer, newline)
        got = [block.text for block in read(data)[1:]]
        assert " ".join(got).split() == " ".join(" ".join(words) for words in paragraphs).split()

    @given(BODIES, TRANSFERS, NEWLINES)
    def test_every_character_comes_from_where_its_piece_says(self, body: tuple[str, list[list[str]]], transfer: str, newline: str) -> None:
        charset, paragraphs = body
        source = source_of(build(wrapped(paragraphs, newline), charset, transfer, newline))
        start = source.text.index(newline * 2) + 2 * len(newline)
        charset = {"utf-16": "utf-16-le"}.get(charset, charset)
        for block in extract(source)[1:]:
            for piece in block.pieces:
                char = block.text[piece.block.start : piece.block.end]
                origin = undo(source, piece.source, charset, transfer, start)
                assert origin == char or (char == " " and not origin.strip())

    @given(BODIES, TRANSFERS, NEWLINES)
    def test_nfc_and_nfd_give_the_same_words(self, body: tuple[str, list[list[str]]], transfer: str, newline: str) -> None:
        text = wrapped(body[1], newline)
        forms = [texts(build(unicodedata.normalize(form, text), "utf-8", transfer, newline)) for form in ("NFC", "NFD")]
        assert [unicodedata.normalize("NFC", text) for text in forms[1]] == forms[0]

    @given(st.lists(st.sampled_from(WORDS + POLISH), min_size=1, max_size=12), st.integers(1, 20), st.sampled_from("QB"))
    def test_subjects_cut_anywhere(self, words: list[str], width: int, letter: str) -> None:
        text = " ".join(words)
        pieces = [text[at : at + width].encode() for at in range(0, len(text), width)]
        if letter == "B":
            coded = [base64.b64encode(piece).decode() for piece in pieces]
        else:
            coded = ["".join(f"={byte:02X}" if byte > 126 or byte in b" =?_" else chr(byte) for byte in piece) for piece in pieces]
        mail = "Subject: " + "\r\n ".join(f"=?utf-8?{letter}?{piece}?=" for piece in coded) + "\r\n\r\n"
        assert texts(mail) == [text]

    @settings(max_examples=300)
    @given(
        st.lists(
            st.sampled_from(
                [
                    b"\r\n",
                    b"\n",
                    b"\r",
                    b"--a",
                    b"--a--",
                    b"Content-Type: multipart/mixed; boundary=a",
                    b"boundary=",
                    b"Content-Type: text/html",
                    b"Content-Transfer-Encoding: base64",
                    b"Content-Transfer-Encoding: quoted-printable",
                    b"Subject: =?utf-8?Q?=C3?=",
                    b"=?",
                    b"?=",
                    b"VmkgaMO4cmVy",
                    b"=",
                    b"=C3",
                    b"=\n",
                    b"\xe6",
                    b"\xc3\xa6",
                    b"\0",
                    b"> ",
                    b"-- \n",
                    b"On 3 Mar 2025 10:12 a wrote:",
                    b";",
                    b'"',
                    b"<p>",
                    b"&amp;",
                    b" ",
                    b"\t",
                    b"a",
                    b"From ",
                    b": ",
                    b"Content-Type: text/plain; charset=utf-16",
                    b"; format=flowed; delsp=yes",
                    b"Content-Type: multipart/alternative; boundary=b",
                    b"--b",
                    b"charset*0*=utf-8''",
                    b"charset*1=x",
                    b"From: noreply@a.dk",
                ]
            ),
            max_size=40,
        ).map(b"".join)
        | st.binary(max_size=300)
    )
    def test_any_bytes_are_accepted(self, data: bytes) -> None:
        source = source_of(data)
        for block in extract(source):
            assert block.text
            for piece in block.pieces:
                assert 0 <= piece.source.start <= piece.source.end <= len(source.text)
            assert [piece.source for piece in block.pieces] == sorted(piece.source for piece in block.pieces)


class TestSize:
    """Work grows with the length of a mail, never with its square."""

    @pytest.mark.parametrize(
        "data",
        [
            b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(10_000)) + b"\nHej\n",
            b"".join(b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" for n in range(10_000)) + b"\nHej\n",
            b"".join(b"Content-Type: multipart/mixed\n\n--b%d\n" % n for n in range(10_000)) + b"\nHej\n",
            b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nHej\n" * 20_000,
            b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--c\n" * 100_000,
            b"Subject: " + b"=?utf-8?Q?" * 30_000 + b"\n\n",
            b"Subject: " + b"=?utf-8?Q?a?= " * 10_000 + b"\n\n",
            b"Content-Type: text/plain" + b'; a="' * 50_000 + b"\n\nHej",
            b"X: a\n" + b" \n" * 100_000,
            b"A-B: c\n" * 50_000 + b"\n",
            b"From: a@b.dk\n\n" + b"On 3 Mar 2025 10:12 wrote wrote:\n>\n" * 20_000,
            b"From: a@b.dk\n\n" + b"--\n" * 100_000,
            b"From: a@b.dk\n\n" + b"From: a\n" * 100_000,
            b"From: " + b"no-reply" * 50_000 + b"\n\n",
            b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=C3=A6" * 100_000 + b"= " * 100_000,
            b"Content-Transfer-Encoding: base64\n\n" + b"a = " * 100_000,
            b"From a\n" * 100_000,
        ],
        ids=range(17),
    )
    def test_odd_mails_take_no_time(self, data: bytes) -> None:
        with patience():
            read(data)
