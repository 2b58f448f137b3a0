import Records

/// The headings of a file matched to the columns of its contract.
package struct Header {
  /// A heading that any file may have: it names the rejected row whose place a corrected one takes.
  package static let rowID = "row_id"

  /// Where each column of the contract stands, parallel to the contract.
  private(set) var positions: [Int?]
  /// As written, without what is trimmed.
  let headings: [String]
  /// Headings that stand twice, or for one column.
  let duplicates: [Drift]
  /// How an accepted header differs from the contract: by column, then by place.
  private(set) var drifts: [Drift] = []
  /// A row with a value in one of these places is rejected.
  private(set) var refusing: [Drift] = []

  /// Matches cells by heading, synonym or English key, after trimming, full-width mending and the removal of
  /// characters without width.
  init(cells: [String], contract: Contract) {
    headings = cells.map(Header.normalise)
    let names = zip(contract.shape.fields, contract.columns).map { field, column in
      (column.headings + [field.key]).map { Key(Header.normalise($0)) }
    }
    var positions = [Int?](repeating: nil, count: names.count)
    var duplicates: [Drift] = []
    var seen: Set<Key> = []
    for (position, heading) in headings.enumerated() where !heading.isEmpty {
      let isRepeated = !seen.insert(Key(heading)).inserted
      let column = names.firstIndex { $0.contains(Key(heading)) }
      if isRepeated || (column.map { positions[$0] != nil } ?? false) {
        duplicates.append(Drift(.duplicate, column, position, contract))
      }
      if let column, positions[column] == nil { positions[column] = position }
    }
    self.positions = positions
    self.duplicates = duplicates
  }

  /// Notes how the header differs from the contract, and gives up the columns that the contract discards then.
  mutating func settle(_ contract: Contract) {
    drifts = Drift.list(self, contract)
    refusing = drifts.filter { $0.mode == .discardRow && $0.position != nil }
    for drift in drifts where drift.mode == .discardValue {
      if drift.kind == .duplicate || drift.kind == .moved, let column = drift.column {
        positions[column] = nil
      }
    }
  }

  /// Indices of the contract's required columns that are not there.
  func missingRequired(_ contract: Contract) -> [Int] {
    contract.columns.indices.filter { contract.columns[$0].isRequired && positions[$0] == nil }
  }

  /// True for a file of corrected rows.
  var namesRows: Bool { headings.contains { Key($0) == Key(Header.rowID) } }

  var matches: Int { positions.count { $0 != nil } }

  /// Positions of the headings that belong to no column of the contract.
  var extra: [Int] {
    headings.indices.filter { !positions.contains($0) }
  }

  static func normalise(_ heading: String) -> String {
    let wide = Width.mend(heading).unicodeScalars.filter { !isWidthless($0) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: wide)
    return Trim.mend(String(view))
  }

  private static func isWidthless(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{FEFF}" || 0x200B...0x200D ~= scalar.value || scalar.value == 0x2060
  }
}

extension IngestionError {
  /// No row among the first has all required headings; `best` is the one that has most.
  static func missingColumns(
    _ contract: Contract, path: String, best: (line: Int32, header: Header)?
  ) -> IngestionError {
    let required = contract.columns.indices.filter { contract.columns[$0].isRequired }
    let missing = best?.header.missingRequired(contract) ?? required
    let unused = best.map { found in
      found.header.extra.map { found.header.headings[$0] }.filter { !$0.isEmpty }
    }
    var zh: [String] = []
    var en: [String] = []
    for index in missing {
      let heading = contract.columns[index].headings.first ?? contract.shape.fields[index].key
      let nearest = Nearest.text(to: heading, among: unused ?? [])
      zh.append(heading + (nearest.map { "（最接近“\($0)”）" } ?? ""))
      en.append(contract.shape.fields[index].key + (nearest.map { " (nearest '\($0)')" } ?? ""))
    }
    let zhPlace = best.map { "第\($0.line)行" } ?? ""
    let enPlace = best.map { ":\($0.line)" } ?? ""
    let zhNone = "没有找到表头"
    return IngestionError(
      kind: .missingColumns, source: contract.shape.name, path: path,
      message: Message(
        zh: "\(path)\(zhPlace)：\(missing.isEmpty ? zhNone : "表头缺少必需的列：" + zh.joined(separator: "、"))"
          + "；请补上，或把文件里的列名写进约定文件的 synonyms",
        en:
          "\(path)\(enPlace): \(missing.isEmpty ? "no header found" : "the header lacks required columns: ")"
          + en.joined(separator: ", ") + "; add them, or add the file's headings to synonyms in the contract")
    )
  }

  static func duplicateHeading(_ contract: Contract, path: String, line: Int32, headings: [String])
    -> IngestionError
  {
    let zh = headings.map { "“\($0)”" }.joined(separator: "、")
    let en = headings.map { "'\($0)'" }.joined(separator: ", ")
    return IngestionError(
      kind: .duplicateHeading, source: contract.shape.name, path: path,
      message: Message(
        zh: "\(path)第\(line)行：表头重复：\(zh)；请只保留一列",
        en: "\(path):\(line): repeated headings: \(en); keep one column of each"))
  }
}
