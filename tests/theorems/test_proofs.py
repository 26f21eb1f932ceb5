"""The formal proofs: that they are accepted, what they say, and that their definitions are what the library computes."""

import dataclasses
import itertools
import random
import re
import shutil
from fractions import Fraction

import pytest

from toymodels.evidence.formal import (
    KNOWN_AXIOMS,
    SECONDS,
    Prover,
    axioms_in,
    fault_in,
    formal_outcome,
    installed_compiler,
    theorems_in,
    without_comments,
)
from toymodels.evidence.library import PROOFS, library_claims
from toymodels.models.episode_game import EpisodeGame
from toymodels.solvers.backward_induction import backward_induction
from toymodels.solvers.closed_form import closed_form
from toymodels.solvers.policy_evaluation import policy_evaluation
from toymodels.theorems.readings import unmodified_at_deployment

F = Fraction
COQC = installed_compiler()
_REASON = "neither coqc nor rocq is installed (Debian's package coq): formal proofs not checked"
needs_coqc = pytest.mark.skipif(COQC is None, reason=_REASON)

FILES = sorted(PROOFS.glob("*.v"))
PREAMBLE = """From Coq Require Import Reals List Lra.
From toymodels Require bounded_window.
From toymodels Require Import episode_game examples.
Import ListNotations.
Local Open Scope R_scope.
"""
RATES = (0, 1, F(1, 2), F(1, 3), F(9, 10), F(2, 3))
OVERLAPS = (0, 0, F(1, 2), F(-1, 3), 1, F(3, 2))

STATEMENTS = {
    "bounded_window.bounded_window": """
        forall (G : game) (D T : nat), is_game G -> discount G < 1 ->
        let m := deceptive_episodes G D T in (1 <= m)%nat -> discount G ^ m > 1 - discount G""",
    "bounded_window.survival_vanishes": """
        forall (G : game) (D : nat), is_game G -> discount G < 1 -> 0 < modification G * (1 - training_agreement G) ->
        forall small : R, 0 < small -> exists long : nat, forall T, (long <= T)%nat ->
        bounded_window.survival G T (deceiver G D T) < small""",
    "deviations.readings_agree": """
        forall (G : game), is_game G -> 0 < discount G ->
        modification G < 1 -> monitoring G < 1 -> training_agreement G < 1 -> deployment_agreement G < 1 ->
        forall (T : nat) (plan : list act), optimal G T plan <-> subgame_perfect G T plan""",
    "monitoring_never_deters.monitoring_never_deters": """
        forall (G : game) (D : nat), is_game G ->
        subgame_perfect G 0 (repeat A D) /\\ optimal G 0 (repeat A D)""",
    "perfect_recall.single_switch_among_policies": """
        forall (G : game) (D T : nat) (sigma : list perfect_recall.event -> R), is_game G ->
        (forall history, 0 <= sigma history <= 1) ->
        perfect_recall.policy_value G T (T + D) Mesa sigma <= value G T Mesa (deceiver G D T)""",
    "isolated_tie.isolated_tie": """
        forall (G : game) (D T m : nat), is_game G -> discount G < 1 -> (1 <= m <= T)%nat -> threat G D m = 1 ->
        forall plan, length plan = (T + D)%nat ->
        (subgame_perfect G T plan <-> plan = switching (T - m) m D \\/ plan = switching (S (T - m)) (pred m) D)""",
    "single_switch.single_switch": """
        forall (G : game) (D T : nat), is_game G ->
        subgame_perfect G T (deceiver G D T) /\\ optimal G T (deceiver G D T)""",
    "single_switch.single_switch_plain": """
        forall (T D : nat) (p w g : R), 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
        let u := power_sum g 0 D in
        exists m : nat, (m <= T)%nat /\\
          (forall j, (1 <= j <= T)%nat -> (j <= m)%nat <-> p * g ^ j * u >= 1) /\\
          let plan := repeat A (T - m) ++ repeat B m ++ repeat A D in
          subgame_perfect (plain p w g) T plan /\\ optimal (plain p w g) T plan""",
    "single_switch_ties.single_switch_only_plain": """
        forall (T D : nat) (p w g : R), (1 <= D)%nat -> 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
        (forall j, (1 <= j <= T)%nat -> p * g ^ j * power_sum g 0 D <> 1) ->
        forall plan, length plan = (T + D)%nat ->
        (subgame_perfect (plain p w g) T plan <-> plan = deceiver (plain p w g) D T)""",
    "overlap_cancels.overlap_cancels": """
        forall (G : game) (v : R), overlap G < 1 -> v < 1 -> forall (T : nat) (plan : list act),
        (subgame_perfect G T plan <-> subgame_perfect (overlap_cancels.with_overlap v G) T plan) /\\
        (optimal G T plan <-> optimal (overlap_cancels.with_overlap v G) T plan)""",
    "last_episode_threshold.last_episode_threshold_plain": """
        forall (n D : nat) (p w g : R), 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
        (exists before after, length before = n /\\ length after = D /\\
           subgame_perfect (plain p w g) (S n) (before ++ B :: after)) <-> p * power_sum g 1 D >= 1""",
    "all_training_threshold.all_training_threshold_plain": """
        forall (T D : nat) (p w g : R), (1 <= T)%nat -> 0 <= p <= 1 -> 0 <= g <= 1 -> w < 1 ->
        subgame_perfect (plain p w g) T (repeat B T ++ repeat A D) <-> p * power_sum g T D >= 1""",
    "undiscounted_trichotomy.undiscounted_trichotomy_plain": """
        forall (T D : nat) (p w : R), (1 <= D)%nat -> 0 <= p <= 1 -> w < 1 ->
        let G := plain p w 1 in
        (p * INR D > 1 -> forall plan, length plan = (T + D)%nat ->
           (subgame_perfect G T plan <-> plan = repeat B T ++ repeat A D) /\\
           (optimal G T plan <-> plan = repeat B T ++ repeat A D)) /\\
        (p * INR D = 1 -> forall plan, length plan = (T + D)%nat ->
           (subgame_perfect G T plan <-> exists training, length training = T /\\ plan = training ++ repeat A D) /\\
           (subgame_perfect G T plan -> optimal G T plan)) /\\
        (p * INR D < 1 -> forall plan, length plan = (T + D)%nat ->
           (subgame_perfect G T plan <-> plan = repeat A (T + D)) /\\
           (optimal G T plan <-> plan = repeat A (T + D)))""",
    "half_discount.half_discount": """
        forall (G : game) (D T : nat), is_game G -> discount G <= 1 / 2 ->
        (forall j, (1 <= j)%nat -> threat G D j < 1) /\\
        (forall plan, length plan = (T + D)%nat -> (subgame_perfect G T plan <-> plan = repeat A (T + D))) /\\
        optimal G T (repeat A (T + D))""",
}
"""The theorems as told: what is written here is what the files prove, word for word."""

FALSE = {
    "never_so": "value (plain 1 0 1) 2 Mesa [B; B; A; A; A] = 4. Proof. game_value. Qed.",
    "left_open": "value (plain 1 0 1) 2 Mesa [B; B; A; A; A] = 4. Proof. Admitted.",
    "not_perfect": "subgame_perfect (plain 1 0 1) 2 [A; A; A; A; A]. Proof. game_perfect. Qed.",
    "perfect": "~ subgame_perfect (plain 1 0 1) 2 [B; B; A; A; A]. Proof. game_imperfect. Qed.",
}


def games(count=14, seed=4):
    """Small random games over all eight parameters, in turn at random and with p such that something ties."""
    rng = random.Random(seed)  # noqa: S311
    for i in range(count):
        rest = [rng.choice(RATES) if i % 3 else 0 for _ in range(3)]
        game = EpisodeGame(
            rng.randint(0, 2), rng.randint(1, 2), rng.choice(RATES), rng.choice(OVERLAPS), rng.choice(RATES), *rest
        )
        yield game
        stake = game.discount * (1 + game.discount)
        if stake >= 1:
            yield EpisodeGame(2, 2, 1 / F(stake), F(1, 4), game.discount)


def number(value):
    return f"({value.numerator} / {value.denominator})" if isinstance(value, Fraction) else f"({value})"


def rocq_game(game):
    rates = (game.modification, game.overlap, game.discount)
    return f"(Game {' '.join(map(number, (*rates, game.training_agreement, game.deployment_agreement, game.monitoring)))})"


def rocq_plan(plan):
    return f"[{'; '.join(plan)}]"


def perfect_plans(game):
    """All plans that backward induction admits."""
    choices = backward_induction(game).choices
    return {"".join(acts) for acts in itertools.product(*(rule["mesa", "conflict"] for rule in choices))}


def some(plans, most):
    """At most so many of some plans, spread over all of them."""
    return plans[:: -(-len(plans) // most)] if plans else []


def instances():
    """What the library computes about small games, as lemmas."""
    for game in games():
        name, left = rocq_game(game), f"{game.training} "
        plans = ["".join(acts) for acts in itertools.product("AB", repeat=game.training + game.deployment)]
        for plan in some(plans, 3):
            value = number(policy_evaluation(game, plan).value)
            yield f"Goal value {name} {left}Mesa {rocq_plan(plan)} = {value}. Proof. game_value. Qed."
            chance = f"bounded_window.survival {name} {left}{rocq_plan(plan)} = {number(unmodified_at_deployment(game, plan))}"
            yield f"Goal {chance}. Proof. cbv beta iota zeta delta [bounded_window.survival]. game_value. Qed."
        perfect = perfect_plans(game)
        for plan in some(sorted(perfect), 2):
            yield f"Goal subgame_perfect {name} {left}{rocq_plan(plan)}. Proof. game_perfect. Qed."
        for plan in some(sorted(set(plans) - perfect), 2):
            yield f"Goal ~ subgame_perfect {name} {left}{rocq_plan(plan)}. Proof. game_imperfect. Qed."
        if game.overlap < 1:
            deceptive = closed_form(game).plan[: game.training].count("B")
            lemma = f"deceptive_episodes {name} {game.deployment} {left}= {deceptive}%nat"
            yield f"Goal {lemma}. Proof. game_count. Qed."
            deployed = dataclasses.replace(game, training=0)
            worths = [policy_evaluation(deployed, act * game.deployment).value for act in "AB"]
            worth = number((worths[0] - worths[1]) / F(1 - game.overlap))
            yield f"Goal worth_of_deployment {name} {game.deployment} = {worth}. Proof. game_value. Qed."


@pytest.fixture(scope="module")
def prover(tmp_path_factory):
    """The compiler of formal proofs at work on all files of the library and on what this test adds to them."""
    folder = tmp_path_factory.mktemp("proofs")
    for path in FILES:
        shutil.copy(path, folder)
    homes = " ".join(sorted({name.partition(".")[0] for name in STATEMENTS}))
    told = [f"Goal {statement}.\nProof. exact {name}. Qed." for name, statement in STATEMENTS.items()]
    (folder / "as_told.v").write_text("\n".join([PREAMBLE, f"From toymodels Require {homes}.", *told]))
    (folder / "as_computed.v").write_text("\n".join([PREAMBLE, *instances()]))
    for name, lemma in FALSE.items():
        (folder / f"{name}.v").write_text(f"{PREAMBLE}\nTheorem wrong : {lemma}")
    return Prover(COQC, folder, SECONDS)


@needs_coqc
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_accepted_and_rests_on_the_axioms_of_the_reals_alone(prover, path):
    assert fault_in(prover, path.stem) == ""
    listed = axioms_in(prover, path.stem)
    assert list(listed) == theorems_in(path)
    assert set().union(*listed.values()) <= KNOWN_AXIOMS


@needs_coqc
def test_the_files_prove_what_is_told(prover):
    assert fault_in(prover, "as_told") == ""


@needs_coqc
def test_the_definitions_are_what_the_library_computes(prover):
    assert fault_in(prover, "as_computed") == ""


@needs_coqc
@pytest.mark.parametrize("name", FALSE)
def test_what_is_wrong_is_not_accepted(prover, name):
    assert fault_in(prover, name) != ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_left_open_or_switched_off(path):
    words = re.findall(r"[\w']+", without_comments(path.read_text()))
    assert not {"Admitted", "admit", "give_up", "Abort", "Axiom", "Axioms", "Parameter", "Parameters"} & set(words)
    assert not {"Conjecture", "Hypothesis", "Hypotheses", "Variable", "Variables", "Context", "Set", "Unset", "Load"} & set(
        words
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_begins_with_words(path):
    text = path.read_text()
    assert text.startswith("(* ")
    assert max(map(len, text.splitlines())) <= 128
    if text.startswith("(* Claim"):
        assert "Not proved: that the definitions are what the Python library computes, which is tested." in " ".join(
            text.split()
        )


def test_the_proofs_that_claims_name_are_there():
    named = [proof.split(":") for claim in library_claims().values() for proof in claim.proofs]
    assert len(named) >= 6
    for file, theorem in named:
        assert theorem in theorems_in(PROOFS / file)


@needs_coqc
def test_a_proof_that_switches_the_guard_off_does_not_count(tmp_path):
    """``Print Assumptions`` lists it as "loop is assumed to be guarded."."""
    lines = [
        "Unset Guard Checking.",
        "Fixpoint loop (n : nat) : False := loop n.",
        "Theorem wrong : False.",
        "Proof. exact (loop 0). Qed.",
    ]
    (tmp_path / "circular.v").write_text("\n".join(lines))
    assert formal_outcome(["circular.v:wrong"], tmp_path).status == "failed"
