"""Front matter of Markdown pages, YAML or TOML: the values that are copy, with their places.

The reader knows what front matter is made of rather than all of the two languages: keys, plain
and quoted values, lists, block scalars, comments. Whatever else stands there is read as a value.
"""

from __future__ import annotations

from typing import NamedTuple

from h2hlint.formats.directives import directive
from h2hlint.formats.elements import names
from h2hlint.formats.scalars import Value
from h2hlint.formats.toml_values import toml_values
from h2hlint.formats.yaml_values import yaml_values
from h2hlint.patterns import lazy
from h2hlint.text import Block

_FENCE = lazy(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)")
_YAML_END = lazy(r"(?:(?<=\n)|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")
_TOML_END = lazy(r"(?:(?<=\n)|(?<=\r))\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)")
_YAML_LINE = lazy(r"(?:(?<=\n)|(?<=\r))(?:[\w\"'][^\r\n]*?:(?=[ \t\r\n])|#|[ \t]*[\r\n])")

_LANGUAGE_KEYS = ("lang", "language", "locale")
_LANGUAGE = lazy(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_TECHNICAL_KEYS = names(
    "alias aliases author_id bibliography canonical class classes color colour cover css date draft email "
    "engine eyecatch favicon featured_image file format hero_image hreflang icon id identifier image images img js "
    "key lang language languages lastmod layout link locale logo markup modified outputs parent path permalink "
    "published redirect redirect_from redirect_to ref robots sitemap slug src style template theme thumbnail "
    "timezone toc translationkey type updated uri url version weight "
)
_NO_COPY = lazy(
    r"(?:(?i:true|false|yes|no|on|off|null|none|~)"
    r"|[-+\d.,:/ %TZtz]+"  # numbers, dates, times
    r"|(?:[a-z][a-z0-9+.-]*:|\.{0,2}/|[#@~$])\S+"  # URLs, paths, anchors, handles
    r"|\S*[\w-]/[\w-]\S*|\S+\.[a-z][a-z0-9]{1,4}|\S+@\S+"
    r"|[a-z0-9]+(?:[-_][a-z0-9]+)+)\Z"  # slugs
)
_LONGEST_TECHNICAL = 300


class FrontMatter(NamedTuple):
    """What stands before the text, which begins at offset `end`."""

    end: int
    language: str | None
    blocks: list[Block]


_NO_FRONT_MATTER = FrontMatter(0, None, [])


def read_front_matter(text: str) -> FrontMatter:
    """Return the front matter of a page; without any, its end is 0."""
    fence = _FENCE.match(text)
    if fence is None:
        return _NO_FRONT_MATTER
    toml = fence[1] == "+++"
    closing = (_TOML_END if toml else _YAML_END).search(text, fence.end())
    if closing is None or not (toml or _YAML_LINE.match(text, fence.end(), closing.start())):
        return _NO_FRONT_MATTER
    values, comments = (toml_values if toml else yaml_values)(text, fence.end(), closing.start())
    language = _declared(values)
    blocks = [block for value in values if (block := _copy(value, language))]
    found = (directive(text[place.start : place.end], place.start, language) for place in comments)
    directives = [block for block in found if block]
    return FrontMatter(closing.end(), language, blocks + directives)


def _declared(values: list[Value]) -> str | None:
    """Return the language that a top-level key names."""
    for name in _LANGUAGE_KEYS:
        for value in values:
            block = value.builder.build() if value.top and value.key.lower() == name else None
            if block and _LANGUAGE.match(block.text):
                return block.text
    return None


def _copy(value: Value, language: str | None) -> Block | None:
    """Return the block of a value that people read."""
    value.builder.language = language
    block = value.builder.build()
    if block is None or value.key.lower() in _TECHNICAL_KEYS:
        return None
    technical = len(block.text) < _LONGEST_TECHNICAL and _NO_COPY.match(block.text)
    return None if technical else block
