import CSV
import Ingestion
import Preparation
import Publishing
import Records

/// What a refused row may hold of a member: his number, an old one, his phone or his name, each as a whole cell.
///
/// A number that lost its left zeros is his only where the file states members' numbers; elsewhere it is any number.
struct MemberSigns {
  private struct Sign {
    let text: Key
    let name: String
  }

  private let number: Sign
  private let others: [Sign]
  private let width: Int
  private let files: [FileReport]
  /// By file: where its rows name members, from 0.
  private let memberPositions: [Set<Int>]

  init(_ computed: ComputedRun, member: Int) {
    let run = computed.record
    let member = run.members[member]
    number = Sign(text: Key(member.number), name: "委员编号 member_no")
    width = member.number.count
    others = MemberSigns.others(member, run)
    files = computed.reports
    memberPositions = MemberSigns.memberPositions(computed)
  }

  /// By file: where its rows name members, from 0.
  static func memberPositions(_ computed: ComputedRun) -> [Set<Int>] {
    let run = computed.record
    return zip(run.files, computed.reports).map { file, report in
      let shape = run.tables.first { $0.source == file.source }?.shape
      return Set(
        report.columns.compactMap { place in
          let names = shape?.fields.contains {
            $0.key == place.key && ($0.references == "members" || $0.key == "member_no")
          }
          return names == true ? place.position : nil
        })
    }
  }

  private static func others(_ member: Member, _ run: RunRecord) -> [Sign] {
    var signs = [("姓名 name", NameFold.of(member.name))]
    for table in run.tables where table.source == "members" || table.source == "aliases" {
      let isList = table.source == "members"
      for row in table.origins.indices where Key(table.text("member_no", row)) == Key(member.number) {
        signs.append(
          isList
            ? ("手机 phone", table.text("phone", row))
            : ("\(table.text("kind", row)) alias", NameFold.of(table.text("alias", row))))
      }
    }
    return signs.filter { !$0.1.isEmpty }.map { Sign(text: Key($0.1), name: $0.0) }
  }

  /// Which sign of the member a row holds, in words; nil for none.
  func found(in refused: QuarantinedRow) -> String? {
    let file = Int(refused.rejection.origin.file)
    let cells = MemberSigns.cells(of: refused.text, delimiter: files[file].delimiter)
    let folded = cells.map { NameFold.of($0.filter { $0 != "'" }) }
    let holdsNumber = folded.enumerated().contains { position, cell in
      Key(cell) == number.text
        || memberPositions[file].contains(position) && Key(padded(cell)) == number.text
    }
    let keys = Set(folded.map { Key($0) })
    let sign = holdsNumber ? number : others.first { keys.contains($0.text) }
    return sign.map { "这一行写着他的 the row holds his: \($0.name)" }
  }

  /// A row's cells; where a quote is left open, what stands between delimiters.
  static func cells(of text: String, delimiter: UInt8) -> [String] {
    var batch = RecordBatch()
    batch.append(text.utf8)
    if var tokeniser = try? Tokeniser(delimiter: delimiter, maximumRecordBytes: batch.unitLength + 1),
      (try? tokeniser.tokenise(&batch, isLast: true)) != nil, let record = batch.records.first,
      record.kind == .record, record.byteLength == Int64(batch.unitLength)
    {
      return (0..<record.cellCount).map { batch.text(record.firstCell + $0) }
    }
    return text.utf8.split(omittingEmptySubsequences: false) { $0 == delimiter || $0 == 0x0A }
      .map { cell in String(decoding: cell.filter { $0 != UInt8(ascii: "\"") }, as: UTF8.self) }
  }

  /// A number without its left zeros, with them.
  private func padded(_ cell: String) -> String {
    guard !cell.isEmpty, cell.count < width, cell.allSatisfy({ ("0"..."9").contains($0) }) else {
      return cell
    }
    return String(repeating: "0", count: width - cell.count) + cell
  }
}
