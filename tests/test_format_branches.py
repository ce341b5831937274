"""Branches in templates: each is read between the shared text before and after it, and no rule matches across two of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.formats import extract, format_of
from h2hlint.text import Source
from tests.conftest import Run
from tests.dialects import blocks, check_pieces, spotter, texts
from tests.patience import patience

LANGUAGES = {
    "a.html.j2": ("{% if a %}", "{% elif b %}", "{% else %}", "{% endif %}"),
    "a.twig": ("{%- for a in b -%}", "{% elseif x %}", "{%- else -%}", "{%- endfor -%}"),
    "a.liquid": ("{% case a %} {% when 1 %}", "{% when 2 %}", "{% else %}", "{% endcase %}"),
    "a.liquid ": ("{% unless a %}", "{% elsif b %}", "{% else %}", "{% endunless %}"),
    "a.hbs": ("{{#if a}}", "{{else if b}}", "{{else}}", "{{/if}}"),
    "a.hbs ": ("{{#each a}}", "{{~ else if b ~}}", "{{^}}", "{{/each}}"),
    "a.gohtml": ("{{ if .A }}", "{{- else if .B -}}", "{{ else }}", "{{ end }}"),
    "a.gohtml ": ("{{ range .A }}{{ with .B }}{{ end }}", "{{ else with .C }}", "{{ else }}", "{{ end }}"),
    "a.html.erb": ("<% if a %>", "<% elsif b %>", "<% else %>", "<% end %>"),
    "a.html.erb ": ("<%- case a -%>\n<%- when 1 -%>", "<% when 2 %>", "<%- else -%>", "<%- end -%>"),
    "a.ejs": ("<% if (a) { %>", "<% } else if (b) { %>", "<% } else { %>", "<% } %>"),
    "a.blade.php": (" @if ($a) ", " @elseif ($b) ", " @else ", " @endif"),
    "a.blade.php ": (" @forelse ($a as $b) ", " @elseif(1) ", " @empty ", " @endforelse"),
    "a.blade.php  ": (" @switch($a) @case(1) ", " @case(2) ", " @default ", " @endswitch"),
    "a.mjml": ("{% if a %}", "{% elsif b %}", "{% else %}", "{% endif %}"),
    "a.svelte": ("{#if a}", "{:else if b}", "{:else}", "{/if}"),
    "a.html": ("{% if a %}", "{% elif b %}", "{% else %}", "{% endif %}"),
    "a.md.j2": ("{% if a %}", "{% elif b %}", "{% else %}", "{% endif %}"),
    "a.txt.j2": ("{% if a %}", "{% elif b %}", "{% else %}", "{% endif %}"),
}  # fmt: skip


def _page(path: str, text: str) -> str:
    around = {"mjml": "mj-text", "txt.j2": "", "md.j2": ""}.get(path.partition(".")[2].strip(), "p")
    return f"<{around}>{text}</{around}>" if around else text


@pytest.mark.parametrize("path", LANGUAGES)
def test_each_branch_stands_between_the_shared_text(path: str) -> None:
    first, second, last, end = LANGUAGES[path]
    text = _page(path, f"You get {first}tea{last}a cup{end} today.")
    assert texts(path.strip(), text) == ["You get tea today.", "You get a cup today."]
    text = _page(path, f"You get {first}tea{second}milk{last}a cup{end} today.")
    assert texts(path.strip(), text) == ["You get tea today.", "You get milk today.", "You get a cup today."]


@pytest.mark.parametrize("path", LANGUAGES)
def test_no_rule_matches_across_two_branches(path: str) -> None:
    first, _, last, end = LANGUAGES[path]
    text = _page(path, f"Circle {first}back{last}hanging{end} so low {first}hanging{last}x{end} fruit. {first}Circle {last}back{end}")
    source = Source(path.strip(), text, format_of(path.strip()) or "")
    found = [text[slice(*finding.span)] for finding in spotter().lint(source).findings]
    assert found == [f"Circle {first}back", f"low {first}hanging{last}x{end} fruit"]
    check_pieces(source)


def test_mustache_says_a_branch_as_two_sections() -> None:
    assert texts("a.mustache", "You get {{#a}}tea{{/a}}\n{{^a}}milk{{/a}} today.") == ["You get tea today.", "You get milk today."]
    assert texts("a.mustache", "You get {{^a}}tea{{/a}}{{#a}}milk{{/a}} today.") == ["You get tea today.", "You get milk today."]
    assert texts("a.mustache", "You get {{#a}}tea{{/a}} {{^b}}milk{{/b}} {{#a}}now{{/a}}") == ["You get tea milk now"]


def test_blocks_without_another_branch_are_read_as_they_stand() -> None:
    assert texts("a.html.j2", "<p>Tea {% if a %}and milk{% endif %} {% for x in y %}now{% endfor %}</p>") == ["Tea and milk now"]
    assert texts("a.html.erb", "<p><%= form do |f| %>Tea <% if a %>x<% else %>y<% end %> now<% end %></p>") == [
        "\ufffcTea x now",
        "\ufffcTea y now",
    ]


def test_what_does_not_fit_together_loses_no_text() -> None:
    assert texts("a.html.j2", "<p>Tea {% else %}cup {% endif %}{% if a %}milk{% else %}so</p>") == ["Tea cup milk so"]
    assert texts("a.hbs", "<p>{{#a}}Tea {{#b}}cup{{else}}milk {{/a}}so{{/b}}</p>") == ["Tea cup milk so"]


def test_branches_within_branches() -> None:
    text = "<p>A {% if a %}b {% if b %}c{% else %}d{% endif %}{% else %}e {% if f %}f{% else %}g{% endif %}{% endif %} h</p>"
    assert texts("a.html.j2", text) == ["A b c h", "A b d h", "A e f h", "A e g h"]


def test_whole_parts_of_a_page_are_read_once() -> None:
    text = (
        "<h1>Tea</h1>{% if a %}<p>Milk</p>{% else %}<div><p>Cup</p></div>{% endif %}"
        "<form><label>Name</label>{% if b %}<p>x{% else %}<p>y{% endif %}</form>"
    )
    found = blocks("a.html.j2", text)
    assert [block.text for block in found] == ["Tea", "Milk", "Cup", "Name", "x", "y"]
    assert len({block.unit for block in found if block.text in ("Name", "x", "y")}) == 1


def test_tags_that_each_branch_opens() -> None:
    text = '{% if a %}<p class="x">{% else %}<p>{% endif %}Tea</p><p>Cup</p>'
    assert texts("a.html.j2", text) == ["Tea", "Cup"]


def test_many_branches_lose_no_text_and_take_linear_time() -> None:
    many = "".join(f"{{% elif x %}}branch {number} so" for number in range(3000))
    deep = "{% if a %}b{% else %}c" * 5000 + "{% endif %}" * 5000
    row = "{% if a %}tea{% else %}milk{% endif %} so " * 5000
    for text in (
        f"<p>We {{% if a %}}first{many}{{% endif %}} now</p>",
        f"<p>{deep}</p>",
        f"<p>{row}</p>",
        "{{#a}}" * 9000 + "x{{^}}" + "{{/a}}" * 9000,
    ):
        with patience():
            found = extract(Source("a.mjml", text, "jinja" if "{%" in text else "handlebars"))
        assert found
    found = extract(Source("a.html.j2", f"<p>We {{% if a %}}first{many}{{% endif %}} now</p>", "jinja"))
    assert {f"branch {number} so" for number in range(3000)} <= {
        part.strip() for one in found for part in one.text.removeprefix("We").removesuffix("now").split("|")
    }


@given(
    st.lists(
        st.sampled_from(
            [
                "{% if a %}",
                "{% else %}",
                "{% endif %}",
                "{% for %}",
                "{% endfor %}",
                "<p>",
                "</p>",
                "Æ ",
                "Ø ",
                "{{#x}}",
                "{{/x}}",
                "{{^x}}",
            ]
        ),
        max_size=24,
    )
)
def test_any_order_of_tags_is_read(signs: list[str]) -> None:
    for path in ("a.twig", "a.mjml", "a.hbs", "a.txt.j2"):
        source = Source(path, "".join(signs), format_of(path) or "")
        check_pieces(source)
        found = {at for block in extract(source) for piece in block.pieces for at in range(*piece.source)}
        assert {at for at, sign in enumerate(source.text) if sign in "ÆØ"} <= found


def test_inspect_tells_of_shared_sentences_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html.j2").write_text("<p>We make tea. You get {% if a %}tea{% else %}milk{% endif %} today.</p>", encoding="utf-8")
    [file] = json.loads(run("inspect", "-l", "en", "--format", "json", "a.html.j2").stdout)["files"]
    assert [one["start"] for one in file["sentences"]] == [3, 16]
    assert [block["text"] for block in file["blocks"]] == ["We make tea. You get tea today.", "We make tea. You get milk today."]


@pytest.mark.parametrize("path", ["a.tsx", "a.astro", "a.mdx"])
def test_markup_behind_a_colon_is_another_branch(path: str) -> None:
    around = ("const x = (\n  <p>", "</p>\n);\n") if path == "a.tsx" else ("<p>", "</p>\n")
    text = "You get {n > 1 ? <b>cups</b> : n ? (\n <b>a cup</b>\n) : <i>none</i>} of {y && <b>our</b>} tea."
    assert texts(path, around[0] + text + around[1]) == [
        "You get cups of our tea.",
        "You get a cup of our tea.",
        "You get none of our tea.",
    ]
    list_of = "<ul>{[<li>Tea</li>, <li>Cup</li>]}</ul>"
    assert texts(path, around[0].replace("p>", "div>") + list_of + around[1].replace("p>", "div>")) == ["Tea", "Cup"]


def test_components_of_one_file_stay_apart() -> None:
    text = "const a = x ? <p>Tea</p> : <p>Cup</p>;\nconst b = { c: <p>Milk</p>, d: <p>So</p> };\n"
    assert texts("a.tsx", text) == ["Tea", "Cup", "Milk", "So"]
