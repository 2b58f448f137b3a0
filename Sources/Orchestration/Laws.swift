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
    zip(files, reports).filter { $0.size != $1.bytes.total }.map { file, report in
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
      let place = "\(files[Int(rejection.origin.file)].path):\(rejection.origin.firstLine)\(column) \(finding.code)"
      return Message(zh: "\(place)  \(finding.message.zh)", en: "\(place)  \(finding.message.en)")
    }
  }

  /// The books close at every stage and from one to the next, and what survives is what the last stage kept, every row
  /// of it once.
  static func brokenBooks(_ books: Books, tables: [Table], files: [SourceFile]) -> [Message] {
    var broken = books.discrepancies
    let numbers = files.map { RowID(file: $0, offset: 0).file }
    for table in tables {
      guard let last = books.accounts.last(where: { $0.source == table.source }) else {
        broken.append(
          Message(zh: "\(table.source)：没有账目", en: "\(table.source): there is no account"))
        continue
      }
      var surviving = Tally()
      for row in table.live {
        let origin = table.origins[Int(row)]
        surviving.insert(RowID(file: numbers[Int(origin.file)], offset: origin.byteStart))
      }
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

  /// More rejected rows than the pipeline allows. `limit` is a share of the rows read.
  static func brokenLimit(_ books: Books, rejectedShare limit: Fraction) -> Message? {
    let totals = BooksTotals(books)
    let rejected = Int128(totals.rejected) * Int128(limit.denominator)
    guard rejected > Int128(totals.read) * Int128(limit.numerator) else { return nil }
    let (rows, read) = (grouped(totals.rejected), grouped(totals.read))
    return Message(
      zh: "读入\(read)行，退回\(rows)行（\(totals.rejectedShare)%），超过流程允许的比例\(limit)；未发布任何文件，请先处理退回的行",
      en:
        "\(rows) of \(read) rows were rejected (\(totals.rejectedShare) %), more than the share of \(limit) that "
        + "the pipeline allows; nothing was published, mend the rejected rows first")
  }
}
