"""Templates: tags of six languages, the formats that they make, comments, and tags that never end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.formats import extract, format_of
from h2hlint.text import INLINE_OBJECT, Source
from tests.dialects import Dialect, blocks, check_pieces, check_sample, texts
from tests.patience import patience

PAGE = (" ", "\n", "&nbsp;", "<br>", " <!-- back -->", "\u00a0")
SEAMS = ("\u00ad", "&shy;", "<b></b>")


def _letter(sign: str) -> tuple[str, ...]:
    return (f"&#{ord(sign)};",)


def _page(name: str, path: str, joints: tuple[str, ...], seams: tuple[str, ...], noise: tuple[str, ...], **more: str) -> Dialect:
    plain = ('<a href="synergy"></a>', "<!-- synergy -->", "<code>synergy</code>")
    entry = more.get("tag", "p")
    return Dialect(
        name,
        path,
        lambda _: (f"<{entry}>", f"</{entry}>\n"),
        joints=(*PAGE, *joints),
        seams=(*SEAMS, *seams),
        letter=_letter,
        noise=(*plain, *noise),
        head=more.get("head", ""),
        tail=more.get("tail", ""),
    )


JINJA = _page(
    "jinja",
    "a.html.j2",
    (" {% if synergy %}", "{# synergy #} ", "{%- endif -%} ", '{% set x = "%}" %}\n'),
    ("{% x %}", "{# #}"),
    (
        "{{ synergy }}",
        '{{ "synergy }}" }}',
        "{# circle back #}",
        "{% comment %}synergy{% endcomment %}",
        "{% if synergy %}",
        "<p {{ synergy }}></p>",
    ),
)
HANDLEBARS = _page(
    "handlebars",
    "a.hbs",
    (" {{#if synergy}}", "{{! synergy }} ", "{{/if}} ", "{{!-- }} --}}\n"),
    ("{{#x}}", "{{! }}"),
    ("{{synergy}}", "{{{ synergy }}}", '{{t "synergy"}}', "{{! circle back }}", "{{> synergy}}", '<p title="{{synergy}}"></p>'),
)
GO = _page(
    "go-template",
    "a.gohtml",
    (" {{ if synergy }}", "{{/* synergy */}} ", "{{- end -}} ", "{{ $x := `}}` }}\n"),
    ("{{ range . }}", "{{/* */}}"),
    ("{{ .synergy }}", '{{ T "synergy }}" }}', "{{- /* circle back */ -}}", '{{ template "synergy" . }}'),
)
ERB = _page(
    "erb",
    "a.html.erb",
    (" <% if synergy %>", "<%# synergy %> ", "<%- end -%> "),
    ("<% x %>", "<%# %>"),
    ("<%= synergy %>", '<%= t "synergy" %>', "<%# circle back %>", "<a <%= synergy %>></a>"),
)
BLADE = _page(
    "blade",
    "a.blade.php",
    (" @if(synergy(')')) ", "{{-- synergy --}} ", " @endif ", "<?php synergy() ?> "),
    ("{{-- --}}", "<?php x() ?>"),
    (
        "{{ synergy }}",
        "{!! synergy !!}",
        "{{-- circle back --}}",
        "@lang('synergy')",
        "@php\n$a = 'synergy';\n@endphp",
        "@section('x', 'synergy')",
    ),
)
MJML = _page(
    "mjml",
    "a.mjml",
    (" {{#if synergy}}", "{# synergy #} ", "{% endif %} ", "<% synergy %> "),
    ("{{/if}}", "{# #}"),
    ("{{ synergy }}", "<mj-style>synergy</mj-style>", '<mj-image src="synergy" />', "<mj-text></mj-text>", "{! x }"),
    tag="mj-text",
    head="<mjml><mj-body>",
    tail="</mj-body></mjml>",
)
TEXT = Dialect(
    "jinja",
    "a.txt.j2",
    lambda _: ("", "\n\n"),
    joints=(" ", "\n", " {% if synergy %}", "{# synergy #} ", "{% endif %} "),
    seams=("\u00ad", "{# #}"),
    noise=("{{ synergy }}\n\n", "{# synergy #}\n"),
)
MARKDOWN = Dialect(
    "erb",
    "a.md.erb",
    lambda _: ("", "\n\n"),
    joints=(" ", "\n", " <% if synergy %>", "<%# synergy %> ", "&nbsp;"),
    seams=("\u00ad", "<%# %>", "<b></b>"),
    letter=_letter,
    noise=("<%= synergy %>\n\n", "`synergy`\n\n", "<%# synergy %>\n\n", "    synergy\n\n"),
)
LIQUID = _page(
    "jinja",
    "a.liquid",
    (" {% if synergy %}", "{% comment %} synergy {% endcomment %} ", "{%- endif -%} ", "{% assign synergy = 'x' %}\n"),
    ("{% render 'synergy' %}", "{%- # synergy -%}"),
    ("{{ synergy | append: 'synergy' }}", "{% schema %}synergy{% endschema %}", "{% style %}synergy{% endstyle %}"),
)
EJS = _page(
    "erb",
    "a.ejs",
    (" <% if (synergy) { %>", "<%# synergy %> ", "<% } %> "),
    ("<% x() %>", "<%# %>"),
    ("<%= synergy %>", "<%- include('synergy') %>", "<% const synergy = 'synergy' %>"),
)
DIALECTS = {
    "liquid": LIQUID,
    "ejs": EJS,
    "jinja": JINJA,
    "handlebars": HANDLEBARS,
    "go": GO,
    "erb": ERB,
    "blade": BLADE,
    "mjml": MJML,
    "text": TEXT,
    "markdown": MARKDOWN,
}

SAMPLE = """\
---
title: The ⟦synergy⟧
layout: synergy
---
{# synergy #}
{% extends "synergy" %}{% import 'synergy' as circle %}
<h1 class="synergy {% if synergy %}synergy{% endif %}">A ⟦circle
back⟧ &amp; {{ synergy }} 😀 ⟦synergy⟧</h1>
<p {% if synergy > 1 %}hidden{% endif %}>So {{ "synergy }}" }} ⟦synergy⟧ {{ {'synergy': {'b': 1}} }} it's ⟦low <b>hanging</b>{% if x %}
fruit⟧{% endif %} 👩🏽‍💻 ⟦cir{# synergy #}cle&nbsp;back⟧</p>
{% trans synergy=circle %}<p>Dear {{ synergy }}, ⟦syn&shy;ergy⟧{% pluralize %} ⟦synergy⟧{% endtrans %}</p>
{% raw %}<p>⟦synergy⟧</p>{% endraw %}
{% comment %}synergy{% endcomment %}
{% schema %}{"synergy": "synergy"}{% endschema %}
{% set text %}⟦synergy⟧{% endset %}
<img alt="{{ synergy }} ⟦synergy⟧" src="synergy"><input placeholder='⟦circle back⟧' type="{{ 'synergy' }}">
<a href="{{ url('synergy') }}" title="{{ '}}' }}">⟦circle</a> <em>{%- if a -%}back⟧{%- endif -%}</em>
<script>synergy {{ synergy }}</script><code>synergy</code>
<{{ tag }} class="synergy">⟦synergy⟧</{{ tag }}>
<ul>{% for synergy in synergies %}<li>⟦synergy⟧ e\u0301t {{ loop }}</li>{% endfor %}</ul>
{% broken <p>⟦synergy⟧ {{ broken } ⟦circle back⟧</p>
"""

BLADE_SAMPLE = """\
@extends('synergy') {{-- synergy --}}
@section('title', 'synergy')
@php
    $a = "synergy";
@endphp
<h1>⟦Synergy⟧ for {{ $synergy ?? 'synergy' }}</h1>
@if (count($synergy) > 1 && f("synergy)"))
<p>So ⟦circle @endif
back⟧ @lang('synergy') ⟦synergy⟧ {!! $synergy !!} ⟦synergy⟧</p>
@elseif ($synergy) <p>⟦synergy⟧</p> @else <p>⟦low&nbsp;hanging
fruit⟧</p> @endif
<p>tea@synergy.example @tea @@if ⟦synergy⟧ @{{ synergy }} ⟦synergy⟧</p>
<?php echo "synergy -> ?"; ?> <p title="⟦synergy⟧ {{ $x['synergy'] }}">⟦synergy⟧ 😀</p>
@foreach ($synergies as $synergy)<li>⟦synergy⟧</li>@endforeach
<button @class(['synergy' => $synergy])>⟦circle back⟧</button>@csrf
<img alt="⟦synergy⟧" @disabled($synergy)><style>@media (min-width: 1px) { .synergy {} }</style>
@verbatim <p>⟦synergy⟧ {{ synergy }} ⟦synergy⟧</p> @endverbatim
"""


@pytest.mark.parametrize(("path", "form", "sample"), [("a.html.twig", "jinja", SAMPLE), ("a.blade.php", "blade", BLADE_SAMPLE)])
def test_nasty_samples(path: str, form: str, sample: str) -> None:
    check_sample(path, form, sample)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.twig", "<p>Hello {{ name|default('you') }}, {% if a %}tea{% endif %}{# no #}!</p>"),
        ("a.hbs", "<p>Hello {{name}}, {{#if a}}tea{{/if}}{{! no }}{{!-- no --}}!</p>"),
        ("a.mustache", "Hello {{{name}}}, {{#a}}tea{{/a}}{{! no }}!"),
        ("a.gohtml", "<p>Hello {{ .Name }}, {{ if .A }}tea{{ end }}{{/* no */}}!</p>"),
        ("a.html.erb", "<p>Hello <%= name %>, <% if a %>tea<% end %><%# no %>!</p>"),
        ("a.ejs", "<p>Hello <%- name %>, <% if (a) { %>tea<% } %><%# no %>!</p>"),
        ("a.blade.php", "<p>Hello {{ $name }}, @if (f(')')) tea{{-- no --}}!</p>"),
        ("a.mjml", "<mj-text>Hello {{ name }}, {% if a %}tea{% endif %}{# no #}!</mj-text>"),
        ("a.txt.j2", "Hello {{ name }}, {% if a %}tea{% endif %}{# no #}!"),
        ("a.md.j2", "Hello {{ name }}, {% if a %}*tea*{% endif %}{# no #}!"),
    ],
)
def test_an_output_tag_is_a_word_and_other_tags_are_none(path: str, text: str) -> None:
    assert texts(path, text) == [f"Hello {INLINE_OBJECT}, tea!"]


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("a.html.j2", "{# h2hlint: off a/b why #}"),
        ("a.liquid", "{% comment %} h2hlint: off a/b why {% endcomment %}"),
        ("a.liquid", "{%- # h2hlint: off a/b why -%}"),
        ("a.hbs", "{{! h2hlint: off a/b why }}"),
        ("a.hbs", "{{!-- h2hlint: off a/b why --}}"),
        ("a.gohtml", "{{- /* h2hlint: off a/b why */ -}}"),
        ("a.html.erb", "<%# h2hlint: off a/b why %>"),
        ("a.blade.php", "{{-- h2hlint: off a/b why --}}"),
        ("a.mjml", "<!-- h2hlint: off a/b why -->"),
        ("a.txt.j2", "{# h2hlint: off a/b why #}"),
        ("a.hbs", "<!-- h2hlint: off a/b why -->"),
    ],
)
def test_comments_speak_to_the_linter(path: str, comment: str) -> None:
    found = blocks(path, f"<p>Tea</p>{comment}<p>Cup</p>")
    assert [block.text for block in found if block.kind == "directive"] == ["h2hlint: off a/b why"]


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("mail.html.j2", "jinja"),
        ("mail.da.j2", "jinja"),
        ("mail.jinja", "jinja"),
        ("Mail.HTML.Twig", "jinja"),
        ("product.alternate.liquid", "jinja"),
        ("a.blade.php", "blade"),
        ("a.php", "php"),
        ("a.tmpl", "go-template"),
        ("a.txt.tmpl", "go-template"),
        ("nginx.conf.j2", None),
        ("a.yaml.tmpl", None),
        ("theme.css.liquid", None),
        ("component.tsx.hbs", None),
        (".j2", None),
    ],
)
def test_a_suffix_before_that_of_a_template_says_what_it_makes(path: str, form: str | None) -> None:
    assert format_of(path) == form


def test_what_a_template_makes_is_read_as_such() -> None:
    assert [block.kind for block in blocks("a.md.j2", "# Tea {{ x }}\n\n- cup\n")] == ["heading", "list-item"]
    assert [block.kind for block in blocks("a.j2", "<h1>Tea {{ x }}</h1>")] == ["heading"]
    assert [block.kind for block in blocks("welcome-subject.jinja", "Tea for {{ x }}")] == ["subject"]
    assert [block.kind for block in blocks("a.eml.j2", "Subject: Tea for {{ x }}\n\nDear {{ y }}\n")] == ["subject", "paragraph"]
    mail = '<mjml><mj-title>Tea</mj-title><mj-button href="u">Buy</mj-button><mj-image alt="A cup" /></mjml>'
    assert [(block.kind, block.text) for block in blocks("a.mjml", mail)] == [("heading", "Tea"), ("button", "Buy"), ("attribute", "A cup")]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.html", "{% load i18n %}<p>Hello {{ name }}, {% if a %}tea{% endif %}{# no #}!</p>"),
        ("a.html", '{{ define "x" }}<p>Hello {{ .Name }}, {{ if .A }}tea{{ end }}{{/* no */}}!</p>{{ end }}'),
        ("a.html", "<p>Hello {{name}}, {{#if a}}tea{{/if}}{{! no }}!</p>"),
        ("a.txt", "{% autoescape off %}Hello {{ name }}, {% if a %}tea{% endif %}!{% endautoescape %}"),
    ],
)
def test_pages_and_texts_that_are_templates_are_read_as_such(path: str, text: str) -> None:
    assert texts(path, text) == [f"Hello {INLINE_OBJECT}, tea!"]


def test_pages_and_texts_with_braces_are_no_templates() -> None:
    assert texts("a.html", "<p>{{ tea }} 5 {% off {#1} <% x</p>") == ["{{ tea }} 5 {% off {#1} <% x"]
    assert texts("a.txt", "{{ tea }} 5 {% off {#1} <% x") == ["{{ tea }} 5 {% off {#1} <% x"]


def test_templates_of_code_hold_no_copy() -> None:
    makefile = "# Options of the build\nNAME = {{ name }}\nall: $(OBJECTS)\n\t$(CC) -o {{ name }} the files\n"
    assert texts("Makefile.j2", makefile) == []
    assert texts("mail.j2", "Dear {{ name }},\n\nYour tea is here; a cup of it = joy.\n\n- Milk\n") != []
    assert [block.kind for block in blocks("a.rst.j2", "Tea\n===\n\n- {{ x }} cup\n")] == ["heading", "list-item"]


def test_rows_of_a_table_stay_together_around_a_loop() -> None:
    table = "| a | b |\n|---|---|\n{% for x in y %}\n| {{ x }} | tea |\n{% endfor %}\n"
    assert [block.kind for block in blocks("a.md.j2", table)] == ["table-cell"] * 3


def test_a_tag_that_never_ends_loses_no_text() -> None:
    assert texts("a.twig", "<p>Tea {{ cup }</p> <p>and {{ milk }} {% if x</p> <p>{# warm</p>") == [
        "Tea {{ cup }",
        f"and {INLINE_OBJECT} {{% if x",
        "{# warm",
    ]
    assert texts("a.liquid", "{% comment %}<p>Tea</p>") == ["Tea"]
    assert texts("a.twig", "<p>{{ it's }} tea {{ it's }}</p>") == [f"{INLINE_OBJECT} tea {INLINE_OBJECT}"]


HOSTILE = [
    "{{",
    "{%",
    "{#",
    "{{ '",
    '{% "',
    "{{ ' }}",
    "{% style %}",
    "{{ {",
    "@a(",
    "<%",
    "{{!--",
    "{{ \\",
    "}}",
    "@php(",
    "<?php ",
    "{!!",
    "{{/*",
    "{{ `}}",
]


@pytest.mark.parametrize("path", ["a.twig", "a.hbs", "a.gohtml", "a.erb", "a.ejs", "a.blade.php", "a.mjml"])
def test_hostile_tags_take_linear_time(path: str) -> None:
    form = format_of(path)
    assert form
    for sign in HOSTILE:
        for tail in ("", " }} %} #} ) %> --}} ?> !!}"):
            with patience():
                extract(Source(path, sign * 20_000 + tail, form))


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "}}", "%}", "#}", "a ", "<p>", "\n", "--}}", "{% else %}", "{% endcomment %}", "{% comment %}"]),
        max_size=20,
    )
)
def test_any_text_is_read(signs: list[str]) -> None:
    for path in ("a.twig", "a.hbs", "a.gohtml", "a.erb", "a.blade.php", "a.mjml", "a.md.j2"):
        check_pieces(Source(path, "".join(signs), format_of(path) or ""))


JEKYLL = """\
---
title: The ⟦synergy⟧
layout: synergy
---
{% include head.html title="synergy" %}
# A ⟦circle back⟧ {{ page.synergy }} 😀 {#synergy}

We ⟦circle
back⟧ {% if synergy %}to ⟦synergy⟧{% else %}or ⟦synergy⟧{% endif %} and ⟦syn{% comment %}synergy{% endcomment %}ergy⟧.

- ⟦low *hanging* fruit⟧ &amp; ⟦syn&shy;ergy⟧ `{% synergy %}` ``a ` {{ synergy }}`` ⟦synergy⟧
- [⟦circle back⟧]({% link synergy.md %} "our ⟦synergy⟧") 👩🏽‍💻

{% highlight ruby %}
synergy
{% endhighlight %}

```liquid
{% if synergy %} synergy {{ synergy }}
```

| ⟦synergy⟧ | {{ synergy }} |
|---|---|
{% for synergy in synergies %}
| ⟦circle  back⟧ | {{ synergy }} |
{% endfor %}

e\u0301t ⟦low hanging&nbsp;fruit⟧ {% raw %}⟦synergy⟧{% endraw %} <span title="⟦synergy⟧">x</span>
"""
HUGO = """\
+++
title = "The ⟦synergy⟧"
slug = "synergy"
+++
{{< figure src="synergy.png" caption="synergy" >}}

We ⟦circle
back⟧ {{< param "synergy" >}} 😀 ⟦synergy⟧ and {{% notice synergy %}}⟦low hanging fruit⟧{{% /notice %}}.

{{% tip "synergy" %}}
A ⟦synergy⟧ &amp; ⟦circle **back⟧** 👩🏽‍💻
{{% /tip %}}

- ⟦synergy⟧ `{{< synergy >}}` ⟦syn&shy;ergy⟧
- ⟦low hanging&nbsp;fruit⟧ [⟦circle back⟧]({{< ref "synergy" >}})

```
{{< synergy >}} synergy
```

> ⟦circle
> back⟧ e\u0301t ⟦synergy⟧ {{< highlight-word synergy >}} ⟦synergy⟧, ⟦synergy⟧ ⟦synergy⟧
"""


@pytest.mark.parametrize("sample", [JEKYLL, HUGO])
def test_pages_in_markdown_for_programs_that_make_sites(sample: str) -> None:
    check_sample("a.md", "markdown", sample)


def test_markdown_that_tells_of_templates_keeps_its_code() -> None:
    text = "Write `{% if a %}` here, ``{{ b }}`` there.\n\n```\n{% endif %}\n```\n\nAnd {braces} {#x} too.\n"
    assert texts("a.md", text) == [f"Write {INLINE_OBJECT} here, {INLINE_OBJECT} there.", "And {braces} {#x} too."]
