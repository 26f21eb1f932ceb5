"""The trainer's optimum against game trees followed history by history, and against all plans, with no code of the solvers."""

import dataclasses
import itertools
import json
from fractions import Fraction

import numpy as np
import pytest
import sympy
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import toymodels as tm
from toymodels.cli import cli
from toymodels.models.trainer_commitment import TrainerCommitment
from toymodels.solvers.trainer_commitment import REGIMES, trainer_commitment
from toymodels.testing import instances

F = Fraction


def choices(model):
    steps = [F(i, model.levels) for i in range(model.levels + 1)]
    return itertools.product(range(model.max_training + 1), steps, [step * model.max_honeypots for step in steps])


def bill(model, training, effort, rate):
    honeypots = rate * model.deployment
    audits = effort * (training + honeypots)
    return model.training_cost * training + model.audit_cost * audits + model.honeypot_cost * honeypots


def followed(model, training, effort, rate, history=()):
    """What is ahead of an unmodified optimizer after a history: its own wins, and the harm that it does to the trainer.

    A history is what happened: "-" in an agreement, "B", and "A" that did not get it modified; if one did, nothing is ahead.
    """
    if len(history) == training + model.deployment:
        return F(0), F(0)
    deployed = len(history) >= training
    agreement = model.deployment_agreement if deployed else model.training_agreement
    seen = rate if deployed else 1
    caught = seen * effort * model.modification

    def after(event):
        return followed(model, training, effort, rate, (*history, event))

    g, served, defected = model.discount, after("B"), after("A")
    own = {"B": g * served[0], "A": 1 + g * (1 - caught) * defected[0]}
    harm = {"B": served[1], "A": (1 - rate if deployed else 0) + (1 - caught) * defected[1]}
    best = [act for act in "AB" if own[act] == max(own.values())]
    act = (min if model.ties == "strong" else max)(best, key=harm.get)
    calm = after("-") if agreement else (0, 0)
    return agreement * g * calm[0] + (1 - agreement) * own[act], agreement * calm[1] + (1 - agreement) * harm[act]


SMALL = {
    "max_training": st.integers(0, 2),
    "levels": st.integers(1, 2),
    "deployment": st.integers(0, 2),
    "max_honeypots": st.sampled_from([0, F(1, 2), 1]),
}


@settings(max_examples=60, deadline=None)
@given(instances(TrainerCommitment, **SMALL))
def test_the_optimum_is_that_of_the_game_tree(model):
    costs = {chosen: bill(model, *chosen) + model.loss * followed(model, *chosen)[1] for chosen in choices(model)}
    best = trainer_commitment(model)
    assert best.value == min(costs.values())
    assert costs[best.training, best.effort, best.honeypot_rate] == best.value
    first = min(chosen for chosen, cost in costs.items() if cost == best.value)
    assert (best.training, best.effort, best.honeypot_rate) == first
    assert best.defections == followed(model, *first)[1]


@pytest.mark.parametrize("discount", [F(4, 5), F(9, 10), 1])
@pytest.mark.parametrize("ties", ["strong", "weak"])
def test_longer_games_that_are_outlasted_or_tied(discount, ties):
    model = TrainerCommitment(
        max_training=3, levels=3, max_honeypots=F(1, 2), deployment=3, discount=discount, ties=ties, training_cost=F(1, 3)
    )
    costs = {chosen: bill(model, *chosen) + model.loss * followed(model, *chosen)[1] for chosen in choices(model)}
    assert trainer_commitment(model).value == min(costs.values())


def worths(model, plan, effort, rate):
    """What a plan for training is worth to the optimizer, with A in deployment, and the harm it does."""
    p, g, tau = effort * model.modification, model.discount, model.training_agreement
    unmodified, weight, own, harm = F(1), F(1), F(0), F(0)
    for act in plan:
        own += weight * unmodified * (1 - tau) * (act == "A")
        unmodified *= 1 - p * (1 - tau) * (act == "A")
        weight *= g
    for _ in range(model.deployment):
        conflict = 1 - model.deployment_agreement
        own += weight * unmodified * conflict
        harm += unmodified * conflict * (1 - rate)
        unmodified *= 1 - rate * p * conflict
        weight *= g
    return own, harm


def cheapest_equilibrium(model):
    """Of all profiles of a commitment and a plan for the longest training that answer each other, what the cheapest costs."""
    everything, found = list(choices(model)), []
    for plan in itertools.product("AB", repeat=model.max_training):
        costs = {c: bill(model, *c) + model.loss * worths(model, plan[: c[0]], *c[1:])[1] for c in everything}
        for chosen in (c for c in everything if costs[c] == min(costs.values())):
            others = itertools.product("AB", repeat=chosen[0])
            if worths(model, plan[: chosen[0]], *chosen[1:])[0] == max(worths(model, o, *chosen[1:])[0] for o in others):
                found.append(costs[chosen])
    return min(found)


@pytest.mark.parametrize("discount", [F(1, 2), F(4, 5), F(23, 24)])
@pytest.mark.parametrize(("training_cost", "audit_cost"), [(1, F(1, 2)), (F(1, 7), F(1, 5)), (0, 0), (0, 1), (0, F(1, 9))])
@pytest.mark.parametrize("loss", [1, 12])
def test_the_equilibrium_without_commitment_is_the_cheapest_of_all(discount, training_cost, audit_cost, loss):
    """In games without ties, where an A is not modified for sure, so that nothing depends on what is never reached."""
    model = TrainerCommitment(
        max_training=3,
        levels=2,
        max_honeypots=F(1, 3),
        deployment=3,
        modification=F(5, 7),
        discount=discount,
        training_cost=training_cost,
        audit_cost=audit_cost,
        loss=loss,
    )
    assert trainer_commitment(model).uncommitted == cheapest_equilibrium(model)


@settings(max_examples=60, deadline=None)
@given(instances(TrainerCommitment, deployment=st.integers(0, 3)))
def test_what_any_optimum_has_to_be(model):
    best = trainer_commitment(model)
    assert best.regime in REGIMES
    assert best.value <= min(best.accepting, best.uncommitted)
    assert best.value == best.spent_on_training + best.spent_on_audits + best.spent_on_honeypots + best.damage
    assert (best.saved, best.worth_of_commitment) == (best.accepting - best.value, best.uncommitted - best.value)
    assert best.training == best.open_defections + best.deceptive_episodes
    assert best.training == 0 or best.open_defections > 0
    assert best.patience is None or best.deceptive_episodes == min(best.training, best.patience)
    weak, finer = (
        trainer_commitment(dataclasses.replace(model, **v)) for v in ({"ties": "weak"}, {"levels": 2 * model.levels})
    )
    assert finer.value <= best.value <= weak.value


@settings(max_examples=30, deadline=None)
@given(instances(TrainerCommitment, max_training=3, levels=2), st.sampled_from(["training_cost", "audit_cost", "loss"]))
def test_the_value_is_concave_and_rises_with_every_cost(model, name):
    """It is the least of finitely many linear functions of the costs."""
    low, middle, high = (trainer_commitment(dataclasses.replace(model, **{name: x})).value for x in (1, 2, 3))
    assert low <= middle <= high
    assert 2 * middle >= low + high


def test_regimes_over_the_cost_of_audits_and_the_loss():
    model = TrainerCommitment(max_training=9, levels=1, max_honeypots=0, deployment=2)
    diagram = tm.phase_diagram(model, audit_cost=["0", "1", "2"], loss=["1", "7", "8"])
    words = diagram.regime.attrs["flag_meanings"].split()
    # Seven episodes at 1 + a each, or 2 L.
    assert [[words[code] for code in row] for row in diagram.regime.values] == [
        ["accepts_the_loss", "trains_past_patience", "trains_past_patience"],
        ["accepts_the_loss", "accepts_the_loss", "trains_past_patience"],
        ["accepts_the_loss", "accepts_the_loss", "accepts_the_loss"],
    ]
    assert diagram.value.values.tolist() == [[2, 7, 7], [2, 14, 14], [2, 14, 16]]


def test_floats_give_floats_and_episodes_stay_integers():
    exact, rough = trainer_commitment(TrainerCommitment(loss="1/2")), trainer_commitment(TrainerCommitment(loss=0.5))
    assert rough.value == pytest.approx(float(exact.value))
    assert (rough.regime, rough.training, rough.patience) == (exact.regime, exact.training, exact.patience)
    assert {type(rough.value), type(rough.effort), type(rough.without_commitment["rate"])} == {float}
    assert {type(rough.training), type(rough.open_defections), type(rough.without_commitment["training"])} == {int}


@pytest.mark.parametrize("training_cost", [F(1, 3), F(2, 7), F(10, 11)])
@pytest.mark.parametrize("audit_cost", [F(1, 3), F(1, 7), F(5, 9), F(1, 10)])
def test_what_floats_cannot_tell_is_told_in_rationals(training_cost, audit_cost):
    """One audited episode of training catches it for sure; the loss is as much, or a hair less or more."""
    model = TrainerCommitment(max_training=2, levels=1, max_honeypots=0, deployment=1, discount="1/2")
    model = dataclasses.replace(model, training_cost=training_cost, audit_cost=audit_cost)
    losses = [training_cost + audit_cost + each for each in (-F(1, 10**30), 0, F(1, 10**30))]
    regimes = [trainer_commitment(dataclasses.replace(model, loss=loss)).regime for loss in losses]
    assert regimes == ["accepts the loss", "accepts the loss", "invites defection"]


def test_an_equilibrium_is_cheapest_in_rationals():
    """Caught in the one episode of training it would cost 2, a hair less than the loss; but audited for sure it plays B."""
    hair = F(1, 10**30)
    best = trainer_commitment(TrainerCommitment(1, 1, 0, deployment=2, discount=1, loss=1 + hair))
    assert best.uncommitted == 2 + 2 * hair


def test_free_training_and_certain_patience():
    """Without discount and with costs of nothing, one level of audits: it deceives for ever, however long that is."""
    best = trainer_commitment(TrainerCommitment(levels=1, discount=1, training_cost=0, audit_cost=0, max_honeypots=0))
    assert (best.regime, best.training, best.effort, best.patience) == ("accepts the loss", 0, 0, 0)
    with_honeypots = trainer_commitment(TrainerCommitment(levels=1, discount=1, training_cost=0, audit_cost=0))
    assert (with_honeypots.regime, with_honeypots.effort, with_honeypots.patience) == ("honeypots alone", 1, None)


def test_long_deployment():
    best = trainer_commitment(TrainerCommitment(deployment=10**18, max_honeypots=0))
    assert (best.accepting, best.regime, best.effort) == (10**19, "trains past patience", 1)
    with pytest.raises(ValueError, match="the exact cost has more than 1048576 bits: give shorter deployment than 10000000, "):
        trainer_commitment(TrainerCommitment(deployment=10**7))
    with pytest.raises(ValueError, match=r"deployment must be at most 10\^18 episodes, got 1\.00000e\+400"):
        trainer_commitment(TrainerCommitment(deployment=10**400, max_honeypots=0))


def test_too_many_commitments():
    with pytest.raises(ValueError, match="at most 1000000 commitments, got 31062031: give fewer levels than 1000 "):
        trainer_commitment(TrainerCommitment(levels=1000))


@pytest.mark.parametrize("value", [sympy.Symbol("L"), np.array([0.5])])
def test_formulas_and_arrays_are_refused(value):
    with pytest.raises(TypeError, match="loss must be one number, got "):
        trainer_commitment(TrainerCommitment(loss=value))


def test_how_it_is_shown():
    best = tm.solve(TrainerCommitment())
    assert "trains past patience" in str(best)
    assert "worth of commitment" in best._repr_html_()


def test_the_command_line_reports_every_number():
    arguments = ["solve", "trainer-commitment", "--levels", "4", "--max-honeypots", "0", "--json"]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 0, result.output
    names = {field.name for field in dataclasses.fields(trainer_commitment(TrainerCommitment()))}
    assert names <= set(json.dumps(json.loads(result.output))[1:].replace('"', " ").split())
