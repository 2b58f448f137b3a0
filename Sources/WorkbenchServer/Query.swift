import Foundation

/// What stands behind the `?` of an address, without its escapes.
struct Query: Hashable, Sendable {
  let fields: [String: String]

  /// nil where a name stands twice, or an escape is none.
  init?(_ text: some StringProtocol) {
    var fields: [String: String] = [:]
    for part in text.split(separator: "&") {
      let sign = part.firstIndex(of: "=") ?? part.endIndex
      guard let name = Query.decoded(part[..<sign]), let value = Query.decoded(part[sign...].dropFirst()),
        fields.updateValue(value, forKey: name) == nil
      else { return nil }
    }
    self.fields = fields
  }

  /// As forms and `URLSearchParams` write it, where `+` is a space.
  private static func decoded(_ text: some StringProtocol) -> String? {
    String(text).replacing("+", with: " ").removingPercentEncoding
  }
}
