import Definitions
import Foundation
import Testing

/// Loading gathers what is wrong in all files, and blames no file for another's mistake.
@Suite struct LoadTests {
  private static let members = """
    source: members
    key: member_no
    columns:
    - {key: member_no, heading: 编号, type: code, width: 4, required: true}
    - {key: profile, values: [委员, 常委], required: true}
    """
  private static let notes = """
    source: notes
    date: dated_on
    columns:
    - {key: member_no, type: code, width: 4, references: members, required: true}
    - {key: dated_on, type: date, required: true}
    """
  private static let model = """
    model: M
    profiles: [委员, 常委]
    categories:
    - {code: A, name: 甲, indicators: [{code: A1, name: 乙, from: notes, points: 1}]}
    """
  private static let pipeline = """
    pipeline: p
    model: m.yaml
    sources:
      members: {contract: members.yaml, files: members.csv}
      notes: {contract: notes.yaml, files: notes.csv}
    """

  /// The problems of loading these files, without the folder's path; empty when they load.
  private func problems(_ changes: [String: String]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "p.yaml": Self.pipeline, "members.yaml": Self.members, "notes.yaml": Self.notes, "m.yaml": Self.model,
    ].merging(changes) { $1 }
    for (name, text) in files where !text.isEmpty {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    do {
      _ = try Definitions.load(pipelinePath: folder.appending(path: "p.yaml").path)
      return []
    } catch {
      return error.problems.map { $0.description.replacing(folder.path + "/", with: "") }
    }
  }

  @Test func soundFilesLoad() throws {
    #expect(try problems([:]) == [])
  }

  @Test func mistakesOfAllFilesComeAtOnce() throws {
    let found = try problems([
      "p.yaml": Self.pipeline + "\nunits: {bytes: 1}",
      "notes.yaml": Self.notes.replacing("date: dated_on", with: "date: dated"),
      "m.yaml": Self.model.replacing("points: 1", with: "points: eins"),
    ])
    #expect(
      found == [
        "p.yaml:6:16  units.bytes: expected a size from 4KiB to 1GiB such as 8MiB, found '1'",
        "notes.yaml:2:7  date: no column 'dated'; nearest 'dated_on'",
        "m.yaml:4:76  points: expected a number, found 'eins'",
      ])
  }

  @Test func aFileThatIsNotThereIsNamedWhereItIsStated() throws {
    #expect(try problems(["m.yaml": ""]) == ["p.yaml:2:8  model: no file 'm.yaml'"])
    #expect(try problems(["notes.yaml": ""]) == ["p.yaml:5:21  contract: no file 'notes.yaml'"])
  }

  @Test func sourcesMustAgree() throws {
    #expect(
      try problems(["notes.yaml": Self.notes.replacing("source: notes", with: "source: note")]).first
        == "p.yaml:5:21  source notes: its contract is of source 'note'")
    #expect(
      try problems(["notes.yaml": Self.notes.replacing("references: members", with: "references: member")])
        == ["notes.yaml  column member_no: references: no source 'member'; nearest 'members'"])
  }

  @Test func factsHaveTheValuesOfTheMembersContract() throws {
    #expect(
      try problems(["m.yaml": Self.model.replacing("[委员, 常委]", with: "[委员, 常务委员]")])
        == ["m.yaml:2:16  profiles: '常务委员' is not a value of profile; nearest '常委'"])
  }
}
