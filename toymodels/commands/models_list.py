"""``toymodels list``: the models there are, with their parameters."""

import click

from toymodels.catalogue import models, summary
from toymodels.commands.model_commands import default_values, option_name, value_text
from toymodels.domains import parameters

_LONGEST_DEFAULT = 20


@click.command("list", short_help="The models, with their parameters, defaults and domains.")
def list_command() -> None:
    """Print the models, with their parameters, defaults and domains."""
    formatter = click.HelpFormatter(width=80)
    for name, model in models().items():
        formatter.write(f"{name}\n")
        formatter.indent()
        formatter.write_text(summary(model))
        if rows := _rows(model):
            formatter.write_paragraph()
            formatter.write_dl(rows, col_max=32)
        formatter.dedent()
        formatter.write_paragraph()
    click.echo(formatter.getvalue().rstrip())


def _rows(model: type) -> list[tuple[str, str]]:
    defaults = default_values(model)
    return [
        (f"{option_name(name)} {_shown(item.metavar, defaults.get(name))}", f"{item.meaning}; {item.domain}")
        for name, item in parameters(model).items()
    ]


def _shown(metavar: str, default: object) -> str:
    """A parameter's default, or what stands for its values if there is none or a long one."""
    text = "" if default is None else value_text(default)
    return text if 0 < len(text) <= _LONGEST_DEFAULT else metavar
