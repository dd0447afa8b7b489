"""`osler completion`: the completion script for a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(context: click.Context, shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash:  osler completion bash >> ~/.bashrc
    zsh:   osler completion zsh >> ~/.zshrc
    fish:  osler completion fish > ~/.config/fish/completions/osler.fish
    """
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(found(context.find_root().command, {}, "osler", "_OSLER_COMPLETE").source())
