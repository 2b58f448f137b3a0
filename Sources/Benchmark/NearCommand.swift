import Foundation
import Records
import Similarity

/// `near FILE OUT`: finds by MinHash the lines of a file that are nearly the same and writes them as `first second shared union`, lines
/// counted from 0; the race against datasketch runs it.
struct NearCommand {
  private let texts: String
  private let out: String

  init(_ arguments: [String]) throws(UsageError) {
    guard arguments.count == 3 else {
      throw UsageError(problem: "near takes a file of texts and a file to write")
    }
    (texts, out) = (arguments[1], arguments[2])
  }

  func run() throws -> [String] {
    let lines = try String(contentsOfFile: texts, encoding: .utf8).split(separator: "\n")
    let search = NearSameSearch(
      threshold: Threshold(9, 10), gramSize: 2, minimumLength: 20, exactUpTo: 0,
      workers: Workers(ProcessInfo.processInfo.activeProcessorCount))
    let found = search.pairs(in: FoldedTexts(lines.lazy.map(String.init)))
    let text = found.pairs.map { "\($0.first) \($0.second) \($0.shared) \($0.union)\n" }.joined()
    try Data(text.utf8).write(to: URL(filePath: out))
    return ["\(found.compared) texts, \(found.candidates) candidates, \(found.pairs.count) pairs"]
  }
}
