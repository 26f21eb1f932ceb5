"""Hidden deployment as Storm solves it: a partially observed Markov decision process, its beliefs unfolded one by one.

The state is the number of the episode, the phase, the last observation, and whether the optimizer is modified; the phase is
what is not observed. An A pays 1, and nothing is paid after modification, so that the greatest expected payoff is the value
of the game for an overlap of 0 and a discount of 1. Storm merges equal beliefs, has no bound on their number here, and answers
in floats; the certain knowledge that training is on before the first episode is where it starts.
"""

import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import stormpy
import stormpy.pomdp

from toymodels.models.hidden_deployment import HiddenDeployment

_QUESTION = 'R{"payoff"}max=? [F "done"]'
_MODEL = """\
pomdp
observables t, alarm, modified endobservables
module hidden_deployment
  t : [0..{end}] init 0;
  alarm : [0..1] init 0;
  deployed : bool init false;
  modified : bool init false;
  [start] t=0 -> {start};
  [A] t>0 & t<{end} & deployed & !modified -> {deployed};
  [B] t>0 & t<{end} & deployed & !modified -> {deployed};
  [A] t>0 & t<{end} & !deployed & !modified -> {p} : (modified'=true) & (alarm'=0) + {survived};
  [B] t>0 & t<{end} & !deployed & !modified -> {trained};
  [] t={end} | modified -> true;
endmodule
label "done" = t={end} | modified;
rewards "payoff"
  [A] true : 1;
endrewards
"""


class Unfolded(NamedTuple):
    """The value, and the number of beliefs that it took, each in its episode."""

    value: float
    beliefs: int


def unfolded(model: HiddenDeployment) -> Unfolded:
    """Storm's value of a hidden deployment in floats, with a hazard and a detector."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model.prism")
        path.write_text(prism_text(model), encoding="ascii")
        program = stormpy.parse_prism_program(path)
    [question] = stormpy.parse_properties(_QUESTION, program)
    result: Any = stormpy.pomdp.verify_with_belief_unfolding(stormpy.build_model(program, [question]), question)
    assert result.completed_exploration
    return Unfolded(float(result.value), int(result.statistics.explored_beliefs))


def prism_text(model: HiddenDeployment) -> str:
    """The model in PRISM's language."""
    p, h = float(model.modification), float(model.hazard)
    seen, mistaken = float(model.detection), float(model.false_alarm)
    begun = _observed(1, mistaken, "")
    return _MODEL.format(
        end=model.max_episodes + 1,
        p=p,
        start=" + ".join(begun),
        deployed=" + ".join(_observed(1, seen, "")),
        survived=" + ".join(_after_training(1 - p, h, seen, mistaken)),
        trained=" + ".join(_after_training(1, h, seen, mistaken)),
    )


def _after_training(kept: float, hazard: float, seen: float, mistaken: float) -> list[str]:
    """The moves to the next episode from training, if training goes on and if it ends."""
    return [*_observed(kept * (1 - hazard), mistaken, ""), *_observed(kept * hazard, seen, " & (deployed'=true)")]


def _observed(chance: float, alarm: float, change: str) -> list[str]:
    """The moves to the next episode with either observation."""
    return [f"{chance * share!r} : (t'=t+1) & (alarm'={n}){change}" for n, share in ((1, alarm), (0, 1 - alarm))]
