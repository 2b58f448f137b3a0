package import Records
import SystemCalls

/// Why nothing was published.
package enum PublishingError: Error, Hashable, Sendable {
  /// Something private stands in a file that may travel; the run fails closed.
  case privacy([PrivacyHit])
  /// A file operation failed; `code` is `errno`.
  case operation(verb: String, path: String, code: Int32)
  /// The disk is full. `needed` is the least that the files take in bytes, as far as they are known; `available` what
  /// there is for them, written or free.
  case full(path: String, needed: Int64, available: Int64)
  /// All was published, and the disk did not say that it holds it; `code` is `errno`.
  case unconfirmed(path: String, code: Int32)
  /// The library that writes workbooks failed.
  case workbook(reason: String)
  /// The library that packs documents failed.
  case document(reason: String)

  package var message: Message {
    switch self {
    case .privacy(let hits): PublishingError.describe(hits)
    case .operation(let verb, let path, let code):
      Message(
        zh:
          "\(path)：\(PublishingError.verbs[verb] ?? verb)失败（\(SystemError.text(code))）；未发布任何文件，请检查目录权限与剩余空间",
        en: "\(path): cannot \(verb): \(SystemError.text(code)); nothing was published, check the folder's "
          + "permissions and free space")
    case .full(let path, let needed, let available):
      Message(
        zh: "\(path)：磁盘已满，这次运行的文件至少需要\(grouped(needed))字节，可用\(grouped(available))字节；"
          + "未发布任何文件，请腾出空间后重新运行",
        en: "\(path): No space left on device: the files of this run need at least \(grouped(needed)) bytes, "
          + "there are \(grouped(available)); nothing was published, make room and run again")
    case .unconfirmed(let path, let code):
      Message(
        zh: "\(path)：已经发布，但磁盘未确认落盘（\(SystemError.text(code))），断电可能丢失；请检查磁盘后再运行一次",
        en:
          "\(path): cannot sync: \(SystemError.text(code)); all was published, but may be lost when the power fails: "
          + "check the disk and run again")
    case .workbook(let reason):
      Message(
        zh: "ranking.xlsx：无法写成（\(reason)）；未发布任何文件，请检查临时目录（TMPDIR）的权限与剩余空间",
        en:
          "ranking.xlsx: cannot be written: \(reason); nothing was published, check the permissions and free "
          + "space of the folder for temporary files (TMPDIR)")
    case .document(let reason):
      Message(
        zh: "公文无法打包（\(reason)）；未写出任何文件，请检查可用内存",
        en: "the document cannot be packed: \(reason); nothing was written, check the free memory")
    }
  }

  private static let verbs = [
    "create": "创建", "write": "写入", "sync": "落盘", "rename": "改名", "remove": "删除", "lock": "加锁",
    "read": "读取",
  ]

  private static func describe(_ hits: [PrivacyHit]) -> Message {
    Message(
      zh: hits.map { "\($0.place)  \($0.what.zh)\($0.row.map { "，来自\($0)" } ?? "")" }.joined(separator: "\n")
        + "\n可外传的文件中有\(hits.count)处隐私内容，未发布任何文件；请在来源数据中去除",
      en: hits.map { "\($0.place)  \($0.what.en)\($0.row.map { ", from \($0)" } ?? "")" }.joined(
        separator: "\n")
        + "\n\(hits.count) private value(s) in files that may travel; nothing was published, remove them from "
        + "the source cells")
  }
}

/// Something private in a file that may travel.
package struct PrivacyHit: Hashable, Sendable {
  package let file: String
  /// From 1.
  package let line: Int
  /// Characters from 1.
  package let column: Int
  package let what: Message
  /// The row that it came from, as `proposals proposals-2025.csv:12 TA20250001`; nil where that is not known.
  package var row: String?

  package init(file: String, line: Int, column: Int, what: Message) {
    self.file = file
    self.line = line
    self.column = column
    self.what = what
  }

  /// `file:line:column`.
  package var place: String { "\(file):\(line):\(column)" }
}
