"""`h2hlint config`, `init` and `schema`."""

from __future__ import annotations

from typing import Any

import click

from h2hlint.commands.options import settings_options


@click.group()
def config() -> None:
    """Show what the config says, or how to write one."""


@config.command()
@click.argument("file", default=".", type=click.Path(path_type=str))
@settings_options
def show(file: str, **options: Any) -> None:
    """Print every setting for a file, and where it comes from."""
    from h2hlint import configshow

    click.echo(configshow.show(file, options), nl=False)


@click.command()
@click.argument("name", type=click.Choice(["config", "rules", "report"]))
def schema(name: str) -> None:
    """Print the JSON Schema of config files, rule files or the JSON report, for editors to complete from."""
    from h2hlint import schemas

    click.echo(schemas.text(name), nl=False)


@click.command()
@click.argument("folder", default=".", type=click.Path(path_type=str))
def init(folder: str) -> None:
    """Look at a folder and write a commented .h2hlint.yml for it."""
    from h2hlint import beginning

    click.echo(beginning.new_config(folder), nl=False)
