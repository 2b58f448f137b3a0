import Foundation
import FuzzOracles
import Testing

/// Every input of the corpus, which holds seeds and all that fuzzing ever found, satisfies its oracle.
struct CorpusTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fuzz/corpus")

  private static func inputs(_ oracle: String) throws -> [URL] {
    try FileManager.default.contentsOfDirectory(
      at: folder.appending(path: oracle), includingPropertiesForKeys: nil
    ).sorted { $0.path < $1.path }
  }

  @Test(arguments: Oracle.all.map(\.name)) func `the corpus holds`(_ name: String) throws {
    let oracle = try #require(Oracle.all.first { $0.name == name })
    let inputs = try CorpusTests.inputs(name)
    #expect(inputs.count > 2)
    for input in inputs {
      #expect(throws: Never.self, "\(input.lastPathComponent)") {
        try oracle.check([UInt8](Data(contentsOf: input)))
      }
    }
  }
}
