package import Records

/// Why a run cannot be scored.
package enum ScoringError: Error, Hashable, Sendable {
  /// A member whose profile the model does not name.
  case unknownProfile(member: String, profile: String, model: String)
  /// A leaf's amounts of a member leave the range of exact arithmetic (10 million points).
  case tooLarge(leaf: String, member: String)
  /// The values of a mean's child have a common denominator of more than 65 536 bits.
  case tooFine(node: String)

  package var message: Message {
    switch self {
    case .unknownProfile(let member, let profile, let model):
      Message(
        zh: "委员\(member)的类别“\(profile)”在模型\(model)中没有；请改委员名册，或在模型的profiles中列入",
        en:
          "member \(member) has profile '\(profile)', which model \(model) lacks; mend the list of members, "
          + "or name it in the model's profiles")
    case .tooLarge(let leaf, let member):
      Message(
        zh: "指标\(leaf)给委员\(member)的分值超出1000万分；请检查模型的分值和记录中的数字",
        en: "indicator \(leaf) gives member \(member) more than 10 million points; check the model's points "
          + "and the numbers of the records")
    case .tooFine(let node):
      Message(
        zh: "指标\(node)的数值分母过大，无法精确标准化；请改用goalposts，或减少小数位数",
        en:
          "the values of \(node) have too large a common denominator to be normalised exactly; use goalposts "
          + "or numbers with fewer digits")
    }
  }
}
