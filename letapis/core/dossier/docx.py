"""The dossier as DOCX with real footnotes: the same bytes whoever writes it, nothing in it but what is listed in ``PARTS``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from letapis.core.dossier.document import Block, Bullets, Document, Heading, Paragraph, Rows, Run, Runs, Table, rightward
from letapis.core.dossier.docxparts import (
    CONTENT_TYPES,
    CORE,
    DOCUMENT_RELS,
    FOOTER,
    NAMESPACES,
    NUMBERING,
    RELS,
    SETTINGS,
    STYLES,
)  # fmt: skip
from letapis.core.export.zipped import zipped

NAME = "docx"
PARTS = (
    "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/_rels/document.xml.rels",
    "word/styles.xml", "word/settings.xml", "word/numbering.xml", "word/footnotes.xml", "word/footer1.xml",
)  # fmt: skip
"""Every part there is; the scanner stops a file that has any other."""
WIDTH = 9070
"""Of the text, in twentieths of a point."""
_HEADING = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS = {"lede": "Lede", "quiet": "Quiet", "quote": "Quote", "text": "Preserved"}


def write(doc: Document) -> bytes:
    """The whole file."""
    maker = _Maker()
    body = "".join(maker.document(doc))
    made = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELS,
        "docProps/core.xml": CORE.format(title=_text(f"{doc.kicker}: {doc.title}")),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}{_PAGE}</w:body></w:document>",
        "word/_rels/document.xml.rels": DOCUMENT_RELS,
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "word/numbering.xml": NUMBERING,
        "word/footnotes.xml": maker.footnotes(doc),
        "word/footer1.xml": FOOTER,
    }
    return b"".join(zipped((name, (_HEADING + made[name]).encode("utf-8")) for name in PARTS))


_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)


class _Maker:
    """Makes paragraphs and remembers which notes have been called and which anchors were given."""

    def __init__(self) -> None:
        self.called: set[int] = set()
        self.bookmarks = 0

    def document(self, doc: Document) -> Iterator[str]:
        yield self.paragraph((Run(doc.kicker),), "Kicker")
        yield self.paragraph((Run(doc.title),), "Title")
        yield self.rows(Rows(tuple((k, (Run(v),)) for k, v in doc.cover)))
        yield self.paragraph(doc.notice, "Notice")
        yield self.contents(doc)
        for block in doc.blocks:
            yield self.block(block)

    def contents(self, doc: Document) -> str:
        parts = [b for b in doc.blocks if isinstance(b, Heading) and b.level == 1]
        return "".join(self.paragraph((Run(b.text, to=b.anchor),), "Contents") for b in parts)

    def block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self.paragraph(block.runs, f"Heading{block.level}", block.anchor, new_page=block.new_page)
        if isinstance(block, Paragraph):
            return self.paragraph(block.runs, _LOOKS.get(block.look, ""), block.anchor)
        if isinstance(block, Bullets):
            return "".join(self.paragraph(i, "Bullet") for i in block.items)
        return self.rows(block) if isinstance(block, Rows) else self.table(block)

    def paragraph(self, runs: Runs, style: str = "", anchor: str = "", *, new_page: bool = False) -> str:
        about = f'<w:pStyle w:val="{style}"/>' if style else ""
        about += "<w:pageBreakBefore/>" if new_page else ""
        about += "<w:bidi/>" if rightward("".join(r.text for r in runs)) else ""
        return f"<w:p><w:pPr>{about}</w:pPr>{self.marked(anchor, self.runs(runs))}</w:p>"

    def marked(self, anchor: str, inside: str) -> str:
        if not anchor:
            return inside
        self.bookmarks += 1
        n, name = self.bookmarks, quoteattr(_name(anchor))
        return f'<w:bookmarkStart w:id="{n}" w:name={name}/>{inside}<w:bookmarkEnd w:id="{n}"/>'

    def runs(self, runs: Runs) -> str:
        found = []
        for before, run in zip((None, *runs), runs, strict=False):
            if run.note and before is not None and before.note:
                found.append(_run(Run(", "), '<w:vertAlign w:val="superscript"/>'))
            found.append(self.run(run))
        return "".join(found)

    def run(self, run: Run) -> str:
        if run.note:
            raised = '<w:vertAlign w:val="superscript"/>'
            if run.note in self.called:  # a second call of a note is a way to it: Word gives each footnote one call
                return f'<w:hyperlink w:anchor="note_{run.note}">{_run(run, raised)}</w:hyperlink>'
            self.called.add(run.note)
            return self.marked(
                f"note_{run.note}", f'<w:r><w:rPr>{raised}</w:rPr><w:footnoteReference w:id="{run.note}"/></w:r>'
            )
        if run.to:
            inside = _run(run, '<w:rStyle w:val="Way"/>')
            return f"<w:hyperlink w:anchor={quoteattr(_name(run.to))}>{inside}</w:hyperlink>"
        look = {"strong": "<w:b/>", "quiet": '<w:rStyle w:val="QuietWords"/>', "code": '<w:rStyle w:val="Code"/>'}.get(
            run.look, ""
        )
        return _run(run, look)

    def rows(self, rows: Rows) -> str:
        return self._table(
            [[self.paragraph((Run(label),), "Label"), self.paragraph(runs, "Cell")] for label, runs in rows.rows],
            (24, 76),
            lined=False,
        )

    def table(self, table: Table) -> str:
        head = [self.paragraph((Run(t),), "Head") for t in table.heads]
        anchors = table.anchors or ("",) * len(table.rows)
        lines = [head]
        for row, anchor in zip(table.rows, anchors, strict=True):
            lines.append([self.paragraph(cell, "Cell", anchor if n == 0 else "") for n, cell in enumerate(row)])
        return self._table(lines, table.widths, lined=True)

    def _table(self, lines: list[list[str]], widths: tuple[int, ...], *, lined: bool) -> str:
        sizes = [WIDTH * w // 100 for w in widths]
        grid = "".join(f'<w:gridCol w:w="{s}"/>' for s in sizes)
        border = '<w:tblBorders><w:insideH w:val="single" w:sz="4" w:color="D9D9D9"/></w:tblBorders>' if lined else ""
        rows = []
        for n, line in enumerate(lines):
            cells = "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="{s}" w:type="dxa"/></w:tcPr>{c}</w:tc>' for s, c in zip(sizes, line, strict=True)
            )
            about = ("<w:cantSplit/>" if lined else "") + ("<w:tblHeader/>" if lined and n == 0 else "")
            rows.append(f"<w:tr><w:trPr>{about}</w:trPr>{cells}</w:tr>")
        about = f'<w:tblW w:w="{sum(sizes)}" w:type="dxa"/>{border}<w:tblLayout w:type="fixed"/>{_MARGINS}'
        return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>{_GAP}"

    def footnotes(self, doc: Document) -> str:
        fixed = (
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        )
        mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>' + _run(Run(" "), "")
        notes = [
            f'<w:footnote w:id="{n}"><w:p><w:pPr><w:pStyle w:val="Footnote"/></w:pPr>{mark}{self.runs(runs)}</w:p></w:footnote>'
            for n, runs in enumerate(doc.notes, 1)
        ]
        return f"<w:footnotes {NAMESPACES}>{fixed}{''.join(notes)}</w:footnotes>"


_MARGINS = '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="140" w:type="dxa"/></w:tblCellMar>'
_GAP = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'


def _text(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", words))


def _run(run: Run, look: str) -> str:
    turned = "<w:rtl/>" if rightward(run.text) else ""
    lines = [f'<w:t xml:space="preserve">{_text(line)}</w:t>' for line in run.text.split("\n")]
    return f"<w:r><w:rPr>{look}{turned}</w:rPr>{'<w:br/>'.join(lines)}</w:r>"


def _name(anchor: str) -> str:
    """A bookmark's name: letters, digits and underlines, 40 at most: Word takes no others."""
    return re.sub(r"\W", "_", anchor)[:40]
