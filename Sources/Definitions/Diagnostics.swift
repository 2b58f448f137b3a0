import Records

/// Collects the problems of one file while it is decoded, so that all are told at once.
struct Diagnostics {
  let file: String
  private(set) var problems: [DefinitionProblem] = []
  private(set) var warnings: [DefinitionWarning] = []

  init(file: String) {
    self.file = file
  }

  mutating func report(
    _ message: String, at place: Place?, notes: [String] = [], hidesOthers: Bool = false
  ) {
    problems.append(
      DefinitionProblem(file: file, place: place, message: message, notes: notes, hidesOthers: hidesOthers))
  }

  mutating func warn(zh: String, en: String, at place: Place?) {
    warnings.append(DefinitionWarning(file: file, place: place, message: Message(zh: zh, en: en)))
  }

  /// The problems by line and column; of equal places in the order of their finding.
  var inOrder: [DefinitionProblem] { Diagnostics.sorted(problems, by: \.place) }
  var warningsInOrder: [DefinitionWarning] { Diagnostics.sorted(warnings, by: \.place) }

  private static func sorted<Remark>(_ remarks: [Remark], by place: (Remark) -> Place?) -> [Remark] {
    remarks.enumerated().sorted { left, right in
      let a = place(left.element) ?? Place(line: 0, column: 0)
      let b = place(right.element) ?? Place(line: 0, column: 0)
      return (a.line, a.column, left.offset) < (b.line, b.column, right.offset)
    }.map(\.element)
  }
}

/// The entries of a map whose keys have been checked.
struct Fields {
  let place: Place
  let entries: [YAMLNode.Entry]

  subscript(key: String) -> YAMLNode? { entries.first { $0.key == key }?.value }

  /// Where a key stands.
  func place(of key: String) -> Place? { entries.first { $0.key == key }?.place }

  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }
}

extension Diagnostics {
  /// The entries of a map; a problem for each key that is not allowed, with the nearest and the list.
  ///
  /// `owner` is what the map describes (`indicator A3`), `kind` what such a map is called (`a leaf`).
  mutating func fields(
    _ node: YAMLNode, in owner: String, kind: String, keys: [String], listed: [String]? = nil
  ) -> Fields? {
    guard case .map(let entries) = node.content else {
      report("\(owner): expected a map, found \(node.found)", at: node.place)
      return nil
    }
    for entry in entries where !keys.contains(entry.key) {
      let listed = listed ?? keys
      let nearest = Nearest.name(to: entry.key, among: listed).map { "nearest '\($0)'; " } ?? ""
      report(
        "unknown key '\(entry.key)' in \(owner)", at: entry.place,
        notes: ["\(nearest)keys of \(kind): \(listed.joined(separator: ", "))"])
    }
    return Fields(place: node.place, entries: entries.filter { keys.contains($0.key) })
  }

  /// The value of a key that must be there.
  mutating func required(_ key: String, of fields: Fields, as label: String? = nil) -> YAMLNode? {
    if let node = fields[key] { return node }
    report("\(label ?? key): missing", at: fields.place)
    return nil
  }
}
