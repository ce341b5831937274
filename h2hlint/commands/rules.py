"""`h2hlint rules` with its commands, and `h2hlint explain`."""

from __future__ import annotations

import sys
from typing import Any

import click

from h2hlint.names import COUNTRIES


@click.group(invoke_without_command=True)
@click.option("-l", "--lang", metavar="LANG", help="Only rules with wordings in this language.")
@click.option("--rules", "house", multiple=True, metavar="PATH", help="Also these house rules.")
@click.option("--ui-lang", metavar="LANG", help="Language of messages.")
@click.pass_context
def rules(context: click.Context, /, **options: Any) -> None:
    """List the rules and which languages they cover."""
    if context.invoked_subcommand is None:
        from h2hlint import catalogue

        click.echo(catalogue.table(**options), nl=False)


@rules.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=str))
def test(files: tuple[str, ...]) -> None:
    """Run the examples in rule files; default the shipped ones."""
    from h2hlint import examples

    failures, count = examples.run(files)
    for failure in failures:
        click.echo(failure)
    click.echo(f"{count - len(failures)} of {count} examples hold")
    sys.exit(1 if failures else 0)


@rules.command()
@click.argument("rule")
@click.option("-l", "--lang", metavar="LANG", help="Only in this language.")
@click.option("--rules", "house", multiple=True, metavar="PATH", help="Also look in these house rules.")
def expand(rule: str, lang: str | None, house: tuple[str, ...]) -> None:
    """Print every form that the phrases of a rule match."""
    from h2hlint import catalogue

    click.echo(catalogue.expansion(rule, lang, house), nl=False)


@click.command()
@click.argument("rule")
@click.option("-l", "--lang", metavar="LANG", help="Show the wordings of this language. Default: that of --ui-lang.")
@click.option("--rules", "house", multiple=True, metavar="PATH", help="Also look in these house rules.")
@click.option("--ui-lang", metavar="LANG", help="Language of the reasons.")
@click.option("--country", type=click.Choice(COUNTRIES), help="Cite this country's authorities beside those of the EU. Default: all.")
def explain(rule: str, lang: str | None, house: tuple[str, ...], ui_lang: str | None, country: str | None) -> None:
    """Say what a rule finds, why, and how a person would write it."""
    from h2hlint import catalogue

    click.echo(catalogue.explanation(rule, lang, house, ui_lang, country), nl=False)


@rules.command()
@click.argument("file", required=False, type=click.Path(path_type=str))
@click.option("-l", "--lang", metavar="LANG", help="Language of the texts. Default: that of --ui-lang.")
@click.option("--id", "name", metavar="ID", help="Id of the rule. Default: house/rule.")
@click.option("--ui-lang", metavar="LANG", help="Language of the comments.")
def new(file: str | None, lang: str | None, name: str | None, ui_lang: str | None) -> None:
    """Write a commented rule file to begin from; default house-rules.LANG.yml, - is standard output."""
    from h2hlint import beginning

    click.echo(beginning.new_rules(file, lang, name, ui_lang), nl=False)


@rules.command()
@click.argument("folder", type=click.Path(path_type=str))
def pages(folder: str) -> None:
    """Write a page about every rule, and their indexes, into a folder of Markdown files."""
    from pathlib import Path

    from h2hlint import pages as writing

    click.echo(f"wrote {writing.write(Path(folder))} pages to {folder}")
