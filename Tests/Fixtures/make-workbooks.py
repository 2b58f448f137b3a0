#!/usr/bin/env python3
"""Makes the workbooks of the tests: needs openpyxl and LibreOffice. All names are fictional.

make-workbooks.py FOLDER writes roster-openpyxl.xlsx, roster-libreoffice.xlsx (saved again by LibreOffice) and
roster-1904.xlsx (the other calendar).
"""
import datetime
import pathlib
import subprocess
import sys
import tempfile

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904


def roster(calendar=None):
    book = Workbook()
    if calendar:
        book.epoch = calendar
    notes = book.active
    notes.title = "说明"
    notes.sheet_state = "hidden"
    notes["A1"] = "不读"
    sheet = book.create_sheet("名册")
    sheet.append(["示例市政协委员名册"])
    sheet.merge_cells("A1:F1")
    sheet.append(["委员编号", "姓名", "类别", "职务", "任职日期", "手机"])
    sheet.append(["0147", "示例甲", "委员", None, datetime.date(2022, 1, 1), 19900000147])
    sheet.append([148, "示例\n乙", "委员", None, datetime.date(2022, 1, 3), None])
    sheet.append([])
    sheet.append(["0149", "示例丙", "常委", None, "2022-13-01", None])
    sheet.append(["0150", "示例\"丁\",", "常委", None, datetime.date(2022, 1, 4), None])
    sheet.append(["0151", "示例己", None, None, datetime.date(2022, 1, 5), None])
    sheet.merge_cells("C7:C8")
    for cell, value in [("A10", "0152"), ("B10", "示例戊"), ("C10", "委员"), ("E10", datetime.date(2022, 1, 2))]:
        sheet[cell] = value
    return book


def main():
    folder = pathlib.Path(sys.argv[1])
    roster().save(folder / "roster-openpyxl.xlsx")
    roster(CALENDAR_MAC_1904).save(folder / "roster-1904.xlsx")
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "ods", "--outdir", scratch, folder / "roster-openpyxl.xlsx"],
            check=True, stdout=subprocess.DEVNULL)
        subprocess.run(
            ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", scratch, f"{scratch}/roster-openpyxl.ods"],
            check=True, stdout=subprocess.DEVNULL)
        pathlib.Path(f"{scratch}/roster-openpyxl.xlsx").rename(folder / "roster-libreoffice.xlsx")


if __name__ == "__main__":
    main()
