"""What a received file is: by the ending of its name, else by how it begins, else by the type that its message names."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import PurePosixPath

# So much of a file is looked at to see what it is.
HEAD = 8 << 10


class Kind(Enum):
    """What a received file is; each is handled in its own way."""

    WORKBOOK = auto()  # can be merged
    OTHER_SHEET = auto()  # holds a table, but not as .xlsx
    ZIP = auto()
    MESSAGE = auto()
    OUTLOOK = auto()  # a message in Outlook's own format
    TNEF = auto()  # what Outlook packs attachments into for other programs: winmail.dat
    MAILBOX = auto()  # many messages in one file
    OTHER_ARCHIVE = auto()
    MAIL_PROGRAM_ONLY = auto()  # encrypted or signed as a whole, or a mail program's own store
    OTHER = auto()


CONTAINERS = {Kind.ZIP, Kind.MESSAGE, Kind.OUTLOOK, Kind.TNEF, Kind.MAILBOX}

_SUFFIXES = {
    Kind.WORKBOOK: ".xlsx .xlsm",
    Kind.OTHER_SHEET: ".xltx .xltm .xls .xlt .xlsb .csv .tsv .ods .fods .et .numbers .mht .mhtml",
    Kind.ZIP: ".zip",
    Kind.MESSAGE: ".eml .emlx",
    Kind.OUTLOOK: ".msg",
    Kind.MAILBOX: ".mbox .mbx",
    Kind.OTHER_ARCHIVE: ".rar .7z .tar .gz .tgz .bz2 .tbz .xz .txz .zst .cab .iso .zipx .arj .lzh .ace .z01 .001",
    Kind.MAIL_PROGRAM_ONLY: ".p7m .pst .ost .olm .dbx .nsf .pgp",
    # Built like workbooks, so that their beginning does not tell them apart.
    Kind.OTHER: ".docx .docm .dotx .doc .dot .wps .pptx .pptm .ppsx .ppt .pps .dps .vsdx .vsd .odt .odp .jar .apk .epub",
}
_BY_SUFFIX = {suffix: kind for kind, suffixes in _SUFFIXES.items() for suffix in suffixes.split()}

_TYPES = {
    Kind.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet application/vnd.ms-excel.sheet.macroenabled.12",
    Kind.OTHER_SHEET: "application/vnd.ms-excel application/msexcel application/x-msexcel text/csv text/tab-separated-values "
    "application/vnd.oasis.opendocument.spreadsheet application/vnd.ms-excel.sheet.binary.macroenabled.12",
    Kind.ZIP: "application/zip application/x-zip-compressed application/x-zip",
    Kind.MESSAGE: "message/rfc822 message/global",
    Kind.OUTLOOK: "application/vnd.ms-outlook",
    Kind.TNEF: "application/ms-tnef application/vnd.ms-tnef",
    Kind.MAILBOX: "application/mbox",
    Kind.OTHER_ARCHIVE: "application/vnd.rar application/x-rar-compressed application/x-7z-compressed application/gzip application/x-tar",
    Kind.MAIL_PROGRAM_ONLY: "application/pkcs7-mime application/x-pkcs7-mime application/pgp-encrypted",
}
_BY_TYPE = {media_type: kind for kind, types in _TYPES.items() for media_type in types.split()}

# Endings of three letters, also what Outlook makes of longer ones where it shortens names: ANSWER~1.XLS.
_SHORTENED = {".xls", ".et"}
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BEGINNINGS = {
    b"\x78\x9f\x3e\x22": Kind.TNEF,
    b"Rar!\x1a\x07": Kind.OTHER_ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": Kind.OTHER_ARCHIVE,
    b"\x1f\x8b\x08": Kind.OTHER_ARCHIVE,
    b"!BDN": Kind.MAIL_PROGRAM_ONLY,
}
_PARTS_OF_WORKBOOKS = (b"[Content_Types].xml", b"_rels/", b"xl/", b"docProps/")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
# Streams of compound files, by the names in their directories.
_STREAMS = {
    "__properties_version1.0": Kind.OUTLOOK,
    "EncryptedPackage": Kind.WORKBOOK,  # one with a password, which is said when it is opened
    "Workbook": Kind.OTHER_SHEET,
}

_HEADER = rb"[!-9;-~]{1,76}[ \t]*:"
# The line that begins every message of a mailbox names a time, and headers follow; else it is a sentence of a letter.
SEPARATOR = re.compile(rb"(?m)^From (?=[^\r\n]*\d:\d\d)[^\r\n]*\r?\n(?=>From |%b)" % _HEADER)
_APPLE = re.compile(rb"\d{1,12}[ \t]*\r?\n(?=%b)" % _HEADER)
_HEADERS = re.compile(rb"(?:(?:%b|[ \t]|>From )[^\r\n]*(?:\r?\n|$))+" % _HEADER)
_OF_MAIL = re.compile(
    rb"(?mi)^(from|to|subject|date|message-id|mime-version|received|return-path|delivered-to|content-type|x-[a-z-]+)[ \t]*:"
)
# One header alone may be anybody's note.
_FEWEST_HEADERS = 2
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def by_name(name: str) -> Kind | None:
    """Return what a file is by the ending of its name, None if that says nothing."""
    return _BY_SUFFIX.get(_suffix(name))


def is_doubtful(name: str) -> bool:
    """Return whether the ending of a name says too little, so that the beginning of the file has to be looked at."""
    return by_name(name) is None or _suffix(name) in _SHORTENED


def _suffix(name: str) -> str:
    return PurePosixPath(name.strip().replace("\\", "/")).suffix.lower().rstrip()


def kind_of(name: str, head: bytes, media_type: str = "") -> Kind:
    """Return what a file is.

    Args:
        name: its name; may be empty.
        head: how it begins, `HEAD` bytes or more.
        media_type: the type that a message names, such as `application/zip`.
    """
    known = by_name(name)
    if known is Kind.MESSAGE and SEPARATOR.match(head):
        return Kind.MAILBOX
    if _suffix(name) in _SHORTENED and head.startswith(_ZIP):
        return _by_beginning(head) or Kind.OTHER_SHEET
    return known or _by_beginning(head) or _BY_TYPE.get(media_type.lower()) or Kind.OTHER


def _by_beginning(head: bytes) -> Kind | None:
    for beginning, kind in _BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    if head.startswith(_ZIP):
        return _zip_kind(head[30 : 30 + int.from_bytes(head[26:28], "little")], head[30:])
    if head.startswith(_OLE):
        return next((kind for stream, kind in _STREAMS.items() if stream.encode("utf-16-le") in head), None)
    if SEPARATOR.match(head):
        return Kind.MAILBOX
    return Kind.MESSAGE if _is_message(head) else None


def _zip_kind(first_name: bytes, head: bytes) -> Kind:
    if head.startswith(_OPEN_DOCUMENT):
        return Kind.OTHER_SHEET if head.startswith(_OPEN_DOCUMENT + b"spreadsheet") else Kind.OTHER
    return Kind.WORKBOOK if first_name.startswith(_PARTS_OF_WORKBOOKS) else Kind.ZIP


def _is_message(head: bytes) -> bool:
    text = unmarked(head[:HEAD])
    block = _HEADERS.match(text)
    return block is not None and len({name.lower() for name in _OF_MAIL.findall(block[0])}) >= _FEWEST_HEADERS


def unmarked(content: bytes) -> bytes:
    """Return a message without what some programs put before it: a mark of the encoding, blank lines, its length (Apple)."""
    text = content.removeprefix(BYTE_ORDER_MARK).lstrip(b"\r\n")
    length = _APPLE.match(text)
    return text[length.end() :] if length is not None else text
