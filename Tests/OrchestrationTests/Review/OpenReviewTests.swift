import Foundation
import Orchestration
import Publishing
import Records
import Testing

@Suite struct OpenReviewTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(
    "law: an answer has the effect that whole runs give it, though supposed runs make the records of few members",
    arguments: ["2025", "2025-Q2"])
  func effects(period: String) throws {
    let request = RunRequest(
      pipeline: Self.root.appending(path: "Pipelines/evaluation.yaml").path, period: Period(text: period))
    let run = try Run.unreviewed(Plan(request), keepsRecords: false)
    let open = try #require(run.openReview)
    let review = try open.review()
    #expect(try review == open.review(wholly: true))
    #expect(Set(review.questions.map(\.kind)).isSuperset(of: [.claim, .clash, .nearSame]))
    let points = review.questions.flatMap(\.answers).compactMap(\.effect?.points)
    #expect(points.contains { $0 != .zero })
  }
}
