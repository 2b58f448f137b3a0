"""The sliders: by mouse, by keyboard, with limits."""

import json
import subprocess

from results import expect
from workbench_tools import (
    WEIGHT,
    ask,
    binary,
    enter,
    fraction,
    go_to,
    ready,
    settle,
    shoot,
    slider,
    slow_down,
    state_of,
    tick_above,
    wait_for_ticks,
)


def drags_to_a_tick(page, run, lines):
    """By mouse: who changes shows while the button is held, stays, and is what `tune whatif` says."""
    wait_for_ticks(page, WEIGHT)
    slider(page, WEIGHT).focus()
    tick = tick_above(page, WEIGHT)
    page.wait_for_selector(f'[data-path="{WEIGHT}"] .loupe .slider-thumb')
    loupe = slider(page, WEIGHT, 1)
    box = loupe.bounding_box()
    low, high = (float(loupe.get_attribute(f"aria-value{end}")) for end in ("min", "max"))
    place = lambda value: box["x"] + 9 + (value - low) / (high - low) * (box["width"] - 18)
    middle = box["y"] + 15
    page.mouse.move(place(1), middle)
    page.mouse.down()
    page.mouse.move((place(1) + place(fraction(tick["at"]))) / 2, middle)
    page.mouse.move(place(fraction(tick["at"])), middle)
    page.wait_for_selector("#readout.turning")
    settle(page)
    expect(
        page.input_value(f'[data-path="{WEIGHT}"] .knob-value') == tick["at"],
        "the thumb takes the tick's exact value",
    )
    names = [f"{one['memberNo']} {one['name']}" for one in tick["crossings"]]
    told = page.locator("#readout .crossings").inner_text()
    expect(names and all(name in told for name in names), f"{names} in {told}")
    expect(
        all(name in slider(page, WEIGHT).get_attribute("aria-valuetext") for name in names[:3]),
        "they are named to those who hear",
    )
    shoot(page, "dragged")
    expect(state_of(page) == "", "nothing is kept while the button is held")
    page.mouse.up()
    page.wait_for_function("() => location.hash !== ''")
    settle(page)
    expect(state_of(page) == f"{WEIGHT}={tick['at']}", page.url)
    said = json.loads(
        subprocess.run(
            [binary, "tune", str(run), "whatif", "--set", f"{WEIGHT}={tick['at']}", "--json"],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
    )["changes"]
    flips = sum(1 for one in said if one.get("grade_before") != one.get("grade_after"))
    expect(page.locator("#readout .figures b").nth(1).inner_text() == str(flips), f"{flips} change grade")
    expect(page.locator("#readout .crossings li").count() == min(flips, 24), "all are named")


def hovers(page):
    """The pointer over a tick names who changes there."""
    page.evaluate("document.activeElement.blur()")
    wait_for_ticks(page, "B.factor")
    answer = ask(page, "ticks?state=&knob=B.factor")
    apart = [
        tick
        for before, tick, after in zip(answer["ticks"], answer["ticks"][1:], answer["ticks"][2:])
        if min(fraction(tick["at"]) - fraction(before["at"]), fraction(after["at"]) - fraction(tick["at"]))
        > 0.04
        and tick["crossings"]
    ]
    box = slider(page, "B.factor").bounding_box()
    low, high = fraction(answer["from"]), fraction(answer["to"])
    page.mouse.move(
        box["x"] + 9 + (fraction(apart[0]["at"]) - low) / (high - low) * (box["width"] - 18), box["y"] + 15
    )
    said = page.locator("#tip").inner_text()
    expect(said.startswith(apart[0]["at"]) and apart[0]["crossings"][0]["name"] in said, said)
    page.mouse.move(5, 5)
    expect(page.locator("#tip").is_hidden(), "the words go with the pointer")


def works_by_keyboard(page, lines):
    """From the top of the page, without a mouse: a weight to its next tick, kept, undone."""
    page.keyboard.press("Tab")
    expect(page.evaluate("document.activeElement.id") == "skip", "the first stop leads to the sliders")
    page.keyboard.press("Enter")
    expect(page.evaluate("document.activeElement.getAttribute('role')") == "slider", "a slider has the focus")
    wait_for_ticks(page, WEIGHT)
    tick = tick_above(page, WEIGHT)
    page.keyboard.press("Shift+ArrowRight")
    page.wait_for_selector("#readout.turning")
    settle(page)
    words = page.evaluate("document.activeElement.getAttribute('aria-valuetext')")
    expect(words.startswith(tick["at"]) and tick["crossings"][0]["memberNo"] in words, words)
    page.keyboard.press("Escape")
    settle(page)
    expect(state_of(page) == "" and page.locator("#readout.turning").count() == 0, "Esc reverts")
    expect(page.input_value(f'[data-path="{WEIGHT}"] .knob-value') == "1", "and the field says so")
    page.keyboard.press("n")
    page.wait_for_selector("#readout.turning")
    settle(page)
    page.keyboard.press("Enter")
    settle(page)
    expect(state_of(page) == f"{WEIGHT}={tick['at']}", page.url)
    page.keyboard.press("p")
    settle(page)
    page.keyboard.press("Enter")
    settle(page)
    expect(
        fraction(page.input_value(f'[data-path="{WEIGHT}"] .knob-value')) < fraction(tick["at"]),
        "p goes just below the tick",
    )
    page.keyboard.press("Control+z")
    settle(page)
    page.keyboard.press("Control+z")
    settle(page)
    expect(state_of(page) == "", f"twice undone: {page.url}")
    page.keyboard.press("Control+y")
    settle(page)
    expect(state_of(page) == f"{WEIGHT}={tick['at']}", "redone")
    page.keyboard.press("Control+z")
    settle(page)


def takes_exact_numbers(page):
    field = page.locator(f'[data-path="{WEIGHT}"] .knob-value')
    field.fill("１１/10")
    field.press("Enter")
    settle(page)
    expect(fraction(state_of(page).split("=")[1]) == 1.1, page.url)
    field.fill("一")
    field.press("Enter")
    expect("不是数" in page.locator(f'[data-path="{WEIGHT}"] .knob-says').inner_text(), "a word is refused")
    field.press("Escape")
    page.locator(f'[data-path="{WEIGHT}"] [data-act=reset]').click()
    settle(page)
    expect(state_of(page) == "", "put back")


def locks_and_limits(page):
    slider(page, WEIGHT).focus()
    low = page.locator(f'[data-path="{WEIGHT}"] [data-bound=low]')
    low.fill("0.9")
    low.press("Enter")
    page.locator(f'[data-path="{WEIGHT}"] [data-act=lock]').click()
    page.reload()
    ready(page)
    settle(page)
    main = slider(page, WEIGHT)
    expect(
        main.get_attribute("aria-valuemin") == "0.9" and main.get_attribute("aria-disabled") == "true",
        "kept with the tab",
    )
    main.focus()
    page.keyboard.press("ArrowRight")
    settle(page)
    expect(page.locator("#readout.turning").count() == 0, "a locked knob stays")
    page.locator(f'[data-path="{WEIGHT}"] [data-act=lock]').click()
    enter(page, WEIGHT, "0.5")
    settle(page)
    expect(
        state_of(page) == "" and "左限" in page.locator("#trouble").inner_text(),
        "the field keeps to the floor",
    )
    enter(page, WEIGHT, "1.1")
    settle(page)
    expect(state_of(page) == f"{WEIGHT}=1.1" and page.locator("#trouble").is_hidden(), page.url)
    page.locator(f'[data-path="{WEIGHT}"] [data-act=lock]').click()
    for place in (f'[data-path="{WEIGHT}"] [data-act=reset]', "#readout .chip button:last-child"):
        page.locator(place).click()
        settle(page)
        expect(
            state_of(page) == f"{WEIGHT}=1.1" and "锁定" in page.locator("#trouble").inner_text(),
            f"{place} keeps to the lock",
        )
    enter(page, "B.factor", "1.2")
    settle(page)
    page.click("#all-back")
    settle(page)
    expect(state_of(page) == f"{WEIGHT}=1.1", "all is put back but what is locked")
    slider(page, WEIGHT).focus()
    page.locator(f'[data-path="{WEIGHT}"] [data-act=lock]').click()
    page.locator(f'[data-path="{WEIGHT}"] [data-act=reset]').click()
    settle(page)
    expect(state_of(page) == "", page.url)
    low = page.locator(f'[data-path="{WEIGHT}"] [data-bound=low]')
    low.fill("")
    low.press("Enter")
    expect(main.get_attribute("aria-disabled") == "false", "unlocked")


def loses_no_change(page):
    """Two numbers entered while the first is still on its way: both stand, and each was asked for once."""
    slow_down(page, "state", 700)
    enter(page, WEIGHT, "1.1")
    enter(page, "B.factor", "1.2")
    page.wait_for_function("() => location.hash.includes('B.factor')")
    settle(page)
    expect(state_of(page) == f"{WEIGHT}=1.1&B.factor=1.2", page.url)
    expect(page.evaluate("slow.all") == 2, f"{page.evaluate('slow.all')} questions")
    go_to(page, "")
    page.reload()
    ready(page)


def finds_what_is_turned(page):
    """A chip leads to its knob: in a folded group, and of the other profile."""
    go_to(page, "A3.cap%40常委=21")
    for _ in range(2):
        page.locator("#readout .chip button").first.click()
        page.wait_for_function(
            "() => document.activeElement.closest('.knob')?.dataset.path === 'A3.cap@常委'"
        )
        expect(
            page.locator("#profiles [aria-pressed=true]").inner_text().startswith("常委"),
            "its profile is shown",
        )
        expect(
            page.get_attribute("[data-group=A] .group-name", "aria-expanded") == "true", "its group is open"
        )
        page.click("[data-group=A] .group-name")
    page.locator("#profiles button").first.click()
    settle(page)
    go_to(page, "A3.cap=21")
    chip = page.locator("#readout .chip .plain").first.inner_text().strip()
    expect(chip == "A3 协商、调研、视察、监督 上限", f"a number that differs by profile has a name: {chip}")
    said = page.locator("#readout .chip b").inner_text()
    expect(said.endswith("→ 21") and "undefined" not in said, said)
    page.locator("#readout .chip button").last.click()
    settle(page)
    expect(state_of(page) == "", page.url)


def goes_back_while_it_turns(page):
    """The browser's way back ends a turn of the keyboard: nothing is kept afterwards."""
    go_to(page, f"{WEIGHT}=1.1")
    slider(page, WEIGHT).focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("#readout.turning")
    page.go_back()
    settle(page)
    page.focus("#find")
    settle(page)
    expect(state_of(page) == "" and page.locator("html[data-turning]").count() == 0, page.url)
    expect(page.input_value(f'[data-path="{WEIGHT}"] .knob-value') == "1", "the field says so")
