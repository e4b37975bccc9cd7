"""The command line: global flags, the command, its flags, and the exit code."""

import json
import os
import sys

from .context import Context
from .failure import Failure, UsageFailure
from .faults import Faults

GLOBAL = {"--color": "color", "--format": "format", "--index": "index", "--log-level": "log-level",
          "--config": "config"}
SWITCHES = {"--json": "json", "--offline": "offline", "--remote": "remote", "--frozen": "frozen",
            "--quiet": "quiet", "-q": "quiet"}
SHORT = {"-s": "--select", "-d": "--deselect", "-u": "--username", "-p": "--platform"}


def usage(text, command=""):
    line = f"ocx {command} [OPTIONS] <PACKAGE>..." if command else "ocx [OPTIONS] [COMMAND]"
    return UsageFailure(f"error: {text}\n\nUsage: {line}\n")


def take(arguments, valued, switches, flags, command=""):
    """Takes the flags at the front of the arguments into `flags`; the rest of the arguments."""
    while arguments:
        argument = arguments.pop(0)
        if argument == "--":
            return [argument] + arguments
        name, equals, value = argument.partition("=")
        if name in valued:
            if not equals and not arguments:
                raise usage(f"a value is required for '{name}'")
            if valued[name] in flags:
                raise usage(f"the argument '{name} <{valued[name].upper()}>' cannot be used multiple times", command)
            flags[valued[name]] = value if equals else arguments.pop(0)
        elif argument in switches:
            flags[switches[argument]] = ""
        elif argument.startswith("-") and len(argument) > 1:
            raise usage(f"unexpected argument '{argument}' found")
        else:
            return [argument] + arguments
    return []


def options_of(command, known, arguments):
    """(options, names) of a command that knows these flags."""
    valued = {"--" + name[:-1]: name[:-1] for name in known if name.endswith("=")}
    switches = {"--" + name: name for name in known if not name.endswith("=")}
    options, names, pending = {}, [], [SHORT.get(argument, argument) for argument in arguments]
    while pending:
        if pending[0] == "--":
            return options, names + pending
        pending = take(pending, valued, switches, options, command)
        if pending and pending[0] != "--":
            names.append(pending.pop(0))
    return options, names


def command_of(arguments):
    """(name, function, flags, arguments) of what is asked for."""
    head = arguments[0] if arguments else ""
    if head == "index":
        from .index_commands import COMMANDS, FLAGS
    elif head == "package":
        from .package_commands import COMMANDS, FLAGS
    else:
        from .root_commands import COMMANDS, FLAGS

        if head in COMMANDS:
            return head, COMMANDS[head], FLAGS[head], arguments[1:]
        return head, None, [], arguments[1:]
    verb = arguments[1] if len(arguments) > 1 else ""
    if verb not in COMMANDS:
        raise usage(f"unrecognized subcommand '{verb}'")
    return f"{head} {verb}", COMMANDS[verb], FLAGS[verb], arguments[2:]


def record(arguments):
    path = os.environ.get("OCX_STANDIN_LOG")
    if path:
        ours = {key: value for key, value in os.environ.items() if key.startswith("OCX_")}
        line = json.dumps({"argv": arguments, "env": ours}) + "\n"
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.write(handle, line.encode())
        os.close(handle)


def main(arguments):
    record(arguments)
    context, flags = None, {}
    try:
        rest = take(list(arguments), GLOBAL, SWITCHES, flags)
        if "json" in flags:
            flags["format"] = "json"
        name, function, known, rest = command_of(rest)
        faults = Faults(name, os.environ.get("OCX_STANDIN_REGISTRY", "/nonexistent"))
        context = Context(flags, name, faults)
        if function is None:
            context.log("error", f"unknown subcommand '{name}'; if `ocx-{name}` is an official OCX plugin, install it "
                        f"with `ocx --global add ocx.sh/ocx/{name}`, otherwise put an `ocx-{name}` binary on your PATH")
            return 64
        options, names = options_of(name, known, rest)
        return call(context, faults, function, options, names)
    except UsageFailure as failure:
        return refuse(failure, context or Context(format_of(arguments), "", Faults("", "/nonexistent")))
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 74


def format_of(arguments):
    """The format that a call asks for whose arguments cannot be read."""
    text = " ".join(arguments)
    return {"format": "json"} if "--json" in arguments or "--format json" in text or "--format=json" in text else {}


def refuse(failure, context):
    """The end of a call with wrong arguments: text, and from 0.7 on an envelope as well."""
    sys.stderr.write(f"{failure}\nFor more information, try '--help'.\n")
    if context.json and context.dialect.wrapped:
        context.envelope(Failure(64, str(failure).partition("\n")[0].removeprefix("error: "), "usage"))
    return 64


def call(context, faults, function, options, names):
    try:
        if context.command != "version":
            context.configure()
        faults.before(sys.stderr)
        if faults.has("clean"):
            clean_first(context)
        if faults.has("exit"):
            code = int(faults.number("exit"))
            raise Failure(code, f"made to fail with {code}")
        function(context, options, names)
        return 0
    except Failure as failure:
        return context.fail(failure)
    except OSError as error:
        return context.fail(Failure(74, str(error)))


def clean_first(context):
    import shutil

    for path in context.store.garbage(context.patches.held()):
        shutil.rmtree(path)
