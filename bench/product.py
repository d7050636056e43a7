"""What every benchmark needs: where the data are, and the product run as a user runs it."""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = Path(sys.executable).parent / "letapis"


def shared() -> Path:
    """The folder of the public benchmarks: ``LETAPIS_BENCH``, else beside the repository."""
    return Path(os.environ.get("LETAPIS_BENCH") or ROOT.parent / "shared" / "bench")


def scorer(name: str) -> Callable[..., Any]:
    """The ``score`` function of one of the benchmarks' own scorers."""
    found: Callable[..., Any] = runpy.run_path(str(shared() / f"{name}.py"))["score"]
    return found


def predict(pages: Sequence[Path], out: Path, *options: str) -> float:
    """Have the product read the pages into a file of page reports; the seconds it took, start-up included."""
    begun = time.perf_counter()
    with out.open("wb") as stream:
        subprocess.run([PRODUCT, "read", "--json", *options, *pages], stdout=stream, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun
