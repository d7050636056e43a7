"""The one exception of the rim: it carries a fault as a plain sentence to the door, where it is caught once."""

from __future__ import annotations

from letapis.words.records import Fault


class ProjectError(Exception):
    """Raised by everything that touches a project on disk; ``fault`` says where, what and what to do about it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def refuse(where: object, what: str, hint: str = "") -> ProjectError:
    """The error to raise for a fault at ``where`` (a path, an id)."""
    return ProjectError(Fault(str(where), what, hint))
