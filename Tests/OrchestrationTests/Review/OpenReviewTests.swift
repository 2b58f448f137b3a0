import Foundation
import Orchestration
import Publishing
import Records
import TestSupport
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

  @Test(
    "law: the same of a quarter of the rows, of which some have taken a cell of another one",
    arguments: 1...4 as ClosedRange<UInt64>)
  func soiled(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let data = URL.temporaryDirectory.appending(path: "soiled-\(UUID())")
    defer { try? FileManager.default.removeItem(at: data) }
    try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
    let sample = Self.root.appending(path: "SampleData").path
    for name in try FileManager.default.contentsOfDirectory(atPath: sample).sorted()
    where name.hasSuffix(".csv") {
      let bytes = try #require(FileManager.default.contents(atPath: "\(sample)/\(name)"))
      let isWhole = Self.whole.contains { name.hasPrefix($0) }
      try (isWhole ? bytes : Self.soiled(bytes, using: &random)).write(to: data.appending(path: name))
    }
    let request = RunRequest(
      pipeline: Self.root.appending(path: "Pipelines/evaluation.yaml").path, period: Period(text: "2025"),
      data: data.path)
    let open = try #require(try Run.unreviewed(Plan(request), keepsRecords: false).openReview)
    let review = try open.review()
    #expect(try review == open.review(wholly: true), "seed \(seed)")
    let points = review.questions.flatMap(\.answers).compactMap(\.effect?.points)
    #expect(points.contains { $0 != .zero }, "seed \(seed): nothing that could differ")
  }

  /// What most other rows refer to.
  private static let whole = [
    "activities", "calendar", "duty_shifts", "half_days", "members", "proposals", "studios",
  ]

  /// Drops three of four lines by chance, and gives one of ten left a cell that stands in the same column of another. The first
  /// lines, of which one is the header, and a file in which NUL bytes or quotes stand are left alone.
  private static func soiled(_ bytes: Data, using random: inout SplitMix64) -> Data {
    guard !bytes.contains(0), !bytes.contains(UInt8(ascii: "\"")) else { return bytes }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map {
      $0.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { Data($0) }
    }
    var rows = lines.dropFirst(4).filter { _ in Int.random(in: 0..<4, using: &random) == 0 }
    for row in rows.indices where Int.random(in: 0..<10, using: &random) == 0 {
      guard let other = rows.randomElement(using: &random), other.count == rows[row].count else { continue }
      let column = Int.random(in: 0..<other.count, using: &random)
      rows[row][column] = other[column]
    }
    return Data(
      (lines.prefix(4) + rows).map { $0.joined(separator: Data(",".utf8)) }
        .joined(separator: Data("\n".utf8)))
  }
}
