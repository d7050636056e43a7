"""Numbers of a spreadsheet as their form shows them: dates in ISO 8601 and no more precise than shown, percent as percent."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from math import isfinite

_BUILT_IN_DATES = {
    **dict.fromkeys((14, *range(27, 37), *range(50, 59)), "d/m/yyyy"), 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "h:mm"), 22: "d/m/yyyy h:mm",
}  # fmt: skip
BUILT_IN: dict[int, str] = {9: "0%", 10: "0.00%", **_BUILT_IN_DATES}
"""Forms that are known by a number only."""
_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def shown(value: str, form: str, from_1904: bool) -> str:
    """A number as its form shows it: dates in ISO 8601 and no more precise than shown, percent as percent, else as it is."""
    try:
        number = float(value)
    except ValueError:
        return value
    if not isfinite(number):
        return value
    code = _ASIDE.sub("", form.partition(";")[0])
    if _is_date(code):
        return _dated(number, code.lower(), from_1904) or value
    if code.rstrip().endswith("%"):
        decimals = len(code.partition(".")[2].rstrip("% "))
        return f"{number * 100:.{min(decimals, 10)}f}%"
    if number == int(number) and abs(number) < 1e15:
        whole = str(int(number))
        return whole.zfill(len(code)) if code and set(code) == {"0"} else whole
    return f"{number:.15g}"


def _is_date(code: str) -> bool:
    return bool(set(code.lower()) & set("dyhs")) and "general" not in code.lower()


def _dated(serial: float, code: str, from_1904: bool) -> str:
    """Days counted from 1900 (as Excel counts, with a 29 February in that year) or 1904; empty where there is no such day."""
    if not 0 <= serial < 2_958_466:
        return ""
    days, seconds = int(serial), round(serial % 1 * 86_400)
    clock = (datetime(1900, 1, 1) + timedelta(seconds=seconds)).strftime("%H:%M")
    if "d" not in code and "y" not in code:
        return clock
    if from_1904:
        day = date(1904, 1, 1) + timedelta(days=days)
    elif days == 60 or days < 1:
        return ""
    else:
        day = date(1899, 12, 31 if days < 60 else 30) + timedelta(days=days)
    iso = day.isoformat()
    if "d" not in code:
        return iso[:7] if "m" in code else iso[:4]
    if "y" not in code:
        return f"XXXX{iso[4:]}"
    return f"{iso} {clock}" if "h" in code and seconds else iso
