import Definitions
import Foundation
import Ingestion
import Preparation
import Records
import Scoring

/// Proves a definition well-formed.
package enum Check {
  /// What the definition holds, then its warnings; throws with every error. A file with the key `pipeline` is a pipeline,
  /// one with `source` a contract, any other a model that may read every relation of the shipped sources.
  package static func lines(_ path: String) throws(RunError) -> [String] {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw .usage(
        Message(zh: "\(path)：没有这个文件，或无法读取", en: "\(path): no such file, or it cannot be read"))
    }
    do throws(DefinitionErrors) {
      if isContract(text) { return try contract(text, path) }
      return isPipeline(text) ? try pipeline(path) : try model(path)
    } catch {
      throw .definitions(error.problems.map(\.description))
    }
  }

  private static func isContract(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("source:") }
  }

  private static func contract(_ text: String, _ path: String) throws(DefinitionErrors) -> [String] {
    let contract = try ContractFile.decode(text: text, path: path)
    let (name, columns) = (contract.shape.name, contract.columns.count)
    return [
      "\(path)：\(name)的约定定义正确，\(columns)列",
      "\(path): contract of \(name) is well-formed: \(counted(columns, "column"))",
    ]
  }

  private static func isPipeline(_ text: String) -> Bool {
    text.split(whereSeparator: \.isNewline).contains { $0.hasPrefix("pipeline:") }
  }

  private static func pipeline(_ path: String) throws(DefinitionErrors) -> [String] {
    let loaded = try Definitions.load(pipelinePath: path)
    let pipeline = loaded.pipeline
    let columns = loaded.contracts.reduce(0) { $0 + $1.columns.count }
    return [
      "\(path)：流程\(pipeline.name)定义正确，\(pipeline.sources.count)个来源，\(columns)列",
      "\(path): pipeline \(pipeline.name) is well-formed: "
        + "\(counted(pipeline.sources.count, "source")), \(counted(columns, "column"))",
    ] + describe(loaded.model)
  }

  /// A model stands in `models/` beside the pipelines; the one whose relations fit the model best gives them: with the fewest
  /// that the model misses, then the fewest mistakes, then the most sources.
  private static func model(_ path: String) throws(DefinitionErrors) -> [String] {
    var best: DefinitionErrors?
    for pipeline in pipelines(above: path) {
      do throws(DefinitionErrors) {
        return describe(try Definitions.load(pipelinePath: pipeline, modelOverride: path).model)
      } catch {
        if best.map({ misfit(error) < misfit($0) }) ?? true { best = error }
      }
    }
    if let best { throw best }
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return describe(try ModelFile.decode(text: text, path: path, relations: []))
  }

  private static func misfit(_ errors: DefinitionErrors) -> (Int, Int) {
    (errors.problems.count(where: \.hidesOthers), errors.problems.count)
  }

  /// The pipelines in the model's folder and the one above, then the shipped folder's; those of most sources first, equals
  /// in byte order of their names.
  private static func pipelines(above path: String) -> [String] {
    let folder = URL(filePath: path).deletingLastPathComponent()
    let folders = [folder.path, folder.deletingLastPathComponent().path, "Pipelines"]
    let found = folders.flatMap { folder in
      ((try? FilePattern("*.yaml").matches(in: folder)) ?? []).map { "\(folder)/\($0)" }
    }.compactMap { path in
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      return isPipeline(text) ? (path: path, sources: sources(text, path)) : nil
    }
    return found.sorted { $0.sources > $1.sources }.map(\.path)
  }

  /// How many sources a pipeline names; none when it has mistakes.
  private static func sources(_ text: String, _ path: String) -> Int {
    (try? PipelineFile.decode(text: text, path: path).sources.count) ?? 0
  }

  private static func describe(_ file: ModelFile) -> [String] {
    let model = file.model
    let (categories, leaves) = (model.categories.count, model.leaves.count)
    return [
      "模型\(model.id)定义正确：\(categories)类、\(leaves)个指标、\(model.gates.count)道关口、\(model.grades.count)个等次",
      "model \(model.id) is well-formed: \(categories) \(categories == 1 ? "category" : "categories"), "
        + "\(leaves) \(leaves == 1 ? "leaf" : "leaves"), \(counted(model.gates.count, "gate")), "
        + counted(model.grades.count, "grade"),
    ] + file.warnings.flatMap(\.lines)
  }
}
