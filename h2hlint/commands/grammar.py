"""`h2hlint grammar`."""

from __future__ import annotations

import click


@click.group()
def grammar() -> None:
    """Get LanguageTool, which checks grammar where --grammar or the config asks for it."""


@grammar.command()
def fetch() -> None:
    """Download LanguageTool (some 250 MB) into the folder LTP_PATH, else ~/.cache/language_tool_python."""
    from h2hlint.grammar import asking

    click.echo(f"LanguageTool lies in {asking.fetch()}")
