"""What a page says of itself: days and their basis, names, publisher, agency, address, language."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from letapis.core.reading import read
from letapis.core.reading.dateline import days_of, is_dateline
from letapis.core.reading.dates import date_in, date_in_url, dates_in, original_url
from letapis.core.reading.language import language_of
from letapis.core.reading.metadata.agency import known
from letapis.core.reading.metadata.people import byline_names, names
from letapis.core.reading.metadata.titles import site_in, without_site
from letapis.words.records import Given, Reading, from_line, to_line

HEAD = "Railway unionist taken from her flat"
STORY = "".join(
    f"<p>{t}</p>"
    for t in (
        "Officers of the State Guard took the railway unionist Galina Rudetskaya from her flat in Mostryn early on Tuesday, her sister said.",
        "Neighbours said that six men in plain clothes had waited in the yard since four in the morning and showed nobody any paper.",
        "Her lawyer was told at the gate of the detention centre that nobody of that name was held there, and to come back on Monday.",
    )
)
LONG = (
    "<p>The union has asked the prosecutor of the republic four times since the spring where its people are being held, and why, and "
    "on whose order, and it has had no answer to any of its letters.</p>"
)


def page(head: str = "", above: str = "", below: str = "", after: str = "", before_html: str = "", **given: str) -> Reading:
    """The reading of a news page with these pieces around its headline and its story."""
    markup = (
        f"{before_html}<html><head><title>{HEAD} | Mostryn Herald</title>{head}</head><body>{above}<article><h1>{HEAD}</h1>"
        f"{below}{STORY}</article>{after}</body></html>"
    )
    return read(markup.encode(), "page.html", given=Given(**given), key=b"k", capture="capture:x")  # type: ignore[arg-type]


def lines(*texts: str) -> Reading:
    """The reading of a page without markup."""
    story = [t.removeprefix("<p>") for t in STORY.split("</p>") if t]
    return read("\n".join([*texts, *story]).encode(), "page.txt", given=Given(), key=b"k", capture="capture:x")


def linked(**more: object) -> str:
    said = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": HEAD, **more}
    return f'<script type="application/ld+json">{json.dumps(said)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def dated(r: Reading) -> tuple[str | None, str | None, bool]:
    return r.published, r.published_basis, r.published_certain


class TestDays:
    @pytest.mark.parametrize(
        "head",
        [
            linked(datePublished="2011-03-14T21:46:00+02:00"),
            meta("article:published_time", "2011-03-14T21:46:00+02:00"),
            meta("og:article:published_time", "2011-03-14"),
            '<meta name="w-published-date" content="2011-03-14T06:03:43Z">',
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Herald"}, {"@type": ["NewsArticle"], "datePublished": "Mar 14, 2011"}]}</script>',
        ],
    )
    def test_markup_says_the_day(self, head: str) -> None:
        assert dated(page(head)) == ("2011-03-14", "markup", True)

    @pytest.mark.parametrize(
        "below",
        [
            '<time itemprop="datePublished" datetime="2011-03-14T10:00:00Z">3 days ago</time>',
            '<time property="datePublished" datetime="2011-03-14T10:00:00-05:00"><span>Published:</span> March 14, 2011</time>',
            '<p class="meta"><time datetime="2011-03-14">3 days ago</time></p>',
        ],
    )
    def test_an_element_beside_the_headline_says_the_day(self, below: str) -> None:
        r = page(below=below)
        assert (r.published, r.published_certain) == ("2011-03-14", "datePublished" in below)

    @pytest.mark.parametrize(
        "line",
        [
            "March 14, 2011", "14 March 2011", "Mar. 14, 2011 at 9:46 pm", "Published: 14.03.2011", "2011-03-14 18:30", "2011/03/14",
            "Monday, 14 March 2011 12:07 (GMT+2)", "By Zinaida Polk, 14 March 2011", "Опубликовано: 14 марта 2011, 12:30",
            "14 березня 2011 року", "14 сакавіка 2011", "Opublikowano 14 marca 2011 r.", "14 de marzo de 2011", "Publié le 14 mars 2011",
            "Veröffentlicht am 14. März 2011", "نشر في 14 مارس 2011", "١٤ مارس ٢٠١١",
        ],
    )  # fmt: skip
    def test_a_dateline_says_the_day(self, line: str) -> None:
        assert is_dateline(line)
        assert date_in(line) == "2011-03-14"
        assert dated(page(below=f'<p class="date">{line}</p>'))[:2] == ("2011-03-14", "dateline")

    @pytest.mark.parametrize("line", ["14 March 2011", "By Zinaida Polk, 14 March 2011", "Mar. 14, 2011 at 9:46 pm"])
    def test_a_bare_day_may_be_of_a_change_and_is_not_certain(self, line: str) -> None:
        assert not page(below=f'<p class="date">{line}</p>').published_certain
        assert not lines(HEAD, line, "By Zinaida Polk").published_certain

    @pytest.mark.parametrize(
        "line", ["Published: 14.03.2011", "Опубликовано: 14 марта 2011, 12:30", "Posted by Zinaida Polk on 14 March 2011"]
    )
    def test_a_day_said_to_be_of_publication_is_certain(self, line: str) -> None:
        assert page(below=f'<p class="date">{line}</p>').published_certain
        assert lines(HEAD, line).published_certain

    def test_a_bare_day_that_something_else_on_the_page_gives_too_is_certain(self) -> None:
        bare, opening = (
            '<p class="date">14 March 2011</p>',
            "<p>MOSTRYN, 14 March 2011 — The court sat behind closed doors.</p>",
        )
        assert page(below=bare + opening).published_certain
        assert page('<link rel="canonical" href="https://herald.example/2011/03/14/printers">', below=bare).published_certain
        assert not page(
            '<link rel="canonical" href="https://herald.example/2011/03/15/printers">', below=bare
        ).published_certain
        assert not page(below=bare + opening.replace("14", "12")).published_certain

    def test_a_note_that_says_when_a_text_was_first_published_goes_before_a_bare_later_day(self) -> None:
        bare, note = '<p class="date">2 June 2012</p>', "This article was originally published on 14 March 2011."
        r = page(below=bare, after=f"<p>{note}</p>")
        assert (*dated(r), r.updated) == ("2011-03-14", "dateline", False, "2012-06-02")
        told = f"<p>{'The verdict of the court in Mostryn, long awaited by all, and which had been kept from them,'} was first published on 14 March 2011.</p>"
        assert page(below=bare, after=told).published == "2012-06-02"

    def test_lines_elsewhere_date_a_page_whose_headline_has_none_without_certainty(self) -> None:
        def after(text: str) -> Reading:
            return page(below=2 * LONG, after=text)

        assert dated(after("<p>Posted by Zinaida Polk on 14 March 2011</p>")) == ("2011-03-14", "dateline", False)
        assert after("<p>Posted on 14 March 2011</p><p>Posted on 15 March 2011</p>").published is None
        teasers = "<aside class='related'><h3>Most read</h3><p>Published 3 May 2010</p><p>Published 4 May 2010</p></aside>"
        assert after(teasers).published is None

    def test_what_stands_under_the_heading_of_a_list_says_nothing_of_the_article(self) -> None:
        list_ = "<div class='share'><p>Most popular</p><p>Taras Hnatko | 15 July 2015</p></div>"
        assert dated(page(linked(datePublished="2011-03-14"), below=list_)) == ("2011-03-14", "markup", True)

    def test_lines_whose_elements_lost_the_gap_between_them(self) -> None:
        assert [d for *_, d in dates_in("PrisonsMARCH 14, 2011Updated: JUNE 2, 2012")] == ["2011-03-14", "2012-06-02"]
        assert [d for *_, d in dates_in("By Zinaida PolkMar 14, 2011")] == ["2011-03-14"]
        assert dates_in("Demar 14, 2011") == []

    def test_a_day_as_catalogues_of_journals_write_it(self) -> None:
        assert page(meta("citation_publication_date", "2011 Mar 14")).published == "2011-03-14"
        assert dates_in("In 2011 March 14 men were held") == []

    @pytest.mark.parametrize(
        "line", ["3 days ago", "March 14", "03/04/2011", "03-04-2011", "March 2011", "14 Maple 2011", "Read in 14 minutes"]
    )
    def test_what_is_no_full_day_says_none(self, line: str) -> None:
        assert dates_in(line) == []
        assert page(below=f'<p class="date">{line}</p>').published is None

    def test_a_teasers_date_never_dates_the_article(self) -> None:
        teaser = '<div class="related"><h3>Read also</h3><ul><li><a href="/x">Court frees driver</a> <time datetime="2010-01-02">2 January 2010</time></li></ul></div>'
        assert page(after=teaser).published is None

    def test_a_comments_date_never_dates_the_article(self) -> None:
        comment = '<section class="comments"><h3>Comments</h3><p>Reader, <time datetime="2012-05-06">6 May 2012</time></p><p>Shame!</p></section>'
        assert page(after=comment).published is None

    def test_the_copyright_years_never_date_the_article(self) -> None:
        assert page(after="<footer>© 2003-2024 Mostryn Herald. Registered on 6 April 2003.</footer>").published is None

    @pytest.mark.parametrize("clock", ["Today is 24 November 2026", "Сегодня 24 ноября 2026", "Archived on 24 November 2026"])
    def test_a_clock_or_an_archives_banner_never_dates_the_article(self, clock: str) -> None:
        assert page(above=f"<div>{clock}</div>").published is None
        assert page(below=f'<p class="date">{clock}</p>').published is None

    def test_lists_of_other_articles_never_date_the_article(self) -> None:
        others = [{"@type": "NewsArticle", "headline": "Court frees driver", "datePublished": "2010-01-02"}]
        head = f'<script type="application/ld+json">{json.dumps({"@type": "ItemList", "itemListElement": others})}</script>'
        assert page(head).published is None
        assert dated(page(head + linked(datePublished="2011-03-14"))) == ("2011-03-14", "markup", True)

    def test_of_two_articles_the_one_with_the_pages_title_counts(self) -> None:
        other = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Court frees driver", "datePublished": "2010-01-02"}</script>'
        assert dated(page(other + linked(datePublished="2011-03-14"))) == ("2011-03-14", "markup", False)

    def test_markup_that_contradicts_itself_is_not_certain(self) -> None:
        head = linked(datePublished="2011-03-14") + meta("article:published_time", "2011-06-01")
        assert dated(page(head)) == ("2011-03-14", "markup", False)

    @pytest.mark.parametrize("local", ["2011-03-14T19:05:00-08:00", "2011-03-14"])
    def test_of_days_a_day_apart_which_it_was_is_not_certain(self, local: str) -> None:
        head = linked(datePublished=local) + meta("article:published_time", "2011-03-15T03:05:00Z")
        assert dated(page(head)) == ("2011-03-14", "markup", False)

    def test_of_days_a_day_apart_the_local_one_counts(self) -> None:
        head = linked(datePublished="2011-03-15T03:05:00Z") + meta("article:published_time", "2011-03-14T19:05:00-08:00")
        assert dated(page(head)) == ("2011-03-14", "markup", False)

    def test_a_printed_day_settles_which_of_two_days_it_was(self) -> None:
        head = linked(datePublished="2011-03-15T03:05:00Z") + meta("article:published_time", "2011-03-14T19:05:00-08:00")
        assert dated(page(head, below='<p class="date">14 March 2011</p>')) == ("2011-03-14", "markup", True)

    def test_a_printed_day_beside_greenwichs_is_the_readers_day_without_certainty(self) -> None:
        r = page(linked(datePublished="2011-03-15T03:05:00Z"), below='<p class="date">14 March 2011</p>')
        assert (r.published, r.published_certain) == ("2011-03-14", False)

    def test_printed_days_a_day_apart_are_not_certain(self) -> None:
        r = page(below='<p class="date">14 March 2011</p><p class="date">15 March 2011</p>')
        assert (r.published, r.published_certain) == ("2011-03-14", False)

    def test_elements_of_a_list_of_other_articles_never_date_the_article(self) -> None:
        cards = "".join(
            f'<div><h3>Court frees driver {n}</h3><span itemprop="datePublished" content="2012-05-0{n}"></span></div>'
            for n in range(1, 5)
        )
        assert page(after=cards).published is None
        assert dated(page(linked(datePublished="2011-03-14"), after=cards)) == ("2011-03-14", "markup", True)

    def test_an_element_that_says_one_day_several_times_is_no_list(self) -> None:
        said = '<span itemprop="datePublished" content="2011-03-14"></span>'
        assert dated(page(after=5 * said)) == ("2011-03-14", "markup", True)

    def test_a_printed_day_that_contradicts_the_markup_goes_before_it_without_certainty(self) -> None:
        r = page(linked(datePublished="2024-08-07"), below='<p class="date">14 March 2011</p>')
        assert dated(r) == ("2011-03-14", "dateline", False)

    def test_a_printed_day_of_a_change_is_not_the_day_of_publication(self) -> None:
        r = page(linked(datePublished="2011-03-14"), below='<p class="date">Updated 2 June 2012</p>')
        assert (r.published, r.published_certain, r.updated) == ("2011-03-14", False, "2012-06-02")

    def test_an_update_alone_dates_without_certainty(self) -> None:
        r = page(below='<p class="date">Last updated: 2 June 2012</p>')
        assert (*dated(r), r.updated) == ("2012-06-02", "dateline", False, "2012-06-02")

    def test_a_hidden_change_alone_dates_nothing(self) -> None:
        r = page(meta("article:modified_time", "2012-06-02"))
        assert (r.published, r.updated) == (None, "2012-06-02")

    def test_a_line_may_say_both(self) -> None:
        r = page(below='<p class="date">Published 14 March 2011, updated 2 June 2012</p>')
        assert (*dated(r), r.updated) == ("2011-03-14", "dateline", True, "2012-06-02")
        assert [d.of for d in days_of("2 June 2012", (), "Updated")] == ["updated"]

    def test_the_pages_state_dates_it_beside_its_title(self) -> None:
        script = f'<script>window.__STATE__={{"article":{{"title":"{HEAD}","publishedAt":"2011-03-14T10:00:00Z"}}}}</script>'
        other = '<script>window.__MORE__={"items":[{"title":"Court frees driver","publishedAt":"2010-01-02"},{"publishedAt":"2010-01-03"}]}</script>'
        assert page(other + script).published == "2011-03-14"
        assert page(other).published is None

    @pytest.mark.parametrize(
        "head", ['{"datePublished": "2011-03-14"', '{"@type": "NewsArticle", "datePublished": 7}', "[" * 5000]
    )
    def test_broken_linked_data_is_passed_over(self, head: str) -> None:
        assert page(f'<script type="application/ld+json">{head}</script>').published is None


class TestAddress:
    URL = "https://web.archive.org/web/20110914123456/http://herald.example/2011/03/14/flat.html"

    def test_an_archives_address_is_unwrapped_and_its_stamp_is_no_day(self) -> None:
        assert original_url(self.URL) == "http://herald.example/2011/03/14/flat.html"
        assert date_in_url(self.URL) == "2011-03-14"
        assert date_in_url("https://web.archive.org/web/20110914123456/http://herald.example/flat.html") is None
        assert date_in_url("https://archive.ph/2011.09.14-123456/https://herald.example/flat") is None

    def test_the_canonical_address_is_the_pages_own(self) -> None:
        r = page(f'<link rel="canonical" href="{self.URL}">')
        assert (r.canonical, *dated(r)) == ("http://herald.example/2011/03/14/flat.html", "2011-03-14", "URL", True)

    def test_a_month_in_the_address_is_no_day(self) -> None:
        assert page('<link rel="canonical" href="https://herald.example/2011/03/flat.html">').published is None

    def test_a_saved_page_knows_where_it_came_from(self) -> None:
        r = page(before_html="<!-- saved from url=(0036)https://herald.example/politics/flat -->\n")
        assert (r.canonical, r.published) == ("https://herald.example/politics/flat", None)

    def test_an_archives_own_markup_says_nothing_of_the_page(self) -> None:
        head = meta("og:site_name", "archive.ph") + meta("article:published_time", "2014-09-14T12:00:00Z")
        r = page(
            head, below="", above='<div id="HEADER"><time itemprop="pubdate" datetime="2014-09-14">14 Sep 2014</time></div>'
        )
        assert r.published is None
        assert r.publisher == "Mostryn Herald"


class TestNames:
    @pytest.mark.parametrize(
        ("said", "wanted"),
        [
            ("By Zinaida Polk", ["Zinaida Polk"]),
            ("By Zinaida Polk and Taras Hnatko", ["Zinaida Polk", "Taras Hnatko"]),
            ("Zinaida Polk, Staff Writer", ["Zinaida Polk"]),
            ("Zinaida Polk, MD, PhD", ["Zinaida Polk"]),
            ("Polk, Zinaida", ["Zinaida Polk"]),
            ("Автор: Оксана Вильчик", ["Оксана Вильчик"]),
            ("Maria &amp; Katerina", ["Maria", "Katerina"]),
            ("Staff", []), ("Our Editors", []), ("admin", []), ("https://herald.example/author/polk", []), ("undefined", []), ("", []),
        ],
    )  # fmt: skip
    def test_names_only(self, said: str, wanted: list[str]) -> None:
        assert names(said) == wanted

    @pytest.mark.parametrize("line", ["Table of Contents", "Share to Facebook", "In This Article", "3 min read"])
    def test_a_line_that_is_no_byline_names_nobody(self, line: str) -> None:
        assert byline_names(line) == []

    def test_authors_by_reference(self) -> None:
        graph = {
            "@graph": [
                {"@type": "NewsArticle", "headline": HEAD, "author": {"@id": "#polk"}, "publisher": {"@id": "#org"}},
                {"@type": "Person", "@id": "#polk", "name": "Zinaida Polk"},
                {"@type": "Organization", "@id": "#org", "name": "The Mostryn Herald"},
            ]
        }
        r = page(f'<script type="application/ld+json">{json.dumps(graph)}</script>')
        assert (r.authors, r.publisher) == (("Zinaida Polk",), "The Mostryn Herald")

    def test_authors_by_the_byline(self) -> None:
        assert page(below='<p class="byline">By Zinaida Polk</p>').authors == ("Zinaida Polk",)
        assert lines(HEAD, "By Zinaida Polk", "14 March 2011").authors == ("Zinaida Polk",)

    def test_commenters_are_no_authors(self) -> None:
        assert page(after='<section class="comments"><p>By Angry Reader</p></section>').authors == ()

    def test_the_publisher_by_the_windows_title_or_the_line_about_rights(self) -> None:
        assert page().publisher == "Mostryn Herald"
        assert lines(f"{HEAD} | Mostryn Herald", HEAD).publisher == "Mostryn Herald"
        foot = "Mostryn Herald 1991-2024. All rights reserved"
        story = [t.removeprefix("<p>") for t in STORY.split("</p>") if t]
        r = read("\n".join([HEAD, *story, foot]).encode(), "p.txt", given=Given(), key=b"k", capture="c")
        assert r.publisher == "Mostryn Herald"
        assert lines(HEAD).publisher is None

    def test_titles_without_the_site(self) -> None:
        assert without_site(f"{HEAD} - Mostryn Herald", "Mostryn Herald") == HEAD
        assert without_site("Rudetskaya: a union's life", None) == "Rudetskaya: a union's life"
        assert site_in(f"{HEAD} – Mostryn Herald", HEAD) == "Mostryn Herald"
        assert site_in("Quite another title – Mostryn Herald", HEAD) is None
        assert page().title == HEAD

    def test_a_flat_page_is_called_as_its_window_was_where_the_headline_was_not_found(self) -> None:
        assert lines(f"{HEAD} | Mostryn Herald", "Menu", "Sign in").title == HEAD


class TestAgency:
    @pytest.mark.parametrize(
        ("first", "agency"),
        [
            ("MOSTRYN (Reuters) - ", "Reuters"), ("MOSTRYN, Merenia (AP) — ", "Associated Press"), ("DREZHIN (NPA) — ", "NPA"),
            ("МОСТРИН, 14 марта. /ТАСС/. ", "TASS"), ("MOSTRYN (the capital) — ", None), ("The union (NPA) — ", "NPA"), ("", None),
        ],
    )  # fmt: skip
    def test_by_the_opening_of_the_text(self, first: str, agency: str | None) -> None:
        markup = f"<html><body><h1>{HEAD}</h1>{STORY.replace('<p>', '<p>' + first, 1)}</body></html>"
        r = read(markup.encode(), "p.html", given=Given(), key=b"k", capture="c")
        assert r.agency == agency

    @pytest.mark.parametrize(
        ("line", "agency"),
        [("(Reuters)", "Reuters"), ("— AP", "Associated Press"), ("By Reuters", "Reuters"), ("Источник: ТАСС", "TASS"), ("Interfax", "Interfax"),
         ("Reuters told readers it was sorry", None), ("Photo: Somebody / Reuters", None), ("aa", None)],
    )  # fmt: skip
    def test_by_a_line_of_its_own(self, line: str, agency: str | None) -> None:
        assert page(below=f'<p class="byline">{line}</p>').agency == agency

    def test_a_page_of_the_agency_itself_is_no_copy(self) -> None:
        r = page(meta("og:site_name", "Reuters"), below='<p class="byline">By Reuters</p>')
        assert r.agency is None

    def test_an_agency_told_of_in_the_text_is_no_line(self) -> None:
        assert (
            page(below="<p>An officer told the agency Interfax that nobody had been taken anywhere that night.</p>").agency
            is None
        )

    def test_names_of_agencies(self) -> None:
        assert known("Reuters/AP") == "Reuters"
        assert known("Zinaida Polk / Reuters") is None


class TestLanguage:
    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Яе забралі з кватэры ў Мінску рана ў аўторак, сказала яе сястра, і ніхто не паказаў паперы", "be"),
            ("Її забрали з квартири рано у вівторок, сказала її сестра, і ніхто не показав жодного паперу", "uk"),
            ("Её забрали из квартиры рано утром во вторник, сказала её сестра, и никто не показал бумаги", "ru"),
            ("She was taken from her flat early on Tuesday, her sister said, and nobody was shown any paper", "en"),
            ("Zabrano ją z mieszkania we wtorek rano, powiedziała jej siostra, i nikt nie pokazał żadnego dokumentu", "pl"),
        ],
    )
    def test_the_text_decides_not_what_the_page_says(self, text: str, code: str) -> None:
        assert language_of(text, "de") == code

    def test_too_short_a_text_is_what_the_page_says(self) -> None:
        assert (language_of("14", "de-AT"), language_of("14"), language_of("ўсё", "de")) == ("de", "und", "be")


def test_old_readings_have_no_new_fields_and_new_ones_are_kept() -> None:
    r = page(below='<p class="date">Published 14 March 2011, updated 2 June 2012</p>')
    assert from_line(to_line(r), b"k") == r
    bare = page()
    assert '"agency"' not in to_line(bare)
    assert from_line(to_line(bare), b"k") == bare


_VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["2011-03-14", "2011-02-31", "0000-00-00", "99991231", "14 March 2011", "٣١ مارس ٢٠١١", "By X", "(c) 20", "—"]),
    st.integers(), st.none(), st.lists(st.text(max_size=9), max_size=3), st.dictionaries(st.sampled_from(["name", "@id", "@type"]), st.text(max_size=9)),
)  # fmt: skip
_KEYS = st.sampled_from(
    ["@type", "@id", "@graph", "datePublished", "dateModified", "author", "publisher", "headline", "mainEntityOfPage", "url"]
)


@settings(max_examples=150, deadline=None)
@drawn(
    things=st.lists(st.dictionaries(_KEYS, _VALUES, max_size=6), max_size=3),
    metas=st.lists(st.tuples(st.sampled_from(["date", "og:site_name", "article:published_time", "og:url", "author"]), _VALUES), max_size=4),
    shown=st.lists(_VALUES, max_size=4),
)  # fmt: skip
def test_any_markup_gives_a_day_or_none(things: list[object], metas: list[tuple[str, object]], shown: list[object]) -> None:
    head = f'<script type="application/ld+json">{json.dumps(things).replace("</", "<")}</script>'
    head += "".join(f'<meta name="{n}" content="{str(v).replace(chr(34), "")}">' for n, v in metas)
    r = page(head, below="".join(f'<p class="date">{v}</p>' for v in shown))
    assert r.published is None or date.fromisoformat(r.published)
    assert r.updated is None or date.fromisoformat(r.updated)
    assert not any(f.what.startswith("The page could not be read") for f in r.faults)
