"""The add-in's log file, for errors that do not fit into a cell or a message."""

from __future__ import annotations

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from addin.excel.system import system_name

_LARGEST = 1 << 20


def log_path() -> Path:
    """Return the log file of this person on this computer."""
    if system_name() == "Windows":
        folder = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Kaizen"
    elif system_name() == "Darwin":
        folder = Path.home() / "Library" / "Logs" / "Kaizen"
    else:
        folder = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "kaizen"
    return folder / "kaizen.log"


def start() -> logging.Logger:
    """Return the product's logger, writing to the log file; without one where no file can be made."""
    logger = logging.getLogger("kaizen")
    if not logger.handlers:
        handler: logging.Handler
        try:
            log_path().parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(log_path(), maxBytes=_LARGEST, backupCount=1, encoding="utf-8", delay=True)
        except OSError:
            handler = logging.NullHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
    return logger
