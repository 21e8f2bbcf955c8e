"""Let a shell complete commands, options and the names of entries and questions.

Example: eval "$(minkg completion bash)"
"""

import argparse

from minkg.cli.common import Context


def arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="the shell you use")


def run(context: Context, args: argparse.Namespace) -> int:
    """Print the code that the shell has to run."""
    from argcomplete.shell_integration import shellcode

    context.put(shellcode(["minkg"], shell=args.shell))
    return 0
