"""XML of every kind: what is read is what another parser of XML reads."""

from __future__ import annotations

import plistlib
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dialects import texts

SIGNS = "aøż😀é&<>\"'\n\t \u00a0]-"
PARTS = st.lists(st.tuples(st.text(SIGNS, max_size=8), st.sampled_from(["plain", "cdata", "number", "hex"])), max_size=5)


def _written(parts: list[tuple[str, str]]) -> str:
    """Write texts in the ways that XML has."""
    out = ""
    for text, way in parts:
        if way == "plain":
            out += escape(text)
        elif way == "cdata":
            out += f"<![CDATA[{text.replace(']]>', '')}]]>"
        else:
            out += "".join(f"&#{ord(sign)};" if way == "number" else f"&#x{ord(sign):x};" for sign in text)
    return out


def _parsed(tag: str) -> Callable[[str], list[str]]:
    def read(text: str) -> list[str]:
        return ["".join(element.itertext()) for element in ET.fromstring(text).iter(tag)]  # noqa: S314 (our own text)

    return read


def _plist(text: str) -> list[str]:
    forms = plistlib.loads(text.encode())["a"]["b"]
    return [forms[name] for name in ("one", "other") if name in forms]


KINDS: dict[str, tuple[str, str, str, str, Callable[[str], list[str]]]] = {
    "a.xlf": (
        '<xliff version="1.2"><file source-language="en" target-language="da"><body>',
        '<trans-unit id="a"><source>x</source><target>So ',
        " so</target></trans-unit>",
        "</body></file></xliff>",
        _parsed("target"),
    ),
    "a.resx": ("<root>", '<data name="a"><value>So ', " so</value></data>", "</root>", _parsed("value")),
    "a.stringsdict": (
        '<?xml version="1.0" encoding="UTF-8"?><plist version="1.0"><dict><key>a</key><dict>'
        "<key>NSStringLocalizedFormatKey</key><string>%#@b@</string><key>b</key><dict>",
        "<key>{}</key><string>So ",
        " so</string>",
        "</dict></dict></dict></plist>",
        _plist,
    ),
}


@pytest.mark.parametrize("path", KINDS)
@given(values=st.lists(PARTS, min_size=1, max_size=2))
def test_texts_are_those_that_another_parser_reads(path: str, values: list[list[tuple[str, str]]]) -> None:
    head, before, after, tail, read = KINDS[path]
    entries = (before.format(name) + _written(parts) + after for name, parts in zip(("one", "other"), values, strict=False))
    text = head + "".join(entries) + tail
    expected = [" ".join(value.split()) for value in read(text)]
    if any(re.search(r"<[a-zA-Z/!]|&[#a-zA-Z]|^[->]|\n\s*\n|\n\s*[->]|-{3}", value, re.MULTILINE) for value in read(text)):
        return  # read as markup, as paragraphs or as a list
    assert texts(path, text) == expected
