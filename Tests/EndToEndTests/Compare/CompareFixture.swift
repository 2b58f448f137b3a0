import Foundation

/// Pairs of runs for the tests of `dutyrank compare`, and its JSON.
enum CompareFixture {
  static let causes = ["data", "rules", "population", "quota"]

  struct Report: Decodable {
    struct Parts: Decodable {
      let change: String
      let data: String
      let rules: String
      let population: String
      let quota: String

      var texts: [String] { [data, rules, population, quota] }
    }
    struct Line: Decodable {
      let part: String
      let points: Parts
    }
    struct CategoryPart: Decodable {
      let category: String
      let rank: String
    }
    struct Change: Decodable {
      let memberNo: String
      let gradeBefore: String?
      let gradeAfter: String?
      let gradeCause: String?
      let rankBefore: Int?
      let rankAfter: Int?
      let rank: Parts?
      let grade: Parts?
      let gradeTurn: Parts?
      let total: Parts
      let lines: [Line]
      let rankByCategory: [CategoryPart]
    }
    struct Member: Decodable { let memberNo: String }
    struct Structure: Decodable {
      let place: String
      let zh: String
      let ranksAlone: Int?
      let gradesAlone: Int?
    }
    struct GradePair: Decodable {
      let before: String
      let after: String
      let members: Int
    }
    let hasSameGrades: Bool
    let gradePairs: [GradePair]
    let structure: [Structure]
    let rankChanges: Int
    let gradeChanges: Int?
    let differing: [String]
    let isNumbersOnly: Bool
    let changes: [Change]
    let joined: [Member]
    let left: [Member]
  }

  static func report(_ workspace: Workspace, _ before: String, _ after: String) throws -> Report {
    let result = try workspace.run(["compare", before, after, "--out", "out", "--json"])
    guard result.status == 0 else { throw Outcome.Failed(description: result.error) }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(Report.self, from: Data(result.output.utf8))
  }

  /// Two folders of data, in each the list of members of either, and a model file for each mixture of rules and quota.
  static func mixtures() throws -> Workspace {
    let workspace = try Workspace()
    let data = [Scenario.rich(seed: 11), Scenario.rich(seed: 12)]
    for (name, records, people) in [("d00", 0, 0), ("d10", 1, 0), ("d01", 0, 1), ("d11", 1, 1)] {
      let url = workspace.url(name)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      try data[records].write(to: url)
      guard people == 1 else { continue }
      let lines = try String(contentsOf: url.appending(path: "members.csv"), encoding: .utf8)
        .components(separatedBy: "\r\n")
      let others = lines.filter { !$0.hasPrefix("0103,") && !$0.hasPrefix("0115,") }.map { line in
        line.hasPrefix("0112,") || line.hasPrefix("0126,") ? line.replacing("农业界", with: "教育界") : line
      }
      let joined = (lines.first { $0.hasPrefix("0104,") } ?? "").replacing("0104", with: "0198")
      try Data((others.dropLast() + [joined, ""]).joined(separator: "\r\n").utf8)
        .write(to: url.appending(path: "members.csv"))
    }
    for (rules, quota) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
      try workspace.write(try modelText(rules: rules == 1, quota: quota == 1), to: "m\(rules)\(quota).yaml")
    }
    return workspace
  }

  /// Grades within the scenario's reach; other rules change a cap, a late scan and a rank key, another quota its share,
  /// rounding and tie.
  static func modelText(rules: Bool, quota: Bool) throws -> String {
    var text = try Outcome.shippedModel()
    func replace(_ passage: String, _ other: String) throws {
      text = Outcome.ModelText(text: try text.replacing(passage, with: other))
    }
    try replace("  from: 90\n", "  from: 45\n")
    try replace("{grade: 合格, from: 60}", "{grade: 合格, from: 35}")
    try replace("{grade: 基本合格, from: 50}", "{grade: 基本合格, from: 20}")
    if rules {
      try replace("cap: {委员: 20, 常委: 12}", "cap: {委员: 6, 常委: 12}")
      try replace("late_after: 15 ", "late_after: 2 ")
      try replace("  - {name: 会议活动分, score: A}\n", "")
    }
    if quota {
      try replace("share: 0.10", "share: 0.25")
      try replace("rounding: down", "rounding: up")
      try replace("tie: refer ", "tie: include ")
    }
    return text.text
  }

  /// Two members; then one more report of each, a third member, and reports worth more.
  static func small() throws -> (Workspace, before: String, after: String) {
    var data = Scenario()
    data.member("0147", name: "=示例甲")
    data.member("0201", name: "示例乙")
    for number in 1...2 { data.report("R\(number)", "0147", on: "2025-03-0\(number)") }
    let workspace = try Workspace(data)
    let before = try workspace.publication().name
    data.member("0301", name: "示例丙")
    for number in 3...5 { data.report("R\(number)", "0201", on: "2025-04-0\(number)") }
    let url = workspace.url("data2")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try data.write(to: url)
    let other = try Outcome.shippedModel().replacing(
      "    points: 1\n    cap: 3\n", with: "    points: 2\n    cap: 6\n")
    try workspace.write(other, to: "other.yaml")
    let after = try workspace.publication(["--data", "data2", "--model", "other.yaml"]).name
    return (workspace, before, after)
  }
}
