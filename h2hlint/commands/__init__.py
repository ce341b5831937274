"""The commands of h2hlint: a module for each, or for a group of them, loaded when it is called."""

from __future__ import annotations

from typing import Any

import click

COMMANDS = {
    "check": "check:check",
    "baseline": "baseline:baseline",
    "commit-msg": "check:commit_msg",
    "config": "config:config",
    "explain": "rules:explain",
    "grammar": "grammar:grammar",
    "init": "config:init",
    "inspect": "inspect:inspect",
    "lsp": "lsp:lsp",
    "parity": "parity:parity",
    "rules": "rules:rules",
    "score": "score:score",
    "schema": "config:schema",
    "serve": "serve:serve",
    "texts": "texts:texts",
}
"""Name of a command to the module below this package, and what the command is called in it. One line adds one."""


class Commands(click.Group):
    """The group that `h2hlint` is; it imports a command's module only to run it or to list all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, None when there is no such one."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        module, _, name = COMMANDS[cmd_name].partition(":")
        command: Any = getattr(import_module(f"{__name__}.{module}"), name)
        return command if isinstance(command, click.Command) else None
