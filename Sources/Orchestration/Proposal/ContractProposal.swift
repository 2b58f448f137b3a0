import Definitions
import Foundation
import Ingestion
import Records

/// Writes a first contract from a file, to be read and corrected by who knows the data.
package enum ContractProposal {
  /// Where the shipped contracts lie.
  package static let knownFolder = "Pipelines/contracts"

  /// The contract's text. Types are those as which nearly every filled cell decodes, by the decoders of a run, and a comment
  /// counts the others; keys and references are taken from known headings alone. A file in which no header is found is an error.
  package static func lines(
    file path: String, source: String?, known folder: String = knownFolder
  ) throws(RunError) -> [String] {
    let file = ResolvedFile(path: path, location: path)
    do throws(IngestionError) {
      let outline = try FileOutline(file)
      guard !outline.headings.isEmpty else {
        throw IngestionError(
          kind: .missingColumns, source: path, path: path,
          message: Message(
            zh: "\(path)：前20行里没有表头（各格都有字、各不相同、不是数的一行）；请先补上表头",
            en:
              "\(path): no header among the first 20 rows (a row of filled cells, all different, none a number); "
              + "give the file one first"))
      }
      return try ContractDraft(file, outline, source, KnownHeadings(in: folder)).lines
    } catch {
      throw .usage(error.message)
    }
  }
}

/// The parts of a proposed contract.
private struct ContractDraft {
  private let file: ResolvedFile
  private let outline: FileOutline
  private let name: String
  private let title: String
  private let rows: Int
  private let columns: [ColumnProposal]

  /// Narrowest first.
  private static let types: [FieldType] = [.date, .time, .integer, .number, .flag]

  init(
    _ file: ResolvedFile, _ outline: FileOutline, _ source: String?, _ known: KnownHeadings
  ) throws(IngestionError) {
    self.file = file
    self.outline = outline
    let likely = known.source(of: outline.headings)
    let name = source ?? likely?.name ?? "source"
    self.name = name
    title = likely.flatMap { $0.name == name ? $0.title : nil } ?? name
    let texts = try ContractDraft.ingest(file, outline, as: .text)
    var fits = outline.headings.map { _ in [TypeFit]() }
    for type in ContractDraft.types {
      let findings = try ContractDraft.ingest(file, outline, as: type).findings
      let misfits = Dictionary(grouping: findings.compactMap(\.column), by: \.self).mapValues(\.count)
      for index in fits.indices {
        fits[index].append(TypeFit(type: type, misfits: misfits[ContractDraft.key(index)] ?? 0))
      }
    }
    rows = texts.table.live.count
    var taken: Set<String> = []
    let table = texts.table
    columns = outline.headings.enumerated().map { index, heading in
      let found = known.column(heading, preferring: name)
      let isOwn = found.map { taken.insert($0.field.key).inserted } ?? false
      return ColumnProposal(
        heading: heading, index: index,
        cells: table.live.map { table.text(ContractDraft.key(index), Int($0)) },
        fits: fits[index],
        known: isOwn ? found : nil, nearest: known.nearest(to: heading))
    }
  }

  private static func key(_ index: Int) -> String { "column_\(index + 1)" }

  /// All columns as one type; a cell that does not decode is a finding and its row stays.
  private static func ingest(
    _ file: ResolvedFile, _ outline: FileOutline, as type: FieldType
  ) throws(IngestionError) -> IngestedSource {
    let fields = outline.headings.enumerated().map { index, heading in
      FieldSchema(key: key(index), heading: heading, type: type)
    }
    let columns = outline.headings.map { heading in
      ColumnContract(
        headings: [heading], type: type, isRequired: false,
        mending: type == .text ? [.trim] : [.trim, .width],
        forgives: true)
    }
    return try Ingest.source(
      Contract(
        shape: SourceShape(name: "proposal", title: "", fields: fields, key: []), columns: columns,
        layout: FileLayout(delimiter: outline.delimiter, headerWithinRows: outline.titleRows + 1)),
      files: [file], firstFileIndex: 0)
  }

  var lines: [String] {
    let key = columns.first(where: \.isUnique)
    var lines = [
      "# 由 dutyrank contract propose 写出，请核对后修改  written by dutyrank contract propose: check and correct it",
      "# \(file.path)  \(outline.encoding.rawValue)  \(counted(rows, "row"))",
      "source: \(name)", "title: \(ColumnProposal.quoted(title))", "privacy: staff",
    ]
    if let key { lines.append("key: \(key.key)") }
    lines += ["layout: \(layout)", "columns:"] + columns.map(\.line)
    return lines
  }

  private var layout: String {
    var parts = ["header_within: \(max(5, outline.titleRows + 1))"]
    if outline.delimiter != UInt8(ascii: ",") {
      parts.append(
        "delimiter: \(outline.delimiter == 9 ? "\"\\t\"" : "\"\(Character(Unicode.Scalar(outline.delimiter)))\"")"
      )
    }
    if let sheet = outline.sheet { parts.append("sheet: \(ColumnProposal.quoted(sheet))") }
    return "{\(parts.joined(separator: ", "))}"
  }
}
