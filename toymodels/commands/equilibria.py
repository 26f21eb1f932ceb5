"""``toymodels equilibria``: the solutions of a game in a file of Gambit's format, by one solution concept."""

import json
from collections.abc import Callable
from typing import Any

import click

from toymodels.commands.solved_facts import fact_record
from toymodels.equilibria.equilibria import Equilibria
from toymodels.games.extensive_game import ExtensiveGame
from toymodels.games.matrix_game import MatrixGame
from toymodels.interop.gambit import saved_game

CONCEPTS = ("optimal", "nash", "subgame-perfect", "stackelberg", "dominance")
_MOST_SHOWN = 20


_HELP = """The equilibria of a game in Gambit's formats, .efg for trees and .nfg for matrices.

\b
optimal          optimal strategies and the value of a zero-sum game
nash             all extreme Nash equilibria of two players
subgame-perfect  of trees, with all ties
stackelberg      the leader commits to a mixed strategy
dominance        what is left without strictly dominated strategies

A tree is put in matrix form for nash, stackelberg and dominance. Numbers are exact.
"""


@click.command("equilibria", help=_HELP, short_help="The equilibria of a game in a file, .efg or .nfg.")
@click.argument("file", type=click.Path())
@click.option("--concept", type=click.Choice(CONCEPTS), help="what is looked for  [optimal if zero-sum, otherwise nash]")
@click.option("--leader", metavar="NAME", help="the player that commits, for stackelberg  [the first]")
@click.option("--json", "as_json", is_flag=True, help="print one JSON object, for machines")
def equilibria_command(file: str, concept: str | None, leader: str | None, as_json: bool) -> None:
    """Print what a solution concept says of the game in a file."""
    game = saved_game(file)
    wanted = concept or ("optimal" if len(game.players) == 2 and game.is_zero_sum else "nash")
    if leader is not None and wanted != "stackelberg":
        raise ValueError(f"--leader is for --concept stackelberg, got --concept {wanted}")
    found = _found(game, wanted, leader or game.players[0])
    if as_json:
        click.echo(json.dumps(_record(found), indent=2, allow_nan=False))
    else:
        click.echo("\n".join([str(game), *_lines(found)]))


def _found(game: ExtensiveGame | MatrixGame, concept: str, leader: str) -> Any:
    """What a concept says of a game."""
    from toymodels.equilibria.extreme_equilibria import extreme_equilibria
    from toymodels.equilibria.iterated_dominance import iterated_dominance
    from toymodels.equilibria.sequence_form import optimal_behaviour
    from toymodels.equilibria.stackelberg import stackelberg
    from toymodels.equilibria.subgame_perfect import subgame_perfect
    from toymodels.equilibria.zero_sum import optimal_strategies
    from toymodels.games.matrix_form import matrix_form

    if concept == "subgame-perfect" and isinstance(game, MatrixGame):
        raise ValueError("subgame-perfect is about trees, and a matrix form has no subgames: give an .efg")
    if isinstance(game, ExtensiveGame):
        if concept == "optimal":
            return optimal_behaviour(game)
        if concept == "subgame-perfect":
            return subgame_perfect(game)
        game = matrix_form(game)
    if concept == "stackelberg":
        return stackelberg(game, leader)
    solvers: dict[str, Callable[[MatrixGame], Any]] = {
        "optimal": optimal_strategies,
        "nash": extreme_equilibria,
        "dominance": iterated_dominance,
    }
    return solvers[concept](game)


def _lines(found: Any) -> list[str]:
    """What is printed: at most 20 profiles, and what is regretted in Nash equilibria."""
    lines = str(found).splitlines()
    if not isinstance(found, Equilibria):
        return lines
    rest = [number for number, line in enumerate(lines) if line.startswith(f"{_MOST_SHOWN + 1}. ")]
    shown = [*lines[: rest[0]], f"and {len(found.found) - _MOST_SHOWN} more: --json has all"] if rest else lines
    if not all(each.is_nash for each in found.found):
        return shown
    return [*shown, f"nobody gains by another strategy: the most is {max(max(each.regret.values()) for each in found.found)}"]


def _record(found: Any) -> dict[str, Any]:
    """The profiles for machines, or what dominance leaves."""
    if not isinstance(found, Equilibria):
        left = {player: list(names) for player, names in zip(found.game.players, found.game.strategies, strict=True)}
        return {
            "concept": "iterated strict dominance",
            "left": left,
            "removals": [fact_record(each) for each in found.removals],
        }
    profiles = [
        {"payoffs": fact_record(each.payoffs), "strategies": fact_record(each.strategies), "regret": fact_record(each.regret)}
        for each in found.found
    ]
    head = {"concept": found.concept, "complete": found.is_complete, "scope": found.scope, "method": found.method}
    return {**head, "equilibria": profiles}
