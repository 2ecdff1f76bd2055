"""Prints what a workbook holds as JSON, and fails if a part of it is not well-formed XML."""

import json
import sys
import zipfile
from xml.dom import pulldom
from xml.sax import parseString
from xml.sax.handler import ContentHandler

import openpyxl


def check_parts(path):
    with zipfile.ZipFile(path) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            parseString(parts.read(name), ContentHandler())
        return parts.namelist()


def external(path):
    with zipfile.ZipFile(path) as parts:
        return [n for n in parts.namelist() if n.endswith(".rels") and b"External" in parts.read(n)]


def sheet_elements(path, tag):
    """How often an element occurs, by part."""
    found = {}
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            if name.startswith("xl/worksheets/sheet"):
                events = pulldom.parseString(parts.read(name).decode())
                found[name] = sum(e == "START_ELEMENT" and n.tagName == tag for e, n in events)
    return found


def sheet(page):
    cells = {}
    for row in page.iter_rows(max_row=40):
        for cell in row:
            if cell.value is not None:
                kind = [str(cell.value), cell.number_format, cell.data_type, cell.quotePrefix]
                cells[cell.coordinate] = kind
    tables = {
        t.name: {
            "ref": t.ref,
            "filter": t.autoFilter.ref if t.autoFilter else None,
            "totals": t.totalsRowCount,
            "columns": [c.name for c in t.tableColumns],
        }
        for t in page.tables.values()
    }
    return {
        "name": page.title,
        "cells": cells,
        "tables": tables,
        "filter": page.auto_filter.ref,
        "freeze": page.freeze_panes,
        "landscape": page.page_setup.orientation == "landscape",
        "fit": [page.page_setup.fitToWidth, page.page_setup.fitToHeight],
        "fit_to_page": page.sheet_properties.pageSetUpPr.fitToPage,
        "repeat": page.print_title_rows,
        "footer": [page.oddFooter.left.text, page.oddFooter.right.text],
        "widths": {k: d.width for k, d in page.column_dimensions.items()},
    }


def main(path):
    parts = check_parts(path)
    book = openpyxl.load_workbook(path)
    about = book.properties
    print(
        json.dumps(
            {
                "parts": parts,
                "external": external(path),
                "formulas": sheet_elements(path, "f"),
                "links": sheet_elements(path, "hyperlink"),
                "ignored": sheet_elements(path, "ignoredError"),
                "title": about.title,
                "subject": about.subject,
                "creator": about.creator,
                "created": str(about.created),
                "sheets": [sheet(page) for page in book.worksheets],
            }
        )
    )


main(sys.argv[1])
