"""Rung 5: formal proofs, compiled by Rocq (Coq 8.16 or later).

The files of ``toymodels/theorems/proofs`` are copied to a fresh folder and compiled there in the order in which they
require one another. A proof counts if its file and all that it requires compile, no word by which a proof can be left
out occurs in them, and the theorem rests on no axioms but those of the standard library's real numbers. What is proved is
a theorem about the definitions in ``episode_game.v``; that these are what the Python code computes is tested elsewhere.
"""

import functools
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from toymodels.evidence.outcomes import FAILED, SKIPPED, SUCCESS, Outcome

RUNG = "formal"
KNOWN_AXIOMS = frozenset(
    {
        "ClassicalDedekindReals.sig_forall_dec",
        "ClassicalDedekindReals.sig_not_dec",
        "FunctionalExtensionality.functional_extensionality_dep",
        "functional_extensionality_dep",
    }
)
"""What the real numbers of the standard library rest on."""

SECONDS = 300
"""How long a file may take to compile, unless said otherwise."""

_FLAGS = ("-q", "-Q", ".", "toymodels")
_NOT_INSTALLED = "neither coqc nor rocq is installed (Debian's package coq)"
_COMMENT = re.compile(r"\(\*|\*\)")
_GAP = re.compile(
    r"\b(Admitted|admit|give_up|Abort|Axioms?|Parameters?|Conjectures?|Hypothes[ie]s|Variables?|Context|Load|Set|Unset)\b"
)
_REQUIRE = re.compile(r"From\s+toymodels\s+Require\s+(?:Import\s+|Export\s+)?([^.]*)\.")
_ANSWER = re.compile(r"^(?:Axioms:|Closed under the global context)$", re.MULTILINE)
_AXIOM = re.compile(r"^(\S[^:\n]*?)\s*(?::|$)", re.MULTILINE)


def formal_outcome(proofs: Sequence[str], folder: Path, seconds: int = SECONDS) -> Outcome:
    """What formal proofs show: *formalized* if all of them stand.

    Parameters
    ----------
    proofs
        Theorems, each as ``"file.v:theorem"``.
    folder
        Where the files are. Those needed are compiled, each once in a process.
    seconds
        How long the compiler may take for a file.

    Raises
    ------
    ValueError
        If files require one another in a circle, or one that is not there.
    """
    compiler = installed_compiler()
    if compiler is None:
        return Outcome(RUNG, SKIPPED, message=_NOT_INSTALLED)
    start = time.monotonic()
    in_order(folder)
    prover = Prover(compiler, folder, seconds)
    faults = [fault for proof in proofs if (fault := fault_of(prover, proof))]
    tool, passed = version_of(prover), time.monotonic() - start
    if faults:
        return Outcome(RUNG, FAILED, seconds=passed, tool=tool, message="; ".join(faults))
    return Outcome(RUNG, SUCCESS[RUNG], len(proofs), len(proofs), passed, tool, ", ".join(proofs))


class Prover(NamedTuple):
    """A compiler of proofs, the folder that it works on, and how long it may take for a file."""

    compiler: tuple[str, ...]
    folder: Path
    seconds: int


@functools.cache
def version_of(prover: Prover) -> str:
    """What the compiler calls itself."""
    return _run(prover._replace(compiler=prover.compiler[:1]), "--version")[1].partition("\n")[0].removeprefix("The ")


@functools.cache
def fault_in(prover: Prover, name: str) -> str:
    """What is wrong with a file, by its name without ``.v``, or with one that it requires; nothing if it compiles."""
    path = prover.folder / f"{name}.v"
    if not path.is_file():
        return "it is not there"
    if gap := _GAP.search(without_comments(path.read_text(encoding="utf-8"))):
        return f"{gap[0]} occurs in it"
    for other in required(path):
        if fault_in(prover, other):
            return f"{other}.v is wrong: {fault_in(prover, other)}"
    shutil.copy(path, _workplace(prover).name)
    good, said = _run(prover, *_FLAGS, path.name)
    return "" if good else said


@functools.cache
def axioms_in(prover: Prover, name: str) -> Mapping[str, frozenset[str]]:
    """What each theorem of a file that compiles rests on, as the compiler lists it."""
    theorems = theorems_in(prover.folder / f"{name}.v")
    lines = [f"From toymodels Require {name}.", *(f"Print Assumptions {name}.{theorem}." for theorem in theorems)]
    Path(_workplace(prover).name, "question.v").write_text("\n".join(lines) + "\n", encoding="utf-8")
    good, said = _run(prover, *_FLAGS, "question.v")
    answers = _ANSWER.split(said)[1:]
    if not good or len(answers) != len(theorems):
        return {}
    return {theorem: frozenset(_AXIOM.findall(answer)) for theorem, answer in zip(theorems, answers, strict=True)}


def fault_of(prover: Prover, proof: str) -> str:
    """What keeps a proof, ``"file.v:theorem"``, from counting; nothing if it counts."""
    file, _, theorem = proof.partition(":")
    name = file.removesuffix(".v")
    if fault := fault_in(prover, name):
        return f"{file}: {fault}"
    if theorem not in axioms_in(prover, name):
        return f"no theorem {theorem} was found in {file}"
    if more := axioms_in(prover, name)[theorem] - KNOWN_AXIOMS:
        return f"{proof} rests on {', '.join(sorted(more))}"
    return ""


def in_order(folder: Path) -> list[Path]:
    """The files of a folder, each after those that it requires.

    Raises
    ------
    ValueError
        If files require one another in a circle, or one that is not there.
    """
    waiting = {path.stem: path for path in sorted(folder.glob("*.v"))}
    known, placed = set(waiting), list[Path]()
    for path in waiting.values():
        if unknown := set(required(path)) - known:
            raise ValueError(f"{path.name} requires {min(unknown)}.v, which is not there")
    while waiting:
        free = [path for path in waiting.values() if not set(required(path)) & set(waiting)]
        if not free:
            raise ValueError(f"these files require one another in a circle: {', '.join(sorted(waiting))}")
        placed += free
        for path in free:
            del waiting[path.stem]
    return placed


def required(path: Path) -> list[str]:
    """The names of the files of the same folder that a file requires."""
    text = without_comments(path.read_text(encoding="utf-8"))
    return [name for line in _REQUIRE.findall(text) for name in line.split()]


def theorems_in(path: Path) -> list[str]:
    """The names of a file's theorems."""
    return re.findall(r"^(?:Theorem|Corollary)\s+([\w']+)", without_comments(path.read_text(encoding="utf-8")), re.MULTILINE)


def without_comments(text: str) -> str:
    """The text of a file without its comments, which may be nested.

    >>> without_comments("Lemma (* a (* b *) c *) x.")
    'Lemma  x.'
    """
    depth, last, kept = 0, 0, []
    for mark in _COMMENT.finditer(text):
        if depth == 0:
            kept.append(text[last : mark.start()])
        depth = depth + 1 if mark[0] == "(*" else max(depth - 1, 0)
        last = mark.end()
    return "".join([*kept, text[last:] if depth == 0 else ""])


def installed_compiler() -> tuple[str, ...] | None:
    """The command that compiles a file; None where neither is installed."""
    if old := shutil.which("coqc"):
        return (old,)
    new = shutil.which("rocq")
    return (new, "compile") if new else None


@functools.cache
def _workplace(prover: Prover) -> "tempfile.TemporaryDirectory[str]":
    """A fresh folder to compile in, which goes when the process ends."""
    return tempfile.TemporaryDirectory(prefix=prover.folder.name)


def _run(prover: Prover, *arguments: str) -> tuple[bool, str]:
    """Whether the compiler succeeds, and what it says; it fails if it takes too long."""
    command, place = [*prover.compiler, *arguments], _workplace(prover).name
    try:
        done = subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=prover.seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return False, f"it took over {prover.seconds} s"
    return done.returncode == 0, (done.stdout + done.stderr).strip()
