"""The tables that ship with the package (terms, language data), each parsed once, when first asked for."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``name`` of this folder, without its ending: ``terms``, ``lang/en/acts``. Raises FileNotFoundError."""
    path = resources.files("letapis.words").joinpath(*f"{name}.toml".split("/"))
    return tomllib.loads(path.read_text(encoding="utf-8"))
