"""Bytes → text: marks, declared character sets, and what is said of bytes that are no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.sources import decode, encode

TEXT = "Vi hører dig – også i Łódź. 😀 e\u0301\r\nLinje to\rtre\n"


class TestDecode:
    @pytest.mark.parametrize("name", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
    def test_marks_are_stripped_and_remembered(self, name: str) -> None:
        data = f"\ufeff{TEXT}".encode(name)
        assert decode(data, "text") == (TEXT, name, True)
        assert encode(TEXT, name, bom=True) == data

    def test_utf8_without_a_mark(self) -> None:
        assert decode(TEXT.encode(), "text") == (TEXT, "utf-8", False)
        assert decode(b"", "markdown") == ("", "utf-8", False)

    @pytest.mark.parametrize(
        ("head", "codec"),
        [
            ('<meta charset="iso-8859-1">', "cp1252"),
            ("<META CHARSET=latin1>", "cp1252"),
            ("<meta charset='iso-8859-2'/>", "iso8859-2"),
            ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
            ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15"),
            ("<meta charset=x-user-defined-windows-1252><meta charset=windows-1252>", None),
        ],
    )
    def test_a_page_may_declare_an_old_character_set(self, head: str, codec: str | None) -> None:
        if codec is None:
            with pytest.raises(UserError, match="does not know"):
                decode(f"{head}<p>ør".encode("cp1252"), "html")
            return
        text = f"{head}<p>Wir hören uns über Öl</p>\r\n"
        data = text.encode(codec)
        assert decode(data, "html") == (text, codec, False)
        assert encode(text, codec, bom=False) == data

    def test_utf8_beats_a_wrong_declaration(self) -> None:
        page = "<meta charset=iso-8859-1><p>Łódź</p>"
        assert decode(page.encode(), "html") == (page, "utf-8", False)

    def test_bytes_that_windows_1252_leaves_open_survive(self) -> None:
        data = b"<meta charset=latin1><p>\xe6\x81\x8d\x9d \x80</p>"
        text, codec, bom = decode(data, "html")
        assert text.endswith("æ\x81\x8d\x9d €</p>")
        assert encode(text, codec, bom=bom) == data

    @pytest.mark.parametrize("head", ["", "<meta charset=utf-8>", "<meta charset=utf-16>"])
    def test_says_where_a_file_stops_being_utf8(self, head: str) -> None:
        data = f"{head}Første\r\nandet ".encode() + b"\xe6ble"
        with pytest.raises(UserError) as caught:
            decode(data, "html")
        assert (caught.value.line, caught.value.column) == (2, 7)
        assert f"byte {len(data) - 3} is 0xE6" in caught.value.message
        assert "save it as UTF-8" in caught.value.message

    def test_a_declaration_counts_in_pages_only(self) -> None:
        with pytest.raises(UserError):
            decode(b"<meta charset=latin1> \xe6", "markdown")

    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"Hej\nmed\0dig", "NUL byte"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NUL byte"),
            (bytes(range(1, 32)) * 50, "control characters"),
            ("Hej med dig, kære kunde".encode("utf-16-le"), "UTF-16 without a byte order mark"),
            (b"\xff\xfeH", "save it as UTF-8"),
            (b"\xff\xfeH\xd8H\0", "save it as UTF-8"),
        ],
    )
    def test_what_is_not_text_is_told(self, data: bytes, words: str) -> None:
        with pytest.raises(UserError, match=words):
            decode(data, "text")

    def test_a_mail_is_never_refused(self) -> None:
        assert decode(b"Subject: \xc3\xa6", "email") == ("Subject: æ", "utf-8", False)
        assert decode(b"Subject: \xe6\0", "email") == ("Subject: æ\0", "latin-1", False)

    def test_a_character_that_the_encoding_lacks(self) -> None:
        with pytest.raises(UserError, match="no “ł”"):
            encode("Hej\nłal", "cp1252", bom=False)

    @given(st.binary(max_size=200), st.sampled_from(["html", "text", "email", "markdown"]))
    def test_any_bytes_are_read_or_refused_in_words(self, data: bytes, name: str) -> None:
        try:
            text, codec, bom = decode(data, name)
        except UserError:
            return
        assert encode(text, codec, bom=bom) == data

    @given(
        st.binary(max_size=60),
        st.sampled_from(["latin1", "iso-8859-2", "windows-1250", "iso-8859-15", "koi8-r", "gbk"]),
    )
    def test_pages_in_old_sets_go_back_to_the_same_bytes(self, data: bytes, label: str) -> None:
        data = f"<meta charset={label}>".encode() + data
        try:
            text, codec, bom = decode(data, "html")
        except UserError:
            return
        assert encode(text, codec, bom=bom) == data
