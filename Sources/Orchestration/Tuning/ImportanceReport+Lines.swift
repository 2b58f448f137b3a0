import Publishing

extension ImportanceReport {
  /// For a terminal or a pipe: a table for each profile, and below it what decides far more or less than its cap promises.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    var lines = [drawing.heading(title, period, model: model, isExample: isExample)]
    for profile in parts.map(\.profile).distinct {
      let parts = parts.filter { $0.profile == profile }
      lines += ["", "  \(drawing.strong(profile))"] + table(parts).lines(drawing)
      lines += warnings(parts, drawing)
    }
    guard !uncapped.isEmpty else { return lines }
    let codes = uncapped.joined(separator: "、")
    let others = uncapped.joined(separator: ", ")
    return lines + [
      "",
      "  \(codes)没有上限，上限占比不可比  without a cap of \(others) no shares of the caps can be compared",
    ]
  }

  /// Without the column of nominal shares where there are none.
  private func table(_ parts: [Part]) -> TextTable {
    let isNominal = parts.contains { $0.nominalShare != nil }
    let heads =
      ["", "上限 cap"] + (isNominal ? ["上限占比 nominal"] : [])
      + ["平均 mean", "影响 share", "相关比 η²", "达上限 at cap"]
      + (parts.contains { $0.gradeChanges != nil } ? ["去掉后等次变动 grades if removed"] : [])
    var table = TextTable(heads, numbers: Set(heads.indices.dropFirst()))
    for part in parts {
      let nominal = isNominal ? [part.nominalShare.map { "\($0)%" } ?? ""] : []
      table.append(
        [String(repeating: "  ", count: part.depth) + "\(part.code) \(part.name)", part.cap ?? ""] + nominal
          + [
            part.mean, part.share.map { "\($0)%" } ?? "–", part.correlationRatio.map { "\($0)%" } ?? "–",
            part.atCap.map { "\($0) / \(part.ranked)" } ?? "",
          ] + (part.gradeChanges.map { [String($0)] } ?? []))
    }
    return table
  }

  private func warnings(_ parts: [Part], _ drawing: Drawing) -> [String] {
    let far = parts.filter(\.isFarFromNominal).compactMap { part -> String? in
      guard let nominal = part.nominalShare, let share = part.share else { return nil }
      return "  "
        + drawing.bad("\(part.code) \(part.name)：上限占\(nominal)%，影响占\(share)%")
        + "  its cap promises \(nominal) %, it decides \(share) %"
    }
    guard !far.isEmpty else { return [] }
    return far + [
      drawing.faint(
        "  相差一倍以上且至少10个百分点才提示  told where the two differ by a factor of 2 and by 10 points")
    ]
  }
}
