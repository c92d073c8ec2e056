"""`hygie completion`: a script for bash, zsh or fish, made from the commands as they are."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from assistant.cli.output import print_json
from assistant.cli.parser import build
from assistant.cli.tree import Command, commands
from assistant.config import Layered
from assistant.errors import Exit

_BASH = """# hygie: completion for bash; put it in ~/.local/share/bash-completion/completions/hygie
_hygie() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" before="${{COMP_WORDS[COMP_CWORD-1]}}" path="" word
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case " $(_hygie_verbs "$path") " in *" $word "*) path="${{path:+$path }}$word";; esac
  done
  case "$path:$before" in
{values}
  esac
  COMPREPLY=($(compgen -W "$(_hygie_verbs "$path") $(_hygie_options "$path")" -- "$current"))
  [[ ${{#COMPREPLY[@]}} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$current"))
}}
_hygie_verbs() {{
  case "$1" in
{verbs}
  esac
}}
_hygie_options() {{
  case "$1" in
{options}
  esac
}}
complete -o filenames -F _hygie hygie
"""


def run(options: argparse.Namespace, layered: Layered) -> int:
    """Print the script."""
    found = list(commands(build()))
    script = {"bash": bash, "zsh": zsh, "fish": fish}[options.shell](found)
    if options.json:
        print_json({"shell": options.shell, "script": script})
    else:
        print(script, end="")
    return Exit.OK


def bash(found: Sequence[Command]) -> str:
    """Return the script for bash: no help texts, which it cannot show."""
    verbs, options, values = [], [], []
    for each in found:
        path = " ".join(each.path[1:])
        names = [name for option in each.options for name in option.names]
        verbs.append(f'    "{path}") echo "{" ".join(each.verbs)}";;')
        options.append(f'    "{path}") echo "{" ".join(names)}";;')
        for option in each.options:
            if option.choices:
                words = " ".join(option.choices)
                reply = f'COMPREPLY=($(compgen -W "{words}" -- "$current")); return;;'
                values += [f'    "{path}:{name}") {reply}' for name in option.names]
    return _BASH.format(
        verbs="\n".join(verbs), options="\n".join(options), values="\n".join(values)
    )


def zsh(found: Sequence[Command]) -> str:
    """Return the script for zsh, which can use that of bash."""
    return "#compdef hygie\nautoload -U +X bashcompinit && bashcompinit\n" + bash(found)


def fish(found: Sequence[Command]) -> str:
    """Return the script for fish, help texts beside the words."""
    lines = ["# hygie: completion for fish; put it in ~/.config/fish/completions/hygie.fish"]
    helps = {each.path: each.help for each in found}
    for each in found:
        here = _fish_condition(each)
        for verb in each.verbs:
            text = _quoted(helps[*each.path, verb])
            lines.append(f"complete -c hygie -n '{here}' -f -a {verb} -d {text}")
        for option in each.options:
            names = "".join(_fish_name(name) for name in option.names)
            if names:
                values = f" -x -a '{' '.join(option.choices)}'" if option.choices else ""
                takes = " -r" if option.value and not option.choices else ""
                lines.append(
                    f"complete -c hygie -n '{here}'{names}{values}{takes} -d {_quoted(option.help)}"
                )
    return "\n".join(lines) + "\n"


def _fish_condition(each: Command) -> str:
    seen = [f"__fish_seen_subcommand_from {name}" for name in each.path[1:]]
    none = [f"not __fish_seen_subcommand_from {' '.join(each.verbs)}"] if each.verbs else []
    return "; and ".join([*seen, *none]) or "true"


def _fish_name(name: str) -> str:
    return f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
