"""``toymodels list``: the models there are, with their parameters."""

import click

from toymodels.catalogue import models, summary
from toymodels.commands.model_commands import default_values, option_name
from toymodels.domains import parameters


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
    shown = {name: item.metavar if defaults.get(name) is None else defaults[name] for name, item in parameters(model).items()}
    return [
        (f"{option_name(name)} {shown[name]}", f"{item.meaning}; {item.domain}") for name, item in parameters(model).items()
    ]
