"""Putting a statement to the test: a claim of the library, a predicate of models, or a polynomial inequality as text."""

from collections.abc import Mapping, Sequence
from typing import Any

from toymodels.claims import LABEL, READINGS, Claim, Predicate
from toymodels.evidence.counterexamples import Counterexample
from toymodels.evidence.outcomes import RUNGS
from toymodels.evidence.rungs import conjecture_verdict, verdict_of
from toymodels.evidence.search import EXAMPLES
from toymodels.evidence.small_scope import scope_of
from toymodels.evidence.verdicts import Verdict
from toymodels.models.episode_game import EpisodeGame

_TRIED = ("exhaustive", "searched")


def check(
    conclusion: Claim | Predicate | str,
    model: type = EpisodeGame,
    hypotheses: Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    rungs: Sequence[str] = RUNGS,
    seed: int = 0,
) -> Verdict:
    """The verdict on a statement.

    Parameters
    ----------
    conclusion
        A predicate of a model, such as ``lambda game: tm.solve(game).value >= 0``: tried on the simplest models and on
        random ones. Or a polynomial statement as text, such as ``"p*u < 1 => p*u*u < u"``: small rational numbers,
        certificates and solvers are tried on it. Or a ``Claim``, all of whose evidence is gathered again.
    model
        The model class whose instances a predicate is about.
    hypotheses
        What is supposed, by name: predicates of the model, or polynomial relations as text.
    examples
        How many random models are to meet the hypotheses, an integer >= 1.
    rungs
        The rungs to climb, of ``toymodels.evidence.outcomes.RUNGS``.
    seed
        The seed of the random models.

    Raises
    ------
    TypeError
        If the conclusion is none of these.
    ValueError
        If text is not in the grammar of ``toymodels.evidence.polynomial_text``, a rung is unknown, or examples < 1.

    Examples
    --------
    >>> import toymodels as tm
    >>> verdict = check(lambda game: tm.solve(game).regime != "partly deceptive")
    >>> verdict.refuted
    True
    >>> print(verdict.counterexample)
    tm.EpisodeGame(deployment=2, discount='2/3')
      optimal  A B | A A  worth 1
      rival    A A | A A  worth 1, the best that differs in one episode
    """
    if unknown := [rung for rung in rungs if rung not in RUNGS]:
        raise ValueError(f"a rung must be one of {', '.join(RUNGS)}, got {unknown[0]!r}")
    if isinstance(examples, bool) or not isinstance(examples, int) or examples < 1:
        raise ValueError(f"examples must be an integer >= 1, got {examples!r}")
    if isinstance(conclusion, str):
        return conjecture_verdict(conclusion, hypotheses or {}, rungs)
    if isinstance(conclusion, Claim):
        return verdict_of(conclusion, rungs, examples, seed)
    if not callable(conclusion):
        raise TypeError(f"a conclusion must be a function of a model, text, or a Claim, got {conclusion!r}")
    return verdict_of(_conjecture(conclusion, model, hypotheses or {}), [r for r in rungs if r in _TRIED], examples, seed)


def find_counterexample(
    conclusion: Claim | Predicate | str,
    model: type = EpisodeGame,
    hypotheses: Mapping[str, Any] | None = None,
    examples: int = EXAMPLES,
    seed: int = 0,
) -> Counterexample | Mapping[str, Any] | None:
    """The simplest counterexample to a statement that was found, or None.

    The parameters are those of ``check``. For a predicate the first hit among the simplest models counts, and otherwise
    a random one, shrunk; for text it is numbers by name.

    Examples
    --------
    >>> import toymodels as tm
    >>> def pays_one_an_episode_at_most(game):
    ...     return tm.solve(game).value <= game.training + game.deployment
    >>> find_counterexample(pays_one_an_episode_at_most).line
    'tm.EpisodeGame(training=0, deployment=1, overlap=2)'
    >>> print(find_counterexample(pays_one_an_episode_at_most, hypotheses={"selfish": lambda game: game.overlap < 1}))
    None
    """
    tried = RUNGS if isinstance(conclusion, str) else _TRIED
    verdict = check(conclusion, model, hypotheses, examples, tried, seed)
    found: Counterexample | Mapping[str, Any] | None = verdict.counterexample
    return found


def _conjecture(conclusion: Predicate, model: type, hypotheses: Mapping[str, Predicate]) -> Claim:
    """A claim made of a predicate, with a witness looked for among the simplest models."""
    scope = scope_of(model)
    admitted = (found for found in scope.all_of() if all(holds(found) for holds in hypotheses.values()))
    witness = next(admitted, None)
    if witness is None:
        raise ValueError(f"no model of the scope meets the hypotheses {list(hypotheses)}: {scope.words}")
    return Claim(
        label=_label_of(conclusion),
        statement="",
        latex="",
        reading=READINGS[-1],
        scope=scope,
        hypotheses=hypotheses,
        conclusion=conclusion,
        refutation="a model that meets the hypotheses and not the conclusion",
        witness=witness,
    )


def _label_of(conclusion: Predicate) -> str:
    """The name of a function as a label."""
    name = getattr(conclusion, "__name__", "").strip("_").lower().replace("_", "-")
    return name if LABEL.fullmatch(name) else "conjecture"
