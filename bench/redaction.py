"""Made-up dossiers whose names must not leave: how many of them any reader finds in the finished files.

``python -m bench.redaction [DOSSIERS]``
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pypdfium2
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from letapis.core.dossier import bundle, docx, html
from letapis.core.dossier.scan import scan
from letapis.desk import printing
from tests.dossiers import dossier, made_up, policy_of


def texts(name: str, data: bytes) -> Iterator[str]:
    """What three readers find in a PDF, and what stands in a DOCX or a page with its marks and without."""
    if name.endswith("pdf"):
        yield "\n".join(p.extract_text() for p in PdfReader(BytesIO(data)).pages)
        yield "\n".join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(data))
        yield extract_text(BytesIO(data))
        return
    if name.endswith("docx"):
        with ZipFile(BytesIO(data)) as z:
            parts = [z.read(n).decode() for n in z.namelist()]
    else:
        parts = [data.decode()]
    for part in parts:
        yield from (part, unescape(re.sub("<[^>]*>", "", part)))


def main(dossiers: int) -> None:
    """Make, search, and print the figures."""
    secrets = found = files = stopped = 0
    for seed in range(dossiers):
        made = made_up(seed)
        document, prepared, file = dossier(made.pages, policy_of(made))
        written = {"d.html": html.write(document), "d.docx": docx.write(document), "d.pdf": printing.write(document)}
        written["d.json"] = bundle.twin(file, document)
        secrets += len(prepared.key)
        for name, data in written.items():
            files += 1
            stopped += bool(scan(name, data, prepared.secrets))
            for text in texts(name, data):
                words = set(re.findall(r"\w+", text.casefold()))
                found += sum(w.casefold() in words for w in made.written)
    print(f"{dossiers} dossiers, {secrets} secrets, {files} files: {found} ways of writing them found, {stopped} files stopped")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
