"""Runs the command line as `python -m h2hlint`."""

from h2hlint.cli import program

program()
