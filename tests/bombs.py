"""Archives made to burst, to loop or to cost time; run as a program it reads each and prints seconds and memory taken."""

from __future__ import annotations

import gzip
import resource
import struct
import sys
import time
import zlib
from collections.abc import Callable
from functools import cache

from tests.archives import answer, http, page, read_all, record, story, wacz, warc, warc_gz, zipped

URL = "https://courier.example/1"
LARGE = 400_000_000


@cache
def zeros(packed: int = 31) -> bytes:
    """Four hundred megabytes of nothing, packed."""
    made, piece = zlib.compressobj(9, zlib.DEFLATED, packed), bytes(1_000_000)
    return b"".join([*(made.compress(piece) for _ in range(LARGE // len(piece))), made.flush()])


def _warc_member() -> bytes:
    made = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = record(URL, http(b"<html>"), length=LARGE + 60).removesuffix(b"\r\n\r\n")
    pieces = [made.compress(head), *(made.compress(bytes(1_000_000)) for _ in range(LARGE // 1_000_000)), made.flush()]
    return warc_gz(answer(URL, page(1))) + b"".join(pieces)


def _zip_of_zeros(says: int | None = None) -> bytes:
    packed = zeros(-15)
    size = LARGE if says is None else says
    name = b"zeros.html"
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, len(packed), size, len(name), 0) + name
    entry = (
        struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, len(packed), size, len(name), 0, 0, 0, 0, 0, 0) + name
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(head) + len(packed), 0)
    return head + packed + entry + end


def _overlapping() -> bytes:
    data = zipped({f"{n}.html": page(n) * 200 for n in range(200)})
    first = data.index(b"PK\x01\x02")
    out, at = bytearray(data), first
    while data[at : at + 4] == b"PK\x01\x02":
        struct.pack_into("<L", out, at + 42, 0)
        at += 46 + sum(struct.unpack_from("<3H", data, at + 28))
    return bytes(out)


def _many_entries() -> bytes:
    local = b"PK\x03\x04" + bytes(26)
    entry = b"PK\x01\x02" + bytes(42)
    many = 1_000_000
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    far = b"PK\x06\x06" + struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, many, many, many * len(entry), len(local))
    at = len(local) + many * len(entry)
    return local + entry * many + far + b"PK\x06\x07" + struct.pack("<LQL", 0, at, 1) + end


def _lying_count() -> bytes:
    local, entry, many = b"PK\x03\x04" + bytes(26), b"PK\x01\x02" + bytes(42), 1_000_000
    return local + entry * many + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, many * len(entry), len(local), 0)


def _deep_mail() -> bytes:
    levels = [f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(20_000)]
    return b"From: a@b.example\nMIME-Version: 1.0\n" + "".join(levels).encode() + b"\nwords\n"


def _many_parts() -> bytes:
    head = b'From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    return head + b"--b\n\nwords of a part\n" * 500_000


def _long_head() -> bytes:
    words = b"=?utf-8?Q?" + b"=41" * 4000 + b"?= "
    params = b"; a*0=" + b"x" * 9000
    return (
        b"From: " + words * 500 + b"\nSubject: " + words * 500 + b"\nMIME-Version: 1.0\nContent-Type: text/plain" + params * 500
        + b'; name="' + b"\\\\" * 100_000 + b"\nDate: " + b"Mon, " * 100_000 + b"\n" + b" folded\n" * 300_000 + b"\n" + story(1).encode()
    )  # fmt: skip


def _nested(layers: int) -> bytes:
    data = page(1)
    for n in range(layers):
        data = zipped({f"{n}.zip" if n else "one.html": data})
    return data


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "WARC record": ("a.warc.gz", _warc_member),
    "WARC content coding": ("a.warc", lambda: warc(record(URL, http(zeros(), Content_Encoding="gzip")))),
    "WARC two codings": ("a.warc", lambda: warc(record(URL, http(gzip.compress(zeros()), Content_Encoding="gzip, gzip")))),
    "WARC ten codings": ("a.warc", lambda: warc(record(URL, http(zeros(), Content_Encoding=", ".join(["gzip"] * 10))))),
    "WARC deflate": ("a.warc", lambda: warc(record(URL, http(zeros(15), Content_Encoding="deflate")))),
    "WARC chunks": ("a.warc", lambda: warc(record(URL, http(b"1\r\nx\r\n" * 3_000_000, Transfer_Encoding="chunked")))),
    "WARC huge chunk": ("a.warc", lambda: warc(record(URL, http(b"ffffffff\r\nx", Transfer_Encoding="chunked")))),
    "WARC long lines": ("a.warc", lambda: b"WARC/1.0\r\n" + b"x" * 50_000_000),
    "WARC many records": ("a.warc", lambda: record("x", b"") * 400_000),
    "WARC huge length": ("a.warc", lambda: warc(record(URL, http(page(1)), length=999_999_999_999))),
    "gzip of gzip of a WARC": ("a.warc.gz", lambda: gzip.compress(gzip.compress(warc(answer(URL, page(1)))))),
    "one gzip stream": ("a.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\n") + zeros()),
    "many gzip streams": ("a.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\n") + gzip.compress(b"") * 500_000),
    "broken gzip streams": ("a.warc.gz", lambda: gzip.compress(b"WARC/1.0\r\n\r\n") + b"\x1f\x8b\x08" * 2_000_000),
    "ZIP": ("a.zip", _zip_of_zeros),
    "ZIP with a lying head": ("a.zip", lambda: _zip_of_zeros(1000)),
    "ZIP overlapping": ("a.zip", _overlapping),
    "ZIP of a million files": ("a.zip", _many_entries),
    "ZIP that says one file": ("a.zip", _lying_count),
    "ZIP in ZIP": ("a.zip", lambda: zipped({f"{n}.zip": _zip_of_zeros() for n in range(3)})),
    "ZIP forty deep": ("a.zip", lambda: _nested(40)),
    "WACZ with a list of zeros": ("a.wacz", lambda: zipped({"archive/a.warc.gz": warc_gz(answer(URL, page(1))), "pages/pages.jsonl.gz": zeros()})),
    "WACZ with a long list": ("a.wacz", lambda: wacz(warc_gz(answer(URL, page(1))), [{"url": f"https://x.example/{n}"} for n in range(200_000)])),
    "mail in mail in mail": ("a.eml", _deep_mail),
    "mail of many parts": ("a.eml", _many_parts),
    "mail with a long head": ("a.eml", _long_head),
    "mail of base64": ("a.eml", lambda: b"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n\n" + b"QUFB=\n" * 4_000_000),
    "mailbox of separators": ("a.mbox", lambda: b"From a@b.example Mon May  6 10:00:00 2024\nX: y\n\n" * 300_000),
    "mailbox of nearly separators": ("a.mbox", lambda: b"From a Mon 2024\nX: y\n\n" + b"\n\nFrom " + (b"x" * 280 + b"2024" + b"y" * 39 + b"\n\nFrom ") * 60_000),
    "mail of quotes": ("a.eml", lambda: b"MIME-Version: 1.0\n\n" + b"> " * 200 + b"\n" + b"On 3 May x:\n" * 300_000),
    "mail of HTML": ("a.eml", lambda: b"MIME-Version: 1.0\nContent-Type: text/html\n\n<html>" + b"<div>" * 200_000 + story(1).encode()),
}  # fmt: skip


def main() -> None:
    """Read the bombs named, or all, one after the other."""
    for name in sys.argv[1:] or BOMBS:
        file, made = BOMBS[name]
        data = made()
        before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
        found = read_all(data, file)
        took, grown = time.perf_counter() - begun, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
        print(
            f"{name}\t{took:.2f}\t{grown}\t{len(found)}\t{'; '.join(str(f)[:110] for r in found for f in r.faults)[:220]}",
            flush=True,
        )


if __name__ == "__main__":
    main()
