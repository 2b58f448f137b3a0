package import Ingestion
package import Records

/// Decodes `privacy.yaml`; `Pipelines/README.md` is its reference.
package enum PrivacyFile {
  /// What the file is called; it lies beside the pipelines that it holds for.
  package static let name = "privacy.yaml"

  /// The policy; reports every mistake at once. A field of a source that `contracts` lack says nothing about this
  /// pipeline; one of a column that its source lacks is a mistake. `outputs` are those that there are, each with its own
  /// class.
  package static func decode(
    text: String, path: String, contracts: [Contract], outputs: [String: PrivacyClass] = [:]
  ) throws(DefinitionErrors) -> PrivacyPolicy {
    var decoder = PrivacyDecoder(path: path, contracts: contracts, known: outputs)
    let policy = YAMLReader.read(text, &decoder.log).flatMap { decoder.policy($0) }
    guard let policy, decoder.log.problems.isEmpty else { throw DefinitionErrors(decoder.log.inOrder) }
    return policy
  }
}

private struct PrivacyDecoder {
  var log: Diagnostics
  private let contracts: [Contract]
  private let known: [String: PrivacyClass]

  init(path: String, contracts: [Contract], known: [String: PrivacyClass]) {
    log = Diagnostics(file: path)
    self.contracts = contracts
    self.known = known
  }

  mutating func policy(_ root: YAMLNode) -> PrivacyPolicy? {
    guard
      let fields = log.fields(
        root, in: "the privacy policy", kind: "a privacy policy", keys: ["public", "internal", "outputs"])
    else { return nil }
    return PrivacyPolicy(
      public: fields["public"].map { rules($0, "public") } ?? PrivacyPolicy.Rules(),
      internal: fields["internal"].map { rules($0, "internal") } ?? PrivacyPolicy.Rules(),
      outputs: fields["outputs"].map { outputs($0) })
  }

  private mutating func outputs(_ node: YAMLNode) -> [String: PrivacyClass] {
    let names = known.keys.sorted()
    guard let fields = log.fields(node, in: "outputs", kind: "the outputs", keys: names) else { return [:] }
    var classes: [String: PrivacyClass] = [:]
    for name in names {
      guard let node = fields[name] else { continue }
      let stated: PrivacyClass? = log.choice(node, name)
      if known[name] == .staff, let stated, stated != .staff {
        log.report("\(name) holds what only its owner may see; it is staff and nothing else", at: node.place)
      }
      classes[name] = stated
    }
    return classes
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
