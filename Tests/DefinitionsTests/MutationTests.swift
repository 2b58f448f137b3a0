import Definitions
import Records
import TestSupport
import Testing

/// Damaged files are refused with places inside the file, or read; they never end the program.
@Suite struct MutationTests {
  private static let pieces = [
    "", "x", "{", "}", "[", "]", ":", ": ", ",", "\n", "\n- ", "\"", "'", "yes", "-1", "1/0", "9999999999999",
    "&a ",
    "*a", "!!int ", "\t", "，", "委员", "code: A, ", "cap: 1, cap: 2, ", "? ", "---\n", "%", "|\n", "#",
  ]

  @Test(arguments: [UInt64(1), 2, 3])
  func aDamagedModelIsRefusedOrRead(seed: UInt64) throws {
    let vocabulary = try Shipped.vocabulary.get()
    try damage(specifiedModel, seed: seed) { text throws(DefinitionErrors) in
      _ = try ModelFile.decode(text: text, path: "m.yaml", vocabulary: vocabulary)
    }
  }

  @Test(arguments: [UInt64(4), 5])
  func aDamagedContractIsRefusedOrRead(seed: UInt64) throws {
    for name in ["scans", "study", "adjustments"] {
      try damage(Shipped.text("Pipelines/contracts/\(name).yaml"), seed: seed) {
        text throws(DefinitionErrors) in
        _ = try ContractFile.decode(text: text, path: "c.yaml")
      }
    }
  }

  @Test(arguments: [UInt64(6), 7])
  func aDamagedPipelineIsRefusedOrRead(seed: UInt64) throws {
    try damage(Shipped.text("Pipelines/evaluation.yaml"), seed: seed) { text throws(DefinitionErrors) in
      _ = try PipelineFile.decode(text: text, path: "p.yaml")
    }
  }

  private func damage(
    _ text: String, seed: UInt64, _ decode: (String) throws(DefinitionErrors) -> Void
  ) throws {
    var random = SplitMix64(seed: seed)
    for round in 0..<60 {
      var scalars = Array(text.unicodeScalars)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let start = Int.random(in: 0..<scalars.count, using: &random)
        let end = min(scalars.count, start + Int.random(in: 0...6, using: &random))
        let piece = Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
        scalars.replaceSubrange(start..<end, with: Array(piece.unicodeScalars))
      }
      let damaged = String(String.UnicodeScalarView(scalars))
      let lines = damaged.split(separator: "\n", omittingEmptySubsequences: false).count
      do {
        try decode(damaged)
      } catch {
        #expect(!error.problems.isEmpty, "seed \(seed), round \(round)")
        let isInside = error.problems.allSatisfy { $0.place.map { 1...(lines + 1) ~= $0.line } ?? true }
        #expect(isInside, "seed \(seed), round \(round)")
      }
    }
  }
}
