import Foundation
import Testing

/// What stops a run: its exit code, its exact words, and that nothing was published.
struct RefusalTests {
  struct Refusal: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var arguments: [String] = []
    let status: Int32
    let stderr: [String]
    let prepare: @Sendable (Workspace) throws -> Void

    init(
      _ name: String, _ arguments: [String] = [], exit status: Int32, _ stderr: [String],
      prepare: @escaping @Sendable (Workspace) throws -> Void = { _ in }
    ) {
      testDescription = name
      (self.arguments, self.status, self.stderr, self.prepare) = (arguments, status, stderr, prepare)
    }
  }

  private static let asked = "  run Pipelines/evaluation.yaml --data data --out out"
  private static let usage =
    "Usage: dutyrank run <pipeline> [--period <period>] [--data <data>] [--out <out>] [--as-of <as-of>] "
    + "[--workers <workers>] [--memory <memory>] [--model <model>] [--json]\n"
    + "  See 'dutyrank run --help' for more information."
  private static let model = "Pipelines/models/yy-default-1.yaml"

  /// What is said of sources without a file.
  private static func missing(_ sources: [String], in folder: String) -> [String] {
    sources.flatMap { source in
      [
        "\(folder)：没有\(source)的文件（\(source).csv, \(source)-*.csv）；请把文件放进数据目录，或用--data指定目录",
        "\(folder): no file of \(source) (\(source).csv, \(source)-*.csv); put it into the data folder, or name the "
          + "folder with --data",
      ]
    }
  }

  /// The sources that the shipped pipeline cannot do without.
  private static let needed = Scenario.columns.map(\.source).filter {
    !["aliases", "member_status", "penalties", "adjustments", "calendar"].contains($0)
  }

  private static let data = [
    Refusal("a source that is missing", exit: 3, missing(["scans"], in: "data") + [asked]) {
      try FileManager.default.removeItem(at: $0.url("data/scans.csv"))
    },
    Refusal(
      "all sources but the members", exit: 3, missing(Array(needed.dropFirst()), in: "data") + [asked]
    ) { workspace in
      for (source, _) in Scenario.columns where source != "members" {
        try FileManager.default.removeItem(at: workspace.url("data/\(source).csv"))
      }
    },
    Refusal(
      "a data folder that is not there", ["--data", "nowhere"], exit: 3,
      missing(needed, in: "nowhere") + ["  run Pipelines/evaluation.yaml --data nowhere --out out"]),
    Refusal("a folder in place of a file", exit: 3, missing(["leave"], in: "data") + [asked]) { workspace in
      try FileManager.default.removeItem(at: workspace.url("data/leave.csv"))
      try FileManager.default.createDirectory(
        at: workspace.url("data/leave.csv"), withIntermediateDirectories: true)
    },
    Refusal(
      "a file of 0 bytes", exit: 1,
      [
        "leave.csv：文件是空的（0字节）；请重新导出，确实没有数据时也要保留表头",
        "leave.csv: the file is empty (0 bytes); export it again, and keep the header even when there are no data",
        asked,
      ]
    ) { try $0.write("", to: "data/leave.csv") },
    Refusal(
      "a file without a needed column", exit: 1,
      [
        "leave.csv第1行：表头缺少必需的列：状态；请补上，或把文件里的列名写进约定文件的 synonyms",
        "leave.csv:1: the header lacks required columns: status; add them, or add the file's headings to synonyms "
          + "in the contract",
        asked,
      ]
    ) { try $0.write("leave_no,member_no,activity_no,from,to,kind\r\n", to: "data/leave.csv") },
    Refusal(
      "two files that cannot be read", exit: 1,
      [
        "leave.csv：文件是空的（0字节）；请重新导出，确实没有数据时也要保留表头",
        "leave.csv: the file is empty (0 bytes); export it again, and keep the header even when there are no data",
        "study.csv：文件是空的（0字节）；请重新导出，确实没有数据时也要保留表头",
        "study.csv: the file is empty (0 bytes); export it again, and keep the header even when there are no data",
        asked,
      ]
    ) { workspace in
      try workspace.write("", to: "data/leave.csv")
      try workspace.write("", to: "data/study.csv")
    },
    Refusal(
      "fewer rows than the contract asks for", exit: 1,
      [
        "leave.csv：leave只有1行可用，约定至少2行；请检查导出是否完整，或修改约定文件的 min_rows",
        "leave.csv: leave has 1 usable row, its contract asks for at least 2; check that the export is complete, or "
          + "change min_rows in the contract",
        asked,
      ]
    ) {
      try $0.replace(
        "key: [leave_no]\n", in: "Pipelines/contracts/leave.yaml", with: "key: [leave_no]\nmin_rows: 2\n")
    },
    Refusal(
      "more rejected rows than allowed", exit: 1,
      [
        "micro_items：读入3行，退回2行，超过流程允许的0.25，也超过1行；未发布任何文件，请先处理退回的行",
        "micro_items: 2 of 3 rows were rejected, more than the 0.25 and the 1 row that the pipeline allows; "
          + "nothing was published, mend the rejected rows first",
        "micro_items.csv:4 kind UNKNOWN_VALUE  类别“微意见”不在取值范围（微建议、微调研、微协商、微监督、微服务）；最接近“微建议”",
        "micro_items.csv:4 kind UNKNOWN_VALUE  类别 '微意见' is none of 微建议, 微调研, 微协商, 微监督, 微服务; nearest '微建议'",
        "micro_items.csv:3 member_no AWAITING_CLAIM  委员编号9999不在委员名册中，姓名和手机也不能确定唯一一位委员；"
          + "请更正编号，或在裁定文件中写明micro_items的W2是谁的",
        "micro_items.csv:3 member_no AWAITING_CLAIM  member_no 9999 is not in the member list, and name and phone do "
          + "not single out one member; correct the number, or say in the decisions file whose micro_items W2 is",
        "未发布任何文件；退回的行、发现和账目留在out/failed-evaluation-2025-RUN",
        "nothing was published; the refused rows, findings and books are kept in out/failed-evaluation-2025-RUN",
        asked,
      ]
    ) { workspace in
      try workspace.replace("rejected_rows: 100", in: Workspace.pipeline, with: "rejected_rows: 1")
      try workspace.write(
        """
        item_no,member_no,kind,title,submitted_at,status
        W1,0147,微建议,一,2025-03-01 09:00,有效
        W2,9999,微建议,二,2025-03-01 09:00,有效
        W3,0147,微意见,三,2025-03-01 09:00,有效
        """, to: "data/micro_items.csv")
    },
  ]

  private static let one = ["1处定义错误，未运行", "1 problem; nothing was run."]

  private static let definitions = [
    Refusal(
      "a pipeline that is not there", ["x.yaml"], exit: 2,
      ["x.yaml  no such file"] + one + ["  run x.yaml --out out"]),
    Refusal(
      "an unknown key in the model", exit: 2,
      [
        "\(model):26:5  unknown key 'answer_with' in derive.duty",
        "    nearest 'answer_within'; keys of derive.duty: answer_within",
        "\(model):26:5  derive.duty.answer_within: missing; E1 reads shifts",
        "2处定义错误，未运行", "2 problems; nothing was run.", asked,
      ]
    ) { try $0.replace("answer_within: 3", in: model, with: "answer_with: 3") },
    Refusal(
      "a wrong type in the model", exit: 2,
      ["\(model):10:11  decimals: expected a number, found 'two'"] + one + [asked]
    ) { try $0.replace("decimals: 2", in: model, with: "decimals: two") },
    Refusal(
      "mistakes in three files at once", exit: 2,
      [
        "Pipelines/evaluation.yaml:33:1  unknown key 'limit' in the pipeline",
        "    nearest 'limits'; keys of a pipeline: pipeline, title, period, data, database, sources, model, decisions, "
          + "limits, outputs, units",
        "Pipelines/contracts/leave.yaml:4:10  privacy: 'secret' is none of public, internal, staff; nearest 'staff'",
        "\(model):10:11  decimals: 0 to 4, found 9",
        "3处定义错误，未运行", "3 problems; nothing was run.", asked,
      ]
    ) { workspace in
      try workspace.replace("decimals: 2", in: model, with: "decimals: 9")
      try workspace.replace(
        "privacy: staff", in: "Pipelines/contracts/leave.yaml", with: "privacy: secret")
      try workspace.replace("\nlimits:\n", in: Workspace.pipeline, with: "\nlimit:\n")
    },
    Refusal(
      "a model that does not hold yet", ["--period", "2024"], exit: 2,
      ["\(model):9:12  2024 begins before 2025-01-01, when this model takes effect"] + one
        + ["  run Pipelines/evaluation.yaml --period 2024 --data data --out out"]),
    Refusal(
      "a model that is not there", ["--model", "Pipelines/models/mine.yaml"], exit: 2,
      ["Pipelines/models/mine.yaml  no such file"] + one + [asked + " --model Pipelines/models/mine.yaml"]),
  ]

  private static let usages = [
    Refusal(
      "an unknown option", ["--priod", "2025"], exit: 2,
      ["Error: Unknown option '--priod'. Did you mean '--period'?", usage]),
    Refusal(
      "a period that is none", ["--period", "2025-13"], exit: 2,
      [
        "--period：“2025-13”不是时段；请写2025或2026-Q3", "--period: '2025-13' is no period; write 2025 or 2026-Q3",
        "  run Pipelines/evaluation.yaml --period 2025-13 --data data --out out",
      ]),
    Refusal(
      "an as-of date before the end of the year", ["--period", "2025", "--as-of", "2025-12-30"], exit: 2,
      [
        "--as-of 2025-12-30早于年度考核2025的最后一天2025-12-31；请改日期，或用--period选一个季度",
        "--as-of 2025-12-30 lies before the end of 2025, 2025-12-31; give a later date, or choose a quarter with "
          + "--period",
        "  run Pipelines/evaluation.yaml --period 2025 --data data --out out --as-of 2025-12-30",
      ]),
    Refusal(
      "an as-of date that is none", ["--as-of", "31.12.2025"], exit: 2,
      [
        "--as-of：“31.12.2025”不是日期；请写2026-01-20", "--as-of: '31.12.2025' is no date; write 2026-01-20",
        asked + " --as-of 31.12.2025",
      ]),
    Refusal(
      "no worker", ["--workers", "0"], exit: 2, ["Error: --workers: at least 1, found 0", usage]),
    Refusal(
      "memory without a unit that is known", ["--memory", "1GB"], exit: 2,
      [
        "Error: The value '1GB' is invalid for '--memory <memory>'",
        "Help:  --memory <memory>  Memory for the run, as 1GiB; a source that takes more is kept on disk where it "
          + "can be.", usage,
      ]),
    Refusal(
      "a folder below a file", ["--out", "data/leave.csv/out"], exit: 3,
      [
        "data/leave.csv/out：创建失败（Not a directory）；未发布任何文件，请检查目录权限与剩余空间",
        "data/leave.csv/out: cannot create: Not a directory; nothing was published, check the folder's permissions "
          + "and free space",
        "  run Pipelines/evaluation.yaml --data data --out data/leave.csv/out",
      ]),
  ]

  @Test(arguments: data + definitions + usages)
  func `a refused run says why and publishes nothing`(_ refusal: Refusal) throws {
    var scenario = Scenario()
    scenario.member("0147")
    scenario.leave("0147", from: "2025-01-09", to: "2025-01-09")
    let workspace = try Workspace(scenario)
    try refusal.prepare(workspace)
    let isOtherPipeline = refusal.arguments.first?.hasSuffix(".yaml") == true
    let result =
      try isOtherPipeline
      ? workspace.run(["run"] + refusal.arguments + ["--out", "out"]) : workspace.rank(refusal.arguments)
    #expect(result.status == refusal.status)
    #expect(result.output == "")
    let complaint = result.complaint.replacing(
      /failed-evaluation-2025-[0-9a-f]{8}/, with: "failed-evaluation-2025-RUN")
    #expect(complaint == refusal.stderr.map { $0 + "\n" }.joined())
    #expect(workspace.published() == [])
  }

  @Test func `a second run at the same time is refused, and the first one's end lets it in`() throws {
    var scenario = Scenario()
    scenario.member("0147")
    let workspace = try Workspace(scenario)
    try FileManager.default.createDirectory(at: workspace.url("out"), withIntermediateDirectories: true)
    try workspace.write("4242\n", to: "out/.lock")
    let descriptor = unsafe open(workspace.url("out/.lock").path, O_RDWR)
    defer { close(descriptor) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    let result = try workspace.rank()
    #expect(result.status == 3)
    #expect(
      result.error.components(separatedBy: "\n") == [
        "out：另一次运行（进程4242）正在写入这个目录；请等它结束，或用--out换一个目录",
        "out: another run (process 4242) is writing into this folder; wait until it ends, or name another "
          + "folder with --out",
        RefusalTests.asked, "",
      ])
    #expect(workspace.published() == [])
    #expect(flock(descriptor, LOCK_UN) == 0)
    #expect(try workspace.rank().status == 0)
  }
}
