import Ingestion
import Records

/// How many filled cells of a column do not decode as a type.
struct TypeFit {
  let type: FieldType
  let misfits: Int

  /// One cell in fifty may be dirt.
  func holds(for filled: Int) -> Bool { misfits * 50 <= filled }
}

/// What the cells of one column let expect of it.
struct ColumnProposal {
  let key: String
  let heading: String
  let type: FieldType
  /// Every row has a cell.
  let isRequired: Bool
  /// Every row has another cell.
  let isUnique: Bool
  /// The source that the cells name rows of, as a known column says.
  let references: String?
  /// A preset of mending rules; nil for what suits the type.
  let mend: String?
  /// Serves identity only, as a known column says.
  let isOutsideRow: Bool
  let note: String?

  private static let mostValues = 12
  private static let longestValue = 12

  /// `fits` are all types that were tried, the narrowest first.
  init(
    heading: String, index: Int, cells: [String], fits: [TypeFit], known: KnownHeadings.Column?,
    nearest: KnownHeadings.Column?
  ) {
    self.heading = heading
    key = known?.field.key ?? "column_\(index + 1)"
    let filled = cells.filter { !$0.isEmpty }
    isRequired = !cells.isEmpty && filled.count == cells.count
    isUnique = isRequired && Set(filled.map { Key($0) }).count == cells.count
    mend = ColumnProposal.mend(filled, known)
    let (type, misfits) = ColumnProposal.type(filled, fits, known)
    self.type = mend == "id_number" ? .text : mend == "phone" ? .code(width: 12) : type
    isOutsideRow = known?.isOutsideRow ?? false
    references = known?.field.references == "members" ? "members" : nil
    note = ColumnProposal.note(filled, misfits, known == nil ? nearest : nil)
  }

  /// As a known column has it; else numbers of phones and of identity cards are told by their form, since they must not travel.
  private static func mend(_ filled: [String], _ known: KnownHeadings.Column?) -> String? {
    if let rules = known?.contract.mending {
      return rules.contains(.phone)
        ? "phone" : rules.contains(.identityNumber) ? "id_number" : rules.contains(.nameDots) ? "name" : nil
    }
    func isMostly(_ test: (String) -> Bool) -> Bool {
      !filled.isEmpty && filled.count { !test($0) } * 50 <= filled.count
    }
    let isPhone = { (cell: String) in
      cell.utf8.count == 11 && cell.first == "1" && cell.utf8.allSatisfy { 48...57 ~= $0 }
    }
    if isMostly(isPhone) { return "phone" }
    return isMostly { $0.wholeMatch(of: /[0-9]{15}([0-9]{2}[0-9Xx])?/) != nil } ? "id_number" : nil
  }

  private static func note(_ filled: [String], _ misfits: Int, _ nearest: KnownHeadings.Column?) -> String? {
    let remarks = [
      nearest.map { "最接近 nearest: \($0.heading) (\($0.field.key), \($0.source))" },
      filled.isEmpty ? "没有一格有值 every cell is blank" : nil,
      misfits > 0 ? "\(misfits)格不合 \(counted(misfits, "cell")) will not decode" : nil,
    ].compactMap(\.self)
    return remarks.isEmpty ? nil : remarks.joined(separator: "；")
  }

  private static func type(
    _ filled: [String], _ fits: [TypeFit], _ known: KnownHeadings.Column?
  ) -> (type: FieldType, misfits: Int) {
    guard !filled.isEmpty else { return (known?.field.type ?? .text, 0) }
    if let code = code(filled, known) { return code }
    let holding = fits.filter { $0.holds(for: filled.count) }
    let hasTimes = filled.contains { $0.contains(":") || $0.contains("：") }
    if let fit = hasTimes ? holding.first(where: { $0.type == .time }) ?? holding.first : holding.first {
      return (fit.type, fit.misfits)
    }
    var values: [Key] = []
    for cell in filled where !values.contains(Key(cell)) {
      values.append(Key(cell))
      if values.count > mostValues { return (.text, 0) }
    }
    let areValues = filled.count >= values.count * 5 && values.allSatisfy { $0.text.count <= longestValue }
    return (areValues ? .category(values.sorted().map(\.text)) : .text, 0)
  }

  /// Nearly all digits alone, some with a zero before them or known to be a code; the width of the longest.
  private static func code(
    _ filled: [String], _ known: KnownHeadings.Column?
  ) -> (type: FieldType, misfits: Int)? {
    let digits = filled.filter { $0.utf8.allSatisfy { 48...57 ~= $0 } }
    let longest = digits.map(\.utf8.count).max() ?? 0
    let fit = TypeFit(type: .code(width: longest), misfits: filled.count - digits.count)
    guard fit.holds(for: filled.count) else { return nil }
    if case .code(let width)? = known?.field.type, longest <= width {
      return (.code(width: width), fit.misfits)
    }
    let hasZeros = digits.contains { $0.utf8.count > 1 && $0.utf8.first == 48 }
    return hasZeros && longest <= 18 ? (fit.type, fit.misfits) : nil
  }

  /// A line of the contract's `columns`.
  var line: String {
    var parts = ["key: \(key)", "heading: \(ColumnProposal.quoted(heading))"]
    switch type {
    case .text: break
    case .code(let width): parts += ["type: code", "width: \(width)"]
    case .category(let values):
      parts.append("values: [\(values.map(ColumnProposal.quoted).joined(separator: ", "))]")
    case .list: parts.append("type: list")
    case .integer: parts.append("type: integer")
    case .number: parts.append("type: number")
    case .date: parts.append("type: date")
    case .time: parts.append("type: time")
    case .flag: parts.append("type: flag")
    }
    if let mend { parts.append("mend: \(mend)") }
    if let references { parts.append("references: \(references)") }
    if isRequired { parts.append("required: true") }
    if isOutsideRow { parts.append("outside_row: true") }
    return "- {\(parts.joined(separator: ", "))}" + (note.map { "  # \($0)" } ?? "")
  }

  /// A text in double quotes (YAML 1.2, 7.3.1).
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": quoted += "\\\(scalar)"
      case "\u{0}"..."\u{1F}":
        quoted += "\\x" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
