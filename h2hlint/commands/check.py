"""`h2hlint check` and `h2hlint commit-msg`."""

from __future__ import annotations

import sys
from typing import Any

import click

from h2hlint.commands.options import input_options, settings_options, with_options

GRADES = ("error", "warning", "note", "never")
FORMATS = "text, json, jsonl, sarif, github, gitlab, rdjson, rdjsonl, checkstyle, junit, vale-json, summary, statistics, badge or html"
REPORTS = (
    click.option("-f", "--format", "form", metavar="FORMAT", help=f"What is printed: {FORMATS}. Default: text, unless --output is given."),
    click.option("--output", multiple=True, metavar="FORMAT=FILE", help="Write a report to a file (- is stdout). Repeatable."),
    click.option("--statistics", "form", flag_value="statistics", help="Count findings by rule instead of showing them."),
    click.option("--fail-on", type=click.Choice(GRADES), help="Mildest severity that makes the exit code 1. Default: warning."),
    click.option("--max-findings", multiple=True, metavar="[RULES=]N", help="Fail only over N findings, of all or some rules. Repeatable."),
    click.option("--color/--no-color", default=None, help="Colour or none. Default: colour at a terminal."),
    click.option("-v", "--verbose", is_flag=True, help="Say of each rule also why, and who says so."),
    click.option("-q", "--quiet", is_flag=True, help="Print no findings, only errors."),
)


def report_options(command: Any) -> Any:
    """Add the options that say how findings are told, and which make a run fail."""
    return with_options(REPORTS, command)


@click.command()
@input_options
@report_options
@click.option("--fix", is_flag=True, help="Put in the wordings that are marked safe; what comes by standard input goes to standard output.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--min-score", type=click.FloatRange(0, 100), metavar="N", help="Exit code 1 also when a text has a lower score.")
@click.option("--baseline/--no-baseline", default=True, help="Leave out findings that .h2hlint-baseline.json keeps for later.")
@click.option("--since", metavar="REV", help="Only findings on lines changed since this git revision.")
@click.option("--diff-file", metavar="FILE", help="Only findings on lines that this unified diff changes (- is standard input).")
@click.option("--sitemap", is_flag=True, help="Read the pages that the sitemap of a site (https://…) lists.")
@click.option("--limit", type=click.IntRange(1), default=100, metavar="N", help="With --sitemap: read at most N pages. Default: 100.")
@click.option("--pause", type=click.FloatRange(0), default=1.0, metavar="SECONDS", help="With --sitemap: wait between pages. Default: 1.")
def check(**options: Any) -> None:
    """Lint texts: files, folders, pages of the web (https://…), - for standard input; default the current folder."""
    from h2hlint import running

    options["baseline"] = options["baseline"] and not options["isolated"]
    sys.exit(running.check(options))


@click.command("commit-msg")
@click.argument("file", type=click.Path(path_type=str))
@settings_options
@report_options
def commit_msg(file: str, **options: Any) -> None:
    """Lint a commit message as plain text, without its comment lines; for git's hook of that name."""
    from h2hlint import running

    sys.exit(running.check({**options, "paths": (file,), "commit_message": True, "baseline": False, "fix": False, "diff": False}))
