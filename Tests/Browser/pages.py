#!/usr/bin/env python3
"""Opens ranking.html, quality.html, overview.html and studio.html of runs of SampleData, and the page of two,
in Chromium, as a person would, without a network.

pages.py DUTYRANK RESULT.xml [SHOTS]. The results are JUnit XML; with SHOTS, pictures and the print stay
in that folder.
"""
import base64
import collections
import csv
import datetime
import hashlib
import io
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from html.parser import HTMLParser

from playwright.sync_api import sync_playwright

from results import case, expect, finish

WIDTHS = {"wide": (1280, 900), "narrow": (390, 844), "wall": (1920, 1080), "desk": (900, 1200)}
SCREENS = {"overview.html": ("wall", "desk", "narrow"), "studio.html": ("wall", "desk", "narrow")}
VOID = {"meta", "input"}
binary, result = sys.argv[1:3]
shots = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None


class Outline(HTMLParser):
    """Balanced tags, ids once, and no reference to anything outside of the file."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.faults = [], set(), []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attributes:
            if name in {"src", "href", "action", "style"} or name.startswith("on"):
                self.faults.append(f"<{tag} {name}>")
            if name == "id":
                if value in self.ids:
                    self.faults.append(f"id {value} twice")
                self.ids.add(value)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")


def digests(text):
    """The page's policy names the digests of its own style and script."""
    policy = re.search(r'content="(default-src[^"]*)"', text).group(1)
    for tag in ("style", "script"):
        for found in re.finditer(f"<{tag}>(.*?)</{tag}>", text, re.S):
            digest = base64.b64encode(hashlib.sha256(found.group(1).encode()).digest()).decode()
            expect(f"sha256-{digest}" in policy, f"{tag}: the digest is sha256-{digest}")


def run_of(folder, period, *more):
    subprocess.run([binary, "run", "Pipelines/evaluation.yaml", "--period", period, "--out", folder, *more],
                   check=True, stdout=subprocess.DEVNULL)
    return next(path for path in pathlib.Path(folder).iterdir() if path.is_dir())


def compared(folder, run):
    """The page of the run beside one under another model, in a folder of its own."""
    other = run_of(str(folder / "other"), "2025", "--model", "Pipelines/models/anqing-2018.yaml")
    subprocess.run([binary, "compare", str(run), str(other), "--page", str(folder / "compare.html")],
                   check=True, stdout=subprocess.DEVNULL)
    return folder


def open_page(browser, run, name, width):
    """The page after its script, and every complaint of the browser."""
    context = browser.new_context(viewport=dict(zip(("width", "height"), WIDTHS[width])), locale="zh-CN",
                                  offline=True)
    page = context.new_page()
    page.set_default_timeout(8_000)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: request.url.startswith("file:") or page.complaints.append(request.url))
    page.goto((run / name).as_uri())
    if name == "ranking.html":
        page.wait_for_selector("html[data-ready=yes]", timeout=20_000)
    return page


def shoot(page, name, full=False):
    if shots:
        page.screenshot(path=str(shots / f"{name}.png"), full_page=full)


def numbers_and_names(page, run):
    """The tables hold the lines of ranking.csv, in their order."""
    with open(run / "ranking.csv", encoding="utf-8-sig", newline="") as file:
        expected = [[row[key] for key in ("rank", "member_no", "name", "sector", "total", "grade")]
                    for row in csv.DictReader(file)]
    found = page.evaluate("""() => [...document.querySelectorAll('tr[data-row]')].map((row) =>
      ['rank', 'no', 'name', 'sector', 'total', 'grade'].map((key) =>
        row.querySelector('.' + key).textContent.trim()))""")
    found = [[row[0].replace("—", "")] + row[1:5] + [row[5][1:] if row[5] else ""] for row in found]
    expect(found == expected, f"{len(found)} rows, {len(expected)} expected; first difference "
           f"{next((pair for pair in zip(found, expected) if pair[0] != pair[1]), None)}")


def waterfalls_add_up(page):
    """Leaves make categories and categories make totals, in whole nano."""
    faults = page.evaluate("""() => {
      const [categories, leaves, members] = JSON.parse(document.getElementById('data').textContent);
      const nano = (text) => text === '' ? 0n : BigInt(Math.round(Number(text) * 1e9));
      const sum = (list) => list.reduce((total, text) => total + nano(text), 0n);
      const faults = [];
      members.forEach(([total, , points, others, scored, , floor], index) => {
        if (sum([...points, floor]) !== nano(total)) faults.push(['total', index]);
        categories.forEach(([code, , role], category) => {
          const mine = scored.filter(([leaf]) => leaves[leaf][0] === category).map((leaf) => leaf[3]);
          if (role === 'deduction' ? mine.length > 0
            : sum([...mine, others[category]]) !== nano(points[category]))
            faults.push([code, index]);
        });
      });
      return faults;
    }""")
    expect(faults == [], f"{len(faults)} do not add up, as {faults[:3]}")


def opens_by_click_and_keyboard(page):
    rows = page.locator("tr[data-row]")
    rows.nth(0).locator(".sector").click()
    expect(page.locator("tr.detail").count() == 1, "a click opens the waterfall")
    whole = page.locator("tr.detail .whole .amount").inner_text()
    expect(whole == rows.nth(0).locator(".total").inner_text(),
           "the waterfall ends at the total")
    button = rows.nth(1).locator("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(button.get_attribute("aria-expanded") == "true", "Enter opens the waterfall")
    expect(page.locator("tr.detail").count() == 2, "two are open")
    shoot(page, f"waterfall-{page.viewport_size['width']}", full=True)
    page.keyboard.press("Escape")
    expect(button.get_attribute("aria-expanded") == "false", "Escape closes it")
    rows.nth(0).locator(".sector").click()
    expect(page.locator("tr.detail").count() == 0, "a second click closes it")


def deductions_stay_whole(page):
    """No leaf of a deduction, no gate and no alert is told."""
    text = page.locator("#data").evaluate("element => element.textContent")
    for word in ("缺席", "请假", "违纪", "代签", "迟到", "H1", "V1", "V3"):
        expect(word not in text, f"{word} stands in the data block")


def finds_and_sorts(page, width):
    rows = page.locator("table.members").nth(0).locator("tr[data-row]")
    first = rows.nth(0).get_attribute("data-row")
    total = page.locator("table.members").nth(0).locator("th.total [role=button]")
    if width == "wide":
        total.click()
        total.press("Enter")
    else:
        page.select_option("#order", "total")
    ascending = [float(text) for text in rows.locator(".total").all_inner_texts()]
    ranked = ascending[:sum(1 for text in rows.locator(".rank").all_inner_texts() if text != "—")]
    expect(ranked == sorted(ranked, reverse=width == "narrow") and ranked[0] != ranked[-1],
           "totals are in order")
    page.select_option("#order", "0")
    points = rows.evaluate_all("""rows => {
      const members = JSON.parse(document.getElementById('data').textContent)[2];
      return rows.map((row) => Number(members[row.dataset.row][2][0])); }""")[:len(ranked)]
    expect(points == sorted(points, reverse=True), "a category sorts from the most")
    page.select_option("#order", "rank")
    expect(rows.nth(0).get_attribute("data-row") == first, "the rank's order comes back")
    page.fill("#find", "经济界")
    seen = page.locator("tr[data-row]:visible .sector").all_inner_texts()
    expect(seen and all("经济界" in text for text in seen), "only the sector stays")
    expect(page.locator("#found").inner_text() == f"{len(seen)}人", "the count is told")
    page.fill("#find", "")


def fits(page):
    wide = page.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    expect(wide[0] <= wide[1], f"the page is {wide[0]} px wide on a screen of {wide[1]}")


def prints(page, name):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "print.pdf"
        page.pdf(path=str(path), prefer_css_page_size=True)
        data = path.read_bytes()
        if shots:
            shutil.copy(path, shots / f"{name}.pdf")
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data))
    expect(3 <= pages <= 40, f"{pages} pages")
    expect(all(abs(float(w) - 595) < 2 and abs(float(h) - 842) < 2 for w, h in boxes), f"not A4: {boxes}")


def works_without_script(browser, run):
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((run / "ranking.html").as_uri())
    expect(page.locator("tr[data-row]").count() > 400, "the table stands")
    expect(page.locator("noscript").inner_text() != "", "the page says so")
    expect(not page.locator(".tools").is_visible(), "no dead tools")
    context.close()


def surviving(run, source):
    """The rows of SampleData that the run kept, read here from the files: all but those that it says, by file
    and line, were refused, merged or set aside."""
    gone = set()
    for name, line in (("quarantine.csv", "line_first"), ("merges.csv", "line"), ("filtered.csv", "line")):
        with open(run / name, encoding="utf-8-sig", newline="") as file:
            gone |= {(row["file"], int(row[line])) for row in csv.DictReader(file) if row["source"] == source}
    for path in sorted(pathlib.Path("SampleData").glob(f"{source}*.csv")):
        if not re.fullmatch(rf"{source}(-.*)?", path.stem):
            continue
        data = path.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030", errors="replace")
        reader = csv.reader(io.StringIO(text, newline=""))
        head, line = None, 1
        for cells in reader:
            first, line = line, reader.line_num + 1
            if head is None:
                head = [cell.strip() for cell in cells] if len([cell for cell in cells if cell]) > 3 else None
            elif len(cells) == len(head) and (path.name, first) not in gone:
                yield dict(zip(head, cells))


def day(cell):
    """A date as people and spreadsheets write it."""
    text = unicodedata.normalize("NFKC", cell).strip()
    if re.fullmatch(r"\d{5}(\.\d+)?", text):
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(text.split(".")[0]))
    parts = re.match(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})", text)
    return datetime.date(*map(int, parts.groups()))


def figures_are_the_rows(page, run):
    """The tiles against counts of the CSV files."""
    tiles = dict(page.eval_on_selector_all(".tile", """tiles => tiles.map(tile =>
      [tile.querySelector('.label').firstChild.textContent.trim(),
        tile.querySelector('.figure b').textContent])"""))
    for name, source, column in (("提案", "proposals", "提交日期"), ("社情民意", "reports", "提交日期"),
                                 ("五微", "micro_items", "提交时间")):
        count = sum(1 for row in surviving(run, source) if day(row[column]).year == 2025)
        expect(tiles[name] == f"{count:,}", f"{name}: {tiles[name]} on the page, {count} in the files")
    shifts = {row["班次号"]: row for row in surviving(run, "duty_shifts")}
    served = {day(row["开始"]) for row in shifts.values() if row["状态"] != "取消"}
    days = sum(1 for date in served if date.year == 2025)
    expect(tiles["值班日"] == str(days), f"duty days {tiles['值班日']}, {days} in the files")
    messages = sum(1 for row in surviving(run, "duty_messages")
                   if row["无效"] != "是" and day(shifts[row["班次号"]]["开始"]).year == 2025)
    expect(tiles["群众留言"] == f"{messages:,}", f"messages {tiles['群众留言']}, {messages} in the files")


def breakdowns_add_up(page):
    """In both tables each column of counts comes to its last line, and both to the same."""
    tables = page.eval_on_selector_all("section.sum table", """tables => tables.map(table => {
      const heads = [...table.querySelectorAll('thead th')].map(head => head.firstChild.textContent.trim());
      const rows = [...table.querySelectorAll('tbody tr')].map(row =>
        [...row.children].map(cell => cell.textContent));
      return [heads, rows]; })""")
    totals = []
    for heads, rows in tables:
        total = {}
        for place, head in enumerate(heads):
            if place == 0 or head in ("到会率", "人均提交"):
                continue
            counts = [int(row[place].replace(",", "").replace("—", "0")) for row in rows]
            expect(sum(counts[:-1]) == counts[-1], f"{head}: {sum(counts[:-1])} by line, {counts[-1]} in all")
            total[head] = counts[-1]
        totals.append(total)
    both = set(totals[0]) & set(totals[1])
    expect(len(both) >= 14 and all(totals[0][head] == totals[1][head] for head in both), f"{totals}")


def fits_the_wall(page):
    """The main figures and the panels stand on the screen without scrolling."""
    bottom = page.evaluate("() => document.querySelector('.wall').getBoundingClientRect().bottom")
    expect(bottom <= 1080, f"the wall ends at {bottom}")
    small = page.eval_on_selector_all(".wall *, .tiles *", """all => all.filter(one =>
      one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display === 'block')
      .map(one => one.textContent.slice(0, 20))""")
    expect(small == [], f"cut off: {small[:5]}")


def names_nobody(page, run):
    text = page.locator("body").inner_text()
    with open(run / "ranking.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    words = collections.Counter(re.split(r"[^\w·]+", text))
    expect(not any(words[row["member_no"]] for row in rows), "a number of a member stands in the page")
    found = [row["name"] for row in rows if len(row["name"]) > 2 and row["name"] in text]
    expect(found == [], f"names: {found[:3]}")


def check_page(browser, run, name, period):
    text = (run / name).read_text(encoding="utf-8")

    @case(f"{period} {name} is well-formed and refers to nothing")
    def _():
        outline = Outline()
        outline.feed(text)
        expect(outline.open == [] and outline.faults == [], f"{outline.open} {outline.faults[:5]}")
        expect("://" not in text, "an address stands in the page")
        digests(text)

    for width in SCREENS.get(pathlib.Path(name).name, ("wide", "narrow")):
        page = open_page(browser, run, name, width)
        shoot(page, f"{period}-{pathlib.Path(name).name}-{width}", full=name == "quality.html")

        @case(f"{period} {name} fits {WIDTHS[width][0]} px without a complaint")
        def _():
            fits(page)
            expect(page.complaints == [], str(page.complaints[:3]))
        if name == "ranking.html" and period == "2025":
            case(f"{name} {width}: opens by click and by keyboard")(lambda: opens_by_click_and_keyboard(page))
            case(f"{name} {width}: finds and sorts")(lambda: finds_and_sorts(page, width))
        if width == "wall":
            if name.endswith("overview.html"):
                case(f"{period} {name}: breakdowns add up")(lambda: breakdowns_add_up(page))
                case(f"{period} {name} fits the wall")(lambda: fits_the_wall(page))
                case(f"{period} {name} names nobody")(lambda: names_nobody(page, run))
                if period == "2025":
                    case(f"{period} {name}: the figures are the rows'")(
                        lambda: figures_are_the_rows(page, run))
            case(f"{period} {name} prints on A4")(lambda: prints(page, f"{period}-{pathlib.Path(name).name}"))
        if width == "wide":
            if name == "ranking.html":
                case(f"{period} {name} holds ranking.csv")(lambda: numbers_and_names(page, run))
                case(f"{period} {name}: waterfalls add up")(lambda: waterfalls_add_up(page))
                case(f"{period} {name}: deductions stay whole")(lambda: deductions_stay_whole(page))
            case(f"{period} {name} prints on A4")(lambda: prints(page, f"{period}-{name}"))
        page.context.close()


chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    for period in ("2025", "2026-Q3"):
        run = run_of(str(pathlib.Path(folder) / period), period)
        for name in ("ranking.html", "quality.html"):
            check_page(browser, run, name, period)
        subprocess.run([binary, "overview", str(run)], check=True, stdout=subprocess.DEVNULL)
        for name in ("overview/overview.html", "overview/studio.html"):
            check_page(browser, run, name, period)
        if period == "2025":
            case("ranking.html stands without its script")(lambda: works_without_script(browser, run))
            check_page(browser, compared(pathlib.Path(folder), run), "compare.html", period)
    browser.close()

finish("browser", result)
