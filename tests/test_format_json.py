"""JSON: places, shapes of translation files, files that hold no copy, and what is no JSON."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from h2hlint.errors import UserError
from h2hlint.formats import extract
from h2hlint.text import Source
from tests.dialects import Dialect, blocks, check_mistake, check_sample, texts
from tests.patience import patience

JSON = Dialect(
    "json",
    "a.json",
    lambda number: (f'  "key{number}": "', '",\n'),
    "{\n",
    '  "last": "Tea"\n}\n',
    (" ", "\\n", "\\t", "\\u00a0", "&nbsp;", "<br>", "  ", " <!-- back -->"),
    ("\u00ad", "\\u00ad", "&shy;", "<b></b>"),
    lambda sign: (f"\\u{ord(sign):04x}", f"&#{ord(sign)};"),
    (
        '"synergy": 5,\n',
        '"circle back": {"low_hanging_fruit": "x"},\n',
        '"url": "https://example.org/synergy",\n',
        '"id": "synergy_1",\n',
        "// synergy\n",
        "/* circle back */\n",
    ),
)
ARB = Dialect(
    "json",
    "app_en.arb",
    lambda number: (f'  "key{number}": "', f'", "@key{number}": {{"description": "synergy"}},\n'),
    '{"@@locale": "en", "@@author": "synergy",\n',
    '  "last": "Tea"\n}\n',
    (" ", "\\n", "\\u00a0"),
    ("\u00ad", "\\u00ad"),
    lambda sign: (f"\\u{ord(sign):04x}",),
)
EXTENSION = Dialect(
    "json",
    "messages.json",
    lambda number: (f'  "synergy{number}": {{"message": "', '", "description": "synergy"},\n'),
    "{\n",
    '  "last": {"message": "Tea"}\n}\n',
    (" ", "\\n", "<br>"),
    ("\u00ad", "<b></b>"),
    lambda sign: (f"\\u{ord(sign):04x}",),
)
DIALECTS = {"": JSON, "arb": ARB, "extension": EXTENSION}

SAMPLE = r"""// synergy, h2hlint: none
{
  "synergy": "Plain ⟦synergy⟧ here",
  "nested": {"circle back": {"title": "To ⟦circle back⟧ is nice"}, "list": ["⟦synergy⟧", ["a ⟦synergy⟧ b"]]},
  "escaped": "Caf\u00e9 \"⟦synergy⟧ \u2013 ⟦c\u0069rcle\tback⟧\/ \ud83d\ude00 ⟦synergy⟧",
  "lines": "One\n⟦circle\nback⟧\n\n- ⟦low hanging\u00a0fruit⟧",
  "emoji": "😀👩🏽‍💻 ⟦synergy⟧ 🇩🇰",
  "plural": "You get {count, plural, one {# ⟦synergy⟧} other {⟦circle back⟧ # times}} in {name}",
  "select": "{who, select, a {She likes ⟦synergy⟧} other {They '{'like'}' ⟦low hanging fruit⟧}}",
  "html": "Read <b>⟦circle</b> <i>back⟧</i> &amp; <a href=\"synergy\" title=\"our ⟦synergy⟧\">more</a><code>synergy</code>",
  "entities": "A &lt; B ⟦sy&shy;n<wbr>ergy⟧ &#115;o",
  "placeholder": "Hi {{name}}, %s and %1$s like ⟦synergy⟧; $t(synergy.circle) :name __synergy__ <%= synergy %> ok",
  "item_one": "One ⟦synergy⟧", "item_other": "Many ⟦circle  back⟧",
  "url": "https://example.org/synergy?circle", "mail": "synergy@example.org", "code": "synergy_button", "path": "img/synergy.png",
  /* circle back */ "n": 12, "t": true, "z": null
}
"""


def test_a_nasty_sample() -> None:
    check_sample("a.json", "json", SAMPLE)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(_VALUES)
def test_whatever_json_writes_is_read(value: object) -> None:
    extract(Source("a.json", json.dumps(value), "json"))


@given(st.text(alphabet='{}[]",:\\/ \nat1', max_size=12))
def test_what_json_refuses_is_refused(text: str) -> None:
    """Comments aside; the reader takes no less and no more than the library, strings with tabs apart."""
    try:
        json.loads(text or "{}")
        fine = True
    except ValueError:
        fine = not text.strip()
    if "/" in text:
        return
    try:
        extract(Source("a.json", text, "json"))
        read = True
    except UserError:
        read = False
    assert read == fine


def test_metadata_of_arb_is_no_copy() -> None:
    text = '{"@@locale": "da", "hello": "Hej du", "@hello": {"description": "A greeting here"}, "@@x": "not this"}'
    assert [(block.text, block.language, block.key) for block in blocks("app.arb", text)] == [("Hej du", "da", "hello")]


def test_messages_of_an_extension() -> None:
    text = (
        '{"name": {"message": "Our tea", "description": "Name here"}, "b": {"message": "$COUNT$ cups",'
        '"placeholders": {"count": {"content": "$1"}}}}'
    )
    assert [(block.text, block.key) for block in blocks("messages.json", text)] == [("Our tea", "name"), ("$COUNT$ cups", "b")]


def test_records_of_a_text_and_what_is_said_about_it() -> None:
    text = '{"cart.title": {"defaultMessage": "Our tea", "description": "Shown above the cart"}}'
    assert [(block.text, block.kind, block.key) for block in blocks("a.json", text)] == [("Our tea", "heading", "cart.title")]
    text = '[{"id": "a.b", "defaultMessage": "A cup", "description": "Not for readers"}]'
    assert [(block.text, block.key) for block in blocks("a.json", text)] == [("A cup", "a.b")]
    assert texts("a.json", '{"a": {"string": "Two cups", "context": "not for readers", "developer_comment": "nor this one"}}') == [
        "Two cups"
    ]
    assert texts("a.json", '{"_comment": "Not for readers", "a": "Two cups", "b": {"//": "nor this one", "c": "Three"}}') == [
        "Two cups",
        "Three",
    ]


def test_exports_of_records_give_their_prose() -> None:
    text = (
        '{"count": 2, "url": "https://example.org/a", "macros": [{"id": 7, "active": true, "kind": "user_macro", "type": "Macro", '
        '"created_at": "2024-01-01T12:00:00Z", "title": "Where is my tea", "actions": [{"field": "comment_value_html", "lang": "x_y", '
        '"html": "<p>Your tea is on its way.</p>"}, {"field": "status_id", "set": "solved_now"}]}]}'
    )
    assert texts("macros.json", text) == ["Where is my tea", "Your tea is on its way."]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ('{"no": {"a": "Hei du"}}', ["no"]),
        ('{"da": {"a": "Hej du"}, "en-GB": {"a": "Hi you"}}', ["da", "en-GB"]),
        ('{"hello": {"da": "Hej du", "de": "Hallo du"}}', ["da", "de"]),
        ('{"no": "Nei takk", "yes": "Ja takk"}', [None, None]),
        ('{"answers": {"no": "Nei takk", "ok": "Ja takk"}}', [None, None]),
    ],
)
def test_keys_that_are_languages(text: str, languages: list[str | None]) -> None:
    assert [block.language for block in blocks("a.json", text)] == languages


@pytest.mark.parametrize(
    ("key", "kind", "role"),
    [
        ("checkoutButton", "button", "none"),
        ("save_btn", "button", "none"),
        ("cta", "button", "none"),
        ("form.submit", "button", "none"),
        ("name-label", "label", "none"),
        ("pageTitle", "heading", "none"),
        ("mailSubject", "subject", "none"),
        ("title_text", "heading", "none"),
        ("title_body", "value", "none"),
        ("button_label_text", "label", "none"),
        ("buttons.save", "button", "none"),
        ("buttons.save.one", "button", "none"),
        ("cta.text", "button", "none"),
        ("header.menu", "value", "none"),
        ("header.menu.home", "value", "none"),
        ("errors.messages.blank", "value", "error"),
        ("ERROR_404", "value", "error"),
        ("invalid.title", "heading", "error"),
        ("cookieBanner", "value", "cookie"),
        ("Press this button", "value", "none"),
        ("x", "value", "none"),
    ],
)
def test_a_key_tells_what_its_text_is(key: str, kind: str, role: str) -> None:
    (block,) = blocks("a.json", json.dumps({key: "Some tea"}))
    assert (block.kind, block.role, block.key) == (kind, role, key)


PACKAGE = """{"name": "tea-shop", "version": "1.0.0", "license": "MIT", "author": "Ann Lee",
"description": "The best tea for the whole family",
"scripts": {"build": "tsc -p . && node build", "message": "echo nothing much to say here"}, "dependencies": {"left": "^1.0.0"},
"keywords": ["best tea ever", "cups"]}"""


def test_settings_are_no_copy() -> None:
    assert texts("package.json", PACKAGE) == ["The best tea for the whole family"]
    assert texts("x.json", '{"$schema": "https://a.b/c", "type": "object of things", "enum": ["red tea", "b"]}') == []
    assert texts("x.json", '{"a": "nginx:latest", "b": "/var/www", "c": "x=1", "d": "hello_world", "e": "Words here too"}') == []


MISTAKES = [
    ('{"a": "b"', 1, 1, "never closed"),
    ('{"a": "b",}', 1, 11, "take out the comma"),
    ('{"a": "b"\n "c": "d"}', 2, 2, "a comma is missing"),
    ('{"a" "b"}', 1, 6, "colon"),
    ('{a: "b"}', 1, 2, "double quotation marks"),
    ("{'a': 1}", 1, 2, "double quotation marks"),
    ('{"a": "b\r\n"}', 1, 7, "not closed on its line"),
    ('{"a": "\\q"}', 1, 8, "means nothing in JSON"),
    ('{"a": True}', 1, 7, "quotation marks"),
    ('{"a": 01}', 1, 7, "quotation marks"),
    ('["a"] "b"', 1, 7, "goes on after its end"),
    ('{"a": ["b"}', 1, 11, "comma"),
    ("/* a", 1, 1, "comment"),
    ("// a", 1, 5, "no value"),
    ('{"a":}', 1, 6, "value is missing"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), MISTAKES)
def test_what_is_no_json_is_named(text: str, line: int, column: int, words: str) -> None:
    check_mistake("a.json", text, line, column, words)


def test_directives_stand_in_source_order() -> None:
    found = blocks("a.json", '{"a": "One tea", // h2hlint: off x\n "b": "Two teas" /* h2hlint: on */}')
    assert [block.kind for block in found] == ["value", "directive", "value", "directive"]


def test_an_empty_file_holds_nothing() -> None:
    assert texts("a.json", " \n") == []


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, '["' + "\\u00e9" * 300_000, "/*" * 200_000, '{"' + "a" * 200_000 + '":[' + '"b b",' * 50_000]
)
def test_hostile_files_are_refused_at_once(text: str) -> None:
    with patience(), pytest.raises(UserError):
        extract(Source("a.json", text, "json"))
