import Definitions
import Ingestion
import Publishing
import Records

/// The laws that every run checks before it publishes (design.md §1).
enum Laws {
  static let nothingPublished = Message(
    zh: "账目不符，未发布任何文件；这是程序错误，请连同运行目录一起报告",
    en: "the books do not close and nothing was published; this is a fault of the program, please report it")

  /// Every byte of a file belongs to one class.
  static func brokenBytes(_ files: [SourceFile], _ reports: [FileReport]) -> [Message] {
    zip(files, reports).filter { ($1.renditionSize ?? $0.size) != $1.bytes.total }.map { file, report in
      Message(
        zh: "\(file.path)：文件\(file.size)字节，只解释了\(report.bytes.total)字节",
        en: "\(file.path): the file has \(file.size) bytes, of which \(report.bytes.total) are accounted for")
    }
  }

  /// The first refused rows with their places, for who must mend them.
  static func places(_ rejections: [Rejection], _ files: [SourceFile]) -> [Message] {
    rejections.prefix(10).map { rejection in
      let finding = rejection.finding
      let column = finding.column.map { " \($0)" } ?? ""
      let place =
        "\(files[Int(rejection.origin.file)].path):\(rejection.origin.firstLine)\(column) \(finding.code)"
      return Message(zh: "\(place)  \(finding.message.zh)", en: "\(place)  \(finding.message.en)")
    }
  }

  /// The books close at every stage and from one to the next, and what survives is what the last stage kept, every row
  /// of it once. `onDisk` is what was scored of a source whose table is empty.
  static func brokenBooks(
    _ books: Books, tables: [Table], onDisk: (source: String, tally: Tally)? = nil, files: [SourceFile],
    workers: Workers
  ) -> [Message] {
    var broken = books.discrepancies
    let numbers = files.map { RowID(file: $0, offset: 0).file }
    for table in tables {
      guard let last = books.accounts.last(where: { $0.source == table.source }) else {
        broken.append(
          Message(zh: "\(table.source)：没有账目", en: "\(table.source): there is no account"))
        continue
      }
      let ranges = Workers.ranges(table.live.count, of: 1 << 18)
      let inMemory = workers.map(ranges.count) { part in
        table.origins.tally(table.live[ranges[part]], fileNumbers: numbers)
      }.reduce(Tally(), +)
      let surviving = onDisk.map { $0.source == table.source ? inMemory + $0.tally : inMemory } ?? inMemory
      if surviving != last.kept {
        broken.append(
          Message(
            zh: "\(table.source)：计分时有\(surviving.count)行，不是\(last.stage.rawValue)保留的\(last.kept.count)行",
            en:
              "\(table.source): scoring read \(surviving.count) rows, which are not the \(last.kept.count) that "
              + "\(last.stage.rawValue) kept"))
      }
    }
    return broken
  }

  /// The sources that had more rows rejected than the pipeline allows of any one; where it states a share and a
  /// count, more than both.
  static func brokenLimits(
    _ books: Books, _ tables: [Table], limits: RunLimits
  ) -> [(source: String, message: Message)] {
    tables.compactMap { table in
      let accounts = books.accounts.filter { $0.source == table.source }
      let read = accounts.first?.input.count ?? 0
      let rejected = accounts.reduce(0) { $0 + $1.rejected.count }
      let exceeded = [
        limits.rejectedShare.map { share in
          Int128(rejected) * Int128(share.denominator) > Int128(read) * Int128(share.numerator)
        },
        limits.rejectedRows.map { rejected > $0 },
      ].compactMap(\.self)
      guard !exceeded.isEmpty, exceeded.allSatisfy(\.self) else { return nil }
      return (table.source, tooMany(table.source, rejected, of: read, limits: limits))
    }
  }

  private static func tooMany(
    _ source: String, _ rejected: Int64, of read: Int64, limits: RunLimits
  ) -> Message {
    let (rows, read) = (grouped(rejected), grouped(read))
    let share = limits.rejectedShare.map { "\($0)" }
    let count = limits.rejectedRows.map { "\($0)" }
    let zh = [share, count.map { "\($0)行" }].compactMap(\.self).joined(separator: "，也超过")
    let en = [share, limits.rejectedRows.map { counted($0, "row") }].compactMap(\.self)
      .joined(separator: " and the ")
    let verb = rejected == 1 ? "was" : "were"
    return Message(
      zh: "\(source)：读入\(read)行，退回\(rows)行，超过流程允许的\(zh)；未发布任何文件，请先处理退回的行",
      en: "\(source): \(rows) of \(read) rows \(verb) rejected, more than the \(en) that the pipeline "
        + "allows; nothing was published, mend the rejected rows first")
  }
}
