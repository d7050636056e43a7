"""A collection of pages of an invented country with its gold: who is named where, what is told where, what is a copy of what.

    python -m bench.country FOLDER [--seed 7] [--pages 300 --people 120 …]

Everything follows from the seed and the options. Names are spelt by the tables of published standards and by the press's habits
(``standards.toml``), never by what the product knows; what is told is told in varied sentences (``sayings.toml``).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.country.pages import Page, pages
from bench.country.world import Options, World, world

__all__ = ["Country", "Options", "Page", "make", "write"]


@dataclass(frozen=True)
class Country:
    """A made collection: the truth, and the pages that tell of it."""

    world: World
    pages: tuple[Page, ...]


def make(seed: int = 7, options: Options = Options()) -> Country:  # noqa: B008 - frozen
    """A collection by its seed."""
    country = world(seed, options)
    return Country(country, tuple(pages(seed, options, country)))


def write(made: Country, folder: Path) -> None:
    """Each page as a text file with its sidecar, and the gold as ``gold.json``."""
    for page in made.pages:
        (folder / f"{page.id}.txt").write_text(page.text, encoding="utf-8")
        said = {"title": page.title, "published": page.published, "url": page.url}
        (folder / f"{page.id}.meta.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    gold = {
        "people": [asdict(p) for p in made.world.people],
        "acts": [asdict(a) for a in made.world.acts],
        "pages": [{k: v for k, v in asdict(p).items() if k != "text"} for p in made.pages],
    }
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
