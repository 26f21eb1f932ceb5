"""Many claims at once, in several processes: a claim is named by where it is found, because its functions do not travel."""

import multiprocessing
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

from toymodels.claims import Claim
from toymodels.evidence.library import claim_named, claims_in_file
from toymodels.evidence.rungs import verdict_of
from toymodels.evidence.verdicts import Verdict


class Place(NamedTuple):
    """Where a claim is found: its label, and the file if it is not the library's."""

    label: str
    file: str = ""


class Request(NamedTuple):
    """What is asked about a claim."""

    place: Place
    rungs: tuple[str, ...]
    examples: int
    seed: int


def claim_at(place: Place) -> Claim:
    """The claim of a place."""
    return claims_in_file(Path(place.file))[place.label] if place.file else claim_named(place.label)


def verdicts_of(requests: Sequence[Request], jobs: int) -> Iterator[Verdict]:
    """The verdicts asked for, in their order.

    Parameters
    ----------
    requests
        What is asked.
    jobs
        How many processes work side by side; with 1, this one does.
    """
    if min(jobs, len(requests)) <= 1:
        yield from map(answer, requests)
        return
    with ProcessPoolExecutor(min(jobs, len(requests)), multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(answer, requests)


def answer(request: Request) -> Verdict:
    """The verdict asked for."""
    return verdict_of(claim_at(request.place), request.rungs, request.examples, request.seed)
