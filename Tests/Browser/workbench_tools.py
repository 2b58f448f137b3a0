"""What all checks of the workbench use: the run, the program, its page in Chromium, and what was found."""

import contextlib
import csv
import pathlib
import re
import subprocess
import sys
import time
import typing
import urllib.parse

import results
from results import expect

SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
WEIGHT = "A.factor"
binary, result = sys.argv[1:3]
shots = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
opened = []


def case(name):
    """A check; after a fault no sheet stays open, and no answer late."""
    return results.case(name, clear)


def clear():
    for page in [page for page in opened if not page.is_closed()]:
        page.unroute_all()
        page.evaluate("document.querySelector('dialog')?.close()")


def run_of(folder, *more):
    before = set(pathlib.Path(folder).glob("evaluation-*"))
    subprocess.run(
        [binary, "run", "Pipelines/evaluation.yaml", "--period", "2025", "--out", folder, *more],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return (set(pathlib.Path(folder).glob("evaluation-*")) - before).pop()


def ranking(run):
    """By profile, the lines of ranking.csv as the board shows them."""
    lines = {}
    with open(run / "ranking.csv", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            lines.setdefault(row["profile"], []).append(
                [
                    row["rank"] or "—",
                    row["member_no"],
                    row["name"],
                    row["total"],
                    row["grade"],
                ]
            )
    return lines


class Bench:
    """The command, running until it is left; its first line names the address."""

    def __init__(self, run, folder):
        self.process = subprocess.Popen(
            [binary, "workbench", str(run), "--out", str(folder)], stdout=subprocess.PIPE, text=True
        )
        self.address = re.search(r"http://\S+", self.process.stdout.readline()).group(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.status = self.process.wait(timeout=10)


class Complaint(typing.NamedTuple):
    """What the browser said, and of which address."""

    text: str
    url: str = ""


def forgives(page, status, path):
    """Takes away what the browser said of an answer that a check provoked; it must have. 0 is no answer."""
    said = f"status of {status} " if status else "net::ERR_"
    meant = [
        one for one in page.complaints if said in one.text and urllib.parse.urlsplit(one.url).path == path
    ]
    expect(meant, f"no {status} of {path} among {page.complaints}")
    page.complaints[:] = [one for one in page.complaints if one not in meant]


@contextlib.contextmanager
def busy(page, question):
    """Once, the server cannot answer such a question for now."""
    left = ["once"]

    def answer(route):
        if left:
            left.clear()
            route.fulfill(status=503, json={"error": {"zh": "请求太多", "en": "too many requests"}})
        else:
            route.continue_()

    page.route(f"**/api/{question}?*", answer)
    yield
    page.unroute(f"**/api/{question}?*")
    expect(not left, f"nobody asked for {question}")
    forgives(page, 503, f"/api/{question}")


SLOW = """([question, wait]) => {
  const own = window.fetch;
  window.slow = { now: 0, most: 0, all: 0 };
  window.fetch = async (address, ...more) => {
    if (!String(address).startsWith(`/api/${question}`)) return own(address, ...more);
    slow.all += 1;
    slow.most = Math.max(slow.most, slow.now += 1);
    try {
      const answer = await own(address, ...more);
      await new Promise((resolve) => setTimeout(resolve, wait));
      return answer;
    } finally {
      slow.now -= 1;
    }
  };
}"""


def slow_down(page, question, wait):
    """Until the page is loaded again, answers of a kind come late; `slow` in the page counts them."""
    page.evaluate(SLOW, [question, wait])


def close_sheet(page):
    """By Escape; the sheet is gone only some frames later."""
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")


def enter(page, path, value):
    field = page.locator(f'[data-path="{path}"] .knob-value')
    field.fill(value)
    field.press("Enter")


def go_to(page, state):
    page.goto(f"{page.url.split('#')[0]}#{state}")
    settle(page)


def open_page(browser, address, size, let_in=None):
    """`let_in` is what another context kept of the server: the token of its address works once."""
    context = browser.new_context(
        viewport=dict(zip(("width", "height"), SIZES[size])),
        locale="zh-CN",
        has_touch=size == "narrow",
        storage_state=let_in,
    )
    page = context.new_page()
    opened.append(page)
    page.set_default_timeout(30_000)
    page.complaints, page.awaited = [], set()
    page.on("request", lambda request: page.awaited.add(request))
    page.on("requestfinished", lambda request: page.awaited.discard(request))
    page.on("requestfailed", lambda request: page.awaited.discard(request))
    page.on(
        "console",
        lambda message: page.complaints.append(Complaint(message.text, message.location.get("url", ""))),
    )
    page.on("pageerror", lambda error: page.complaints.append(Complaint(error.stack or str(error))))
    own = re.match(r"http://[^/]+/", address).group(0)
    page.on(
        "request",
        lambda request: (
            request.url.startswith((own, "data:"))
            or page.complaints.append(Complaint("leaves this machine", request.url))
        ),
    )
    page.goto(address)
    ready(page)
    return page


def ready(page):
    page.wait_for_selector("html[data-ready=yes]", timeout=60_000)


def settle(page):
    """No answer is awaited, and what came is drawn; a page that is kept from working is waited for."""
    quiet, end = 0, time.monotonic() + 60
    while quiet < 3 and time.monotonic() < end:
        page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 30)))")
        quiet = 0 if page.awaited else quiet + 1
    expect(quiet == 3, f"still awaited: {page.awaited}")


def shoot(page, name, full=False):
    if shots:
        page.screenshot(path=str(shots / f"workbench-{name}.png"), full_page=full)


def shown(page):
    """The rows in view from the top of the table: rank, number, name, total, grade."""
    return page.evaluate("""() => [...document.querySelectorAll('#board .row')]
      .sort((a, b) => a.getAttribute('aria-rowindex') - b.getAttribute('aria-rowindex'))
      .filter(row => row.querySelector('.c-total b')).map(row => [
        ...['.c-rank', '.c-name small', '.c-name b', '.c-total b']
          .map(part => row.querySelector(part).textContent),
        row.querySelector('.grade-mark').lastChild.textContent])""")


def ask(page, question):
    return page.evaluate("address => fetch(address).then(answer => answer.json())", f"/api/{question}")


def everyone(page, profile, state):
    """All rows of a state as the server tells them."""
    rows, total = [], 1
    while len(rows) < total:
        answer = ask(
            page, f"rows?state={urllib.parse.quote(state)}&profile={profile}&from={len(rows)}&count=60"
        )
        rows, total = rows + answer["rows"], answer["total"]
    return [
        [str(row.get("rank") or "—"), row["memberNo"], row["name"], row["total"], row.get("grade") or ""]
        for row in rows
    ]


def state_of(page):
    return urllib.parse.urlsplit(page.url).fragment


def slider(page, path, place=0):
    return page.locator(f'[data-path="{path}"] .slider').nth(place)


def wait_for_ticks(page, path):
    page.wait_for_function(
        """path => document.querySelector(`[data-path='${path}']`)
          ?.querySelector('.slider-still, .slider-ticks[d]:not([d=""])')""",
        arg=path,
    )


def tick_above(page, path, state=""):
    answer = ask(page, f"ticks?state={urllib.parse.quote(state)}&knob={urllib.parse.quote(path)}")
    now = fraction(answer["now"])
    return next(tick for tick in answer["ticks"] if fraction(tick["at"]) > now)


def fraction(text):
    top, _, below = text.partition("/")
    return float(top) / float(below or 1)
