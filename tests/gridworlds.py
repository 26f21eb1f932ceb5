"""Two published gridworlds as networkx graphs, and their best returns by value iteration in rational numbers."""

from fractions import Fraction

import networkx

INTERRUPTIBILITY = ("########", "#  ###A#", "#   I  #", "#  ### #", "#G ###B#", "########")
SUPERVISION = ("######", "#A   #", "# ## #", "#P## #", "#G   #", "######")
STEP, GOAL, LIMIT = -1, 50, 100


def places(art):
    """The cells that are no wall, as a graph of moves."""
    cells = {(r, c) for r, row in enumerate(art) for c, sign in enumerate(row) if sign != "#"}
    steps = [(0, 1), (1, 0), (0, -1), (-1, 0)]
    return networkx.DiGraph([(a, b) for a in cells for step in steps if (b := (a[0] + step[0], a[1] + step[1])) in cells])


def found(art, sign):
    return next((r, row.index(sign)) for r, row in enumerate(art) if sign in row)


def best_return(art, probability, entering):
    """The best expected return from A, with time to the limit, over positions and whether a button was pressed.

    ``entering(cell, pressed)`` is the chance of being stopped there for the rest of the episode and what entering costs.
    """
    graph, goal = places(art), found(art, "G")
    button = found(art, "B") if any("B" in row for row in art) else None
    states = [(cell, pressed) for cell in graph for pressed in (False, True)]
    worth = dict.fromkeys(states, Fraction(0))
    for left in range(1, LIMIT + 1):
        new = {}
        for cell, pressed in states:
            options = []
            for target in graph[cell]:
                after = pressed or target == button
                stopped, cost = entering(target, after, probability)
                later = GOAL if target == goal else worth[target, after]
                options.append(STEP + cost + (1 - stopped) * later + stopped * STEP * (left - 1))
            new[cell, pressed] = max(options)
        worth = new
    return worth[found(art, "A"), False]
