import Definitions
import Foundation
import Ingestion
import Preparation
import Records
import Testing

/// The definitions that the repository ships.
enum Shipped {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static var pipelines: String { root.appending(path: "Pipelines").path }

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasSuffix(".yaml") }.sorted()
  }

  static func contracts() throws -> [Contract] {
    try names(in: "Pipelines/contracts").map { name in
      try ContractFile.decode(text: text("Pipelines/contracts/\(name)"), path: name)
    }
  }

  static let vocabulary = Result { try Vocabulary(contracts: contracts()) }
}

/// A model with a frame around what a case is about.
struct ModelText {
  var top = "model: M\nprofiles: [委员, 常委]"
  var categories = "- {code: A, name: 甲, indicators: [{code: A1, name: 乙, from: study, points: 1}]}"
  var bottom = ""

  static let derive = """
    derive:
      attendance: {opens: 1, closes: 1, late_after: 1, left_early_before: 1, exempt_leave: []}
      duty: {answer_within: 3}
    """

  var text: String {
    [top, Self.derive, "categories:", categories, bottom].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// One category A with one leaf A1 of these entries.
  static func leaf(_ entries: String) -> ModelText {
    ModelText(categories: "- {code: A, name: 甲, indicators: [{code: A1, name: 乙, \(entries)}]}")
  }

  /// One category with one leaf and these further entries.
  static func category(_ entries: String) -> ModelText {
    ModelText(categories: "- {code: A, name: 甲, \(entries)}")
  }
}

/// The messages of a decoding that fails; empty when it does not.
func messages(_ text: String, _ vocabulary: Vocabulary) -> [String] {
  do {
    _ = try ModelFile.decode(text: text, path: "m.yaml", vocabulary: vocabulary)
    return []
  } catch {
    return error.problems.map(\.message)
  }
}
