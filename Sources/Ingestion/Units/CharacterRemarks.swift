package import Records

/// Reports the characters of free texts that other systems often lose: those of private use, which mean something in one
/// system only, and those beyond the first plane, four bytes in every encoding. They are kept as they are.
///
/// One finding a column and kind, at the first row. Tables of one source may be looked at one after another.
package struct CharacterRemarks: Sendable {
  /// By column, the two kinds of each.
  private var found: [Found] = []

  private struct Found {
    let field: FieldSchema
    let source: String
    let kind: Kind
    var rows = 0
    var first: Origin?
  }

  /// Of no table.
  package init() {}

  /// O(bytes of the text columns).
  package init(_ table: Table, _ workers: Workers) {
    for (field, column) in zip(table.shape.fields, table.columns) {
      guard field.type == .list || field.type == .text && field.references == nil,
        let parts = CharacterRemarks.parts(of: column, workers)
      else { continue }
      for kind in [Kind.privateUse, .rare] {
        let seen = parts.map { $0[kind] }
        found.append(
          Found(
            field: field, source: table.source, kind: kind, rows: seen.reduce(0) { $0 + $1.count },
            first: seen.compactMap(\.first).first.map { table.origins[$0] }))
      }
    }
  }

  /// Adds those of other rows of the same source.
  package mutating func formUnion(_ other: CharacterRemarks) {
    guard !found.isEmpty else { return self = other }
    for (index, more) in other.found.enumerated() {
      found[index].rows += more.rows
      guard let first = more.first else { continue }
      let isFirst = found[index].first.map { (first.file, first.byteStart) < ($0.file, $0.byteStart) } ?? true
      if isFirst { found[index].first = first }
    }
  }

  package var findings: [Finding] {
    found.compactMap { found in
      found.first.map { CharacterRemarks.remark(found.kind, found.field, found.rows, found.source, $0) }
    }
  }

  /// What ranges of rows hold, in order; nil for a column of other values.
  private static func parts(of column: Column, _ workers: Workers) -> [Rows]? {
    let ranges = Workers.ranges(column.count, of: 65_536)
    switch column {
    case .text(let texts): return workers.map(ranges.count) { Rows(of: texts, in: ranges[$0]) }
    case .coded(let coded):
      let texts = TextColumn(coded.dictionary)
      let rows = Rows(of: texts, in: 0..<texts.count)
      guard rows[.privateUse].first != nil || rows[.rare].first != nil else { return [] }
      let kinds = (0..<texts.count).map { Rows(of: texts, in: $0..<$0 + 1) }
      return workers.map(ranges.count) { Rows(of: coded.codes, kinds, in: ranges[$0]) }
    default: return nil
    }
  }

  private enum Kind {
    case privateUse, rare

    /// U+E000–F8FF, U+F0000 and above are of private use; U+20000–3FFFF are rare.
    init?(_ first: UInt8, _ second: UInt8) {
      switch (first, second) {
      case (0xEE, _), (0xEF, ...0xA3), (0xF3, 0xB0...), (0xF4, _): self = .privateUse
      case (0xF0, 0xA0...): self = .rare
      default: return nil
      }
    }
  }

  /// The rows of a range that hold such characters.
  private struct Rows {
    private var privateUse = Seen()
    private var rare = Seen()

    struct Seen {
      var count = 0
      var first: Int?
      private var last = -1

      mutating func add(_ row: Int) {
        guard row != last else { return }
        count += 1
        first = first ?? row
        last = row
      }
    }

    init(of texts: TextColumn, in rows: Range<Int>) {
      let bytes = texts.bytes.span
      let places = texts.places
      let end = places.start(rows.upperBound)
      var row = rows.lowerBound
      var place = UTF8Check.highByte(bytes, from: places.start(row), to: end)
      while place < end {
        if let kind = Kind(bytes[place], bytes[place + 1]) {
          while places.start(row + 1) <= place { row += 1 }
          add(row, kind)
        }
        place = UTF8Check.highByte(bytes, from: place + 1, to: end)
      }
    }

    /// Of rows that repeat texts; `kinds` are what each text holds.
    init(of codes: Codes, _ kinds: [Rows], in rows: Range<Int>) {
      for row in rows where codes[row] != CodedColumn.missing {
        let kind = kinds[Int(codes[row])]
        if kind[.privateUse].count > 0 { add(row, .privateUse) }
        if kind[.rare].count > 0 { add(row, .rare) }
      }
    }

    private mutating func add(_ row: Int, _ kind: Kind) {
      switch kind {
      case .privateUse: privateUse.add(row)
      case .rare: rare.add(row)
      }
    }

    subscript(kind: Kind) -> Seen {
      switch kind {
      case .privateUse: privateUse
      case .rare: rare
      }
    }
  }

  private static func remark(
    _ kind: Kind, _ field: FieldSchema, _ rows: Int, _ source: String, _ origin: Origin
  ) -> Finding {
    let (code, severity, message): (String, Severity, Message) =
      switch kind {
      case .privateUse:
        (
          "PRIVATE_USE", .warning,
          Message(
            zh: "\(field.heading)有\(rows)行含自造字（私用区），别的系统里可能是另一个字或空白；请核对，尽量改用标准字",
            en:
              "\(field.key): characters of private use in \(rows) \(plural("row", rows)), which other systems show "
              + "otherwise; check them, and use standard ones where there are")
        )
      case .rare:
        (
          "RARE_CHARACTER", .information,
          Message(
            zh: "\(field.heading)有\(rows)行含生僻字（四字节），已照原样保留；请留意别的系统能否显示",
            en:
              "\(field.key): rare characters of four bytes in \(rows) \(plural("row", rows)), kept as they are; see "
              + "that other systems show them")
        )
      }
    return Finding(
      code: code, severity: severity, message: message, stage: .clean, source: source, origin: origin,
      column: field.key)
  }
}
