"""Signs that a page or text is a template, though its name does not say so."""

from __future__ import annotations

from h2hlint.patterns import lazy

_SIGNS = lazy(
    r"\{%[-+~]?\s{0,9}(?:end\w{2,20}|extends|include|load|if|for|block|trans|translate|blocktrans|blocktranslate|autoescape|set|assign|capture)\b"
    r"[^%{}]{0,300}%\}"
    r"|\{\{-?\s{0,9}(?:end|else|(?:if|range|with|define|block)\s[^{}]{1,200})\s{0,9}-?\}\}"
    r"|\{\{~?[#/](?:if|each|unless|with)\b[^{}]{0,200}\}\}"
)


def is_template(text: str) -> bool:
    """Say whether a text holds tags that steer a template: conditions, loops, blocks."""
    return ("{%" in text or "{{" in text) and bool(_SIGNS.search(text))


_IN_MARKDOWN = lazy(r"\{%[-+~]?\s{0,9}[a-z]\w{0,40}(?:\s[^%{}]{0,300})?[-+~]?%\}|\{\{[<%]\s{0,9}/?\s{0,9}[a-z]")


def is_page_source(text: str) -> bool:
    """Say whether Markdown holds tags of the program that makes pages of it: Liquid of Jekyll, shortcodes of Hugo."""
    return ("{%" in text or "{{<" in text) and bool(_IN_MARKDOWN.search(text))
