"""The command line: the desk's verbs; each verb's module is imported when it is called, so that help costs nothing."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

VERBS = {
    "read": "letapis.cli.read:read",
    "init": "letapis.cli.project:init",
    "import": "letapis.cli.taking:import_",
    "people": "letapis.cli.looking:people",
    "acts": "letapis.cli.looking:acts",
    "timeline": "letapis.cli.looking:timeline",
    "case": "letapis.cli.looking:case",
    "show": "letapis.cli.looking:show",
    "check": "letapis.cli.looking:check",
    "export": "letapis.cli.looking:export",
    "restrict": "letapis.cli.ruling:restrict",
    "erase": "letapis.cli.ruling:erase",
    "verify": "letapis.cli.project:verify",
    "ledger": "letapis.cli.project:ledger",
    "demo": "letapis.cli.demo:demo",
}
"""Verb → where its command stands; the order is that of a day's work."""

HELP = {
    "read": "Read pages and say who did what to whom; needs no project.",
    "init": "Make a project folder.",
    "import": "Take pages into a project.",
    "people": "The people of a project with their spellings.",
    "acts": "The acts of a project, one line each.",
    "timeline": "The acts in time, of one person or of all.",
    "case": "A person's case: timeline, people, contradictions, gaps.",
    "show": "A claim with its passage in context and its custody.",
    "check": "What does not fit, is missing or rests on one source.",
    "export": "Write a case as json, csv or one HTML file.",
    "restrict": "Rule who may see a capture, a person or a claim.",
    "erase": "Withdraw a capture: destroy its key, leave a tombstone.",
    "verify": "Check every byte, seal and quotation of a project.",
    "ledger": "Dump the ledger to plain lines and load it back.",
    "demo": "The example pages, from import to case file.",
}


class Lazy(click.Group):
    """A group whose commands are imported only when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The verbs in the order of a day's work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb's command."""
        if cmd_name not in VERBS:
            return None
        module, _, name = VERBS[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of verbs, without importing any."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(HELP.items()))


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="letapis", message="letapis %(version)s")
def letapis() -> None:
    """From a pile of pages to a case file: who did what to whom, when, where, and according to whom.

    \b
    A first look, without a project:
        letapis read page.html
    A case from a folder of pages:
        letapis init mycase
        letapis import -p mycase pages/
        letapis people -p mycase
        letapis case -p mycase "Name of the person" --html case.html

    Nothing leaves this machine. Machine claims are suggestions until a person rules.
    """


def main() -> None:
    """The door: one catch for everything the rim refuses, one plain sentence, exit status 1."""
    try:
        letapis.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was acknowledged is kept; the same command goes on from here.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:
        sys.exit(_refused(error))


def _refused(error: Exception) -> int:
    fault: Any = getattr(error, "fault", None)
    if fault is None:
        raise error
    click.echo(str(fault), err=True)
    return 1
