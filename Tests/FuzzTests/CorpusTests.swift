import Foundation
import FuzzOracles
import Postgres
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

  @Test(
    arguments: [
      ("whole", 2, nil), ("noticed", 2, nil), ("refused", nil, "no"), ("broken-off", nil, "canceled"),
      ("cut", nil, "server closed the connection unexpectedly"), ("no-access", nil, "no"),
    ] as [(String, Int64?, String?)])
  func `a scripted server's copy is whole or refused`(_ name: String, _ rows: Int64?, _ said: String?) throws
  {
    let script = try Data(contentsOf: CorpusTests.folder.appending(path: "copy/\(name)"))
    let copy = try ScriptedCopy([UInt8](script), patience: 20_000)
    #expect((copy.error == nil ? copy.rows : nil) == rows)
    #expect(said.map { copy.error?.message.hasSuffix($0) == true } ?? (copy.error == nil))
    if rows != nil { #expect(copy.pieces == ["a,b\n", "1,x\n", "2,\"y,\n\"\n"].map { Array($0.utf8) }) }
  }
}
