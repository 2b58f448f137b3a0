"""How it looks: contrast, sizes, paper, texts."""

import pathlib
import re
import shutil
import tempfile

from results import expect
from workbench_tools import WEIGHT, settle, shoot, shots, slider, state_of


CONTRAST = """() => {
  const parse = (text) => { const parts = text.match(/[\\d.]+/g).map(Number);
    return [...parts.slice(0, 3), parts[3] ?? 1]; };
  const over = (top, below) =>
    top.slice(0, 3).map((part, place) => part * top[3] + below[place] * (1 - top[3]));
  const light = (color) => color.map((part) => part / 255)
    .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  const ground = (element) => { const layers = []; let fade = 1;
    for (let one = element; one; one = one.parentElement) {
      const style = getComputedStyle(one); fade *= Number(style.opacity);
      const color = parse(style.backgroundColor); if (color[3] > 0) layers.push(color);
      if (color[3] === 1) break; }
    return [layers.reverse().reduce((below, layer) => over(layer, below), [255, 255, 255]), fade]; };
  const faults = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || !element.checkVisibility()) continue;
    if (element.closest('title, script, style')) continue;
    const style = getComputedStyle(element);
    const [below, fade] = ground(element);
    const ink = parse(element instanceof SVGElement ? style.fill : style.color);
    const [a, b] = [light(over([ink[0], ink[1], ink[2], ink[3] * fade], below)), light(below)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) {
      const kind = element.className.baseVal ?? element.className;
      faults.push(`${ratio.toFixed(2)} ${kind} ${walker.currentNode.textContent.trim().slice(0, 20)}`);
    }
  }
  return faults;
}"""


def contrasts(page):
    faults = page.evaluate(CONTRAST)
    expect(faults == [], f"{len(faults)} texts below 4.5:1, as {faults[:4]}")


def fits(page):
    wide = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    expect(wide[0] <= wide[1], f"{wide[0]} px on a screen of {wide[1]}")
    cut = page.evaluate("""() => [...document.querySelectorAll(
        'button, h1, .knob-name, .c-rank, .c-total, .grade-mark, .figures span')]
      .filter(one => one.checkVisibility() && (one.scrollWidth > one.clientWidth + 1
        && getComputedStyle(one).display !== 'inline'))
      .map(one => one.textContent)""")
    expect(cut == [], f"cut off: {cut[:4]}")


def works_on_a_telephone(page):
    """All of it can be reached, and a tap on a slider turns it."""
    for key in ("undo", "save", "compare", "language", "find", "sector"):
        expect(page.locator(f"#{key}").is_visible(), f"{key} is not there")
    last = page.locator(".group-name").last
    last.scroll_into_view_if_needed()
    last.tap()
    expect(last.get_attribute("aria-expanded") == "true", "the last group opens")
    last.tap()
    main = slider(page, WEIGHT)
    main.scroll_into_view_if_needed()
    page.evaluate(
        "path => document.querySelector(`[data-path='${path}']`).scrollIntoView({ block: 'center' })", WEIGHT
    )
    box = main.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] * 0.7, box["y"] + 15)
    settle(page)
    expect(state_of(page).startswith(f"{WEIGHT}="), page.url)
    page.evaluate("scrollTo(0, 0)")
    shoot(page, "narrow", full=True)
    page.click("#undo")
    settle(page)


def prints(page):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "print.pdf"
        page.pdf(path=str(path), prefer_css_page_size=True)
        data = path.read_bytes()
        if shots:
            shutil.copy(path, shots / "workbench-print.pdf")
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", data))
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    expect(1 <= pages <= 6, f"{pages} pages")
    expect(all(abs(float(w) - 595) < 2 and abs(float(h) - 842) < 2 for w, h in boxes), f"not A4: {boxes}")


def texts_are_there():
    """Every text that a module asks for stands in words.js, and none stands there for nobody."""
    page = pathlib.Path("Sources/WorkbenchServer/Page")
    known = set(re.findall(r"(\w+): \['", (page / "words.js").read_text(encoding="utf-8")))
    modules = "".join(
        path.read_text(encoding="utf-8") for path in page.glob("*.js") if path.name != "words.js"
    )
    asked = {
        key for first in re.findall(r"\btext\(([^,)]*)", modules) for key in re.findall(r"'(\w+)'", first)
    }
    asked |= set(
        re.findall(r'data-(?:text|label|hint)="(\w+)"', (page / "index.html").read_text(encoding="utf-8"))
    )
    expect(asked <= known, f"no such texts: {asked - known}")
    spare = {
        key for key in known - asked if f"'{key}'" not in modules and key not in ("undoWhat", "redoWhat")
    }
    expect(spare == set(), f"nobody says: {spare}")
