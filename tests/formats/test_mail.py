"""E-mails: header, parts and encodings; what is read and what is passed over."""

from __future__ import annotations

import base64
import quopri

import pytest

from h2hlint.sources import decode
from tests.formats.mails import marked, read, source_of, texts


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
        assert (block.kind, block.role, block.text) == ("attribute", "none", address.partition("@")[0].removeprefix("post."))

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


def test_decode_is_told_the_format_by_its_name() -> None:
    assert decode(b"\xe6", "email")[1] == "latin-1"
