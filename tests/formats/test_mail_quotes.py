"""E-mails: earlier mails and signatures."""

from __future__ import annotations

import pytest

from tests.formats.mails import read, texts

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
