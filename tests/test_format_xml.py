"""Android and .NET resources, property lists, and XML of any other kind."""

from __future__ import annotations

from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts

RESX_HEAD = '<?xml version="1.0"?>\n<root><resheader name="synergy"><value>synergy</value></resheader>\n'
DICT = "<key>{}</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@n@</string><key>n</key><dict>"
DIALECTS = {
    "android": Dialect(
        "xml",
        "strings.xml",
        lambda number: (f'  <string name="synergy{number}">', "</string>\n"),
        '<?xml version="1.0"?>\n<resources xmlns:synergy="circle back">\n',
        "</resources>\n",
        (" ", "\\n", "\n   ", "&#160;", "<br/>", "<b> </b>", '" "', "\\u0020", "&lt;br&gt;"),
        ("\u00ad", "<b></b>", '"', "\\u00AD", "<!-- synergy -->", "&lt;b&gt;&lt;/b&gt;", "&#xad;"),
        lambda sign: (f"\\u{ord(sign):04x}", f"&#{ord(sign)};", f"&#x{ord(sign):X};"),
        (
            '<string name="a" translatable="false">synergy</string>\n',
            '<string name="b">@string/synergy</string>\n',
            "<!-- synergy -->\n",
            '<color name="synergy">#fff</color>\n<integer name="synergy">5</integer>\n',
            '<string-array name="synergy" translatable="false"><item>synergy</item></string-array>\n',
        ),
    ),
    "resx": Dialect(
        "resx",
        "a.resx",
        lambda number: (f'<data name="synergy{number}" xml:space="preserve"><value>', "</value><comment>synergy</comment></data>\n"),
        RESX_HEAD,
        "</root>\n",
        (" ", "\n  ", "&#160;", "&lt;br&gt;", "<![CDATA[ ]]>"),
        ("\u00ad", "<!-- x -->", "&amp;shy;"),
        lambda sign: (f"&#{ord(sign)};",),
        (
            '<data name="a" type="System.Drawing.Point"><value>synergy</value></data>\n',
            '<data name="&gt;&gt;b.Name"><value>synergy</value></data>\n',
            '<data name="c" mimetype="application/x"><value>synergy</value></data>\n',
            '<metadata name="d"><value>synergy</value></metadata>\n',
            '<assembly alias="synergy" name="synergy" />\n',
        ),
    ),
    "stringsdict": Dialect(
        "stringsdict",
        "a.stringsdict",
        lambda number: (
            DICT.format(f"synergy{number}") + "<key>NSStringFormatValueTypeKey</key><string>synergy</string><key>one</key><string>",
            "</string></dict></dict>\n",
        ),
        '<?xml version="1.0"?>\n<!DOCTYPE plist PUBLIC "-//Synergy//DTD" "http://example.org/synergy.dtd">\n<plist version="1.0"><dict>\n',
        "</dict></plist>\n",
        (" ", "\n ", "&#160;", "&lt;br&gt;"),
        ("\u00ad", "<!-- x -->"),
        lambda sign: (f"&#{ord(sign)};",),
        ("<key>synergy</key><string>synergy</string>\n", "<!-- synergy -->\n"),
    ),
}

ANDROID = r"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE resources [ <!ENTITY synergy "synergy"> ]>
<!-- synergy -->
<resources xmlns:xliff="urn:synergy">
  <string name="synergy">⟦synergy⟧</string>
  <string name="circle_back">It\'s \"⟦s\u0079nergy⟧ &amp; ⟦circle\n   back⟧ \@ &synergy; ⟦low hanging&#160;fruit⟧</string>
  <string name="quoted">"  our   ⟦circle   back⟧ "and ⟦syn"er"gy⟧</string>
  <string name="markup">The <b>⟦circle</b> <i>back⟧</i> <xliff:g id="synergy" example="synergy">%1$s</xliff:g> ⟦synergy⟧</string>
  <string name="escaped">&lt;a href=\"synergy\">⟦low&lt;/a> hanging fruit⟧</string>
  <string name="cdata"><![CDATA[<p>⟦synergy⟧</p><p>it\'s ⟦circle back⟧ & so</p>]]></string>
  <plurals name="cups"><item quantity="one">%d ⟦synergy⟧</item><!-- synergy -->
    <item quantity="other">%d 😀 ⟦synergy⟧ 👩🏽‍💻</item></plurals>
  <string-array name="list"><item>⟦synergy⟧</item><item>a ⟦low
    hanging fruit⟧</item></string-array>
  <string name="a" translatable="false">synergy</string>
  <string name="b">@string/synergy</string><string name="c">https://example.org/synergy</string><string name="d"/>
</resources>
"""
RESX = (
    RESX_HEAD
    + """<!-- synergy -->
<data name="synergy"><value>⟦synergy⟧</value><comment>synergy</comment></data>
<data name="Save.Button"><value>Caf&#233; "so" ⟦s&#121;nergy⟧ &amp; ⟦circle
   back⟧ {0} ⟦low&#160;hanging fruit⟧</value></data>
<data name="html"><value>&lt;p&gt;⟦circle&lt;b&gt; back⟧&lt;/b&gt;&lt;/p&gt; &lt;a href="synergy"&gt;⟦synergy⟧&lt;/a&gt;</value></data>
<data name="cdata"><value><![CDATA[<b>⟦syn</b>ergy⟧ & ⟦circle back⟧]]></value></data>
<data name="x" type="System.String"><value>😀 ⟦synergy⟧ 👩🏽‍💻 ⟦circle  back⟧</value></data>
<data name="icon" type="System.Drawing.Bitmap" mimetype="x"><value>synergy</value></data>
<data name="Form.Size"><value>synergy</value></data>
<data name="icu"><value>{n, plural, one {a ⟦synergy⟧} other {b ⟦circle back⟧}}</value></data>
<data name="url"><value>https://example.org/synergy</value></data>
<data name="lines"><value>One

- ⟦synergy⟧
- ⟦low hanging
  fruit⟧</value></data><data name="last"><value>⟦synergy⟧ ⟦synergy⟧</value></data>
</root>
"""
)


def test_nasty_samples() -> None:
    check_sample("strings.xml", "xml", ANDROID)
    check_sample("a.resx", "resx", RESX)
    check_sample("a.xml", "xml", RESX)


def test_plural_forms_of_apple() -> None:
    forms = "<key>one</key><string>%d cup</string><key>other</key><string>%d cups</string></dict></dict>"
    found = blocks("a.stringsdict", f"<plist><dict>{DICT.format('cup_label')}{forms}</dict></plist>")
    assert [(block.text, block.kind, block.key) for block in found] == [
        ("%d cup", "label", "cup_label.n.one"),
        ("%d cups", "label", "cup_label.n.other"),
    ]


def test_other_xml_gives_its_prose() -> None:
    text = (
        '<page><meta name="x">a_b</meta><title>Our tea</title><para>The pot stays <em>warm</em> for &quot;you&quot;.</para>'
        "<code>let it be so</code>"
        "<flag>true</flag><item>Come in and sit down</item></page>"
    )
    assert texts("x.xml", text) == ["Our tea", 'The pot stays warm for "you".', "Come in and sit down"]
    assert texts("pom.xml", "<project><name>tea-shop</name><version>1.0</version><path>a/b c</path></project>") == []


def test_a_page_in_xml_is_read_as_a_page() -> None:
    assert texts("x.xml", "<html><body><p>Our <b>tea</b></p></body></html>") == ["Our tea"]


def test_what_is_no_xml_is_named() -> None:
    check_mistake("a.xml", "Hello", 1, 1, "no element")
    check_mistake("strings.xml", '<resources>\n<string name="a">Tea & cake</string></resources>', 2, 22, "&amp;")
    assert texts("a.xml", " ") == []
