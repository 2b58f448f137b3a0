"""What checks in a browser came to, as JUnit XML and for people."""

import pathlib
import sys
import xml.sax.saxutils as sax


def finish(suite, result, cases):
    """Writes `cases`, each a name and the text of its fault or None, and ends the process; 1 for a fault and for no case."""
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
