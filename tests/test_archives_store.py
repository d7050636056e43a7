"""Archives in a project: one capture with many readings, whose ids are their own; stopping, going on, erasing, carrying away."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from letapis.core.reading import read
from letapis.desk import taking
from letapis.desk.desk import Desk
from letapis.desk.showing import ShownClaim, ShownPage
from letapis.desk.understanding import understand
from letapis.rim import dump
from letapis.rim.project import Project, create, open_project
from letapis.rim.verify import verify
from letapis.words.records import Given, Reading, from_line, kind_of, member_key, to_line
from tests.archives import KEY, TAKEN, answer, page, pages_of, story, wacz, warc_gz, zipped
from tests.commands import letapis, new_project
from tests.test_archives_mail import mail
from tests.test_archives_zip import URL, sheet


def crawl(pages: int, same: bool = False) -> bytes:
    """A WARC of invented pages, all with the same words if asked."""
    return warc_gz(*(answer(f"https://courier.example/{n}", page(1 if same else n)) for n in range(pages)))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Project]:
    with create(tmp_path / "case", None) as project:
        yield project


def take(project: Project, folder: Path, name: str, data: bytes, **how: object) -> taking.Outcome:
    (folder / name).write_bytes(data)
    (outcome,) = Desk(project, "amina").take_in([folder / name], **how)  # type: ignore[arg-type]
    return outcome


def sound(project: Project) -> None:
    found = verify(project)
    assert found.ok, found.failed
    assert not found.unchecked


class TestIds:
    def test_a_plain_page_is_named_as_it_always_was(self) -> None:
        (found,) = pages_of(story(1).encode(), "page.txt")
        assert found == read(story(1).encode(), "page.txt", given=Given(), key=KEY, capture="capture:c")
        assert (found.member, found.key) == (None, KEY)
        assert found.id == "reading:hinam-muhon-hogaz-bisun"

    def test_members_with_equal_words_have_ids_of_their_own(self) -> None:
        a, b = pages_of(zipped({"a.txt": story(1).encode(), "b.txt": story(1).encode()}), "pages.zip")
        assert a.text == b.text
        assert a.id != b.id
        passage = a.passage(0, 6)
        assert a.mint("person", passage) != b.mint("person", passage)

    def test_the_key_of_a_member_follows_from_the_captures(self) -> None:
        (a,) = pages_of(zipped({"a.txt": story(1).encode()}), "pages.zip")
        assert a.key == member_key(KEY, "a.txt") != KEY
        again = from_line(to_line(a), KEY)
        assert again == a
        assert member_key(b"x" * 32, "a.txt") != a.key

    def test_the_same_archive_gives_the_same_ids(self) -> None:
        assert [r.id for r in pages_of(crawl(3), "a.warc.gz")] == [r.id for r in pages_of(crawl(3), "b.warc.gz")]


class TestProject:
    def test_one_capture_many_pages(self, case: Project, tmp_path: Path) -> None:
        outcome = take(case, tmp_path, "crawl.warc.gz", crawl(3))
        assert (outcome.state, outcome.pages, outcome.unread, outcome.faults) == ("new", 3, 0, ())
        assert len(list(case.ledger.captures())) == 1
        told = Desk(case, "amina").pages()
        assert [p.reading.member for p in told] == [f"https://courier.example/{n}" for n in range(3)]
        assert all(p.claims for p in told)
        sound(case)

    def test_equal_pages_do_not_run_into_one_another(self, case: Project, tmp_path: Path) -> None:
        zipped_pages = zipped({f"{n}.txt": story(1).encode() for n in range(3)})
        take(case, tmp_path, "pages.zip", zipped_pages)
        told = Desk(case, "amina").pages()
        assert len({len(p.claims) for p in told}) == 1
        ids = [p.id_of(c) for p in told for c in p.claims]
        assert len(ids) == len(set(ids))
        people = [{c.subject for c in p.claims if kind_of(c.subject) == "person"} for p in told]
        assert not people[0] & people[1]
        sound(case)

    def test_held_is_held(self, case: Project, tmp_path: Path) -> None:
        take(case, tmp_path, "crawl.warc.gz", crawl(2))
        head = case.ledger.head()
        assert take(case, tmp_path, "again.warc.gz", crawl(2)).state == "held"
        assert case.ledger.head() == head

    def test_an_archive_without_pages_is_kept_and_held(self, case: Project, tmp_path: Path) -> None:
        data = warc_gz(answer("https://courier.example/a.png", b"x", kind="image/png"))
        assert take(case, tmp_path, "crawl.warc.gz", data).state == "unread"
        assert take(case, tmp_path, "crawl.warc.gz", data).state == "held"
        sound(case)

    def test_a_stopped_import_goes_on_within_the_archive(
        self, case: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(taking, "TOGETHER", 2)
        seen, stop_after = list[str](), [5]

        def stopping(reading: Reading, places: object) -> object:
            if len(seen) == stop_after[-1]:
                raise KeyboardInterrupt
            seen.append(str(reading.member))
            return understand(reading, places)  # type: ignore[arg-type]

        monkeypatch.setattr(taking, "understand", stopping)
        with pytest.raises(KeyboardInterrupt):
            take(case, tmp_path, "crawl.warc.gz", crawl(7))
        assert len(list(case.ledger.readings())) == 4
        sound(case)
        seen.clear()
        stop_after.append(99)
        outcome = take(case, tmp_path, "crawl.warc.gz", crawl(7))
        assert (outcome.state, outcome.pages) == ("new", 3)
        assert seen == [f"https://courier.example/{n}" for n in (4, 5, 6)]
        assert [p.reading.member for p in Desk(case, "amina").pages()] == [f"https://courier.example/{n}" for n in range(7)]
        sound(case)
        assert take(case, tmp_path, "crawl.warc.gz", crawl(7)).state == "held"

    def test_pages_are_counted_as_they_come(self, case: Project, tmp_path: Path) -> None:
        told: list[int] = []
        take(case, tmp_path, "crawl.warc.gz", crawl(3), counted=lambda _, n: told.append(n))
        assert told == [1, 2, 3, 3]

    def test_erasing_the_capture_erases_all_its_pages(self, case: Project, tmp_path: Path) -> None:
        capture = take(case, tmp_path, "crawl.warc.gz", crawl(3)).capture
        desk = Desk(case, "amina")
        desk.erase(capture, "consent")
        assert (desk.pages(), list(case.ledger.readings()), list(case.ledger.claims())) == ([], [], [])
        assert verify(case).ok
        assert take(case, tmp_path, "crawl.warc.gz", crawl(3)).state == "erased"

    @pytest.mark.parametrize("plain", [True, False])
    def test_dumped_and_loaded_it_is_the_same(self, case: Project, tmp_path: Path, plain: bool) -> None:
        take(case, tmp_path, "crawl.warc.gz", crawl(3))
        first, second = io.BytesIO(), io.BytesIO()
        dump.dump(case, first, plain=plain, keys=True)
        first.seek(0)
        with dump.load(first, tmp_path / "copy", None, blobs=case.folder / "archive") as copy:
            sound(copy)
            assert list(copy.ledger.readings()) == list(case.ledger.readings())
            dump.dump(copy, second, plain=plain, keys=True)
        assert first.getvalue() == second.getvalue()

    def test_a_reading_put_under_another_member_is_refused(self, case: Project, tmp_path: Path) -> None:
        take(case, tmp_path, "crawl.warc.gz", crawl(1))
        (reading,) = (r for r in case.ledger.readings() if r.member)
        moved = Reading(
            **{**{f: getattr(reading, f) for f in reading.__dataclass_fields__}, "member": "another", "id": "reading:x"}
        )
        with pytest.raises(ValueError, match="was not made with the key"), case.ledger.writing() as w:
            w.reading(moved)

    def test_show_leads_from_the_archive_to_the_page_to_the_claim(self, case: Project, tmp_path: Path) -> None:
        capture = take(case, tmp_path, "crawl.warc.gz", crawl(2)).capture
        desk = Desk(case, "amina")
        whole = desk.show(capture, "team")
        assert isinstance(whole, ShownPage)
        assert len(whole.held) == 2
        assert whole.itself is not None
        one = desk.show(whole.held[1].reading.id, "team")
        assert isinstance(one, ShownPage)
        assert one.page is not None
        assert one.page.reading.member == "https://courier.example/1"
        claim = one.page.claims[0]
        shown = desk.show(one.page.id_of(claim), "team")
        assert isinstance(shown, ShownClaim)
        assert shown.page.reading.member == "https://courier.example/1"

    def test_every_claim_stands_in_the_text_of_its_own_page(self, case: Project, tmp_path: Path) -> None:
        take(case, tmp_path, "crawl.wacz", wacz(crawl(4), [{"url": "https://courier.example/2", "ts": TAKEN}]))
        (told,) = Desk(case, "amina").pages()
        assert all(told.reading.text[c.passage.start : c.passage.end] == c.passage.quote for c in told.claims)


class TestConfidentiality:
    RECORD = "Interview\nInterviewer: Nina Dart\nDate: 3 May 2024\nPlace: Ostrel\n\nQ: What happened?\nA: They arrested me in January.\nQ: Who?\nA: The police."

    def test_mails_start_within_the_team(self, case: Project, tmp_path: Path) -> None:
        take(case, tmp_path, "held.eml", mail().as_bytes())
        assert next(case.ledger.captures()).confidentiality == "team"
        desk = Desk(case, "amina")
        assert not desk.book("public").material.pages
        assert desk.book("team").material.pages

    def test_a_mail_among_public_pages_is_kept_back_alone(self, case: Project, tmp_path: Path) -> None:
        data = zipped({"one.html": page(1), "held.eml": mail(story(2)).as_bytes(), "two.html": page(3)})
        take(case, tmp_path, "all.zip", data)
        desk = Desk(case, "amina")
        assert [p.reading.member for p in desk.book("public").material.pages] == ["one.html", "two.html"]
        assert len(desk.book("team").material.pages) == 3
        shown = desk.show(next(case.ledger.captures()).id, "public")
        assert isinstance(shown, ShownPage)
        assert shown.itself is None
        sound(case)

    def test_an_interview_among_public_pages_starts_for_named_people(self, case: Project, tmp_path: Path) -> None:
        take(case, tmp_path, "all.zip", zipped({"one.html": page(1), "talk.txt": self.RECORD.encode()}))
        kinds = {p.reading.member: p.reading.kind for p in Desk(case, "amina").pages()}
        assert kinds == {"one.html": "page", "talk.txt": "interview"}
        desk = Desk(case, "amina")
        assert [p.reading.member for p in desk.book("team").material.pages] == ["one.html"]
        assert len(desk.book("named").material.pages) == 2

    def test_what_was_asked_for_goes_before_that(self, case: Project, tmp_path: Path) -> None:
        data = zipped({"one.html": page(1), "held.eml": mail().as_bytes()})
        take(case, tmp_path, "all.zip", data, confidentiality="public")
        assert len(Desk(case, "amina").book("public").material.pages) == 2
        assert not list(case.ledger.decisions())

    def test_a_page_of_an_archive_can_be_restricted_alone(self, case: Project, tmp_path: Path) -> None:
        take(case, tmp_path, "crawl.warc.gz", crawl(2))
        desk = Desk(case, "amina")
        desk.restrict(desk.pages()[0].reading.id, "named", "his sister asked")
        assert [p.reading.member for p in desk.book("team").material.pages] == ["https://courier.example/1"]


class TestTables:
    TABLE = b"Name,Arrested\nAles Kruk,2024-01-09\nNina Dart,2024-01-10\n"

    def test_a_table_in_an_archive_is_read_by_what_its_columns_mean(self, case: Project, tmp_path: Path) -> None:
        data = zipped({"one.html": page(1), "list.csv": self.TABLE})
        outcome = take(case, tmp_path, "all.zip", data, columns="Name=name,Arrested=arrest.when")
        assert (outcome.state, outcome.pages, outcome.unread) == ("new", 2, 0)
        told = {p.reading.member: p for p in Desk(case, "amina").pages()}
        assert {c.value for c in told["list.csv"].claims if c.property == "name"} == {"Ales Kruk", "Nina Dart"}
        assert [p.reading.member for p in Desk(case, "amina").book("public").material.pages] == ["one.html"]
        sound(case)

    def test_until_somebody_says_so_it_is_kept_but_unread(self, case: Project, tmp_path: Path) -> None:
        outcome = take(case, tmp_path, "all.zip", zipped({"one.html": page(1), "list.csv": self.TABLE}))
        assert (outcome.state, outcome.pages, outcome.unread) == ("new", 2, 1)
        assert "nobody has said" in str(outcome.faults[0])
        again = take(case, tmp_path, "all.zip", (tmp_path / "all.zip").read_bytes(), columns="Name=name,Arrested=arrest.when")
        assert again.state == "read anew"
        sound(case)


class TestCommands:
    def test_read_prints_a_line_a_page_with_its_member(self, tmp_path: Path) -> None:
        (tmp_path / "crawl.warc.gz").write_bytes(crawl(2))
        ran = letapis("read", tmp_path / "crawl.warc.gz", "--json")
        told = [json.loads(line) for line in ran.out.splitlines()]
        assert (ran.status, ran.err) == (0, "")
        assert [t["member"] for t in told] == ["https://courier.example/0", "https://courier.example/1"]
        assert all(t["acts"] and t["sha256"] == told[0]["sha256"] for t in told)

    def test_read_says_what_of_an_archive_could_not_be_read(self, tmp_path: Path) -> None:
        path = tmp_path / "crawl.warc.gz"
        path.write_bytes(crawl(2)[:-100])
        ran = letapis("read", path)
        assert ran.status == 3
        assert "Trade unionist held in Ostrel, case 0" in ran.out
        assert f"{path}: It ends in the middle" in ran.err

    def test_import_counts_pages_and_a_sidecar_holds_for_all(self, tmp_path: Path) -> None:
        pages = tmp_path / "pages"
        pages.mkdir()
        (pages / "crawl.wacz").write_bytes(wacz(crawl(2), None))
        (pages / "talks.zip").write_bytes(zipped({f"{n}.txt": story(n).encode() for n in range(2)}))
        (pages / "talks.meta.json").write_text('{"kind": "interview", "title": "Talks"}')
        (pages / "notes.tar.gz").write_bytes(b"x")
        case = new_project(tmp_path)
        ran = letapis("import", "-p", case, pages)
        assert (ran.status, ran.err) == (0, "")
        assert "2 new" in ran.out
        assert "4 pages in archives" in ran.out
        with open_project(case) as project:
            levels = {c.name: c.confidentiality for c in project.ledger.captures()}
            assert levels == {"crawl.wacz": "public", "talks.zip": "named"}
            talks = [r for r in project.ledger.readings() if r.kind == "interview"]
            assert [r.title for r in talks] != ["Talks", "Talks"]
            assert len(talks) == 2
        assert "2 already held" in letapis("import", "-p", case, pages).out
        assert letapis("verify", "-p", case).status == 0

    def test_a_folder_of_auto_archiver(self, tmp_path: Path) -> None:
        item = tmp_path / "archived" / "courier-example-held"
        item.mkdir(parents=True)
        (item / "f.html").write_bytes(sheet(files=("abc.wacz",), timestamp="2024-01-09 08:00:00+00:00"))
        (item / "abc.wacz").write_bytes(wacz(warc_gz(answer(URL, f"<p>{story(1)}</p>".encode())), [{"url": URL, "ts": TAKEN}]))
        (item / "pic.jpg").write_bytes(b"x")
        case = new_project(tmp_path)
        letapis("import", "-p", case, tmp_path / "archived")
        with open_project(case) as project:
            (found,) = (r for r in project.ledger.readings() if r.member)
            assert (found.title, found.url, found.published) == ("Held in Ostrel", URL, "2024-01-09")
            assert found.published_basis == "given"

    def test_a_case_over_an_archive_is_shown_and_exported(self, tmp_path: Path) -> None:
        case = new_project(tmp_path)
        (tmp_path / "crawl.warc.gz").write_bytes(crawl(2))
        assert letapis("import", "-p", case, tmp_path / "crawl.warc.gz").status == 0
        assert letapis("timeline", "-p", case, "Ales Kruk").status == 0
        ran = letapis("export", "-p", case, "json", "Ales Kruk", "--to", tmp_path / "out")
        assert ran.status == 0, ran.err
        told = json.loads(next((tmp_path / "out").glob("*.json")).read_text())
        assert len(told["captures"]) == 1
        assert {r["member"] for r in told["readings"]} == {"https://courier.example/0", "https://courier.example/1"}
        capture = told["captures"][0]["id"]
        assert "https://courier.example/1" in letapis("show", "-p", case, capture, columns=200).out
        assert "cell 1" not in letapis("show", "-p", case, told["readings"][0]["id"], columns=200).err
