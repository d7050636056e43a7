"""The forms a case file leaves in: one module a format, each with NAME and ``export(…) -> files``."""

from __future__ import annotations

from types import ModuleType

from letapis.core.export import bag, csv, ftm, geojson, html, huridocs, json, sdg, tables, timelinejs, uwazi, wacz, xlsx

EXPORTS: tuple[ModuleType, ...] = (json, csv, html)
"""Every form of one person's case file: ``export(casefile) -> {file name: bytes}``; adding one is one module and its name."""
FORMATS: tuple[ModuleType, ...] = (xlsx, tables, ftm, huridocs, uwazi, sdg, timelinejs, geojson, bag, wacz)
"""The field's formats, of a case or of a whole project: ``export(extract) -> (file name, parts)`` one by one."""
