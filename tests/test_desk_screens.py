"""What is done at the desk: pages in, facts ruled on by forms alone, taken back, two at once; and a hostile page that does nothing."""

from __future__ import annotations

import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from letapis.desk import sight
from letapis.desk.desk import Desk
from letapis.desk.reviewing import find_words
from letapis.rim.errors import ProjectError
from letapis.rim.project import open_project
from letapis.words.records import Decision
from tests.commands import demo_copy, letapis, new_project, story
from tests.desked import BASE, Visitor, desk, shown

PLAIN = (
    "Unionist fined in Mostryn\n\nA court in Mostryn fined Ales Kruk, a trade unionist, on 12 January 2024.\n\n"
    "Police searched his flat on 13 January 2024.\n"
)
GRAVE = "Unionist tortured\n\nAles Kruk, a trade unionist, was tortured in the city prison of Mostryn on 12 January 2024, his lawyer said.\n"


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    """At the desk of an empty project."""
    with desk(new_project(tmp_path)) as found:
        yield found


def reading(visitor: Visitor, title: str) -> str:
    """The address of a page."""
    found = [p["id"] for p in visitor.get("/api/pages").json() if title in (p["title"] or "")]
    assert len(found) == 1
    return "/read/" + str(found[0]).partition(":")[2]


def facts(visitor: Visitor, page: str) -> list[dict[str, object]]:
    return visitor.get(page.replace("/read/", "/api/pages/")).json()["facts"]  # type: ignore[no-any-return]


def decisions(visitor: Visitor) -> list[Decision]:
    return list(visitor.seat.open_sight().desk.project.ledger.decisions())


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of the form that rules."""
    found = re.search(rf'class="rule".*?name="{name}" value="([^"]*)"', page, re.DOTALL)
    assert found
    return found[1]


def accept(visitor: Visitor, page: str, verdict: str = "accept", **more: str) -> str:
    """What the screen's own form does: rule on what it is about; returns where it leads."""
    text = visitor.get(page).text
    answer = visitor.post(
        page.partition("?")[0], verdict=verdict, f=hidden(text, "f"), c=hidden(text, "c"), seen=hidden(text, "seen"), **more
    )
    assert answer.status_code == 303, shown(answer)
    return answer.headers["location"].removeprefix(BASE).partition("#")[0]


# ---- taking pages in


def test_a_newcomer_is_led_from_an_empty_project_to_the_first_fact(visitor: Visitor) -> None:
    assert "Nothing is in this project yet" in shown(visitor.get("/"))
    answer = visitor.upload(("fined.txt", PLAIN.encode()))
    done = shown(visitor.follow(answer))
    assert "1 of 1 file" in done
    assert "1 new" in done
    page = visitor.follow(visitor.get("/review"))
    assert "Ales Kruk" in shown(page)
    assert '<mark class="lit" id="lit">' in page.text


def test_what_fails_is_listed_with_its_reason_and_the_rest_is_in(visitor: Visitor) -> None:
    visitor.upload(
        ("empty.txt", b""), ("fined.txt", PLAIN.encode()), ("again.txt", PLAIN.encode()), ("x.pdf", b"%PDF-1.4 broken")
    )
    text = shown(visitor.get("/importing"))
    assert "the file is empty" in text
    assert "1 new" in text
    assert "1 already held" in text
    assert len(visitor.get("/api/pages").json()) >= 1


def test_a_sidecar_is_taken_as_given_and_is_no_page(visitor: Visitor) -> None:
    said = json.dumps({"title": "Given", "published": "2024-01-15"}).encode()
    visitor.upload(("a/fined.txt", PLAIN.encode()), ("a/fined.meta.json", said))
    (page,) = visitor.get("/api/pages").json()
    assert (page["title"], page["published"]) == ("Given", "2024-01-15")


def test_an_archive_is_read_page_by_page(visitor: Visitor) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as z:
        z.writestr("one.txt", story(1))
        z.writestr("two.txt", story(2))
    visitor.upload(("pages.zip", packed.getvalue()))
    assert "2 pages in archives" in shown(visitor.get("/importing"))
    assert len(visitor.get("/api/pages").json()) == 2


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "C:\\pages\\a.txt", "a\0b.txt", "/abs.txt", "имя.txt", "a" * 300 + ".txt"]
)
def test_a_files_name_is_data_and_writes_nowhere(visitor: Visitor, tmp_path: Path, name: str) -> None:
    before = {p for p in tmp_path.rglob("*") if "archive" not in p.parts}
    visitor.upload((name, PLAIN.encode()))
    after = {p for p in tmp_path.rglob("*") if "archive" not in p.parts}
    assert {p.name for p in after - before} <= {"ledger.db-wal", "ledger.db-shm", "lock"}
    assert len(visitor.get("/api/pages").json()) == 1


def test_no_files_are_no_import(visitor: Visitor) -> None:
    assert "has no files" in shown(visitor.upload())


# ---- reading and ruling


def test_one_form_accepts_a_plain_fact_and_leads_on_to_the_next(visitor: Visitor) -> None:
    visitor.upload(("fined.txt", PLAIN.encode()))
    page = reading(visitor, "Unionist fined")
    told = facts(visitor, page)
    assert len(told) == 2
    on = accept(visitor, page)
    assert str(told[1]["id"]).partition(":")[2] in on
    assert [f["state"] for f in facts(visitor, page)] == ["accept", ""]
    assert {(d.verdict, d.by) for d in decisions(visitor)} == {("accept", "amina")}
    accept(visitor, on)
    assert "Every fact" in shown(visitor.follow(visitor.get("/review")))


def test_a_grave_fact_is_accepted_field_by_field_only(visitor: Visitor) -> None:
    visitor.upload(("grave.txt", GRAVE.encode()))
    page = reading(visitor, "Unionist tortured")
    (fact,) = [f for f in facts(visitor, page) if f["act"] == "torture"]
    f = str(fact["id"]).partition(":")[2]
    whole = visitor.post(page, verdict="accept", f=f, c="")
    assert whole.status_code == 400
    assert "field by field" in shown(whole)
    assert not decisions(visitor)
    at, steps = f"{page}?f={f}", 0
    while any(x["id"] == fact["id"] and x["state"] in ("", "partly") for x in facts(visitor, page)):
        before = len(decisions(visitor))
        accept(visitor, at)
        assert len(decisions(visitor)) > before
        steps += 1
    assert steps == len(fact["fields"])  # type: ignore[arg-type]


def test_a_grave_fact_is_rejected_with_one_key(visitor: Visitor) -> None:
    visitor.upload(("grave.txt", GRAVE.encode()))
    page = reading(visitor, "Unionist tortured")
    f = str(facts(visitor, page)[0]["id"]).partition(":")[2]
    assert visitor.post(page, verdict="reject", f=f, c="", because="another man").status_code == 303
    assert facts(visitor, page)[0]["state"] == "reject"
    assert {d.because for d in decisions(visitor)} == {"another man"}
    assert not visitor.get("/api/acts").json()


def test_a_date_is_corrected_by_the_precision_picker_and_the_case_follows(visitor: Visitor) -> None:
    visitor.upload(("fined.txt", PLAIN.encode()))
    page = reading(visitor, "Unionist fined")
    fact = facts(visitor, page)[0]
    when = next(x for x in fact["fields"] if x["field"] == "when")  # type: ignore[attr-defined]
    f, c = (str(i).partition(":")[2] for i in (fact["id"], when["claims"][0]))
    assert "Leave out what the page does not say" in shown(visitor.get(f"{page}?f={f}&c={c}&edit=1"))
    visitor.post(page, verdict="correct", f=f, c=c, year="2024", month="1", day="", value="")
    assert visitor.get("/api/acts").json()[0]["when"] == ["2024-01"]
    visitor.post(page, verdict="correct", f=f, c=c, year="", month="1", day="12", value="")
    assert visitor.get("/api/acts").json()[0]["when"] == ["XXXX-01-12"]
    refused = visitor.post(page, verdict="correct", f=f, c=c, value="some day")
    assert refused.status_code == 400
    assert "is no date" in shown(refused)


def test_stance_and_source_are_corrected(visitor: Visitor) -> None:
    visitor.upload(("fined.txt", PLAIN.encode()))
    page = reading(visitor, "Unionist fined")
    fact = facts(visitor, page)[0]
    f, c = (str(i).partition(":")[2] for i in (fact["id"], fact["fields"][0]["claims"][0]))  # type: ignore[index]
    visitor.post(page, verdict="stance", f=f, c=c, value="alleged")
    visitor.post(page, verdict="source", f=f, c=c, value="his wife")
    now = next(x for x in facts(visitor, page)[0]["fields"] if x["field"] == "act")  # type: ignore[attr-defined]
    assert (now["stance"], now["source"], now["state"]) == ("alleged", "his wife", "correct")
    assert visitor.post(page, verdict="stance", f=f, c=c, value="certain").status_code == 400


def test_z_takes_back_what_one_key_ruled_and_again_what_was_before(visitor: Visitor) -> None:
    visitor.upload(("fined.txt", PLAIN.encode()))
    page = reading(visitor, "Unionist fined")
    accept(visitor, accept(visitor, page), "unclear")
    assert [f["state"] for f in facts(visitor, page)] == ["accept", "unclear"]
    back = visitor.follow(visitor.post("/undo"))
    assert "Taken back" in shown(back)
    assert [f["state"] for f in facts(visitor, page)] == ["accept", ""]
    visitor.post("/undo")
    assert [f["state"] for f in facts(visitor, page)] == ["", ""]
    assert "no ruling of yours" in shown(visitor.follow(visitor.post("/undo")))


def test_the_history_says_who_ruled_what_and_takes_one_back(visitor: Visitor) -> None:
    visitor.upload(("fined.txt", PLAIN.encode()))
    page = reading(visitor, "Unionist fined")
    f = str(facts(visitor, page)[0]["id"]).partition(":")[2]
    accept(visitor, f"{page}?f={f}", because="read twice")
    text = visitor.get(f"{page}?f={f}")
    assert "by amina: read twice" in shown(text)
    ruling = re.search(r'name="ruling" value="([^"]+)"', text.text)
    assert ruling
    visitor.post(f"{page}/undo", ruling=ruling[1], f=f)
    assert facts(visitor, page)[0]["state"] == "partly"
    assert visitor.post(f"{page}/undo", ruling=ruling[1], f=f).status_code == 400


def test_the_second_to_save_sees_both_texts(visitor: Visitor) -> None:
    visitor.upload(("fined.txt", PLAIN.encode()))
    page = reading(visitor, "Unionist fined")
    mine = visitor.get(page).text
    form = {k: hidden(mine, k) for k in ("f", "c", "seen")}
    with open_project(visitor.seat.open_sight().desk.project.folder) as project:
        other = Desk(project, "boris")
        claim = facts(visitor, page)[0]["fields"][0]["claims"][0]  # type: ignore[index]
        other.rule(claim, "reject", because="a namesake")
    before = len(decisions(visitor))
    clash = visitor.post(page, verdict="accept", because="his lawyer told us", **form)
    assert clash.status_code == 409
    text = shown(clash)
    assert "boris" in text
    assert "a namesake" in text
    assert "his lawyer told us" in text
    assert len(decisions(visitor)) == before
    seen = re.search(r'class="clash".*?name="seen" value="([^"]+)"', clash.text, re.DOTALL)
    assert seen
    again = visitor.post(page, verdict="accept", because="his lawyer told us", f=form["f"], c=form["c"], seen=seen[1])
    assert again.status_code == 303
    assert len(decisions(visitor)) > before


def test_whether_it_is_established_is_another_question(visitor: Visitor) -> None:
    visitor.upload(("fined.txt", PLAIN.encode()))
    page = reading(visitor, "Unionist fined")
    f = str(facts(visitor, page)[0]["id"]).partition(":")[2]
    assert visitor.post(f"{page}/assess", f=f, verdict="verified", standard="").status_code == 400
    assert visitor.post(f"{page}/assess", f=f, verdict="certain", standard="").status_code == 400
    visitor.post(f"{page}/assess", f=f, verdict="verified", standard="balance of probabilities")
    assert facts(visitor, page)[0]["state"] == ""
    assert "verified , balance of probabilities" in shown(visitor.get(f"{page}?f={f}"))
    visitor.post("/undo")
    assert "not assessed" in shown(visitor.get(f"{page}?f={f}"))


def test_a_fact_is_added_on_the_words_of_the_page(visitor: Visitor) -> None:
    visitor.upload(("fined.txt", PLAIN.encode()))
    page = reading(visitor, "Unionist fined")
    refused = visitor.post(f"{page}/add", quote="Police beat him", act="beating")
    assert "do not stand in the page" in shown(refused)
    visitor.post(
        f"{page}/add",
        quote="A court in  Mostryn\nfined Ales Kruk",
        act="trial",
        victim="Ales Kruk",
        year="2024",
        source="the page",
    )
    (trial,) = [f for f in facts(visitor, page) if f["act"] == "trial"]
    assert trial["state"] == "accept"
    assert {x["text"] for x in trial["fields"]} == {"on trial", "Ales Kruk", "2024"}  # type: ignore[attr-defined]
    assert any(a["act"] == "trial" and a["victims"] == ["Ales Kruk"] for a in visitor.get("/api/acts").json())
    assert letapis("verify", "-p", visitor.seat.open_sight().desk.project.folder).status == 0


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("He was held. She left.", "was held", "was held"),
        ("He was\n\nheld there.", "was held there.", "was\n\nheld there."),
        ("a b a c", "a c", "a c"),
    ],
)
def test_words_are_found_whatever_their_spacing(text: str, quote: str, found: str) -> None:
    start, end = find_words(text, quote)
    assert text[start:end] == found


@pytest.mark.parametrize(
    ("text", "quote"), [("held, held", "held"), ("held", "was held"), ("held", " "), ("ab", "a b"), ("held", "HELD")]
)
def test_words_that_are_not_there_once_are_refused(text: str, quote: str) -> None:
    with pytest.raises(ProjectError):
        find_words(text, quote)


# ---- pairs, cases, search


def test_two_that_may_be_one_are_ruled_on_and_taken_back(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder, desk(folder) as visitor:
        page = visitor.get("/pairs").text
        a, b = (re.search(rf'name="{k}" value="([^"]+)"', page) for k in "ab")
        assert a
        assert b
        people = len(visitor.get("/api/people").json())
        visitor.post("/pairs", a=a[1], b=b[1], verdict="y", kind="people")
        assert decisions(visitor)[-1].verdict == "same"
        assert len(visitor.get("/api/people").json()) == people - 1
        visitor.get("/pairs")
        visitor.post("/pairs/undo", kind="people")
        assert len(visitor.get("/api/people").json()) == people
        assert visitor.post("/pairs", a=a[1], b=b[1], verdict="z", kind="people").status_code == 400


def test_a_case_leads_from_every_telling_to_its_sentence(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder, desk(folder) as visitor:
        (person,) = [p for p in visitor.get("/api/people").json() if p["name"] == "Andrei Khalchevich"]
        case = visitor.get(f"/case/{person['id'].partition(':')[2]}")
        assert "<svg" in case.text
        ways = set(re.findall(rf'href="{BASE}(/read/[^"#]+\?f=[^"#]+)#lit"', case.text))
        assert len(ways) > 10
        for way in sorted(ways)[:8]:
            assert 'id="lit"' in visitor.get(way).text, way
        saved = visitor.get(f"/case/{person['id'].partition(':')[2]}/html")
        assert saved.headers["content-disposition"].startswith("attachment")
        assert b"Andrei Khalchevich" in saved.content


def test_search_finds_names_in_any_spelling_and_words_of_pages(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder, desk(folder) as visitor:
        assert "Andrei Khalchevich" in shown(visitor.get("/search?q=Chalčevič"))
        hits = visitor.get("/search?q=ratusha+square")
        assert '<mark class="lit">' in hits.text
        assert "0 pages" in shown(visitor.get('/search?q="square ratusha"'))
        assert "0 pages" in shown(visitor.get("/search?q=zzzz"))


def test_what_is_withheld_at_a_level_is_on_no_screen(tmp_path: Path) -> None:
    with demo_copy(tmp_path) as folder, desk(folder, level="public") as visitor:
        pages = visitor.get("/api/pages").json()
        everything = [visitor.get(f"/read/{p['id'].partition(':')[2]}").text for p in pages]
        everything += [visitor.get(p).text for p in ("/", "/pages", "/people", "/acts", "/activity", "/search?q=W07", "/pairs")]
        assert not any("svedok-interview" in text for text in everything)
        with desk(folder, level="named") as all_:
            more = all_.get("/api/pages").json()
        assert len(more) > len(pages)
        hidden_page = next(p for p in more if p["id"] not in {x["id"] for x in pages})
        assert visitor.get(f"/read/{hidden_page['id'].partition(':')[2]}").status_code == 400
        capture = pages[0]["capture"].partition(":")[2]
        assert visitor.get(f"/original/{capture}").status_code == 400


def test_a_preserved_original_is_handed_out_as_bytes_only(visitor: Visitor) -> None:
    visitor.upload(("evil.html", b"<html><body><p>Police arrested Ales Kruk.</p><script>alert(1)</script></body></html>"))
    capture = visitor.get("/api/pages").json()[0]["capture"].partition(":")[2]
    answer = visitor.get(f"/original/{capture}")
    assert b"<script>alert(1)" in answer.content
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_large_project_is_put_together_while_somebody_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sight, "SMALL", 0)

    def acts(visitor: Visitor) -> int:
        for _ in range(400):
            answer = visitor.get("/api/acts")
            if answer.status_code == 200 and not visitor.seat.open_sight()._stale:
                return len(answer.json())
            time.sleep(0.05)
        raise AssertionError

    with desk(new_project(tmp_path)) as visitor:
        visitor.upload(("fined.txt", PLAIN.encode()))
        page = reading(visitor, "Unionist fined")
        assert "being put together" in shown(visitor.get("/people"))
        assert "Ales Kruk" in shown(visitor.get(page))
        accept(visitor, page)
        before = acts(visitor)
        f = str(facts(visitor, page)[0]["id"]).partition(":")[2]
        visitor.post(page, verdict="reject", f=f, c="")
        assert visitor.get("/people").status_code == 200
        assert acts(visitor) == before - 1


def test_what_was_restricted_is_on_no_screen_even_of_an_earlier_fold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with demo_copy(tmp_path) as folder, desk(folder) as visitor:
        assert "Galina" in visitor.get("/people").text
        monkeypatch.setattr(sight, "SMALL", 0)
        for person in visitor.get("/api/people").json():
            if "Galina" in person["name"]:
                visitor.seat.open_sight().desk.restrict(person["id"], "named")
        for path in ("/people", "/", "/acts", "/pages", "/search?q=Galina", "/activity"):
            assert "Galina Rudetskaya" not in visitor.get(path).text, path


# ---- hostile words

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=http://evil.test/x onerror=alert(1)>", "<svg onload=alert(1)>", '"><script>alert(1)</script>',
    "'><img src=x>", "{{ 7*7 }}", "{% raw %}", "</title><script>", "<meta http-equiv=refresh content=0;url=http://evil.test>",
    "<math><mtext><style><img>", "javascript:alert(1)", "<a href=javascript:alert(1)>x</a>", "</textarea><script>", "<!-- x --><b>",
    "&lt;script&gt;", "\u202egnirts\u202c", "<iframe srcdoc=x>", "<base href=http://evil.test>", "<form action=http://evil.test>",
    "<details open ontoggle=alert(1)>", "${7*7}", "<style>@import 'http://evil.test'</style>", "<link rel=stylesheet href=//evil.test>",
]  # fmt: skip


def test_hostile_words_stay_words_on_every_screen(visitor: Visitor) -> None:
    lines = "\n\n".join(f"Police arrested Ales Kruk in Mostryn on 12 January 2024, {p} said." for p in PAYLOADS)
    title = PAYLOADS[0] + PAYLOADS[3]
    said = json.dumps({"title": title, "url": "javascript:alert(1)", "authors": PAYLOADS[:4]}).encode()
    visitor.upload(
        (f"{PAYLOADS[1].replace('/', '')}.txt", lines.encode()), ("x.txt", lines.encode() + b"."), ("x.meta.json", said)
    )
    pages = [p["id"].partition(":")[2] for p in visitor.get("/api/pages").json()]
    captures = [p["capture"].partition(":")[2] for p in visitor.get("/api/pages").json()]
    people = [p["id"].partition(":")[2] for p in visitor.get("/api/people").json()]
    told = facts(visitor, f"/read/{pages[0]}")
    f = str(told[0]["id"]).partition(":")[2]
    c = told[0]["fields"][0]["claims"][0].partition(":")[2]  # type: ignore[index]
    for p in PAYLOADS[:6]:
        assert visitor.post(f"/read/{pages[0]}", verdict="source", f=f, c=c, value=p, because=p).status_code == 303
    visitor.post(f"/read/{pages[0]}/add", quote=PAYLOADS[0], act="arrest", victim=PAYLOADS[0], source=PAYLOADS[3])
    screens = ["/", "/pages", "/people", "/acts", "/activity", "/importing", "/pairs?kind=acts", "/search?q=" + "%3Cscript%3E"]
    screens += [*(f"/read/{p}" for p in pages), f"/read/{pages[0]}?f={f}", f"/read/{pages[0]}?f={f}&c={c}&edit=1"]
    screens += [*(f"/case/{p}" for p in people), *(f"/custody/{p}" for p in captures)]
    screens += [f"/read/{pages[0]}?f={p}&c={p}" for p in PAYLOADS] + [f"/search?q={p}" for p in PAYLOADS]
    assert people
    assert "&lt;script&gt;alert(1)" in visitor.get(f"/read/{pages[0]}").text
    for screen in screens:
        text = visitor.get(screen).text
        plain = text.replace('<script src="/b4se/static/desk.js" defer></script>', "")
        assert not re.search(r"<(?:script|img|iframe|math|style|base|object|embed)\b", plain, re.IGNORECASE), screen
        assert not re.search(r"<[^>]*\son\w+\s*=", re.sub(r'"[^"]*"', '""', plain)), screen
        assert not re.search(r'(?:href|src|action)="(?!/b4se|#)', plain), screen
        assert "http-equiv=refresh" not in re.sub(r"&lt;.*?&gt;", "", plain), screen
        assert "49" not in re.findall(
            r"arrested Ales Kruk in Mostryn on 12 January 2024, (\d+) said", shown(visitor.get(screen))
        )
        assert "\u202e" not in text, screen


def test_the_templates_make_no_markup_of_words_but_for_the_drawing() -> None:
    found = []
    for path in (Path(__file__).parent.parent / "letapis" / "web" / "templates").iterdir():
        text = path.read_text(encoding="utf-8")
        found += re.findall(r"\{\{[^}]*\|\s*safe[^}]*\}\}|autoescape", text)
    assert found == ["{{ drawn|safe }}"]


# ---- for scripts


def test_what_the_screen_does_a_script_can_do(visitor: Visitor) -> None:
    visitor.upload(("fined.txt", PLAIN.encode()))
    page = reading(visitor, "Unionist fined").replace("/read/", "/api/pages/")
    fact = visitor.get(page).json()["facts"][0]
    visitor.get("/import")
    heads = {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8000", "x-letapis-token": visitor.token}

    def say(path: str, **body: str) -> tuple[int, dict[str, object]]:
        answer = visitor.client.post(BASE + path, json=body, headers=heads)
        return answer.status_code, answer.json()

    status, done = say(page, fact=fact["id"], verdict="accept", seen="")
    assert status == 200
    assert len(done["rulings"]) == sum(len(x["claims"]) for x in fact["fields"])  # type: ignore[arg-type]
    assert say(page, fact=fact["id"], verdict="reject", seen="")[0] == 409
    assert say(page, fact="act:none", verdict="accept")[0] == 400
    assert say(page, fact=fact["id"], verdict="certain")[0] == 400
    status, back = say("/api/undo")
    assert len(back["undone"]) == len(done["rulings"])  # type: ignore[arg-type]
    assert (
        visitor.client.post(BASE + page, json={"fact": fact["id"]}, headers=heads | {"x-letapis-token": "no"}).status_code
        == 403
    )
    assert (
        visitor.client.post(BASE + page, content="[1]", headers=heads | {"content-type": "application/json"}).status_code == 400
    )


def test_the_api_is_described_as_it_is(visitor: Visitor) -> None:
    from letapis.web.app import DEEDS, SCREENS

    told = visitor.get("/api/openapi.json").json()["paths"]
    assert {p for p, of in told.items() if "get" in of} == {p for p in SCREENS if p.startswith("/api/") and "openapi" not in p}
    assert {p for p, of in told.items() if "post" in of} == {p for p in DEEDS if p.startswith("/api/")}


def test_without_a_verb_outside_a_project_help_is_shown(tmp_path: Path) -> None:
    ran = letapis(LETAPIS_PROJECT=str(tmp_path))
    assert "Usage: letapis" in ran.out + ran.err
