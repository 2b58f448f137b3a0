import Foundation
import Records
import Testing

@testable import Generator

/// The committed sample, found from this file.
enum CommittedSample {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("SampleData")

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appendingPathComponent(name)))
  }
}

@Suite struct SampleTests {
  private static let sample = Sample()

  @Test func committedFilesAreWhatTheGeneratorWrites() throws {
    let contents = try SampleTests.sample.contents()
    for file in contents {
      #expect(try CommittedSample.bytes(file.name) == file.bytes, "\(file.name) is stale: run `make sample`")
    }
    let present = try FileManager.default.contentsOfDirectory(atPath: CommittedSample.folder.path).sorted()
    #expect(present == contents.map(\.name))
  }

  @Test func makingItTwiceGivesTheSameBytes() throws {
    let first = try SampleTests.sample.contents()
    let second = try Sample().contents()
    #expect(first.map(\.name) == second.map(\.name))
    #expect(first.map(\.bytes) == second.map(\.bytes))
  }

  @Test func everySourceHasAFileNamedAfterIt() {
    for source in Source.allCases {
      let names = SampleTests.sample.files.filter { $0.source == source }.map(\.name)
      #expect(!names.isEmpty, "\(source.rawValue)")
      for name in names {
        #expect(name == source.rawValue + ".csv" || name.hasPrefix(source.rawValue + "-"), "\(name)")
      }
    }
  }

  struct Density: CustomTestStringConvertible {
    let source: Source
    /// Rows dated in 2025.
    let rows: ClosedRange<Int>

    var testDescription: String { source.rawValue }
  }

  @Test(arguments: [
    Density(source: .scans, rows: 15_500...19_500), Density(source: .proposals, rows: 650...780),
    Density(source: .reports, rows: 900...1_150), Density(source: .dutyShifts, rows: 620...820),
    Density(source: .dutyMessages, rows: 1_400...2_300), Density(source: .microItems, rows: 1_200...2_200),
    Density(source: .study, rows: 6_000...10_000), Density(source: .invitations, rows: 4_000...6_000),
    Density(source: .leave, rows: 250...600), Density(source: .comments, rows: 1_200...2_400),
  ])
  func aYearIsAsDenseAsInLife(_ density: Density) {
    let rows = SampleTests.sample.files.filter { $0.source == density.source }.flatMap(\.rows)
    #expect(density.rows.contains(rows.count { $0.day?.year == 2025 }))
  }

  @Test func theListHasTheStatedSize() {
    let members = SampleTests.sample.roster.members
    #expect((415...435).contains(members.count))
    #expect((380...395).contains(members.count { !$0.isStanding }))
    #expect(members.count { $0.isStanding && $0.post == nil } == 32)
    #expect(Sector.all.count == 34)
    #expect(Set(members.map(\.code)).count == members.count)
  }

  @Test func phonesStandInTheDocumentedBlock() {
    for member in SampleTests.sample.roster.members {
      #expect(member.phone == "1990000" + member.code)
    }
  }

  @Test func dutyFallsOnFiftyTwoThursdays() {
    #expect(DutyBook.thursdays(of: 2025).count == 52)
    let days = SampleTests.sample.files.filter { $0.source == .dutyShifts }.flatMap(\.rows).compactMap(\.day)
    #expect(Set(days.filter { $0.year == 2025 }).count == 52)
    #expect(days.allSatisfy { $0.weekday == 4 })
  }

  @Test func theSampleStaysSmall() throws {
    let total = try SampleTests.sample.contents().reduce(0) { $0 + $1.bytes.count }
    #expect(total < 15_000_000)
  }
}
