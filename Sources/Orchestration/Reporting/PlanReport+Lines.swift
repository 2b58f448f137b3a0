import Publishing
import Records

extension PlanReport {
  /// For a terminal or a pipe. Digests are cut to their first 12 digits; JSON has them whole.
  package func lines(_ drawing: Drawing = .plain) -> [String] {
    [drawing.heading(run.title, run.period, model: run.model, isExample: run.isExample)]
      + facts(drawing) + [""] + stageLines(drawing) + [""] + inputTable.lines(drawing) + [""]
      + definitionTable.lines(drawing) + [""] + outputTable.lines(drawing)
  }

  private func facts(_ drawing: Drawing) -> [String] {
    let limits = [
      settings.rejectedShare.map { "一个来源退回超过\($0) over \($0) of a source's rows" },
      settings.rejectedRows.map { "超过\(grouped($0))行 over \(counted($0, "row"))" },
    ].compactMap(\.self)
    return [
      ("run", drawing.strong(run.id) + "   " + state(drawing)), ("path", target.path + "/"),
      ("period", "\(run.firstDay) – \(run.lastDay)   as of \(run.asOf)"), ("data", settings.data),
      (
        "settings",
        "workers \(settings.workers) · unit \(ByteSize.binary(settings.unitBytes)) · tool \(run.tool)"
      ),
      ("stops at", limits.isEmpty ? "无 no limit" : limits.joined(separator: " · ")),
    ].map { fact($0.0, $0.1, drawing) }
  }

  private func state(_ drawing: Drawing) -> String {
    switch target.state {
    case "absent": drawing.accent("尚未发布 not published yet")
    case "published": drawing.good("已发布，再运行不动文件 published; a run would touch no file")
    default: drawing.bad("已损坏，再运行会重建 damaged; a run would make it whole")
    }
  }

  private func stageLines(_ drawing: Drawing) -> [String] {
    stages.map { fact($0.name, "\($0.zh) \($0.en)", drawing) }
  }

  private func fact(_ name: String, _ text: String, _ drawing: Drawing) -> String {
    "  " + drawing.faint(DisplayWidth.padded(name, 13)) + text
  }

  private var inputTable: TextTable {
    var table = TextTable(["source", "file", "size", "lines", "units", "sha256"], numbers: [2, 3, 4])
    for input in inputs {
      table.append([
        input.source, input.name, ByteSize.text(input.size), input.lines.map(grouped) ?? "–",
        input.units.map(grouped) ?? "–",
        input.sha256.prefix(12) + (input.sameAs.map { "  同 same as \($0)" } ?? ""),
      ])
    }
    return table
  }

  private var definitionTable: TextTable {
    var table = TextTable(["definition", "file", "sha256"])
    for file in definitions { table.append([file.kind, file.name, String(file.sha256.prefix(12))]) }
    return table
  }

  private var outputTable: TextTable {
    var table = TextTable(["output", "class", ""])
    for output in outputs {
      table.append([output.name, output.privacy, output.isWritten ? "" : "不写 not written"])
    }
    return table
  }
}
