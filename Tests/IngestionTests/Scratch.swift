import Foundation
import Ingestion
import Records

/// A folder of files that goes away with the test.
final class Scratch {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "ingestion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// Writes a file and returns it as a plan would.
  func file(_ name: String, _ bytes: [UInt8]) throws -> ResolvedFile {
    let url = folder.appending(path: name)
    try Data(bytes).write(to: url)
    return ResolvedFile(path: name, location: url.path)
  }

  func file(_ name: String, _ text: String) throws -> ResolvedFile {
    try file(name, Array(text.utf8))
  }

  /// A file that does not exist.
  func absent(_ name: String) -> ResolvedFile {
    ResolvedFile(path: name, location: folder.appending(path: name).path)
  }

  /// The folder itself in the place of a file.
  var asFile: ResolvedFile { ResolvedFile(path: "folder", location: folder.path) }
}

/// Contracts that the tests share.
enum Sample {
  /// A roster in the manner of `members`.
  static let members = contract(
    "members",
    [
      (
        "member_no", "委员编号", .code(width: 4),
        ColumnOptions(required: true, mending: [.trim, .width, .apostrophe, .pad])
      ),
      (
        "name", "姓名", .text,
        ColumnOptions(required: true, mending: [.trim, .nameSpaces, .nameDots, .radicals, .nameTitle])
      ),
      (
        "profile", "类别", .category(["委员", "常委"]),
        ColumnOptions(required: true, synonyms: ["常务委员": "常委"], mending: [.trim])
      ),
      ("post", "职务", .category(["主席", "委员", "常委"]), ColumnOptions(fallback: .column("profile"))),
      (
        "joined_on", "任职日期", .date,
        ColumnOptions(required: true, mending: [.trim, .width], serials: .from1900)
      ),
      (
        "phone", "手机", .text, ColumnOptions(missingMarks: ["—", "/", "无"], mending: [.trim, .width, .phone])
      ),
    ], key: ["member_no"], furniture: ["合计", "制表人"])

  /// All types in one small table.
  static let everything = contract(
    "things",
    [
      ("thing_no", "编号", .text, ColumnOptions(required: true, mending: [.trim])),
      ("member_no", "委员编号", .code(width: 4), ColumnOptions(mending: [.trim, .pad], references: "members")),
      ("kind", "类别", .category(["甲", "乙"]), ColumnOptions(fallback: .text("乙"))),
      ("people", "人员", .list, ColumnOptions(separators: ["、", ";"])),
      ("minutes", "分钟", .integer, ColumnOptions(fallback: .text("0"))),
      ("points", "分值", .number, ColumnOptions()),
      ("on", "日期", .date, ColumnOptions(forgives: true)),
      ("from", "起", .time, ColumnOptions()),
      ("to", "止", .time, ColumnOptions(dateEndsDay: true)),
      ("valid", "有效", .flag, ColumnOptions(fallback: .text("否"))),
    ],
    key: ["thing_no"],
    checks: [
      .needs(columns: ["member_no"], when: .isOneOf(column: "kind", values: ["甲"])),
      .later(than: "from", column: "to"),
    ])

  struct ColumnOptions {
    var required = false
    var fallback: Fallback?
    var synonyms: [String: String] = [:]
    var missingMarks: [String] = []
    var separators: [String] = []
    var mending: [MendingRule] = []
    var dateEndsDay = false
    var forgives = false
    var serials = SerialDays.none
    var references: String?
    var drift: DriftMode?
  }

  static func contract(
    _ name: String, _ columns: [(String, String, FieldType, ColumnOptions)], key: [String],
    checks: [RowCheck] = [], furniture: [String] = [], totals: [String] = [], minimumRows: Int = 0,
    drift: DriftMode = .warn
  ) -> Contract {
    let fields = columns.map {
      FieldSchema(key: $0.0, heading: $0.1, type: $0.2, references: $0.3.references)
    }
    let contracts = columns.map { _, heading, type, options in
      ColumnContract(
        headings: [heading], type: type, isRequired: options.required, fallback: options.fallback,
        synonyms: options.synonyms, missingMarks: options.missingMarks, separators: options.separators,
        mending: options.mending, dateEndsDay: options.dateEndsDay, forgives: options.forgives,
        serials: options.serials, drift: options.drift)
    }
    return Contract(
      shape: SourceShape(name: name, title: name, fields: fields, key: key), columns: contracts,
      checks: checks,
      layout: FileLayout(furniture: furniture, totals: totals), minimumRows: minimumRows, drift: drift)
  }
}

extension IngestedSource {
  /// The kept rows as canonical text, cells joined by `|`.
  var rows: [String] {
    table.live.map { row in
      table.columns.map { $0.canonicalText(Int(row)) }.joined(separator: "|")
    }
  }

  /// `code line column`.
  var refused: [String] {
    rejections.map { "\($0.finding.code) \($0.origin.firstLine) \($0.finding.column ?? "-")" }
  }

  var remarks: [String] {
    findings.map { "\($0.code) \($0.origin.map { String($0.firstLine) } ?? "-") \($0.column ?? "-")" }
  }

  var changes: [String] {
    corrections.map { "\($0.origin.firstLine) \($0.column) \($0.rule): \($0.before) → \($0.after)" }
  }

  /// True when all bytes of all files are in a class and the books close.
  var addsUp: Bool {
    zip(files, reports).allSatisfy { $0.size == $1.bytes.total } && accounts.allSatisfy(\.closes)
      && accounts[0].kept == accounts[1].input && accounts[1].kept.count == Int64(table.live.count)
  }
}
