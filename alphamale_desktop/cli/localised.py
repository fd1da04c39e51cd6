"""Commands whose help and complaints come from the text catalogs."""

from collections.abc import Callable, Mapping, Sequence

import click

from alphamale_desktop.application.ports import Texts


class Wording:
    """Gives click's own words in one language."""

    def __init__(self, texts: Texts, language: str) -> None:
        self._texts = texts
        self._language = language

    def __call__(self, key: str, **values: str | int) -> str:
        return self._texts.text(key, self._language, **values)

    def complaint(self, error: click.UsageError) -> str:
        """A sentence for wrong use of the command line."""
        match error:
            case click.NoSuchOption(option_name=option):
                return self("cli-option-unknown", option=option)
            case click.MissingParameter(param=param):
                return self("cli-argument-missing", name=param.human_readable_name if param else "?")
            case click.BadParameter(param=param):
                name = param.opts[-1] if isinstance(param, click.Option) else "?"
                return self("cli-value-wrong", name=name, reason=error.message)
            case UnknownCommandError(name=name):
                return self("cli-command-unknown", command=name)
            case _:
                return self("cli-usage-wrong", reason=error.message)


class UnknownCommandError(click.UsageError):
    def __init__(self, name: str, context: click.Context) -> None:
        super().__init__(name, context)
        self.name = name


class LocalisedCommand(click.Command):
    """Attributes: examples: Command lines shown at the end of the help."""

    def __init__(self, name: str, wording: Wording, examples: Sequence[str] = (), **rest: object) -> None:
        self.wording = wording
        self.examples = examples
        super().__init__(name, **rest)  # type: ignore[arg-type]  # click's many keyword parameters, passed through

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = self.wording("cli-help")
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=self.wording("cli-usage") + " ")

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._section("cli-arguments", click.Argument, ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self._section("cli-options", click.Option, ctx, formatter)

    def _section(
        self, heading: str, kind: type[click.Parameter], ctx: click.Context, formatter: click.HelpFormatter
    ) -> None:
        params = [param for param in self.get_params(ctx) if isinstance(param, kind)]
        if rows := [row for param in params if (row := param.get_help_record(ctx)) is not None]:
            with formatter.section(self.wording(heading)):
                formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click calls it
        if self.examples:
            with formatter.section(self.wording("cli-examples")):
                formatter.write("".join(f"{' ' * formatter.current_indent}{example}\n" for example in self.examples))


class LocalisedGroup(LocalisedCommand, click.Group):
    """Attributes: later: What makes further commands, each when it is first asked for."""

    def __init__(
        self,
        name: str,
        wording: Wording,
        examples: Sequence[str] = (),
        *,
        later: Mapping[str, Callable[[], click.Command]] | None = None,
        **rest: object,
    ) -> None:
        self.later = later or {}
        super().__init__(name, wording, examples, **rest)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it
        return sorted({*self.commands, *self.later})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it
        if cmd_name not in self.commands and cmd_name in self.later:
            self.add_command(self.later[cmd_name](), cmd_name)
        return self.commands.get(cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        shown = [(name, command) for name, command in found if command is not None and not command.hidden]
        rows = [(name, command.get_short_help_str(90)) for name, command in shown]
        if rows:
            with formatter.section(self.wording("cli-commands")):
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            raise UnknownCommandError(args[0], ctx)
        return super().resolve_command(ctx, args)
