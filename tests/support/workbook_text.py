"""Prints a workbook as text that a person can compare: a line per cell with its format, a line per
series of a chart. Long sheets of rows are told by their first rows and a hash of all."""

import hashlib
import sys
import zipfile
from xml.etree import ElementTree

# Rows of a sheet that are shown one by one.
SHOWN = 120
# Parts told by the cells that refer to them, or the same in every file.
PASSED = ("docProps/app.xml", "xl/theme/", "xl/sharedStrings.xml", "xl/styles.xml", "[Content_Types].xml")


def local(name):
    return name.rsplit("}", 1)[-1]


def children(element, tag):
    return [child for child in element if local(child.tag) == tag]


def child(element, tag):
    found = children(element, tag)
    return found[0] if found else None


def attributes(element):
    return "".join(f" {local(name)}={value}" for name, value in element.attrib.items())


def tree(element, depth=0):
    """An element with all below it; leaves stay on their parent's line where they are many."""
    text = (element.text or "").strip()
    yield "  " * depth + local(element.tag) + attributes(element) + (f" «{text}»" if text else "")
    for below in element:
        if local(below.tag) == "ser":
            yield "  " * (depth + 1) + "series " + " ".join(leaves(below))
        else:
            yield from tree(below, depth + 1)


def leaves(element):
    """Values of a series in order, those of a cache within brackets."""
    for below in element:
        tag = local(below.tag)
        if tag in ("numCache", "strCache"):
            points = [(e.text or "").strip() for e in below.iter() if local(e.tag) == "v"]
            yield "[" + ", ".join(points) + "]"
        elif len(below) == 0:
            text = (below.text or "").strip()
            yield f"{tag}={text or below.get('val', '')}"
        else:
            yield tag + attributes(below)
            yield from leaves(below)


def shared(parts):
    if "xl/sharedStrings.xml" not in parts.namelist():
        return []
    root = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
    return ["".join(e.text or "" for e in item.iter() if local(e.tag) == "t") for item in root]


BUILT_IN = {"0": "", "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "49": "@"}


def formats(parts):
    """What a cell's style says, in short words."""
    root = ElementTree.fromstring(parts.read("xl/styles.xml"))
    numbers = dict(BUILT_IN)
    for number in root.iter():
        if local(number.tag) == "numFmt" and number.get("numFmtId"):
            numbers[number.get("numFmtId")] = number.get("formatCode")
    fonts = [font_words(font) for font in child(root, "fonts")]
    fills = [fill_words(fill) for fill in child(root, "fills")]
    found = []
    for style in child(root, "cellXfs"):
        align = child(style, "alignment")
        words = [
            numbers.get(style.get("numFmtId"), style.get("numFmtId")),
            fonts[int(style.get("fontId"))],
            fills[int(style.get("fillId"))],
            "quoted" if style.get("quotePrefix") == "1" else "",
            attributes(align).strip() if align is not None else "",
        ]
        found.append(" ".join(word for word in words if word))
    return found


def font_words(font):
    words = [tag for tag in ("b", "i", "u") if child(font, tag) is not None]
    size, color = child(font, "sz"), child(font, "color")
    if size is not None and size.get("val") != "11":
        words.append(size.get("val") + "pt")
    if color is not None and color.get("rgb"):
        words.append("#" + color.get("rgb")[2:])
    return " ".join(words)


def fill_words(fill):
    colors = [e.get("rgb") for e in fill.iter() if local(e.tag) == "fgColor" and e.get("rgb")]
    return f"on #{colors[0][2:]}" if colors else ""


def cell_text(cell, texts, styles):
    kind, value, formula = cell.get("t", ""), child(cell, "v"), child(cell, "f")
    shown = value.text if value is not None else ""
    if kind == "s":
        shown = f"«{texts[int(shown)]}»"
    elif kind == "inlineStr":
        shown = "«" + "".join(e.text or "" for e in cell.iter() if local(e.tag) == "t") + "»"
    if formula is not None:
        shown = f"={formula.text} → {shown}"
    return f"{cell.get('r')} {shown or '·'}  ({styles[int(cell.get('s', 0))]})"


def sheet_lines(root, texts, styles):
    for part in root:
        if local(part.tag) != "sheetData":
            yield from tree(part)
            continue
        rows, hashed = list(part), hashlib.sha256()
        for at, row in enumerate(rows):
            height = row.get("ht")
            lines = [cell_text(cell, texts, styles) for cell in row]
            hashed.update("\n".join(lines).encode())
            if len(rows) <= SHOWN or at < 6:
                if height:
                    yield f"row {row.get('r')} height {height}"
                yield from lines
        if len(rows) > SHOWN:
            yield f"… {len(rows)} rows, sha256 {hashed.hexdigest()[:16]}"


def main(path):
    with zipfile.ZipFile(path) as parts:
        texts, styles = shared(parts), formats(parts)
        for name in sorted(parts.namelist()):
            if name.startswith(PASSED):
                continue
            root = ElementTree.fromstring(parts.read(name))
            print(f"== {name}")
            is_sheet = name.startswith("xl/worksheets/sheet")
            for line in sheet_lines(root, texts, styles) if is_sheet else tree(root):
                print(line.replace("\r", "").replace("\n", "⏎").rstrip())


main(sys.argv[1])
