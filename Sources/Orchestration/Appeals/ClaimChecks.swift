import Definitions
import Ingestion
import Publishing
import Records

/// Holds claims to a run before their effect is worked out.
struct ClaimChecks {
  private let plan: Plan
  private let run: RunRecord
  /// The file of claims.
  private let path: String

  init(_ plan: Plan, _ run: RunRecord, beside path: String) {
    self.plan = plan
    self.run = run
    self.path = path
  }

  /// Sources that say who is a member, when one works, and what was decided: they are corrected themselves.
  private static let fixed = Set(
    ["members", "aliases", "member_status", "calendar", "adjustments"].map { Key($0) })

  /// The claim with its source's own name, and what stands against looking at it.
  func check(_ claim: Claim) -> (Claim, [Message]) {
    var messages: [Message] = []
    if !run.members.contains(where: { Key($0.number) == Key(claim.member) }) {
      messages.append(
        Message(
          zh: "这次运行没有编号为\(claim.member)的委员", en: "the run has no member with number \(claim.member)"))
    }
    let open = plan.sources.filter { !ClaimChecks.fixed.contains(Key($0.contract.shape.name)) }
    let source = open.first { source in
      let shape = source.contract.shape
      return [Key(shape.name), Key(shape.title)].contains(Key(claim.source))
    }
    guard let source else {
      let names = open.map(\.contract.shape.name)
      messages.append(
        Message(
          zh: "“\(claim.source)”的行不能申诉；可用：\(names.joined(separator: "、"))",
          en: "no claim is made against rows of '\(claim.source)'"
            + Nearest.suffix(to: claim.source, among: names)))
      return (claim, messages)
    }
    let shape = source.contract.shape
    switch claim.action {
    case .void: messages += missingPattern("adjustments")
    case .redate: messages += missingPattern("adjustments") + stranger(claim, shape.name)
    case .add(let file): messages += missingPattern(shape.name) + rows(file, claim, source.contract)
    }
    let known = Claim(
      number: claim.number, member: claim.member, action: claim.action, source: shape.name,
      recordKey: claim.recordKey, evidence: claim.evidence, deadline: claim.deadline, line: claim.line)
    return (known, messages)
  }

  /// Where the source that accepted rows would join does not read their file.
  private func missingPattern(_ source: String) -> [Message] {
    let patterns = plan.sources.first { $0.contract.shape.name == source }?.patterns ?? []
    guard !patterns.contains(where: { FilePattern.fits("\(source)\(ClaimRows.mark)00000000.csv", $0) }) else {
      return []
    }
    return [
      Message(
        zh: "流程文件中\(source)的files不包括\(source)-*.csv；请加上",
        en: "files of \(source) in the pipeline do not take in \"\(source)-*.csv\"; add it")
    ]
  }

  /// A change of date does not ask whose the record is, so it is asked here, where the source says.
  private func stranger(_ claim: Claim, _ source: String) -> [Message] {
    guard let table = run.tables.first(where: { $0.source == source }),
      table.shape.index(of: "member_no") != nil,
      let row = table.live.first(where: { Key(table.recordKey(Int($0))) == Key(claim.recordKey) }),
      Key(table.text("member_no", Int(row))) != Key(claim.member)
    else { return [] }
    return [
      Message(
        zh: "\(table.shape.title)\(claim.recordKey)不是委员\(claim.member)的；请核对委员编号",
        en: "\(source) \(claim.recordKey) is not of member \(claim.member); check member_no")
    ]
  }

  /// Every supplementary row must decode, and be the member's own where the source says whose it is.
  private func rows(_ name: String, _ claim: Claim, _ contract: Contract) -> [Message] {
    let source: IngestedSource
    do { source = try ClaimRows.read(name, contract, beside: path) } catch { return [error.message] }
    let refused = source.rejections.map { rejection in
      let (line, message) = (rejection.origin.firstLine, rejection.finding.message)
      return Message(zh: "\(name):\(line) \(message.zh)", en: "\(name):\(line) \(message.en)")
    }
    guard contract.shape.index(of: "member_no") != nil else {
      return refused + taken(source.table, name, claim)
    }
    let others = source.table.live.filter {
      Key(source.table.text("member_no", Int($0))) != Key(claim.member)
    }
    return refused
      + others.map { row in
        let line = source.table.origins[Int(row)].firstLine
        return Message(
          zh: "\(name):\(line) 不是委员\(claim.member)的行",
          en: "\(name):\(line) the row is not of member \(claim.member)")
      } + taken(source.table, name, claim)
  }

  /// Rows that would take the place of another member's record by bearing its key, or of any where the source does not say
  /// whose a record is.
  private func taken(_ added: Table, _ name: String, _ claim: Claim) -> [Message] {
    guard let table = run.tables.first(where: { Key($0.source) == Key(added.source) }) else { return [] }
    let isOwned = table.shape.index(of: "member_no") != nil
    var owners: [Key: Key] = [:]
    for row in table.live {
      owners[Key(table.recordKey(Int(row)))] = Key(isOwned ? table.text("member_no", Int(row)) : "")
    }
    return added.live.compactMap { row in
      let key = added.recordKey(Int(row))
      guard let owner = owners[Key(key)], owner != Key(claim.member) else { return nil }
      let line = added.origins[Int(row)].firstLine
      guard isOwned else {
        return Message(
          zh: "\(name):\(line) \(key)已有记录；补录的行要用自己的编号",
          en: "\(name):\(line) \(key) is a record already; give the added row a number of its own")
      }
      return Message(
        zh: "\(name):\(line) \(key)已是别的委员的记录；补录的行要用自己的编号",
        en: "\(name):\(line) \(key) is another member's record; give the added row a number of its own")
    }
  }
}
