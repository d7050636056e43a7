"""The case dossier: one document of a case, and its writers."""

from letapis.core.dossier.compose import Telling, compose

__all__ = ["Telling", "compose"]
