"""The command line `kaizen`: reads words, calls a command, shows its outcome."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from addin.cli import words
from addin.cli.usage import Group
from addin.cli.words import localized
from workbook_templates.names import TemplateKey

app = typer.Typer(
    cls=Group,
    help=localized(words.APP),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Language = Annotated[Literal["zh", "en"] | None, typer.Option("--lang", help=localized(words.LANG))]
BookPath = Annotated[Path, typer.Argument(metavar="BOOK", help=localized(words.BOOK))]
AsJson = Annotated[bool, typer.Option("--json", help=localized(words.JSON))]
Output = Annotated[Path | None, typer.Option("-o", "--output", help=localized(words.OUTPUT))]


@app.command(help=localized(words.DEMO))
def demo(
    output: Annotated[Path | None, typer.Option("-o", "--output", help=localized(words.DEMO_OUTPUT))] = None,
    lang: Language = None,
) -> None:
    """Make the demo project."""
    from addin.cli import running as cliwork

    cliwork.demo(output, lang)


@app.command(help=localized(words.NEW))
def new(
    template: Annotated[TemplateKey, typer.Argument(help=localized(words.TEMPLATE))],
    output: Output = None,
    lang: Language = None,
) -> None:
    """Make a clean workbook."""
    from addin.cli import running as cliwork

    cliwork.new(template, output, lang)


@app.command(help=localized(words.CHECK))
def check(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Check a workbook."""
    from addin.cli import running as cliwork

    cliwork.on_book("check", book, lang, json=json)


@app.command(help=localized(words.SCORE))
def score(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Compute a workbook."""
    from addin.cli import running as cliwork

    cliwork.on_book("score", book, lang, json=json)


@app.command(help=localized(words.SUMMARY))
def summary(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Update the summary."""
    from addin.cli import running as cliwork

    cliwork.on_book("summary", book, lang, json=json)


@app.command(help=localized(words.SCHEDULE))
def schedule(
    book: BookPath,
    partial: Annotated[bool, typer.Option("--partial", help=localized(words.PARTIAL))] = False,
    level: Annotated[
        Literal["float", "finish", "off"] | None, typer.Option("--level", help=localized(words.LEVEL))
    ] = None,
    json: AsJson = False,
    lang: Language = None,
) -> None:
    """Schedule a plan."""
    from addin.cli import running as cliwork

    cliwork.on_book("schedule", book, lang, json=json, partial=partial, level=level)


@app.command(help=localized(words.TRACE))
def trace(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Link issues, solutions and tasks."""
    from addin.cli import running as cliwork

    cliwork.on_book("trace", book, lang, json=json)


@app.command(help=localized(words.BASELINE))
def baseline(
    book: BookPath,
    again: Annotated[bool, typer.Option("--again", help=localized(words.AGAIN))] = False,
    add: Annotated[bool, typer.Option("--add", help=localized(words.ADD))] = False,
    json: AsJson = False,
    lang: Language = None,
) -> None:
    """Freeze a plan, or compare it with what was frozen."""
    from addin.cli import running as cliwork

    cliwork.on_book("baseline", book, lang, json=json, again=again, add=add)


@app.command(help=localized(words.LOAD))
def load(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Tell who has too much to do."""
    from addin.cli import running as cliwork

    cliwork.on_book("load", book, lang, json=json)


@app.command(help=localized(words.EXPORT))
def export(
    book: BookPath,
    ics: Annotated[bool, typer.Option("--ics", help=localized(words.ICS))] = False,
    mspdi: Annotated[bool, typer.Option("--mspdi", help=localized(words.MSPDI))] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help=localized(words.EXPORT_OUTPUT))] = None,
    json: AsJson = False,
    lang: Language = None,
) -> None:
    """Export a plan."""
    from addin.cli import export as cliexport

    cliexport.export(book, output, lang, ics=ics, mspdi=mspdi, json=json)


@app.command("import", help=localized(words.IMPORT))
def import_(
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help=localized(words.IMPORT_SHEET))],
    into: Annotated[Path, typer.Option("--into", metavar="BOOK", help=localized(words.INTO))],
    table: Annotated[str | None, typer.Option("--table", help=localized(words.TABLE))] = None,
    worksheet: Annotated[str | None, typer.Option("--sheet", help=localized(words.WORKSHEET))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=localized(words.DRY_RUN))] = False,
    json: AsJson = False,
    lang: Language = None,
) -> None:
    """Import rows."""
    from addin.cli import running as cliwork

    cliwork.import_(sheet, into, table, worksheet, lang, dry_run=dry_run, json=json)


@app.command(help=localized(words.GATHER))
def gather(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=localized(words.GATHER_FOLDER))],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="BOOK", help=localized(words.GATHER_OUTPUT))
    ] = None,
    table: Annotated[str | None, typer.Option("--table", help=localized(words.GATHER_TABLE))] = None,
    to: Annotated[list[str] | None, typer.Option("--to", metavar="TARGET", help=localized(words.GATHER_TO))] = None,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help=localized(words.JOBS))] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help=localized(words.SCHEDULER))
    ] = None,
    json: AsJson = False,
    lang: Language = None,
) -> None:
    """Gather workbooks."""
    from addin.cli import gather as cligather

    cligather.gather(folder, output, table, to or (), jobs, scheduler, lang, json=json)


@app.command(help=localized(words.SHARE))
def share(
    book: BookPath,
    to: Annotated[list[str] | None, typer.Option("--to", help=localized(words.TO))] = None,
    rows: Annotated[str | None, typer.Option("--rows", help=localized(words.ROWS))] = None,
    one: Annotated[bool, typer.Option("--one", help=localized(words.ONE))] = False,
    raters: Annotated[bool, typer.Option("--raters", help=localized(words.RATERS))] = False,
    message: Annotated[str, typer.Option("--message", help=localized(words.MESSAGE))] = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", help=localized(words.SHARE_OUTPUT))] = None,
    json: AsJson = False,
    lang: Language = None,
) -> None:
    """Make copies for mailing."""
    from addin.cli import mail as climail

    climail.share(book, to or [], rows, message, output, lang, one=one, raters=raters, json=json)


@app.command(help=localized(words.COLLECT))
def collect(
    book: BookPath,
    returned: Annotated[list[Path], typer.Argument(metavar="RETURNED…", help=localized(words.RETURNED))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=localized(words.COLLECT_DRY_RUN))] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", min=1, help=localized(words.JOBS))] = None,
    json: AsJson = False,
    lang: Language = None,
) -> None:
    """Merge returned copies."""
    from addin.cli import mail as climail

    climail.collect(book, returned, jobs, lang, dry_run=dry_run, json=json)


@app.command(help=localized(words.RESOLVE))
def resolve(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Settle conflicts."""
    from addin.cli import running as cliwork

    cliwork.on_book("resolve", book, lang, json=json)


@app.command(help=localized(words.UPGRADE))
def upgrade(book: BookPath, output: Output = None, json: AsJson = False, lang: Language = None) -> None:
    """Make a copy in the present layout."""
    from addin.cli import running as cliwork

    cliwork.upgrade(book, output, lang, json=json)


@app.command(help=localized(words.UNDO))
def undo(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Take the last command back."""
    from addin.cli import running as cliwork

    cliwork.on_book("undo", book, lang, json=json)


@app.command(help=localized(words.LOG))
def log(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Show the change log."""
    from addin.cli import running as cliwork

    cliwork.on_book("log", book, lang, json=json)


@app.command(help=localized(words.LIVE))
def live(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Go live."""
    from addin.cli import running as cliwork

    cliwork.on_book("live", book, lang, json=json)


@app.command(help=localized(words.PORTABLE))
def portable(book: BookPath, json: AsJson = False, lang: Language = None) -> None:
    """Go portable."""
    from addin.cli import running as cliwork

    cliwork.on_book("portable", book, lang, json=json)


@app.command(help=localized(words.RENDER))
def render(
    book: BookPath,
    to: Annotated[Literal["pdf", "png"], typer.Option("--to", help=localized(words.RENDER_TO))] = "pdf",
    output: Annotated[Path | None, typer.Option("-o", "--output", help=localized(words.RENDER_OUTPUT))] = None,
    lang: Language = None,
) -> None:
    """Render a workbook."""
    from addin.cli import running as cliwork

    cliwork.render(book, to, output, lang)


AllUsers = Annotated[bool, typer.Option("--all-users", help=localized(words.ALL_USERS))]


@app.command(help=localized(words.INSTALL))
def install(all_users: AllUsers = False, lang: Language = None) -> None:
    """Install the Excel add-in."""
    from addin.cli import addin as clisetup

    clisetup.install(lang, all_users=all_users)


@app.command(help=localized(words.UNINSTALL))
def uninstall(all_users: AllUsers = False, lang: Language = None) -> None:
    """Remove the Excel add-in."""
    from addin.cli import addin as clisetup

    clisetup.uninstall(lang, all_users=all_users)


@app.command(help=localized(words.DOCTOR))
def doctor(json: AsJson = False, lang: Language = None) -> None:
    """Check what keeps the add-in from working."""
    from addin.cli import addin as clisetup

    clisetup.doctor(lang, json=json)


@app.command("build-addin", help=localized(words.BUILD_ADDIN))
def build_addin(
    output: Annotated[Path, typer.Option("-o", "--output", help=localized(words.ADDIN_OUTPUT))],
    python: Annotated[str | None, typer.Option("--python", help=localized(words.PYTHON))] = None,
    lang: Language = None,
) -> None:
    """Make the add-in file."""
    from addin.cli import addin as clisetup

    clisetup.build_addin(output, python, lang)


@app.command(help=localized(words.SERVE))
def serve(lang: Language = None) -> None:
    """Start the function server."""
    from addin.cli import addin as clisetup

    clisetup.serve(lang)


@app.callback(invoke_without_command=True)
def main(
    version: Annotated[bool, typer.Option("--version", help=localized(words.VERSION))] = False,
    lang: Language = None,
) -> None:
    """Hold what applies to every command."""
    _ = lang  # read from the words themselves before they are parsed, because help is made earlier
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"kaizen-ribbon {installed('kaizen-ribbon')}")
