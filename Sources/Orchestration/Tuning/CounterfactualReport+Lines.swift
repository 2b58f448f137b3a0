import Publishing
import Robustness

extension CounterfactualReport {
  /// For a terminal or a pipe: the way up, what each indicator alone can do, the way down.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    var lines = [drawing.heading(title, period, model: model, isExample: isExample)]
    lines.append(
      "  \(memberNo) \(name)  \(total)  \(grade ?? "")  \(rank.map { "第\($0)名 rank \($0)" } ?? "不参加排名 without a rank")"
    )
    if let sum {
      lines.append("  合计\(sum)，低于下限，按\(total)计  the sum is \(sum), below the least total of \(total)")
    }
    lines += ["  其他人不变 all others stay as they are", ""] + up(drawing)
    return lines + [""] + down(drawing)
  }

  private func up(_ drawing: Drawing) -> [String] {
    guard let target else {
      return rank == nil ? ["  不评等次，无可上升 no grade to rise from"] : ["  已是最高等次 the best grade already"]
    }
    var lines: [String] = []
    if !bars.isEmpty { lines.append("  先要解除 first to lift: \(bars.joined(separator: "；"))") }
    if let gain {
      lines += path("升到\(target) to reach \(target)", gain, drawing)
    } else {
      lines.append(
        "  升到\(target) to reach \(target): 用别人有的各类履职，\(Counterfactual.most)件以内没有找到办法 no way found by up to \(Counterfactual.most) events of the kinds that others have"
      )
    }
    guard !singles.isEmpty else { return lines }
    var table = TextTable(
      ["指标 indicator", "每件 worth", "最多可加 most", "只看分要几件 events, by points alone"], numbers: [1, 2, 3])
    for single in singles {
      table.append(["\(single.code) \(single.name)", single.worth, single.most, alone(single)])
    }
    return lines + [""] + table.lines(drawing)
  }

  private func alone(_ single: Single) -> String {
    if let events = single.events { return String(events) }
    if single.items == 0 { return "须先有原件 needs an item" }
    return single.most.contains { "1"..."9" ~= $0 } ? "不够 not enough" : "加不上 capped"
  }

  private func down(_ drawing: Drawing) -> [String] {
    guard rank != nil else { return [] }
    guard let loss else { return ["  少了哪些记录都不会降等 no loss of records lowers the grade"] }
    return path("会失去\(grade ?? "") to lose \(grade ?? "")", loss, drawing)
  }

  private func path(_ head: String, _ path: Path, _ drawing: Drawing) -> [String] {
    let fewest = path.isFewest ? "最少 the fewest" : "至多 at most"
    let rank = path.rank.map { " 第\($0)名" } ?? ""
    return [
      "  \(head): \(fewest) \(drawing.accent(grouped(path.events)))件 events → \(path.total) \(path.grade ?? "")\(rank)"
    ]
      + path.steps.map { step in
        let records = step.records.isEmpty ? "" : "：\(step.records.joined(separator: "、"))"
        return
          "    \(step.code ?? "不计分 without points") \(step.name) ×\(step.events)\(records)\(kinds(step))\(items(step))"
      }
  }

  /// Which events they are: of an indicator of several kinds a gate may ask one.
  private func kinds(_ step: Step) -> String {
    step.kinds.isEmpty ? "" : " \(step.kinds.joined(separator: "、"))"
  }

  /// What the events must be of.
  private func items(_ step: Step) -> String {
    guard !step.items.isEmpty else { return "" }
    let kinds = step.items.joined(separator: "、")
    return "（须是本人\(kinds)所得，一件一次 each on another \(kinds) of his, those above included）"
  }
}
