"""Nasty samples of formats that share a reader with another: at least fifteen places each, all found exactly, none in code or keys."""

# ruff: noqa: E501, W291 (the lines of the samples are as long, and end, as such lines do)

from __future__ import annotations

import re

import pytest

from h2hlint import documents
from h2hlint.formats import extract, format_of, texts
from h2hlint.formats.wishes import Columns, Wishes
from h2hlint.sources import from_stdin
from h2hlint.text import Span
from tests.dialects import PHRASES, check_pieces, check_sample, spotter
from tests.test_documents import MAKERS, outlook, pdf

HANDLEBARS = """\
{{!-- synergy }} circle back --}}{{! synergy }}
<h1 class="{{#if synergy}}synergy{{/if}}">A ⟦circle
back⟧ &amp; {{synergy}} 😀 ⟦synergy⟧ {{{synergy}}}</h1>
{{> synergy}}{{#each synergies as |synergy|}}<li>⟦synergy⟧ {{this.synergy}} ⟦low&nbsp;hanging fruit⟧</li>{{else}}<li>⟦synergy⟧</li>{{/each}}
<p>Dear {{t "synergy" circle="back"}}, ⟦syn{{! x }}ergy⟧{{#unless a}} ⟦circle {{#if b}}back⟧{{/if}}{{/unless}} 👩🏽‍💻</p>
<img alt="⟦synergy⟧ {{synergy}}" src="{{synergy}}"><button {{on "synergy"}}>⟦circle back⟧</button>
<p>\\{{synergy}} ⟦low <b>hanging</b> fruit⟧ e\u0301t ⟦syn&shy;ergy⟧</p>
<script>synergy {{synergy}}</script><style>.synergy { {{synergy}} }</style><code>synergy</code>
{{#a}}<p>⟦synergy⟧</p>{{/a}}{{^a}}<p>⟦circle  back⟧</p>{{/a}}
<p title='⟦synergy⟧'>{{~synergy~}} ⟦low hanging fruit⟧</p>
"""
GO = """\
{{/* synergy */}}{{- /* circle back */ -}}
{{ define "synergy" }}<title>⟦Synergy⟧</title>{{ end }}
<h1>A ⟦circle
back⟧ {{ .Synergy }} 😀 ⟦synergy⟧</h1>
{{ $synergy := "synergy" }}{{ range $i, $synergy := .Synergies }}<li>⟦synergy⟧ {{ $synergy | printf "synergy %s" }}</li>{{ else }}
<li>⟦low hanging&nbsp;fruit⟧</li>{{ end }}
<p {{ if .Synergy }}class="synergy"{{ end }}>⟦syn{{/* x */}}ergy⟧, {{ if .A }}⟦circle back⟧{{ else if .B }}⟦synergy⟧{{ else }}⟦synergy⟧{{ end }}</p>
{{ template "synergy" . }}{{ block "synergy" . }}<p>⟦circle {{ with .X }}back⟧{{ end }} 👩🏽‍💻</p>{{ end }}
<a title="{{ T "synergy" }} ⟦synergy⟧" href="{{ .Synergy }}">⟦low <em>hanging</em> fruit⟧</a>
<p>&eacute;t ⟦synergy⟧ e\u0301t {{ `synergy }}` }} ⟦circle back⟧</p>
<script>var synergy = {{ .Synergy }}</script><pre>synergy</pre>
<p>⟦syn&#101;rgy⟧ &lt; ⟦circle&#32;back⟧</p>
"""
ERB = """\
<%# synergy %><% synergy = "circle back" %>
<h1><%= synergy %> A ⟦circle
back⟧ 😀 ⟦synergy⟧</h1>
<%= form_with model: synergy do |form| %><label>⟦synergy⟧</label><%= form.text_field :synergy, placeholder: "synergy" %><% end %>
<% synergies.each do |synergy| -%><li>⟦synergy⟧ <%== synergy %> ⟦low&nbsp;hanging fruit⟧</li><% end -%>
<p>Hi <%= t("synergy") %>, <% if synergy %>⟦circle back⟧<% elsif b %>⟦synergy⟧<% else %>⟦synergy⟧<% end %> ⟦syn<%# x %>ergy⟧</p>
<img alt="⟦synergy⟧ <%= synergy %>" src="<%= synergy %>"><button data-synergy="<%= synergy %>">⟦circle back⟧</button>
<p>100 <%% tea %> e\u0301t 👩🏽‍💻 ⟦low <b>hanging</b> fruit⟧ ⟦syn&shy;ergy⟧</p>
<script>synergy <%= synergy %></script><code>synergy</code>
<% unless synergy %><p>⟦circle <% if b %>back⟧<% end %> &amp; ⟦synergy⟧</p><% end %>
<p title='⟦synergy⟧'>⟦circle  back⟧</p>
"""
EJS = (
    ERB.replace("<%==", "<%-").replace("<% unless synergy %>", "<% if (!synergy) { %>").replace("<% if synergy %>", "<% if (synergy) { %>")
)
EJS = EJS.replace("<% elsif b %>", "<% } else if (b) { %>").replace("<% else %>", "<% } else { %>").replace("<% if b %>", "<% if (b) { %>")
EJS = EJS.replace("do |form| %>", "%>").replace("synergies.each do |synergy| -%>", "synergies.forEach(synergy => { -%>")
EJS = EJS.replace("<% end -%>", "<% }) -%>").replace("<% end %>", "<% } %>")
MJML = """\
<mjml><mj-head><mj-title>⟦Synergy⟧</mj-title><mj-preview>⟦circle back⟧ {{ synergy }}</mj-preview>
<mj-style>.synergy {}</mj-style><mj-attributes><mj-text synergy="synergy" /></mj-attributes></mj-head>
<mj-body><!-- synergy --><mj-section css-class="synergy"><mj-column>
<mj-text>Dear {{ synergy }}, 😀 ⟦synergy⟧ &amp; ⟦low
hanging fruit⟧ {# synergy #} ⟦syn&shy;ergy⟧</mj-text>
<mj-button href="https://synergy.example">⟦Circle back⟧</mj-button>
<mj-image alt="⟦synergy⟧" src="synergy.png" /><mj-divider />
<mj-raw><p>⟦circle <b>back⟧</b> <%= synergy %> {{#if synergy}}⟦synergy⟧{{else}}⟦synergy⟧{{/if}}</p></mj-raw>
<mj-table><tr><td>⟦low hanging fruit⟧</td><td>e\u0301t ⟦synergy⟧</td></tr></mj-table>
<mj-navbar><mj-navbar-link href="synergy">⟦synergy⟧</mj-navbar-link></mj-navbar>
<mj-text>{% if synergy %}⟦circle&nbsp;back⟧{% else %}⟦synergy⟧{% endif %} 👩🏽‍💻 ⟦circle  back⟧</mj-text>
</mj-column></mj-section></mj-body></mjml>
"""
LIQUID = """\
{% comment %} synergy {% endcomment %}{%- # synergy -%}{% assign synergy = "circle back" %}
<h1>{{ synergy | append: "synergy" }} A ⟦circle
back⟧ 😀 ⟦synergy⟧</h1>
{% schema %}{"name": "synergy"}{% endschema %}{% style %}.synergy {}{% endstyle %}{% javascript %}synergy{% endjavascript %}
{% case synergy %}{% when "synergy" %}<p>⟦synergy⟧</p>{% when 2 %}<p>⟦low&nbsp;hanging fruit⟧</p>{% else %}<p>⟦synergy⟧</p>{% endcase %}
{% for synergy in synergies limit: 3 %}<li>⟦synergy⟧ {{ synergy.title }}</li>{% else %}<li>⟦circle back⟧</li>{% endfor %}
<p {% if synergy %}class="synergy"{% endif %}>⟦low <b>hanging</b> fruit⟧ ⟦syn&shy;ergy⟧ {% render "synergy" %} 👩🏽‍💻 ⟦circle {% if a %}back⟧{% endif %}</p>
<img alt="{{ synergy }} ⟦synergy⟧" src="{{ 'synergy.png' | asset_url }}"><input placeholder='⟦circle back⟧' value="{{ synergy }}">
{% unless synergy %}<p>e\u0301t ⟦synergy⟧</p>{% endunless %}{% raw %}<p>⟦synergy⟧ {{ x }}</p>{% endraw %}
{% capture synergy %}⟦synergy⟧{% endcapture %}
<code>synergy</code><script>synergy</script>
"""
TEXT = """\
{# synergy #}{% extends "synergy" %}
Dear {{ synergy }},

we ⟦circle
back⟧ to you 😀 with {{ synergy|default("synergy") }} and ⟦synergy⟧.

- ⟦synergy⟧ & ⟦low hanging fruit⟧
- {% if synergy %}⟦circle back⟧{% elif b %}⟦synergy⟧{% else %}⟦synergy⟧{% endif %} so
{% for synergy in synergies %}
* ⟦low  hanging fruit⟧ {{ synergy }}
{% endfor %}
> ⟦circle
> back⟧

⟦Synergy⟧
=======

e\u0301t ⟦syn{# x #}ergy⟧ 👩🏽‍💻 https://synergy.example/synergy ⟦circle {% if a %}back⟧{% endif %}
ann@synergy.example ⟦synergy⟧ "so" 'so' ⟦low hanging\u00a0fruit⟧ %s ⟦synergy⟧
"""
XLIFF_2 = """\
<?xml version="1.0"?><!-- synergy -->
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="de" trgLang="en"><file id="synergy">
<notes><note>synergy</note></notes>
<unit id="synergy" name="circle back"><originalData><data id="d">synergy</data></originalData>
<segment state="final"><source>synergy</source><target>A ⟦circle
back⟧ 😀 ⟦synergy⟧ <ph id="1" dataRef="d" equiv="synergy"/> ⟦low <pc id="2">hanging</pc> fruit⟧</target></segment>
<segment><source>synergy</source><target>⟦s&#121;nergy⟧ &amp; ⟦circle&#160;back⟧ %s</target></segment></unit>
<group id="g"><unit id="u"><segment><source>a</source><target><![CDATA[⟦synergy⟧ & ⟦low hanging fruit⟧]]></target></segment>
<ignorable><source> </source></ignorable><segment state="initial"><source>b</source><target>synergy</target></segment></unit></group>
<unit id="p"><segment><source>c</source><target>{n, plural, one {a ⟦synergy⟧} other {b ⟦circle back⟧}}</target></segment></unit>
<unit id="h"><segment><source>d</source><target>&lt;p&gt;⟦circle&lt;b&gt; back⟧&lt;/b&gt;&lt;/p&gt; ⟦syn<mrk id="m" type="term">er</mrk>gy⟧</target></segment></unit>
<unit id="t" translate="no"><segment><source>e</source><target>synergy</target></segment></unit>
<unit id="z"><segment><source>f</source><target>👩🏽‍💻 ⟦synergy⟧ {name} ⟦circle  back⟧ ⟦syn\u00adergy⟧ ⟦synergy⟧</target></segment></unit>
</file></xliff>
"""
STRINGSDICT = """\
<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://synergy.example/synergy.dtd">
<plist version="1.0"><dict><!-- synergy -->
<key>synergy %d</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@synergy@ ⟦circle back⟧</string>
<key>synergy</key><dict><key>NSStringFormatSpecTypeKey</key><string>synergy</string><key>NSStringFormatValueTypeKey</key><string>d</string>
<key>zero</key><string>no ⟦synergy⟧</string><key>one</key><string>%d ⟦synergy⟧ &amp; ⟦low hanging
fruit⟧</string><key>two</key><string>😀 ⟦s&#121;nergy⟧</string><key>few</key><string>⟦circle&#160;back⟧ 👩🏽‍💻</string>
<key>many</key><string><![CDATA[⟦synergy⟧ & ⟦circle back⟧]]></string><key>other</key><string>(⟦synergy⟧) %@ ⟦syn\u00adergy⟧</string></dict></dict>
<key>circle back</key><dict><key>NSStringLocalizedFormatKey</key><string>%#@a@</string><key>a</key><dict>
<key>one</key><string>e\u0301t ⟦low hanging fruit⟧</string><key>other</key><string>⟦circle
  back⟧ ⟦synergy⟧ &lt;b&gt;⟦circle&lt;/b&gt; back⟧ ⟦synergy⟧</string></dict></dict></dict></plist>
"""
ARB = r"""{
  "@@locale": "en", "@@author": "synergy", "@@context": "synergy circle back",
  "synergy": "⟦synergy⟧", "@synergy": {"description": "synergy circle back", "placeholders": {"synergy": {"example": "synergy"}}},
  "cups": "{count, plural, =0{no ⟦synergy⟧} one{# ⟦synergy⟧} other{⟦circle back⟧ #}} in {name}", "@cups": {"description": "synergy"},
  "who": "{g, select, male{He ⟦circle back⟧ so} other{⟦low hanging fruit⟧}}",
  "quoted": "it''s ⟦synergy⟧ so", "escaped": "Caf\u00e9 \"so\" ⟦s\u0079nergy⟧ ⟦circle\tback⟧ \ud83d\ude00 ⟦synergy⟧",
  "html": "<b>⟦low</b> hanging fruit⟧ &amp; <a href=\"synergy\">⟦synergy⟧</a>",
  "emoji": "👩🏽‍💻 ⟦synergy⟧ 🇩🇰 ⟦circle  back⟧", "lines": "One\n- ⟦synergy⟧\n- ⟦low hanging\u00a0fruit⟧",
  "url": "https://synergy.example", "date": "{d, date, synergy}"
}
"""
EXTENSION = r"""{
  "synergy": {"message": "⟦synergy⟧", "description": "synergy"},
  "circle_back": {"message": "$SYNERGY$ ⟦circle back⟧ $1", "placeholders": {"synergy": {"content": "$1", "example": "synergy"}}},
  "a": {"message": "Caf\u00e9 \"so\" ⟦s\u0079nergy⟧ ⟦circle\tback⟧ \ud83d\ude00 ⟦synergy⟧", "description": "circle back"},
  "b": {"message": "<b>⟦low</b> hanging fruit⟧ &amp; ⟦synergy⟧ <code>synergy</code>"},
  "c": {"message": "👩🏽‍💻 ⟦synergy⟧ 🇩🇰 ⟦circle  back⟧ e"}, "d": {"message": "One\n\n⟦synergy⟧\n\n⟦low hanging\u00a0fruit⟧"},
  "e": {"message": "$$ ⟦synergy⟧ $synergy$ ⟦circle back⟧", "description": "synergy"},
  "f": {"message": "⟦syn\u00adergy⟧ so ⟦synergy⟧, ⟦circle back⟧", "description": ""}
}
"""
I18NEXT = r"""{
  "synergy": {"synergy_one": "{{count}} ⟦synergy⟧", "synergy_other": "{{count}} ⟦circle back⟧", "synergy_zero": "no ⟦synergy⟧"},
  "nest": "$t(synergy.synergy, {\"count\": 2}) ⟦synergy⟧ {{- html, uppercase}} ⟦low hanging fruit⟧",
  "circle back_male": "He ⟦circle back⟧", "list": ["⟦synergy⟧", "b ⟦synergy⟧", {"deep": "⟦circle\nback⟧"}],
  "tags": "<1>⟦low</1> hanging fruit⟧ <0/> ⟦synergy⟧", "escaped": "\"so\" ⟦s\u0079nergy⟧ \u00e9 ⟦circle\u00a0back⟧ 😀",
  "old": "__synergy__ ⟦synergy⟧ %{synergy} ⟦circle back⟧", "emoji": "👩🏽‍💻 ⟦synergy⟧ 🇩🇰",
  "link": "https://synergy.example/synergy", "n": 1, "lng": "en"
}
"""


@pytest.mark.parametrize(
    ("path", "sample"),
    [
        ("a.hbs", HANDLEBARS),
        ("a.gohtml", GO),
        ("a.html.erb", ERB),
        ("a.ejs", EJS),
        ("a.mjml", MJML),
        ("a.liquid", LIQUID),
        ("a.txt.j2", TEXT),
        ("a.xliff", XLIFF_2),
        ("a.stringsdict", STRINGSDICT),
        ("app_en.arb", ARB),
        ("_locales/en/messages.json", EXTENSION),
        ("locales/en.json", I18NEXT),
    ],
)
def test_nasty_samples(path: str, sample: str) -> None:
    check_sample(path, format_of(path) or "", sample)


ZENDESK = r"""{"macros": [
  {"id": 1, "title": "⟦synergy⟧ first", "description": "synergy", "url": "https://synergy.example", "actions": [
    {"field": "status", "value": "synergy"},
    {"field": "comment_value_html", "value": "<p>Hi {{ticket.requester.first_name}},</p><p>we ⟦circle<b> back⟧</b> &amp; ⟦syn&shy;ergy⟧</p>"}]},
  {"id": 2, "title": "A ⟦circle  back⟧", "actions": [{"field": "comment_value", "value": ["channel:all",
    "Caf\u00e9 \"⟦s\u0079nergy⟧\" 😀 ⟦circle\nback⟧\n\n- ⟦low hanging\u00a0fruit⟧ %s"]}]},
  {"id": 3, "title": "⟦synergy⟧", "actions": [{"field": "set_tags", "value": "synergy"}, {"field": "comment_value", "value": "👩🏽‍💻 ⟦synergy⟧"}]},
  {"id": 4, "title": "⟦low hanging fruit⟧ 🇩🇰", "actions": [{"field": "comment_value", "value": "⟦synergy⟧ e ⟦synergy⟧, ⟦circle back⟧; ⟦synergy⟧ ⟦synergy⟧"}]}
], "next_page": "synergy", "count": 4}
"""
FRESHDESK = """\
id;title;content_html;folder;language
synergy;⟦synergy⟧;"<p>Hi {{ticket.name}}, ""⟦circle
back⟧"" &amp; ⟦syn&shy;ergy⟧</p>";synergy;en
2;"a ⟦circle  back⟧; so";"👩🏽‍💻 ⟦synergy⟧<br>⟦low hanging&nbsp;fruit⟧";circle back;en
3;;⟦synergy⟧ %s ⟦circle back⟧ {name};synergy;en
4;⟦low hanging fruit⟧;"<ul><li>⟦synergy⟧</li><li>⟦cir<b>cle</b> back⟧</li></ul> ""⟦synergy⟧"" ";synergy;en
5;e ⟦synergy⟧;😀 ⟦synergy⟧ ⟦synergy⟧;synergy;en
"""
ZAMMAD = r"""[{"id": 1, "name": "⟦synergy⟧", "perform": {"article.note": {"body": "<div>A ⟦circle<br>back⟧ #{ticket.name} ⟦s\u0079nergy⟧</div>", "subject": "synergy"}, "ticket.state_id": {"value": "synergy"}}},
 {"id": 2, "name": "b ⟦low hanging fruit⟧", "perform": {"article.note": {"body": "Caf\u00e9 \"⟦synergy⟧\" 😀 ⟦circle\nback⟧ &amp; ⟦syn&shy;ergy⟧"}}},
 {"id": 3, "name": "⟦circle  back⟧ 👩🏽‍💻", "perform": {"article.note": {"body": "⟦synergy⟧ %s ⟦low hanging\u00a0fruit⟧ e ⟦synergy⟧"}}},
 {"id": 4, "name": "⟦synergy⟧ ⟦synergy⟧", "note": "synergy", "perform": {"article.note": {"body": "<ul><li>⟦synergy⟧</li><li>⟦circle back⟧</li></ul>"}}}]
"""


@pytest.mark.parametrize(
    ("path", "sample", "columns"),
    [
        ("zendesk.json", ZENDESK, ("title", "actions[field=comment_value|comment_value_html].value")),
        ("freshdesk.csv", FRESHDESK, ("title", "content_html")),
        ("zammad.json", ZAMMAD, ("name", "perform.article\\.note.body")),
    ],
)
@pytest.mark.parametrize("change", ["\n", "\r\n"])
def test_nasty_exports(path: str, sample: str, columns: tuple[str, ...], change: str) -> None:
    marked = sample.replace("\n", change)
    places = [found.start() - number for number, found in enumerate(re.finditer("[⟦⟧]", marked))]
    planted = [Span(*pair) for pair in zip(places[::2], places[1::2], strict=True)]
    assert len(planted) >= 15
    source = from_stdin(re.sub("[⟦⟧]", "", marked).encode(), path)
    blocks = [block for found, _ in texts(source, Wishes(Columns(columns, id="id"))) for block in found]
    phrase = re.compile("|".join(" ".join(words) for words in PHRASES), re.IGNORECASE)
    assert [block.to_source(Span(*one.span())) for block in blocks for one in phrase.finditer(block.text)] == planted


PARAGRAPHS = (
    "A synergy 😀 and circle back, “so” synergy",
    "1. low hanging fruit & synergy < so > synergy 👩🏽‍💻",
    "e\u0301t syn\u00adergy 🇩🇰 circle\u00a0back zażółć",
    "{name}, %s: circle back; low hanging fruit – synergy",
    "https://synergy.example ann@synergy.example synergy",
    "Ærø synergy, circle back! Synergy?",
)


@pytest.mark.parametrize("name", ["docx", "odt", "pptx"])
def test_nasty_documents(name: str) -> None:
    source = documents.read(f"a.{name}", MAKERS[name](*PARAGRAPHS), name)
    found = [source.text[slice(*finding.span)] for finding in spotter().lint(source).findings]
    phrase = re.compile(r"(?<![./@])(?:syn\u00ad?ergy|circle[ \u00a0]back|low hanging fruit)(?!\.)", re.IGNORECASE)
    planted = [one for text in PARAGRAPHS for one in phrase.findall(text)]
    assert len(planted) >= 15
    assert [re.sub("\u00a0", " ", one) for one in found] == [re.sub("\u00a0", " ", one) for one in planted]
    check_pieces(source)
    assert {source.place(block.pieces[0].source.start) for block in extract(source)} == {
        f"{'slide' if name == 'pptx' else 'paragraph'} {number}" for number in range(1, len(PARAGRAPHS) + 1)
    }


PAGES = (
    "A synergy & circle back, so synergy.\nWe circle\nback to low hanging\nfruit – synergy at Café £5",
    "1. low hanging fruit; synergy <so> synergy: {name}, %s, circle back!\nhttps://synergy.example ann@synergy.example Synergy",
    "Ærø synergy, CIRCLE BACK? Low\nhanging\nfruit… synergy",
)
MAIL = """\
Hi Ann,\r\n\r\nA synergy & circle back, “so” synergy.\r\nWe circle\r\nback to low hanging\r\nfruit – synergy at Café 😀\r\n\r
{name}, %s: circle back; low hanging fruit = synergy\r\n\r\nhttps://synergy.example ann@synergy.example Synergy\r\n\r
Ærø synergy, CIRCLE BACK? Low\r\nhanging\r\nfruit… synergy 🇩🇰 zażółć synergy\r\n"""


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("pdf", pdf(*PAGES), " ".join(PAGES)),
        (
            "msg",
            outlook({"__substg1.0_0037001F": "Synergy".encode("utf-16-le"), "__substg1.0_1000001F": MAIL.encode("utf-16-le")}),
            f"Synergy {MAIL}",
        ),
    ],
)
def test_nasty_pages_and_mails(name: str, data: bytes, text: str) -> None:
    source = documents.read(f"a.{name}", data, name)
    found = [source.text[slice(*finding.span)] for finding in spotter().lint(source).findings]
    planted = re.findall(r"(?<![./@])(?:synergy|circle\s+back|low\s+hanging\s+fruit)(?!\.\w)", text, re.IGNORECASE)
    assert len(planted) >= 15
    assert [" ".join(one.split()) for one in found] == [" ".join(one.split()) for one in planted]
    check_pieces(source)


MAILBOX = """\
From synergy@example.org Mon Nov 16 09:01:00 2026
From: Synergy <synergy@example.org>
Subject: =?utf-8?Q?=F0=9F=98=80_⟦s=79nergy⟧?= and ⟦circle
 back⟧
X-Synergy: circle back

Hi Ann,

⟦synergy⟧ & ⟦low
hanging fruit⟧ 👩🏽‍💻 https://synergy.example

On Mon, 16 Nov 2026 at 09:01, Bo wrote:
> tea

From synergy@example.org Mon Nov 16 09:02:00 2026
Subject: ⟦synergy⟧
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="synergy"

synergy
--synergy
Content-Type: text/plain; charset=iso-8859-2
Content-Transfer-Encoding: quoted-printable

=B1 ⟦syn=
ergy⟧ and ⟦c=69rcle back⟧ =3D ⟦low hanging=A0fruit⟧
--synergy
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p title=3D"⟦synergy⟧">caf=C3=A9 ⟦circle <b>ba=
ck⟧</b> &amp; ⟦syn&shy;ergy⟧</p><style>.synergy {}</style>
--synergy
Content-Type: text/plain; name=synergy.txt
Content-Disposition: attachment; filename=synergy.txt

synergy
--synergy
Content-Type: text/plain

⟦circle back⟧ "so" ⟦synergy⟧, ⟦Synergy⟧; ⟦low hanging fruit⟧

-- 
Ann
--synergy--
"""


def test_a_nasty_mailbox() -> None:
    check_sample("a.mbox", "email", MAILBOX)
