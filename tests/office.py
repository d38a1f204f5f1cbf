#!/usr/bin/env python3
"""Every file for office programs below a folder is a package that a strict reader accepts, and says what NAME.said, where
there is one, says: a line "T<tab>text" for each text, "N<tab>number" for each number. Prints what is wrong.
    tests/office.py FOLDER
"""
import bisect
import pathlib
import posixpath
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# The order of children that the schema of ECMA-376 demands, as far as they are used.
ORDER = {
    W + "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs suppressAutoHyphens spacing ind jc outlineLvl",
    W + "rPr": "rFonts b noProof color sz szCs lang",
    W + "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    W + "tcPr": "tcW tcBorders vAlign",
    W + "pBdr": "top left bottom right",
    W + "style": "name basedOn next qFormat pPr rPr tblPr",
    W + "sectPr": "footerReference pgSz pgMar",
}


def wrong_package(archive):
    names = archive.namelist()
    if archive.testzip() or len(set(names)) != len(names) or names[0] != "[Content_Types].xml":
        yield "no sound package"
    if any(entry.date_time != (1980, 1, 1, 0, 0, 0) for entry in archive.infolist()):
        yield "a part has a time"
    types = xml.fromstring(archive.read("[Content_Types].xml"))
    known = {e.get("Extension") for e in types.iter(TYPES + "Default")}
    named = {e.get("PartName") for e in types.iter(TYPES + "Override")}
    yield from (f"{name} has no type" for name in names if "/" + name not in named and name.rsplit(".")[-1] not in known)
    yield from (f"{name} is missing" for name in named if name[1:] not in names)
    related = {"[Content_Types].xml"}
    for name in (name for name in names if name.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))
        related.add(name)
        links = list(xml.fromstring(archive.read(name)))
        if any(link.get("TargetMode") == "External" for link in links):
            yield f"{name} leads out of the file"
        targets = {posixpath.normpath(posixpath.join("/" + folder, link.get("Target")))[1:] for link in links}
        related |= targets
        yield from (f"{name} leads to {target}, which is missing" for target in targets - set(names))
    yield from (f"nothing leads to {name}" for name in set(names) - related)


def wrong_order(root):
    for element in root.iter():
        allowed = ORDER.get(element.tag)
        if not allowed:
            continue
        places = [allowed.split().index(child.tag[len(W):]) for child in element]
        if places != sorted(set(places)):
            yield f"{element.tag}: {[child.tag for child in element]}"


def wrong_tables(body):
    for table in body.iter(W + "tbl"):
        widths = [int(column.get(W + "w")) for column in table.iter(W + "gridCol")]
        rows = table.findall(W + "tr")
        if min(widths) <= 0 or abs(sum(widths) - 9072) > 1 or any(len(row.findall(W + "tc")) != len(widths) for row in rows):
            yield f"a table of columns {widths}"
        if not table.find(W + "tblPr").find(W + "tblCaption").get(W + "val"):
            yield "a table without a name"
        heads = [row.find(W + "trPr").find(W + "tblHeader") is not None for row in rows]
        if any(heads[1:]):
            yield "a header row that is not the first"


def wrong_document(archive):
    document = xml.fromstring(archive.read("word/document.xml"))
    styles = xml.fromstring(archive.read("word/styles.xml"))
    links = {link.get("Id"): link.get("Target") for link in xml.fromstring(archive.read("word/_rels/document.xml.rels"))}
    known = {style.get(W + "styleId") for style in styles.iter(W + "style")}
    for root in (document, styles):
        yield from wrong_order(root)
    for tag in ("pStyle", "tblStyle"):
        yield from (f"no style {e.get(W + 'val')}" for e in document.iter(W + tag) if e.get(W + "val") not in known)
    yield from (f"no style {e.get(W + 'val')}" for e in styles.iter(W + "basedOn") if e.get(W + "val") not in known)
    yield from (f"no link {v}" for e in document.iter() for k, v in e.attrib.items() if k.startswith(R) and v not in links)
    body = document.find(W + "body")
    yield from wrong_tables(body)
    if [child.tag for child in body][-1] != W + "sectPr" or [child.tag for child in body][-2] != W + "p":
        yield "the body does not end in a paragraph and its page"
    pictures = list(document.iter(WP + "docPr"))
    if len({p.get("id") for p in pictures}) != len(pictures) or any(len(p.get("descr")) < 20 for p in pictures):
        yield "a picture that says nothing"
    if any(int(e.get("cx")) != 5760000 for e in document.iter(WP + "extent")):
        yield "a picture that is not 16 cm wide"


def said_document(archive):
    body = xml.fromstring(archive.read("word/document.xml"))
    return "\n".join("".join(text.text or "" for text in p.iter(W + "t")) for p in body.iter(W + "p")), None


def strings(archive):
    """The shared strings, with the codes of characters read as a spreadsheet reads them."""
    for item in xml.fromstring(archive.read("xl/sharedStrings.xml")).iter(S + "si"):
        text = "".join(t.text or "" for t in item.iter(S + "t"))
        yield re.sub("_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)


def sheets(archive):
    for name in archive.namelist():
        if name.startswith("xl/worksheets/") and name.endswith(".xml"):
            yield name, xml.fromstring(archive.read(name))


def wrong_workbook(archive):
    book = xml.fromstring(archive.read("xl/workbook.xml"))
    names = [sheet.get("name").lower() for sheet in book.iter(S + "sheet")]
    if len(set(names)) != len(names) or any(len(name) > 31 or set(name) & set("[]:*?/\\") for name in names):
        yield f"sheets {names}"
    for name, sheet in sheets(archive):
        if any(sheet.iter(S + tag) and list(sheet.iter(S + tag)) for tag in ("f", "hyperlink")):
            yield f"{name} computes or links"
        cells = [cell.get("r") for cell in sheet.iter(S + "c")]
        if len(set(cells)) != len(cells):
            yield f"{name} has a cell twice"
    core = archive.read("docProps/core.xml").decode()
    if core.count("1980-01-01T00:00:00Z") != 2:
        yield "another time than that of the parts"


def said_workbook(archive):
    known = list(strings(archive))
    texts, numbers = [], []
    for _, sheet in sheets(archive):
        for cell in sheet.iter(S + "c"):
            value = cell.find(S + "v")
            if value is not None:
                texts.append(known[int(value.text)]) if cell.get("t") == "s" else numbers.append(float(value.text))
    return "\n".join(texts), numbers


LOOKS = {".xlsx": (wrong_workbook, said_workbook), ".docx": (wrong_document, said_document)}


def near(number, numbers):
    """Fifteen digits are kept, as spreadsheets keep them; numbers ascend."""
    slack = 1e-14 * max(1, abs(number))
    at = bisect.bisect_left(numbers, number - slack)
    return at < len(numbers) and numbers[at] <= number + slack


def wrong_file(path):
    wrong, said = LOOKS[path.suffix]
    with zipfile.ZipFile(path) as archive:
        yield from wrong_package(archive)
        yield from wrong(archive)
        text, numbers = said(archive)
        numbers = sorted(numbers) if numbers is not None else None
    said_file = path.with_suffix(".said")
    for line in said_file.read_text(encoding="utf-8").split("\n") if said_file.exists() else []:
        kind, _, what = line.partition("\t")
        if kind == "T" and what not in text:
            yield f"does not say {what[:100]!r}"
        if kind == "N" and numbers is not None and not near(float(what), numbers):
            yield f"does not hold {what}"


def main():
    files = sorted(path for path in pathlib.Path(sys.argv[1]).rglob("*") if path.suffix in LOOKS)
    wrong = [f"{path}: {text}" for path in files for text in wrong_file(path)]
    print("\n".join(wrong[:40]) if wrong else f"office: {len(files)} files, as they should be")
    return bool(wrong) or not files


sys.exit(main())
