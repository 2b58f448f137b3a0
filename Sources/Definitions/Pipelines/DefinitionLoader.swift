import Foundation
package import Ingestion
import Preparation
import Records
import SystemCalls

/// Reads and decodes a pipeline's files and gathers what is wrong in all of them.
struct DefinitionLoader {
  private(set) var problems: [DefinitionProblem] = []
  private var files: [DefinitionSource] = []
  private let codes: [String]

  init(codes: [String]) {
    self.codes = codes
  }

  mutating func load(_ pipelinePath: String, _ modelOverride: String?) -> LoadedDefinitions? {
    guard let text = read(pipelinePath, named: nil) else { return nil }
    var decoder = PipelineDecoder(path: pipelinePath, codes: codes)
    let pipeline = YAMLReader.read(text, &decoder.log).flatMap { decoder.pipeline($0) }
    problems += decoder.log.inOrder
    guard let pipeline else { return nil }
    let contracts = contracts(of: pipeline, decoder, beside: pipelinePath)
    if contracts.count == pipeline.sources.count { checkReferences(contracts, pipeline, pipelinePath) }
    let isComplete = problems.isEmpty
    let vocabulary = Vocabulary(contracts: contracts, isComplete: isComplete)
    guard let model = model(of: pipeline, decoder, modelOverride, vocabulary, beside: pipelinePath) else {
      return nil
    }
    return LoadedDefinitions(pipeline: pipeline, contracts: contracts, model: model, files: files)
  }

  private mutating func contracts(
    of pipeline: PipelineDefinition, _ decoder: PipelineDecoder, beside pipelinePath: String
  ) -> [Contract] {
    let before = problems
    let opened = zip(pipeline.sources, decoder.contractPlaces).map { source, place in
      problems = []
      let path = Self.path(source.contract, beside: pipelinePath)
      let text = read(path, named: Naming(file: pipelinePath, place: place, key: "contract"))
      return ReadContract(source: source.name, place: place, path: path, text: text, problems: problems)
    }
    problems = before
    let decoded = Workers(ProcessInfo.processInfo.activeProcessorCount).map(opened.count) { index in
      opened[index].text.map { text in
        Result { () throws(DefinitionErrors) in
          try ContractFile.decode(text: text, path: opened[index].path)
        }
      }
    }
    return contracts(zip(opened, decoded), beside: pipelinePath)
  }

  /// A contract's file before it is decoded.
  private struct ReadContract: Sendable {
    /// The source that the pipeline says it is of.
    let source: String
    let place: Place
    let path: String
    /// nil for a file that cannot be read.
    let text: String?
    let problems: [DefinitionProblem]
  }

  private mutating func contracts(
    _ files: some Sequence<(ReadContract, Result<Contract, DefinitionErrors>?)>, beside pipelinePath: String
  ) -> [Contract] {
    var contracts: [Contract] = []
    for (read, decoded) in files {
      problems += read.problems
      guard let decoded else { continue }
      do throws(DefinitionErrors) {
        let contract = try decoded.get()
        if Key(contract.shape.name) != Key(read.source) {
          problems.append(
            DefinitionProblem(
              file: pipelinePath, place: read.place,
              message: "source \(read.source): its contract is of source '\(contract.shape.name)'"))
        }
        contracts.append(contract)
      } catch {
        problems += error.problems
      }
    }
    return contracts
  }

  /// A reference points to a source of the pipeline, or names the column that says which source.
  private mutating func checkReferences(
    _ contracts: [Contract], _ pipeline: PipelineDefinition, _ pipelinePath: String
  ) {
    let names = contracts.map(\.shape.name)
    for (contract, source) in zip(contracts, pipeline.sources) {
      for field in contract.shape.fields {
        guard let target = field.references, !names.holds(target), contract.shape.index(of: target) == nil
        else {
          continue
        }
        let nearest = Nearest.suffix(to: target, among: names)
        problems.append(
          DefinitionProblem(
            file: Self.path(source.contract, beside: pipelinePath), place: nil,
            message: "column \(field.key): references: no source '\(target)'\(nearest)"))
      }
    }
  }

  private mutating func model(
    of pipeline: PipelineDefinition, _ decoder: PipelineDecoder, _ modelOverride: String?,
    _ vocabulary: Vocabulary, beside pipelinePath: String
  ) -> ModelFile? {
    if modelOverride == nil, pipeline.model.isEmpty { return nil }
    let path = modelOverride ?? Self.path(pipeline.model, beside: pipelinePath)
    let naming = decoder.modelPlace.map { Naming(file: pipelinePath, place: $0, key: "model") }
    guard let text = read(path, named: modelOverride == nil ? naming : nil) else { return nil }
    do {
      return try ModelFile.decode(text: text, path: path, vocabulary: vocabulary)
    } catch {
      problems += error.problems
      return nil
    }
  }

  /// Where a file is named, for the message that it is not there.
  private struct Naming {
    let file: String
    let place: Place
    let key: String
  }

  private mutating func read(_ path: String, named: Naming?) -> String? {
    let bytes: [UInt8]
    do { bytes = try SystemFile(reading: path).bytes() } catch {
      let message = named.map { "\($0.key): no file '\(path)'" } ?? "no such file"
      problems.append(DefinitionProblem(file: named?.file ?? path, place: named?.place, message: message))
      return nil
    }
    files.append(DefinitionSource(path: path, bytes: bytes))
    guard let text = String(validating: bytes, as: UTF8.self) else {
      problems.append(DefinitionProblem(file: path, place: nil, message: "not UTF-8"))
      return nil
    }
    return text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
  }

  /// A path that a pipeline file states, as seen from the working directory.
  static func path(_ relative: String, beside pipelinePath: String) -> String {
    guard !relative.hasPrefix("/"), let slash = pipelinePath.lastIndex(of: "/") else { return relative }
    return pipelinePath[...slash] + relative
  }
}

extension Vocabulary {
  /// The words that the contracts of a pipeline give to its model.
  package init(contracts: [Contract], isComplete: Bool = true) {
    let shapes = contracts.map(\.shape)
    let members = shapes.first { $0.name == "members" }
    let facts = Member.facts.map { fact in
      guard let field = members?.fields.first(where: { $0.key == fact.key }), case .category = field.type
      else {
        return fact
      }
      return FieldSchema(key: fact.key, heading: fact.heading, type: field.type)
    }
    let kind = shapes.first { $0.name == "leave" }?.fields.first { $0.key == "kind" }
    let leaveKinds: [String]? = if case .category(let values)? = kind?.type { values } else { nil }
    self.init(
      relations: RelationCatalog.schemas(of: shapes), facts: facts, leaveKinds: leaveKinds,
      isComplete: isComplete)
  }
}
