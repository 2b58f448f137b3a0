import Foundation
import Orchestration
import Publishing
import Records
import Robustness

extension Workshop {
  /// The folder of saved models, in the folder in which the workbench was started.
  private var scenarios: String { folder == "." ? "scenarios" : "\(folder)/scenarios" }

  /// Writes a state's model as a file of its own, never over one that is there.
  func save(_ text: String, as name: String) throws(BenchProblem) -> SaveAnswer {
    try ModelFileName.check(name)
    let bench = try store.bench(text)
    let diff = store.differences(bench.model)
    guard !diff.isEmpty else { throw BenchProblem(.wrong, zh: "没有改动，不必保存", en: "nothing was changed") }
    let path = "\(scenarios)/\(name).yaml"
    let bytes: [UInt8]
    do throws(RunError) { bytes = try tuning.modelText(bench.model, diff.map(\.zh)) } catch {
      throw BenchProblem(error)
    }
    try prepareFolder()
    guard !DurableFile.exists(path) else {
      throw BenchProblem(
        .conflict, zh: "\(path)已存在；请另取一个名称", en: "\(path) is there already; choose another name")
    }
    do throws(PublishingError) { try DurableFile.create(path, bytes, mode: 0o644) } catch {
      throw BenchProblem(.failed, error.message)
    }
    return SaveAnswer(path: path, diff: diff, command: tuning.command(model: path))
  }

  /// Makes the folder where it is missing; one that leads elsewhere is refused.
  private func prepareFolder() throws(BenchProblem) {
    let type = try? FileManager.default.attributesOfItem(atPath: scenarios)[.type] as? FileAttributeType
    guard type == nil || type == .typeDirectory else {
      throw BenchProblem(.conflict, zh: "\(scenarios)不是目录", en: "\(scenarios) is no folder")
    }
    do throws(PublishingError) { try DurableFile.createFolder(scenarios) } catch {
      throw BenchProblem(.failed, error.message)
    }
  }
}
