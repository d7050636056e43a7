"""A dossier made ready to leave: prepared from what may be told, written in each form, and searched before anybody sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from letapis.core.casefile import CaseFile, casefile
from letapis.core.cases import Person
from letapis.core.dossier import Telling, bundle, compose, docx, html
from letapis.core.dossier.document import Document
from letapis.core.dossier.policy import Policy, Prepared, prepare
from letapis.core.dossier.scan import Secrets, gives_away, scan
from letapis.core.export.evidence import PLAIN
from letapis.core.material import Told
from letapis.desk import printing
from letapis.desk.desk import Desk
from letapis.words.records import speakable

WRITERS: dict[str, Callable[[Document], bytes]] = {"html": html.write, "docx": docx.write, "pdf": printing.write}


class WithheldFoundError(Exception):
    """Something withheld, or something unknown, stands in a finished file: nothing leaves. ``reasons`` repeat nothing of it."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Dossier:
    """Finished files, searched and not yet written."""

    files: dict[str, bytes]
    key: str
    """The codes with the names they stand for, a line each; never written beside the files unasked."""
    said: tuple[str, ...]
    """What was coded, blurred or left out, in sentences."""
    person: Person
    captures: tuple[str, ...]

    def digests(self) -> dict[str, str]:
        """The SHA-256 of each file."""
        return {name: hashlib.sha256(data).hexdigest() for name, data in self.files.items()}


def make(desk: Desk, person: Person, level: str, policy: Policy, forms: Iterable[str], as_of: str = "") -> Dossier:
    """The dossier of one person. Raises WithheldFoundError; whatever else goes wrong, nothing has been written."""
    prepared = prepare(desk.pages(), desk.decisions(), level, policy, person.id)
    subject = next((p for p in prepared.book.people if set(person.members) & set(p.members)), None)
    if subject is None:
        raise WithheldFoundError(["The person whose case it is would be left out of it."])
    file = casefile(prepared.book, subject, level=level, as_of=as_of)
    document, roles = compose(file, Telling(policy.purpose, prepared.said), _stem(subject, prepared, policy))
    secrets = prepared.secrets
    made = {f"{document.stem}.{form}": _written(form, document, file, desk, secrets) for form in forms}
    reasons = [why for name, data in made.items() for why in scan(name, data, secrets)]
    if reasons:
        raise WithheldFoundError(reasons)
    key = [f"{code}\t{name}" for code, name in (*((c, w) for w, c in roles.items()), *prepared.key)]
    captures = tuple(dict.fromkeys(p.capture.id for p in file.case.material.pages))
    return Dossier(made, "\n".join(key) + "\n", prepared.said, subject, captures)


def record(desk: Desk, dossier: Dossier, level: str, purpose: str) -> None:
    """Write down in the ledger what left, for whom, and the digest of each file."""
    for name, digest in dossier.digests().items():
        what = f"{name}, dossier, for {level}" + (f", {purpose}" if purpose else "")
        desk.exported(dossier.person, dossier.captures, what, digest)


def _written(form: str, document: Document, file: CaseFile, desk: Desk, secrets: Secrets) -> bytes:
    if form not in ("json", "zip"):
        return WRITERS[form](document)
    twin = bundle.twin(file, document)
    return twin if form == "json" else bundle.packed(twin, _originals(desk, file, secrets))


def _originals(desk: Desk, file: CaseFile, secrets: Secrets) -> dict[str, bytes]:
    """The preserved bytes that may leave: of pages that stand in the dossier whole, in which nothing withheld is found.

    Where anything is withheld at all, kinds of file that cannot be searched to the last byte stay.
    """
    kept: dict[str, list[Told]] = {}
    for page in desk.pages():
        kept.setdefault(page.capture.id, []).append(page)
    seen = {p.reading.id: p for p in file.case.material.pages}
    found = dict[str, bytes]()
    for capture in dict.fromkeys(p.capture.id for p in file.case.material.pages):
        pages = kept[capture]
        if any(p.reading.id not in seen or seen[p.reading.id].reading != p.reading for p in pages):
            continue
        data = desk.project.bytes_of(capture)
        plain = all(p.reading.media_type in PLAIN and p.reading.member is None for p in pages)
        if secrets.empty or (plain and not gives_away(data, secrets)):
            found[pages[0].capture.sha256] = data
    return found


def _stem(person: Person, prepared: Prepared, policy: Policy) -> str:
    """The beginning of the files' names: the case's id; of somebody coded, one that differs by purpose."""
    if person.id not in prepared.members:
        return "dossier-" + person.id.partition(":")[2]
    return "dossier-" + speakable(hashlib.blake2b(f"{policy.purpose}\x1f{person.id}".encode(), digest_size=4).digest())
