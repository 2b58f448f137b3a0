import Publishing

extension TicksReport {
  /// Names shown of one tick.
  private static let named = 3
  /// Ticks shown of one knob on either side.
  private static let listed = 25

  /// For a terminal or a pipe: a line for each knob, or for a single one a line for each tick.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    let heading = drawing.heading(title, period, model: model, isExample: isExample)
    if knobs.count == 1, let knob = knobs.first, knob.obstacle == nil {
      return [heading] + single(knob, drawing) + footLines(drawing)
    }
    var table = TextTable(
      ["路径 path", "现值 now", "等次不变 grades hold", "变动点 ticks", "下一变动 next below", "next above"],
      numbers: [1, 3])
    for knob in knobs {
      if let obstacle = knob.obstacle {
        table.append([knob.knob, knob.now ?? "", obstacle, "", "", ""])
      } else {
        let (below, above) = knob.nearest
        table.append([
          knob.knob, knob.now ?? "", knob.holds, grouped(knob.ticks.count),
          below.map { Self.summary($0, isDown: true) } ?? "",
          above.map { Self.summary($0, isDown: false) } ?? "",
        ])
      }
    }
    return [heading, ""] + table.lines(drawing) + footLines(drawing)
  }

  /// What the mark at an end of a stretch means; none where no knob has it.
  private func footLines(_ drawing: Drawing) -> [String] {
    guard knobs.contains(where: { $0.holds.contains(Entry.mark) }) else { return [] }
    return [
      "",
      drawing.faint(
        "  \(Entry.mark) 查到此为止，不是变动点：再远没有查，或没有哪个办法可以这样写  the search ends here, no tick: beyond was not "
          + "searched, or no model may say so"),
    ]
  }

  private func single(_ knob: Entry, _ drawing: Drawing) -> [String] {
    let people = Set(knob.ticks.flatMap { $0.changes.map(\.memberNo) }).count
    var lines = [
      "  \(knob.knob)  现值 now \(drawing.strong(knob.now ?? ""))  等次不变 grades hold \(drawing.accent(knob.holds))",
      "  查过 searched \(knob.from ?? "")–\(knob.to ?? "")，每步 step \(knob.step ?? "")：变动点 ticks "
        + "\(grouped(knob.ticks.count))，涉及 members \(grouped(people))", "",
    ]
    let shown = max(0, knob.ticksBelow - Self.listed)..<min(knob.ticks.count, knob.ticksBelow + Self.listed)
    if shown.lowerBound > 0 { lines.append("  …前面还有 \(grouped(shown.lowerBound)) before") }
    var table = TextTable(["数值 at", "等次变动 grades", "谁 who（数值升到此处时 going up）"], numbers: [0, 1])
    for tick in knob.ticks[shown] {
      table.append([tick.at, grouped(tick.changes.count), Self.names(tick, isDown: false)])
    }
    if !shown.isEmpty { lines += table.lines(drawing) }
    let after = knob.ticks.count - shown.upperBound
    if after > 0 { lines.append("  …后面还有 \(grouped(after)) after") }
    return knob.ticks.isEmpty ? lines + ["  没有任何变动  nothing changes"] : lines
  }

  private static func summary(_ tick: Tick, isDown: Bool) -> String {
    "\(isDown ? "<" : "")\(tick.at) \(names(tick, isDown: isDown))"
  }

  private static func names(_ tick: Tick, isDown: Bool) -> String {
    let shown = tick.changes.prefix(named).map { change in
      let (from, to) =
        isDown ? (change.gradeAfter, change.gradeBefore) : (change.gradeBefore, change.gradeAfter)
      return "\(change.memberNo) \(change.name) \(from)→\(to)"
    }
    let more = tick.changes.count - shown.count
    return shown.joined(separator: "、") + (more > 0 ? " 等\(tick.changes.count)人" : "")
  }
}

extension TicksReport.Entry {
  /// Behind an end of a stretch that is the end of the search.
  fileprivate static let mark = "*"

  fileprivate var holds: String {
    guard let holdsFrom, let holdsTo else { return "–" }
    let ends = [
      holdsFrom + (ticksBelow == 0 ? Self.mark : ""), holdsTo + (ticksBelow == ticks.count ? Self.mark : ""),
    ]
    return holdsFrom == holdsTo
      ? ends.max { $0.utf8.count < $1.utf8.count } ?? "" : ends.joined(separator: "–")
  }

  /// The changes next to the stretch in which nothing changes, from the present value down and up.
  fileprivate var nearest: (below: TicksReport.Tick?, above: TicksReport.Tick?) {
    (ticksBelow > 0 ? ticks[ticksBelow - 1] : nil, ticksBelow < ticks.count ? ticks[ticksBelow] : nil)
  }
}
