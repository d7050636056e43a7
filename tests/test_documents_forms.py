"""Verdicts, letters and records of interviews are known by their heads; pages that only speak of them are not."""

from __future__ import annotations

import pytest

from letapis.core.reading import read
from letapis.words.records import Given, Reading
from tests.test_documents_office import docx, p
from tests.test_documents_pdf import drawn


def reading(data: bytes | str, name: str = "x.txt", kind: str | None = None) -> Reading:
    raw = data.encode() if isinstance(data, str) else data
    return read(raw, name, given=Given(kind=kind), key=b"test", capture="capture:test")


VERDICT = """IN THE NAME OF THE REPUBLIC OF MERENIA

VERDICT

Sadovka District Court of Mostryn
Case No. 1-118/2024
8 February 2024
Presiding judge: A. Vilk
Defendant: Galina Rudetskaya, born 3 May 1986

The court found that on 16 December 2023 Galina Rudetskaya took part in an assembly in Mostryn and refused to leave it.

She is sentenced to eighteen months in a penal colony.
"""
LETTER = """Mostryn, 9 January 2024

To: The Prosecutor General of Ladovia
From: Human Rights Centre Svedok
Our ref: 12/2024
Re: Refusal of access to a lawyer

Dear Madam,

We write about Andrey Khalchevich, who has been held in the prison on Pechnaya Street since 16 December 2023.

Yours sincerely,
Ilona Wester
"""
VERDICTS = {
    "en": (VERDICT, "2024-02-08"),
    "ru": (("ИМЕНЕМ РЕСПУБЛИКИ МЕРЕНИЯ\n\nП Р И Г О В О Р\n\nСадовский районный суд города Мострын\nДело № 1-118/2024\n"
           "8 февраля 2024 г.\nСудья: Вилк А. П.\n\nСуд установил, что Рудецкая приняла участие в собрании.\n"), "2024-02-08"),
    "uk": (("ВИРОК\nІменем Республіки Меренія\n\nСадовський районний суд міста Мострин\nСправа № 1-118/2024\n8 лютого 2024\n"
           "Суддя: Вілк А. П.\n\nСуд встановив, що Рудецька взяла участь у зібранні.\n"), "2024-02-08"),
    "be": (("ПРЫСУД\nІмем Рэспублікі Мерэнія\n\nСуд Садоўскага раёна горада Мострын\nСправа № 1-118/2024\n8 лютага 2024\n\n"
           "Суд устанавіў, што Рудзецкая ўдзельнічала ў сходзе.\n"), "2024-02-08"),
    "pl": (("WYROK\nW IMIENIU RZECZYPOSPOLITEJ MERENII\n\nSąd Rejonowy w Mostrynie\nSygn. akt II K 118/24\n8 lutego 2024\n\n"
           "Sąd uznał, że oskarżona brała udział w zgromadzeniu.\n"), "2024-02-08"),
    "es": (("SENTENCIA\n\nJuzgado de lo Penal de Mostryn\nExpediente N.º 118/2024\n8 de febrero de 2024\nMagistrada: A. Vilk\n\n"
           "El juzgado declara que la acusada participó en una reunión.\n"), "2024-02-08"),
    "fr": (("AU NOM DU PEUPLE MERENIEN\n\nJUGEMENT\n\nTribunal de Mostryn\nAffaire n° 118/2024\n8 février 2024\n\n"
           "Le tribunal constate que la prévenue a pris part à un rassemblement.\n"), "2024-02-08"),
    "de": (("Im Namen des Volkes\n\nURTEIL\n\nBezirksgericht Mostryn\nAktenzeichen: 3 K 118/24\n8. Februar 2024\n\n"
           "Das Gericht stellt fest, dass die Angeklagte an einer Versammlung teilnahm.\n"), "2024-02-08"),
    "ar": (("باسم الشعب\n\nحكم\n\nمحكمة موسترين الجزائية\nالقضية رقم 118/2024\n8 فبراير 2024\nالقاضي: أ. فيلك\n\n"
           "قررت المحكمة أن المتهمة شاركت في تجمع في المدينة.\n"), "2024-02-08"),
}  # fmt: skip
LETTERS = {
    "en": (LETTER, "Refusal of access to a lawyer"),
    "ru": (("Кому: Генеральному прокурору\nОт: Центр «Сведок»\nТема: отказ в допуске адвоката\n9 января 2024 г.\n\n"
           "Уважаемая госпожа прокурор!\n\nМы пишем об Андрее Хальчевиче.\n\nС уважением,\nИлона Вестер\n"), "отказ в допуске адвоката"),
    "uk": (("Мострин, 9 січня 2024\n\nТема: відмова в допуску адвоката\n\nШановна пані прокурорко!\n\nМи пишемо про Андрія.\n\n"
           "З повагою,\nІлона Вестер\n"), "відмова в допуску адвоката"),
    "be": (("Мострын, 9 студзеня 2024\n\nТэма: адмова ў допуску адваката\n\nПаважаная спадарыня пракурор!\n\nМы пішам пра Андрэя.\n\n"
           "З павагай,\nІлона Вестэр\n"), "адмова ў допуску адваката"),
    "pl": (("Mostryn, 9 stycznia 2024\n\nDotyczy: odmowa dostępu do adwokata\n\nSzanowna Pani,\n\npiszemy w sprawie Andrieja.\n\n"
           "Z poważaniem\nIlona Wester\n"), "odmowa dostępu do adwokata"),
    "es": (("Mostryn, 9 de enero de 2024\n\nAsunto: acceso a un abogado\n\nEstimada señora:\n\nLe escribimos por Andrey.\n\n"
           "Atentamente,\nIlona Wester\n"), "acceso a un abogado"),
    "fr": (("Mostryn, 9 janvier 2024\n\nObjet : accès à un avocat\n\nMadame la Procureure,\n\nNous vous écrivons au sujet d'Andrey.\n\n"
           "Cordialement,\nIlona Wester\n"), "accès à un avocat"),
    "de": (("Ulmar, 9. Januar 2024\n\nBetreff: Zugang zum Anwalt\n\nSehr geehrte Frau Staatsanwältin,\n\nwir schreiben wegen Andrey.\n\n"
           "Mit freundlichen Grüßen\nIlona Wester\n"), "Zugang zum Anwalt"),
    "ar": (("موسترين، 9 يناير 2024\n\nالموضوع: السماح بلقاء المحامي\n\nالسيدة المدعية العامة،\n\nنكتب إليكم بشأن أندريه.\n\n"
           "مع التقدير\nإيلونا فيستر\n"), "السماح بلقاء المحامي"),
}  # fmt: skip


@pytest.mark.parametrize("language", VERDICTS)
def test_verdicts(language: str) -> None:
    text, day = VERDICTS[language]
    r = reading(text)
    assert (r.kind, r.published, r.published_basis) == ("verdict", day, "dateline")
    last = text.strip().rpartition("\n")[2]
    assert r.body.endswith(last)
    assert len(r.main) <= 3
    assert r.authors


@pytest.mark.parametrize("language", LETTERS)
def test_letters(language: str) -> None:
    text, subject = LETTERS[language]
    r = reading(text)
    assert (r.kind, r.title, r.published) == ("letter", subject, "2024-01-09")
    assert subject not in r.body


def test_what_a_verdicts_head_says() -> None:
    r = reading(VERDICT)
    assert r.title == "VERDICT, Case No. 1-118/2024"
    assert r.authors == ("Sadovka District Court of Mostryn",)
    assert {r.text[b.start : b.end]: b.kind for b in r.blocks}["8 February 2024"] == "dateline"


def test_who_wrote_a_letter() -> None:
    assert reading(LETTER).authors == ("Human Rights Centre Svedok",)
    assert reading(LETTER.replace("From: Human Rights Centre Svedok\n", "")).authors == ("Ilona Wester",)


def paged(text: str) -> bytes:
    """The text as a PDF, a line a line."""

    def page(c: object) -> None:
        for i, line in enumerate(text.split("\n")):
            for k in range(0, len(line), 90):
                c.drawString(60, 780 - 20 * i - 13 * (k // 90), line[k : k + 90])  # type: ignore[attr-defined]

    return drawn(page)


INTERVIEW = (
    "RECORD OF INTERVIEW\n\nInterviewer: I-01\nWitness code: W-02\nDate of interview: 3 June 2019\nLanguage: English\n\n"
    "Q. Where were you that night?\n\nA. On the quay with the others. Yesterday they came again and took him away.\n"
)


@pytest.mark.parametrize(("text", "kind", "day"), [(VERDICT, "verdict", "2024-02-08"), (LETTER, "letter", "2024-01-09"),
                                                   (INTERVIEW, "interview", "2019-06-03")])  # fmt: skip
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_forms_in_other_files(text: str, kind: str, day: str, form: str) -> None:
    data = docx("".join(p(line) for line in text.split("\n") if line)) if form == "docx" else paged(text)
    r = reading(data, f"x.{form}")
    assert (r.kind, r.published) == (kind, day)


ARTICLES = {
    "on a verdict": "Verdict in the Rudetskaya case: eighteen months\n\n8 February 2024\n\nThe Sadovka District Court sentenced Galina "
    "Rudetskaya to eighteen months on Thursday. Judge A. Vilk read the verdict in the name of the republic.\n\n"
    "Case No. 1-118/2024 will be appealed, her lawyer said.\n",
    "headed by the word alone": "Verdict\n\n8 February 2024\n\nBy Pavel Rusk\n\nThe Sadovka District Court sentenced Galina Rudetskaya to "
    "eighteen months on Thursday, and her lawyer said that she would appeal.\n",
    "that begins with place and date": "Mostryn, 9 January 2024\n\nPolice detained Ilona Wester, a baker, in the early hours of the "
    "strike, relatives said on Tuesday, and took her to the district station.\n\nShe was held there for three days.\n",
    "with an open letter in it": "Union asks for her release\n\nBy Pavel Rusk\n\n9 January 2024\n\nThe union of railway workers published an "
    "open letter to the prosecutor on Tuesday, in which it asks for the release of its chairwoman Galina Rudetskaya without delay.\n\n"
    "Dear Madam,\n\nWe ask for her release.\n\nYours sincerely,\nThe union\n",
    "that thanks its readers": "Five years of our paper\n\nDear readers,\n\nwe have printed this paper for five years, and the police have "
    "searched our office four times in these years, most recently on the night of the strike at Velna.\n",
    "with fields": "Place: Velna\nFrom: the harbour\n\nPolice in Velna detained Ilona Wester, a baker, in the early hours of the strike.\n",
    "on a decision": "Decision\n\nThe council of Velna decided on Tuesday to close the harbour at the end of the year, the mayor said.\n",
    "in Russian, on a verdict": "Приговор Рудецкой: полтора года колонии\n\n8 февраля 2024\n\nСуд Садовского района приговорил Галину "
    "Рудецкую к полутора годам колонии. Судья Вилк огласил приговор в четверг.\n",
}  # fmt: skip


@pytest.mark.parametrize("which", ARTICLES)
def test_an_article_is_neither(which: str) -> None:
    assert reading(ARTICLES[which]).kind == "page"
    assert reading(docx("".join(p(x) for x in ARTICLES[which].split("\n") if x)), "x.docx").kind == "page"


def test_what_a_person_says_it_is_goes_first() -> None:
    assert reading(VERDICT, kind="interview").kind == "interview"
    assert reading(LETTER.replace("Dear Madam,", "Madam Prosecutor"), kind="letter").title == "Refusal of access to a lawyer"
