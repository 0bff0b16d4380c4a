"""Every check of a workbook; `addin.commands.check` says in which order they are gone through."""
