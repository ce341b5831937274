"""File names → formats: suffixes, and the twofold ones of templates."""

from __future__ import annotations

SUFFIXES: dict[str, str] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "email",
    ".mbox": "email",
    ".mbx": "email",
    ".json": "json",
    ".arb": "json",
    ".yml": "yaml",
    ".yaml": "yaml",
    ".csv": "csv",
    ".tsv": "csv",
    ".properties": "properties",
    ".ftl": "fluent",
    ".xlf": "xliff",
    ".xliff": "xliff",
    ".xml": "xml",
    ".resx": "resx",
    ".stringsdict": "stringsdict",
    ".strings": "strings",
    ".xcstrings": "xcstrings",
    ".toml": "toml",
    ".php": "php",
    ".po": "po",
    ".pot": "po",
    ".docx": "docx",
    ".odt": "odt",
    ".pptx": "pptx",
    ".pdf": "pdf",
    ".msg": "msg",
    ".j2": "jinja",
    ".jinja": "jinja",
    ".jinja2": "jinja",
    ".njk": "jinja",
    ".twig": "jinja",
    ".liquid": "jinja",
    ".hbs": "handlebars",
    ".handlebars": "handlebars",
    ".mustache": "handlebars",
    ".gohtml": "go-template",
    ".tmpl": "go-template",
    ".erb": "erb",
    ".ejs": "erb",
    ".blade.php": "blade",
    ".mjml": "mjml",
    ".vue": "vue",
    ".svelte": "svelte",
    ".astro": "astro",
    ".jsx": "jsx",
    ".tsx": "jsx",
    ".mdx": "mdx",
    ".rst": "rst",
    ".rest": "rst",
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".org": "org",
    ".tex": "latex",
    ".latex": "latex",
}
"""File name suffix, in lower case, to format name."""


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


OF_ANYTHING = frozenset({".j2", ".jinja", ".jinja2", ".erb", ".ejs", ".tmpl"})
"""Templates of any text: a suffix before theirs that is no copy format's says that what they make is none."""
_OF_PAGES = frozenset({".njk", ".twig", ".liquid", ".hbs", ".handlebars", ".mustache", ".gohtml"})
"""Templates of pages, but for those that a suffix before theirs calls code."""
_CODE = _names(
    "atom bash c cc cfg cmake conf config cpp cs csproj css csv dockerfile env go gql gradle graphql h hpp ics ini java js json jsx kt "
    "less lua map mjs php properties proto ps1 py rb rs rss sass scss service sh sql svg swift tex tf toml ts tsx vcf xml yaml yml"
)
MADE = frozenset({"text", "markdown", "html", "email", "mjml", "rst", "asciidoc", "org"})
"""Formats that templates make."""
_LANGUAGES = _names("cs da de en es fi fr it nb nl nn no pl pt sv")


def suffix_of(path: str) -> str:
    """Return the suffix of `path` in lower case, both of a template's, empty where it has none."""
    name = path.replace("\\", "/").rpartition("/")[2].lower()
    stem, dot, last = name.rpartition(".")
    if not (dot and stem):
        return ""
    shorter, dot, inner = stem.rpartition(".")
    both = f".{inner}.{last}"
    twofold = both in SUFFIXES or f".{last}" in OF_ANYTHING or f".{last}" in _OF_PAGES
    return both if dot and shorter and twofold else f".{last}"


def format_of(path: str) -> str | None:
    """Return the format name for the suffix of `path`, or None when it is unknown."""
    suffix = suffix_of(path)
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    inner, _, last = suffix[1:].rpartition(".")
    last = f".{last}"
    if not inner or (last in _OF_PAGES and inner in _CODE):
        return None
    is_copy = last in _OF_PAGES or SUFFIXES.get(f".{inner}") in MADE or inner in _LANGUAGES
    return SUFFIXES[last] if is_copy else None
