"""What the commands about a model have in common: one subcommand a model, with the model's parameters as its options."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping

import click

from toymodels.catalogue import model_named, models
from toymodels.domains import parameters


class ModelCommands(click.Group):
    """A command with a subcommand for every model, made when it is asked for.

    Parameters
    ----------
    name
        The command's name.
    summary
        Its help text.
    subcommand
        The subcommand of a model class.
    """

    def __init__(self, name: str, summary: str, subcommand: Callable[[type], click.Command]) -> None:
        super().__init__(
            name,
            help=f"{summary}\n\nThe options of a model are its parameters: toymodels {name} MODEL -h.",
            callback=_check_model,
            invoke_without_command=True,
            subcommand_metavar="MODEL ...",
        )
        self.subcommand = subcommand

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the models."""
        return list(models())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The subcommand of the model of a name."""
        return self.subcommand(model_named(cmd_name))


@click.pass_context
def _check_model(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        raise click.UsageError(f"{context.command.name} needs a model, one of: {', '.join(models())}")


def model_options(model: type, defaults: Mapping[str, object] = {}, required: bool = True) -> list[click.Parameter]:  # noqa: B006, FBT001, FBT002
    """An option for every parameter of a model.

    Parameters
    ----------
    model
        The model class.
    defaults
        Values used instead of the model's own defaults.
    required
        Whether parameters without a default must be given.
    """
    values = default_values(model) | dict(defaults)
    return [
        click.Option(
            [option_name(name)],
            metavar="INTEGER" if parameter.integer else "NUMBER",
            required=required and name not in values,
            help=f"{parameter.meaning}; {parameter.domain}  [{values.get(name, 'required')}]",
        )
        for name, parameter in parameters(model).items()
    ]


def default_values(model: type) -> dict[str, object]:
    """The defaults of a model's parameters, by name, of those that have one."""
    fields = {field.name: field.default for field in dataclasses.fields(model) if field.name in parameters(model)}
    return {name: default for name, default in fields.items() if default is not dataclasses.MISSING}


def option_name(parameter: str) -> str:
    """The option of a parameter.

    >>> option_name("training_agreement")
    '--training-agreement'
    """
    return "--" + parameter.replace("_", "-")


def given_fields(model: type, options: Mapping[str, object]) -> dict[str, object]:
    """The parameters of a model that were given among a command's options."""
    return {name: options[name] for name in parameters(model) if options[name] is not None}


def fields_text(model: object, without: Iterable[str] = ()) -> str:
    """The parameters of a model in one line, some left out."""
    names = [name for name in parameters(type(model)) if name not in set(without)]
    return ", ".join(f"{name}={getattr(model, name)}" for name in names)
