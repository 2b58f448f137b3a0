package import Ingestion
import Records

/// Decodes `privacy.yaml`; `Pipelines/README.md` is its reference.
package enum PrivacyFile {
  /// What the file is called; it lies beside the pipelines that it holds for.
  package static let name = "privacy.yaml"

  /// The policy; reports every mistake at once. A field of a source that `contracts` lack says nothing about this
  /// pipeline; one of a column that its source lacks is a mistake.
  package static func decode(
    text: String, path: String, contracts: [Contract]
  ) throws(DefinitionErrors) -> PrivacyPolicy {
    var decoder = PrivacyDecoder(path: path, contracts: contracts)
    let policy = YAMLReader.read(text, &decoder.log).flatMap { decoder.policy($0) }
    guard let policy, decoder.log.problems.isEmpty else { throw DefinitionErrors(decoder.log.inOrder) }
    return policy
  }
}

private struct PrivacyDecoder {
  var log: Diagnostics
  private let contracts: [Contract]

  init(path: String, contracts: [Contract]) {
    log = Diagnostics(file: path)
    self.contracts = contracts
  }

  mutating func policy(_ root: YAMLNode) -> PrivacyPolicy? {
    guard
      let fields = log.fields(
        root, in: "the privacy policy", kind: "a privacy policy", keys: ["public", "internal"])
    else { return nil }
    return PrivacyPolicy(
      public: fields["public"].map { rules($0, "public") } ?? PrivacyPolicy.Rules(),
      internal: fields["internal"].map { rules($0, "internal") } ?? PrivacyPolicy.Rules())
  }

  private mutating func rules(_ node: YAMLNode, _ owner: String) -> PrivacyPolicy.Rules {
    guard let fields = log.fields(node, in: owner, kind: "a class", keys: ["values", "words", "anywhere"])
    else {
      return PrivacyPolicy.Rules()
    }
    let values = fields["values"].map { log.list($0, "\(owner): values") } ?? []
    return PrivacyPolicy.Rules(
      values: values.compactMap { field($0, "\(owner): values") },
      words: fields["words"].map { log.texts($0, "\(owner): words") } ?? [],
      anywhere: fields["anywhere"].map { log.texts($0, "\(owner): anywhere") } ?? [])
  }

  /// `SOURCE.COLUMN`; nil, without a problem, for a source that the pipeline does without.
  private mutating func field(_ node: YAMLNode, _ label: String) -> PrivacyPolicy.Field? {
    guard let text = log.text(node, label) else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else {
      log.report("\(label): expected SOURCE.COLUMN, found '\(text)'", at: node.place)
      return nil
    }
    guard let contract = contracts.first(where: { Key($0.shape.name) == Key(parts[0]) }) else { return nil }
    guard contract.shape.index(of: parts[1]) != nil else {
      let nearest = Nearest.suffix(to: parts[1], among: contract.shape.fields.map(\.key))
      log.report("\(label): source \(parts[0]) has no column '\(parts[1])'\(nearest)", at: node.place)
      return nil
    }
    return PrivacyPolicy.Field(source: parts[0], column: parts[1])
  }
}
