"""XML: string resources of Android and .NET, XLIFF, and the prose of any other document."""

from __future__ import annotations

from collections.abc import Callable

from h2hlint.formats import android, resx, stringsdict, xliff, xml_prose
from h2hlint.formats.mistakes import malformed
from h2hlint.formats.xml_tokens import Token, tokens
from h2hlint.text import Block, Source

Read = Callable[[Source, list[Token]], list[Block]]

_ROOTS: dict[str, Read] = {
    "resources": android.read,
    "xliff": xliff.read,
    "root": resx.read,
    "plist": stringsdict.read,
    "html": lambda source, _: _html(source),
}
"""Name of the outermost element to reader."""


def extract(source: Source) -> list[Block]:
    """Return the texts of a document. Raise UserError for what is no XML."""
    if not source.text.strip():
        return []
    found = list(tokens(source))
    root = next((token for token in found if token.kind == "start"), None)
    if root is None:
        raise malformed(source, 0, "this file has no element; XML begins with a tag such as <resources>")
    return _ROOTS.get(root.name, xml_prose.read)(source, found)


def _html(source: Source) -> list[Block]:
    from h2hlint.formats import html

    return html.extract(source)
