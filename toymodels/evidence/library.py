"""Where claims are found: the library's own, and those in a file of a user's or a paper's."""

import importlib
import importlib.util
import pkgutil
import sys
from pathlib import Path
from types import ModuleType

from toymodels.claims import Claim
from toymodels.errors import unknown_name

THEOREMS = Path(__file__).parent.parent / "theorems"
CERTIFICATES = THEOREMS / "certificates"
PROOFS = THEOREMS / "proofs"


def library_claims() -> dict[str, Claim]:
    """The claims of ``toymodels.theorems`` by label, in the order of the labels.

    >>> len(library_claims()) >= 25
    True
    """
    return dict(sorted((claim.label, claim) for name in _modules() for claim in _claims_of(name)))


def claim_named(label: str) -> Claim:
    """The library's claim of a label, looked for first in the module of the same name, so that others need no import.

    Raises
    ------
    ValueError
        If there is none; the nearest right label is suggested.
    """
    known = _claims_of(label.replace("-", "_")) if label.replace("-", "_") in _modules() else []
    found = {claim.label: claim for claim in known} if known else library_claims()
    if label not in found:
        raise unknown_name("claim", label, found)
    return found[label]


def claims_in_file(path: Path) -> dict[str, Claim]:
    """The claims that a Python file defines, by label; the file is run, and may import what lies beside it.

    Raises
    ------
    OSError
        If it can't be read.
    ValueError
        If it holds no claim, or two of the same label.
    """
    if not path.is_file():
        raise FileNotFoundError(2, "no such file of claims", str(path))
    spec = importlib.util.spec_from_file_location(f"claims_of_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ValueError(f"a file of claims must be a Python file, got {path}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    before = list(sys.path)
    sys.path[:0] = [str(path.resolve().parent), str(Path.cwd())]
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path[:] = before
    found = claims_in(module)
    labels = [claim.label for claim in found]
    if not found:
        raise ValueError(f"{path} must define a Claim, alone or in a list, and defines none")
    if len(set(labels)) < len(labels):
        raise ValueError(f"the labels of claims must differ, and {path} has {max(labels, key=labels.count)!r} twice")
    return {claim.label: claim for claim in found}


def claims_in(module: ModuleType) -> list[Claim]:
    """The claims among the values of a module, and in its lists and tuples, each once."""
    found: list[Claim] = []
    for value in vars(module).values():
        items = value if isinstance(value, list | tuple) else [value]
        found += [item for item in items if isinstance(item, Claim) and not any(item is known for known in found)]
    return found


def _modules() -> list[str]:
    return [module.name for module in pkgutil.iter_modules([str(THEOREMS)])]


def _claims_of(name: str) -> list[Claim]:
    return claims_in(importlib.import_module(f"toymodels.theorems.{name}"))
