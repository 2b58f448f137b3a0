import Yams

/// Reads the one document of a definition file into nodes with places.
///
/// Duplicate keys do not end the reading: Yams stops at the first, so the earlier of the two is masked by a
/// private character in the text and the document composed again, until none is left; both are then known by
/// their places.
enum YAMLReader {
  private static let mask: Unicode.Scalar = "\u{E000}"
  private static let duplicatesAtMost = 100
  /// Aliases can make a short text a huge tree.
  private static let nodesAtMost = 100_000

  /// The root, or nil with the problem reported when the text is no YAML.
  static func read(_ text: String, _ log: inout Diagnostics) -> YAMLNode? {
    var source = text
    var masked: [Place: Unicode.Scalar] = [:]
    while true {
      do {
        guard let root = try Yams.compose(yaml: source, .basic, .default, .utf8) else {
          log.report("the file is empty", at: Place(line: 1, column: 1))
          return nil
        }
        var nodes = 0
        let converted = convert(root, masked, &nodes, &log)
        guard nodes <= nodesAtMost else {
          log.report("more than \(nodesAtMost) values", at: converted.place)
          return nil
        }
        return converted
      } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
        let place = Place(line: context.mark.line, column: context.mark.column)
        var scalars = Array(source.unicodeScalars)
        guard masked.count < duplicatesAtMost, let index = keyStart(place, in: scalars) else {
          log.report("key '\(keys.first ?? "")' is used twice in one map", at: place)
          return nil
        }
        masked[place] = scalars[index]
        scalars[index] = mask
        source = String(String.UnicodeScalarView(scalars))
      } catch {
        report(error, &log)
        return nil
      }
    }
  }

  /// The index of the first scalar of a key, after its quote.
  private static func keyStart(_ place: Place, in scalars: [Unicode.Scalar]) -> Int? {
    var line = 1
    var index = 0
    while line < place.line, index < scalars.count {
      if scalars[index] == "\n" || (scalars[index] == "\r" && scalars.dropFirst(index + 1).first != "\n") {
        line += 1
      }
      index += 1
    }
    index += place.column - 1
    if scalars.indices.contains(index), scalars[index] == "\"" || scalars[index] == "'" { index += 1 }
    guard scalars.indices.contains(index), scalars[index] != mask, scalars[index] != "[",
      scalars[index] != "{"
    else { return nil }
    return index
  }

  private static func convert(
    _ node: Node, _ masked: [Place: Unicode.Scalar], _ nodes: inout Int, _ log: inout Diagnostics
  ) -> YAMLNode {
    let place = place(of: node)
    nodes += 1
    guard nodes <= nodesAtMost else { return YAMLNode(place: place, content: .scalar("", isPlain: true)) }
    switch node {
    case .scalar(let scalar):
      return YAMLNode(place: place, content: .scalar(scalar.string, isPlain: scalar.style == .plain))
    case .sequence(let sequence):
      return YAMLNode(place: place, content: .list(sequence.map { convert($0, masked, &nodes, &log) }))
    case .mapping(let mapping):
      return YAMLNode(place: place, content: .map(entries(of: mapping, masked, &nodes, &log)))
    case .alias:
      log.report("an alias is not allowed here", at: place)
      return YAMLNode(place: place, content: .scalar("", isPlain: true))
    }
  }

  private static func entries(
    of mapping: Node.Mapping, _ masked: [Place: Unicode.Scalar], _ nodes: inout Int, _ log: inout Diagnostics
  ) -> [YAMLNode.Entry] {
    var entries: [YAMLNode.Entry] = []
    for (key, value) in mapping {
      let place = place(of: key)
      guard case .scalar(let scalar) = key else {
        log.report("a key is a name, not a list or a map", at: place)
        continue
      }
      var name = scalar.string
      if let first = masked[place] {
        name = String(String.UnicodeScalarView([first] + name.unicodeScalars.dropFirst()))
      }
      if let earlier = entries.first(where: { [$0.key].holds(name) }) {
        log.report("key '\(name)' was used on line \(earlier.place.line)", at: place)
        continue
      }
      entries.append(YAMLNode.Entry(key: name, place: place, value: convert(value, masked, &nodes, &log)))
    }
    return entries
  }

  private static func place(of node: Node) -> Place {
    Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  private static func report(_ error: any Error, _ log: inout Diagnostics) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      log.report("not YAML: \(problem)", at: Place(line: mark.line, column: mark.column))
    case YamlError.reader(let problem, _, _, _):
      log.report("not YAML: \(problem)", at: nil)
    default:
      log.report("not YAML: \(error)", at: nil)
    }
  }
}
