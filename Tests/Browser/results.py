"""Checks in a browser, and what they came to, as JUnit XML and for people."""

import pathlib
import sys
import traceback
import xml.sax.saxutils as sax

# Of each check its name, and the text of its fault or None.
cases = []


def case(name, clear=None):
    """Runs a check now and notes what it came to; `clear` is called after a fault."""

    def run(check):
        try:
            check()
            cases.append((name, None))
        except Exception:
            cases.append((name, traceback.format_exc()))
            if clear:
                clear()

    return run


def expect(fact, text):
    if not fact:
        raise AssertionError(text)


def finish(suite, result):
    """Writes what was noted and ends the process; 1 for a fault and for no check."""
    body = "".join(
        f'<testcase classname="{suite}" name={sax.quoteattr(name)}>'
        + ("" if fault is None else f"<failure message={sax.quoteattr(fault.strip().splitlines()[-1])}/>")
        + "</testcase>"
        for name, fault in cases
    )
    path = pathlib.Path(result)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<testsuites><testsuite name="{suite}">{body}</testsuite></testsuites>')
    bad = [(name, fault) for name, fault in cases if fault]
    for name, fault in bad:
        print(f"{suite}: {name}\n{fault}", file=sys.stderr)
    print(f"{suite}: {len(cases)} checks, {len(bad)} failed")
    sys.exit(1 if bad or not cases else 0)
