"""Options that several commands share."""

from __future__ import annotations

from typing import Any

import click

from h2hlint.names import CHANNELS

READ_FROM = (
    click.option(
        "--jobs", "-j", type=click.IntRange(0), default=1, metavar="N", help="Lint with N processes; 0 is one per core. Default: 1."
    ),
    click.option("--no-cache", is_flag=True, help="Neither use nor keep the results of files that have not changed."),
    click.option("--force-exclude", is_flag=True, help="Leave out what the config excludes also where it is named, as hooks do."),
    click.option("--stdin-filename", metavar="NAME", help="Name of what comes by standard input (-)."),
    click.argument("paths", nargs=-1, type=click.Path(path_type=str)),
)
SETTINGS = (
    click.option("-l", "--lang", metavar="LANG", help="Language of the texts: da, nb, de, pl or en. Default: find out."),
    click.option("-c", "--channel", type=click.Choice(CHANNELS), help="What the texts are for."),
    click.option("--config", metavar="FILE", help="Use this config file."),
    click.option("--isolated", is_flag=True, help="Use no config file."),
    click.option("--rules", multiple=True, metavar="PATH", help="A file or folder of house rules. Repeatable."),
    click.option("--no-default-rules", is_flag=True, help="Leave out the rules that ship with h2hlint."),
    click.option("--select", multiple=True, metavar="RULES", help="Only these rules: ids or their beginnings, with commas."),
    click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules."),
    click.option("--grammar/--no-grammar", default=None, help="Ask LanguageTool too, or not. Default: as the config says."),
    click.option(
        "--engine", type=click.Choice(["spacy", "own"]), help="Read with spaCy's pipelines too, or with h2hlint's own means only."
    ),
    click.option("--ui-lang", metavar="LANG", help="Language of messages. Default: that of your system."),
)


def settings_options(command: Any) -> Any:
    """Add the options that say which rules to use and how."""
    return with_options(SETTINGS, command)


def input_options(command: Any) -> Any:
    """Add the options that say what to read and which rules to use."""
    return with_options((*SETTINGS, *READ_FROM), command)


def with_options(options: tuple[Any, ...], command: Any) -> Any:
    """Add options to a command, shown in their order."""
    for option in reversed(options):
        command = option(command)
    return command
