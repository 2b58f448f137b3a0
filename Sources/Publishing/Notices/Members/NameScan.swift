import Records

/// Finds members' names in texts, so that no paper of one member names another.
struct NameScan: Sendable {
  /// By the first two scalars; a name of one scalar by it alone.
  private let names: [UInt64: [[Unicode.Scalar]]]

  init(_ members: [Member]) {
    names = Dictionary(
      grouping: members.map { Array($0.name.unicodeScalars) }.filter { !$0.isEmpty },
      by: { NameScan.key($0[0], $0.count > 1 ? $0[1] : nil) })
  }

  private static func key(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) -> UInt64 {
    UInt64(first.value) << 32 | UInt64(second?.value ?? 0)
  }

  /// Whether a text holds the name of somebody who is not called `own`. A word that happens to be a name counts too.
  /// O(length).
  func namesAnother(in text: String, than own: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    let own = Array(own.unicodeScalars)
    return scalars.indices.contains { place in
      let next = place + 1 < scalars.count ? scalars[place + 1] : nil
      return [NameScan.key(scalars[place], next), NameScan.key(scalars[place], nil)].contains { key in
        names[key]?.contains { $0 != own && scalars[place...].starts(with: $0) } ?? false
      }
    }
  }
}
