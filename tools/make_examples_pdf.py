"""Make the one PDF of the example collection, the same bytes every time.

    python -m pip install reportlab==5.1.0      (not needed to run or test Letapis)
    python tools/make_examples_pdf.py [FOLDER]

Everything in it is invented. [-] marks the one word that is broken over a line end, [page] the place where page 1 ends in
the middle of a sentence.
"""

from __future__ import annotations

import sys
from pathlib import Path

NAME = "svedok-statement-three-months-on-2024-03-15.pdf"
RUNNING_HEAD = "Human Rights Centre Svedok  |  Public statement 04/2024"
TITLE = "Ladovia: three months on, the peaceful are still being punished"
DATELINE = "15 March 2024"
SMALL = "Index: SV 04/2024 - English - may be quoted freely with the name of the source"
STATEMENT = """
Three months after riot police broke up a peaceful assembly in the centre of Drezhin, 19 people remain behind bars
for having taken part in it, Human Rights Centre Svedok said today.

By our count 312 people were detained in Drezhin on 16 and 17 December 2023, against the 87 admitted by the Ministry
of the Interior. About 7,000 people took part in the assembly. It was called against the official result of the
mayoral election of 10 December, and no act of violence by participants is known to us.

# The case of Andrey Khalchevich

Plain-clothes officers of the State Guard Directorate (DGO) arrested Mr Khalchevich, 41, the deputy chairman of
Civic Accord, at the party's office on the evening of 16 December 2023. For three days his family was not told where
he was. He was held in the DGO investigation prison on Pechnaya Street until 29 January 2024, and was refused access
to his lawyer until 4 January. On 26 December he was charged with organising mass unrest under Article 218 of the
Criminal Code; the charge has not been dropped.

Mr Khalchevich states that on 9 January masked men hung him by handcuffs from a pipe in an inter[-]rogation in the
cellar of the prison. A former cellmate, interviewed by Svedok on 6 March, saw him brought back unable to use his
hands. The DGO denies any ill-treatment. To our knowledge no investigation has been opened.

On 23 February, two days after he had left the country, he was put on the wanted list. We do not publish his
whereabouts.

# The case of Galina Rudetskaya

Ms Rudetskaya, 37, who chairs the Independent Railway Workers' Union in Mostryn, was arrested at the assembly. On 18
December a court gave her fifteen days of administrative arrest for disobeying the police. Her flat was searched the
following day. On 31 December she was not released but arrested again in the yard of the holding centre, and on 8
February the Sadovka District Court sentenced her to eighteen months in a penal colony.

Through her lawyer she alleges that officers at the Polevaya Street holding centre struck her with a bottle filled
with water on 17 December. The Ministry of the Interior rejects the allegation as a tactic of the defence.

On 11 March Ms Rudetskaya was transferred to Women's Colony No. 3 at Berezhok. She has not been allowed a single
family visit since the verdict.

# A pattern

Svedok has recorded fourteen further accounts of ill-treatment in the prison on Pechnaya Street after 16 December.
The accounts were given separately, by people who for the most part [page] do not know one another, and agree in
details that have not been made public.

# Svedok calls on the authorities of Ladovia

1. to release Ms Rudetskaya and the others held for taking part in the assembly, immediately and without conditions;

2. to drop the charge against Mr Khalchevich;

3. to open a prompt and impartial investigation of the allegations of ill-treatment;

4. to let the families visit.

Svedok wrote to the Prosecutor General on 9 January, 14 February and 1 March. There has been no reply.
"""
SOFT = "\u00ad"
PARAGRAPHS = [" ".join(p.split()).replace("[-]", SOFT).replace(" [page]", "\f") for p in STATEMENT.strip().split("\n\n")]
ABOUT = [
    "About Svedok",
    "Founded in 2011 by five lawyers and a bookkeeper, Svedok was struck off the register",
    "in 2019 and has worked from abroad since then. We take no money from governments.",
    "Media contact: press@svedok.example, Monday to Friday, 9 to 17 hours",
    "Postal address: P.O. Box 77, Ulmar, Merenia",
    "Earlier statements: 03/2024 Three journalists sentenced in absentia; 02/2024 Prison fire: four years on",
    "Printed on recycled paper",
]


def wrapped(text: str, font: str, size: float, width: float) -> list[str]:
    """Greedy lines of text; only a word with a soft hyphen may be broken."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines, line = [], ""
    for word in text.split(" "):
        whole = f"{line} {word}".strip().replace(SOFT, "")
        if stringWidth(whole, font, size) <= width:
            line = whole
            continue
        head, soft, tail = word.partition(SOFT)
        if soft and stringWidth(f"{line} {head}-", font, size) <= width:
            lines.append(f"{line} {head}-")
            line = tail
        else:
            lines.append(line)
            line = word.replace(SOFT, "")
    return [*lines, line]


def make(path: Path) -> list[str]:
    """Write the PDF; return the lines of its main text."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setTitle("Statement 04/2024")
    canvas.setAuthor("Human Rights Centre Svedok")
    left, right, top, bottom = 72, A4[0] - 72, A4[1] - 96, 72
    spoken: list[str] = []

    def furniture(number: int) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(left, A4[1] - 48, RUNNING_HEAD)
        canvas.line(left, A4[1] - 54, right, A4[1] - 54)
        canvas.drawRightString(right, 40, f"Page {number} of 2")

    def put(lines: list[str], font: str, size: float, y: float, gap: float) -> float:
        canvas.setFont(font, size)
        for line in lines:
            canvas.drawString(left, y, line)
            y -= size * 1.35
            assert y > bottom, "the page is full"
        return y - gap

    furniture(1)
    y = put([SMALL], "Helvetica", 8, top, 10)
    title = wrapped(TITLE, "Times-Bold", 17, right - left)
    y = put(title, "Times-Bold", 17, y, 4)
    y = put([DATELINE], "Times-Italic", 11, y, 8)
    spoken += [*title, DATELINE]
    for paragraph in PARAGRAPHS:
        heading = paragraph.startswith("# ")
        font, size = ("Times-Bold", 12) if heading else ("Times-Roman", 11)
        first, turned, rest = paragraph.removeprefix("# ").partition("\f")
        lines = wrapped(first, font, size, right - left)
        y = put(lines, font, size, y, 2 if heading else 7)
        spoken += lines
        if turned:
            canvas.showPage()
            furniture(2)
            lines = wrapped(rest.strip(), font, size, right - left)
            y = put(lines, font, size, top, 7)
            spoken += lines
    put(ABOUT, "Helvetica", 8, y - 30, 0)
    canvas.save()
    assert sum(line.endswith("-") for line in spoken) == 1, [line for line in spoken if line.endswith("-")]
    return spoken


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "letapis" / "examples"
    print("\n".join(make(folder / NAME)))
