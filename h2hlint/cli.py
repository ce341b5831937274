"""The command line: declarations, printing and exit codes. Work is done elsewhere and imported when needed.

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 something could not be read or was asked
for wrongly, 3 a bug in h2hlint.
"""

from __future__ import annotations

import io
import os
import sys
from typing import Any

import click

from h2hlint import __version__
from h2hlint.errors import UserError
from h2hlint.names import CHANNELS, COUNTRIES

GRADES = ("error", "warning", "note", "never")
_BUG = 3
_MISTAKE = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="h2hlint")
def main() -> None:
    """Mark where a text stops sounding like people talking to people."""


def _settings_options(command: Any) -> Any:
    """Add the options that say which rules to use and how."""
    options = [
        click.option("-l", "--lang", metavar="LANG", help="Language of the texts: da, nb, de, pl or en. Default: find out."),
        click.option("-c", "--channel", type=click.Choice(CHANNELS), help="What the texts are for."),
        click.option("--config", metavar="FILE", help="Use this config file."),
        click.option("--isolated", is_flag=True, help="Use no config file."),
        click.option("--rules", multiple=True, metavar="PATH", help="A file or folder of house rules. Repeatable."),
        click.option("--no-default-rules", is_flag=True, help="Leave out the rules that ship with h2hlint."),
        click.option("--select", multiple=True, metavar="RULES", help="Only these rules: ids or their beginnings, with commas."),
        click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules."),
        click.option("--ui-lang", metavar="LANG", help="Language of messages. Default: that of your system."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _input_options(command: Any) -> Any:
    """Add the options that say what to read and which rules to use."""
    command = click.option("--stdin-filename", metavar="NAME", help="Name of what comes by standard input (-).")(command)
    return click.argument("paths", nargs=-1, type=click.Path(path_type=str))(_settings_options(command))


@main.command()
@_input_options
@click.option("-f", "--format", "form", default="text", help="text or json.")
@click.option("--output", multiple=True, metavar="FORMAT=FILE", help="Write a report to a file as well (- is stdout). Repeatable.")
@click.option("--fail-on", type=click.Choice(GRADES), help="Mildest severity that makes the exit code 1. Default: warning.")
@click.option("--fix", is_flag=True, help="Put in the wordings that are marked safe; what comes by standard input goes to standard output.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--color/--no-color", default=None, help="Colour or none. Default: colour at a terminal.")
@click.option("--baseline/--no-baseline", default=True, help="Leave out findings that .h2hlint-baseline.json keeps for later.")
@click.option("-q", "--quiet", is_flag=True, help="Print no findings, only errors.")
def check(**options: Any) -> None:
    """Lint texts: files, folders, - for standard input; default the current folder."""
    from h2hlint import running

    options["baseline"] = options["baseline"] and not options["isolated"]
    sys.exit(running.check(options))


@main.group("baseline")
def baseline_() -> None:
    """Keep today's findings for later, so that only new ones count."""


@baseline_.command("create")
@_input_options
def baseline_create(**options: Any) -> None:
    """Write .h2hlint-baseline.json beside the config, else in the current folder."""
    from h2hlint import baseline

    path, count = baseline.create(options)
    click.echo(f"wrote {path}; findings kept for later: {count}")


@main.command()
@_input_options
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--why-not", metavar="RULE", help="Show where this rule (an id or prefix) almost fired, and what kept it silent.")
def inspect(**options: Any) -> None:
    """Show how h2hlint reads a text: blocks, language, roles, sentences."""
    from h2hlint import inspecting

    sys.exit(inspecting.inspect(options))


@main.group(invoke_without_command=True)
@click.option("-l", "--lang", metavar="LANG", help="Only rules with wordings in this language.")
@click.option("--rules", "house", multiple=True, metavar="PATH", help="Also these house rules.")
@click.option("--ui-lang", metavar="LANG", help="Language of messages.")
@click.pass_context
def rules(context: click.Context, /, **options: Any) -> None:
    """List the rules and which languages they cover."""
    if context.invoked_subcommand is None:
        from h2hlint import catalogue

        click.echo(catalogue.table(**options), nl=False)


@rules.command("test")
@click.argument("files", nargs=-1, type=click.Path(path_type=str))
def rules_test(files: tuple[str, ...]) -> None:
    """Run the examples in rule files; default the shipped ones."""
    from h2hlint import examples

    failures, count = examples.run(files)
    for failure in failures:
        click.echo(failure)
    click.echo(f"{count - len(failures)} of {count} examples hold")
    sys.exit(1 if failures else 0)


@rules.command("expand")
@click.argument("rule")
@click.option("-l", "--lang", metavar="LANG", help="Only in this language.")
@click.option("--rules", "house", multiple=True, metavar="PATH", help="Also look in these house rules.")
def rules_expand(rule: str, lang: str | None, house: tuple[str, ...]) -> None:
    """Print every form that the phrases of a rule match."""
    from h2hlint import catalogue

    click.echo(catalogue.expansion(rule, lang, house), nl=False)


@main.command()
@click.argument("rule")
@click.option("-l", "--lang", metavar="LANG", help="Show the wordings of this language. Default: that of --ui-lang.")
@click.option("--rules", "house", multiple=True, metavar="PATH", help="Also look in these house rules.")
@click.option("--ui-lang", metavar="LANG", help="Language of the reasons.")
@click.option("--country", type=click.Choice(COUNTRIES), help="Cite this country's authorities beside those of the EU. Default: all.")
def explain(rule: str, lang: str | None, house: tuple[str, ...], ui_lang: str | None, country: str | None) -> None:
    """Say what a rule finds, why, and how a person would write it."""
    from h2hlint import catalogue

    click.echo(catalogue.explanation(rule, lang, house, ui_lang, country), nl=False)


@rules.command("new")
@click.argument("file", required=False, type=click.Path(path_type=str))
@click.option("-l", "--lang", metavar="LANG", help="Language of the texts. Default: that of --ui-lang.")
@click.option("--id", "name", metavar="ID", help="Id of the rule. Default: house/rule.")
@click.option("--ui-lang", metavar="LANG", help="Language of the comments.")
def rules_new(file: str | None, lang: str | None, name: str | None, ui_lang: str | None) -> None:
    """Write a commented rule file to begin from; default house-rules.LANG.yml, - is standard output."""
    from h2hlint import beginning

    click.echo(beginning.new_rules(file, lang, name, ui_lang), nl=False)


@rules.command("pages")
@click.argument("folder", type=click.Path(path_type=str))
def rules_pages(folder: str) -> None:
    """Write a page about every rule, and their indexes, into a folder of Markdown files."""
    from pathlib import Path

    from h2hlint import pages

    click.echo(f"wrote {pages.write(Path(folder))} pages to {folder}")


@main.group("config")
def config_() -> None:
    """Show what the config says, or how to write one."""


@config_.command("show")
@click.argument("file", default=".", type=click.Path(path_type=str))
@_settings_options
def config_show(file: str, **options: Any) -> None:
    """Print every setting for a file, and where it comes from."""
    from h2hlint import configshow

    click.echo(configshow.show(file, options), nl=False)


@main.command()
@click.argument("name", type=click.Choice(["config", "rules", "report"]))
def schema(name: str) -> None:
    """Print the JSON Schema of config files, rule files or the JSON report, for editors to complete from."""
    from h2hlint import schemas

    click.echo(schemas.text(name), nl=False)


@main.command()
@click.argument("folder", default=".", type=click.Path(path_type=str))
def init(folder: str) -> None:
    """Look at a folder and write a commented .h2hlint.yml for it."""
    from h2hlint import beginning

    click.echo(beginning.new_config(folder), nl=False)


def run() -> None:
    """Run the command line; turn a user's mistake into one sentence and exit 2, a bug into exit 3."""
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
    run()
