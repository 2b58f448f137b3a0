package import Ingestion
package import Preparation

/// A pipeline with everything that it names, decoded and checked against each other.
package struct LoadedDefinitions: Sendable {
  package let pipeline: PipelineDefinition
  /// In the order of the pipeline's sources.
  package let contracts: [Contract]
  package let model: ModelFile
  /// Every file that was read, in that order: the pipeline, the contracts, the model.
  package let files: [DefinitionSource]

  package var rules: DerivationRules { model.rules }
  package var warnings: [DefinitionWarning] { model.warnings }
}

/// A definition file as it was read, for digests.
package struct DefinitionSource: Hashable, Sendable {
  package let path: String
  package let bytes: [UInt8]
}

/// Reads definitions from files.
package enum Definitions {
  /// Loads a pipeline, its contracts and its model; every mistake in any of them is reported at once.
  ///
  /// Paths in the pipeline file are relative to it; `modelOverride` takes the place of its model and is
  /// relative to the working directory. `codes` are those that a limit may name; where there are none, any.
  package static func load(
    pipelinePath: String, modelOverride: String? = nil, codes: [String] = []
  ) throws(DefinitionErrors) -> LoadedDefinitions {
    var loader = DefinitionLoader(codes: codes)
    if let loaded = loader.load(pipelinePath, modelOverride), loader.problems.isEmpty { return loaded }
    throw DefinitionErrors(loader.problems)
  }
}
