import Records
import Robustness
import Scoring

extension KnobEntry {
  /// What a knob is, in words: `A3 参加会议 上限（常委）`.
  static func label(_ knob: Knob, _ model: Model) -> Words {
    let profile = knob.profile.map { model.profiles[$0] }
    let (owner, key): (String?, String) =
      switch knob.subject {
      case .factor(let code): (code, "factor")
      case .number(let number): (number.owner, number.key)
      }
    let words = KeyWords(key, isGrade: owner.map { model.hasGrade($0) } ?? false).words
    let title = owner.map { owner in model.ownerName(owner).map { "\(owner) \($0)" } ?? owner }
    return Words(
      zh: (title.map { "\($0) " } ?? "") + words.zh + (profile.map { "（\($0)）" } ?? ""),
      en: (title.map { "\($0) " } ?? "") + words.en + (profile.map { " (\($0))" } ?? ""))
  }
}

extension KnobEntry.Kind {
  init(_ knob: Knob) {
    guard case .number(let number) = knob.subject else {
      self = .factor
      return
    }
    if number.isCondition {
      self = .condition
      return
    }
    let parts = number.key.split(separator: ".")
    switch parts.last {
    case "cap": self = .cap
    case "floor": self = .floor
    case "start": self = .start
    case "best", "skip", "pool_under": self = .count
    case "share": self = .share
    case _ where number.key == "share.first": self = .share
    case "from" where parts.count == 1: self = .line
    case _ where number.role == .points: self = .points
    default: self = .other
    }
  }
}

/// The key of a number in words.
private struct KeyWords {
  private let key: String
  private let isGrade: Bool
  /// The key's parts.
  private let parts: [String]

  init(_ key: String, isGrade: Bool) {
    self.key = key
    self.isGrade = isGrade
    parts = key.split(separator: ".").map(String.init)
  }

  var words: Words {
    if let known = KeyWords.plain[key] { return Words(zh: known.0, en: known.1) }
    if isGrade, let known = KeyWords.ofGrades[key] { return Words(zh: known.0, en: known.1) }
    if parts.contains("where") || parts.contains("when") { return condition }
    return switch (parts.first, parts.last) {
    case ("points", let last?): points(last)
    case ("of", let last?): Words(zh: "系数（\(last)）", en: "factor of \(last)")
    case ("tiers", "from"): Words(zh: "第\(parts[1])档起点", en: "start of tier \(parts[1])")
    case ("tiers", "points"): Words(zh: "第\(parts[1])档分值", en: "points of tier \(parts[1])")
    case ("limits", "best"): Words(zh: "限次\(parts[1])：最多计几件", en: "limit \(parts[1]): records at most")
    case ("limits", "points"): Words(zh: "限次\(parts[1])：最多计几分", en: "limit \(parts[1]): points at most")
    case ("limits", "skip"): Words(zh: "限次\(parts[1])：前几件不计", en: "limit \(parts[1]): records skipped")
    case ("goalposts", let last?): Words(zh: "标杆\(last)", en: "goalpost \(last)")
    default: Words(zh: key, en: key)
    }
  }

  private func points(_ value: String) -> Words {
    if value == "else" { return Words(zh: "分值（其他）", en: "points (others)") }
    if Int(value) != nil { return Words(zh: "分值（第\(value)种）", en: "points (case \(value))") }
    return Words(zh: "分值（\(value)）", en: "points (\(value))")
  }

  /// The path itself says best which bound is meant.
  private var condition: Words { Words(zh: "条件 \(key)", en: "condition \(key)") }

  private static let plain: [String: (String, String)] = [
    "cap": ("上限", "cap"), "floor": ("下限", "floor"), "start": ("起始分", "start"),
    "points": ("每件分值", "points each"), "full": ("满分", "full points"),
    "none": ("没有应到时的值", "value without a divisor"),
    "weight": ("权重", "weight"), "share.first": ("第一作者的份额", "share of the first author"),
    "factor": ("整体倍数", "weight, as a factor"),
  ]

  private static let ofGrades: [String: (String, String)] = [
    "from": ("分数线", "least total"), "share": ("名额比例", "share of seats"),
    "pool_under": ("不足几人的界别合并", "groups pooled under"),
  ]
}

extension Model {
  fileprivate func hasGrade(_ name: String) -> Bool { grades.contains { Key($0.name) == Key(name) } }

  /// Of a node or a gate; nil for another owner.
  fileprivate func ownerName(_ code: String) -> String? {
    categories.lazy.compactMap { $0.node.name(of: code) }.first
      ?? gates.first { Key($0.code) == Key(code) }?.name
  }
}

extension Node {
  /// The name of the node with a code, of this one or one below.
  func name(of code: String) -> String? {
    if Key(self.code) == Key(code) { return name }
    guard case .group(_, let children) = content else { return nil }
    return children.lazy.compactMap { $0.name(of: code) }.first
  }
}
