"""A counterexample for reading: a line to paste, what is optimal there, and the plan that comes closest to it."""

import dataclasses
import functools
import html
from fractions import Fraction
from typing import Any

from toymodels.catalogue import states_a_game
from toymodels.policies import strip
from toymodels.scalars import written
from toymodels.solution import Solution
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.solving import solve

_LONGEST = 12


@dataclasses.dataclass(frozen=True)
class Counterexample:
    """A model that violates a claim, with its optimal policy and the closest rival to it.

    Parameters
    ----------
    model
        The model.

    Examples
    --------
    >>> from toymodels.models.episode_game import EpisodeGame
    >>> print(Counterexample(EpisodeGame(training=1, deployment=1, modification="1/2")))
    tm.EpisodeGame(training=1, deployment=1, modification='1/2')
      optimal  A | A  worth 3/2 (1.5)
      rival    B | A  worth 1, the best that differs in one episode
    """

    model: Any

    @property
    def line(self) -> str:
        """The Python expression that makes the model."""
        return pasted(self.model)

    @functools.cached_property
    def solution(self) -> Solution | None:
        """The solution of the model; None if it is no training game."""
        return solve(self.model) if states_a_game(type(self.model)) else None

    @functools.cached_property
    def rival(self) -> Solution | None:
        """The best plan that differs from the optimal one in one episode of training; None if there is none or it is long."""
        best = self.solution
        if best is None or best.game.episodes > _LONGEST:
            return None
        plan, actions = list(best.plan_runs), best.game.actions[best.game.start]
        trained = [phase.training for phase in best.game.phases for _ in range(phase.episodes)]
        others = [
            [*plan[:t], act, *plan[t + 1 :]]
            for t, mine in enumerate(plan)
            for act in actions
            if act != mine and (trained[t] or not any(trained))
        ]
        return max((policy_evaluation(best.game, other) for other in others), key=lambda rival: rival.value, default=None)

    def __str__(self) -> str:
        return "\n".join([self.line, *(f"  {name:<8} {text}" for name, text in self._rows())])

    def _repr_html_(self) -> str:
        rows = "".join(f"<tr><th>{name}</th><td>{html.escape(text)}</td></tr>" for name, text in self._rows())
        strips = "".join(_picture(solution) for solution in (self.solution, self.rival) if solution is not None)
        return f"<code>{html.escape(self.line)}</code><table>{rows}</table>{strips}"

    def _rows(self) -> list[tuple[str, str]]:
        rows = []
        if self.solution is not None:
            rows.append(("optimal", _in_words(self.solution)))
        if self.rival is not None:
            rows.append(("rival", f"{_in_words(self.rival)}, the best that differs in one episode"))
        return rows


def pasted(model: Any) -> str:
    """The Python expression that makes a model, with the parameters that are not at their defaults.

    >>> from toymodels.models.episode_game import EpisodeGame
    >>> pasted(EpisodeGame(training=3, discount="9/10"))
    "tm.EpisodeGame(training=3, discount='9/10')"
    """
    fields = {field.name: (getattr(model, field.name), field.default) for field in dataclasses.fields(model)}
    changed = [f"{name}={_literal(value)}" for name, (value, default) in fields.items() if value != default]
    prefix = "tm." if type(model).__module__.startswith("toymodels.models.") else ""
    return f"{prefix}{type(model).__name__}({', '.join(changed)})"


def _literal(value: Any) -> str:
    if isinstance(value, tuple):
        return f"({', '.join(map(_literal, value))}{',' if len(value) == 1 else ''})"
    return repr(str(value)) if isinstance(value, Fraction) else repr(value)


def _in_words(solution: Solution) -> str:
    plan = strip(solution.game, solution.plan_runs) or "no episodes"
    return f"{plan}  worth {written(solution.value)}"


def _picture(solution: Solution) -> str:
    """The strip of a solution as SVG; nothing for a game without episodes."""
    import io

    from toymodels.plots.strip import strip_figure

    if not solution.game.episodes:
        return ""
    file = io.StringIO()
    strip_figure(solution).savefig(file, format="svg")
    return file.getvalue()[file.getvalue().index("<svg") :]
