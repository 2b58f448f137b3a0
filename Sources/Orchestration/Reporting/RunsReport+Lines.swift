import Publishing
import Records

extension RunsReport {
  /// For a terminal or a pipe: a line per run and one per profile below it. Where the lines of runs do not fit into the
  /// drawing's columns, each run is a paragraph.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    guard !runs.isEmpty else { return ["还没有发布过任何运行  no run was published yet"] }
    let table = table
    let indent = 2
    guard table.width + indent <= drawing.columns ?? .max else {
      return runs.flatMap { paragraph($0, drawing) }
    }
    let lines = table.lines(drawing)
    return [lines[0]]
      + zip(lines.dropFirst(), runs).flatMap { line, run in
        [run.isLatest ? drawing.strong(line) : line] + details(run, indent: "    ", drawing)
      }
  }

  private var table: TextTable {
    var table = TextTable(
      ["published (UTC)", "", "run", "model", "members", "ranked", "rows", "rejected"], numbers: [4, 5, 6, 7])
    for run in runs {
      let counts = run.counts.map { [Int64($0.members), Int64($0.ranked), $0.read, $0.rejected] } ?? []
      table.append(
        [time(run), run.isLatest ? "latest" : "", run.name, run.run?.model ?? ""]
          + (counts.isEmpty ? ["", "", "", ""] : counts.map { grouped($0) }))
    }
    return table
  }

  private func paragraph(_ run: Entry, _ drawing: Drawing) -> [String] {
    var lines = [drawing.strong(cut(run.name + (run.isLatest ? "  latest" : ""), drawing))]
    lines.append(cut("  \(time(run)) UTC", drawing))
    if let manifest = run.run, let counts = run.counts {
      let parts = [
        manifest.model, counted(counts.members, "member"),
        "\(grouped(counts.ranked)) ranked", counted(counts.read, "row"),
        "\(grouped(counts.rejected)) rejected",
      ]
      lines += wrapped(parts, indent: "  ", drawing)
    }
    return lines + details(run, indent: "  ", drawing)
  }

  /// The grades by profile, or what is wrong.
  private func details(_ run: Entry, indent: String, _ drawing: Drawing) -> [String] {
    if let zh = run.damageZh, let en = run.damageEn {
      return [drawing.bad(cut("\(indent)已损坏 damaged: \(zh)", drawing)), cut("\(indent)\(en)", drawing)]
    }
    if let reasons = run.failure {
      return ["\(indent)未发布 not published:"].map { drawing.bad($0) }
        + (run.erasure.map { [erasure($0, indent, drawing)] } ?? [])
        + reasons.flatMap { ["\(indent)\($0.zh)", "\(indent)\($0.en)"] }.map { cut($0, drawing) }
    }
    let approval = run.approval.map {
      cut("\(indent)\($0.by)\($0.date)批准 approved by \($0.by) on \($0.date)", drawing)
    }
    return [approval, run.erasure.map { erasure($0, indent, drawing) }].compactMap(\.self)
      + (run.distributions ?? []).flatMap { profile in
        let grades = profile.grades.map { "\($0.grade) \(grouped($0.members))" }
        let setAside = profile.setAside.map { "不参加排名 \($0.grade) \(grouped($0.members))" }
        let none = grades.isEmpty ? ["本期不评等次 no grades in this run"] : []
        return wrapped(
          ["\(profile.profile) \(grouped(profile.ranked)) ranked"] + grades + none + setAside, indent: indent,
          drawing)
      }
  }

  private func erasure(_ erasure: Erasure, _ indent: String, _ drawing: Drawing) -> String {
    let count = erasure.files.count
    return cut(
      "\(indent)\(erasure.on)按规定删除\(count)个文件 \(counted(count, "file")) erased by rule on \(erasure.on)",
      drawing)
  }

  /// The parts with dots between them, in as many lines as the columns need.
  private func wrapped(_ parts: [String], indent: String, _ drawing: Drawing) -> [String] {
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, DisplayWidth.of("\(last) · \(part)") <= drawing.columns ?? .max {
        lines[lines.count - 1] = "\(last) · \(part)"
      } else {
        lines.append(cut((lines.isEmpty ? indent : indent + "  ") + part, drawing))
      }
    }
    return lines
  }

  private func cut(_ line: String, _ drawing: Drawing) -> String {
    DisplayWidth.cut(line, drawing.columns ?? .max)
  }

  /// `YYYY-MM-DD HH:MM`.
  private func time(_ run: Entry) -> String {
    String(run.publishedAt.prefix(16)).replacing("T", with: " ")
  }
}
