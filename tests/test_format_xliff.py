"""XLIFF: places, targets and their languages, inline elements, and what is no XML."""

from __future__ import annotations

import pytest

from h2hlint.errors import UserError
from h2hlint.formats import extract
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts
from tests.patience import patience

HEAD = '<?xml version="1.0"?>\n<xliff version="1.2"><file source-language="de" target-language="en" original="synergy"><body>\n'
TAIL = "</body></file></xliff>\n"
XLIFF = Dialect(
    "xliff",
    "a.xlf",
    lambda number: (f'<trans-unit id="synergy{number}"><source>synergy</source>\n<target>', "</target><note>synergy</note></trans-unit>\n"),
    HEAD,
    TAIL,
    (" ", "\n  ", "&#160;", '<g id="1"> </g>', "<![CDATA[ ]]>", "&lt;br&gt;", '<bpt id="1">&lt;i&gt;</bpt> <ept id="1">synergy</ept>'),
    ("\u00ad", "&#xAD;", '<bpt id="1">synergy</bpt>', "<!-- x -->", "<![CDATA[]]>", '<mrk mtype="seg"></mrk>', "&lt;b&gt;&lt;/b&gt;"),
    lambda sign: (f"&#{ord(sign)};", f"&#x{ord(sign):x};"),
    (
        '<trans-unit id="a"><source>synergy</source></trans-unit>\n',
        '<trans-unit id="b" translate="no"><source>a</source><target>synergy</target></trans-unit>\n',
        '<trans-unit id="c"><target state="needs-translation">synergy</target></trans-unit>\n',
        "<!-- synergy -->\n",
        '<trans-unit id="d"><target>Tea</target><alt-trans><target>synergy</target></alt-trans></trans-unit>\n',
    ),
)
XLIFF_2 = Dialect(
    "xliff",
    "a.xliff",
    lambda number: (f'<unit id="synergy{number}"><segment><source>synergy</source>\n<target>', "</target></segment></unit>\n"),
    '<?xml version="1.0"?>\n<xliff version="2.0" srcLang="de" trgLang="en"><file id="synergy">\n',
    "</file></xliff>\n",
    (" ", "\n  ", "&#160;", '<pc id="1"> </pc>', "<![CDATA[ ]]>", "&lt;br&gt;"),
    ("\u00ad", "&#xAD;", "<!-- x -->", '<mrk id="m" type="term"></mrk>', '<pc id="1"></pc>'),
    lambda sign: (f"&#{ord(sign)};",),
    (
        '<unit id="a"><segment><source>synergy</source></segment></unit>\n',
        '<unit id="b" translate="no"><segment><source>a</source><target>synergy</target></segment></unit>\n',
        '<unit id="c"><segment state="initial"><source>a</source><target>synergy</target></segment></unit>\n',
        '<unit id="d"><notes><note>synergy</note></notes><segment><source>a</source><target>Tea</target></segment></unit>\n',
    ),
)
DIALECTS = {"": XLIFF, "2": XLIFF_2}

SAMPLE = (
    HEAD
    + """<!-- synergy -->
<trans-unit id="synergy" resname="circle back"><source>synergy</source><target>⟦synergy⟧</target></trans-unit>
<trans-unit id="1"><target>Caf&#233; &quot; ⟦s&#121;nergy⟧ &amp; ⟦circle
   back⟧ &lt; ⟦low&#160;hanging <g id="1">fr</g>uit⟧</target></trans-unit>
<trans-unit id="2"><target><![CDATA[<b>⟦circle</b> back⟧ & <a href="synergy">⟦synergy⟧</a>]]></target></trans-unit>
<trans-unit id="3"><target><ph id="1">synergy</ph> so <x id="2"
equiv-text="synergy"/> ⟦synergy⟧ %s {name} ⟦circle back⟧</target></trans-unit>
<trans-unit id="4"><target>😀 ⟦synergy⟧ 👩🏽‍💻 <mrk mtype="protected">synergy</mrk>
<mrk mtype="seg">⟦low hanging fruit⟧</mrk></target></trans-unit>
<trans-unit id="5"><source>synergy</source></trans-unit>
<trans-unit id="6"><target>{n, plural, one {a ⟦synergy⟧} other {b ⟦circle back⟧}}</target></trans-unit>
<trans-unit id="7"><target>https://example.org/synergy</target><alt-trans><target>synergy</target></alt-trans></trans-unit>
<trans-unit id="8"><target state="translated">&lt;p&gt;⟦synergy⟧&lt;/p&gt;&lt;p&gt;⟦syn&amp;shy;ergy⟧&lt;/p&gt;</target></trans-unit>
<trans-unit id="9"><target/></trans-unit>
<trans-unit id="10"><target>The <g>⟦syn</g><g>ergy⟧</g></target></trans-unit>
"""
    + TAIL
)


def test_a_nasty_sample() -> None:
    check_sample("a.xlf", "xliff", SAMPLE)
    check_sample("a.xml", "xml", SAMPLE)


def test_the_second_version() -> None:
    text = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="pl-PL"><file id="f">'
        '<unit id="u" name="pay_button">'
        '<originalData><data id="d">no text</data></originalData><segment state="translated"><source>Pay</source>'
        '<target>Zapłać <pc id="1">teraz'
        '</pc><ph id="2" dataRef="d"/></target></segment><segment state="initial"><source>a b</source>'
        "<target>c d</target></segment></unit></file></xliff>"
    )
    assert [(block.text, block.language, block.kind, block.key) for block in blocks("a.xliff", text)] == [
        ("Zapłać teraz\ufffc", "pl-PL", "button", "pay_button")
    ]


def test_a_file_without_targets_is_its_own_source() -> None:
    text = '<xliff><file source-language="de"><trans-unit id="a"><source>Guter Tee</source></trans-unit></file></xliff>'
    assert [(block.text, block.language) for block in blocks("a.xlf", text)] == [("Guter Tee", "de")]


MISTAKES = [
    ("<xliff><file></xliff>", 1, 14, "close <file> first"),
    ("<xliff>\n<file>", 2, 1, "never closed"),
    ("<xliff><target>a & b</target></xliff>", 1, 18, "&amp;"),
    ("<xliff><target>a < b</target></xliff>", 1, 18, "&lt;"),
    ("<xliff><!-- a", 1, 8, "never closed"),
    ("<xliff a='b></xliff>", 1, 1, "&lt;"),
    ("</xliff>", 1, 1, "closes nothing"),
    ("<a></a>", 1, 1, "no element <xliff>"),
    ("", 1, 1, "no element <xliff>"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_what_is_no_xml_is_named(text: str, line: int, column: int, words: str) -> None:
    check_mistake("a.xlf", text, line, column, words)


BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<xliff><target>&b;</target></xliff>'
HOSTILE = {
    "bomb": BOMB,
    "outside": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xliff><target>&a;</target></xliff>',
    "parameter": '<!DOCTYPE x [<!ENTITY % a "b">]><xliff/>',
    "deep": "<a>" * 100_000,
    "deep in the file": "<xliff>" + "<target>" * 100_000,
    "open tag": "<a b='" * 100_000,
    "open comment": "<!--" * 100_000,
    "open doctype": "<!DOCTYPE [" * 100_000,
    "signs": "<xliff>" + "<" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_at_once(name: str) -> None:
    with patience(), pytest.raises(UserError):
        extract(Source("a.xlf", HOSTILE[name], "xliff"))


def test_an_entity_of_the_file_is_one_word() -> None:
    text = '<!DOCTYPE x [<!ENTITY app "Tea">]><xliff><target>Use &app; today</target></xliff>'
    assert texts("a.xlf", text) == ["Use \ufffc today"]


def test_directives_stand_in_source_order() -> None:
    text = "<xliff><!-- h2hlint: off a --><target>One tea<!-- h2hlint: on --></target><target>Two teas</target></xliff>"
    assert [block.kind for block in blocks("a.xlf", text)] == ["directive", "value", "directive", "value"]
