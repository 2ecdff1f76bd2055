"""Prints what a workbook holds as JSON, and fails if a part of it is not well-formed XML.

With `--texts` only the texts of all cells, sheet by sheet, and the cells that are formulas.
"""

import json
import re
import sys
import zipfile
from posixpath import dirname, join, normpath
from xml.etree import ElementTree
from xml.dom import pulldom
from xml.sax import parseString
from xml.sax.handler import ContentHandler

import openpyxl
from openpyxl.utils import range_boundaries


def check_parts(path):
    with zipfile.ZipFile(path) as parts:
        assert parts.testzip() is None
        for name in (n for n in parts.namelist() if not n.endswith((".png", ".jpeg"))):
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


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def roots(parts, start):
    for name in parts.namelist():
        if name.startswith(start) and name.endswith(".xml"):
            yield name, ElementTree.fromstring(parts.read(name))


def broken_relations(parts):
    """Relations whose target is not in the file."""
    names = set(parts.namelist())
    for rels in (n for n in names if n.endswith(".rels")):
        base = dirname(dirname(rels))
        for relation in ElementTree.fromstring(parts.read(rels)):
            target = relation.get("Target")
            path = target.lstrip("/") if target.startswith("/") else normpath(join(base, target))
            if relation.get("TargetMode") != "External" and path not in names:
                yield f"{rels}: {target}"


def defined(book):
    """Defined names; older readers keep them in a list."""
    names = book.defined_names
    names = names.values() if isinstance(names, dict) else names.definedName
    return {n.name: n.attr_text for n in names}


def table_faults(book):
    """Names that occur twice, overlaps, headers that differ from their cells."""
    seen = {n.lower() for n in defined(book)}
    for page in book.worksheets:
        areas = []
        for table in page.tables.values():
            if table.name.lower() in seen:
                yield f"name twice: {table.name}"
            seen.add(table.name.lower())
            left, top, right, bottom = range_boundaries(table.ref)
            for other in areas:
                if not (right < other[0] or other[2] < left or bottom < other[1] or other[3] < top):
                    yield f"overlap: {table.name}"
            areas.append((left, top, right, bottom))
            for at, column in enumerate(table.tableColumns):
                if str(page.cell(top, left + at).value) != column.name:
                    yield f"header: {table.name} {column.name}"


def text_faults(parts):
    for name, root in roots(parts, "xl/"):
        for element in root.iter():
            if local(element) == "t" and len((element.text or "").encode("utf-16-le")) > 2 * 32767:
                yield f"long text: {name}"


def name_faults(book):
    names = [page.title for page in book.worksheets]
    if len({n.lower() for n in names}) != len(names):
        yield "sheet name twice"
    for name in names:
        bad = not name or len(name) > 31 or re.search(r"[\[\]:*?/\\]", name)
        if bad or name[0] == "'" or name[-1] == "'":
            yield f"sheet name: {name}"


def cells_of(book, formula):
    """The cells that a chart's range names; none if the sheet is not there."""
    sheet, _, area = formula.rpartition("!")
    sheet = sheet.strip("'").replace("''", "'")
    if sheet not in book.sheetnames:
        return []
    cells = book[sheet][area.replace("$", "")]
    if not isinstance(cells, tuple):
        return [cells]
    return [cell for row in cells for cell in (row if isinstance(row, tuple) else (row,))]


def charts(parts, book):
    found = []
    for _, root in roots(parts, "xl/charts/chart"):
        texts = [e.text for e in root.iter() if local(e) == "t"]
        formulas = [e.text for e in root.iter() if local(e) == "f"]
        ranges = [
            {"range": f, "filled": bool(c := cells_of(book, f)) and all(x.value is not None for x in c)}
            for f in formulas
        ]
        found.append({"title": texts[0] if texts else None, "ranges": ranges})
    return found


def alt_texts(parts):
    return [
        e.get("descr")
        for _, root in roots(parts, "xl/drawings/drawing")
        for e in root.iter()
        if local(e) == "cNvPr"
    ]


def rules(page):
    found = []
    for area in page.conditional_formatting:
        found += [" ".join(rule.formula) or rule.type for rule in area.rules]
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
        "rules": rules(page),
        "widths": {k: d.width for k, d in page.column_dimensions.items()},
    }


def texts(path):
    """Every text by its cell: what the reader takes from the file, escapes as they stand there."""
    check_parts(path)
    found = []
    for page in openpyxl.load_workbook(path).worksheets:
        cells = [c for row in page.iter_rows() for c in row if c.value is not None]
        found.append(
            {
                "name": page.title,
                "texts": {c.coordinate: c.value for c in cells if c.data_type in "s"},
                "formulas": {c.coordinate: str(c.value) for c in cells if c.data_type == "f"},
                "links": [c.coordinate for c in cells if c.hyperlink],
            }
        )
    print(json.dumps(found))


def main(path):
    parts = check_parts(path)
    book = openpyxl.load_workbook(path)
    about = book.properties
    with zipfile.ZipFile(path) as file:
        faults = [*broken_relations(file), *text_faults(file)]
        drawn, alt = charts(file, book), alt_texts(file)
    faults += [*table_faults(book), *name_faults(book)]
    print(
        json.dumps(
            {
                "parts": parts,
                "external": external(path),
                "formulas": sheet_elements(path, "f"),
                "links": sheet_elements(path, "hyperlink"),
                "ignored": sheet_elements(path, "ignoredError"),
                "faults": faults,
                "charts": drawn,
                "alt": alt,
                "names": defined(book),
                "title": about.title,
                "subject": about.subject,
                "creator": about.creator,
                "created": str(about.created),
                "sheets": [sheet(page) for page in book.worksheets],
            }
        )
    )


if sys.argv[1] == "--texts":
    texts(sys.argv[2])
else:
    main(sys.argv[1])
