"""The yardstick of the export: Python's writers of workbooks, on the same cells.

Called as `WRITER ROWS TARGET`. Reads the rows (tabs between cells, numbers in three columns), then
writes them; its clock runs from the first cell to the finished file. No formats for single cells, no
table, no totals. Answers one JSON object.
"""

import gc
import json
import sys
import time
from importlib.metadata import version

NUMBERS = (3, 4, 5)
FORMATS = {3: "[h]:mm:ss", 4: "dd/mm/yyyy hh:mm:ss", 5: "dd/mm/yyyy hh:mm:ss"}


def read(path):
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            for at in NUMBERS:
                row[at] = float(row[at])
            rows.append(row)
    return rows


def xlsxwriter(rows, target):
    import xlsxwriter

    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at in range(len(rows[0])):
            form = book.add_format({"num_format": FORMATS.get(at, "@")})
            sheet.set_column(at, at, None, form)
        text, number = sheet.write_string, sheet.write_number
        for row, cells in enumerate(rows):
            for at, cell in enumerate(cells):
                if at in NUMBERS:
                    number(row, at, cell)
                elif cell:
                    text(row, at, cell)


def openpyxl(rows, target):
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(target)


def pyexcelerate(rows, target):
    import pyexcelerate

    book = pyexcelerate.Workbook()
    book.new_sheet("rows", data=rows)
    book.save(target)


WRITERS = {"XlsxWriter": xlsxwriter, "openpyxl": openpyxl, "pyexcelerate": pyexcelerate}


def main(writer, path, target):
    known = version(writer)
    rows = read(path)
    # The rows are no part of what is measured: the collector need not walk them.
    gc.collect()
    gc.freeze()
    started = time.perf_counter()
    WRITERS[writer](rows, target)
    print(json.dumps({"version": known, "ms": (time.perf_counter() - started) * 1e3}))


main(*sys.argv[1:])
