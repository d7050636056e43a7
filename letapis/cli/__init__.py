"""The command line: the desk's verbs; each verb's module is imported when it is called, so that help costs nothing."""

from __future__ import annotations

import importlib
import os
import sys
from contextlib import suppress
from typing import Any

import click

VERBS = {
    "desk": "letapis.cli.desk:desk",
    "read": "letapis.cli.read:read",
    "init": "letapis.cli.project:init",
    "import": "letapis.cli.taking:import_",
    "people": "letapis.cli.looking:people",
    "acts": "letapis.cli.looking:acts",
    "timeline": "letapis.cli.looking:timeline",
    "case": "letapis.cli.looking:case",
    "status": "letapis.cli.custody:status",
    "list": "letapis.cli.listing:list_",
    "events": "letapis.cli.events:events",
    "show": "letapis.cli.showing:show",
    "blocks": "letapis.cli.blocks:blocks",
    "compare-names": "letapis.cli.naming:compare_names",
    "check": "letapis.cli.looking:check",
    "disagreements": "letapis.cli.disagreeing:disagreements_",
    "news": "letapis.cli.news:news",
    "export": "letapis.cli.looking:export",
    "dossier": "letapis.cli.dossier:dossier",
    "cite": "letapis.cli.citing:cite",
    "verify-export": "letapis.cli.citing:verify_export",
    "rule": "letapis.cli.rule:rule",
    "same": "letapis.cli.identity:same",
    "different": "letapis.cli.identity:different",
    "unsure": "letapis.cli.identity:unsure",
    "judge": "letapis.cli.judge:judge",
    "undo": "letapis.cli.identity:undo_",
    "restrict": "letapis.cli.ruling:restrict",
    "erase": "letapis.cli.ruling:erase",
    "verify": "letapis.cli.project:verify",
    "ledger": "letapis.cli.project:ledger",
    "demo": "letapis.cli.demo:demo",
}
"""Verb → where its command stands; the order is that of a day's work."""

HELP = {
    "desk": "Open the desk in the browser; `letapis` without a verb does the same.",
    "read": "Read pages and say who did what to whom; needs no project.",
    "init": "Make a project folder.",
    "import": "Take pages into a project.",
    "people": "The people of a project with their spellings.",
    "acts": "The acts of a project in time.",
    "timeline": "The acts in time, of one person or of all.",
    "case": "A person's case: timeline, people, contradictions, gaps, pages.",
    "status": "Who is held, where, since when, as last told, and what is overdue.",
    "list": "Persons by a criterion: held, new, released … with what the number counts.",
    "events": "Acts that belong together: a rally and its arrests, a group trial.",
    "show": "What an act, person, page or claim stands on, to the sentence and the bytes.",
    "blocks": "What was taken of a page and what was left, to be corrected.",
    "compare-names": "Whether pairs of names are spellings of one, in any script.",
    "check": "What does not fit, is missing or rests on one source.",
    "disagreements": "The acts whose sources conflict, the worst first.",
    "news": "What is new since a day or a page, and what it may change.",
    "export": "Write a case as a file to read, or in a format of the field.",
    "dossier": "Write a case as a document to hand on (HTML, DOCX, PDF), redacted as you say.",
    "cite": "The citation of a sentence or an act.",
    "verify-export": "Check a dossier's bundle down to the preserved bytes, without the project.",
    "rule": "Rule whether a page says what was read, correct it, take it back.",
    "same": "Rule that two persons, acts, organisations or places are one.",
    "different": "Rule that two are not one.",
    "unsure": "Rule that it cannot be said whether two are one.",
    "judge": "Go through the pairs that may be one, a key each.",
    "undo": "Take such a ruling back, by another.",
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


@click.group(
    cls=Lazy, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="letapis", message="letapis %(version)s")
@click.pass_context
def letapis(context: click.Context) -> None:
    """From a pile of pages to a case file: who did what to whom, when, where, and according to whom.

    \b
    A first look, without a project:
        letapis read page.html
    The desk in the browser, for the project you stand in (else this help):
        letapis
    A case from a folder of pages:
        letapis init mycase
        letapis import -p mycase pages/
        letapis people -p mycase
        letapis case -p mycase "Name of the person" --html case.html
        letapis show -p mycase act:lusab-babad       the sentences behind an act
    Everything at once, with invented pages:
        letapis demo

    Nothing leaves this machine. What it reads is a suggestion until a person rules. Ids such as act:lusab-babad are said and
    typed by their first words. The project is named by -p or LETAPIS_PROJECT, else it is the folder you stand in.

    \b
    Exit status: 0 done; 1 nothing done, or `verify` found something wrong; 2 a verb or option misspelt;
    3 done in part (some pages failed, and are listed); 10 and 11 `news` found some; 70 an error of the program;
    130 stopped by you.
    """
    if context.invoked_subcommand is None:
        _desk(context)


def _desk(context: click.Context) -> None:
    """Open the desk of the project somebody stands in; where there is none, say what there is."""
    from pathlib import Path

    folder = Path(os.environ.get("LETAPIS_PROJECT") or ".")
    if (folder / "project.json").is_file():
        command = letapis.get_command(context, "desk")
        assert command is not None
        command.main([], prog_name="letapis desk", standalone_mode=False)
    else:
        click.echo(context.get_help())


def main() -> None:
    """The door: what the rim refuses is one plain sentence and exit status 1; nobody ever sees a traceback unasked."""
    try:
        sys.exit(letapis.main(prog_name="letapis", standalone_mode=False) or 0)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _say("Stopped." + (" What was acknowledged is kept; the same command goes on from here." if _importing() else ""))
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains once more as it ends
        sys.exit(0)
    except Exception as error:
        sys.exit(_refused(error))


def _importing() -> bool:
    return "import" in sys.argv[1:2]


def _say(words: str) -> None:
    with suppress(OSError):
        click.echo(words, err=True)


def _refused(error: Exception) -> int:
    """One plain sentence for whatever went wrong. The error's own words stay out of it: they may quote a page."""
    from letapis.rim.files import fault_of, shown

    fault: Any = getattr(error, "fault", None)
    if fault is None and isinstance(error, OSError):
        fault = fault_of(error, error.filename or "letapis")
    if fault is not None:
        _say(shown(fault))
        return 1
    if os.environ.get("LETAPIS_TRACEBACK"):
        raise error
    if isinstance(error, MemoryError):
        _say("letapis: there is not enough memory for this. Close some programs, or take in fewer pages at a time.")
        return 70
    _say(
        f"letapis: an error of the program, not yours ({type(error).__name__}). What was acknowledged is kept. Please tell us; "
        "LETAPIS_TRACEBACK=1 before the same command shows the details, which may quote your pages."
    )
    return 70
