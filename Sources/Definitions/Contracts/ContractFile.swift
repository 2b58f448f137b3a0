package import Ingestion

/// Decodes contract files; `Pipelines/README.md` is their reference.
package enum ContractFile {
  /// A source's contract; reports every mistake at once.
  package static func decode(text: String, path: String) throws(DefinitionErrors) -> Contract {
    var decoder = ContractDecoder(path: path)
    let contract = YAMLReader.read(text, &decoder.log).flatMap { decoder.contract($0) }
    guard let contract, decoder.log.problems.isEmpty else { throw DefinitionErrors(decoder.log.inOrder) }
    return contract
  }
}
