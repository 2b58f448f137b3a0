"""The table: what it shows, how quickly, by keyboard, and of how many rows."""

import urllib.parse

from results import expect
from workbench_tools import (
    WEIGHT,
    busy,
    close_sheet,
    go_to,
    open_page,
    ready,
    settle,
    shown,
    slider,
    slow_down,
    wait_for_ticks,
)


def holds_ranking(page, lines):
    found = shown(page)
    expect(len(found) >= 20, f"{len(found)} rows are drawn")
    expected = [line[:4] + [line[4] or "不评"] for line in lines["委员"][: len(found)]]
    expect(
        found == expected,
        f"first difference {next((pair for pair in zip(found, expected) if pair[0] != pair[1]), None)}",
    )


def paints_quickly(browser, address, let_in):
    """In contexts that have nothing in their cache; the quickest of three."""
    times = []
    for _ in range(3):
        page = open_page(browser, address, "wide", let_in)
        times.append(
            page.evaluate("""() => ['first-contentful-paint', 'drawn']
          .map(name => Math.round(performance.getEntriesByName(name)[0].startTime))""")
        )
        page.context.close()
    first, drawn = (min(column) for column in zip(*times))
    print(
        f"workbench: first paint after {first} ms, the board drawn after {drawn} ms (the quickest of {times})"
    )
    expect(first < 1000 and drawn < 1000, f"{times}")


def walks_the_board(page, lines):
    page.focus("#board")
    page.keyboard.press("End")
    settle(page)
    last = page.locator("#board .row.selected .c-name small").inner_text()
    expect(last == lines["委员"][-1][1], f"End: {last}")
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowUp")
    settle(page)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    settle(page)
    number = page.locator("#board .row.selected .c-name small").inner_text()
    expect(number == lines["委员"][1][1], f"second row: {number}")
    expect(page.get_attribute("#board", "aria-activedescendant") == "row-1", "it is told to those who hear")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog.side .why-part")
    expect(number in page.locator("dialog h2").inner_text(), "Enter opens why")
    close_sheet(page)
    page.wait_for_function("() => document.activeElement.id === 'board'")


def scrolls(page, total):
    """A table of so many made-up rows: all is reached, and only what is in view is drawn and kept."""
    tops = []

    def rows(route):
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(route.request.url).query))
        first, count = int(query["from"]), int(query["count"])
        tops.extend([first] if first == 0 else [])
        route.fulfill(
            json={
                "total": total,
                "lines": [],
                "rows": [
                    {
                        "memberNo": f"N{place}",
                        "name": "示例",
                        "sector": "经济界",
                        "rank": place + 1,
                        "rankPublished": place + 1,
                        "grade": "合格",
                        "gradePublished": "合格",
                        "total": "60.00",
                        "totalPublished": "60.00",
                        "categories": [{"code": "A", "points": "60.00", "lost": "0"}],
                    }
                    for place in range(first, min(total, first + count))
                ],
            }
        )

    page.route("**/api/rows?*", rows)
    page.reload()
    ready(page)
    page.focus("#board")
    page.keyboard.press("End")
    page.wait_for_function(
        "total => document.querySelector('.row.selected .c-rank')?.textContent === String(total)", arg=total
    )
    below = page.evaluate("""() => document.querySelector('.row.selected').getBoundingClientRect().bottom
      <= document.querySelector('#board').getBoundingClientRect().bottom + 1""")
    expect(below, "the last row is wholly in view")
    page.evaluate(
        """() => { const board = document.querySelector('#board');
          board.scrollTop = (board.scrollHeight - board.clientHeight) / 2; }"""
    )
    page.wait_for_function(
        """total => [...document.querySelectorAll('.row .c-rank')]
          .some(one => Math.abs(Number(one.textContent) - total / 2) < 40)""",
        arg=total,
    )
    expect(page.locator("#board .row").count() < 80, "only rows in view are drawn")
    slow = page.evaluate("""() => new Promise((resolve) => {
      const board = document.querySelector('#board'); const times = [];
      let last = performance.now(); let count = 0;
      const step = () => { const now = performance.now(); times.push(now - last); last = now;
        board.scrollTop += 180; (count += 1) < 60 ? requestAnimationFrame(step)
        : resolve(times.slice(5).sort((a, b) => a - b)); }; requestAnimationFrame(step); })""")
    print(
        f"workbench: {total} rows: a frame while scrolling takes {slow[len(slow) // 2]:.0f} ms (median), "
        f"{slow[-1]:.0f} ms at most"
    )
    before = len(tops)
    page.keyboard.press("Home")
    page.wait_for_function("() => document.querySelector('#row-0 .c-rank')?.textContent === '1'")
    settle(page)
    expect(len(tops) > before, "rows far from the view are not kept")
    page.unroute("**/api/rows?*")


def asks_again(page):
    """Who is told to wait asks again by itself: rows, changes of a knob, and radii."""
    with busy(page, "rows"):
        page.reload()
        ready(page)
        page.wait_for_selector("#row-0 .c-total b")
    expect(page.locator("#trouble").is_hidden(), "and what it said is gone")
    with busy(page, "ticks"):
        page.reload()
        ready(page)
        slider(page, WEIGHT).focus()
        wait_for_ticks(page, WEIGHT)
        settle(page)
    with busy(page, "radius"):
        go_to(page, "B.factor=1.31")
        page.wait_for_function(
            "() => document.querySelector('#row-0 .c-radius')?.textContent", timeout=90_000
        )
    go_to(page, "")


def asks_for_radii_one_by_one(page):
    slow_down(page, "radius", 700)
    go_to(page, "B.factor=1.32")
    for key in ("End", "Home", "End", "Home"):
        page.focus("#board")
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    settle(page)
    found = page.evaluate("slow")
    expect(found["most"] == 1 and found["all"] > 1, f"{found}")
    go_to(page, "")
    page.reload()
    ready(page)


WAYS = """async () => {
  const { heights, gradeWay, placesUp, rankWay } = await import('/ways.js');
  const height = heights([{ name: '优秀', quota: true }, { name: '合格', quota: false }]);
  const grades = [['优秀', '并列待审'], ['合格', '并列待审'], ['合格', null],
    [null, '优秀'], ['合格', '合格'], [undefined, null]];
  const ranks = [[5, 3], [3, 5], [4, 4], [undefined, 7], [7, undefined], [undefined, undefined]];
  return [grades.map((pair) => gradeWay(height, ...pair)), ranks.map((pair) => rankWay(placesUp(...pair)))];
}"""


def tells_ways(page):
    """Tied is between two grades; who enters or leaves the ranking goes neither up nor down."""
    grades, ranks = page.evaluate(WAYS)
    expect(grades == ["▼", "▲", "▼", "▲", "", ""], f"{grades}")
    expect(ranks == ["↑2", "↓2", "", "◇", "◇", ""], f"{ranks}")
