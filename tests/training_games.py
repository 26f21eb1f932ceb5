"""Small training games written out by hand, for tests."""

from toymodels.training import Phase, TrainingGame


def ladder_game(rungs=3, training=2, deployment=2, chance=1, discount=1):
    """An optimizer whose objective is moved one rung towards base with some probability after each seen A.

    State i is worth i / (rungs - 1) to its own objective per B, and 1 per A: only the last rung is base.
    """
    names = [f"rung {i}" for i in range(rungs)]
    kernel = {
        (s, "task", "A"): {names[i + 1]: chance, s: 1 - chance} if chance != 1 else {names[i + 1]: 1}
        for i, s in enumerate(names[:-1])
    }
    pays = {
        (phi, s, "task", a): (int(phi == names[-1]) if a == "B" else int(phi == s and phi != names[-1]))
        for phi in names
        for s in names
        for a in "BA"
    }
    return TrainingGame(
        base=names[-1],
        states={s: s for s in names},
        actions=dict.fromkeys(names, ("B", "A")),
        payoffs=pays,
        phases=(
            Phase("training", training, {"task": 1}, kernel, training=True),
            Phase("deployment", deployment, {"task": 1}),
        ),
        start=names[0],
        discount=discount,
    )


def choice_game(payoffs, episodes=1, contexts=None, kernel=None, discount=1):
    """One self with named actions that pay it (and the base objective) so much in every context."""
    contexts = contexts or {"task": 1}
    return TrainingGame(
        base="base",
        states={"self": "base"},
        actions={"self": tuple(payoffs)},
        payoffs={("base", "self", c, a): pay for c in contexts for a, pay in payoffs.items()},
        phases=(Phase("play", episodes, contexts, kernel or {}),),
        start="self",
        discount=discount,
    )
