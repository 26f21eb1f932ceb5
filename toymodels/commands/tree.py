"""``toymodels tree``: a model's training game as a tree, drawn with its solution, or written for other programs."""

import textwrap
from pathlib import Path
from typing import Any

import click

from toymodels.commands.diagram_file import PICTURE_SUFFIXES
from toymodels.commands.model_commands import fields_text, given_fields, model_command, model_options, model_with
from toymodels.commands.numbers import exact_and_decimal
from toymodels.domains import Flag, Parameter, parameters
from toymodels.equilibria.sequence_form import optimal_behaviour
from toymodels.files import written_whole
from toymodels.games.best_response import best_response
from toymodels.games.extensive_game import ExtensiveGame, Profile
from toymodels.games.matrix_form import matrix_form
from toymodels.games.unfolded_size import unfolded_size
from toymodels.games.unfolding import OVERSEER, unfolded
from toymodels.interop.gambit import MATRIX_SUFFIXES, TREE_SUFFIXES, gambit_text
from toymodels.plots.picture import picture
from toymodels.plots.tree import tree_figure
from toymodels.plots.tree_layout import tree_layout

SUFFIXES = (".svg", *(suffix for suffix in PICTURE_SUFFIXES if suffix != ".svg"), *TREE_SUFFIXES, *MATRIX_SUFFIXES)
MOST_PLACES = 20_000
MOST_SOLVED = 10_000
_MOST_EPISODES = 100_000
_WIDTH = 78
_HELP = (
    "A picture shows what is optimal: for the optimizer alone, or against an overseer that wants the opposite. "
    "The formats .efg and .nfg are Gambit's, of trees and of matrices."
)
_AUDITS = Parameter("episodes of training that an overseer can audit", 0, integer=True)
_OBSERVED = Flag("whether the optimizer sees which were audited")


def tree_command(model: type) -> click.Command:
    """The subcommand that unfolds a model; audits are asked for where they are no parameter of the model."""
    audits = f"{_AUDITS.meaning}; {_AUDITS.domain}  [no overseer]"
    options: list[click.Parameter] = [
        *model_options(model),
        *([] if "audits" in parameters(model) else [click.Option(["--audits"], metavar="INTEGER", help=audits)]),
        *(
            []
            if "observed" in parameters(model)
            else [click.Option(["--observed"], metavar=_OBSERVED.metavar, help=f"{_OBSERVED.meaning}  [yes]")]
        ),
        click.Option(["--out"], default="tree.svg", metavar="FILE", help=f"{', '.join(SUFFIXES)}  [tree.svg]", type=str),
        click.Option(["--plain"], is_flag=True, help="write an .efg or .nfg that OpenSpiel reads: strategies without names"),
    ]
    return model_command(model, options, _draw, _HELP)


def _draw(model: type, options: dict[str, Any]) -> None:
    stated = model_with(model, given_fields(model, options))
    out = Path(options["out"])
    with written_whole(out, SUFFIXES) as draft:
        game = _unfolded(stated, options)
        if out.suffix.lower() in PICTURE_SUFFIXES:
            tree_layout(game)
        facts, profile = _solved(game)
        if out.suffix.lower() in PICTURE_SUFFIXES:
            draft.write_bytes(picture(tree_figure(game, profile), out.suffix.lower()[1:]))
        else:
            form = game if out.suffix.lower() in TREE_SUFFIXES else matrix_form(game)
            text = gambit_text(form, plain_names=options["plain"], short_numbers=options["plain"])
            draft.write_text(text, encoding="utf-8")
    head = textwrap.fill(f"{model.__name__}: {fields_text(stated)}", _WIDTH, subsequent_indent="  ")
    told = [f"  {name:<11} {fact}" for name, fact in facts.items()]
    sizes = f"{_counted(len(game.positions), 'position')}, {_counted(len(game.information_sets), 'information set')}"
    click.echo("\n".join([head, "", *told, "", f"{out}: {sizes}"]))


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _unfolded(stated: Any, options: dict[str, Any]) -> ExtensiveGame:
    """The tree of a model, if it isn't too large."""
    given = options["audits"] if "audits" not in parameters(type(stated)) else stated.audits
    audits = None if given is None else _AUDITS.checked(given, "audits")
    observed = getattr(stated, "observed", options.get("observed"))
    if observed is not None and audits is None:
        raise ValueError(f"--observed must come with --audits, got --observed {observed} alone")
    game = stated.training_game()
    if game.episodes > _MOST_EPISODES or unfolded_size(game, audits, MOST_PLACES) > MOST_PLACES:
        raise ValueError(
            f"a game that is unfolded must have at most {_MOST_EPISODES} episodes and {MOST_PLACES} places between them, "
            f"got more: take fewer episodes of training"
        )
    return unfolded(game, audits, observed=observed is None or _OBSERVED.checked(observed, "observed"))


def _solved(game: ExtensiveGame) -> tuple[dict[str, str], Profile | None]:
    """What is told of a game's solution, and the profile that is drawn; none where there isn't one value of the game."""
    first = game.players[0]
    if len(game.positions) > MOST_SOLVED:
        return {"solution": f"not looked for in trees of more than {MOST_SOLVED} positions"}, None
    if len(game.players) == 1:
        anything = {name: found.actions[0] for name, found in game.information_sets.items()}
        best = best_response(game, anything, first)
        return {"value": f"{exact_and_decimal(best.value)} to {first}"}, best.actions
    if game.players[1:] != (OVERSEER,):
        return {"solution": f"none drawn: {', '.join(game.players)} each want something else"}, None
    [found] = optimal_behaviour(game).found
    regret = max(found.regret.values())
    return {
        "value": f"{exact_and_decimal(found.payoffs[first])} to {first}, by optimal behaviour of both",
        "certificate": f"{exact_and_decimal(regret)} (the most that either gains by any other strategy)",
    }, {name: dict(chances) for name, chances in found.strategies.items()}
