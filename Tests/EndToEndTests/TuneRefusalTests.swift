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

  private static let workspace = Result {
    var data = Scenario()
    data.member("0147")
    let workspace = try Workspace(data)
    _ = try workspace.publication()
    return workspace
  }
}
