import CSV
import Publishing
import Records
import Robustness
import Scoring

/// The numbers of a model that can be turned.
package struct KnobReport: Codable, Hashable, Sendable {
  package struct Entry: Codable, Hashable, Sendable {
    package let path: String
    /// By profile of the model.
    package let values: [String]
  }

  package let model: String
  package let profiles: [String]
  package let knobs: [Entry]

  init(_ model: Model) {
    self.model = model.id
    profiles = model.profiles
    knobs = Knob.all(of: model).map { Entry(path: $0.path, values: $0.value.byProfile.map(\.description)) }
  }

  /// A line per knob; one value where all profiles have the same.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    var table = TextTable(["路径 path", "数值 value"])
    for knob in knobs {
      let isShared = Set(knob.values).count == 1
      let values =
        isShared ? knob.values[0] : zip(profiles, knob.values).map { "\($0) \($1)" }.joined(separator: " · ")
      table.append([knob.path, values])
    }
    return table.lines(drawing)
  }

  package var csv: String {
    var writer = CSVWriter()
    writer.row(["path"] + profiles)
    for knob in knobs {
      writer.text(knob.path)
      for value in knob.values { writer.number(value) }
      writer.endRow()
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }
}
