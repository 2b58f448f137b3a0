"""What opens over the page: why, values, all who change, a comparison."""

import csv
import json
import pathlib
import subprocess
import urllib.parse

from results import expect
from workbench_tools import (
    ask,
    binary,
    busy,
    close_sheet,
    forgives,
    fraction,
    go_to,
    ready,
    settle,
    shoot,
    state_of,
)


def tells_why(page, run, lines):
    """Down to the rows, which stand in the files as shown."""
    number = lines["委员"][2][1]
    page.locator("#board .row", has_text=number).click()
    page.wait_for_selector("dialog.side .why-part")
    expect(page.locator("dialog .lead b").first.inner_text() == lines["委员"][2][3], "the total")
    parts = [fraction(text) for text in page.locator("dialog .why-part > summary .amount").all_inner_texts()]
    expect(abs(sum(parts) - fraction(lines["委员"][2][3])) < 0.001, f"categories make the total: {parts}")
    page.wait_for_function(
        "() => !['', '正在找还差什么…'].includes(document.querySelector('dialog .prospect').textContent)"
    )
    said = page.locator("dialog .prospect").inner_text()
    told = subprocess.run(
        [binary, "tune", str(run), "counterfactual", number, "--json"], check=True, capture_output=True, text=True
    )
    gain = json.loads(told.stdout).get("gain")
    expect(f"再有{gain['events']}件" in said if gain else "已是最高等次" in said, f"{said}: {gain}")
    leaf = page.locator("dialog .why-leaf summary").first
    leaf.click()
    source = page.locator("dialog .sources button").first
    file, line = source.inner_text().rsplit(":", 1)
    source.click()
    page.wait_for_selector("dialog .raw td")
    cells = page.locator("dialog .raw td").all_inner_texts()
    with open(
        next(pathlib.Path("SampleData").rglob(file)), encoding="utf-8-sig", errors="replace", newline=""
    ) as found:
        raw = next(csv.reader([found.read().splitlines()[int(line) - 1]]))
    visible = [(cell, there) for cell, there in zip(cells, raw) if cell != "（不公开）"]
    expect(visible and all(cell == there.strip() or cell == there for cell, there in visible), f"{visible}")
    shoot(page, "why")
    page.click("#all-lines")
    page.wait_for_selector("dialog .tabulator-row")
    before = page.locator("dialog output").inner_text()
    page.fill("dialog input[type=search]", lines["委员"][2][1] + "nobody")
    page.wait_for_function(
        "before => document.querySelector('dialog output').textContent !== before", arg=before
    )
    expect(page.locator("dialog output").inner_text() == "0行", "the filter leaves none")
    # The field itself would take the first Escape, and be empty.
    page.locator("dialog .close").focus()
    close_sheet(page)


def edits_values(page):
    """The cap is dragged on the indicator's own histogram."""
    page.click("[data-group=A] .group-name")
    path = "A3.cap@委员"
    page.locator(f'[data-path="{path}"] .slider').first.focus()
    keeps_to_the_lock(page, path)
    page.locator(f'[data-path="{path}"] [data-act=values]').click()
    page.wait_for_selector("dialog .histogram .bin")
    settle(page)
    grip = page.locator("dialog .histogram .grip").first.bounding_box()
    x, y = grip["x"] + grip["width"] / 2, grip["y"] + 5
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y)
    page.mouse.move(x - 60, y)
    settle(page)
    at = page.input_value("dialog .knob-value")
    cost = ask(
        page,
        f"drag?state=&knob={urllib.parse.quote(path)}&at={at}&profile=0&from=0&count=1",
    )["cost"]
    told = page.locator("dialog .knob-says").first.inner_text()
    names = [one["name"] for one in cost["crossings"][:3]]
    expect(all(name in told for name in names) if names else told == "无人变等次", f"{names} in {told}")
    shoot(page, "values")
    with busy(page, "values"):
        page.mouse.up()
        page.wait_for_function("() => document.querySelector('dialog [role=alert]').textContent !== ''")
    expect(
        page.locator("dialog .histogram .bin").count() > 0, "a question without an answer leaves the picture"
    )
    settle(page)
    expect(urllib.parse.unquote(state_of(page)).startswith(f"{path}="), page.url)
    close_sheet(page)
    page.click("#undo")
    settle(page)
    page.click("[data-group=A] .group-name")


def keeps_to_the_lock(page, path):
    """A locked number stays on the histogram too."""
    page.locator(f'[data-path="{path}"] [data-act=lock]').click()
    page.locator(f'[data-path="{path}"] [data-act=values]').click()
    page.wait_for_selector("dialog .histogram .grip")
    settle(page)
    box = page.locator("dialog .histogram .grip").first.bounding_box()
    page.mouse.move(box["x"] + 4, box["y"] + 5)
    page.mouse.down()
    page.mouse.move(box["x"] - 40, box["y"] + 5)
    page.mouse.up()
    settle(page)
    expect(state_of(page) == "", page.url)
    close_sheet(page)
    page.locator(f'[data-path="{path}"] [data-act=lock]').click()


def in_order(cells, is_down):
    """As numbers (of `before → after` the second); what is none comes last either way."""

    def number(cell):
        text = cell.split("→")[-1].strip().replace("−", "-").replace("↑", "").replace("↓", "-")
        return float(text or 0)

    numbers = [cell for cell in cells if cell != "◇"]
    return sorted(numbers, key=number, reverse=is_down) + ["◇"] * (len(cells) - len(numbers))


def lists_all_changes(page):
    go_to(page, "A3.cap=10")
    page.reload()
    ready(page)
    settle(page)
    page.route("**/vendor/tabulator.min.js", lambda route: route.abort(), times=1)
    page.click("#all-changes")
    page.wait_for_function(
        "() => document.querySelector('dialog .sheet-body')?.textContent.includes('没有回答')"
    )
    forgives(page, 0, "/vendor/tabulator.min.js")
    close_sheet(page)
    page.click("#all-changes")
    page.wait_for_selector("dialog .tabulator-row")
    shoot(page, "changes")
    for column, key in (("总分", "total"), ("±", "more"), ("变动", "up")):
        for way in ("asc", "desc"):
            page.locator("dialog .tabulator-col", has_text=column).click()
            page.wait_for_selector(f"dialog .tabulator-col[aria-sort={way}ending]")
            cells = page.locator(f"dialog .tabulator-row [tabulator-field={key}]").all_inner_texts()
            expect(len(cells) > 5 and cells == in_order(cells, way == "desc"), f"{column} {way}: {cells}")
    page.locator("dialog .tabulator-row button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog.side .why-part")
    close_sheet(page)


LATE_REFUSAL = """() => {
  const own = window.fetch;
  window.fetch = (address, ...more) => (String(address).includes('with=late')
    ? new Promise((resolve) => setTimeout(() => resolve(
      Response.json({ error: { zh: '晚', en: 'late' } }, { status: 400 })), 1000))
    : own(address, ...more));
  document.querySelector('#other-run').add(new Option('late', 'late'));
}"""


def one_keeps_its_grade(route):
    """In the sample, all who are listed change grade, and all who change are listed."""
    answer = route.fetch().json()
    answer["total"] = len(answer["rows"]) + 9
    answer["rows"][0]["gradeAfter"] = answer["rows"][0]["gradeBefore"] = "合格"
    route.fulfill(json=answer)


def compares_runs(page):
    page.route("**/api/compare?*", one_keeps_its_grade)
    page.click("#compare")
    page.wait_for_selector("dialog .flow-picture svg .flow", state="attached", timeout=120_000)
    page.wait_for_selector("dialog .tabulator-row")
    expect(
        page.locator("dialog .causes span").count() >= 1
        and page.locator("dialog .flow-picture .flow.rules").count() > 100,
        "another model moves ranks by its rules",
    )
    shoot(page, "compare")
    listed = int(page.locator("dialog output").inner_text().removesuffix("行"))
    expect(listed > 1, f"{listed} are listed")
    cut = page.locator("dialog .cut").inner_text()
    expect(cut == f"列出{listed}人，共{listed + 9}人", cut)
    page.click("#only-grades")
    left = page.locator("dialog output").inner_text()
    rows = ask(page, f"compare?with={page.input_value('#other-run')}")["rows"]
    graded = sum(1 for row in rows if row.get("gradeBefore") != row.get("gradeAfter"))
    expect(len(rows) == listed and left == f"{graded}行" and graded < listed, f"{left} of {listed}")
    page.evaluate(LATE_REFUSAL)
    page.select_option("#other-run", "late")
    page.select_option("#other-run", index=0)
    page.wait_for_selector("dialog .tabulator-row")
    page.wait_for_timeout(1_200)
    expect(
        page.locator("dialog .tabulator-row").count() > 0, "a late refusal says nothing over a newer answer"
    )
    page.unroute("**/api/compare?*")
    close_sheet(page)
