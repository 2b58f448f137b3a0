import Records

/// Decodes one pipeline.
struct PipelineDecoder {
  var log: Diagnostics
  /// Where the model and each source's contract are named.
  private(set) var modelPlace: Place?
  private(set) var contractPlaces: [Place] = []

  /// True once the pipeline has named a database.
  var hasDatabase = false

  /// The codes that a limit may name; where there are none, any.
  let codes: [String]

  init(path: String, codes: [String] = []) {
    log = Diagnostics(file: path)
    self.codes = codes
  }

  private static let keys = [
    "pipeline", "title", "period", "data", "database", "sources", "model", "decisions", "limits", "outputs",
    "units",
  ]

  /// The pipeline as far as it could be read; it must not be used when there are problems.
  mutating func pipeline(_ root: YAMLNode) -> PipelineDefinition? {
    guard let fields = log.fields(root, in: "the pipeline", kind: "a pipeline", keys: Self.keys) else {
      return nil
    }
    let name = log.required("pipeline", of: fields).flatMap { log.text($0, "pipeline") } ?? ""
    checkFileName(name, fields["pipeline"]?.place)
    let model = log.required("model", of: fields).flatMap { log.text($0, "model") } ?? ""
    modelPlace = fields["model"]?.place
    return PipelineDefinition(
      name: name, title: fields["title"].flatMap { log.text($0, "title") } ?? name,
      period: fields["period"].flatMap { period($0) },
      data: fields["data"].flatMap { log.text($0, "data") } ?? ".",
      database: fields["database"].flatMap { database($0) }, sources: sources(fields), model: model,
      decisions: fields["decisions"].flatMap { log.text($0, "decisions") },
      limits: fields["limits"].map { limits($0, sources: fields["sources"]) } ?? RunLimits(),
      outputs: fields["outputs"].map { outputs($0) } ?? Set(OptionalOutput.allCases),
      unitBytes: fields["units"].flatMap { unitBytes($0) } ?? 8 << 20)
  }

  /// The name begins the names of run directories.
  private mutating func checkFileName(_ name: String, _ place: Place?) {
    let isName = name.utf8.allSatisfy { byte in
      97...122 ~= byte || 65...90 ~= byte || 48...57 ~= byte || byte == 95 || byte == 45
    }
    if !isName { log.report("pipeline: '\(name)' is no name: letters, digits, - and _", at: place) }
  }

  private mutating func period(_ node: YAMLNode) -> Period? {
    guard let text = log.text(node, "period") else { return nil }
    if let period = Period(text: text) { return period }
    log.report(
      "period: '\(text)' is neither a year such as \"2025\" nor a quarter such as \"2026-Q3\"", at: node.place
    )
    return nil
  }

  private mutating func sources(_ fields: Fields) -> [PipelineSource] {
    guard let node = log.required("sources", of: fields) else { return [] }
    guard case .map(let entries) = node.content else {
      log.report("sources: expected a map, found \(node.found)", at: node.place)
      return []
    }
    if entries.isEmpty { log.report("sources: none is listed", at: node.place) }
    return entries.compactMap { source($0) }
  }

  private mutating func source(_ entry: YAMLNode.Entry) -> PipelineSource? {
    let owner = "source \(entry.key)"
    guard
      let fields = log.fields(
        entry.value, in: owner, kind: "a source", keys: ["contract", "files", "table", "query", "optional"]),
      let contractNode = log.required("contract", of: fields, as: "\(owner): contract"),
      let contract = log.text(contractNode, "contract")
    else { return nil }
    let relation = relation(fields, owner, at: entry.value.place)
    let files =
      relation != nil
      ? nil
      : log.required("files", of: fields, as: "\(owner): files").map { log.texts($0, "files", single: true) }
    if let node = fields["files"], node.isList, files?.isEmpty == true {
      log.report("\(owner): files: none is listed", at: node.place)
    }
    contractPlaces.append(contractNode.place)
    return PipelineSource(
      name: entry.key, contract: contract, files: files ?? [], relation: relation,
      isOptional: fields["optional"].flatMap { log.flag($0, "optional") } ?? false)
  }

  private mutating func outputs(_ node: YAMLNode) -> Set<OptionalOutput> {
    let names = OptionalOutput.allCases.map(\.rawValue)
    guard let fields = log.fields(node, in: "outputs", kind: "outputs", keys: names) else { return [] }
    return Set(
      OptionalOutput.allCases.filter { output in
        fields[output.rawValue].flatMap { log.flag($0, "outputs.\(output.rawValue)") } ?? true
      })
  }

  /// Bytes, or so many KiB or MiB; 4 KiB to 1 GiB.
  private mutating func unitBytes(_ node: YAMLNode) -> Int? {
    guard let fields = log.fields(node, in: "units", kind: "units", keys: ["bytes"]),
      let bytes = log.required("bytes", of: fields, as: "units.bytes"),
      let text = log.text(bytes, "units.bytes")
    else { return nil }
    let digits = text.utf8.prefix { 48...57 ~= $0 }.count
    let scale = ["": 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30][String(text.dropFirst(digits))]
    guard digits <= 10, let number = Int(text.prefix(digits)), let scale, 4096...(1 << 30) ~= number * scale
    else {
      log.report(
        "units.bytes: expected a size from 4KiB to 1GiB such as 8MiB, found '\(text)'", at: bytes.place)
      return nil
    }
    return number * scale
  }
}
