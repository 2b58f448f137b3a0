import Definitions
import Publishing
import Records

extension Run {
  /// What the comparison with the run before says where it does not stop this one.
  static func compare(
    _ record: RunRecord, _ plan: Plan, _ baseline: Baseline?
  ) throws(RunError) -> [Message] {
    let volumes = VolumeChecks(plan.sources.map(\.contract), record.inputs, baseline).breaches
    let failed = volumes.filter { $0.action == .fail }
    guard failed.isEmpty else { throw .limits(failed.map(\.message), record) }
    return volumes.map(\.message)
  }

  /// The error with where the evidence lies; any other error as it is.
  static func keepingEvidence(of error: RunError, in reports: ReportDirectory) -> RunError {
    guard case .limits(let messages, let record) = error else { return error }
    do throws(PublishingError) {
      let path = try Evidence.keep(record, messages, in: reports)
      return .data(
        messages + [
          Message(
            zh: "未发布任何文件；退回的行、发现和账目留在\(path)",
            en: "nothing was published; the refused rows, findings and books are kept in \(path)")
        ])
    } catch {
      return .data(messages + [error.message])
    }
  }
}
