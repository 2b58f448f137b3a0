import Foundation

/// The run of the shipped pipeline on SampleData for 2025, made once for all suites that read it.
enum SampleRun {
  static let shared = Result {
    let out = try TemporaryFolder()
    let result = try CommandLineTool.run(["run", "Pipelines/evaluation.yaml", "--out", out.url.path])
    guard result.status == 0 else {
      throw Outcome.Failed(description: "exit \(result.status)\n\(result.error)")
    }
    return try Publication(latestIn: out.url)
  }
}
