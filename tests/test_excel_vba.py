"""The VBA project is one that independent readers take apart into what was put in."""

import io
import random
import struct

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oletools.olevba import VBA_Parser, decompress_stream

from addin.excel.vba.compound import compound_file
from addin.excel.vba.compression import compress
from addin.excel.vba.project import Kind, Module, vba_project

SOURCE = "Option Explicit\nPublic Function Answer() As Long\n    Answer = 42\nEnd Function\n"

# Like source code: few words, again and again, in long and short runs.
sources = st.lists(
    st.sampled_from(["Dim a As Long\r\n", " ", "    ", "x", "End If\r\n", "'" + "-" * 70, "é0"]), max_size=900
)


@settings(deadline=None, max_examples=60)
@given(sources)
def test_what_is_compressed_comes_back(words: list[str]) -> None:
    content = "".join(words).encode("latin-1")
    if content:
        assert bytes(decompress_stream(bytearray(compress(content)))) == content


@pytest.mark.parametrize("length", [1, 2, 3, 17, 4095, 4096, 4097, 8192, 20_000])
def test_chunks_of_every_length(length: int) -> None:
    content = (b"Private Sub Something()\r\n" * 1000)[:length]
    assert bytes(decompress_stream(bytearray(compress(content)))) == content


def test_what_cannot_be_compressed_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be compressed"):
        compress(random.Random(1).randbytes(4096))  # noqa: S311 -- any bytes without a pattern


streams = st.dictionaries(
    st.text("abcXYZ_09", min_size=1, max_size=12), st.sampled_from([0, 1, 63, 64, 65, 4095, 4096, 9000]).map(bytes), max_size=24
)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(streams)
def test_streams_come_back_from_a_compound_file(content: dict[str, bytes]) -> None:
    upper = {name.upper() for name in content}
    if len(upper) < len(content) or "VBA" in upper:
        return
    named = {name: struct.pack("<I", i) + data for i, (name, data) in enumerate(content.items())}
    with olefile.OleFileIO(
        io.BytesIO(compound_file({"VBA": named, "top": b"t"})), raise_defects=olefile.DEFECT_UNSURE
    ) as ole:
        assert not ole.parsing_issues
        assert {path[-1]: ole.openstream(path).read() for path in ole.listdir() if path[0] == "VBA"} == named


def test_modules_are_read_back_as_they_were_written() -> None:
    long = "' " + "a long comment " * 60 + "\n"
    modules = [
        Module("ThisWorkbook", "", Kind.WORKBOOK), Module("Sheet1", "", Kind.WORKSHEET), Module("Shim", SOURCE),
        Module("Large", "".join(f"Public Const N{i} = {i}\n" for i in range(900)) + long),
    ]  # fmt: skip
    content = vba_project("Kaizen", modules)
    assert content == vba_project("Kaizen", modules)
    read = {name.rsplit(".", 1)[0]: text for _, _, name, text in VBA_Parser("x.bin", data=content).extract_macros()}
    assert read == {module.name: module.text() for module in modules}
    assert all("\n" not in text.replace("\r\n", "") for text in read.values())


@pytest.mark.parametrize("source", ["' 改善", "x = " + "1" * 1100])
def test_what_vba_cannot_read_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="Shim, line 3"):
        Module("Shim", "Option Explicit\n" + source).text()
