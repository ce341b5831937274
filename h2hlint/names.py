"""The closed lists of names that rules, config, command line and reports share."""

from __future__ import annotations

SEVERITIES = ("note", "warning", "error")
"""From the mildest to the gravest."""
CHANNELS = ("website", "email", "support", "consent")
KINDS = (
    "paragraph", "heading", "list-item", "table-cell", "button", "label", "link", "attribute", "subject", "quote", "value",
)  # fmt: skip
"""What a block is by its structure; see `text.Block`."""
ROLES = ("consent", "cookie", "privacy", "terms", "error", "contact", "bot", "greeting", "signature", "none")
"""What a block is for; see `text.Block`."""
READER_LANGUAGES = ("da", "nb", "de", "pl", "en")
"""Languages in which h2hlint speaks to its users."""
COUNTRIES = ("at", "de", "dk", "gb", "ie", "no", "pl")
"""Countries whose authorities the sources of rules name; those of the European Union hold in all but some."""
AUDIENCES = ("customer", "b2b", "developer", "internal")
PARITY = ("parity/finding", "parity/withdrawal", "parity/contact", "parity/address")
"""What `parity` finds between the languages of one text; their words stand in rules/parity.yml."""
PASSIVES = ("own", "model", "both", "either", "weighed")
"""How the passives that a spaCy pipeline finds count beside h2hlint's own; see `settings.Engine`."""
GRAMMAR = "grammar"
"""The category of what LanguageTool finds; the rest of such an id is LanguageTool's own."""
FIELDS = ("match", "number", "suggest", "missing", "other")
"""What a message may hold in braces, and a finding fills in."""
