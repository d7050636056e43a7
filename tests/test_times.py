"""Times in pages: ``{when=2010-12-19 19 December}`` is found with just these words and means just this; the rest is no date.

``{time=P9W nine weeks}`` is a time that is no date: its TIMEX3 value is marked.
"""

from __future__ import annotations

import pytest

from letapis.core.annotate import times
from letapis.core.annotate.timing.bounds import bounds
from letapis.core.annotate.timing.grammar import grammar
from letapis.core.sentences import sentences
from letapis.words.records import Claim, Claims, Page
from letapis.words.tables import table
from letapis.words.when import valid
from tests.marked import marked, reading_of
from tests.pace import seconds

MONDAY = "2011-03-14"
"""The day the pages below came out, unless they say otherwise."""


def claims_of(text: str, published: str | None = MONDAY, **more: object) -> list[Claim]:
    reading = reading_of(text, published, **more)
    return list(times.annotate(Page(reading, sentences(reading)), Claims()))


def check(text: str, published: str | None = MONDAY, **more: object) -> None:
    """The values the page gets are those marked, word for word; durations and the like only where they are marked."""
    plain, marks = marked(text)
    claims = claims_of(plain, published, **more)
    for c in claims:
        assert plain[c.passage.start : c.passage.end] == c.passage.quote
        assert c.subject.startswith("time:")
        assert c.by.startswith("times/1:")
        assert c.why
    dates = [(c.passage.start, c.passage.quote, c.value) for c in claims if c.property == "value"]
    assert dates == [(m.start, m.words, m.value) for m in marks if m.label == "when"]
    others = [(c.passage.start, c.passage.quote, c.value) for c in claims if c.property == "timex"]
    for m in marks:
        if m.label == "time":
            assert (m.start, m.words, m.value) in others


STATED = [
    "He was taken on {when=2010-12-19 19 December 2010}.",
    "He was taken on {when=2010-12-19 Dec. 19, 2010}, at home.",
    "He was taken on {when=2010-12-19 Sunday, December 19, 2010} at home.",
    "He was taken on {when=2010-12-19 the 19th of December, 2010}.",
    "Taken {when=2010-12-19 2010-12-19}, freed {when=2011-02-19 19/02/2011} or {when=2011-02-20 20.02.2011}.",
    "He fled in {when=2010-12 December 2010}.",
    "He fled in {when=2010-12 early December 2010}.",
    "He fled in {when=2008 2008} and came back {when=2009 late 2009}.",
    "In {when=199X the 1990s} and in {when=18XX the 19th century} there was a prison.",
    "In {when=2009-22 summer 2009} and {when=2009-24 the winter of 2009} he was ill.",
    "Between {when=2009-05 May} and {when=2009-07 July 2009} he was seen twice.",
    "The strike of {when=2009-05-12 12}-{when=2009-05-19 19 May 2009} failed.",
    "He was in prison from {when=2001 2001} to {when=2004 2004}, then in {when=1995 1995}-{when=1996 96} told otherwise.",
    "On {when=2009-02-03 the evening of 3 February 2009} they came.",
    "The city fell in {when=-0489 490 BC}.",
    "He wrote in {when=2009-05 the first week of May 2009}.",
    "The old assembly ({when=1789 1789}) met in the prison ({when=1860 1860}).",
]

WITHOUT_A_YEAR = [
    "He was arrested on {when=2010-12-19 19 December} and held until {when=2011-02-19 19 February}.",
    "He was beaten on {when=2011-01-10 10 January}.",
    "He was seen on {when=2011-03-14 14 March}.",
    "He was freed on {when=2011-03-15 15 March}.",
    "He was arrested on {when=2010-03-20 20 March}.",
    "He will be tried on {when=2011-05-05 5 May}.",
    "They were held against their will on {when=2011-03-10 10 March}.",
    "There will be a trial, he said on {when=2011-03-10 10 March}.",
    "“There will be no vote!” they sang on {when=2011-03-11 Friday}.",
    "The order was adjourned until {when=2011-01-25 25 January}.",
    "He must decide by {when=2011-03-18 this Friday, March 18}.",
    "He pledged reform in {when=2009-07 July 2009}. In {when=2010-06 June} he was held.",
    "In {when=2007-06 June 2007} they took power. As of {when=2010-11-02 2 November}, two were tried.",
    "The hearing was adjourned until {when=2011-05-05 5 May}.",
    "He was arrested on {when=2011-03-10 10 March} and will be tried on {when=2011-05-05 5 May}.",
    "He was held in {when=2010-07 July}.",
    "He died on {when=2008-02-29 29 February}.",
    "KARSK, {when=2011-03-14 March 14} — Police came.",
    "He was arrested in {when=2008-12 December 2008} and sentenced on {when=2009-01-19 19 January}.",
    "He was arrested on {when=2008-12-03 3 December 2008}. He was sentenced on {when=2009-01-19 19 January}.",
]

FROM_THE_PAGE = [
    "He called {when=2011-03-13 yesterday}, wrote {when=2011-03-14 this morning} and leaves {when=2011-03-15 tomorrow}.",
    "{when=2011-03-13 Last night} they came.",
    "He was taken {when=2010-12 last December}.",
    "He was taken in {when=2010-07 July last year}.",
    "He was taken {when=2011-03-07/2011-03-13 last week}.",
    "He was taken {when=2011-02 last month} and {when=2010 last year}.",
    "He was taken {when=2011-02-28~ two weeks ago}.",
    "He was taken {when=2011-03-11 three days ago}.",
    "He was taken {when=2009~ two years ago}.",
    "He was taken on {when=2011-03-08 Tuesday}.",
    "He was taken on {when=2011-03-14 Monday}.",
    "He will be tried on {when=2011-03-15 Tuesday}.",
    "He was taken {when=2011-03-07 last Monday}.",
    "The trial opens {when=2011-03-21 next Monday}.",
    "The trial opens {when=2011-04 next month}.",
    "In {when=2010-12/2011-03 the past three months} forty were taken.",
    "He was held over {when=2011-03-12/2011-03-13 the weekend}.",
    "The trial is expected {when=2011-03 later this month}.",
]

FROM_BEFORE = [
    "He was freed on {when=2011-02-19 19 February}.\n\nBut {when=2011-03-05~ two weeks later} he spoke.",
    "He was freed on {when=2011-02-19 19 February}. {when=2011-02-20 The next day} he fled.",
    "He was freed on {when=2011-02-19 19 February} and charged {when=2011-02-19 the same day}.",
    "He was freed on {when=2011-02-19 19 February}. {when=2011-02-22 Three days later}, he fled.",
    "He was freed on {when=2011-02-19 19 February}. {when=2011-02-20 A day later} he fled.",
    "He was taken in {when=2008-11 November 2008}. {when=2008-12 The following month} he was tried.",
    "He was freed in {when=2010-01 January 2010}; nearly 40 years later nothing is known.",
    "He was taken in {when=2008 2008} and released {when=2008 later that year}.",
]

NO_DATES = [
    "He was held for {time=P9W nine weeks} and {time=P1Y more than a year}, then {time=PXD a few days}.",
    "He was sentenced to {time=P9Y nine years}; a {time=P2Y two-year} term, {time=P2.5Y two and a half years}.",
    "They met {time=XXXX-WXX-5 every Friday} at {time=XXXX-XX-XXT15:30 3.30 pm}.",
    "Cells were cold in winter and hot in {time=XXXX-SU summer}.",
    "He is {time=PRESENT_REF now} free, he {time=PAST_REF recently} said.",
    "Theresa May said May was right; June Smith may march. The march went on. The sun rose.",
    "The 36-year-old, aged 36, is 36 years old.",
    "2010 people came, 2,010 people left, $2010 was paid; room 2010, Article 193, flight 2010, tel. 555-2010, a 4-1 win.",
    "The Minsk Today editor and the Daily Mirror, he told This Day newspaper.",
    "It was taken after his arrest, the day after the rally, two days after the vote.",
    "A prison for 1500 and a wall of 1200 metres.",
    "Prices fall and wells spring up. He came second.",
    "On 31 April and 45 May nothing is.",
    "He came {time=XXXX-XX-XX the next day}.",
]

UNKNOWN_YEAR = [
    "He was arrested on {when=XXXX-12-19 19 December}, held until {when=XXXX-02-19 19 February}, for nine weeks.",
    "He was taken {when=XXXX-12 last December}.",
    "He called yesterday, this morning, last week, two weeks ago, on Tuesday.",
    "Free on {when=XXXX-02-19 19 February}. {when=XXXX-03-05~ Two weeks later} he spoke; {when=XXXX-03-05~ the same day} ran.",
    "He was arrested in {when=2008-12 December 2008} and sentenced on {when=2009-01-19 19 January}.",
    "He was arrested in {when=2008-12 December 2008}.\n\nThe rally of {when=XXXX-01-19 19 January} was large.",
]


@pytest.mark.parametrize("text", STATED)
def test_dates_that_are_stated(text: str) -> None:
    check(text)
    check(text, None)


@pytest.mark.parametrize("text", WITHOUT_A_YEAR)
def test_a_year_that_is_not_given_comes_from_the_publication_or_a_date_just_told(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", FROM_THE_PAGE)
def test_times_counted_from_the_day_of_the_page(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", FROM_BEFORE)
def test_times_counted_from_a_date_told_before(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date_gets_none(text: str) -> None:
    check(text)
    check(text, None)


@pytest.mark.parametrize("text", UNKNOWN_YEAR)
def test_without_a_publication_date_the_year_stays_unknown(text: str) -> None:
    check(text, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Taken on 19 December 2010.", "stated in full"),
        ("Taken on 19 December.", "the year is not given; taken from the publication date 2011-03-14"),
        ("Taken last December.", "counted from the publication date 2011-03-14"),
        ("Freed on 19 February. Two weeks later he spoke.", "counted from “19 February”, told before"),
        ("Taken in December 2008, tried on 19 January.", "the year is taken from “December 2008”, told before"),
        ("Taken on 3/4/2010.", "the order of day and month is not clear"),
    ],
)
def test_the_basis_is_said(text: str, words: str) -> None:
    assert words in [c.why for c in claims_of(text) if c.property == "value"]


def test_the_basis_of_an_unknown_year() -> None:
    assert {c.why for c in claims_of("Taken on 19 December.", None)} == {"the year is not known"}


def test_an_interview_counts_from_its_own_day() -> None:
    said = claims_of("I saw him yesterday.", kind="interview")
    assert [(c.value, c.why) for c in said if c.property == "value"] == [
        ("2011-03-13", "counted from the date of the interview 2011-03-14")
    ]


def test_a_vague_publication_date_counts_for_nothing() -> None:
    check("He was taken on {when=XXXX-12-19 19 December}.", "2011-03")


def test_a_page_in_a_language_without_a_table_has_no_times() -> None:
    assert claims_of("19 December 2010", language="xx") == []


def test_a_chronicle_carries_its_years_on() -> None:
    years = " ".join(f"In {y} it went on." for y in range(1901, 1912))
    plain = f"{years}\n\nThe army came in May 1912. They left in August.\n\nIn November they came, in February they stayed."
    dates = [c.value for c in claims_of(plain, None) if c.property == "value"][-4:]
    assert dates == ["1912-05", "1912-08", "1912-11", "1913-02"]


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("They came at 11 am on 3 May 2009.", "2009-05-03T11:00"),
        ("They came at dawn on 3 May 2009.", "2009-05-03TMO"),
        ("They came at 11 am, and on 3 May 2009 left.", "XXXX-XX-XXT11:00"),
        ("They came at 11 am. 3 May 2009 was a Sunday.", "XXXX-XX-XXT11:00"),
        ("They came at 11 am in May 2009.", "XXXX-XX-XXT11:00"),
    ],
)
def test_a_time_of_day_is_of_the_day_that_stands_just_after_it(text: str, timex: str) -> None:
    assert next(c.value for c in claims_of(text) if c.property == "timex") == timex


@pytest.mark.xfail(strict=True, reason="which convention a page follows is not yet learned from its other dates")
def test_dates_in_figures_follow_the_page() -> None:
    check("From {when=2010-12-19 19/12/2010} to {when=2011-03-02 02/03/2011}.")


@pytest.mark.xfail(strict=True, reason="a weekday spoken of again without a verb is not yet the one told before")
def test_a_weekday_named_again() -> None:
    check("The hearing is due on {when=2011-03-17 Thursday}. Assuming {when=2011-03-17 Thursday}'s hearing goes on, he stays.")


@pytest.mark.xfail(strict=True, reason="a date counted from another date in the same words is two times so far")
def test_counted_from_a_date_named_with_it() -> None:
    check("He spoke {when=2011-03-05~ two weeks after 19 February}.")


@pytest.mark.parametrize(
    ("before", "bound"),
    [
        ("He was held until ", "end"),
        ("He was held up to\n", "end"),
        ("He has been held since ", "begin"),
        ("He was held from ", "begin"),
        ("He was held on ", "point"),
        ("", "point"),
        ("the untilled field ", "point"),
        ("He was held ever since", "begin"),
    ],
)
def test_the_words_before_make_a_time_an_end_or_a_beginning(before: str, bound: str) -> None:
    assert bounds(before) == bound


def test_every_value_is_a_date_and_every_maker_is_known() -> None:
    made = {r["make"] for r in table("lang/en/times")["rule"]}
    assert made - {"pair", "nothing"} == set(times.MAKERS)
    text = " ".join(marked(t)[0] for t in STATED + WITHOUT_A_YEAR + FROM_THE_PAGE + FROM_BEFORE + NO_DATES)
    assert all(valid(str(c.value)) for c in claims_of(text) if c.property == "value")


IN_UKRAINIAN = [
    "Його затримали {when=2010-12-19 19-го грудня 2010} і звільнили у {when=2012 2012}.",
    "У {when=1860 1860} місто здалося, а {when=1871 1871-го} згоріло.",
    "В'язницю збудували у {when=17XX XVIII столітті}, закрили в {when=199X 1990-х роках}.",
    "У {when=2010-12-19 ніч на 19 грудня 2010} прийшли.",
    "Після {time=P6D 6-денної} облоги місто здалося.",
    "Суд іде {time=XXXX-WXX-5 кожної п'ятниці}.",
    "У в'язниці 1860 людей, у 1860 тисяч гривень, стаття 1860.",
    "Справа 2010-6, по 2010 осіб забрали паспорти.",
]


IN_RUSSIAN = [
    "Его задержали {when=2010-12-19 19 декабря 2010} и держали до {when=2011-02-19 19 февраля}.",
    "Ему позвонили {when=2011-03-13 вчера}, а судить будут {when=2011-03-15 завтра}.",
    "Его задержали {when=2011-02-28~ две недели назад}.",
    "Тюрьму построили в {when=17XX XVIII веке}, закрыли в {when=199X 1990-х годах}.",
    "Свидания {time=XXXX-WXX-5 каждую пятницу}, он сидел {time=P9W девять недель}.",
    "В тюрьме 1860 человек, это стоило 1860 тысяч рублей, статья 1860.",
    "Его взяли в {when=2011-03-11 пятницу}, а в {when=1812 1812} там были другие; Пятница его не знал.",
    "Маяк, мартышка, июньский: всё это не время.",
]
IN_BELARUSIAN = [
    "Яго ўзялі ў {when=2011-03-11 пятніцу}, а ў {when=1812 1812} там былі іншыя; Пятніца яго не ведаў.",
    "Яго затрымалі {when=2010-12-19 19 снежня 2010} і трымалі да {when=2011-02-19 19 лютага}.",
    "Яму патэлефанавалі {when=2011-03-13 учора}, а судзіць будуць {when=2011-03-15 заўтра}.",
    "Яго затрымалі {when=2011-02-28~ два тыдні таму}.",
    "Турму пабудавалі ў {when=17XX XVIII стагоддзі}, закрылі ў {when=199X 1990-х гадах}.",
    "Спатканні {time=XXXX-WXX-5 кожную пятніцу}, ён сядзеў {time=P9W дзевяць тыдняў}.",
    "У турме 1860 чалавек, гэта каштавала 1860 тысяч рублёў, артыкул 1860.",
    "Маёнтак, лютасць, ліпа: усё гэта не час.",
]


@pytest.mark.parametrize(("text", "language"), [(t, "ru") for t in IN_RUSSIAN] + [(t, "be") for t in IN_BELARUSIAN])
def test_times_in_russian_and_belarusian(text: str, language: str) -> None:
    check(text, language=language)


@pytest.mark.parametrize("language", ["ru", "be", "uk"])
def test_without_a_publication_date_no_language_counts_from_it(language: str) -> None:
    words = {"ru": "вчера, две недели назад", "be": "учора, два тыдні таму", "uk": "вчора, два тижні тому"}[language]
    check(words, None, language=language)


@pytest.mark.parametrize("text", IN_UKRAINIAN)
def test_times_in_ukrainian(text: str) -> None:
    check(text, None, language="uk")


@pytest.mark.parametrize(
    "text",
    [
        "He was freed in {when=2010-05 May 2010}. {time=FUTURE_REF Weeks later} the police came; {time=PAST_REF months earlier} they had not.",
        "They wrote every week. In {time=PXD the following days} nobody came, nor in {time=PXY the intervening years}.",
        "In {time=PAST_REF recent months} and {time=PAST_REF recent years} more were taken than in {time=PAST_REF the recent past}.",
        "They took ten men {time=P1D every day}, or seventy {time=P1W per week}.",
        "Nobody else is held at {time=PRESENT_REF the present time}; by {time=PRESENT_REF this time} all had gone.",
        "The guards beat him {time=XXXX-SU summer} campaign or not.",
    ],
)
def test_lengths_and_references_without_a_number(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    ["Later they came.", "The following men were held.", "This time he won.", "He is recent to the job of campaign manager."],
)
def test_words_beside_a_time_alone_are_none(text: str) -> None:
    assert not [c for c in claims_of(text) if c.property == "timex" and c.value != "PAST_REF"]


CHRONICLE = " ".join(f"On 3 May {year} a law was passed." for year in range(1801, 1815))


def test_a_chronicle_takes_up_the_year_that_a_paragraph_is_the_first_to_name() -> None:
    """The year stands far on in its sentence; in a paragraph that has told a date it would be named by the way."""
    first = "\n\nThe long war for the town of Karsk ended in 1806 with a treaty. In May the men went home."
    values = [c.value for c in claims_of(CHRONICLE + first, None) if c.property == "value"]
    assert values[-2:] == ["1806", "1806-05"]
    second = "\n\nOn 9 June 1809 he was freed, and the long war for Karsk was like that of 1806. In July the men went home."
    values = [c.value for c in claims_of(CHRONICLE + second, None) if c.property == "value"]
    assert values[-1] == "1809-07"


@pytest.mark.parametrize(
    ("story", "values"),
    [
        ("On 1 June 1815 they came.\n\nThe treaty held until 14 September 1878. In July they left.", ["1815-07"]),
        (
            "On 9 June 1808 they met. In August 1809 they fell out.\n\nIn June they fought. By July 1808 it was over.",
            ["1808-06", "1808-07"],
        ),
        ("On 9 October 1815 they came. In the winter they starved. They left in March.", ["1816-24", "1816-03"]),
        ("On 9 October 1815 they came. The law of 3 May 1802 was kept. In December they left.", ["1815-12"]),
        ("On 9 October 1815 they came. On 3 May 1816 they left. In June 1817 they came again.", ["1817-06"]),
        ("On 9 October 1815 they came.\n\nIn 1818 they fell out. In July they fought.", ["1818-07"]),
    ],
)
def test_the_years_of_a_chronicle_are_chosen_by_all_its_dates(story: str, values: list[str]) -> None:
    found = [str(c.value) for c in claims_of(f"{CHRONICLE}\n\n{story}", None) if c.property == "value"]
    assert found[-len(values) :] == values


def test_the_years_of_a_news_page_are_those_of_its_day() -> None:
    """Its dates come after each other by its publication, whatever years it tells of besides."""
    text = "He was held on 14 July. The treaty held until 14 September 1978. In June he fell ill."
    assert [c.value for c in claims_of(text, "2010-08-01") if c.property == "value"] == ["2010-07-14", "1978-09-14", "2010-06"]


def test_a_decade_before_our_era_counted_from_another_has_its_timex_and_no_value() -> None:
    claims = claims_of(CHRONICLE + "\n\nIn 490 BC they lost. In the following decade they won.", None)
    assert [(c.property, c.value) for c in claims][-1] == ("timex", "BC048")


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("He was taken on 3 May 2010. At 10:57 he was dead.", "2010-05-03T10:57"),
        ("He was taken on 3 May 2010. Nobody came. At 10:57 he was dead.", "XXXX-XX-XXT10:57"),
        ("He was taken on 3 May 2010.\n\nAt 10:57 he was dead.", "XXXX-XX-XXT10:57"),
    ],
)
def test_a_time_of_day_is_of_the_day_told_just_before_in_its_paragraph(text: str, timex: str) -> None:
    assert timex in [c.value for c in claims_of(text) if c.property == "timex"]


@pytest.mark.parametrize(
    ("text", "language", "mod"),
    [
        ("He was held for at least two weeks.", "en", "EQUAL_OR_MORE"),
        ("He was held for more than a year.", "en", "MORE_THAN"),
        ("He was held for nearly three years.", "en", "LESS_THAN"),
        ("He fled in early May 2010.", "en", "START"),
        ("He fled in mid-May 2010.", "en", "MID"),
        ("He fled at the end of 2010.", "en", "END"),
        ("He was held for two weeks, at least in name.", "en", None),
        ("He was held for two weeks, more than others.", "en", None),
        ("He fled in May 2010, early on.", "en", None),
        ("Он сидел более двух лет.", "ru", "MORE_THAN"),
        ("Ён сядзеў каля двух гадоў.", "be", "APPROX"),
        ("Estuvo preso al menos dos semanas.", "es", "EQUAL_OR_MORE"),
        ("Il est resté plus de deux ans en prison.", "fr", "MORE_THAN"),
        ("Il est resté deux ans en prison, plus que d'autres.", "fr", None),
    ],
)
def test_words_that_make_a_time_more_or_less_are_kept(text: str, language: str, mod: str | None) -> None:
    claims = claims_of(text, language=language)
    assert any(c.property == "timex" for c in claims)
    assert [c.value for c in claims if c.property == "mod"] == ([mod] if mod else [])


def test_a_year_that_heads_a_list_dates_what_stands_under_it() -> None:
    years = " ".join(f"In {y} it went on." for y in range(1901, 1912))
    days = "\n\n".join(f"- {d} May — they came." for d in range(1, 29))
    told = [c.value for c in claims_of(f"{years}\n\n1950\n\n{days}", None) if c.property == "value"]
    assert told[11:] == ["1950"] + [f"1950-05-{d:02d}" for d in range(1, 29)]


@pytest.mark.parametrize("text", ["1950 people came.", "They counted\n\n1950 votes.", "Room\n\n1950-6", "So many: 1950"])
def test_a_number_that_opens_a_paragraph_is_no_year(text: str) -> None:
    check(text, None)


HOSTILE = [
    "May ",
    "the ",
    "1 ",
    "19.12.",
    "2010-",
    "twenty-",
    "in the last ",
    "a.b.",
    "more than ",
    "\n",
    "$1",
    "'s ",
    "— ",
    "1/",
    "(",
    "٣",
]


LENGTH = 10_000
ENOUGH = 0.05
"""Seconds that a hostile text of that length may cost."""


def spent_on(text: str, language: str) -> float:
    """The least of three measurements, in seconds of an ordinary machine."""
    reading = reading_of(text, MONDAY, language=language)
    page = Page(reading, sentences(reading))
    return seconds(lambda: list(times.annotate(page, Claims())), least_of=3)


@pytest.mark.parametrize("language", ["en", "uk", "ru", "be", "es", "fr"])
@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_costs_no_more_than_its_length(unit: str, language: str) -> None:
    grammar(language)
    short, long = (spent_on((unit * n)[:n], language) for n in (LENGTH, 4 * LENGTH))
    assert short < ENOUGH
    assert long < max(0.02, 10 * short)
