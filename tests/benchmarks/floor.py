"""A Typer application with one command: what every command of csm starts from."""

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def hello(name: str) -> None:
    """Say a name."""
    typer.echo(name)


if __name__ == "__main__":
    app()
