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
    guard let text = take(Self.read(pipelinePath, named: nil)) else { return nil }
    var decoder = PipelineDecoder(path: pipelinePath, codes: codes)
    let pipeline = YAMLReader.read(text, &decoder.log).flatMap { decoder.pipeline($0) }
    problems += decoder.log.inOrder
    guard let pipeline else { return nil }
    let opened = Self.openedContracts(of: pipeline, decoder, beside: pipelinePath)
    let modelFile = Self.openedModel(of: pipeline, decoder, modelOverride, beside: pipelinePath)
    let (tree, decoded) = Self.parsed(opened, modelFile)
    let contracts = contracts(zip(opened, decoded), beside: pipelinePath)
    if contracts.count == pipeline.sources.count { checkReferences(contracts, pipeline, pipelinePath) }
    let isComplete = problems.isEmpty
    guard let modelFile, take(modelFile) != nil, let tree else { return nil }
    do {
      let model = try tree.decoded(Vocabulary(contracts: contracts, isComplete: isComplete))
      return LoadedDefinitions(pipeline: pipeline, contracts: contracts, model: model, files: files)
    } catch {
      problems += error.problems
      return nil
    }
  }

  /// A contract's file before it is decoded.
  private struct OpenedContract: Sendable {
    /// The source that the pipeline says it is of.
    let source: String
    let place: Place
    let file: OpenedFile
  }

  private static func openedContracts(
    of pipeline: PipelineDefinition, _ decoder: PipelineDecoder, beside pipelinePath: String
  ) -> [OpenedContract] {
    zip(pipeline.sources, decoder.contractPlaces).map { source, place in
      let naming = Naming(file: pipelinePath, place: place, key: "contract")
      let file = read(path(source.contract, beside: pipelinePath), named: naming)
      return OpenedContract(source: source.name, place: place, file: file)
    }
  }

  /// Nil where none is stated.
  private static func openedModel(
    of pipeline: PipelineDefinition, _ decoder: PipelineDecoder, _ modelOverride: String?,
    beside pipelinePath: String
  ) -> OpenedFile? {
    if let modelOverride { return read(modelOverride, named: nil) }
    if pipeline.model.isEmpty { return nil }
    let naming = decoder.modelPlace.map { Naming(file: pipelinePath, place: $0, key: "model") }
    return read(path(pipeline.model, beside: pipelinePath), named: naming)
  }

  /// The contracts decoded, and meanwhile the model as far as it can be without them; nil for a file that cannot be read.
  private static func parsed(
    _ contracts: [OpenedContract], _ model: OpenedFile?
  ) -> (ModelTree?, [Result<Contract, DefinitionErrors>?]) {
    let workers = Workers(ProcessInfo.processInfo.activeProcessorCount)
    return workers.both {
      model.flatMap { file in file.text.map { ModelTree(text: $0, path: file.path) } }
    } _: {
      workers.map(contracts.count) { index in
        let file = contracts[index].file
        return file.text.map { text in
          Result { () throws(DefinitionErrors) in try ContractFile.decode(text: text, path: file.path) }
        }
      }
    }
  }

  private mutating func contracts(
    _ files: some Sequence<(OpenedContract, Result<Contract, DefinitionErrors>?)>, beside pipelinePath: String
  ) -> [Contract] {
    var contracts: [Contract] = []
    for (opened, decoded) in files {
      guard take(opened.file) != nil, let decoded else { continue }
      do throws(DefinitionErrors) {
        let contract = try decoded.get()
        if Key(contract.shape.name) != Key(opened.source) {
          problems.append(
            DefinitionProblem(
              file: pipelinePath, place: opened.place,
              message: "source \(opened.source): its contract is of source '\(contract.shape.name)'"))
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

  /// Where a file is named, for the message that it is not there.
  private struct Naming {
    let file: String
    let place: Place
    let key: String
  }

  /// A definition file as it was found.
  private struct OpenedFile: Sendable {
    let path: String
    /// Nil for a file that is not there.
    var source: DefinitionSource?
    /// Nil for a file that is not there or no UTF-8.
    var text: String?
    var problem: DefinitionProblem?
  }

  private static func read(_ path: String, named: Naming?) -> OpenedFile {
    var file = OpenedFile(path: path)
    let bytes: [UInt8]
    do { bytes = try SystemFile(reading: path).bytes() } catch {
      let message = named.map { "\($0.key): no file '\(path)'" } ?? "no such file"
      file.problem = DefinitionProblem(file: named?.file ?? path, place: named?.place, message: message)
      return file
    }
    file.source = DefinitionSource(path: path, bytes: bytes)
    if let text = String(validating: bytes, as: UTF8.self) {
      file.text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    } else {
      file.problem = DefinitionProblem(file: path, place: nil, message: "not UTF-8")
    }
    return file
  }

  /// The text of a file, after what is to be said of it has been noted.
  private mutating func take(_ file: OpenedFile) -> String? {
    if let source = file.source { files.append(source) }
    if let problem = file.problem { problems.append(problem) }
    return file.text
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
