import Publishing
import Records
import Scoring

/// What a 更正 changes of a list that another run made public.
enum CorrectionNotice {
  /// Both runs must be of one pipeline and period, the list that is corrected have been approved, and the lists differ.
  static func changes(
    _ request: NoticeRequest, _ published: PublishedRun, _ run: RunRecord
  ) throws(RunError) -> ListChanges? {
    guard request.kind == .correction, let against = request.against else { return nil }
    let before = try PublishedRun(against, in: request.folder)
    let (old, new) = (before.manifest.run, published.manifest.run)
    guard old.pipeline == new.pipeline, old.period == new.period else {
      throw .usage(
        Message(
          zh:
            "\(against)是\(old.pipeline)的\(old.period)，这次运行是\(new.pipeline)的\(new.period)；更正要在同一流程、同一时段的两次运行之间",
          en:
            "\(against) is \(old.pipeline) of \(old.period), this run \(new.pipeline) of \(new.period); a correction is "
            + "between two runs of one pipeline and period"))
    }
    try ApprovalGate(run: before).check()
    let grade = run.model.grades.first?.name ?? ""
    let changes = ListChanges(from: try PublishedList.holders(of: grade, in: before), to: run)
    guard !changes.isEmpty else {
      throw .usage(
        Message(
          zh: "\(against)公示的名单与这次运行相同，不需要更正",
          en: "\(against) published the same list, so there is nothing to correct"))
    }
    return changes
  }
}
