"""Times that are counted: from the day of the page, from a date told before; durations, things that happen again and again."""

from __future__ import annotations

from dataclasses import replace

from letapis.core.annotate.timing import reckon
from letapis.core.annotate.timing.dates import NO_YEAR, Fields, Sense, date, number, sense_of
from letapis.core.annotate.timing.story import Here, Told
from letapis.words.when import Point, add, parse

NO_DAY = "the page does not give the day this is counted from"
NO_TOLD = "no date is told before from which this could be counted"
LENGTH = "a length of time, not a date"
VAGUE = "no date is given"
UNRESOLVED = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX"}
_NEEDS = {"D": ("day",), "W": ("day",), "WE": ("day",), "M": ("day", "month"), "Y": ("day", "month", "year", "range")}


def _unit(fields: Fields) -> str:
    return str(fields.get("UNIT") or fields.get("UNITS") or "")


def _amount(fields: Fields) -> str:
    """How many, as TIMEX3 writes it: digits, or X for "a few"."""
    if "VAGUE" in fields:
        return "X"
    if "ONEANDHALF" in fields:
        return str(fields["ONEANDHALF"])
    if "DECIMAL" in fields:
        return str(fields["DECIMAL"])
    n = number(fields, "INT", "NUMBER")
    if "TENS" in fields:
        n = int(fields["TENS"]) + (n or 0)
    if n is None and not {"A", "SCALE", "HALFOF"} & fields.keys():
        return "X" if "UNITS" in fields else "1"
    n = (number(fields, "SCALE") or 1) * (n or ("HALFOF" not in fields))
    return f"{n + 0.5}" if "HALFOF" in fields else str(n)


def length(fields: Fields) -> str:
    """The TIMEX3 value of a duration: ``P9W``, ``PT3H``, ``PXD``, ``P2DE``."""
    if "LENGTHWORD" in fields:
        return str(fields["LENGTHWORD"])
    amount, unit = _amount(fields), _unit(fields)
    if unit == "2W":
        return f"P{int(amount) * 2 if amount.isdigit() else 'X'}W"
    if unit.startswith("T"):
        return f"PT{amount}{unit[1:]}"
    return f"P{amount}" + {"10Y": "DE", "100Y": "CE"}.get(unit, unit)


def _span(fields: Fields) -> str:
    """The duration with units that can be added to a date: decades as years."""
    amount, unit = _amount(fields), _unit(fields)
    if amount.isdigit() and unit in ("2W", "10Y", "100Y"):
        return f"P{int(amount) * int(unit[:-1])}{unit[-1]}"
    return f"P{amount}{unit}"


def duration(fields: Fields, here: Here) -> Sense:
    """A length of time: "nine weeks"."""
    del here
    return Sense(None, length(fields), LENGTH)


def every(fields: Fields, here: Here) -> Sense:
    """Something that happens again and again: "every Friday", "per month"."""
    del here
    if "WEEKDAY" in fields or "WEEKDAYS" in fields:
        return Sense(None, f"XXXX-WXX-{fields.get('WEEKDAY') or fields['WEEKDAYS']}", VAGUE)
    if "PART" in fields:
        return Sense(None, f"XXXX-XX-XXT{fields['PART']}", VAGUE)
    if "SEASON" in fields:
        return Sense(None, f"XXXX-{reckon.SEASONS[int(fields['SEASON'])]}", VAGUE)
    if "INT" in fields or "NUMBER" in fields:
        return Sense(None, length(fields), VAGUE)
    return Sense(None, length({**fields, "A": 1}), VAGUE)


def regular(fields: Fields, here: Here) -> Sense:
    """ "daily", "annually"."""
    del here
    return Sense(None, str(fields["REGULAR"]), VAGUE)


def reference(fields: Fields, here: Here) -> Sense:
    """ "now", "recently": before or after, but no date."""
    del here
    return Sense(None, str(fields.get("REF") or fields.get("AHEAD") or fields.get("PASTREF") or "PRESENT_REF"), VAGUE)


def clock(fields: Fields, here: Here) -> Sense:
    """A time of day; the day is that of a date told in the same sentence, or the one before it in the paragraph."""
    if "TIME" in fields:
        return Sense(None, f"{_this_day(here)}T{fields['TIME']}", "a time of day")
    said = next(str(fields[c]) for c in ("CLOCK", "DECIMAL", "DD", "HOUR") if c in fields)
    hour, _, minute = said.replace(".", ":").partition(":")
    h = int(hour) % 12 + int(fields["AMPM"]) if fields.get("AMPM") in (0, 12) else int(hour)
    if h < 12 and (fields.get("PART") in ("EV", "AF", "DT") or (fields.get("PART") == "NI" and h > 5)):
        h += 12  # "at five in the evening"; but three at night is early
    return Sense(None, f"{_this_day(here)}T{h:02d}:{minute or number(fields, 'INT') or 0:>02}", "a time of day")


def daypart(fields: Fields, here: Here) -> Sense:
    """A part of the day: "at dawn"."""
    return Sense(None, f"{_this_day(here)}T{fields.get('PART') or fields['ADVERB']}", "a time of day")


def _this_day(here: Here) -> str:
    told = here.before(("day",))
    near = told is not None and here.sentence - told.sentence <= (told.paragraph == here.paragraph)
    return reckon.timex(told.point) if told and near else "XXXX-XX-XX"


def _page_day(here: Here) -> tuple[Point | None, str, bool]:
    """The day "today" is: the published date; in a chronicle without one, the day last told (only for measuring)."""
    return here.published, here.counted() if here.published else NO_DAY, False


def deictic(fields: Fields, here: Here) -> Sense:
    """ "yesterday", "this morning": counted from the day of the page."""
    base, why, _ = _page_day(here)
    shift = number(fields, "DEICTIC") or 0
    shift += number(fields, "BEFORE", "AFTER") or 0
    d = base and reckon.unit(base, "D", shift)
    if d is None:
        return Sense(None, "PRESENT_REF" if shift == 0 else "XXXX-XX-XX", why)
    found = sense_of(d, fields, why, stated=False)
    return found if shift else replace(found, point=None)  # "today" is often "nowadays": nothing is counted from it


def weekday(fields: Fields, here: Here) -> Sense:
    """A weekday: the nearest at or before the publication, unless the words look ahead."""
    n = int(fields["WEEKDAY"])
    d = here.published and reckon.weekday(n, here.published, which=number(fields, "REL"), future=here.future)
    if d is None:
        return Sense(None, f"XXXX-WXX-{n}", NO_DAY)
    ahead = ", looking ahead" if here.future and "REL" not in fields else ""
    return sense_of(d, fields, here.counted() + ahead, stated=False)


def relative(fields: Fields, here: Here) -> Sense | None:
    """ "last December", "this week", "next year": counted from the day of the page."""
    which, base = int(fields["REL"]), here.published
    if "MONTH" in fields or "MABBR" in fields or "SEASON" in fields:
        point = Point(None, number(fields, "MONTH", "MABBR", "SEASON"))
        if base is None:
            return date({k: v for k, v in fields.items() if k != "REL"}, here) if here.chronicle else _unknown(point)
        return sense_of(reckon.named(point, base, which), fields, here.counted(), stated=False)
    if "PART" in fields:
        d = base and reckon.unit(base, "D", which)
        return sense_of(d, fields, here.counted(), stated=False) if d else Sense(None, f"XXXX-XX-XXT{fields['PART']}", NO_DAY)
    return _relative_unit(_unit(fields), which, here)


def _unknown(point: Point) -> Sense:
    return Sense(str(point), reckon.timex(point), NO_YEAR, point)


def _relative_unit(unit: str, which: int, here: Here) -> Sense | None:
    base, why = here.published, here.counted()
    if unit.startswith("T"):
        return None
    if unit == "D" and which:
        return then_unit(unit, which, here)
    if unit == "WE" and which == 0:
        return weekend({}, here)
    if base is None:
        return then_unit(unit, which, here) if here.chronicle else Sense(None, UNRESOLVED.get(unit, "XXXX"), NO_DAY)
    return _at(base, unit, which, why, stated=False)


def _at(base: Point, unit: str, which: int, why: str, *, stated: bool) -> Sense | None:
    """The unit so many units from a base: a week and a weekend as their days, else a date."""
    if unit in ("W", "WE"):
        got = reckon.week(base, which) if unit == "W" else reckon.weekend(base, which)
        return Sense(got[0], got[1], why) if got else None
    point = reckon.unit(base, unit, which)
    return sense_of(replace(point, mark=base.mark), {}, why, stated=stated) if point else None


def weekend(fields: Fields, here: Here) -> Sense:
    """ "over the weekend": the last one begun by the day of the page, or the next where the words look ahead."""
    del fields
    d = here.published and reckon.day(here.published)
    if not d or not here.published:
        return Sense(None, "XXXX-WXX-WE", NO_DAY)
    begun = d.isoweekday() >= 6
    got = reckon.weekend(here.published, int(here.future and begun) if here.future or begun else -1)
    return Sense(got[0], got[1], here.counted()) if got else Sense(None, "XXXX-WXX-WE", NO_DAY)


def stretch(fields: Fields, here: Here) -> Sense:
    """ "the past three months": from so long before the publication up to it."""
    which, base, span = number(fields, "REL", "LAST") or 0, here.published, _span(fields)
    timex = length(fields)
    other = add(str(base), span, later=which > 0) if base and (which < 0 or (which and here.future)) else None
    if other is None or base is None:
        return Sense(None, timex, here.counted() if base else NO_DAY)
    far = parse(other).first
    near = replace(base, day=base.day if far and far.day else None, month=base.month if far and far.month else None)
    ends = (str(near), other) if which > 0 else (other, str(near))
    return Sense("/".join(e.rstrip("~") for e in ends), timex, here.counted())


def ago(fields: Fields, here: Here) -> Sense:
    """ "two weeks ago": counted back from the day of the page."""
    base = here.published or _chronicle_base(fields, here)
    if base is None:
        return Sense(None, "PAST_REF", NO_DAY)
    return _shifted(base, fields, here.counted() or "counted back in the story", later=False, stated=False)


def _chronicle_base(fields: Fields, here: Here) -> Point | None:
    told = here.before(_NEEDS.get(_unit(fields), _NEEDS["Y"])) if here.chronicle else None
    return told.point if told else None


def _shifted(base: Point, fields: Fields, why: str, *, later: bool, stated: bool) -> Sense:
    value = add(str(base), _span(fields), later=later)
    if value is None:
        return Sense(None, "FUTURE_REF" if later else "PAST_REF", VAGUE)
    point = parse(value).first
    stamp = reckon.stamp(value)
    if _unit(fields) in ("W", "2W") and point and (iso := reckon.week(point, 0)):
        stamp = iso[1]
    return Sense(value, stamp, why, point, stated)


def later(fields: Fields, here: Here) -> Sense:
    """ "two weeks later": counted from a date told just before."""
    told = here.before(_NEEDS.get(_unit(fields), _NEEDS["Y"]))
    ahead = not {"EARLIER", "BEFORE"} & fields.keys()
    if told is None:
        return Sense(None, "FUTURE_REF" if ahead else "PAST_REF", NO_TOLD)
    why = _since(told)
    return _shifted(told.point, fields, why, later=ahead, stated=told.stated)


def _since(told: Told) -> str:
    """The basis of what is counted from a date told before."""
    words = " ".join(told.words.split())
    return f"counted from “{words}”, told before" + ("" if told.point.year is not None else f"; {NO_YEAR}")


def then(fields: Fields, here: Here) -> Sense | None:
    """ "the next day", "that year", "the following month": counted from a date told just before."""
    unit, which = _unit(fields), number(fields, "THEN", "AFTER", "BEFORE") or 0
    if "SEASON" in fields or "MONTH" in fields:
        return _named_then(Point(None, number(fields, "MONTH", "SEASON")), which, here)
    if not unit:
        unit = "D"
    if "SPELL" in fields and here.published and not here.chronicle:
        return _at(here.published, unit, 0, here.counted(), stated=False)
    found = then_unit(unit, which, here)
    if found and found.point and "PART" in fields and found.point.day:
        return replace(found, timex=f"{found.timex}T{fields['PART']}")
    return found


def _named_then(point: Point, which: int, here: Here) -> Sense:
    """ "the following spring", "the previous April"."""
    told = here.before(("day", "month", "year", "range"))
    if told is None or told.point.year is None:
        return _unknown(point)
    dated = reckon.named(point, told.point, which)
    return sense_of(dated, {}, _since(told), stated=told.stated)


def within(fields: Fields, here: Here) -> Sense | None:
    """ "the first week of May 2010": the date it lies in, and its length for measuring."""
    shown = {k: v for k, v in fields.items() if k in ("MONTH", "MABBR", "YEAR")}
    found = date(shown, here)
    return found and replace(found, timex=length(fields))


def then_unit(unit: str, which: int, here: Here) -> Sense | None:
    """The unit so many units from the date told before; no date where none is near and precise enough."""
    if unit.startswith("T"):
        return None
    told = here.before(_NEEDS.get(unit, _NEEDS["Y"]))
    if told is None:
        return Sense(None, UNRESOLVED.get(unit, "XXXX"), NO_TOLD)
    why = _since(told)
    if told.point.year is None:
        value = add(str(told.point), f"P{abs(which)}D", later=which >= 0) if unit == "D" else None
        return (
            Sense(value, reckon.stamp(value), why, parse(value).first)
            if value
            else Sense(None, UNRESOLVED.get(unit, "XXXX"), NO_TOLD)
        )
    return _at(told.point, unit, which, why, stated=told.stated)
