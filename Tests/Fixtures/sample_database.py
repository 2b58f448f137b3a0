"""Puts SampleData into the tables of a server, one for each source, as a person would who keeps the records there."""
import csv, io, pathlib, re

root = pathlib.Path(__file__).resolve().parent.parent.parent


def rows(path):
    """The header and the rows of a file that can stand in a table: those with as many cells."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "ignore")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    start = next(i for i, line in enumerate(lines) if all(line) and len(line) > 1)
    return lines[start], [line for line in lines[start + 1:] if len(line) == len(lines[start])]


def load(server, database, name):
    """Fills the schema `duty`; returns the shipped pipeline under that name, with the tables as its sources."""
    server.psql("CREATE SCHEMA duty", database)
    pipeline = (root / "Pipelines/evaluation.yaml").read_text()
    for source in re.findall(r"^  (\w+): +{contract", pipeline, re.M):
        header = None
        for path in sorted((root / "SampleData").glob(source + "*.csv")):
            if not re.fullmatch(source + r"(-[^.]*)?\.csv", path.name):
                continue
            head, body = rows(path)
            if header is None:
                header = head
                server.psql(f"CREATE TABLE duty.{source} ({', '.join(chr(34) + h + chr(34) + ' text' for h in head)})", database)
            out = io.StringIO()
            csv.writer(out).writerows(body)
            columns = ", ".join('"' + h + '"' for h in head)
            server.psql(f"\\copy duty.{source} ({columns}) FROM STDIN (FORMAT csv)", database, input=out.getvalue().encode())
        pipeline = re.sub(rf"^(  {source}: +{{contract: contracts/{source}.yaml, ).*}}$", rf"\1table: duty.{source}}}", pipeline, flags=re.M)
    connect = f'\ndatabase: {{connect: "{server.url(database)}"}}\nsources:'
    return pipeline.replace("\nsources:", connect, 1).replace("pipeline: evaluation", f"pipeline: {name}")
