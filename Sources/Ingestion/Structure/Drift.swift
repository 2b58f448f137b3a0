import Records

/// One difference between a file's header and its contract.
struct Drift: Sendable {
  enum Kind: String, Sendable {
    case missing = "MISSING_COLUMN"
    /// Missing, while a heading that no column owns is near.
    case renamed = "RENAMED_COLUMN"
    case extra = "EXTRA_COLUMN"
    case duplicate = "DUPLICATE_COLUMN"
    case moved = "REORDERED_COLUMN"
  }

  let kind: Kind
  /// Index in the contract; nil for a heading that no column owns.
  let column: Int?
  /// Place in the header from 0; nil for a missing column.
  let position: Int?
  let mode: DriftMode

  init(_ kind: Kind, _ column: Int?, _ position: Int?, _ contract: Contract) {
    self.kind = kind
    self.column = column
    self.position = position
    let own = column.map { contract.columns[$0] }
    let inherited = own?.isRequired == true && contract.drift == .discardValue ? .warn : contract.drift
    mode = own?.drift ?? inherited
  }

  /// By column of the contract, then by place in the file.
  static func list(_ header: Header, _ contract: Contract) -> [Drift] {
    let repeated = Set(header.duplicates.compactMap(\.position))
    var strange = header.extra.filter { place in
      !repeated.contains(place) && Key(header.headings[place]) != Key(Header.rowID)
    }
    let inOrder = risingRun(header.positions)
    var drifts: [Drift] = []
    for (column, position) in header.positions.enumerated() {
      if let position {
        if !inOrder.contains(column) { drifts.append(Drift(.moved, column, position, contract)) }
      } else if let near = nearest(to: contract.columns[column], among: strange, header.headings) {
        strange.removeAll { $0 == near }
        drifts.append(Drift(.renamed, column, near, contract))
      } else if contract.columns[column].isExpected {
        drifts.append(Drift(.missing, column, nil, contract))
      }
    }
    let others = strange.map { Drift(.extra, nil, $0, contract) } + header.duplicates
    return drifts + others.sorted { ($0.position ?? 0) < ($1.position ?? 0) }
  }

  /// The place of the heading that is nearest to one of a column's: fewer edits than half of the longer text; the first of
  /// equals.
  private static func nearest(
    to column: ColumnContract, among places: [Int], _ headings: [String]
  ) -> Int? {
    var best: (place: Int, distance: Int)?
    for place in places where !headings[place].isEmpty {
      let found = Array(headings[place].unicodeScalars)
      for heading in column.headings.map({ Array(Header.normalise($0).unicodeScalars) }) {
        let distance = Nearest.editDistance(heading, found)
        guard distance * 2 < max(heading.count, found.count), distance < best?.distance ?? .max else {
          continue
        }
        best = (place, distance)
      }
    }
    return best?.place
  }

  /// The columns of the longest run whose places rise in the contract's order; of equal runs the one that ends first.
  /// O(columns²).
  private static func risingRun(_ positions: [Int?]) -> Set<Int> {
    let found = positions.enumerated().compactMap { column, place in place.map { (column: column, place: $0) }
    }
    var runs: [[Int]] = []
    for (index, item) in found.enumerated() {
      let before = (0..<index).filter { found[$0].place < item.place }
      let longest = before.map { runs[$0] }.reduce([Int]()) { $1.count > $0.count ? $1 : $0 }
      runs.append(longest + [item.column])
    }
    return Set(runs.reduce([Int]()) { $1.count > $0.count ? $1 : $0 })
  }
}

extension Drift {
  /// Of a file, with what was done about it.
  func message(_ path: String, _ header: Header, _ contract: Contract) -> Message {
    let field = column.map { contract.shape.fields[$0] }
    let (zhName, enName) = (field?.heading ?? "", field?.key ?? "")
    let heading = position.map { header.headings[$0] } ?? ""
    let place = (position ?? 0) + 1
    switch kind {
    case .missing:
      return Message(
        zh: "\(path)：没有“\(zhName)”列，全部按空白处理",
        en: "\(path): no column \(enName); all its cells are read as blank")
    case .renamed:
      return Message(
        zh: "\(path)：没有“\(zhName)”列，全部按空白处理；第\(place)列“\(heading)”最接近，未读取，若是同一列请写进约定的 synonyms",
        en:
          "\(path): no column \(enName); all its cells are read as blank; nearest is column \(place) '\(heading)', "
          + "which was not read; if it is the same, add it to synonyms in the contract")
    case .extra:
      return Message(
        zh: "\(path)：第\(place)列“\(heading)”不在约定中，未读取",
        en: "\(path): column \(place) '\(heading)' is not in the contract and was not read")
    case .duplicate:
      return Message(
        zh: "\(path)：第\(place)列“\(heading)”与前面的列重复，未读取",
        en: "\(path): column \(place) '\(heading)' repeats an earlier one and was not read")
    case .moved:
      let isRead = mode != .discardValue
      return Message(
        zh: "\(path)：第\(place)列“\(heading)”不在约定的次序上，\(isRead ? "按列名读取" : "未读取")",
        en: "\(path): column \(place) '\(heading)' is not in the contract's order and was "
          + (isRead ? "read by its heading" : "not read"))
    }
  }

  /// Why a row with a value in this place is refused.
  func refusal(_ header: Header) -> CellProblem {
    let heading = position.map { header.headings[$0] } ?? ""
    return CellProblem(
      code: "DRIFTED_VALUE",
      message: Message(
        zh: "“\(heading)”列与约定不符，而本行在这一列有值；请改正表头，或修改约定的 drift",
        en:
          "column '\(heading)' differs from the contract and the row has a value in it; mend the header, or change "
          + "drift in the contract"))
  }
}

extension IngestionError {
  /// The differences that the contract does not suffer, of all files of the source.
  static func drifted(_ contract: Contract, _ found: [(path: String, message: Message)]) -> IngestionError {
    let name = contract.shape.name
    return IngestionError(
      kind: .drifted, source: name, path: found.map(\.path).first ?? name,
      message: Message(
        zh: "\(name)：表头与约定有\(found.count)处不符，约定为 freeze：" + found.map(\.message.zh).joined(separator: "；"),
        en:
          "\(name): \(found.count) \(plural("difference", found.count)) from the contract, which says freeze: "
          + found.map(\.message.en).joined(separator: "; ")))
  }
}
