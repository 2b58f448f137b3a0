import Records

extension PipelineDecoder {
  mutating func limits(_ node: YAMLNode, sources: YAMLNode?) -> RunLimits {
    let keys = ["rejected", "rejected_rows", "rules"]
    guard let fields = log.fields(node, in: "limits", kind: "limits", keys: keys) else { return RunLimits() }
    let names: [String] = if case .map(let entries)? = sources?.content { entries.map(\.key) } else { [] }
    return RunLimits(
      rejectedShare: fields["rejected"].flatMap { share($0, "limits.rejected") },
      rejectedRows: fields["rejected_rows"].flatMap { log.integer($0, "limits.rejected_rows") },
      rules: fields["rules"].map { log.list($0, "limits.rules") }?.compactMap { rule($0, names) } ?? [])
  }

  private mutating func rule(_ node: YAMLNode, _ sources: [String]) -> RuleLimit? {
    let keys = ["code", "stage", "source", "column", "rows", "share", "action"]
    guard let fields = log.fields(node, in: "limits.rules", kind: "a limit", keys: keys) else { return nil }
    if !fields.has("rows"), !fields.has("share") {
      log.report("limits.rules: rows or share, or both", at: node.place)
    }
    return RuleLimit(
      code: fields["code"].flatMap { code($0) }, stage: fields["stage"].flatMap { log.choice($0, "stage") },
      source: fields["source"].flatMap { log.oneOf(sources, $0, "source") },
      column: fields["column"].flatMap { log.text($0, "column") },
      rows: fields["rows"].flatMap { log.integer($0, "rows") },
      share: fields["share"].flatMap { share($0, "share") },
      action: fields["action"].flatMap { log.choice($0, "action") } ?? .fail)
  }

  /// A code that nothing has would be a limit that never holds.
  private mutating func code(_ node: YAMLNode) -> String? {
    guard let text = log.text(node, "code") else { return nil }
    if codes.isEmpty || codes.holds(text) { return text }
    log.report("code: no finding has '\(text)'\(Nearest.suffix(to: text, among: codes))", at: node.place)
    return nil
  }

  private mutating func share(_ node: YAMLNode, _ label: String) -> Fraction? {
    let share = log.fraction(node, label)
    if let share, share < .zero || share > .one {
      log.report("\(label): between 0 and 1, found \(share)", at: node.place)
    }
    return share
  }
}
