import Definitions
import Foundation
import Ingestion
import Records
import Testing

/// Every example of `Pipelines/README.md` decodes: a fence is tagged by what it is part of, as `yaml pipeline` or
/// `yaml indicators`.
@Suite struct ReadmeTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let tag: String
    let line: Int
    let text: String
    var testDescription: String { "line \(line): \(tag)" }
  }

  static let examples: [Example] = {
    guard let readme = try? Shipped.text("Pipelines/README.md") else { return [] }
    var examples: [Example] = []
    var open: (tag: String, line: Int, lines: [Substring])?
    for (index, line) in readme.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if let example = open {
        if line == "```" {
          examples.append(
            Example(tag: example.tag, line: example.line, text: example.lines.joined(separator: "\n")))
          open = nil
        } else {
          open?.lines.append(line)
        }
      } else if line.hasPrefix("```yaml ") {
        open = (String(line.dropFirst(8)), index + 1, [])
      }
    }
    return examples
  }()

  @Test func examplesAreThere() throws {
    let readme = try Shipped.text("Pipelines/README.md")
    #expect(Self.examples.count >= 10)
    #expect(
      readme.components(separatedBy: "```yaml").count == Self.examples.count + 1, "a fence is not tagged")
  }

  @Test(arguments: examples)
  func anExampleDecodes(_ example: Example) throws {
    let vocabulary = try Self.vocabulary.get()
    switch example.tag {
    case "pipeline": _ = try PipelineFile.decode(text: example.text, path: "README")
    case "contract": _ = try ContractFile.decode(text: example.text, path: "README")
    case "model": _ = try ModelFile.decode(text: example.text, path: "README", vocabulary: vocabulary)
    case "indicators":
      let text = ModelText(
        categories: "- code: A\n  name: 甲\n  indicators:\n" + indented(example.text, by: "  ")
      ).text
      _ = try ModelFile.decode(text: text, path: "README", vocabulary: vocabulary)
    case "categories":
      _ = try ModelFile.decode(
        text: ModelText(categories: example.text).text, path: "README", vocabulary: vocabulary)
    case "bottom":
      _ = try ModelFile.decode(
        text: ModelText(bottom: example.text).text, path: "README", vocabulary: vocabulary)
    case "columns":
      _ = try ContractFile.decode(text: "source: s\n" + example.text, path: "README")
    case "privacy":
      _ = try PrivacyFile.decode(text: example.text, path: "README", contracts: Shipped.contracts())
    case "aspects":
      _ = try AspectFile.decode(text: example.text, path: "README")
    default: Issue.record("no such tag: \(example.tag)")
    }
  }

  /// The table of relations names each that the run makes, with all fields that no column of its first source gives.
  @Test func relationsAreToldWhole() throws {
    let lines = try Shipped.text("Pipelines/README.md").components(separatedBy: "\n")
    let table = lines.drop { !$0.hasPrefix("| relation | one record |") }.dropFirst(2).prefix {
      $0.hasPrefix("|")
    }
    let told = table.map { line in
      line.components(separatedBy: " | ").map { cell in cell.matches(of: /`(\w+)`/).map { String($0.1) } }
    }
    let vocabulary = try Self.vocabulary.get()
    let contracts = try Shipped.contracts()
    let names = vocabulary.relations.map(\.name)
    #expect(told.map { $0[0] } == names.prefix(told.count).map { [$0] })
    #expect(Set(names.dropFirst(told.count)).isSubset(of: contracts.map(\.shape.name) + ["volunteering"]))
    for row in told where row.count == 5 {
      let relation = try #require(vocabulary.relations.first { row[0] == [$0.name] })
      let source = try #require(contracts.first { $0.shape.name == row[2][0] })
      let fields = Set(relation.fields.map(\.key))
      #expect(fields.subtracting(source.shape.fields.map(\.key)).isSubset(of: row[4]), "\(relation.name)")
      #expect(fields.isSuperset(of: row[4]), "\(relation.name)")
    }
  }

  /// The shipped sources and the one that the page adds.
  private static let vocabulary = Result {
    let added = try examples.filter { $0.tag == "contract" }.map {
      try ContractFile.decode(text: $0.text, path: "README")
    }
    let shipped = try Shipped.contracts()
    let names = shipped.map(\.shape.name)
    return Vocabulary(contracts: shipped + added.filter { !names.contains($0.shape.name) })
  }

  private func indented(_ text: String, by indent: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { indent + $0 }.joined(separator: "\n")
  }
}
