import Foundation
import Testing

/// `check`, `explain`, `verify` and a run that was made before.
struct CommandTests {
  @Test
  func `output that cannot be written ends with a word and exit code 3`() throws {
    let full = try CommandLineTool.shell(
      "\"$0\" check Pipelines/evaluation.yaml >/dev/full", [], in: CommandLineTool.root)
    #expect(full.status == 3)
    #expect(
      full.error == "输出没有写完；请看磁盘是否已满。\nthe output was not written to its end; see whether the disk is full\n"
    )
  }

  @Test(arguments: [
    (
      "evaluation.yaml",
      [
        "Pipelines/evaluation.yaml：流程evaluation定义正确，23个来源，202列",
        "Pipelines/evaluation.yaml: pipeline evaluation is well-formed: 23 sources, 202 columns",
        "模型YY-DEFAULT-1定义正确：8类、33个指标、7道关口、4个等次",
        "model YY-DEFAULT-1 is well-formed: 8 categories, 33 leaves, 7 gates, 4 grades",
      ]
    ),
    (
      "models/yy-default-1.yaml",
      [
        "模型YY-DEFAULT-1定义正确：8类、33个指标、7道关口、4个等次",
        "model YY-DEFAULT-1 is well-formed: 8 categories, 33 leaves, 7 gates, 4 grades",
      ]
    ),
    (
      "models/anqing-2018.yaml",
      [
        "模型ANQING-2018定义正确：3类、3个指标、0道关口、4个等次",
        "model ANQING-2018 is well-formed: 3 categories, 3 leaves, 0 gates, 4 grades",
      ]
    ),
    (
      "models/jinan-2015.yaml",
      [
        "模型JINAN-2015定义正确：2类、5个指标、2道关口、3个等次",
        "model JINAN-2015 is well-formed: 2 categories, 5 leaves, 2 gates, 3 grades",
      ]
    ),
    (
      "models/yanbian-2022.yaml",
      [
        "模型YANBIAN-2022定义正确：2类、7个指标、0道关口、0个等次",
        "model YANBIAN-2022 is well-formed: 2 categories, 7 leaves, 0 gates, 0 grades",
        "提示：Pipelines/models/yanbian-2022.yaml:8:6  B2所计的记录，B1全都计入",
        "warning: Pipelines/models/yanbian-2022.yaml:8:6  B2 counts only records that B1 counts too",
      ]
    ),
  ])
  func `check accepts what is shipped`(_ path: String, _ lines: [String]) throws {
    let result = try CommandLineTool.run(["check", "Pipelines/\(path)"])
    #expect(result.status == 0)
    #expect(result.output == lines.map { $0 + "\n" }.joined())
    #expect(result.error == "")
  }

  @Test(arguments: [
    (
      "decimals: 2", "decimals: 9",
      ["Pipelines/models/yy-default-1.yaml:10:11  decimals: 0 to 4, found 9"]
    ),
    (
      "from: micro_items", "from: micro_item",
      [
        "Pipelines/models/yy-default-1.yaml:119:11  from: no relation 'micro_item'; nearest 'micro_items'"
      ]
    ),
  ])
  func `check names a mistake with its place`(_ passage: String, _ wrong: String, _ problems: [String]) throws
  {
    let workspace = try Workspace()
    try workspace.replace(passage, in: "Pipelines/models/yy-default-1.yaml", with: wrong)
    for path in [Workspace.pipeline, "Pipelines/models/yy-default-1.yaml"] {
      let result = try workspace.run(["check", path])
      #expect(result.status == 2)
      #expect(result.output == "")
      #expect(
        result.error.components(separatedBy: "\n")
          == problems + ["1处定义错误，未运行", "1 problem; nothing was run.", ""])
    }
  }

  /// The shipped folder has a pipeline of three sources too, which lacks most of what a model reads.
  @Test(arguments: [
    (
      "from: attendance, points: 1, where: {status: 缺席}",
      ["7:81  where: '缺席' is not a value of status; there are present, leave, absent, exempt"]
    ),
    (
      "from: attendance, points: x, where: {statue: absent}",
      [
        "7:62  points: expected a number, found 'x'",
        "7:73  where: attendance has no field 'statue'; nearest 'status'",
      ]
    ),
    ("from: attendence, points: 1", ["7:42  from: no relation 'attendence'; nearest 'attendance'"]),
  ])
  func `check reads a model with the pipeline that fits it best`(_ leaf: String, _ problems: [String]) throws
  {
    let workspace = try Workspace()
    let path = "Pipelines/models/mine.yaml"
    try workspace.write(
      """
      model: M
      profiles: [委员, 常委]
      derive: {attendance: {opens: 1, closes: 1, late_after: 1, left_early_before: 1, exempt_leave: []}}
      categories:
      - code: A
        name: 甲
        indicators: [{code: A1, name: 乙, \(leaf)}]

      """, to: path)
    let result = try workspace.run(["check", path])
    #expect(result.status == 2)
    #expect(result.output == "")
    let found = result.error.split(separator: "\n").dropLast(2)
    #expect(found.elementsEqual(problems.map { "\(path):\($0)" }))
  }

  /// A member with one report too many for its cap, one row with controls and direction marks, and a clause of the rules.
  private static func explained() throws -> Workspace {
    var data = Scenario()
    data.member("0147")
    data.member("0201", name: "示例乙")
    for k in 1...3 { data.report("R\(k)", "0147", on: "2025-03-0\(k)") }
    data.add(
      "reports",
      [
        "report_no": "R4", "member_no": "147", "title": "\u{1B}[31m红\u{202E}反\u{7F}",
        "submitted_on": "2025/3/4",
        "status": "收录", "accepted_on": "2025-03-09",
      ])
    let workspace = try Workspace(data)
    try workspace.replace(
      "    name: 收录\n", in: "Pipelines/models/yy-default-1.yaml",
      with: "    name: 收录\n    clause: 第十二条第一款\n")
    return workspace
  }

  @Test func `explain leads from the total to the raw row`() throws {
    let workspace = try CommandTests.explained()
    #expect(try workspace.rank().status == 0)
    let result = try workspace.run(["explain", "latest", "0147", "--out", "out"])
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output == CommandTests.explanation + "\n")
  }

  private static let explanation = """
    0147 示例甲 · 经济界 · 委员 · 2025    23.00  不合格  第1名 rank 1 of 2
      A 会议活动                       20.00
        A1 全体会议                    20.00  0/0件 · 原始 raw 20.00
          合计数 measure                                 20.00
      B 提案                            0.00 / 20
      C 社情民意                        3.00 / 15
        C1 收录                         3.00 / 3  4/4件 · 原始 raw 4.00 · 封顶减 capped 1.00  〔第十二条第一款〕
          2025-03-01T00:00:00 R1                          1.00
            reports.csv:2
              R1,0147,关于R1的信息,,2025-03-01,收录,2025-03-01,
          2025-03-02T00:00:00 R2                          1.00
            reports.csv:3
              R2,0147,关于R2的信息,,2025-03-02,收录,2025-03-02,
          2025-03-03T00:00:00 R3                          1.00
            reports.csv:4
              R3,0147,关于R3的信息,,2025-03-03,收录,2025-03-03,
          2025-03-09T00:00:00 R4                          0.00  封顶减 1.00 lost to the cap
            reports.csv:5
              R4,147,␛[31m红\\u{202E}反␡,,2025/3/4,收录,2025-03-09,
      D 线上履职                        0.00
      E 值班与工作室                    0.00
      F 学习培训                        0.00
      G 加分                            0.00 / 20
      H 扣分                            0.00
      等次 grade  不合格
        T 23.00<50.00 不合格
        V2 三个一未完成（未参加调研视察），最高基本合格
        N A1无应计场次，按20.00分计
    """

  @Test(arguments: [
    (
      ["explain", "latest", "9999", "--out", "out"],
      ["out/RUN：这次运行没有编号为9999的委员", "out/RUN: this run has no member with number 9999"]
    ),
    (
      ["explain", "evaluation-2025-00000000", "0147", "--out", "out"],
      [
        "evaluation-2025-00000000：没有这次运行：当前目录和out里都没有这个目录；dutyrank runs列出已发布的运行，在别处的用--out指明",
        "evaluation-2025-00000000: no such run: neither the current folder nor out has it; dutyrank runs lists the published runs, --out names another folder of them",
      ]
    ),
    (
      ["explain", "latest", "0147", "--out", "data"],
      [
        "data：还没有发布过任何运行；请先运行dutyrank run，或用--out指定目录",
        "data: no run was published yet; run dutyrank run first, or name the folder with --out",
      ]
    ),
    (
      ["verify", "latest", "--out", "data"],
      [
        "data：还没有发布过任何运行；请先运行dutyrank run，或用--out指定目录",
        "data: no run was published yet; run dutyrank run first, or name the folder with --out",
      ]
    ),
  ])
  func `what is not there is named`(_ arguments: [String], _ stderr: [String]) throws {
    let workspace = try CommandTests.explained()
    let name = try workspace.publication().name
    let result = try workspace.run(arguments)
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.error.replacing(name, with: "RUN") == stderr.map { $0 + "\n" }.joined())
  }

  @Test func `verify accepts a fresh run and names a changed byte`() throws {
    let workspace = try CommandTests.explained()
    let publication = try workspace.publication()
    let fresh = try workspace.run(["verify", "latest", "--out", "out"])
    #expect(fresh.status == 0, "\(fresh.error)")
    let lines = fresh.output.split(separator: "\n").map(String.init)
    #expect(lines.count == publication.files.count)
    #expect(lines.last == "17个文件与重算结果逐字节相同  17 files equal a new run byte for byte")
    let path = "out/\(publication.name)/ranking.csv"
    try workspace.replace("0147", in: path, with: "0148")
    let changed = try workspace.run(["verify", "latest", "--out", "out"])
    #expect(changed.status == 1)
    #expect(changed.output == "")
    let listed = try #require(lines.first { $0.contains(" ranking.csv ") }).suffix(64)
    let error = changed.error.replacing(listed, with: "NEW").replacing(/[0-9a-f]{64}/, with: "OLD")
    #expect(
      error.components(separatedBy: "\n") == [
        "ranking.csv：与重算结果不同（目录OLD，重算NEW）",
        "ranking.csv: differs from a new run (stored OLD, made again NEW)", "",
      ])
    #expect(try publication.text("manifest.json").contains("\"sha256\" : \"\(listed)\""))
  }

  @Test(arguments: [
    (
      "data/reports.csv", "R1,0147", "R1,0201",
      [
        "reports.csv：数据文件在那次运行之后变了，无法核对；请取回当时的文件",
        "reports.csv: the input changed since that run, so it cannot be made again; restore the file",
      ]
    ),
    (
      "Pipelines/models/yy-default-1.yaml", "第十二条第一款", "第十二条第二款",
      [
        "models/yy-default-1.yaml：定义文件在那次运行之后变了，无法核对；请取回当时的文件",
        "models/yy-default-1.yaml: the definition changed since that run, so it cannot be made again; restore the file",
      ]
    ),
    (
      "Pipelines/contracts/reports.yaml", "title: 社情民意", "title: 信息",
      [
        "contracts/reports.yaml：定义文件在那次运行之后变了，无法核对；请取回当时的文件",
        "contracts/reports.yaml: the definition changed since that run, so it cannot be made again; restore the file",
      ]
    ),
  ])
  func `verify and explain refuse when an input or a definition has changed`(
    _ path: String, _ passage: String, _ other: String, _ stderr: [String]
  ) throws {
    let workspace = try CommandTests.explained()
    #expect(try workspace.rank().status == 0)
    try workspace.replace(passage, in: path, with: other)
    for command in [["verify", "latest"], ["explain", "latest", "0147"]] {
      let result = try workspace.run(command + ["--out", "out"])
      #expect(result.status == 1)
      #expect(result.output == "")
      #expect(result.error == stderr.map { $0 + "\n" }.joined())
    }
  }

  @Test func `verify finds an input that is gone`() throws {
    let workspace = try CommandTests.explained()
    #expect(try workspace.rank().status == 0)
    try FileManager.default.removeItem(at: workspace.url("data/reports.csv"))
    let result = try workspace.run(["verify", "latest", "--out", "out"])
    #expect(result.status == 3)
    #expect(
      result.error.components(separatedBy: "\n") == [
        "data：没有reports的文件（reports.csv, reports-*.csv）；请把文件放进数据目录，或用--data指定目录",
        "data: no file of reports (reports.csv, reports-*.csv); put it into the data folder, or name the folder with "
          + "--data", "",
      ])
  }

  @Test func `the same run again touches nothing and says so`() throws {
    let workspace = try CommandTests.explained()
    let publication = try workspace.publication()
    let before = try CommandTests.identities(publication)
    let again = try workspace.rank()
    #expect(again.status == 0)
    let lines = again.output.split(separator: "\n").suffix(2).map(String.init)
    #expect(
      lines == [
        "  out/\(publication.name)/",
        "  已发布过同样的结果，文件未动  the same run was published before; no file was touched",
      ])
    #expect(try CommandTests.identities(Publication(at: publication.url)) == before)
    #expect(workspace.published() == [publication.name, "latest"].sorted())
  }

  /// Inode and time of change of each file: a file written anew has another.
  private static func identities(_ publication: Publication) throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try publication.files.keys.map { name in
        let attributes = try FileManager.default.attributesOfItem(
          atPath: publication.url.appending(path: name).path)
        let inode = attributes[.systemFileNumber] as? Int ?? 0
        let date = attributes[.modificationDate] as? Date ?? .distantPast
        return (name, "\(inode) \(date.timeIntervalSince1970)")
      })
  }

  @Test func `staff files belong to their owner alone`() throws {
    let workspace = try CommandTests.explained()
    let publication = try workspace.publication()
    let open: Set<String> = [
      "ranking.csv", "ranking.xlsx", "accounting.csv", "summary.md", "manifest.json", "timings.json",
      "ranking.html", "quality.html",
    ]
    for name in publication.files.keys.sorted() {
      let attributes = try FileManager.default.attributesOfItem(
        atPath: publication.url.appending(path: name).path)
      #expect(attributes[.posixPermissions] as? Int == (open.contains(name) ? 0o644 : 0o600), "\(name)")
    }
  }
}
