"""Pages in eight other languages than English: what is read of them, and that the collection is what it says it is."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from _pytest.mark import ParameterSet

from bench.language_pages import LANGUAGES, PARTS, LanguagePage, made, pages
from letapis.core.reading import read
from letapis.core.reading.cues import cue_of
from letapis.core.reading.dateline import days_of, is_dateline
from letapis.core.reading.dates import date_in, dates_in
from letapis.core.reading.language import language_of
from letapis.words.records import Given, Reading

ALL = {p.name: p for p in pages()}
READ = {"ru": "ru-02", "uk": "uk-01", "be": "be-03", "pl": "pl-02", "es": "es-01", "fr": "fr-01", "de": "de-02", "ar": "ar-02"}
"""The page read here, a language each; all from the part that may be learnt from."""
TOLD = 4
"""Words from which a line of furniture could be nothing else."""


def reading(page: LanguagePage, shape: str) -> Reading:
    data = {"html": page.html, "flat": page.flat.encode(), "bare": page.bare.encode()}[shape]
    name = f"{page.name}.{'html' if shape == 'html' else 'txt'}"
    return read(data, name, given=Given(), key=b"test", capture="capture:test")


def words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def missing(page: LanguagePage, r: Reading) -> list[str]:
    """Lines of the article that the body has not."""
    body = words(r.body)
    return [x.text for x in page.lines if x.kind in ("paragraph", "quote", "list", "heading") and words(x.text) not in body]


def intruders(page: LanguagePage, r: Reading) -> list[str]:
    """Lines of furniture that the body has."""
    body = words(r.body)
    return [x for x in page.furniture() if len(x.split()) >= TOLD and words(x) in body]


def cases(failing: str = "", why: str = "") -> list[ParameterSet]:
    """Every language with markup and without; those named (``ru-flat``) are known to fail."""
    known = [pytest.mark.xfail(reason=why)]
    every = [(language, shape) for language in LANGUAGES for shape in ("html", "flat")]
    return [pytest.param(*each, marks=known if "-".join(each) in failing.split() else []) for each in every]


LEFT_OUT = "ar-flat ar-html"
TAKEN_IN = "ru-flat be-html be-flat pl-html pl-flat es-html es-flat fr-html fr-flat"


@pytest.mark.parametrize(("language", "shape"), cases(LEFT_OUT, "Short lines of the article (headings, lists) are left out."))
def test_the_body_holds_the_article(language: str, shape: str) -> None:
    page = ALL[READ[language]]
    assert missing(page, reading(page, shape)) == []


@pytest.mark.parametrize(("language", "shape"), cases(TAKEN_IN, "Readers' comments or requests are taken for the article."))
def test_the_body_holds_nothing_of_what_stands_around_the_article(language: str, shape: str) -> None:
    page = ALL[READ[language]]
    assert intruders(page, reading(page, shape)) == []


@pytest.mark.parametrize("shape", ["html", "flat", "bare"])
@pytest.mark.parametrize("name", [p.name for p in pages("learn")])
def test_the_language_is_known_whatever_is_left_of_the_page(name: str, shape: str) -> None:
    assert reading(ALL[name], shape).language == name[:2]


@pytest.mark.parametrize(("language", "shape"), cases())
def test_title_and_day_are_those_of_the_article(language: str, shape: str) -> None:
    page = ALL[READ[language]]
    r = reading(page, shape)
    assert (words(r.title or ""), r.published) == (words(page.title), page.published)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Суд у панядзелак пакараў трох мужчын за напад на журналіста.", "be"),
        ("Суд у понеділок покарав трьох чоловіків за напад на журналіста.", "uk"),
        ("Суд в понедельник наказал троих мужчин за нападение на журналиста.", "ru"),
        ("Яе затрымалі ўвечары дома, дзеці засталіся з суседкай.", "be"),
        ("Її затримали ввечері вдома, діти залишилися із сусідкою.", "uk"),
        ("Её задержали вечером дома, дети остались с соседкой.", "ru"),
        ("Ён сказаў: «Мы не ведаем, дзе яна».", "be"),
        ("Він сказав: «Ми не знаємо, де вона».", "uk"),
        ("Съезд объявил об этом, но объяснений не дал никто из тех, кто был в зале.", "ru"),
        ("Яна прачытала верш «Белые снега идут» і пайшла, а ён застаўся каля ганка і доўга глядзеў ёй услед.", "be"),
    ],
)
def test_neighbouring_languages_are_told_apart_on_one_sentence(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Съдът в града осъди трима мъже на лишаване от свобода, след като ги призна за виновни в побой над журналист.",
        "O tribunal condenou três homens a penas de prisão. Os arguidos negaram as acusações e vão recorrer da decisão.",
        "Soud v pondělí odsoudil tři muže k trestu odnětí svobody za napadení novináře a ti se na místě odvolali.",
        "دادگاه روز دوشنبه سه مرد را به اتهام ضرب و شتم یک روزنامه‌نگار به زندان محکوم کرد و آنها اعتراض کردند.",
        "Суд је у понедељак осудио тројицу мушкараца на затворске казне због напада на новинара.",
    ],
)
def test_languages_that_share_small_words_with_ours_are_not_taken_for_ours(text: str) -> None:
    assert language_of(text) not in LANGUAGES


def test_too_little_text_says_no_language() -> None:
    assert language_of("Фото: 2019") == "und"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("٢١ كانون الثاني ٢٠١٣", "2013-01-21"),
        ("الخميس، 8 يوليو 2021 - 16:05", "2021-07-08"),
        ("15 تشرين الأول/أكتوبر 2020", "2020-10-15"),
        ("٩ آذار، ٢٠١١", "2011-03-09"),
        ("۳ مايو ۲۰۲۰", "2020-05-03"),
        ("1 août 2015", "2015-08-01"),
        ("1er mars 2020", "2020-03-01"),
        ("5 de mayo del 2010", "2010-05-05"),
        ("3. März 2019", "2019-03-03"),
        ("12 мая 2019 года", "2019-05-12"),
        ("12 марта 2019 года", "2019-03-12"),
        ("2 траўня 2012 г.", "2012-05-02"),
        ("9 листопада 2004 р.", "2004-11-09"),
        ("30 października 2011 r.", "2011-10-30"),
        ("27-12-2019", "2019-12-27"),
    ],
)
def test_a_day_is_read_as_the_language_prints_it(text: str, day: str) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "20 آباء 2019",
        "12 матча 2019",
        "06-11-2011",
        "31 فبراير 2020",
        "كانون الثاني 2013",
        "٢٠١٣",
        "32 de enero de 2010",
    ],
)
def test_what_is_no_certain_day_is_no_day(text: str) -> None:
    assert date_in(text) is None


def test_a_day_in_arabic_digits_stands_where_it_stood() -> None:
    text = "نُشر في ٩ آذار ٢٠١١ في موسترين"
    (start, end, _), *_ = dates_in(text)
    assert text[start:end] == "٩ آذار ٢٠١١"


@pytest.mark.parametrize(
    ("line", "update"),
    [
        ("Обновлено 12 мая 2019", True),
        ("Опубликовано 12 мая 2019", False),
        ("آخر تحديث: ٩ آذار ٢٠١١", True),
        ("Zuletzt aktualisiert am 3. März 2019", True),
        ("Publié le 1er mars 2020", False),
    ],
)
def test_the_day_of_a_change_is_told_from_the_day_of_publication(line: str, update: bool) -> None:
    assert (is_dateline(line), days_of(line)[0].of == "updated") == (True, update)


@pytest.mark.parametrize(
    ("line", "cue"),
    [
        ("Читайте ещё по теме", "related"),
        ("Усі права застережено", "legal"),
        ("Падзяліцца", "social"),
        ("Dodaj komentarz", "comment"),
        ("Te recomendamos", "related"),
        ("Laisser un commentaire", "comment"),
        ("Alle Rechte vorbehalten", "legal"),
        ("جميع الحقوق محفوظة", "legal"),
        ("محتوى ممول", "advert"),
    ],
)
def test_furniture_is_known_by_its_words(line: str, cue: str) -> None:
    assert cue_of(line) == cue


@pytest.mark.parametrize(
    "line",
    [
        "Акция протеста у здания суда закончилась задержаниями",
        "Главный редактор газеты вышел на свободу",
        "Más de cien detenidos en la protesta del puerto",
        "Plus de cent manifestants relâchés dans la nuit",
        "L'auteur des faits a été arrêté lundi",
        "Das Amtsgericht sprach den Schlosser frei",
        "Folgen des Urteils bleiben offen",
        "Więcej niż stu zatrzymanych pod sądem",
        "Cena ogórków na rynku w Ulmarze spadła",
        "المزيد من القتلى في انهيار السد",
        "تاريخ المدينة يبدأ من الميناء القديم",
        "Суполку прызналі экстрэмісцкай",
    ],
)
def test_headlines_that_begin_with_everyday_words_are_not_taken_for_furniture(line: str) -> None:
    assert cue_of(line) == ""


def test_every_language_has_pages_to_learn_from_and_as_many_that_are_only_scored() -> None:
    count = Counter((p.language, p.part) for p in ALL.values())
    assert set(count) == {(language, part) for language in LANGUAGES for part in PARTS}
    assert min(count.values()) >= 3


def test_no_skin_dresses_pages_of_both_parts() -> None:
    skins = {part: {p.about["skin"] for p in pages(part)} for part in PARTS}
    assert not skins["learn"] & skins["held"]
    assert len(skins["learn"] | skins["held"]) >= 8


def test_no_furniture_is_said_twice_in_the_collection() -> None:
    said = Counter(words(x) for p in ALL.values() for x in {*p.furniture()} if len(x.split()) > 5)
    assert [x for x, n in said.items() if n > 1] == []


@pytest.mark.parametrize("name", ALL)
def test_markup_and_text_hold_every_line_and_nothing_else(name: str) -> None:
    page = ALL[name]
    encoding = page.about.get("encoding", "utf-8")
    shown = re.sub(r"<[^>]*>", " ", re.sub(r"<(script|head)\b.*?</\1>", " ", page.html.decode(encoding), flags=re.S))
    seen = words(unescape(shown))
    assert [x for x in page.bare.split("\n") if x] == [x.text for x in page.lines]
    assert page.lines
    assert seen.split() == words(page.bare).split()


def test_a_page_is_always_made_the_same() -> None:
    assert [(p.html, p.lines) for p in pages("learn", "ar")] == [(p.html, p.lines) for p in pages("learn", "ar")]


def test_words_that_come_from_no_source_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    source = "language: pl\nskin: mobile\nsite: X\n== article\nheadline: Tytuł\nZdanie pierwsze.\n"
    assert [x.kind for x in made("pl-99", "learn", source).lines] == ["headline", "paragraph"]
    skin = {"page": "<body>{article}<p>Menu</p></body>", "kinds": {"headline": "<h1>{}</h1>", "paragraph": "<p>{}</p>"}}
    monkeypatch.setattr("bench.skins.skin_named", {"mobile": skin}.__getitem__)
    with pytest.raises(ValueError, match="words of its own"):
        made("pl-99", "learn", source)
