import Records
package import Scoring

/// The text of a model file, of which numbers can be changed while every other character stays.
package struct ModelText: Sendable {
  /// A number as the file writes it.
  private struct Written {
    let range: Range<String.Index>
    let value: Fraction
  }

  /// A number of the model, of some profiles, that stands in one place of the file.
  private struct Stated {
    let written: Written
    /// Index into the model's numbers.
    let place: Int
    /// Indices into the model's profiles.
    let profiles: [Int]
  }

  /// Why the numbers of a model cannot be written.
  package enum Problem: Error, Hashable, Sendable {
    /// The number at this path is nowhere in the file, which leaves it at what is meant without it.
    case unstated(String)
    case notValid(DefinitionErrors)
  }

  package let model: Model
  private let text: String
  private let path: String
  private let vocabulary: Vocabulary
  /// In the order of the file.
  private var stated: [Stated] = []

  /// Each number is found by changing it and reading the file again. `path` is for messages. O(numbers · text).
  package init(_ text: String, path: String, vocabulary: Vocabulary) throws(Problem) {
    do { model = try ModelFile.decode(text: text, path: path, vocabulary: vocabulary).model } catch {
      throw .notValid(error)
    }
    self.text = text
    self.path = path
    self.vocabulary = vocabulary
    var log = Diagnostics(file: path)
    let starts = ModelText.lineStarts(of: text)
    guard let root = YAMLReader.read(text, &log) else { return }
    stated = ModelText.numbers(below: root, text, starts).compactMap(stated)
  }

  /// The text of a file that says what another model with other numbers says. O(text).
  package func saying(_ turned: Model) throws(Problem) -> String {
    let (before, after) = (model.numbers, turned.numbers)
    let places = before.indices.filter { before[$0].amount != after[$0].amount }
    let changed = places.flatMap { place in
      model.profiles.indices.filter { before[place].amount[$0] != after[place].amount[$0] }.map {
        (place: place, profile: $0)
      }
    }
    let missing = changed.first { change in
      !stated.contains { $0.place == change.place && $0.profiles.contains(change.profile) }
    }
    if let missing { throw .unstated("\(before[missing.place].path)") }
    var edited = text
    for number in stated.reversed() where places.contains(number.place) {
      edited.replaceSubrange(number.written.range, with: words(after[number.place].amount, number.profiles))
    }
    do {
      let read = try decode(edited)
      precondition(read == turned, "an edited number is a turned one")
      return edited
    } catch { throw .notValid(error) }
  }

  private func decode(_ text: String) throws(DefinitionErrors) -> Model {
    try ModelFile.decode(text: text, path: path, vocabulary: vocabulary).model
  }

  /// What a written number is of the model; nil for what is none that can be turned.
  private func stated(_ written: Written) -> Stated? {
    let steps: [(Int64, Int64)] = [(1, 5), (-1, 5), (1, 1), (-1, 1)]
    for (step, part) in steps {
      let value = written.value
      let other = Fraction(value.numerator * part + step * value.denominator, value.denominator * part)
      guard let model = try? decode(text.replacingCharacters(in: written.range, with: "\(other)")) else {
        continue
      }
      let (before, after) = (self.model.numbers, model.numbers)
      guard let place = before.indices.first(where: { before[$0].amount != after[$0].amount }) else {
        return nil
      }
      return Stated(
        written: written, place: place,
        profiles: model.profiles.indices.filter { before[place].amount[$0] != after[place].amount[$0] })
    }
    return nil
  }

  /// One number, or where profiles that share it are to differ, one for each.
  private func words(_ amount: Amount, _ profiles: [Int]) -> String {
    guard Set(profiles.map { amount[$0] }).count > 1 else { return "\(amount[profiles[0]])" }
    let parts = profiles.map { "\(ModelText.key(model.profiles[$0])): \(amount[$0])" }
    return "{\(parts.joined(separator: ", "))}"
  }
}

extension ModelText {
  /// A name as a key of a map.
  private static func key(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { $0.properties.isAlphabetic }
    return isPlain ? name : "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
  }

  /// Of a text's lines, as YAML counts them.
  private static func lineStarts(of text: String) -> [String.Index] {
    let scalars = text.unicodeScalars
    var starts = [scalars.startIndex]
    for index in scalars.indices {
      let next = scalars.index(after: index)
      let isEnd =
        scalars[index] == "\n"
        || (scalars[index] == "\r" && (next == scalars.endIndex || scalars[next] != "\n"))
      if isEnd { starts.append(next) }
    }
    return starts
  }

  /// Values, not keys, without quotes.
  private static func numbers(below node: YAMLNode, _ text: String, _ starts: [String.Index]) -> [Written] {
    switch node.content {
    case .scalar(let word, isPlain: true):
      guard let value = Fraction(text: word) else { return [] }
      let scalars = text.unicodeScalars
      let start = scalars.index(starts[node.place.line - 1], offsetBy: node.place.column - 1)
      return [Written(range: start..<scalars.index(start, offsetBy: word.unicodeScalars.count), value: value)]
    case .scalar: return []
    case .list(let nodes): return nodes.flatMap { numbers(below: $0, text, starts) }
    case .map(let entries): return entries.flatMap { numbers(below: $0.value, text, starts) }
    }
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with other: String) -> String {
    var text = self
    text.replaceSubrange(range, with: other)
    return text
  }
}
