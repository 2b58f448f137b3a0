"""States: undo and redo, addresses, saved models, the language."""

import pathlib
import urllib.parse

from workbench_board import holds_ranking
from results import expect
from workbench_tools import (
    WEIGHT,
    ask,
    close_sheet,
    enter,
    everyone,
    forgives,
    fraction,
    go_to,
    ranking,
    ready,
    run_of,
    settle,
    shoot,
    shown,
    slow_down,
    state_of,
    wait_for_ticks,
)


def goes_back_and_forth(page, lines):
    state = state_of(page)
    after = shown(page)
    expect("撤销：A" in page.get_attribute("#undo", "title"), page.get_attribute("#undo", "title"))
    page.click("#undo")
    settle(page)
    expect(state_of(page) == "" and shown(page)[:20] != [] and page.is_disabled("#undo"), "undo leads back")
    holds_ranking(page, lines)
    page.click("#redo")
    settle(page)
    expect(state_of(page) == state and shown(page) == after, "redo leads there again")
    page.go_back()
    settle(page)
    expect(
        state_of(page) == "" and page.is_disabled("#undo") and page.is_enabled("#redo"),
        "the browser's way back is an undo",
    )
    page.go_forward()
    settle(page)
    expect(state_of(page) == state and page.is_enabled("#undo"), "and its way forward a redo")
    page.reload()
    ready(page)
    settle(page)
    expect(shown(page) == after and page.is_enabled("#undo"), "a reload keeps state and steps")


def undoes_without_end(page):
    """More steps than the page leaves to the browser."""
    page.goto(page.url.split("#")[0])
    settle(page)
    field = page.locator(f'[data-path="{WEIGHT}"] .knob-value')
    for step in range(44):
        field.fill(f"1.{step + 1:02}")
        field.press("Enter")
        settle(page)
        expect(fraction(state_of(page).split("=")[1]) == fraction(f"1.{step + 1:02}"), page.url)
    for step in range(44):
        before = page.url
        page.click("#undo")
        page.wait_for_function("before => location.href !== before", arg=before)
        settle(page)
    expect(state_of(page) == "" and page.input_value(f'[data-path="{WEIGHT}"] .knob-value') == "1", page.url)


def saves_and_runs_alike(page, folder, name):
    """The saved model, run by the command line, ranks as the board does."""
    page.goto(f"{page.url.split('#')[0]}#{WEIGHT}=1.05&优秀.share=0.12")
    settle(page)
    state = urllib.parse.unquote(state_of(page))
    expect(state == f"{WEIGHT}=1.05&优秀.share=0.12", state)
    page.click("#save")
    page.wait_for_selector("dialog .diff li")
    page.fill("#save-name", name)
    page.press("#save-name", "Enter")
    page.wait_for_selector("#saved")
    path = page.locator("#saved code").inner_text()
    expect("dutyrank run" in page.locator("#save-command").inner_text(), "the command is told")
    shoot(page, "saved")
    close_sheet(page)
    page.click("#save")
    page.wait_for_selector("dialog .diff li")
    page.fill("#save-name", name)
    page.click("#save-now")
    page.wait_for_function("() => document.querySelector('dialog [role=alert]').textContent !== ''")
    forgives(page, 409, "/api/save")
    close_sheet(page)
    # Outside the folder whose runs are offered for comparison, since the model goes.
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    try:
        again = ranking(run_of(str(elsewhere), "--model", path))
    finally:
        pathlib.Path(path).unlink(missing_ok=True)
        if not any(pathlib.Path(path).parent.iterdir()):
            pathlib.Path(path).parent.rmdir()
    for profile, name in enumerate(again):
        found = everyone(page, profile, state)
        expect(
            found == again[name],
            f"{name}: {next((pair for pair in zip(found, again[name]) if pair[0] != pair[1]), None)}",
        )


def keeps_what_a_drag_showed(page):
    """A factor that was turned before a number of its part is turned anew behind it, by a drag and for good."""
    for start, path, at in (
        ("A3.cap@委员=25&A.factor=1.1", "A3.cap@委员", "30"),
        ("A.factor=1.1&A3.factor=1.2", "A.factor", "1.2"),
    ):
        go_to(page, start)
        question = "&".join(f"{key}={urllib.parse.quote(value)}" for key, value in (("state", start), ("knob", path), ("at", at)))
        dragged = ask(page, f"drag?{question}&profile=0&from=0&count=20")["rows"]
        page.locator("#readout .chip button").first.click()
        page.wait_for_function("path => document.activeElement.closest('.knob')?.dataset.path === path", arg=path)
        enter(page, path, at)
        settle(page)
        expect(urllib.parse.unquote(state_of(page)) == f"{start}&{path}={at}", state_of(page))
        expect(page.input_value(f'[data-path="{path}"] .knob-value') == at, f"{path} stands at {at}")
        kept = [[row[1], row[3]] for row in shown(page)[:20]]
        expect(kept == [[row["memberNo"], row["total"]] for row in dragged], f"{start}: {kept[:3]}")
    go_to(page, "")


def undoes_no_further(page):
    """Two clicks at once where there is one step leave the page where it began."""
    enter(page, WEIGHT, "1.3")
    settle(page)
    page.evaluate("() => { const undo = document.querySelector('#undo'); undo.click(); undo.click(); }")
    page.wait_for_function("() => location.hash === ''")
    settle(page)
    expect(page.is_disabled("#undo") and page.is_enabled("#redo"), page.url)


def leaves_a_field_alone(page):
    """Ticks that come while one types overwrite nothing."""
    go_to(page, "")
    page.reload()
    ready(page)
    slow_down(page, "ticks", 700)
    field = page.locator(f'[data-path="{WEIGHT}"] .knob-value')
    field.fill("1.")
    wait_for_ticks(page, WEIGHT)
    settle(page)
    expect(field.input_value() == "1.", field.input_value())
    page.keyboard.type("3")
    field.press("Enter")
    settle(page)
    expect(state_of(page) == f"{WEIGHT}=1.3" and field.input_value() == "1.3", page.url)
    go_to(page, "")
    page.reload()
    ready(page)


def speaks_english(page):
    page.click("#language")
    expect(
        page.locator(".head .c-rank").inner_text() == "Rank" and page.get_attribute("html", "lang") == "en",
        "English",
    )
    page.reload()
    ready(page)
    settle(page)
    expect(page.locator("#undo").inner_text().endswith("Undo"), "kept")
    kept = [one for one in page.context.cookies() if one["name"] == "dutyrank-language"]
    expect(
        [(one["value"], one["domain"]) for one in kept] == [("en", "127.0.0.1")],
        f"for other ports too: {kept}",
    )
    shoot(page, "english")
    page.click("#language")
    expect(page.locator(".head .c-rank").inner_text() == "名次", "and back")


def leads_out_of_a_wrong_address(page, lines):
    """An address that is no state says so, and leads back to the published one."""
    page.goto(page.url.split("#")[0] + "#A3.capp=25")
    page.wait_for_selector("#trouble:visible")
    expect("capp" in page.locator("#trouble").inner_text(), page.locator("#trouble").inner_text())
    page.click("#to-published")
    settle(page)
    expect(state_of(page) == "" and page.locator("#trouble").is_hidden(), page.url)
    holds_ranking(page, lines)
    for question in ("state", "rows"):
        forgives(page, 404, f"/api/{question}")


FULL = """() => {
  const own = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, value) {
    if (key.startsWith('steps') && value.length > 250) throw new DOMException('full', 'QuotaExceededError');
    return own.call(this, key, value);
  };
}"""


def works_with_a_full_storage(page):
    """Then a reload forgets the oldest steps, and only them."""
    page.evaluate(FULL)
    for step in range(1, 9):
        enter(page, WEIGHT, f"1.0{step}")
        settle(page)
        expect(state_of(page) == f"{WEIGHT}=1.0{step}", page.url)
    page.reload()
    ready(page)
    settle(page)
    expect(state_of(page) == f"{WEIGHT}=1.08" and page.is_enabled("#undo"), page.url)
    page.click("#undo")
    page.wait_for_function("() => location.hash.endsWith('1.07')")
    settle(page)
    while page.is_enabled("#undo"):
        before = page.url
        page.click("#undo")
        page.wait_for_function("before => location.href !== before", arg=before)
        settle(page)
    expect(state_of(page) not in ("", f"{WEIGHT}=1.07"), f"the oldest are gone: {page.url}")
    go_to(page, "")
