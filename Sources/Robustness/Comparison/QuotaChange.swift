import Records
import Scoring

/// An entry of a quota that is no number.
enum QuotaEntry: String, CaseIterable, Sendable {
  case by, rounding, tied, tie

  func text(_ quota: Quota) -> String {
    switch self {
    case .by: quota.by ?? "–"
    case .rounding: quota.rounding.rawValue
    case .tied: quota.tied.rawValue
    case .tie: quota.tie.rawValue
    }
  }

  /// A quota with this entry of another.
  func taken(from other: Quota, to quota: Quota) -> Quota {
    Quota(
      share: quota.share, by: self == .by ? other.by : quota.by, poolUnder: quota.poolUnder,
      rounding: self == .rounding ? other.rounding : quota.rounding,
      tied: self == .tied ? other.tied : quota.tied, tie: self == .tie ? other.tie : quota.tie)
  }
}

/// What of a grade's quota differs: an entry, or that there is one.
struct QuotaChange: Hashable, Sendable {
  let grade: String
  /// nil for the whole quota.
  let entry: QuotaEntry?

  /// Of one grade in two models, in words.
  static func list(_ old: Grade, _ new: Grade) -> [StructureChange] {
    let whole = QuotaChange(grade: new.name, entry: nil)
    guard let quota = old.quota, let other = new.quota else {
      if old.quota != nil {
        return [StructureChange(new.name, zh: "不再限名额", en: "its quota taken out", quota: whole)]
      }
      return new.quota == nil
        ? [] : [StructureChange(new.name, zh: "新限名额", en: "a quota added", quota: whole)]
    }
    return QuotaEntry.allCases.filter { Key($0.text(quota)) != Key($0.text(other)) }.map { entry in
      let words = "\(entry.text(quota)) → \(entry.text(other))"
      return StructureChange(
        "\(new.name).\(entry.rawValue)", zh: words, en: words,
        quota: QuotaChange(grade: new.name, entry: entry))
    }
  }
}

extension Model {
  /// The model with what a change is about as in another; nil where it cannot have it.
  func taking(_ change: QuotaChange, of other: Model) -> Model? {
    let replaced = grades.map { grade -> Grade in
      guard Key(grade.name) == Key(change.grade) else { return grade }
      let theirs = taking(quotasOf: other).grades.first { Key($0.name) == Key(grade.name) }?.quota
      guard let entry = change.entry else { return Grade(name: grade.name, from: grade.from, quota: theirs) }
      let quota = grade.quota.flatMap { own in theirs.map { entry.taken(from: $0, to: own) } }
      return Grade(name: grade.name, from: grade.from, quota: quota ?? grade.quota)
    }
    let model = Model(
      id: id, title: title, isExample: isExample, effectiveFrom: effectiveFrom, effectiveTo: effectiveTo,
      decimals: decimals, profiles: profiles, windows: windows, prorate: prorate, floor: floor,
      categories: categories, gates: gates, rankKeys: rankKeys, grades: replaced)
    return model.disorder == nil ? model : nil
  }
}
