import Foundation

/// What took how long, as the scripts of `peers/` read it.
protocol Times: Encodable {}

extension Times {
  /// Keys in snake case, sorted.
  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.keyEncodingStrategy = .convertToSnakeCase
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }
}
