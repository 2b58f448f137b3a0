import Foundation
package import Records

/// Finds members' names in texts, so that no paper of one member names another.
///
/// Names are those of the list and former ones (`aliases`, 曾用名). They are compared as they are looked up everywhere
/// (`NameFold`), radicals as the characters that they stand for: `朱　新霞` and `朱·新霞` are 朱新霞.
package struct NameScan: Sendable {
  /// A name that somebody bears, folded; who bears it, as indices into the run's members.
  private struct Borne {
    let name: [Unicode.Scalar]
    var bearers: Set<Int32>
  }

  /// By the first two scalars; a name of one scalar by it alone.
  private let names: [UInt64: [Borne]]
  /// By the value of a scalar of the first plane, whether a name begins with it.
  private let beginnings: [Bool]

  /// `tables` hold also members who are not of the run, and the former names.
  package init(_ members: [Member], in tables: [Table] = []) {
    let numbers = Dictionary(
      members.enumerated().map { (Key($1.number), Int32($0)) }, uniquingKeysWith: { first, _ in first })
    var names: [UInt64: [Borne]] = [:]
    func add(_ name: String, of bearer: Int32?) {
      let folded = NameScan.folded(name)
      guard let first = folded.first else { return }
      let key = NameScan.key(first, folded.dropFirst().first)
      let bearers = Set([bearer].compactMap(\.self))
      if let known = names[key]?.firstIndex(where: { $0.name == folded }) {
        names[key]?[known].bearers.formUnion(bearers)
      } else {
        names[key, default: []].append(Borne(name: folded, bearers: bearers))
      }
    }
    for (index, member) in members.enumerated() { add(member.name, of: Int32(index)) }
    for table in tables {
      for row in table.live.map(Int.init) {
        guard let name = NameScan.name(in: table, row) else { continue }
        add(name, of: numbers[Key(table.text("member_no", row))])
      }
    }
    self.names = names
    var beginnings = Array(repeating: false, count: 0x1_0000)
    for first in names.keys.map({ Int($0 >> 32) }) where first < beginnings.count { beginnings[first] = true }
    self.beginnings = beginnings
  }

  private static func name(in table: Table, _ row: Int) -> String? {
    switch table.source {
    case "members": table.text("name", row)
    case "aliases" where Key(table.text("kind", row)) == Key("曾用名"): table.text("alias", row)
    default: nil
    }
  }

  private static func key(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) -> UInt64 {
    UInt64(first.value) << 32 | UInt64(second?.value ?? 0)
  }

  /// Whether a text holds the name of somebody but a member, other than inside that member's own name. A word that happens
  /// to be a name counts too, since nothing tells 高明区长 from 高明，区长. O(length).
  package func namesAnother(in text: String, than member: Int32) -> Bool {
    let scalars = NameScan.folded(text)
    var ownEnd = 0
    for place in scalars.indices where mayBegin(scalars[place]) {
      let found = borne(at: place, in: scalars)
      for own in found where own.bearers.contains(member) { ownEnd = max(ownEnd, place + own.name.count) }
      if found.contains(where: { !$0.bearers.contains(member) && place + $0.name.count > ownEnd }) {
        return true
      }
    }
    return false
  }

  private func mayBegin(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= UInt32(beginnings.count) || beginnings[Int(scalar.value)]
  }

  private func borne(at place: Int, in scalars: [Unicode.Scalar]) -> [Borne] {
    let next = place + 1 < scalars.count ? scalars[place + 1] : nil
    let keys = [NameScan.key(scalars[place], next), NameScan.key(scalars[place], nil)]
    return (next == nil ? Array(keys.prefix(1)) : keys).flatMap { key in
      (names[key] ?? []).filter { scalars[place...].starts(with: $0.name) }
    }
  }

  private static func folded(_ text: String) -> [Unicode.Scalar] {
    var folded: [Unicode.Scalar] = []
    folded.reserveCapacity(text.utf8.count / 3 + 1)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x2E80...0x2FD5, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
        folded += String(scalar).precomposedStringWithCompatibilityMapping.unicodeScalars
      default: if let kept = NameFold.of(scalar) { folded.append(kept) }
      }
    }
    return folded
  }
}
