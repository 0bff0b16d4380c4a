"""Reports for paper: what a workbook says, as a document with headings, tables and pictures that Word and WPS edit."""
