"""The episode game as Storm's parametric engines take it: parameter lifting, and solution functions.

Storm decides neither which action is optimal nor where that changes: it answers questions about one value, so that the
structure of the game has to be told to it.

* A boundary. B rather than A is optimal at the j-th training episode from the end iff p g^j u_0 >= 1. The left side is the
  expected reward of a Markov chain that starts to count with probability p, survives j + D steps with probability g each,
  and earns 1 in each of the last D that it lives to see. Parameter lifting (engine ``pl``) proves of a box of parameters that
  the reward is at least 1, or below 1, everywhere in it; boxes that it leaves undecided are cut in four and tried again,
  the largest first, until the decided ones cover enough. Every parameter here is monotone, so that lifting's bounds
  are exact but for the rounding of floats, and what is undecided meets the boundary.
* Solution functions. The value of each of the T + 1 candidate plans A^(T-m) B^m A^D as a rational function of p, w and g,
  by state elimination in the model that ``prism_model`` writes.
"""

import tempfile
import time
from collections import deque
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

import stormpy
import stormpy.pars
from sympy.abc import g, p, w

from toymodels.interop.prism import prism_model
from toymodels.models.episode_game import EpisodeGame

Box = tuple[Fraction, Fraction, Fraction, Fraction]
"""The lowest and highest modification, and the lowest and highest discount."""

REGION: Box = (Fraction(1, 10**6), 1 - Fraction(1, 10**6), Fraction(1, 2), 1 - Fraction(1, 10**6))
"""(0, 1) x (1/2, 1) but for a margin: lifting needs probabilities that are neither 0 nor 1."""

COVERAGE = Fraction(9999, 10000)

_BOUNDARY = """\
dtmc
const double p;
const double g;
module boundary
  k : [0..{end}] init 0;
  [] k=0 -> p : (k'=1) + 1-p : (k'={end});
  [] k>0 & k<{end} -> g : (k'=k+1) + 1-g : (k'={end});
  [] k={end} -> true;
endmodule
label "done" = k={end};
rewards "payoff"
  k>{wait} & k<{end} : 1;
endrewards
"""


class Lifting(NamedTuple):
    """The proof of one boundary: Storm's processor seconds, boxes tried and decided, and the share of the region decided."""

    seconds: float
    boxes: int
    decided: int
    coverage: float


class Functions(NamedTuple):
    """What solution functions took and are: processor seconds, and their characters all together."""

    seconds: float
    characters: int


class Meter:
    """The processor time spent in ``with`` blocks, all of them together: what Storm takes, without our bookkeeping."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> None:
        self._start = time.process_time()

    def __exit__(self, *_: object) -> None:
        self.seconds += time.process_time() - self._start


def parameter_lifting(game: EpisodeGame, boundary: int, region: Box = REGION, coverage: Fraction = COVERAGE) -> Lifting:
    """Storm's proof of where B is optimal at the j-th training episode from the end (boundary j, counted from 1).

    Of the game only the number of deployment episodes is asked for: it must have no agreement, no monitoring and w < 1.
    """
    meter = Meter()
    text = _BOUNDARY.format(wait=boundary, end=boundary + game.deployment + 1)
    with meter:
        model, question = _built(text, 'R{"payoff"}>=1 [F "done"]')
        environment = stormpy.environments.default(model)
        task = stormpy.developer.CheckTask[stormpy.RationalFunction](
            question.get_raw_formula(), only_initial_states_relevant=True
        )
        checker = stormpy.pars.developer.initialize_region_model_checker(environment, model, task)
    parameters = {parameter.name: parameter for parameter in model.collect_all_parameters()}
    boxes, decided, undecided = 0, 0, _size(region)
    waiting = deque([region])
    while undecided > (1 - coverage) * _size(region):
        box = waiting.popleft()
        asked = _storm_region(box, parameters)
        with meter:
            result = checker.analyze_region(environment, asked)
        boxes += 1
        if result in (stormpy.pars.RegionResult.ALL_SAT, stormpy.pars.RegionResult.ALL_VIOLATED):
            decided += 1
            undecided -= _size(box)
        else:
            waiting.extend(_quarters(box))
    return Lifting(meter.seconds, boxes, decided, float(1 - undecided / _size(region)))


def solution_functions(training: int, deployment: int) -> Functions:
    """Storm's values of the candidate plans A^(T-m) B^m A^D, m = 0, ..., T, in the modification, overlap and discount."""
    meter, characters = Meter(), 0
    for deceptive in range(training + 1):
        plan = "A" * (training - deceptive) + "B" * deceptive + "A" * deployment
        written = prism_model(EpisodeGame(training, deployment, p, w, g), plan, decides=False)
        with meter:
            model, question = _built(written.text, written.question)
            found = stormpy.model_checking(model, question, only_initial_states=True)
            characters += len(str(found.get_value(model.initial_states[0])))
    return Functions(meter.seconds, characters)


def _built(text: str, question: str) -> tuple[Any, Any]:
    """A parametric model, and the question as Storm has it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.prism")
        path.write_text(text, encoding="ascii")
        program = stormpy.parse_prism_program(path)
    [parsed] = stormpy.parse_properties(question, program)
    return stormpy.build_model[stormpy.RationalFunction](program, [parsed]), parsed


def _storm_region(box: Box, parameters: Mapping[str, Any]) -> Any:
    ends = [stormpy.RationalFunctionCoefficient(str(end)) for end in box]
    return stormpy.pars.create_region({parameters["p"]: (ends[0], ends[1]), parameters["g"]: (ends[2], ends[3])})


def _size(box: Box) -> Fraction:
    return (box[1] - box[0]) * (box[3] - box[2])


def _quarters(box: Box) -> list[Box]:
    left, right, low, high = box
    middle, centre = (left + right) / 2, (low + high) / 2
    return [(*side, *part) for side in ((left, middle), (middle, right)) for part in ((low, centre), (centre, high))]
