"""Writes a VBA project (`vbaProject.bin`) from source text: [MS-OVBA] in a compound file, [MS-CFB]."""
