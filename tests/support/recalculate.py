"""Compares every formula's stored result with what LibreOffice computes, and prints what differs,
with how many formulas there were.

    recalculate.py STORED.xlsx RECALCULATED.xlsx
"""

import json
import sys

import openpyxl


def same(stored, computed):
    if isinstance(stored, (int, float)) and isinstance(computed, (int, float)):
        return abs(stored - computed) <= 1e-9 * max(1.0, abs(stored))
    return stored == computed or (stored in (None, "") and computed in (None, ""))


def number(value):
    """Durations are numbers of days, however a reader dresses them."""
    if hasattr(value, "total_seconds"):
        return value.total_seconds() / 86_400
    if hasattr(value, "hour") and not hasattr(value, "year"):
        return (value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6) / 86_400
    return value


def main(stored_path, computed_path):
    formulas = openpyxl.load_workbook(stored_path)
    stored = openpyxl.load_workbook(stored_path, data_only=True)
    computed = openpyxl.load_workbook(computed_path, data_only=True)
    count, differing = 0, []
    for page in formulas.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                ours = number(stored[page.title][cell.coordinate].value)
                theirs = number(computed[page.title][cell.coordinate].value)
                if not same(ours, theirs):
                    place = f"{page.title}!{cell.coordinate}"
                    differing.append(f"{place} {cell.value}: {ours!r}, not {theirs!r}")
    titles = [page["A1"].value for page in formulas.worksheets]
    print(json.dumps({"formulas": count, "differing": differing, "titles": titles}))


main(sys.argv[1], sys.argv[2])
