import Ranking
package import Records
import Scoring

/// The part of the data in each member's change of rank, split further by category: the Owen value with the categories as
/// players inside the union of the data.
///
/// For each mixture of the other causes, weighed as in `Split`, the categories take the points of the data after one by one
/// in every order. Who is set aside and what rank keys count of records is one more player, the rest. A category that a
/// mixture's model lacks changes nothing in it. The parts of a member add up to the data's part of his `Split`. Owen, "Values
/// of Games with a Priori Unions", 1977.
package struct DataSplit: Sendable {
  package enum Absence: Hashable, Sendable {
    /// The data are the same.
    case sameData
    /// The mixtures do not have the same members with the same profiles, as when the periods differ.
    case otherMembers
    /// More parts than are split.
    case tooMany(Int)
    /// More members than are ranked so often, with what must be ranked.
    case tooLarge(Int)
  }

  /// nil where the data's part is split.
  package let absence: Absence?
  package struct Category: Hashable, Sendable {
    package let code: String
    package let name: String

    package init(code: String, name: String) {
      self.code = code
      self.name = name
    }
  }

  /// The categories in which some member's points differ, in the order of the models.
  package let categories: [Category]
  package let hasRest: Bool
  /// What the parts are over: 24 times the orders of the players.
  package let denominator: Int128
  /// By member as given, then player: the categories, and last the rest where there is one.
  package let parts: [[Int128]]

  /// More players than these would need more than 2,000 rankings for each mixture.
  package static let mostPlayers = 11
  /// Members times rankings: some ten seconds.
  private static let mostPlaces = 20_000_000

  private init(
    absence: Absence? = nil, categories: [Category] = [], hasRest: Bool = false, denominator: Int128 = 1,
    parts: [[Int128]] = []
  ) {
    self.absence = absence
    self.categories = categories
    self.hasRest = hasRest
    self.denominator = denominator
    self.parts = parts
  }

  /// `members` are numbers of members whom both runs have; the parts of those whose ranks are not compared are 0.
  /// O(2ᵖˡᵃʸᵉʳˢ · members log members) for each of four mixtures.
  package init(_ mixtures: Mixtures, members: [Key], compared: [Bool]) {
    guard mixtures.differing.contains(.data) else {
      self.init(absence: .sameData)
      return
    }
    let others = Causes.subsets.filter {
      $0.isSubset(of: mixtures.differing.intersection([.rules, .population]))
    }
    let (old, new) = (mixtures.before.categories.map(\.node), mixtures.after.categories.map(\.node))
    let pairs = SharedCodes(mixtures.before, mixtures.after).pairs(old, new)
    var games: [DataGame] = []
    for causes in others {
      let places = pairs.map { causes.contains(.rules) ? $0.new : $0.old }
      guard let game = DataGame(mixtures, causes, members, places) else {
        self.init(absence: .otherMembers)
        return
      }
      games.append(game)
    }
    let active = pairs.indices.filter { pair in games.contains { $0.differs(in: pair) } }
    let hasRest = games.contains(where: \.mixture.restDiffers)
    let count = active.count + (hasRest ? 1 : 0)
    guard count <= DataSplit.mostPlayers else {
      self.init(absence: .tooMany(count))
      return
    }
    guard (members.count << count) * games.count <= DataSplit.mostPlaces else {
      self.init(absence: .tooLarge(members.count))
      return
    }
    var parts = [[Int128]](repeating: [Int128](repeating: 0, count: count), count: members.count)
    for game in games { game.add(to: &parts, active, hasRest: hasRest) }
    for member in members.indices where !compared[member] { parts[member] = parts[member].map { _ in 0 } }
    let nodes = active.compactMap { pair in pairs[pair].new.map { new[$0] } ?? pairs[pair].old.map { old[$0] }
    }
    self.init(
      categories: nodes.map { Category(code: $0.code, name: $0.name) }, hasRest: hasRest,
      denominator: Split.denominator * DataSplit.factorial(count),
      parts: parts)
  }

  static func factorial(_ number: Int) -> Int128 { (0..<number).reduce(1) { $0 * Int128($1 + 1) } }
}

/// The data coming in, category by category, under one mixture of the other causes.
private struct DataGame {
  let mixture: PointMixture
  /// By category of both models, where the mixture's model has it.
  private let categories: [Int?]
  /// Orders of the four causes in which the data come in just then.
  private let weight: Int128
  /// By member as given, his place in the mixture.
  private let places: [Int]

  /// nil where the data change who the members are.
  init?(_ mixtures: Mixtures, _ causes: Causes, _ members: [Key], _ categories: [Int?]) {
    let (before, after) = (mixtures[causes], mixtures[causes.union(.data)])
    guard before.input.members.map(\.number) == after.input.members.map(\.number),
      before.cards.map(\.profile) == after.cards.map(\.profile)
    else { return nil }
    let places = members.compactMap { before.memberIndex[$0] }
    guard places.count == members.count else { return nil }
    self.places = places
    mixture = PointMixture(before.model, before: before.basis, after: after.basis)
    self.categories = categories
    let free = Causes.all.subtracting(.data)
    let fixed = mixtures.differing.intersection([.rules, .population])
    weight = Causes.subsets.filter { $0.isSubset(of: free) && $0.intersection(fixed) == causes }.reduce(0) {
      $0 + Split.weight($1.count)
    }
  }

  func differs(in category: Int) -> Bool { categories[category].map { mixture.categoryDiffers[$0] } ?? false }

  /// Adds this mixture's part: each set of players counts for those in it as what they made, for the others as what they
  /// were to make.
  func add(to parts: inout [[Int128]], _ players: [Int], hasRest: Bool) {
    let count = players.count + (hasRest ? 1 : 0)
    let owners = mixture.categoryDiffers.indices.map { place in
      players.firstIndex { categories[$0] == place }
    }
    let factorials = (0...count).map { DataSplit.factorial($0) }
    for set in 0..<(1 << count) {
      let isIn = { (player: Int) in set >> player & 1 == 1 }
      let ranks = mixture.places(
        after: owners.map { $0.map(isIn) ?? false }, rest: hasRest && isIn(count - 1))
      let size = set.nonzeroBitCount
      let made = size > 0 ? weight * factorials[size - 1] * factorials[count - size] : 0
      let open = size < count ? weight * factorials[size] * factorials[count - size - 1] : 0
      for (index, place) in places.enumerated() {
        let rank = Int128(ranks[place])
        for player in 0..<count { parts[index][player] += rank * (isIn(player) ? made : -open) }
      }
    }
  }
}

extension DataSplit {
  /// What to call each category: its code, with its name where another has the code too.
  package var labels: [String] {
    categories.map { category in
      categories.count { Key($0.code) == Key(category.code) } > 1
        ? "\(category.code) \(category.name)" : category.code
    }
  }
}

extension DataSplit.Absence {
  /// Why the data's part is not split by category; nil where there is nothing to split.
  package var reason: Message? {
    switch self {
    case .sameData: nil
    case .otherMembers:
      Message(
        zh: "数据不同时在任的委员也不同，名次不再按类拆分",
        en: "the data decide who is in office, so ranks are not split by category")
    case .tooMany(let count):
      Message(
        zh: "有\(count)类分数不同，名次只拆分到\(DataSplit.mostPlayers)类以内",
        en: "\(count) parts differ; ranks are split by category up to \(DataSplit.mostPlayers)")
    case .tooLarge(let members):
      Message(
        zh: "\(members)人的名次要重排太多次，不再按类拆分",
        en: "the ranks of \(members) members would be made too often to be split by category")
    }
  }
}
