"""The weights of trained models that ship with the package, each loaded once, when first asked for."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any


@cache
def weights(name: str) -> dict[str, Any]:
    """The arrays of the model ``name`` of this folder, by name. Raises FileNotFoundError."""
    import numpy as np  # only what uses a model pays for it

    with (
        resources.files("letapis.words").joinpath(f"{name}.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as found,
    ):
        return {key: found[key] for key in found.files}
