"""Rung 1: every model of a small scope, the simplest first, so that the first counterexample is a minimal one.

Integers run to 4, rational parameters over the fractions of their domain with denominators up to 6 (for numbers without
bounds, from -1 to 2). A model that knows where its ties are says so by a method ``knife_edges``, the models like it on
which some choice is exactly a tie: these are tried too, because no grid meets them. A model counts as the simpler the
fewer episodes it has, and then the smaller the numerators and denominators in it are.
"""

import dataclasses
import functools
import itertools
import time
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from toymodels.claims import Claim, Scope
from toymodels.domains import Parameter, parameters
from toymodels.errors import unknown_name
from toymodels.evidence.outcomes import REFUTED, SUCCESS, Outcome
from toymodels.facts import fact_in_words
from toymodels.scalars import Scalar, exactly, number
from toymodels.testing import ends, instances

LONGEST_HORIZON = 4
LARGEST_DENOMINATOR = 6
_UNBOUNDED = (-1, 2)
_CHANGES, _COARSEST = 3, 3


def scope_of(model: type, *varied: str, **others: Sequence[object]) -> Scope:
    """The scope of a claim about a model: which of its parameters run over how much.

    Parameters
    ----------
    model
        A model class with annotated parameters.
    varied
        Parameters that run over all small values of their domains. If none are named here or among the others, the scope
        is that of all models with at most three parameters off their defaults.
    others
        Parameters that run over the values given here; where it is a single value, in random models too.

    What is not named keeps its default in the small scope, and varies over its domain in random models.

    Raises
    ------
    ValueError
        If a name is not one of the model's parameters, or a value is outside its domain.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> scope = scope_of(EpisodeGame, "training", "modification", discount=[1])
    >>> scope.words
    'training 0..4; modification in [0, 1] with denominators to 6; discount 1; ties'
    >>> [game.modification for game in scope.all_of()][:4]
    [0, 1, Fraction(1, 2), Fraction(1, 3)]
    """
    known = parameters(model)
    if not varied and not others:
        words = f"{_CHANGES} parameters off their defaults, integers to {LONGEST_HORIZON}, denominators to {_COARSEST}; ties"
        return Scope(functools.partial(models_near, model), functools.partial(instances, model), words)
    if unknown := [name for name in (*varied, *others) if name not in known]:
        raise unknown_name("parameter", unknown[0], known)
    values = {name: small_values(known[name]) for name in varied}
    given = {name: tuple(known[name].checked(value, name) for value in row) for name, row in others.items()}
    grid = values | given
    said = [_in_words(name, known[name]) for name in varied]
    said += [f"{name} {', '.join(map(str, row))}" for name, row in given.items()]
    fixed = {name: row[0] for name, row in given.items() if len(row) == 1}
    return Scope(
        functools.partial(models_in, model, tuple((name, tuple(row)) for name, row in grid.items())),
        functools.partial(instances, model, **fixed),
        "; ".join([*said, *(["ties"] if hasattr(model, "knife_edges") else [])]),
    )


@functools.lru_cache(maxsize=16)
def models_in(model: type, grid: tuple[tuple[str, tuple[Scalar, ...]], ...]) -> tuple[Any, ...]:
    """The models of a grid with their knife edges, the simplest first."""
    names = [name for name, _ in grid]
    plain = [model(**dict(zip(names, row, strict=True))) for row in itertools.product(*(values for _, values in grid))]
    edges = [edge for game in _without_modification(plain, names) for edge in game.knife_edges()]
    return tuple(sorted(dict.fromkeys(plain + edges), key=complexity))


@functools.lru_cache(maxsize=4)
def models_near(model: type, changes: int = _CHANGES) -> tuple[Any, ...]:
    """The models with at most so many parameters off their defaults, with their knife edges, the simplest first.

    Rational parameters have denominators up to 3 here. A parameter without a default has the first of its small values.

    >>> from toymodels.models.episode_game import EpisodeGame
    >>> [(game.training, game.deployment) for game in models_near(EpisodeGame, 1)][:3]
    [(2, 0), (0, 3), (2, 1)]
    """
    known = parameters(model)
    fields = {field.name: field.default for field in dataclasses.fields(model)}
    rows = {
        name: [
            value for value in small_values(parameter) if not isinstance(parameter, Parameter) or value.denominator <= _COARSEST
        ]
        for name, parameter in known.items()
    }
    start = {name: row[0] if fields[name] is dataclasses.MISSING else fields[name] for name, row in rows.items()}
    found: dict[Any, None] = {}
    for names in itertools.combinations(known, min(changes, len(known))):
        for chosen in itertools.product(*(rows[name] for name in names)):
            one = model(**start | dict(zip(names, chosen, strict=True)))
            found |= dict.fromkeys([one, *(one.knife_edges() if hasattr(model, "knife_edges") else ())])
    return tuple(sorted(found, key=complexity))


def small_values(parameter: Any) -> tuple[Scalar, ...]:
    """The small values of a parameter's domain, the simplest first; of what is no number, its examples.

    >>> [str(value) for value in small_values(Parameter("chance", 0, 1))][:6]
    ['0', '1', '1/2', '1/3', '2/3', '1/4']
    """
    if not isinstance(parameter, Parameter):
        return parameter.examples  # type: ignore[no-any-return]
    if parameter.integer:
        low, high = ends(parameter, 0, LONGEST_HORIZON)
        return tuple(range(low, high + 1))
    low, high = ends(parameter, *_UNBOUNDED)
    found = {Fraction(a, b) for b in range(1, LARGEST_DENOMINATOR + 1) for a in range(low * b, high * b + 1)}
    return tuple(number(value) for value in sorted(found, key=lambda value: (value.denominator, abs(value), value)))


def complexity(model: Any) -> tuple[Any, ...]:
    """What models are ordered by: episodes, then the sizes of numerators and denominators."""
    known = parameters(type(model))
    values = {name: exactly(getattr(model, name)) for name in known}
    words = [_place(values[name], item.examples) for name, item in known.items() if not isinstance(item, Parameter)]
    counts = [values[name] for name, parameter in known.items() if parameter.integer]
    rest = [Fraction(values[name]) for name, item in known.items() if isinstance(item, Parameter) and not item.integer]
    return sum(counts), sum(abs(q.numerator) + q.denominator for q in rest), counts, rest, words


def _place(value: Any, examples: tuple[Any, ...]) -> int:
    """The place of a value among examples, and their number if it is none of them."""
    return examples.index(value) if value in examples else len(examples)


def exhaustive_outcome(claim: Claim) -> Outcome:
    """What trying a claim on its whole small scope found out."""
    start, met, seen = time.process_time(), 0, 0
    for model in claim.scope.all_of():
        seen += 1
        if claim.admits(model):
            met += 1
            if not claim.conclusion(model):
                return _outcome(REFUTED, claim, met, seen, start, model)
    return _outcome(SUCCESS["exhaustive"] if met else "failed", claim, met, seen, start)


def _outcome(status: str, claim: Claim, met: int, seen: int, start: float, model: Any = None) -> Outcome:
    message = claim.scope.words if met else f"no model of the scope meets the hypotheses: {claim.scope.words}"
    seconds = time.process_time() - start
    return Outcome("exhaustive", status, met, seen, seconds, "enumeration", message, counterexample=model)


def _without_modification(models: Iterable[Any], names: Sequence[str]) -> Iterator[Any]:
    """One of all models that differ in the modification probability only, where they have ties to solve for."""
    seen = set()
    for model in models:
        key = tuple(getattr(model, name) for name in names if name != "modification")
        if key not in seen and "modification" in names and hasattr(model, "knife_edges"):
            seen.add(key)
            yield model


def _in_words(name: str, parameter: Any) -> str:
    if not isinstance(parameter, Parameter):
        return f"{name} {', '.join(map(fact_in_words, parameter.examples))}"
    if parameter.integer:
        values = small_values(parameter)
        return f"{name} {values[0]}..{values[-1]}"
    low, high = ends(parameter, *_UNBOUNDED)
    return f"{name} in [{low}, {high}] with denominators to {LARGEST_DENOMINATOR}"
