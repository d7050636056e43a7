"""Letapis turns a pile of pages into a case file whose every fact stands on the exact sentence of a preserved original."""

__version__ = "0.1.0"
