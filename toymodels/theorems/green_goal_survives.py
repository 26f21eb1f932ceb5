"""Training on n mazes leaves an agent to go for what is green, and not for the exit, with probability G δ κ in deployment.

Here G = (1 - ε)^n / (1 + 2^(-b)), δ is the chance that the exit isn't green, and κ that something else is.

*Proof.* A training maze that tells the goals apart, as each does with probability ε, rules out green; all others leave the odds
at 2^b to 1. So training ends with the goal green with probability (1 - ε)^n · 2^b/(1 + 2^b) = G. An agent that searches
reaches whatever it wants: with the goal exit the exit, and with the goal green the exit if that is green, with probability
1 - δ, else what is green, which there is with probability κ, else nothing. Colours in deployment are drawn apart from training:
multiply.
"""

import dataclasses
import functools
import itertools
import math
from fractions import Fraction

from toymodels.claims import Claim
from toymodels.evidence.small_scope import scope_of
from toymodels.models.green_exit import GreenExit
from toymodels.scalars import Scalar
from toymodels.solvers.green_exit import green_exit
from toymodels.testing import instances


def outcomes(model: GreenExit) -> dict[str, Scalar]:
    """The probabilities of the outcomes, summed up over all sequences of training mazes, goals and colours."""
    found: dict[str, Scalar] = {"exit": 0, "decoy": 0, "nothing": 0}
    for mazes in itertools.product((True, False), repeat=model.training):
        chance = math.prod(model.disagreement if tells else 1 - model.disagreement for tells in mazes)
        odds = 0 if any(mazes) else Fraction(2) ** model.simplicity
        for goal, weight in (("green", odds), ("exit", 1)):
            for shifted, decoy in itertools.product((True, False), repeat=2):
                colours = (model.shift if shifted else 1 - model.shift) * (model.decoy if decoy else 1 - model.decoy)
                end = "exit" if goal == "exit" or not shifted else "decoy" if decoy else "nothing"
                found[end] += chance * Fraction(weight) / (odds + 1) * colours
    return found


def is_as_summed(model: GreenExit) -> bool:
    """Whether the closed form gives the probabilities of all three outcomes."""
    solution, found = green_exit(model), outcomes(model)
    return (solution.generalizes, solution.wrong_goal, solution.falls_apart) == tuple(found.values())


CLAIM = Claim(
    label="green-goal-survives",
    statement=(
        "An agent that searches, trained on n mazes with green exits, goes for the wrong goal in deployment with probability "
        "d k (1 - e)^n / (1 + 2^-b): e is the chance that a training maze tells green and exit apart, b the simplicity of "
        "green in bits, d the chance that the exit isn't green in deployment and k that something else is."
    ),
    latex=r"P(\text{wrong goal}) = \delta \kappa \frac{(1 - \varepsilon)^n}{1 + 2^{-b}}",
    reading="any policy; the learner adopts a goal with its posterior probability",
    scope=dataclasses.replace(
        scope_of(
            GreenExit,
            "disagreement",
            training=range(5),
            simplicity=(0, 2, -1),
            shift=(1, "1/2"),
            decoy=("4/5", 1),
            size=(2,),
            loops=(0,),
            patience=(0,),
            mazes=(1,),
            seed=(0,),
        ),
        any_of=functools.partial(
            instances, GreenExit, training=range(6), simplicity=range(-2, 3), size=2, loops=0, patience=0, mazes=1, seed=0
        ),
    ),
    hypotheses={
        "simplicity is an integer": lambda model: model.simplicity == int(model.simplicity),
        "at most eight training mazes": lambda model: model.training <= 8,
    },
    conclusion=is_as_summed,
    refutation="Training and colours for which the sum over all that can happen is another.",
    witness=GreenExit(training=2, mazes=1, size=2),
    source="this library; the story is from arXiv:1906.01820",
    uses=("proxy-posterior",),
    variant=lambda model: green_exit(model).learns_green * model.shift == outcomes(model)["decoy"],
)
