import Records
import Robustness

/// What came of two runs and how it is split, in a sentence each.
enum ComparisonSentences {
  static func outcome(_ comparison: RunComparison) -> Message {
    let ranks = comparison.members.count(where: \.isRankChange)
    let grades = comparison.members.count(where: \.isGradeChange)
    guard !comparison.isUnchanged else { return Message(zh: "没有任何变动。", en: "Nothing changes.") }
    let turned = comparison.members.count(where: \.isProfileChange)
    let moves = [("新进", comparison.joined.count), ("离开", comparison.left.count), ("换类", turned)].filter {
      $0.1 > 0
    }
    let isGraded = comparison.ladders.areEqual
    let others = moves.map { "\($0.0)\(grouped($0.1))人" }.joined(separator: "，")
    return Message(
      zh: "两次都有的\(grouped(comparison.members.count))人中，\(grouped(ranks))人名次变动"
        + (isGraded ? "，\(grouped(grades))人等次变动" : "")
        + (others.isEmpty ? "。" : "；\(others)。"),
      en: "Of \(grouped(comparison.members.count)) members of both, \(grouped(ranks)) change their rank"
        + (isGraded ? " and \(grouped(grades)) their grade" : "")
        + "; \(grouped(comparison.joined.count)) joined, \(grouped(comparison.left.count)) left"
        + (turned > 0 ? ", \(grouped(turned)) in another profile, where ranks are not compared." : "."))
  }

  static func causes(_ comparison: RunComparison) -> Message {
    let ranks = text(comparison.rankCauses)
    let grades = text(comparison.gradeCauses)
    return Message(
      zh: [("名次变动", ranks.zh), ("等次变动", grades.zh)].filter { !$0.1.isEmpty }
        .map { "\($0.0)的主要原因：\($0.1)。" }.joined(),
      en: [("ranks", ranks.en), ("grades", grades.en)].filter { !$0.1.isEmpty }
        .map { "Main cause of \($0.0): \($0.1)." }.joined(separator: " "))
  }

  private static func text(_ counts: MainCauses) -> Message {
    let all = (Cause.allCases + [nil]).filter { counts[$0] > 0 }
    return Message(
      zh: all.map { "\(CauseWords.name($0).zh)\(grouped(counts[$0]))人" }.joined(separator: "，"),
      en: all.map { "\(CauseWords.name($0).en) \(grouped(counts[$0]))" }.joined(separator: ", "))
  }

  /// Why grades are not compared; nil where they are.
  static func ladders(_ comparison: RunComparison) -> Message? {
    let ladders = comparison.ladders
    guard !ladders.areEqual else { return nil }
    guard ladders.isGraded else {
      return Message(
        zh: "其中一次不评等次，等次不比较。", en: "One of the runs gives no grades, so none are compared.")
    }
    let pairs = comparison.gradePairs.map { "\($0.before) → \($0.after) \(grouped($0.members))人" }
    return Message(
      zh:
        "两次的等次不同（\(ladders.before.joined(separator: "、"))；\(ladders.after.joined(separator: "、"))），前后等次只并列写出，不比高低，不分原因："
        + pairs.joined(separator: "，") + "。",
      en: "The runs give other grades; they stand side by side, neither higher nor lower, without causes.")
  }

  static let method = Message(
    zh: "每项原因的份额，是它在各种先后次序中带来的变动的平均数（Shapley 值），各项合计恰好等于变动；这里四舍五入到两位，精确值见 compare --csv。",
    en:
      "The part of a cause is what it changes on average over all orders in which the causes come in; the parts add up exactly. "
      + "They are rounded to two digits here; compare --csv has them exact.")
}
