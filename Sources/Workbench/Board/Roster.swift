import Records
import Scoring

/// What of a committee's members no number of a model changes, ready to be looked through.
struct Roster: Sendable {
  /// In the order of their first member.
  let sectors: [String]
  /// By member: index into `sectors`, -1 for who has none.
  let sectorOf: [Int32]
  /// By member: number and name as names are looked up.
  private let texts: [[UInt8]]
  private let places: [Key: Int]

  init(_ members: [Member]) {
    var sectors: [Key: Int32] = [:]
    var names: [String] = []
    sectorOf = members.map { member in
      guard let sector = member.sector else { return -1 }
      if let known = sectors[Key(sector)] { return known }
      sectors[Key(sector)] = Int32(names.count)
      names.append(sector)
      return Int32(names.count - 1)
    }
    self.sectors = names
    texts = members.map { Roster.folded($0.number) + [0] + Roster.folded($0.name) }
    places = Dictionary(members.enumerated().map { (Key($1.number), $0) }) { first, _ in first }
  }

  /// Index of the member with a number.
  func member(_ number: String) -> Int? { places[Key(number)] }

  /// Index into `sectors`.
  func sector(_ name: String) -> Int32? {
    sectors.firstIndex { Key($0) == Key(name) }.map { Int32($0) }
  }

  /// Which members a part of a number or name fits.
  func fits(_ text: String) -> [Bool] {
    let part = Roster.folded(text)
    return texts.map { $0.firstRange(of: part) != nil }
  }

  private static func folded(_ text: String) -> [UInt8] { Array(NameFold.of(text).lowercased().utf8) }
}
