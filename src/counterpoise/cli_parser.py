"""The arguments of the command line, described in the reader's language."""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

from counterpoise import cli_words as words
from counterpoise.domain.bodies import FOLLOWED_BY_DEFAULT, How
from counterpoise.domain.days import DateError, read_date
from counterpoise.domain.words import LANGUAGES, Text

SEVERITIES = ("never", "warning", "error", "critical")
REGISTER_KEYS = (
    *("person", "person_id", "office", "place", "within", "level"),
    *("from", "to", "seat", "basis"),
)
READINGS = ("paper", "ties", "practice")
DRAFTS = (".docx", ".html", ".md")
READINGS = ("paper", "ties", "practice")
SHELLS = ("bash", "zsh", "tcsh")
_OPTION = re.compile(r"--[a-z][a-z-]*")
_CHOICE = re.compile(r"invalid choice: '(?P<asked>.*)' \(choose from (?P<known>.*)\)", re.DOTALL)


class UsageError(Exception):
    """The command was called in a way it cannot be; carries the lines to show."""


class Answer(Exception):  # noqa: N818 - asked for, so no error
    """The call asks for a text that needs no command: help, version, completion script."""


class Parser(argparse.ArgumentParser):
    """A parser that speaks the reader's language and leaves stopping to its caller."""

    def __init__(self, *, language: str = "vi", **how: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_formatter(language), **how)
        self.language = language
        self.paths: list[tuple[argparse.Action, str]] = []

    def error(self, message: str) -> NoReturn:
        """Stop with the usage, what is wrong and what may have been meant."""
        said = words.usage_message(message, self.language)
        near = _nearest(message, self.format_usage())
        if near:
            said += f"; {words.NEAREST.of(self.language).format(near)}"
        help_line = words.SEE_HELP.of(self.language).format(self.prog)
        raise UsageError(f"{self.format_usage()}{words.ERROR.of(self.language)}: {said}\n{help_line}")


class _Verb(Parser):
    """The parser of one command: it names its own unknown arguments, so that its own usage is shown."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        found, rest = super().parse_known_args(args, namespace)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}")
        return found, rest


class _Help(argparse.Action):
    """Show the help of the parser it belongs to."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        raise Answer(parser.format_help())


class _Version(argparse.Action):
    """Show the version; only then is it looked up."""

    def __call__(self, *_: Any) -> NoReturn:
        raise Answer(f"counterpoise {importlib.import_module('counterpoise.version').version()}\n")


class _Completion(argparse.Action):
    """Print the completion script; only then is the package that writes it loaded."""

    def __call__(self, parser: argparse.ArgumentParser, _: Any, shell: Any, *__: Any) -> NoReturn:
        raise Answer(importlib.import_module("counterpoise.cli_completion").script(parser, shell))


def parser_for(language: str) -> Parser:
    """Build the parser of the whole command line."""
    said = _in(language)
    root = Parser(
        prog="counterpoise", language=language, description=said(words.ABOUT), epilog=said(words.EXITS)
    )
    options = root.add_argument_group(said(words.OPTIONS))
    _add_help(options, language)
    options.add_argument("--version", action=_Version, nargs=0, help=said(words.HELP["version"]))
    _add_language(options, language, default=language)
    options.add_argument(
        "--print-completion",
        action=_Completion,
        choices=SHELLS,
        metavar="SHELL",
        help=said(words.HELP["completion"]),
    )
    verbs = root.add_subparsers(
        dest="command", required=True, title=said(words.COMMANDS), parser_class=_Verb, prog="counterpoise"
    )
    for name, build in _VERBS.items():
        verb = verbs.add_parser(
            name,
            language=language,
            help=said(words.VERBS[name]),
            description=said(words.VERBS[name]),
            epilog=said(words.EXITS),
        )
        build(verb, language)
        root.paths += verb.paths
    return root


def _audit(verb: Parser, language: str) -> None:
    _add_case(verb, language)
    options = _add_options(verb, language)
    _add_examination(options, language)
    options.add_argument(
        "--seconds",
        type=_reader(_positive, language),
        default=20,
        metavar="N",
        help=_in(language)(words.HELP["audit_seconds"]),
    )
    _add_result(verb, options, language, formats=("text", "json", "html", "docx", "xlsx"))
    _add_fail_on(options, language, "fail_on")


def _check(verb: Parser, language: str) -> None:
    _add_case(verb, language)
    _add_day(_add_options(verb, language), language)


def _explain(verb: Parser, language: str) -> None:
    group = verb.add_argument_group(_in(language)(words.ARGUMENTS))
    group.add_argument("code", nargs="?", metavar="CODE", help=_in(language)(words.HELP["code"]))
    _add_options(verb, language)


def _compare(verb: Parser, language: str) -> None:
    said = _in(language)
    _add_case(verb, language)
    options = _add_options(verb, language)
    change = options.add_mutually_exclusive_group(required=True)
    change.add_argument(
        "--merge", type=_reader(_merge, language), metavar="A+B", help=said(words.HELP["merge"])
    )
    change.add_argument("--split", metavar="PERSON", help=said(words.HELP["split"]))
    _add_examination(options, language)
    _add_result(verb, options, language, formats=("text", "json"))
    _add_fail_on(options, language, "compare_fail_on")


def _assign(verb: Parser, language: str) -> None:
    said = _in(language)
    _add_case(verb, language, needed=False)
    options = _add_options(verb, language)
    file = options.add_argument(
        "--instance", metavar="FILE", type=_reader(_path, language), help=said(words.HELP["instance"])
    )
    verb.paths.append((file, "file"))
    options.add_argument(
        "--seconds",
        type=_reader(_positive, language),
        default=600,
        metavar="N",
        help=said(words.HELP["instance_seconds"]),
    )
    _add_day(options, language)
    _add_place_and_matter(options, language)
    for name, shown in (("absent", "PERSON"), ("interest", "PERSON"), ("about", "PERSON|OFFICE")):
        options.add_argument(
            f"--{name}", action="append", default=[], metavar=shown, help=said(words.HELP[name])
        )
    _add_result(verb, options, language, formats=("text", "json"))


def _repair(verb: Parser, language: str) -> None:
    said = _in(language)
    _add_case(verb, language)
    options = _add_options(verb, language)
    verb.epilog = said(words.REPAIR_EXITS)
    _add_day(options, language)
    for name, explained in (("place", "place"), ("matter", "repair_matter")):
        options.add_argument(
            f"--{name}",
            dest=f"{name}s",
            action="append",
            default=[],
            metavar="ID",
            help=said(words.HELP[explained]),
        )
    options.add_argument("--each", action="store_true", help=said(words.HELP["each"]))
    _add_demands(options, language)
    options.add_argument(
        "--stakes", type=_reader(_stakes, language), default=2, metavar="N", help=said(words.HELP["stakes"])
    )
    options.add_argument(
        "--budget", type=_reader(_count, language), metavar="N", help=said(words.HELP["budget"])
    )
    options.add_argument("--publish", action="store_true", help=said(words.HELP["publish"]))
    _add_ties(options, language)
    options.add_argument(
        "--seconds",
        type=_reader(_positive, language),
        default=300,
        metavar="N",
        help=said(words.HELP["seconds"]),
    )
    write = options.add_argument(
        "--write", type=_reader(_path, language), metavar="DIR", help=said(words.HELP["write"])
    )
    verb.paths.append((write, "directory"))
    options.add_argument("--force", action="store_true", help=said(words.HELP["force"]))
    _add_result(verb, options, language, formats=("text", "json"))


def _timeline(verb: Parser, language: str) -> None:
    said = _in(language)
    _add_case(verb, language)
    options = _add_options(verb, language)
    options.add_argument(
        "--place",
        dest="places",
        action="append",
        default=[],
        metavar="ID",
        help=said(words.HELP["place"]),
    )
    for name, dest in (("from", "first"), ("to", "last")):
        options.add_argument(
            f"--{name}", dest=dest, type=_reader(_day, language), metavar="DAY", help=said(words.HELP[name])
        )
    _add_result(verb, options, language, formats=("text", "json"))


def _regulation(verb: Parser, language: str) -> None:
    said = _in(language)
    _add_case(verb, language)
    options = _add_options(verb, language)
    options.add_argument("--place", metavar="ID", help=said(words.HELP["one_place"]))
    _add_day(options, language)
    _add_ties(options, language)
    _add_demands(options, language)
    options.add_argument("--no-repair", action="store_true", help=said(words.HELP["no_repair"]))
    output = options.add_argument(
        "-o",
        "--output",
        type=_reader(_draft, language),
        required=True,
        metavar="FILE",
        help=said(words.HELP["draft_output"]),
    )
    verb.paths.append((output, "file"))


def _new(verb: Parser, language: str) -> None:
    group = verb.add_argument_group(_in(language)(words.ARGUMENTS))
    said = _in(language)
    folder = group.add_argument(
        "folder", metavar="DIR", nargs="?", type=_reader(_path, language), help=said(words.HELP["folder"])
    )
    verb.paths.append((folder, "directory"))
    options = _add_options(verb, language)
    file = options.add_argument(
        "--workbook", type=_reader(_xlsx, language), metavar="FILE.xlsx", help=said(words.HELP["workbook"])
    )
    verb.paths.append((file, "file"))
    options.add_argument("--framework", metavar="ID", help=said(words.HELP["new_framework"]))


def _convert(verb: Parser, language: str) -> None:
    said = _in(language)
    group = verb.add_argument_group(said(words.ARGUMENTS))
    for name, shown in (("source", "IN"), ("target", "OUT")):
        path = group.add_argument(
            name, metavar=shown, type=_reader(_path, language), help=said(words.HELP[name])
        )
        verb.paths.append((path, "file"))
    options = _add_options(verb, language)
    options.add_argument("--framework", metavar="ID,…", help=said(words.HELP["convert_framework"]))
    mapping = options.add_argument(
        "--offices", metavar="FILE", type=_reader(_path, language), help=said(words.HELP["offices"])
    )
    verb.paths.append((mapping, "file"))
    options.add_argument(
        "--columns",
        metavar="KEY=NAME,…",
        type=_reader(_columns, language),
        default={},
        help=said(words.HELP["columns"]).format(", ".join(REGISTER_KEYS)),
    )
    options.add_argument("--keep-readable", action="store_true", help=said(words.HELP["keep_readable"]))
    options.add_argument("--force", action="store_true", help=said(words.HELP["force"]))


def _site(verb: Parser, language: str) -> None:
    said = _in(language)
    options = _add_options(verb, language)
    folder = options.add_argument(
        "--folder",
        metavar="DIR",
        type=_reader(_path, language),
        default="build/site",
        help=said(words.HELP["site_folder"]),
    )
    verb.paths.append((folder, "directory"))
    options.add_argument(
        "--bind", metavar="HOST:PORT", default="127.0.0.1:8000", help=said(words.HELP["bind"])
    )


def _export(verb: Parser, language: str) -> None:
    said = _in(language)
    _add_case(verb, language)
    options = _add_options(verb, language)
    options.add_argument("--matter", required=True, metavar="ID", help=said(words.HELP["one_matter"]))
    options.add_argument("--place", metavar="ID", help=said(words.HELP["export_place"]))
    for name, explained, choices in (
        ("reading", "export_reading", ("paper", "ties", "practice")),
        ("question", "question", ("carry", "stop", "consent")),
    ):
        options.add_argument(
            f"--{name}",
            choices=choices,
            default=choices[0],
            metavar="|".join(choices),
            help=said(words.HELP[explained]),
        )
    options.add_argument("--without-arrangement", action="store_true", help=said(words.HELP["apart"]))
    _add_day(options, language)
    _add_ties(options, language)
    options.add_argument(
        "--compromise", type=_reader(_probability, language), metavar="P", help=said(words.HELP["compromise"])
    )
    _add_output(verb, options, language)


def _sweep(verb: Parser, language: str) -> None:
    said = _in(language)
    group = verb.add_argument_group(said(words.ARGUMENTS))
    rosters = group.add_argument(
        "rosters",
        metavar="ROSTERS",
        nargs="?",
        type=_reader(_path, language),
        help=said(words.HELP["rosters"]),
    )
    verb.paths.append((rosters, "file"))
    options = _add_options(verb, language)
    options.add_argument("--framework", metavar="ID", help=said(words.HELP["sweep_framework"]))
    options.add_argument(
        "--on", type=_reader(_day, language), metavar="DAY", help=said(words.HELP["sweep_on"])
    )
    options.add_argument(
        "--matter", dest="matters", action="append", default=[], metavar="ID", help=said(words.HELP["matter"])
    )
    _add_ties(options, language)
    options.add_argument(
        "--compromise", type=_reader(_probability, language), metavar="P", help=said(words.HELP["compromise"])
    )
    _add_sweep(verb, options, language)
    output = options.add_argument(
        "-o",
        "--output",
        required=True,
        type=_reader(_path, language),
        metavar="FILE",
        help=said(words.HELP["output"]),
    )
    verb.paths.append((output, "file"))


def _add_sweep(verb: Parser, options: argparse._ArgumentGroup, language: str) -> None:
    said = _in(language)
    options.add_argument(
        "--sets",
        type=_reader(_count_or_none, language),
        default=3,
        metavar="N",
        help=said(words.HELP["sweep_sets"]),
    )
    options.add_argument("--power", action="store_true", help=said(words.HELP["power"]))
    file = options.add_argument(
        "--arrangements",
        type=_reader(_path, language),
        metavar="FILE",
        help=said(words.HELP["sweep_arrangements"]),
    )
    change = options.add_mutually_exclusive_group()
    change.add_argument(
        "--merge", type=_reader(_merge, language), metavar="A+B", help=said(words.HELP["sweep_merge"])
    )
    change.add_argument(
        "--split",
        nargs="?",
        const=(),
        type=_reader(_merge, language),
        metavar="A+B",
        help=said(words.HELP["sweep_split"]),
    )
    picture = options.add_argument(
        "--picture", type=_reader(_svg, language), metavar="FILE.svg", help=said(words.HELP["picture"])
    )
    verb.paths += [(file, "file"), (picture, "file")]
    options.add_argument("--scheduler", metavar="ADDRESS", help=said(words.HELP["scheduler"]))
    for name in ("processes", "generate"):
        options.add_argument(
            f"--{name}", type=_reader(_count, language), metavar="N", help=said(words.HELP[name])
        )
    options.add_argument(
        "--seed", type=_reader(_count, language), default=1, metavar="S", help=said(words.HELP["seed"])
    )


_VERBS = {
    "audit": _audit,
    "check": _check,
    "explain": _explain,
    "compare": _compare,
    "repair": _repair,
    "timeline": _timeline,
    "regulation": _regulation,
    "assign": _assign,
    "export": _export,
    "sweep": _sweep,
    "convert": _convert,
    "new": _new,
    "site": _site,
}


def _add_help(options: argparse._ArgumentGroup, language: str) -> None:
    options.add_argument("-h", "--help", action=_Help, nargs=0, help=_in(language)(words.HELP["help"]))


def _add_language(options: argparse._ArgumentGroup, language: str, *, default: str) -> None:
    options.add_argument(
        "--lang", choices=LANGUAGES, default=default, metavar="vi|en", help=_in(language)(words.HELP["lang"])
    )


def _add_options(verb: Parser, language: str) -> argparse._ArgumentGroup:
    options = verb.add_argument_group(_in(language)(words.OPTIONS))
    _add_help(options, language)
    _add_language(options, language, default=argparse.SUPPRESS)
    return options


def _add_case(verb: Parser, language: str, *, needed: bool = True) -> None:
    group = verb.add_argument_group(_in(language)(words.ARGUMENTS))
    case = group.add_argument(
        "case",
        metavar="CASE",
        nargs=None if needed else "?",
        type=_reader(_path, language),
        help=_in(language)(words.HELP["case"]),
    )
    verb.paths.append((case, "directory"))


def _add_day(options: argparse._ArgumentGroup, language: str) -> None:
    options.add_argument(
        "--on", type=_reader(_day, language), metavar="DAY", help=_in(language)(words.HELP["on"])
    )


def _add_examination(options: argparse._ArgumentGroup, language: str) -> None:
    said = _in(language)
    _add_day(options, language)
    _add_place_and_matter(options, language)
    _add_ties(options, language)
    options.add_argument(
        "--compromise", type=_reader(_probability, language), metavar="P", help=said(words.HELP["compromise"])
    )
    options.add_argument(
        "--sets", type=_reader(_count, language), default=20, metavar="N", help=said(words.HELP["sets"])
    )


def _add_ties(options: argparse._ArgumentGroup, language: str) -> None:
    said = _in(language)
    options.add_argument(
        "--ties",
        type=_reader(_ties, language),
        metavar="HOW,…",
        help=said(words.HELP["ties"]).format(",".join(FOLLOWED_BY_DEFAULT)),
    )
    options.add_argument("--superiors", action="store_true", help=said(words.HELP["superiors"]))


def _add_place_and_matter(options: argparse._ArgumentGroup, language: str) -> None:
    for name in ("place", "matter"):
        options.add_argument(
            f"--{name}",
            dest=f"{name}s",
            action="append",
            default=[],
            metavar="ID",
            help=_in(language)(words.HELP[name]),
        )


def _add_demands(options: argparse._ArgumentGroup, language: str) -> None:
    said = _in(language)
    options.add_argument(
        "--target",
        type=_reader(_positive, language),
        default=2,
        metavar="N",
        help=said(words.HELP["repair_target"]),
    )
    options.add_argument(
        "--reading",
        choices=READINGS,
        default="practice",
        metavar="|".join(READINGS),
        help=said(words.HELP["reading"]),
    )
    options.add_argument(
        "--forbid", action="append", default=[], metavar="WHAT", help=said(words.HELP["forbid"])
    )


def _add_result(
    verb: Parser, options: argparse._ArgumentGroup, language: str, *, formats: tuple[str, ...]
) -> None:
    said = _in(language)
    options.add_argument(
        "--format",
        choices=formats,
        default="text",
        metavar="|".join(formats),
        help=said(words.HELP["format"]),
    )
    _add_output(verb, options, language)


def _add_output(verb: Parser, options: argparse._ArgumentGroup, language: str) -> None:
    output = options.add_argument(
        "-o",
        "--output",
        type=_reader(_path, language),
        metavar="FILE",
        help=_in(language)(words.HELP["output"]),
    )
    verb.paths.append((output, "file"))


def _add_fail_on(options: argparse._ArgumentGroup, language: str, explained: str) -> None:
    options.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="never",
        metavar="|".join(SEVERITIES),
        help=_in(language)(words.HELP[explained]),
    )


def _day(text: str, language: str) -> Any:
    try:
        day = read_date(text)
    except DateError:
        day = None
    if day is None or not day.is_exact:
        raise argparse.ArgumentTypeError(words.BAD_DAY.of(language).format(text))
    return day.first


def _ties(text: str, language: str) -> tuple[How, ...]:
    asked = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    strange = [part for part in asked if part not in list(How)]
    if strange:
        said = words.BAD_TIE.of(language).format(strange[0], ", ".join(How))
        near = get_close_matches(strange[0], list(How), 1)
        hint = f"; {words.NEAREST.of(language).format(near[0])}" if near else ""
        raise argparse.ArgumentTypeError(said + hint)
    return tuple(How(part) for part in asked)


def _probability(text: str, language: str) -> float:
    try:
        asked = float(text)
    except ValueError:
        asked = -1.0
    if not 0 <= asked <= 1:
        raise argparse.ArgumentTypeError(words.BAD_PROBABILITY.of(language).format(text))
    return asked


def _count(text: str, language: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(words.BAD_COUNT.of(language).format(text))
    return int(text)


def _count_or_none(text: str, language: str) -> int:
    return 0 if text == "0" else _count(text, language)


def _svg(text: str, language: str) -> str:
    if not text.lower().endswith(".svg") or "\0" in text:
        raise argparse.ArgumentTypeError(words.BAD_SVG.of(language).format(text))
    return text


def _positive(text: str, language: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) > 0):
        raise argparse.ArgumentTypeError(words.BAD_POSITIVE.of(language).format(text))
    return int(text)


def _stakes(text: str, language: str) -> int:
    if text not in ("1", "2", "3"):
        raise argparse.ArgumentTypeError(words.BAD_STAKES.of(language).format(text))
    return int(text)


def _merge(text: str, language: str) -> tuple[str, str]:
    offices = [part.strip() for part in text.split("+")]
    if len(offices) != 2 or not all(offices) or offices[0] == offices[1]:
        raise argparse.ArgumentTypeError(words.BAD_MERGE.of(language).format(text))
    return offices[0], offices[1]


def _columns(text: str, language: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in text.split(",")]
    if not all(key.strip() in REGISTER_KEYS and name.strip() for key, _, name in pairs):
        raise argparse.ArgumentTypeError(
            words.BAD_COLUMNS.of(language).format(text, ", ".join(REGISTER_KEYS))
        )
    return {key.strip(): name.strip() for key, _, name in pairs}


def _xlsx(text: str, language: str) -> str:
    if not text.lower().endswith(".xlsx") or "\0" in text:
        raise argparse.ArgumentTypeError(words.NOT_XLSX.of(language).format(text))
    return text


def _draft(text: str, language: str) -> str:
    if not text.lower().endswith(DRAFTS) or "\0" in text:
        raise argparse.ArgumentTypeError(words.NOT_A_DRAFT.of(language).format(text))
    return text


def _path(text: str, language: str) -> str:
    if not text or "\0" in text:
        raise argparse.ArgumentTypeError(words.BAD_PATH.of(language).format(text))
    return text


def _reader(read: Callable[[str, str], Any], language: str) -> Callable[[str], Any]:
    return lambda text: read(text, language)


def _in(language: str) -> Callable[[Text], str]:
    return lambda text: text.of(language)


def _formatter(language: str) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        """A help formatter that says "usage" in the reader's language."""

        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            super().add_usage(usage, actions, groups, prefix or words.USAGE.of(language))

    return Formatter


def _nearest(message: str, usage: str) -> str:
    choice = _CHOICE.search(message)
    if choice:
        known: Sequence[str] = re.findall(r"[\w-]+", choice["known"])
        return next(iter(get_close_matches(choice["asked"], known, 1)), "")
    if message.startswith("unrecognized arguments: -"):
        asked = message.split()[2].split("=")[0]
        return next(iter(get_close_matches(asked, _OPTION.findall(usage), 1)), "")
    return ""
