"""The command line, ``toymodels`` with a word for what is asked of a model: ``list``, ``solve``, ``threshold`` and so on.

Whatever is wrong with the input is one line on standard error and the exit code 2.
"""

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

import toymodels
from toymodels.catalogue import states_a_game
from toymodels.commands.breakpoints import breakpoints_command
from toymodels.commands.check import check_command
from toymodels.commands.equilibria import equilibria_command
from toymodels.commands.model_commands import ModelCommands
from toymodels.commands.models_list import list_command
from toymodels.commands.regions import regions_command
from toymodels.commands.solve import solve_command
from toymodels.commands.threshold import threshold_command
from toymodels.solving import own_solver


def phase_diagram_subcommand(model: type) -> click.Command:
    """The subcommand that draws the phase diagram of a model; what it needs is not imported for the other commands."""
    from toymodels.commands.fact_diagram import fact_diagram_command
    from toymodels.commands.phase_diagram import phase_diagram_command

    return phase_diagram_command(model) if own_solver(model) is None else fact_diagram_command(model)


def plot_subcommand(model: type) -> click.Command:
    """The subcommand that draws the picture of a model; what it needs is not imported for the other commands."""
    from toymodels.commands.plot import plot_command

    return plot_command(model)


def tree_subcommand(model: type) -> click.Command:
    """The subcommand that unfolds a model's training game; what it needs is not imported for the other commands."""
    from toymodels.commands.tree import tree_command

    return tree_command(model)


_HELP = """The toy models of AI alignment, made computable.

Numbers are exact: 0.35 is 7/20, and 1/3 may be written 1/3.

\b
Try:  toymodels solve episode-game
      toymodels threshold episode-game discount
      toymodels breakpoints episode-game discount
      toymodels regions episode-game modification discount
      toymodels phase-diagram episode-game
      toymodels plot episode-game
      toymodels tree episode-game --audits 1
      toymodels check
"""


@click.group(help=_HELP, context_settings={"help_option_names": ["-h", "--help"]}, invoke_without_command=True)
@click.version_option(toymodels.__version__, prog_name="toymodels")
@click.pass_context
def cli(context: click.Context) -> None:
    """The command line; without a command it prints its help."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


cli.add_command(list_command)
cli.add_command(ModelCommands("solve", "The solution of a model: its optimal plan, and all that it reports.", solve_command))
cli.add_command(
    ModelCommands("threshold", "The value of one parameter where deception starts to pay.", threshold_command, states_a_game)
)
cli.add_command(
    ModelCommands(
        "breakpoints", "Every value of one parameter where the optimal policy changes.", breakpoints_command, states_a_game
    )
)
cli.add_command(ModelCommands("regions", "Where which policy is optimal, as inequalities.", regions_command, states_a_game))
cli.add_command(ModelCommands("phase-diagram", "What is optimal over one or two parameters.", phase_diagram_subcommand))
cli.add_command(ModelCommands("plot", "The picture of a model.", plot_subcommand))
cli.add_command(
    ModelCommands(
        "tree",
        "A training game as a tree, drawn or written for Gambit and OpenSpiel.",
        tree_subcommand,
        lambda model: hasattr(model, "training_game"),
    )
)
cli.add_command(equilibria_command)
cli.add_command(check_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit: with 0, or with 2 and one line on standard error for a caller's mistake.

    Parameters
    ----------
    arguments
        The words after ``toymodels``; those of this process if not given.
    """
    try:
        code = cli.main(arguments, prog_name="toymodels", standalone_mode=False)
    except click.Abort:
        sys.exit(130)
    except (click.ClickException, ValueError, TypeError, ArithmeticError, OSError) as error:
        click.echo(f"Error: {_message(error)}", err=True)
        sys.exit(2)
    sys.exit(code)


def _message(error: Exception) -> str:
    """An error in one line."""
    if isinstance(error, click.ClickException):
        text = error.format_message()
    elif isinstance(error, OSError) and error.filename:
        text = f"{error.filename}: {error.strerror}"
    else:
        text = str(error)
    return " ".join(text.split()) or type(error).__name__
