package import Records

/// In what two runs can differ; every change between them is split among these four.
package enum Cause: Int, CaseIterable, Codable, Hashable, Sendable {
  /// All sources but the list of members, with their contracts, what persons decided of their rows, and the period.
  case data
  /// The model without its quotas, and the parameters by which attendance and duty are derived.
  case rules
  /// The list of members: who belongs, with profile, sector and dates of office.
  case population
  /// The quotas of the model's grades.
  case quota

  /// One word in Chinese and in English.
  package var name: Message {
    switch self {
    case .data: Message(zh: "数据", en: "data")
    case .rules: Message(zh: "规则", en: "rules")
    case .population: Message(zh: "名册", en: "population")
    case .quota: Message(zh: "名额", en: "quota")
    }
  }
}

/// Some of the causes: those that a mixture takes from the run after.
package struct Causes: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  package init(_ cause: Cause) { self.init(rawValue: 1 << cause.rawValue) }

  package static let data = Causes(.data)
  package static let rules = Causes(.rules)
  package static let population = Causes(.population)
  package static let quota = Causes(.quota)
  package static let all: Causes = [.data, .rules, .population, .quota]
  /// What decides points and ranks; a quota decides grades alone.
  package static let ranking: Causes = [.data, .rules, .population]
  /// What a run is prepared from.
  package static let preparation: Causes = [.data, .rules, .population]

  /// Each of the sixteen sets once.
  package static let subsets = (0..<16).map(Causes.init)

  /// In the order of `Cause`.
  package var list: [Cause] { Cause.allCases.filter { contains(Causes($0)) } }

  /// How many there are.
  package var count: Int { rawValue.nonzeroBitCount }
}
