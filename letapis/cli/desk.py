"""``letapis desk``, or no verb at all: the desk in the browser."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from letapis.cli import opening, options
from letapis.desk.desk import Desk
from letapis.rim import project as store

if TYPE_CHECKING:
    from collections.abc import Callable

    from letapis.web.seat import Seat


@click.command()
@options.project
@options.level
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port; else a free one.")
@click.option("--no-browser", is_flag=True, help="Print the address only; open it in a browser of your choice.")
@click.option(
    "--lock-after", type=click.FloatRange(0.1, 720), default=10, show_default=True, help="Minutes without you until it locks."
)
def desk(folder: Path, passphrase_file: Path | None, level: str, port: int, no_browser: bool, lock_after: float) -> None:
    """Open the project as a desk in your browser: pages in, facts ruled on, cases out. `letapis` alone does the same.

    It runs on this machine only and works without scripts, also in Tor Browser's safest mode. The address it prints opens one
    session, once; the desk locks by itself, by a key (L) or the button on every screen, and then asks for the passphrase.
    Stop it here with Ctrl+C.

    \b
    Examples:
        letapis desk -p mycase
        letapis desk -p mycase --no-browser --level public
    """
    passphrase = options.passphrase_of(passphrase_file) if store.needs_passphrase(folder) else None
    store.open_project(folder, passphrase).close()  # refuse before the web is loaded
    serve(folder, passphrase, level, port, lock_after * 60, browser=not no_browser)


def serve(folder: Path, passphrase: str | None, level: str, port: int, lock_after: float, *, browser: bool) -> None:
    """Serve the desk until it is stopped."""
    from letapis.web.seat import Seat  # half a second: only where the desk is opened
    from letapis.web.serve import Served

    def opened(words: str | None) -> Desk:
        return Desk(store.open_project(folder, words), opening.who())

    def make(said: Callable[[str], None], quit_: Callable[[], None]) -> Seat:
        return Seat(opened, passphrase, level=level, lock_after=lock_after, said=said, quit_=quit_)

    served = Served(make, port, click.echo)
    address = served.address()
    click.echo(f"The desk is open at\n\n    {address}\n\nThe address opens once. Stop with Ctrl+C.")
    if browser:
        webbrowser.open(address)
    served.run()
    click.echo("The desk is shut.")
