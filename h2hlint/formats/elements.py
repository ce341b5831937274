"""What the HTML elements mean to a reader of texts."""

from __future__ import annotations


def names(listed: str) -> frozenset[str]:
    """Return the names in a text that lists them."""
    return frozenset(listed.split())


HEADINGS = names("h1 h2 h3 h4 h5 h6")
CELLS = names("td th")
_ROW_GROUPS = ("tbody", "thead", "tfoot")

BLOCKS = HEADINGS | names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form head header hgroup hr html legend li listing main menu nav ol optgroup option p pre search section "
    "select summary table tbody td template textarea tfoot th thead title tr ul x-block"
)
"""Elements that begin and end a block of text; all others stand within one."""

CLOSES_PARAGRAPH = BLOCKS - names("body caption head html legend option optgroup select template textarea title x-block")
"""Elements whose start tag ends an open paragraph."""

VOID = names("area base br col embed hr img input link meta param source track wbr")
"""Elements without content and end tag."""

RAW = names("iframe noembed noframes script style xmp")
"""Elements whose content is no markup and no text."""

ESCAPABLE = names("textarea title")
"""Elements whose content is text with references, but without markup."""

SILENT = names("code kbd listing math pre samp svg template textarea var") | RAW
"""Elements whose content is not copy."""

OPAQUE = names("code kbd math samp var")
"""Silent elements that are a word in the sentence around them."""

KINDS = {
    **dict.fromkeys(HEADINGS | {"title"}, "heading"),
    **dict.fromkeys(CELLS, "table-cell"),
    **dict.fromkeys(("dd", "dt", "li", "option"), "list-item"),
    "blockquote": "quote",
    "button": "button",
    "label": "label",
}
"""Kind of the blocks in an element; the others take it from the element around them."""

UNITS = names("form dialog")
"""Elements whose blocks belong together, as what a request asks and what it says beside it."""

LASTING = frozenset({"button", "label", "link", "quote"})
"""Kinds that the structure inside does not change."""

IMPLIED_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "li": (("li",), ("ul", "ol", "menu", "dir", "td", "th")),
    **dict.fromkeys(("dt", "dd"), (("dt", "dd"), ("dl", "td", "th"))),
    "option": (("option",), ("select", "datalist", "optgroup")),
    "optgroup": (("option", "optgroup"), ("select",)),
    **dict.fromkeys(CELLS, (("td", "th", "caption"), ("table",))),
    "tr": (("td", "th", "tr", "caption"), ("table",)),
    **dict.fromkeys(_ROW_GROUPS, (("td", "th", "tr", "caption", *_ROW_GROUPS), ("table",))),
}
"""Start tag to the open elements that it ends, and the elements beyond which it ends none."""

TABLE_PARTS = names("caption table tbody td tfoot th thead tr")
"""Elements whose end tag reaches out of a cell, up to the table around it."""

KEPT_OPEN = names("body html")
"""Elements whose end tag changes nothing: what follows still belongs to them."""
