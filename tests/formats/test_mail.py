"""E-mails: what is read, what is left out, and where in the file every word stands."""

from __future__ import annotations

import base64
import quopri
import re
import time
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from h2hlint.formats import extract
from h2hlint.sources import decode, from_stdin
from h2hlint.text import Block, Source, Span

NASTY = Path(__file__).parent / "data" / "nasty.eml"


def read(data: bytes | str) -> list[Block]:
    return extract(source_of(data))


def source_of(data: bytes | str) -> Source:
    return from_stdin(data if isinstance(data, bytes) else data.encode(), "a.eml")


def texts(data: bytes | str, kind: str | None = None) -> list[str]:
    return [block.text for block in read(data) if kind in {None, block.kind}]


def marked(data: bytes | str, phrase: str) -> str:
    """Return what stands in the file where the one block with `phrase` has it."""
    source = source_of(data)
    ((block, at),) = [(block, block.text.index(phrase)) for block in extract(source) if phrase in block.text]
    place = block.to_source(Span(at, at + len(phrase)))
    return source.text[place.start : place.end]


def part(body: str, kind: str = "text/plain; charset=utf-8", more: str = "") -> str:
    return f"--snit\nContent-Type: {kind}\n{more}\n{body}\n"


def multipart(*parts: str, kind: str = "mixed") -> str:
    return f'Subject: Hej\nContent-Type: multipart/{kind}; boundary="snit"\n\nprolog\n{"".join(parts)}--snit--\nepilog\n'


class TestHeader:
    def test_subject(self) -> None:
        (block, *_) = read("Subject: Din pakke\n er på vej \n\nHej")
        assert (block.kind, block.role, block.text) == ("subject", "none", "Din pakke er på vej")

    def test_encoded_words_are_joined(self) -> None:
        mail = "subject: =?utf-8?Q?Vi_h=C3=B8?=\r\n =?UTF-8?q?rer_dig?= og =?iso-8859-2?B?s/Nkvw==?=!\r\n\r\n"
        assert texts(mail) == ["Vi hører dig og łódż!"]
        assert marked(mail, "hører") == "h=C3=B8?=\r\n =?UTF-8?q?rer"
        assert marked(mail, "og") == "og"
        assert marked(mail, "łódż") == "s/Nkvw"

    def test_a_letter_cut_between_two_words(self) -> None:
        assert texts("Subject: =?utf-8?Q?h=C3?= =?utf-8?Q?=B8rt?=\n\n") == ["hørt"]

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            ("=?utf-8*da?Q?K=C3=A6re?= dig", "Kære dig"),
            ("=?x-ukendt?Q?K=E6re?=", "Kære"),
            ("=?us-ascii?Q?K=C3=A6re?=", "Kære"),
            ("=?utf-8?B?S8Om?= =?utf-8?B?cmU?=", "Kære"),
            ("=?utf-8?Q?a?b?=", "=?utf-8?Q?a?b?="),
            ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
            ("=?utf-8?Q?100=_=ZZ?=", "100= =ZZ"),
            ("=?utf-16-le?B?SABlAGoA?=", "Hej"),
        ],
    )
    def test_encoded_words_of_all_sorts(self, value: str, text: str) -> None:
        assert texts(f"Subject: {value}\n\n") == [text]

    def test_raw_bytes(self) -> None:
        assert texts("Subject: Kære".encode("cp1252") + b"\n\n") == ["Kære"]
        assert texts("Subject: Kære\n\n".encode() + b"\xff") == ["Kære", "ÿ"]

    @pytest.mark.parametrize(
        "address",
        [
            "no-reply@firma.dk",
            "noreply@x.no",
            "Do-Not-Reply@x.com",
            "post.do_not_reply@x.eu",
            "ikke-svar@x.dk",
            "nicht-antworten@x.de",
            "nieodpowiadaj@x.pl",
            "noreply+123@x.com",
        ],
    )
    def test_a_sender_that_takes_no_answer(self, address: str) -> None:
        (block,) = read(f"From: =?utf-8?Q?K=C3=B8b?= <{address}>\n\n")
        assert (block.kind, block.role, block.text) == ("attribute", "none", f"Køb <{address}>")

    @pytest.mark.parametrize("address", ["anna@firma.dk", "casino.replys@x.dk", "noreply.anna.dk", "norep@x.dk"])
    def test_a_sender_that_does(self, address: str) -> None:
        assert read(f"From: Noreply <{address}>\n\n") == []

    def test_language(self) -> None:
        mail = multipart(part("Hej"), part("Cześć", more="Content-Language: pl\n"))
        blocks = read(f"Content-Language: da\n{mail}")
        assert [(block.text, block.language) for block in blocks] == [("Hej", "da"), ("Hej", "da"), ("Cześć", "pl")]
        assert read("Content-Language: da, en\n\nHej")[0].language is None

    def test_the_language_of_a_page_goes_first(self) -> None:
        mail = "Content-Type: text/html\nContent-Language: da\n\n<p lang=de>Guten Tag</p><p>Hej</p>"
        assert [block.language for block in read(mail)] == ["de", "da"]

    @pytest.mark.parametrize(
        "parameter",
        [
            "charset*=utf-8''iso-8859-2",
            'charset="iso-8859-2" (Latin 2)',
            "charset*0=iso-8859; charset*1=-2",
            "CHARSET=ISO-8859-2",
        ],
    )
    def test_parameters(self, parameter: str) -> None:
        mail = f"Content-Type: text/plain;\r\n\t{parameter}\r\n\r\n".encode() + "Łódź".encode("iso-8859-2")
        assert texts(mail) == ["Łódź"]


class TestParts:
    def test_attachments_and_other_kinds_are_passed_over(self) -> None:
        mail = multipart(
            part("Hej"),
            part("bilag", more="Content-Disposition: attachment; filename=a.txt\n"),
            part("BEGIN:VCALENDAR", "text/calendar"),
            part("iVBORw0", "image/png", "Content-Transfer-Encoding: base64\n"),
            part("Subject: Videresendt\n\nGammelt brev", "message/rfc822"),
        )
        assert texts(mail) == ["Hej", "Hej"]

    def test_a_text_in_two_versions_is_read_once(self) -> None:
        plain = part("Kære Anna\n\nVi hører dig,\nog vi svarer. https://x.dk/a\n\nKun her.")
        page = part("<p>Kære&nbsp;Anna</p><p>Vi <b>hører</b> dig, og vi svarer.</p>", "text/html; charset=utf-8")
        blocks = texts(multipart(plain, page, kind="alternative"), "paragraph")
        assert blocks == ["Kun her.", "Kære Anna", "Vi hører dig, og vi svarer."]
        assert texts(multipart(plain, page), "paragraph") == [
            "Kære Anna",
            "Vi hører dig, og vi svarer. https://x.dk/a",
            "Kun her.",
            "Kære Anna",
            "Vi hører dig, og vi svarer.",
        ]

    def test_an_empty_page_hides_nothing(self) -> None:
        mail = multipart(part("Hej Anna"), part("<img src=a>", "text/html"), kind="alternative")
        assert texts(mail, "paragraph") == ["Hej Anna"]

    def test_related_inside_alternative(self) -> None:
        inner = 'Content-Type: multipart/related; boundary="in"\n\n--in\nContent-Type: text/html\n\n<p>Hej</p>\n--in--\n'
        mail = multipart(part("Hej\n\nFarvel"), f"--snit\n{inner}", kind="alternative")
        assert texts(mail, "paragraph") == ["Farvel", "Hej"]

    @pytest.mark.parametrize(
        "mail",
        [
            "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nVi hører dig",
            "Content-Type: multipart/mixed; boundary=x\n\n--x\n\nVi hører dig\n--x",
            "Content-Type: multipart/mixed\n\n--x\nContent-Type: text/plain\n\nVi hører dig\n--x--\n",
            "Content-Type: multipart/mixed; boundary=x\n\nVi hører dig",
            "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\nVi hører dig\n--x--",
            "Content-Type: noget\n\nVi hører dig",
            "Content-Type: ;;;=\n\nVi hører dig",
            "Content-Transfer-Encoding: ukendt\n\nVi hører dig",
            "From: a@b.dk\nVi hører dig",
            "\n\n\nX-A: 1\n\nVi hører dig",
            "Vi hører dig",
            "From anna@x.dk Mon Mar  3 10:12:00 2025\nX-A: 1\n\nVi hører dig",
        ],
    )
    def test_malformed_mails_are_read_as_well_as_can_be(self, mail: str) -> None:
        for newline in ("\n", "\r\n", "\r"):
            assert texts(mail.replace("\n", newline)) == ["Vi hører dig"]

    def test_an_odd_first_line_is_not_lost(self) -> None:
        assert texts("Bemærk: vi holder lukket\n\nHej") == ["Bemærk: vi holder lukket", "Hej"]
        assert texts("Note: we are closed\n\nHej") == ["Note: we are closed", "Hej"]
        assert texts("From: a@b.dk\nNote: we are closed\nReally") == ["Note: we are closed Really"]

    def test_a_header_alone(self) -> None:
        assert texts("Subject: Hej") == ["Hej"]
        assert texts("") == []

    def test_a_mailbox_holds_several_mails(self) -> None:
        one = "From a@x.dk Mon Mar  3 10:12:00 2025\nSubject: Et\n\nFørste\n"
        assert texts(one + "\n" + one.replace("Et", "To")) == ["Et", "Første", "To", "Første"]


class TestEncodings:
    def test_soft_line_breaks_vanish_inside_words(self) -> None:
        mail = "Content-Transfer-Encoding: quoted-printable\r\n\r\nVi h=C3=\r\n=B8rer d=\r\nig snart=21 1 =3D 1 =XY ="
        assert texts(mail) == ["Vi hører dig snart! 1 = 1 =XY"]
        assert marked(mail, "ø") == "=C3=\r\n=B8"
        assert marked(mail, "dig") == "d=\r\nig"
        assert marked(mail, "snart!") == "snart=21"

    def test_base64_to_the_symbol(self) -> None:
        body = base64.encodebytes("Zażółć gęślą jaźń, a potem zadzwoń do nas – od razu.".encode("cp1250")).decode()
        mail = f"Content-Type: text/plain; charset=windows-1250\nContent-Transfer-Encoding: BASE64\n\n{body}"
        assert texts(mail) == ["Zażółć gęślą jaźń, a potem zadzwoń do nas – od razu."]
        assert marked(mail, "Zaż") == body[:4]

    def test_base64_with_a_footer_in_plain_text(self) -> None:
        body = base64.encodebytes("Vi hører dig.\n".encode()).decode()
        mail = f"Content-Transfer-Encoding: base64\n\n{body}\n-- \nListen for alle\n"
        assert texts(mail)[0] == "Vi hører dig."
        assert any("Listen for alle" in text for text in texts(mail))

    @pytest.mark.parametrize("body", ["Vi hører dig", "VmkgaMO4cmVyIGRpZw", "VmkgaMO4cmVy\n!\nIGRpZw==", "Vmkg\naMO4cmVyIA==ZGln"])
    def test_bad_base64(self, body: str) -> None:
        assert texts(f"Content-Transfer-Encoding: base64\n\n{body}") == ["Vi hører dig"]

    @pytest.mark.parametrize("label", ["x-ukendt", "utf-8", "us-ascii", "", "rot13", "idna", "base64", '"'])
    def test_bytes_that_are_not_what_they_claim(self, label: str) -> None:
        mail = f"Content-Type: text/plain; charset={label}\n\nVi hører dig".encode("cp1252")
        assert texts(mail) == ["Vi hører dig"]

    def test_a_part_in_utf8_beside_one_in_latin1(self) -> None:
        mail = multipart(part("Vi hører"), part("Vi ser", "text/plain; charset=iso-8859-1")).replace("Vi ser", "Vi sér")
        data = mail.encode().replace("sér".encode(), "sér".encode("latin-1"))
        assert source_of(data).encoding == "latin-1"
        assert texts(data, "paragraph") == ["Vi hører", "Vi sér"]

    def test_a_page_may_name_its_own_character_set(self) -> None:
        page = '<meta charset="iso-8859-2"><p>Łódź wita</p>'.encode("iso-8859-2")
        head = b"Content-Type: text/html\nContent-Transfer-Encoding: "
        for name, body in (
            ("8bit", page),
            ("base64", base64.b64encode(page)),
            ("quoted-printable", quopri.encodestring(page)),
        ):
            assert texts(head + name.encode() + b"\n\n" + body) == ["Łódź wita"]

    def test_flowed_text(self) -> None:
        mail = "Content-Type: text/plain; format=flowed; delsp=yes\n\nVi hø \nrer  \n dig \n> citat \nSlut\n-- \nAnna"
        assert texts(mail) == ["Vi hører dig", "citat", "Slut", "Anna"]
        assert marked(mail, "hører") == "hø \nrer"

    def test_utf16(self) -> None:
        body = base64.encodebytes("\ufeffVi hører dig 😀".encode("utf-16-le")).decode()
        assert texts(f"Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n{body}") == ["Vi hører dig 😀"]


INTRODUCTIONS = [
    "On Mon, 3 Mar 2025 at 10:12, Anna Holm <anna@x.dk> wrote:",
    "On Mon, Mar 3, 2025 at 10:12 AM Anna Holm\n<anna@x.dk> wrote:",
    "Am 03.03.2025 um 10:12 schrieb Anna Holm:",
    "Am Mo., 3. März 2025 um 10:12 Uhr schrieb Anna Holm <\nanna@x.de>:",
    "Den man. 3. mar. 2025 kl. 10.12 skrev Anna Holm <anna@x.dk>:",
    "man. 3. mars 2025 kl. 10:12 skrev Anna Holm <anna@x.no>:",
    "pon., 3 mar 2025 o 10:12 Anna Holm <anna@x.pl> napisał(a):",
    "W dniu 3.03.2025 o 10:12, Anna Holm pisze:",
    "-----Original Message-----",
    "-----Oprindelig meddelelse-----",
    "-----Ursprüngliche Nachricht-----",
    "---------- Forwarded message ---------",
    "Begin forwarded message:",
    "Fra: Anna Holm\nSendt: 3. marts 2025\nTil: Ole\nEmne: Pakken",
    "Von: Anna Holm <anna@x.de>\nGesendet: Montag\nAn: Ole\nBetreff: Paket",
    "*From:* Anna Holm\n*Sent:* Monday\n*To:* Ole\n*Subject:* Parcel",
    "Od: Anna Holm\nWysłano: poniedziałek\nDo: Ola\nTemat: Paczka",
]


class TestQuotes:
    @pytest.mark.parametrize("line", INTRODUCTIONS)
    def test_earlier_mails_are_left_out(self, line: str) -> None:
        assert texts(f"X-A: 1\n\nMit svar.\n\n{line}\n\nGammelt.\n\nÆldre.") == ["Mit svar."]

    @pytest.mark.parametrize("line", INTRODUCTIONS[:8])
    def test_an_answer_below_the_quote_is_read(self, line: str) -> None:
        assert texts(f"X-A: 1\n\n{line}\n> Gammelt.\n\nMit svar.") == ["Gammelt.", "Mit svar."]
        assert texts(f"X-A: 1\n\n{line}\n> Gammelt.\n\nMit svar.", "quote") == ["Gammelt."]

    @pytest.mark.parametrize(
        "line",
        [
            "Anna skrev tre ting til os:",
            "From: 199 kr. a month",
            "Fra: 3. marts\nTil: 5. marts",
            "We wrote to you on Monday:",
            "Den 3. marts sker der noget:",
            "Original message sent",
            "Fra: København\nTil: Aarhus\nDato: 3. marts 2025",
            "Den 3. marts 2025 skrev vi til dig:",
            "On 3 March 2025 at 10:12 we wrote:",
        ],
    )
    def test_ordinary_lines_hide_nothing(self, line: str) -> None:
        assert texts(f"X-A: 1\n\n{line}\n\nSlut.")[-1] == "Slut."

    def test_in_pages(self) -> None:
        quote = '<div class="gmail_attr">On Mon, 3 Mar 2025 at 10:12 Anna wrote:</div><blockquote type="cite"><p>Old.</p></blockquote>'
        mail = f"Content-Type: text/html\n\n<p>Mine.</p>{quote}<p>Mine too.</p>"
        assert [block.text for block in read(mail) if block.kind != "quote"] == ["Mine.", "Mine too."]
        mail = "Content-Type: text/html\n\n<p>Mine.</p><p><b>From:</b> A<br>Sent: Mon<br>To: B<br>Subject: C</p><p>Old.</p>"
        assert texts(mail) == ["Mine."]

    def test_signature(self) -> None:
        blocks = read("X-A: 1\n\nHej\n\n-- \nAnna Holm\n\nRing til os\n")
        assert [(block.text, block.role) for block in blocks] == [
            ("Hej", "none"),
            ("Anna Holm", "signature"),
            ("Ring til os", "signature"),
        ]
        assert read("X-A: 1\n\nHej\n--\nAnna")[1].role == "signature"
        assert read("X-A: 1\n\nHej\n--\n" + "Afsnit\n\n" * 30)[1].role == "none"


class TestNasty:
    """One mail with the same phrase in the awkward places that mails have for it."""

    PHRASES = (
        (
            "subject cut in encoded words",
            "inden for rimelig tid",
            "inden_for?=\n =?utf-8?Q?_rime?=\n =?utf-8?B?bGlnIHRpZA",
        ),
        ("sender", "no-reply@eksempel.dk", "no-reply@eksempel.dk"),
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
        begin = time.process_time()
        read(data)
        assert time.process_time() - begin < 3


def test_decode_is_told_the_format_by_its_name() -> None:
    assert decode(b"\xe6", "email")[1] == "latin-1"
