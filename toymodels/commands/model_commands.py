"""What the commands about models have in common: a subcommand for each, with its parameters as options."""

import dataclasses
import textwrap
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, cast

import click

from toymodels.catalogue import command_line_name, model_named, models, summary
from toymodels.commands.numbers import exact_and_decimal, exact_text
from toymodels.domains import parameters
from toymodels.training import Statement

_LONGEST_FIELD = 40
_WIDTH = 78


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
    takes
        Which model classes it is about.
    """

    def __init__(
        self,
        name: str,
        summary: str,
        subcommand: Callable[[type], click.Command],
        takes: Callable[[type], bool] = lambda model: True,
    ) -> None:
        super().__init__(
            name,
            help=f"{summary}\n\nThe options of a model are its parameters: toymodels {name} MODEL -h.",
            callback=_check_model,
            invoke_without_command=True,
            subcommand_metavar="MODEL ...",
        )
        self.subcommand = subcommand
        self.takes = takes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the models."""
        return [name for name, model in models().items() if self.takes(model)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:
        """The subcommand of the model of a name."""
        model = model_named(cmd_name)
        if not self.takes(model):
            raise ValueError(f"{self.name} is about models that are one training game, not about {cmd_name}")
        return self.subcommand(model)


@click.pass_context
def _check_model(context: click.Context) -> None:
    if context.invoked_subcommand is None:
        names = cast(ModelCommands, context.command).list_commands(context)
        raise click.UsageError(f"{context.command.name} needs a model, one of: {', '.join(names)}")


def model_command(
    model: type, options: list[click.Parameter], run: Callable[[type, dict[str, Any]], None], about: str
) -> click.Command:
    """The subcommand of a model, which runs a function of the model and of the options given.

    Parameters
    ----------
    model
        The model class.
    options
        The subcommand's arguments and options.
    run
        What it does.
    about
        What its help says below the model's summary.
    """
    return click.Command(
        command_line_name(model),
        callback=lambda **given: run(model, given),
        params=options,
        help=f"{summary(model)}\n\n{about}",
        short_help=summary(model),
    )


def model_options(model: type, defaults: Mapping[str, object] = MappingProxyType({})) -> list[click.Parameter]:
    """An option for every parameter of a model.

    Parameters
    ----------
    model
        The model class.
    defaults
        Values used instead of the model's own defaults.
    """
    values = default_values(model) | dict(defaults)
    return [
        click.Option(
            [option_name(name)],
            metavar=parameter.metavar,
            help=f"{parameter.meaning}; {parameter.domain}  [{_default_text(values, name)}]",
        )
        for name, parameter in parameters(model).items()
    ]


def _default_text(values: Mapping[str, object], name: str) -> str:
    if name not in values:
        return "required"
    text = value_text(values[name])
    return text if len(text) <= _LONGEST_FIELD else "a long one, not shown"


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


def model_with(model: type, fields: Mapping[str, object]) -> Any:
    """A model with these parameters, and its defaults for the others.

    Raises
    ------
    click.UsageError
        If a parameter has neither.
    """
    for name in parameters(model):
        if name not in fields and name not in default_values(model):
            raise click.UsageError(f"{command_line_name(model)} needs {option_name(name)}: it has no default")
    return model(**fields)


def others_text(model: Statement, without: Iterable[str]) -> str:
    """The parameters of a model at which something holds of those left out, in indented lines."""
    return textwrap.fill(f"at {fields_text(model, without)}", _WIDTH, initial_indent="  ", subsequent_indent="     ")


def fields_text(model: Statement, without: Iterable[str] = ()) -> str:
    """The parameters of a model in one line, some left out, and those that are None."""
    names = [name for name in parameters(type(model)) if name not in set(without)]
    values = {name: value for name in names if (value := getattr(model, name)) is not None}
    return ", ".join(f"{name}={value_text(value)}" for name, value in values.items())


def value_text(value: Any) -> str:
    """A parameter's value in words."""
    if value is None or dataclasses.is_dataclass(value):
        return str(value or "none")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return f"({', '.join(map(value_text, value))})"
    return value if isinstance(value, str) else exact_text(value, _LONGEST_FIELD) or exact_and_decimal(value)
