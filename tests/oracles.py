"""Brute force over whole profiles of all selves, with values summed over histories, sharing no code with anybody."""

import itertools


def calendar(game):
    """The phase of every episode."""
    return [phase for phase in game.phases for _ in range(phase.episodes)]


def worth(game, profile, objective, histories, first):
    """The expected return from the episode ``first`` on, by one objective, over all continuations of some histories.

    A history is (state, probability, return, weight of the next episode).
    """
    days = calendar(game)
    for t in range(first, len(days)):
        histories = [
            longer
            for state, chance, total, weight in histories
            for context, mu in days[t].contexts.items()
            for longer in step(
                game,
                days[t],
                objective,
                (state, chance * mu, total, weight),
                (state, context, profile[t][state, context]),
            )
        ]
    return sum(chance * total for _, chance, total, _ in histories)


def step(game, phase, objective, history, move):
    """The histories one episode longer in which a move was made."""
    state, chance, total, weight = history
    earned = total + weight * game.payoffs[objective, *move]
    row = phase.kernel.get(move, {state: 1})
    return [(after, chance * k, earned, weight * game.discount) for after, k in row.items() if chance * k]


def quality(game, profile, t, move):
    """Q: what an action once is worth to the self in charge if everybody follows the profile afterwards."""
    objective = game.states[move[0]]
    opening = step(game, calendar(game)[t], objective, (move[0], 1, 0, 1), move)
    return worth(game, profile, objective, opening, t + 1)


def is_equilibrium(game, profile):
    """Whether no self, anywhere and at any time, gains by deviating once."""
    days = calendar(game)
    return all(
        quality(game, profile, t, (state, context, profile[t][state, context]))
        >= quality(game, profile, t, (state, context, action))
        for t in reversed(range(len(days)))
        for state in game.states
        for context in days[t].contexts
        for action in game.actions[state]
        if action != profile[t][state, context]
    )


def profiles(game):
    """Every profile: one rule an episode, each from (state, context) to an action."""
    rules = []
    for phase in calendar(game):
        points = [(state, context) for state in game.states for context in phase.contexts]
        menus = itertools.product(*(game.actions[state] for state, _ in points))
        rules.append([dict(zip(points, chosen, strict=True)) for chosen in menus])
    return map(list, itertools.product(*rules))


def value(game, profile):
    """What a profile is worth to the starting self."""
    return worth(game, profile, game.states[game.start], [(game.start, 1, 0, 1)], 0)
