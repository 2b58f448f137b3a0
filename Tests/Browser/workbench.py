#!/usr/bin/env python3
"""Works at the workbench of a run of SampleData in Chromium: by mouse, and by keyboard.

workbench.py DUTYRANK RESULT.xml [SHOTS]. The results are JUnit XML; with SHOTS, pictures and the print stay
in that folder. Any error or remark of the browser fails.
"""

import os
import pathlib
import shutil
import tempfile

from playwright.sync_api import sync_playwright

from results import expect, finish
from workbench_board import (
    asks_again,
    asks_for_radii_one_by_one,
    holds_ranking,
    paints_quickly,
    scrolls,
    tells_ways,
    walks_the_board,
)
from workbench_faults import (
    grades_nothing,
    names_models_by_its_rule,
    overtakes_its_own_radii,
    says_that_nobody_answers,
    says_what_is_left_out,
    speaks_english_in_sheets,
    turns_beyond_the_slider,
    undoes_whatever_the_browser_keeps,
)
from workbench_looks import contrasts, fits, prints, texts_are_there, works_on_a_telephone
from workbench_rail import (
    drags_to_a_tick,
    finds_what_is_turned,
    goes_back_while_it_turns,
    hovers,
    locks_and_limits,
    loses_no_change,
    takes_exact_numbers,
    works_by_keyboard,
)
from workbench_sheets import compares_runs, edits_values, lists_all_changes, tells_why
from workbench_states import (
    goes_back_and_forth,
    keeps_what_a_drag_showed,
    leads_out_of_a_wrong_address,
    leaves_a_field_alone,
    saves_and_runs_alike,
    speaks_english,
    undoes_no_further,
    undoes_without_end,
    works_with_a_full_storage,
)
from workbench_tools import (
    Bench,
    case,
    open_page,
    ranking,
    ready,
    result,
    run_of,
    settle,
    shoot,
    shots,
)


def work(browser, bench, run, folder):
    case("every text is there")(texts_are_there)
    lines = ranking(run)
    page = open_page(browser, bench.address, "wide")
    own = page.url.split("#")[0]
    let_in = page.context.storage_state()
    settle(page)
    shoot(page, "wide")
    case("the first paint takes less than a second")(lambda: paints_quickly(browser, own, let_in))
    case("the address holds no token any more")(
        lambda: expect("token" not in page.url and "?" not in page.url, page.url)
    )
    case("the board is ranking.csv")(lambda: holds_ranking(page, lines))
    case("a tick names who changes")(lambda: hovers(page))
    case("a weight is dragged to a tick and names who changes")(lambda: drags_to_a_tick(page, run, lines))
    case("undo, redo, back, forward, reload")(lambda: goes_back_and_forth(page, lines))
    case("what is saved ranks alike on the command line")(
        lambda: saves_and_runs_alike(page, folder, f"browser-{os.getpid()}")
    )
    case("contrast with a state")(lambda: contrasts(page))
    case("prints on A4")(lambda: prints(page))
    case("all who change")(lambda: lists_all_changes(page))
    case("forty-four steps are undone")(lambda: undoes_without_end(page))
    case("two runs are compared")(lambda: compares_runs(page))
    case("English, kept")(lambda: speaks_english(page))
    page.goto(own)
    page.reload()
    ready(page)
    settle(page)
    case("a number field takes exact numbers")(lambda: takes_exact_numbers(page))
    case("lock, floor and ceiling")(lambda: locks_and_limits(page))
    case("values are edited on the histogram")(lambda: edits_values(page))
    case("why, down to the rows")(lambda: tells_why(page, run, lines))
    case("what a drag showed is kept")(lambda: keeps_what_a_drag_showed(page))
    case("who types is left alone")(lambda: leaves_a_field_alone(page))
    case("two changes at once both stand")(lambda: loses_no_change(page))
    case("a chip leads to its knob")(lambda: finds_what_is_turned(page))
    case("the way back ends a turn")(lambda: goes_back_while_it_turns(page))
    case("the storage is full")(lambda: works_with_a_full_storage(page))
    case("which way someone went")(lambda: tells_ways(page))
    case("who is told to wait asks again")(lambda: asks_again(page))
    case("radii are asked for one by one")(lambda: asks_for_radii_one_by_one(page))
    case("radii of another state are asked for at once")(lambda: overtakes_its_own_radii(page))
    case("a drag goes beyond the slider's range")(lambda: turns_beyond_the_slider(page))
    case("what is left out is said")(lambda: says_what_is_left_out(page))
    case("names of models")(lambda: names_models_by_its_rule(page))
    case("sheets in English")(lambda: speaks_english_in_sheets(page))
    case("1280 px: nothing is cut off")(lambda: fits(page))
    case("a wrong address")(lambda: leads_out_of_a_wrong_address(page, lines))
    case("100,000 rows scroll")(lambda: scrolls(page, 100_000))
    case("1,000,000 rows scroll")(lambda: scrolls(page, 1_000_000))
    case("the browser has no complaint")(lambda: expect(page.complaints == [], str(page.complaints[:3])))
    page.context.close()

    page = open_page(browser, own, "wide", let_in=let_in)
    settle(page)
    case("two clicks on undo")(lambda: undoes_no_further(page))
    page.context.close()

    page = open_page(browser, own, "wide", let_in=let_in)
    case("by keyboard alone: a weight")(lambda: works_by_keyboard(page, lines))
    case("by keyboard alone: the board")(lambda: walks_the_board(page, lines))
    case("the browser has no complaint of the keyboard")(
        lambda: expect(page.complaints == [], str(page.complaints[:3]))
    )
    page.context.close()

    case("hundreds of steps are undone and redone")(
        lambda: undoes_whatever_the_browser_keeps(browser, own, let_in)
    )
    case("a run without grades")(lambda: grades_nothing(browser, folder / "quarter"))
    case("a server that is killed in mid-drag")(lambda: says_that_nobody_answers(browser, run, folder))

    page = open_page(browser, own, "narrow", let_in=let_in)
    settle(page)
    case("390 px: nothing is cut off")(lambda: fits(page))
    case("390 px: all is reached, and a tap turns")(lambda: works_on_a_telephone(page))
    case("390 px: contrast")(lambda: contrasts(page))
    case("the browser has no complaint at 390 px")(
        lambda: expect(page.complaints == [], str(page.complaints[:3]))
    )
    page.context.close()


chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    run = run_of(folder)
    run_of(folder, "--model", "Pipelines/models/anqing-2018.yaml")
    with Bench(run, folder) as bench:
        work(browser, bench, run, pathlib.Path(folder))
    case("the program ends when it is told to")(
        lambda: expect(bench.status in (0, -15, 143), f"status {bench.status}")
    )
    browser.close()

finish("workbench", result)
