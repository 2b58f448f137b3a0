import Ingestion
import Preparation
import Publishing
import Records
import Scoring

extension Plan {
  /// The stages in order, each with what it will work on.
  func stages(_ inputs: [PlanReport.Input]) -> [PlanReport.Stage] {
    rowStages(inputs) + memberStages
  }

  private func rowStages(_ inputs: [PlanReport.Input]) -> [PlanReport.Stage] {
    let size = ByteSize.text(inputs.reduce(0) { $0 + $1.size })
    let units = inputs.reduce(0) { $0 + ($1.units ?? 1) }
    let columns = sources.reduce(0) { $0 + $1.contract.columns.count }
    return [
      stage(
        "ingest", "\(sources.count)个来源，\(inputs.count)个文件，\(units)个工作单元",
        "\(counted(sources.count, "source")), \(counted(inputs.count, "file")), \(size), \(counted(units, "unit"))"
      ),
      stage("clean", "\(columns)列", counted(columns, "column")),
      stage("resolve", "\(decisions.count)条裁定", "\(counted(decisions.count, "decision")) to replay"),
      stage("deduplicate", "相同行、相同编号、同一事项", "equal rows, equal keys, the same thing"),
    ]
  }

  private var memberStages: [PlanReport.Stage] {
    let (categories, leaves, gates) = (model.categories.count, model.leaves.count, model.gates.count)
    let grades = period.isYear ? model.grades.count : 0
    let files = OutputFile.allCases.count { !omitted.contains($0) }
    return [
      stage("derive", "出勤、作者、值班", "attendance, authors, duty"),
      stage("aggregate", "\(leaves)个指标", "\(leaves) \(leaves == 1 ? "leaf" : "leaves")"),
      stage("score", "\(categories)类", "\(categories) \(categories == 1 ? "category" : "categories")"),
      stage(
        "rank", "\(model.profiles.joined(separator: "、"))，\(gates)道关口，\(grades)个等次",
        "\(counted(model.profiles.count, "profile")), \(counted(gates, "gate")), \(counted(grades, "grade"))"),
      stage("publish", "\(files)个文件", counted(files, "file")),
    ]
  }

  private func stage(_ name: String, _ zh: String, _ en: String) -> PlanReport.Stage {
    PlanReport.Stage(name: name, zh: zh, en: en)
  }
}
