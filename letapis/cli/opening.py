"""The desk of the project that a verb's options name, signed with the user's name."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

from letapis.cli import options
from letapis.desk.desk import Desk


def who() -> str:
    """The name that captures and rulings are signed with: the user's on this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        return f"user {os.getuid()}"


def desk(folder: Path, passphrase_file: Path | None) -> Desk:
    """Open the project as a desk; the passphrase is asked for only where there is one."""
    return Desk(options.opened(folder, passphrase_file), who())
