import Records

/// Reports the characters of free texts that other systems often lose: those of private use, which mean something in one
/// system only, and those beyond the first plane, four bytes in every encoding. They are kept as they are.
struct CharacterRemarks {
  private(set) var findings: [Finding] = []

  /// One finding a column and kind, at the first row. O(bytes of the text columns).
  init(_ table: Table) {
    for (field, column) in zip(table.shape.fields, table.columns) {
      guard case .text(let texts) = column,
        UTF8Check.asciiEnd(texts.bytes.span, from: 0, to: texts.bytes.count) < texts.bytes.count
      else { continue }
      for kind in [Kind.privateUse, .rare] {
        if let finding = CharacterRemarks.finding(kind, field, texts, table) { findings.append(finding) }
      }
    }
  }

  private enum Kind {
    case privateUse, rare

    /// U+E000–F8FF, U+F0000 and above; U+20000–3FFFF.
    func begins(_ first: UInt8, _ second: UInt8) -> Bool {
      switch self {
      case .privateUse: first == 0xEE || (first == 0xEF && second <= 0xA3) || first == 0xF3 || first == 0xF4
      case .rare: first == 0xF0 && second >= 0xA0
      }
    }
  }

  private static func finding(
    _ kind: Kind, _ field: FieldSchema, _ texts: TextColumn, _ table: Table
  ) -> Finding? {
    var rows = 0
    var first: Int?
    for row in 0..<texts.count where holds(kind, texts, row) {
      rows += 1
      first = first ?? row
    }
    return first.map { remark(kind, field, rows, table.source, table.origins[$0]) }
  }

  private static func holds(_ kind: Kind, _ texts: TextColumn, _ row: Int) -> Bool {
    let bytes = texts.bytes.span
    for index in texts.offsets[row]..<texts.offsets[row + 1] where bytes[index] >= 0xEE {
      if kind.begins(bytes[index], bytes[index + 1]) { return true }
    }
    return false
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
