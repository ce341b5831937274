"""Components of apps and MDX: code and markup that nest, what is text of each, and what never ends."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.formats import extract, format_of
from h2hlint.text import INLINE_OBJECT, Source
from tests.dialects import Dialect, blocks, check_mistake, check_pieces, check_sample, texts
from tests.patience import patience

COMMENT = " {/* synergy */}"


def _entity(sign: str) -> tuple[str, ...]:
    return (f"&#{ord(sign)};", f"&#x{ord(sign):x};")


VUE = Dialect(
    "vue",
    "a.vue",
    lambda _: ("<p>", "</p>\n"),
    head="<script>\nconst synergy = `{{ synergy }} <template>`\n</script>\n<template>\n<div>\n",
    tail="</div>\n</template>\n<style>synergy {}</style>\n<docs>synergy</docs>\n",
    joints=(" ", "\n", "&nbsp;", "<br>", " <!-- synergy -->", "\u00a0", "<br/>"),
    seams=("\u00ad", "&shy;", "<b></b>", '<i :class="a > b"></i>'),
    letter=_entity,
    noise=("<p>{{ synergy < 'synergy' }}</p>", '<x-a :title="synergy" @click="synergy"/>', "<!-- synergy -->", "<code>synergy</code>"),
)
SVELTE = Dialect(
    "svelte",
    "a.svelte",
    lambda _: ("<p>", "</p>\n"),
    head="<script>\nlet synergy = `{synergy} <p>`\n</script>\n",
    tail="<style>synergy {}</style>\n",
    joints=(" ", "\n", "&nbsp;", "<br>", COMMENT, ' {#if synergy < "}"}', "{/if} ", '{" "}', "{@const synergy = {}} "),
    seams=("\u00ad", "&shy;", "<b></b>", "{#key synergy}", '{"\\u00ad"}'),
    letter=_entity,
    noise=("{synergy}", "{'synergy' + a}", '<a href="synergy {synergy}" {synergy} on:x={() => "synergy"}></a>', "<!-- synergy -->"),
)
ASTRO = Dialect(
    "astro",
    "a.astro",
    lambda _: ("<p>", "</p>\n"),
    head="---\nconst synergy = '<p>synergy</p>'\n---\n<html>\n",
    tail="<style>synergy {}</style><script>synergy</script>\n</html>",
    joints=(" ", "\n", "&nbsp;", "<br>", COMMENT, " <!-- synergy -->", '{" "}', "{' \\n'}"),
    seams=("\u00ad", "&shy;", "<b></b>", "{}", "{/* x */}"),
    letter=_entity,
    noise=("{synergy}", "{'synergy' + a}", "<A b={synergy} c=`synergy ${synergy}`/>", "{a < b ? 'synergy' : /synergy}/}"),
)
JSX = Dialect(
    "jsx",
    "a.tsx",
    lambda number: (f"const A{number} = <T,>(synergy: T) => (a < b ? <p>", "</p> : null);\n"),
    head="import synergy from 'synergy';\n",
    joints=(" ", "\n", "&nbsp;", "<br/>", COMMENT, '{" "}', "{'\\t'}", "{` `}", "{// synergy }\n} "),
    seams=("\u00ad", "&shy;", "<b></b>", "{}", "<></>", "<B a={<C/>}></B>"),
    letter=_entity,
    noise=(
        "const b = 'synergy' + `synergy ${`synergy`}`;\n",
        "// synergy\n",
        "/* synergy */",
        "x = /synergy['\"`{<p>]/g;\n",
        "f<synergy>(a);\n",
    ),
)
MDX = Dialect(
    "mdx",
    "a.mdx",
    lambda _: ("", "\n\n"),
    head="---\nlayout: synergy\n---\nimport synergy from 'synergy'\nexport const a = {\n\n  b: 'synergy' }\n\n",
    joints=(" ", "\n", "&nbsp;", COMMENT, '{" "}', "\u00a0", " <Circle>", "</Circle> "),
    seams=("\u00ad", "&shy;", "<b></b>", "{/* x */}", "<Circle></Circle>"),
    letter=_entity,
    noise=(
        "`synergy`\n\n",
        "{synergy}\n\n",
        "```js\nsynergy {\n```\n\n",
        '<Circle back={synergy} id="synergy" />\n\n',
        "export const x = 'synergy'\n\n",
    ),
)
DIALECTS = {"vue": VUE, "svelte": SVELTE, "astro": ASTRO, "jsx": JSX, "mdx": MDX}

VUE_SAMPLE = """\
<script setup lang="ts" generic="T extends Synergy<string>">
// synergy
const synergy = ref<string>('{{ synergy }} <p>synergy</p>')
</script>
<!-- synergy -->
<template>
  <div :class="{ synergy: a > b }" @click="synergy('x')">
    <h1>⟦Synergy⟧ &amp; {{ a < b ? 'synergy' : `}` }} 😀 ⟦circle
      back⟧</h1>
    <template #header="{ synergy }"><p title="⟦synergy⟧" :title="'synergy'">So <b>⟦low</b> hanging&nbsp;fruit⟧</p></template>
    <BaseCard label="A ⟦synergy⟧" :text="synergy">⟦circle</BaseCard> back⟧
    <base-card>synergi</base-card><base-card>⟦syn&shy;ergy⟧</base-card>
    <p v-if="synergy">⟦cir<!-- synergy -->cle <router-link to="/synergy">back⟧</router-link> 👩🏽‍💻 ⟦synergy⟧</p>
    <input v-model="synergy" placeholder='⟦circle back⟧'><img alt="⟦synergy⟧" src="synergy">
    <BaseButton>⟦circle back⟧</BaseButton>
    <textarea aria-label="⟦synergy⟧">synergy</textarea><code>synergy</code>
    <p>e\u0301t {{ synergy }}⟦\u00a0synergy⟧ {{ broken ⟦synergy⟧</p>
  </div>
</template>
<style scoped>.synergy { content: "synergy" }</style>
<i18n>{"synergy": "synergy"}</i18n>
""".replace("⟦\u00a0", "\u00a0⟦")

JSX_SAMPLE = """\
import { Synergy } from "synergy"; // synergy
/* synergy */
type Circle = { synergy: Array<{ back: 'synergy' }> };
const f = <T,>(synergy: T) => synergy, g = <T extends Synergy>(x: T) => x, h = <T>(x: T) => x;
const re = /["'`{<p>synergy]\\/</g, n = a < synergy ? 1 / 2 : b / 3, it = useState<string>("<p>synergy</p>");
export function Page({ synergy }: Circle) {
  if (a<synergy && synergy>b) return null;
  const text = `synergy ${a ? `<p>synergy ${"}"}</p>` : 'synergy\\'s'} synergy`;
  return (
    <>
      {/* synergy */}
      <h1 className="synergy" title={'It\\'s <b> & ⟦synergy⟧ more'} onClick={() => { show(<b>⟦synergy⟧</b>) }}>
        So {synergy}, it's ⟦circle{" "}
        back⟧ &amp; 😀 ⟦low <b>hanging</b>&nbsp;fruit⟧ {"it\\u2019s ⟦synergy⟧ <x>"}
      </h1>
      {a && <p>⟦cir{/* synergy */}cle <Link to="/synergy">back⟧</Link>, {b ? <i>⟦synergy⟧</i> : 'synergy'}</p>}
      {list.map((synergy) => (
        <li key={`synergy`}>⟦syn&shy;ergy⟧ e\u0301t {synergy.circle}</li>
      ))}
      <Card label="⟦synergy⟧" render={() => <p>So ⟦synergy⟧ {synergy}</p>} {...synergy}>⟦circle back⟧</Card><Card>synergi</Card>
      <Select<Synergy> placeholder={`⟦synergy⟧`} value={a as Synergy<Circle>} />
      <input aria-label="⟦circle&#32;back⟧" value="synergy" /><img alt='⟦synergy⟧'/>
      <button aria-label={"⟦circle back⟧"}>⟦synergy⟧</button><label htmlFor="synergy">⟦synergy⟧</label>
      <code>synergy</code><style>{`synergy`}</style>
    </>
  );
}
"""

MDX_SAMPLE = """\
---
title: A ⟦synergy⟧
layout: synergy
---
import Synergy, {Circle,
  Back} from 'synergy'

export const synergy = {
  a: 'synergy',

  b: `synergy`
}

# ⟦Synergy⟧ {synergy} and <Badge id="synergy" label="⟦synergy⟧">⟦circle</Badge> back⟧

{/* synergy */}

import a ⟦synergy⟧ today: `synergy {x} <b>`, \\{a\\} ⟦synergy⟧, a < b, x <3 {"⟦synergy⟧ & <x>"} 😀 ⟦circle{' '}back⟧.

<Callout type="synergy" title="⟦circle back⟧">
    So **⟦low** hanging
    fruit⟧ e\u0301t <Bold>⟦synergy⟧</Bold>

    - ⟦synergy⟧

    ```js
    const synergy = {
    ```
</Callout>

<Card>synergi</Card><Card>⟦synergy⟧</Card>

| ⟦synergy⟧ | <Synergy/> <b>⟦circle</b> back⟧ |
|---|---|
| {synergy} | [⟦synergy⟧](/synergy "⟦synergy⟧") ![⟦synergy⟧](synergy.png) |

{list.map(synergy => <li>So ⟦synergy⟧ {synergy}</li>)}

<pre>synergy</pre>
"""

SVELTE_SAMPLE = """\
<script lang="ts">
  // synergy
  let synergy: Array<string> = ["{synergy}", `<p>synergy</p>`];
</script>
<!-- synergy -->
<svelte:head><title>⟦Synergy⟧ {synergy}</title></svelte:head>
{#if a < synergy && "}" !== '{'}
  <h1 class="synergy {synergy ? "synergy" : 'b'}" title="⟦synergy⟧ {synergy}">So {synergy}, ⟦circle
  back⟧!</h1>
{:else if synergy}
  <p>⟦low {#if x}<b>hanging</b> {/if}fruit⟧ {@html synergy} {'{'} {"⟦synergy⟧"} {`synergy ${synergy}`} 😀 ⟦synergy⟧</p>
{/if}
{#each synergies as synergy, i (synergy.id)}<li>⟦syn&shy;ergy⟧ &amp; ⟦synergy⟧ {synergy}</li>{/each}
<button on:click={() => { synergy("}") }} {synergy} {...synergy} aria-label={'⟦synergy⟧'}>⟦circle back⟧</button>
<Card label="⟦synergy⟧" text={synergy}>synergi</Card><Card>⟦synergy⟧</Card>
<input bind:value={synergy} placeholder='⟦circle&nbsp;back⟧'><img alt="⟦synergy⟧" src={synergy}>
{#snippet synergy()}<p>e\u0301t ⟦synergy⟧</p>{/snippet}{@render synergy()}{@const synergy = 1}
<p>⟦cir<!-- synergy -->cle back⟧ /* ⟦synergy⟧</p>
<style>.synergy { color: red }</style>
"""

ASTRO_SAMPLE = """\
---
import Synergy from "synergy";
const synergy = "<p>synergy</p>"; // {
---
<html lang="en"><head><title>⟦Synergy⟧ | {synergy}</title></head>
<body>
<!-- synergy -->{/* synergy */}
<h1 class="synergy" title="⟦synergy⟧">So {synergy}, ⟦circle
back⟧<br>😀 ⟦low <b>hanging</b>&nbsp;fruit⟧</h1>
{synergies.map((synergy) => (
  <li class="synergy">⟦syn&shy;ergy⟧ <b>⟦synergy⟧</b> {synergy.x}</li>
))}
{a < synergy ? <p>⟦synergy⟧</p> : <p>⟦circle{" "}back⟧</p>}
<p>So ⟦circle<br>back⟧ {a < b && <em>⟦synergy⟧</em>} {'⟦synergy⟧'} {`synergy ${x}`}</p>
<Card title="⟦synergy⟧" icon={<Icon label="⟦synergy⟧"/>} text=`synergy ${synergy}` {synergy}/>
<input placeholder="⟦circle back⟧"><img alt={"⟦synergy⟧"} src={synergy}>
<p>e\u0301t ⟦cir<!-- synergy -->cle back⟧</p>
<script>const synergy = "<p>synergy</p>";</script><style>.synergy {}</style>
</body></html>
"""
SAMPLES = {
    "a.vue": VUE_SAMPLE,
    "a.svelte": SVELTE_SAMPLE,
    "a.astro": ASTRO_SAMPLE,
    "a.tsx": JSX_SAMPLE,
    "a.mdx": MDX_SAMPLE,
}


@pytest.mark.parametrize("path", SAMPLES)
def test_nasty_samples(path: str) -> None:
    check_sample(path, format_of(path) or "", SAMPLES[path])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.vue", "<template><p>Hello {{ name }}, <b>tea</b><!-- no -->!</p></template>"),
        ("a.svelte", "<p>Hello {name}, {#if a}<b>tea</b>{/if}{/* no */}!</p>"),
        ("a.astro", "---\nno\n---\n<p>Hello {name}, {a && <b>tea</b>}{/* no */}!</p>"),
        ("a.jsx", "const a = <p>Hello {name}, {a && <b>tea</b>}{/* no */}!</p>"),
        ("a.mdx", "Hello {name}, {a && <b>tea</b>}{/* no */}!"),
        ("a.tsx", "const a = <p>Hello <UserName id='x' />, {'tea'}!</p>"),
    ],
)
def test_an_expression_is_a_word_and_a_block_or_comment_is_none(path: str, text: str) -> None:
    assert texts(path, text) == [f"Hello {INLINE_OBJECT}, tea!"]


@pytest.mark.parametrize(
    ("path", "comment"),
    [
        ("a.vue", "<!-- h2hlint: off a/b why -->"),
        ("a.svelte", "<!-- h2hlint: off a/b why -->"),
        ("a.svelte", "{/* h2hlint: off a/b why */}"),
        ("a.astro", "{/* h2hlint: off a/b why */}"),
        ("a.astro", "<!-- h2hlint: off a/b why -->"),
        ("a.mdx", "{/* h2hlint: off a/b why */}"),
        ("a.mdx", "<!-- h2hlint: off a/b why -->"),
    ],
)
def test_comments_speak_to_the_linter(path: str, comment: str) -> None:
    text = f"<template><p>Tea</p>{comment}<p>Cup</p></template>" if path == "a.vue" else f"<p>Tea</p>\n\n{comment}\n\n<p>Cup</p>"
    assert [block.kind for block in blocks(path, text)] == ["paragraph", "directive", "paragraph"]


def test_comments_of_code_speak_to_the_linter() -> None:
    text = (
        "// h2hlint: off a/b why\nconst a = <p>{/* h2hlint: on a/b */}Tea</p>\n/* h2hlint: ignore-next a/b why */\nconst b = <p>Cup</p>\n"
    )
    assert [block.kind for block in blocks("a.jsx", text)] == ["directive", "directive", "paragraph", "directive", "paragraph"]


def test_elements_of_components_play_the_part_of_known_ones() -> None:
    nav = "<nav><RouterLink to='/'>Tea</RouterLink></nav>"
    text = f"<template><AppButton>Buy</AppButton>{nav}<VHeading>no</VHeading><Heading>Cup</Heading></template>"
    assert [(block.kind, block.text) for block in blocks("a.vue", text)] == [
        ("button", "Buy"),
        ("link", "Tea"),
        ("paragraph", "no"),
        ("heading", "Cup"),
    ]


def test_a_component_beside_text_stands_in_its_sentence_and_else_apart() -> None:
    text = "x = <div><Card>One cup</Card><Card>Two cups</Card><p>Of <Strong>good</Strong> tea <Em>now</Em></p></div>"
    assert texts("a.jsx", text) == ["One cup", "Two cups", "Of good tea now"]


@pytest.mark.parametrize(
    ("path", "text", "place", "words"),
    [
        ("a.jsx", "a = (\n  <p>Tea\n)", (2, 3), "the element <p> is never closed: write </p>"),
        ("a.jsx", "a = <p>Tea {cup</p>", (1, 12), "this { is never closed"),
        ("a.jsx", "a = <p>Tea</p>\nb = `cup", (2, 5), "this ` is never closed"),
        ("a.jsx", "a = <p>Tea</p>\n/* cup", (2, 1), "this comment is never closed"),
        ("a.jsx", "a = <p title='x", (1, 14), "this ' is never closed"),
        ("a.svelte", "<p>Tea</p>\n{#if cup", (2, 1), "this { is never closed"),
        ("a.svelte", "<p>Tea</p>\n<b cup", (2, 1), "this tag is never closed"),
        ("a.svelte", "<!-- Tea", (1, 1), "this comment is never closed"),
        ("a.astro", "<p>Tea {cup</p>", (1, 8), "this { is never closed"),
        ("a.mdx", "Tea {cup", (1, 5), "or \\{ for a brace in a text"),
        ("a.vue", "<template><p>Tea</p><!-- cup</template>", (1, 21), "this comment is never closed"),
    ],
)
def test_what_never_ends_is_named(path: str, text: str, place: tuple[int, int], words: str) -> None:
    check_mistake(path, text, *place, words)


def test_boxes_of_mdx_are_no_text() -> None:
    text = ":::tip\nTea\n:::\n:::note[Cups]{.x}\nMilk\n:::\n\n::: warning Hot tea\nNow\n:::\n"
    assert texts("a.mdx", text) == ["Tea", "Cups", "Milk", "Hot tea", "Now"]


def test_what_html_allows_is_no_mistake() -> None:
    assert texts("a.vue", "<template><p>Tea<p>Cup<br>now</div></template>") == ["Tea", "Cup now"]
    assert texts("a.svelte", "<ul><li>Tea<li>Cup</ul></p>") == ["Tea", "Cup"]
    assert texts("a.vue", '<template lang="pug">p Tea</template>') == []
    assert texts("a.mdx", "a < b and x <3 and 1 > 0") == ["a < b and x <3 and 1 > 0"]


HOSTILE = [
    *("{", "}", "<a>", "</a>", "<a ", "<", "{{", "}}", "`", "${", "'\\", '"', "/*", "*/", "<!--", "<T>(", "{`", "a<", "(/[", "<a b={<c>"),
    *("<A/>", '{" "}', "<script/>", "<a '", '<a b="{', "``", "\n\nimport x from ", "```\n", "<Card>", "{<b>", "<>", "\\", "/ "),
]


@pytest.mark.parametrize("path", SAMPLES)
def test_hostile_files_take_linear_time_and_no_stack(path: str) -> None:
    for sign in HOSTILE:
        with patience(), suppress(UserError):
            extract(Source(path, "<template>" * (path == "a.vue") + "x = " + sign * 20_000, format_of(path) or ""))


@pytest.mark.parametrize("path", SAMPLES)
@given(
    signs=st.lists(
        st.sampled_from([*HOSTILE, "a ", "<p>", "</p>", "\n", "\n\n", "-->", "<template>", "</template>", "=>", "(", "tea"]), max_size=20
    )
)
def test_any_text_is_read_or_refused(path: str, signs: list[str]) -> None:
    with suppress(UserError):
        check_pieces(Source(path, "".join(signs), format_of(path) or ""))


@pytest.mark.parametrize(("path", "count"), [("a.tsx", 600), ("a.astro", 6000), ("a.vue", 6000), ("a.svelte", 6000)])
def test_deep_files_are_refused_at_once(path: str, count: int) -> None:
    with patience(), pytest.raises(UserError, match=r"nested more than \d+ levels deep here"):
        extract(Source(path, "<template>" * (path == "a.vue") + "<b>" * count * 30, format_of(path) or ""))
