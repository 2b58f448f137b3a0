import Testing

/// What a text of `dutyrank tune` is refused with: what it is, where, and how to mend it.
struct TuneRefusalTests {
  @Test(
    arguments: [
      (
        ["latest", "radius", "--within", "-5"],
        """
        --within -5：应为0到50之间的百分数，至多一位小数
        --within -5: per cent between 0 and 50 with at most one digit after the point are meant
        """
      ),
      (
        ["latest", "radius", "--within", "2.55"],
        """
        --within 2.55：应为0到50之间的百分数，至多一位小数
        --within 2.55: per cent between 0 and 50 with at most one digit after the point are meant
        """
      ),
      (
        ["latest", "whatif", "--set", "A3.cap=0.1234567"],
        """
        --set A3.cap=0.1234567：小数点后至多6位；请少写几位，或写成分数，如 2/3
        --set A3.cap=0.1234567: at most 6 digits after the point; write fewer, or a fraction such as 2/3
        """
      ),
      (
        ["latest", "whatif", "--set", "A3.cap=1/0"],
        """
        --set A3.cap=1/0：分母为0；分母应大于0，如 2/3
        --set A3.cap=1/0: the denominator is 0; write one above 0, as in 2/3
        """
      ),
      (
        ["latest", "whatif", "--set", "A3.cap=99999999999999999999"],
        """
        --set A3.cap=99999999999999999999：数值至多1000000，分母至多1000000
        --set A3.cap=99999999999999999999: numbers go to 1000000 and in parts of 1000000
        """
      ),
      (
        ["latest", "whatif", "--set", "A.factor=-1"],
        """
        --set A.factor=-1：倍数不得小于0
        --set A.factor=-1: a factor is 0 or more
        """
      ),
      (
        ["latest", "whatif", "--set", "A3.cap@长委=1"],
        """
        --set A3.cap@长委=1：没有长委这一类；有：委员、常委
        --set A3.cap@长委=1: no profile '长委'; there are 委员、常委
        """
      ),
      (
        ["some/run", "knobs"],
        """
        some/run：没有这次运行：当前目录和out里都没有这个目录；dutyrank runs列出已发布的运行，在别处的用--out指明
        some/run: no such run: neither the current folder nor out has it; dutyrank runs lists the published runs, --out names another folder of them
        """
      ),
      (
        ["/some/run", "knobs"],
        """
        /some/run：没有这个目录；dutyrank runs列出已发布的运行
        /some/run: there is no such folder; dutyrank runs lists the published runs
        """
      ),
      (
        ["data", "knobs"],
        """
        data/manifest.json：不存在或不是运行清单；请给出一次运行的目录，或latest
        data/manifest.json: missing or no manifest; name the directory of a run, or latest
        """
      ),
    ])
  func `a text that says nothing is told with how to mend it`(_ question: [String], _ message: String) throws
  {
    let result = try TuneRefusalTests.workspace.get().run(["tune"] + question + ["--out", "out"])
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.complaint == message + "\n", "\(result.complaint)")
  }

  @Test(
    arguments: [
      (["whatif"], "whatif: nothing to change; give --set PATH=NUMBER, knobs lists the paths"),
      (
        ["whatif", "--set", "A3.kap=25"],
        "--set A3.kap=25: the model has no 'A3.kap'; nearest 'A3.cap'; knobs lists all"
      ),
      (
        ["whatif", "--set", "A3.cap=viel"],
        "--set A3.cap=viel: PATH=NUMBER is meant, with a number such as 25, 0.5 or 2/3"
      ),
      (
        ["whatif", "--set", "F2.1.where.minutes=45"],
        "--set F2.1.where.minutes=45: the model has no 'F2.1.where.minutes'; nearest 'F2.1.where.minutes.at_least'; knobs lists all"
      ),
      (["whatif", "--set", "A3.cap@长委=1"], "--set A3.cap@长委=1: no profile '长委'; there are 委员、常委"),
      (
        ["whatif", "--set", "优秀.from=60"],
        "--set: 合格.from: 60.00 is not below 优秀's 60.00; no model may say so"
      ),
      (
        ["whatif", "--set", "C1.cap=1/2"],
        "--set: C1.cap: cap 0.5 is below one event of 1; no model may say so"
      ),
      (["whatif", "--set", "优秀.from=1000"], "--set: 优秀.from: 优秀 can never be reached: at most "),
      (["knobs", "--set", "A3.cap=1"], "--set belongs to whatif and save"),
      (["save", "--set", "A3.cap=1"], "save: give --set PATH=NUMBER and --to FILE"),
      (["save", "--to", "mine.yaml"], "save: give --set PATH=NUMBER and --to FILE"),
      (["knobs", "--to", "mine.yaml"], "--to belongs to save"),
      (["knobs", "--knob", "A3.cap"], "--knob belongs to ticks"),
      (["whatif", "--set", "A3.cap@委员=1", "--within", "5"], "--within belongs to radius"),
      (
        ["radius", "--within", "51"],
        "--within 51: per cent between 0 and 50 with at most one digit after the point are meant"
      ),
      (["counterfactual"], "counterfactual: whose? give the member's number"),
      (["counterfactual", "9999"], "this run has no member with number 9999"),
      (["knobs", "0147"], "0147: only counterfactual is about one member"),
      (
        ["ticks", "--knob", "A3.kap"],
        "--knob A3.kap: the model has no 'A3.kap'; nearest 'A3.cap'; knobs lists all"
      ),
      (["whatif", "--json", "--csv"], "--json and --csv: choose one"),
    ])
  func `what cannot be asked is refused`(_ question: [String], _ message: String) throws {
    let workspace = try Workspace.soiled()
    _ = try workspace.publication()
    let result = try workspace.run(["tune", "latest"] + question + ["--out", "out"])
    #expect(result.status == 2 && result.complaint.contains(message), "\(result.complaint)")
  }

  private static let workspace = Result {
    var data = Scenario()
    data.member("0147")
    let workspace = try Workspace(data)
    _ = try workspace.publication()
    return workspace
  }
}
