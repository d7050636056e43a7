"""The forms a case file leaves in: one module a format, each with NAME and ``export(casefile) -> {file name: bytes}``."""

from __future__ import annotations

from types import ModuleType

from letapis.core.export import csv, html, json

EXPORTS: tuple[ModuleType, ...] = (json, csv, html)
"""Every format, found by its NAME; adding one is one module and its name here."""
