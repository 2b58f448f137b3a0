"""What the page does where there is nothing to ask, nobody who answers, or more than it lists."""

import os
import shutil
import urllib.parse

from results import expect
from workbench_tools import (
    WEIGHT,
    Bench,
    ask,
    close_sheet,
    enter,
    forgives,
    go_to,
    open_page,
    ready,
    run_of,
    settle,
    shown,
    slider,
    slow_down,
    state_of,
    wait_for_ticks,
)

chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
TROUBLE = "没有成功：工作台没有回答：程序可能已停止。"


def grades_nothing(browser, folder):
    """A quarter's run: ranks and scores, one sentence on grades, no lines and no questions about them."""
    folder.mkdir()
    run = run_of(str(folder), "--period", "2025-Q2")
    with Bench(run, folder) as bench:
        page = open_page(browser, bench.address, "wide")
        asked = []
        page.on("request", lambda request: asked.append(urllib.parse.urlsplit(request.url).path))
        page.reload()
        ready(page)
        settle(page)
        expect(page.locator("#ungraded").inner_text() == "本次不评等次。", "it is said once")
        expect(page.locator(".grade-line").count() == 0, "no lines of grades")
        rows = shown(page)
        expect(len(rows) >= 20 and rows[0][0] == "1" and {row[4] for row in rows} == {"不评"}, f"{rows[:2]}")
        slider(page, WEIGHT).focus()
        page.keyboard.press("PageUp")
        page.wait_for_selector("#readout.turning")
        settle(page)
        cost = page.locator("#readout .figures").inner_text()
        expect("名次变" in cost and "等次" not in cost, cost)
        expect("等次" not in page.locator(f'[data-path="{WEIGHT}"] .knob-says').inner_text(), "nor the slider")
        page.keyboard.press("Enter")
        settle(page)
        expect(state_of(page).startswith(f"{WEIGHT}=") and shown(page) != rows, page.url)
        page.click("#board .row >> nth=0")
        page.wait_for_selector("dialog.side .why-part")
        close_sheet(page)
        page.wait_for_timeout(400)
        settle(page)
        in_vain = [path for path in asked if path in ("/api/ticks", "/api/radius")]
        expect(in_vain == [] and page.complaints == [], f"{in_vain} {page.complaints}")
        page.click("#language")
        expect(page.locator("#ungraded").inner_text() == "This run gives no grades.", "in English too")
        page.context.close()


def says_that_nobody_answers(browser, run, folder):
    """A server killed while a number is dragged: one sentence, the rows of the last state, no fault of the page."""
    bench = Bench(run, folder)
    page = open_page(browser, bench.address, "wide")
    enter(page, WEIGHT, "1.1")
    wait_for_ticks(page, WEIGHT)
    settle(page)
    kept, cost = shown(page), page.locator("#readout .figures").inner_text()
    box = slider(page, WEIGHT).bounding_box()
    middle = box["y"] + 15
    page.mouse.move(box["x"] + box["width"] / 2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.9, middle)
    page.wait_for_selector("#readout.turning")
    settle(page)
    expect(shown(page) != kept, "the drag moves the rows")
    bench.process.kill()
    bench.process.wait()
    page.mouse.move(box["x"] + box["width"] * 0.7, middle)
    page.wait_for_selector("#trouble:visible")
    page.mouse.move(box["x"] + box["width"] * 0.6, middle)
    page.mouse.up()
    now = shown(page)
    # Less of the table is in view above the sentence.
    expect(len(now) > 10 and now == kept[: len(now)], f"the rows are those of the last state: {now[:3]} {kept[:3]}")
    expect(page.locator("#readout .figures").inner_text() == cost, "and so is what it costs")
    expect(page.input_value(f'[data-path="{WEIGHT}"] .knob-value') == "1.1", "and the field")
    said = page.locator("#trouble").inner_text()
    expect(said == TROUBLE, said)
    for act in (
        lambda: page.click("#board .row >> nth=2"),
        lambda: page.click("#save"),
        lambda: page.click("#compare"),
        lambda: page.click("#all-changes"),
        lambda: enter(page, WEIGHT, "1.2"),
        lambda: page.click("#undo"),
        lambda: page.select_option("#sector", index=1),
    ):
        act()
        page.wait_for_timeout(300)
        expect(page.locator("dialog").count() == 0 and page.locator("#trouble").inner_text() == TROUBLE, said)
    page.click("#language")
    faults = [one for one in page.complaints if "net::ERR_" not in one.text]
    expect(faults == [], f"{faults}")
    page.context.close()


STEPS = """async ([count, isMixed]) => {
  const { Steps } = await import('/steps.js');
  let arrived = () => {};
  const steps = new Steps(`trial ${count}`, () => arrived());
  const going = (go) => new Promise((done, fail) => {
    arrived = done;
    setTimeout(() => fail(new Error(`nothing follows ${steps.text} at ${location.hash}`)), 5_000);
    go();
  });
  const all = async (way, name) => {
    let done = 0;
    for (; steps[name] !== ''; done += 1) await going(() => steps.go(way));
    return [done, steps.text];
  };
  for (let step = 1; step <= count; step += 1) steps.reach(`A.factor=1.${step}`, `step ${step}`);
  const found = [await all(-1, 'undoName')];
  if (isMixed) {
    await going(() => history.back());
    found.push((await all(-1, 'undoName'))[1]);
  }
  return [...found, await all(1, 'redoName')];
}"""


def undoes_whatever_the_browser_keeps(browser, own, let_in):
    """
    A browser keeps fifty addresses of a tab, and leaves out changes of them that follow each other too quickly (which
    Playwright has it not do): all steps are undone and redone, and the address says the last.
    """
    hurried = browser.browser_type.launch(
        executable_path=chromium,
        args=["--no-sandbox"],
        ignore_default_args=["--disable-ipc-flooding-protection"],
    )
    page = hurried.new_context(storage_state=let_in).new_page()
    for count, is_mixed, expected in (
        (60, True, [[60, ""], "", [60, "A.factor=1.60"]]),
        (300, False, [[300, ""], [300, "A.factor=1.300"]]),
    ):
        page.goto(f"{own}icon.svg")
        found = page.evaluate(STEPS, [count, is_mixed])
        expect(found == expected, f"{found}")
        page.wait_for_function("hash => location.hash === hash", arg=f"#{expected[-1][1]}")
    hurried.close()


def turns_beyond_the_slider(page):
    """A drag beyond the range that was searched shows what the state there is."""
    path = "A3.cap@委员"
    go_to(page, f"{urllib.parse.quote(path)}=45")
    page.locator("#readout .chip button").first.click()
    field = page.locator(f'[data-path="{path}"] [data-bound=high]')
    field.fill("50")
    field.press("Enter")
    slider(page, path).focus()
    page.keyboard.press("End")
    page.wait_for_selector("#readout.turning")
    settle(page)
    dragged = shown(page)
    expect("应在" not in page.locator(f'[data-path="{path}"] .knob-says').inner_text(), "it is not refused")
    page.keyboard.press("Enter")
    settle(page)
    expect(state_of(page).endswith("=50") and shown(page) == dragged, page.url)
    field.fill("")
    field.press("Enter")
    go_to(page, "")


def says_what_is_left_out(page):
    """Of ticks and of members."""

    def ticks(route):
        answer = route.fetch().json()
        route.fulfill(json=answer | {"omittedBelow": 12, "omittedAbove": 34})

    def changes(route):
        answer = route.fetch().json()
        route.fulfill(json=answer | {"total": len(answer["changes"]) + 7})

    page.route("**/api/ticks?*", ticks)
    page.route("**/api/changes?*", changes)
    go_to(page, "B.factor=1.2")
    page.reload()
    ready(page)
    slider(page, WEIGHT).focus()
    wait_for_ticks(page, WEIGHT)
    settle(page)
    said = page.locator(f'[data-path="{WEIGHT}"] .knob-says').inner_text()
    expect("左边另有12处变化没有列出" in said and "右边另有34处变化没有列出" in said, said)
    page.click("#all-changes")
    page.wait_for_selector("dialog .tabulator-row")
    total = len(ask(page, "changes?state=B.factor=1.2")["changes"])
    said = page.locator("dialog h2 small").inner_text()
    expect(said == f"列出{total}人，共{total + 7}人", said)
    close_sheet(page)
    page.unroute("**/api/ticks?*")
    page.unroute("**/api/changes?*")
    go_to(page, "")


def overtakes_its_own_radii(page):
    """Of another state, radii are asked for at once, by the page's name; that a question was overtaken is not said."""
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "/api/radius?" in one.url else None)
    slow_down(page, "radius", 6_000)
    go_to(page, "B.factor=1.33")
    page.wait_for_timeout(700)
    page.evaluate("() => { location.hash = '#B.factor=1.34'; }")
    page.wait_for_timeout(2_000)
    of = [urllib.parse.parse_qs(urllib.parse.urlsplit(one).query) for one in asked]
    expect([one["state"] for one in of] == [["B.factor=1.33"], ["B.factor=1.34"]], f"{of}")
    expect(of[0]["page"] == of[1]["page"], f"{of}")
    page.reload()
    ready(page)
    overtaken = {"error": {"zh": "后来的", "en": "a later one"}}
    page.route("**/api/radius?*", lambda route: route.fulfill(status=409, json=overtaken), times=1)
    go_to(page, "B.factor=1.35")
    page.wait_for_timeout(1_000)
    expect(page.locator("#trouble").is_hidden(), "nobody needs to know")
    forgives(page, 409, "/api/radius")
    go_to(page, "")


def names_models_by_its_rule(page):
    """What no file should be called is refused before anything is sent, or by the server in words."""
    go_to(page, f"{WEIGHT}=1.05")
    page.click("#save")
    page.wait_for_selector("dialog .diff li")
    for name, words in (
        ("-rf", "文字、数字、-、_，以文字或数字开头"),
        (".x", "文字、数字、-、_，以文字或数字开头"),
        ("CON", "CON：Windows不许文件叫这个名称"),
    ):
        page.fill("#save-name", name)
        page.press("#save-name", "Enter")
        page.wait_for_function(
            "words => document.querySelector('dialog [role=alert]').textContent === words", arg=words
        )
    forgives(page, 400, "/api/save")
    close_sheet(page)
    go_to(page, "")


def speaks_english_in_sheets(page):
    """What stands there in Chinese is the run's own: names, codes and cells, but no words of the program."""
    page.click("#language")
    go_to(page, "A.factor=1.1&A3.cap=25")
    chips = page.locator("#readout .chip .plain:first-child").all_inner_texts()
    named = ["A 会议活动 weight, as a factor", "A3 协商、调研、视察、监督 cap"]
    expect([chip.strip() for chip in chips] == named, f"{chips}")
    page.click("#board .row >> nth=0")
    page.wait_for_selector("dialog.side .why-part")
    reasons = page.locator("dialog .reasons li").all_inner_texts()
    expect(
        any(reason.startswith("Q1 ") and " place 1 for " in reason for reason in reasons)
        and not any("席" in reason for reason in reasons),
        f"{reasons}",
    )
    close_sheet(page)
    lines = page.locator(".line-chip").all_inner_texts()
    expect(lines != [] and not any("合并" in line for line in lines), f"{lines}")
    expect(
        page.evaluate("import('/ways.js').then(({ gradeWords }) => gradeWords('并列待审'))")
        == "tied, undecided",
        "who is tied",
    )
    page.click("#language")
    go_to(page, "")
