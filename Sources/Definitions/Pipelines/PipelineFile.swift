/// Decodes pipeline files; `Pipelines/README.md` is their reference.
package enum PipelineFile {
  /// The pipeline; reports every mistake at once.
  package static func decode(text: String, path: String) throws(DefinitionErrors) -> PipelineDefinition {
    var decoder = PipelineDecoder(path: path)
    let pipeline = YAMLReader.read(text, &decoder.log).flatMap { decoder.pipeline($0) }
    guard let pipeline, decoder.log.problems.isEmpty else { throw DefinitionErrors(decoder.log.inOrder) }
    return pipeline
  }
}
