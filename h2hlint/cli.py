"""The command line: its commands, and what becomes of their mistakes. Work is done elsewhere and imported when needed.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 something could not be read or was asked
for wrongly, 3 a bug in h2hlint.
"""

from __future__ import annotations

import io
import os
import sys

import click

from h2hlint import __version__, ending, garbage
from h2hlint.commands import Commands
from h2hlint.errors import UserError

_BUG = 3
_MISTAKE = 2


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="h2hlint")
def main() -> None:
    """Mark where a text stops sounding like people talking to people."""


def program() -> None:
    """Run the command line as the program that this process is for; it ends with it."""
    ending.prepare()
    try:
        run()
    except SystemExit as asked:
        ending.known(asked.code)
        raise
    ending.known(None)


def run() -> None:
    """Run the command line; turn a user's mistake into one sentence and exit 2, a bug into exit 3."""
    garbage.hold()
    _use_utf8()
    if sys.stdout is None:
        _say("standard output is closed; there is nowhere to print", _MISTAKE)
    try:
        try:
            main(standalone_mode=False)
        finally:
            sys.stdout.flush()
    except UserError as error:
        _say(str(error), _MISTAKE)
    except click.exceptions.Abort:
        _say("stopped", _MISTAKE)
    except click.ClickException as error:
        error.show()
        sys.exit(_MISTAKE)
    except BrokenPipeError:
        _drop_output()
        sys.exit(_MISTAKE)
    except OSError as error:
        _drop_output()
        _say(f"reading or writing failed: {error.strerror or error}", _MISTAKE)
    except Exception as error:
        if os.environ.get("H2HLINT_TRACEBACK"):
            raise
        _say(f"a bug in h2hlint: {type(error).__name__}: {error}; set H2HLINT_TRACEBACK=1 to see where, and please report it", _BUG)


def _drop_output() -> None:
    """Send what is still to be printed nowhere, so that closing the stream does not fail as well."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str, code: int) -> None:
    click.echo(f"h2hlint: {message}", err=True)
    sys.exit(code)


def _use_utf8() -> None:
    """Print UTF-8 whatever the console's own encoding; what no encoding can hold, such as odd file names, escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    program()
