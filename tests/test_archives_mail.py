"""Mails, mailboxes and saved pages: who wrote what on which day, what they quote, what was attached, in which letters."""

from __future__ import annotations

import base64
import quopri
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from letapis.words.records import Reading
from tests.archives import faults_of, itself, page, pages_of, story, zipped

SENT = "Mon, 06 May 2024 23:30:00 +0300"


def mail(
    text: str = "",
    rich: str = "",
    subject: str = "Held in Ostrel",
    sender: str = "Nina Dart <nina@dart.example>",
    date: str = SENT,
) -> EmailMessage:
    m = EmailMessage()
    m["From"], m["To"], m["Subject"], m["Date"], m["Message-ID"] = (
        sender,
        "desk@courier.example",
        subject,
        date,
        "<1@dart.example>",
    )
    m.set_content(text or story(1))
    if rich:
        m.add_alternative(rich, subtype="html")
    return m


def raw(head: str, body: bytes) -> bytes:
    return head.replace("\n", "\r\n").encode() + b"\r\n" + body


def kinds(r: Reading) -> dict[str, str]:
    return {r.text[b.start : b.end].split("\n")[0][:24]: b.kind for b in r.blocks}


class TestMail:
    def test_the_head_says_title_author_and_day(self) -> None:
        (found,) = pages_of(mail().as_bytes(), "held.eml")
        assert (found.title, found.authors) == ("Held in Ostrel", ("Nina Dart",))
        assert (found.published, found.published_basis, found.published_certain) == ("2024-05-06", "markup", True)
        assert (found.member, found.kind, found.media_type) == ("message", "letter", "message/rfc822")
        assert found.body.startswith("Police in the Merenian town")

    def test_what_the_user_gives_goes_before_the_head(self) -> None:
        (found,) = pages_of(mail().as_bytes(), "held.eml", published="2024-01-01", title="Given")
        assert (found.published, found.published_basis, found.title) == ("2024-01-01", "given", "Given")

    def test_quoted_lines_and_the_signature_are_no_main_text(self) -> None:
        text = f"{story(1)}\n\nOn 3 May 2024, Ana <ana@x.example> wrote:\n> He was beaten.\n>> By whom?\n\nYours\n-- \nNina Dart\nOstrel Courier\n"
        (found,) = pages_of(mail(text).as_bytes(), "held.eml")
        told = kinds(found)
        assert told["> He was beaten."] == "quote"
        assert told["On 3 May 2024, Ana <ana@"] == "other"
        assert told["-- "] == "other"
        assert "beaten." not in found.body.replace("had been beaten.", "")
        assert "Ostrel Courier" not in found.body
        assert found.body.endswith("Yours")

    def test_a_line_of_dashes_at_the_top_is_no_signature(self) -> None:
        (found,) = pages_of(mail(f"--\n{story(1)}").as_bytes(), "held.eml")
        assert "cell 1 of" in found.body

    def test_html_where_the_plain_part_is_a_stub(self) -> None:
        rich = f"<html><body><p>{story(2)}</p><blockquote>He was beaten.</blockquote><script>no()</script></body></html>"
        (found,) = pages_of(mail("See the HTML part.", rich).as_bytes(), "held.eml")
        assert "cell 2 of" in found.body
        assert "He was beaten." not in found.body
        assert "no()" not in found.text
        (plain,) = pages_of(mail(story(1), rich).as_bytes(), "held.eml")
        assert "cell 1 of" in plain.body

    def test_attachments_are_pages_of_their_own_and_not_dated_by_the_mail(self) -> None:
        m = mail()
        m.add_attachment(page(3), maintype="text", subtype="html", filename="спроба.html")
        m.add_attachment(b"%PDF-1.4 broken", maintype="application", subtype="pdf", filename="../../a.pdf")
        m.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="pic.png")
        data = m.as_bytes(policy=SMTP)
        found = pages_of(data, "held.eml")
        assert [r.member for r in found] == ["message", "message/спроба.html", "message/../../a.pdf"]
        assert (found[1].published, found[1].kind) == (None, "letter")
        assert "cell 3 of" in found[1].body
        assert found[2].faults[0].where == "held.eml, message/../../a.pdf"
        assert itself(data, "held.eml").text.endswith("Passed over: 1 picture.")

    def test_a_forwarded_mail_is_opened(self) -> None:
        m = mail()
        m.add_attachment(mail(story(2), subject="Older", date="Tue, 2 Jan 2024 10:00:00 +0000"))
        found = pages_of(m.as_bytes(), "held.eml")
        assert [(r.title, r.published) for r in found] == [("Held in Ostrel", "2024-05-06"), ("Older", "2024-01-02")]
        assert len({r.member for r in found}) == 2

    def test_an_attached_zip_is_opened(self) -> None:
        m = mail()
        m.add_attachment(zipped({"one.html": page(4)}), maintype="application", subtype="zip", filename="pages.zip")
        assert [r.member for r in pages_of(m.as_bytes(), "held.eml")] == ["message", "message/pages.zip/one.html"]

    @pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "utf-8", "iso-8859-5"])
    def test_cyrillic_mails(self, charset: str) -> None:
        words = "Милиция задержала Алеся Крука в Острели. Его адвокат сказал, что его били."
        subject = base64.b64encode("Задержан в Острели".encode(charset)).decode()
        head = f"From: =?{charset}?Q?{quopri.encodestring('Дарт'.encode(charset), header=True).decode()}?= <n@dart.example>\nSubject: =?{charset}?B?{subject}?=\nDate: {SENT}\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n"
        (found,) = pages_of(raw(head, words.encode(charset)), "held.eml")
        assert (found.title, found.authors, found.text) == ("Задержан в Острели", ("Дарт",), words)

    @pytest.mark.parametrize("charset", ["windows-1251", "koi8-r"])
    @pytest.mark.parametrize("said", ["", "; charset=unknown-8bit", "; charset=punycode", "; charset=us-ascii"])
    def test_letters_without_a_true_word_on_their_encoding(self, charset: str, said: str) -> None:
        words = "Милиция задержала Алеся Крука в Острели. Его адвокат сказал, что его били и не давали ему спать."
        head = f"From: n@dart.example\nDate: {SENT}\nMIME-Version: 1.0\nContent-Type: text/plain{said}\n"
        assert pages_of(raw(head, words.encode(charset)), "held.eml")[0].text == words

    def test_an_encoded_word_cut_within_a_letter(self) -> None:
        a, b = (base64.b64encode(x).decode() for x in ("Острель".encode()[:3], "Острель".encode()[3:]))
        head = f"From: n@dart.example\nSubject: =?utf-8?B?{a}?=\n =?utf-8?B?{b}?= held\nDate: {SENT}\n"
        assert pages_of(raw(head, b"Words of a mail."), "held.eml")[0].title == "Острель held"

    @pytest.mark.parametrize(
        ("date", "day"),
        [
            ("6 May 2024 10:00:00 GMT", "2024-05-06"),
            ("Mon, 6-May-2024 10:00 +0000", "2024-05-06"),
            ("Fri, 31 Feb 2024 10:00:00 +0000", None),
            ("yesterday", None),
            ("", None),
            ("Mon, 99999999999999999999 May 2024", None),
        ],
    )
    def test_days(self, date: str, day: str | None) -> None:
        (found,) = pages_of(raw(f"From: n@dart.example\nMIME-Version: 1.0\nDate: {date}\n", story(1).encode()), "held.eml")
        assert (found.published, found.published_certain) == (day, day is not None)

    @pytest.mark.parametrize("body", [b"", b"\r\n\r\n", b"   "])
    def test_a_mail_without_words(self, body: bytes) -> None:
        data = raw(f"From: n@dart.example\nDate: {SENT}\nMIME-Version: 1.0\n", body)
        assert not pages_of(data, "held.eml")
        assert "no words of its own" in faults_of(data, "held.eml")

    def test_parts_without_an_end_are_read_and_said(self) -> None:
        data = mail(story(1), f"<p>{story(2)}</p>").as_bytes()
        cut = data[: data.rindex(b"--==")]
        assert "cell 1 of" in pages_of(cut, "held.eml")[0].body
        assert "Parts of the mail are missing" in faults_of(cut, "held.eml")

    @pytest.mark.parametrize("name", ["notes.txt", "page.html", ""])
    def test_text_that_looks_a_little_like_a_mail_is_none(self, name: str) -> None:
        data = b"Date: 3 May 2024\nPlace: Ostrel\n\n" + story(1).encode()
        assert pages_of(data, name)[0].member is None


class TestMailbox:
    def box(self, *mails: bytes) -> bytes:
        return b"".join(
            b"From nina@dart.example Mon May  6 10:00:00 2024\n" + m.replace(b"\r\n", b"\n") + b"\n\n" for m in mails
        )

    def test_messages_by_number(self) -> None:
        data = self.box(mail(story(1)).as_bytes(), mail(story(2), subject="Second").as_bytes())
        found = pages_of(data, "Inbox")
        assert [(r.member, r.title) for r in found] == [("message 1", "Held in Ostrel"), ("message 2", "Second")]

    def test_lines_that_begin_with_from_are_put_back(self) -> None:
        data = self.box(mail(f"{story(1)}\n\n>From here on nothing is known.\n>>From him neither.").as_bytes())
        (found,) = pages_of(data, "Inbox.mbox")
        assert "\nFrom here on nothing" in found.body
        assert "\n>From him" in found.text

    def test_a_from_within_a_text_parts_no_messages(self) -> None:
        data = self.box(mail(f"{story(1)}\n\nFrom Ostrel he was taken away in 2024, they say.").as_bytes())
        assert len(pages_of(data, "Inbox.mbox")) == 1

    def test_a_broken_message_costs_only_itself(self) -> None:
        data = self.box(
            mail(story(1)).as_bytes(),
            b"X: \xff\xfe\n\n",
            b"Content-Type: multipart/mixed; boundary=x\n\n--y",
            mail(story(2)).as_bytes(),
        )
        assert [r.member for r in pages_of(data, "Inbox.mbox") if "cell" in r.body] == ["message 1", "message 4"]
        assert "Inbox.mbox, message 2: The mail has no words" in faults_of(data, "Inbox.mbox")


class TestSavedPage:
    HEAD = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.example/held\n"
        "Subject: =?utf-8?Q?Held in Ostrel=20| Courier?=\nDate: Fri, 3 May 2024 10:11:12 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----B--1----"\n'
    ).replace("Held in Ostrel=20| Courier", "Held_in_Ostrel")

    def saved(self, *parts: tuple[str, str, bytes], end: bytes = b"------B--1------\r\n") -> bytes:
        body = b""
        for kind, url, data in parts:
            body += f"------B--1----\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {url}\r\n\r\n".encode()
            body += quopri.encodestring(data).replace(b"\n", b"\r\n") + b"\r\n"
        return raw(self.HEAD, b"\r\n" + body + end)

    def test_the_page_with_what_the_browser_says_of_it(self) -> None:
        data = self.saved(
            ("text/html", "https://courier.example/held", page(1)),
            ("image/png", "https://courier.example/a.png", b"x"),
            ("text/html", "cid:frame", page(2)),
        )
        (found,) = pages_of(data, "held.mhtml")
        assert (found.member, found.url) == ("https://courier.example/held", "https://courier.example/held")
        assert (found.published, found.captured_at) == (None, "2024-05-03T10:11:12")
        assert "cell 1 of" in found.body
        assert itself(data, "held.mhtml").text == "1 page.\n\nPassed over: 1 frame, 1 picture."

    def test_it_is_known_without_its_name(self) -> None:
        assert itself(self.saved(("text/html", "https://courier.example/held", page(1))), "download.txt").reader == "mhtml/1"

    def test_the_title_of_the_head_where_the_page_has_none(self) -> None:
        (found,) = pages_of(
            self.saved(("text/html", "https://courier.example/held", f"<p>{story(1)}</p>".encode())), "held.mht"
        )
        assert found.title == "Held in Ostrel"

    def test_the_page_at_the_saved_address_not_the_first(self) -> None:
        data = self.saved(("text/html", "cid:frame", page(2)), ("text/html", "https://courier.example/held", page(1)))
        assert "cell 1 of" in pages_of(data, "held.mhtml")[0].body

    def test_missing_parts_are_said(self) -> None:
        data = self.saved(("text/html", "https://courier.example/held", page(1)), end=b"")
        assert "cell 1 of" in pages_of(data, "held.mhtml")[0].body
        assert "Parts of the saved page are missing" in faults_of(data, "held.mhtml")
        assert "no page in it" in faults_of(self.saved(("image/png", "https://courier.example/a.png", b"x")), "held.mhtml")

    def test_a_page_that_is_only_named_so(self) -> None:
        assert pages_of(page(1), "held.mht")[0].member is None
