import Definitions
import Ingestion
import Preparation
import Publishing
import Records
import Scoring

/// The source whose rows are kept on disk since the run would not fit into the memory that was granted.
struct SpillChoice: Equatable {
  /// Index into the plan's sources.
  let source: Int
  /// Parts of its rows that are in memory one after another.
  let shards: Int

  /// The column of each source that names the member.
  static let memberColumn = "member_no"

  /// Memory that a run takes at most for each byte of its files; a row of 85 bytes was measured as 139, and later as 77.
  static let memoryPerByte: Int64 = 2
  /// One part in so many of the memory granted is for the rows of the shards that are in memory, one for each worker: the rest is for the members, their cards, the files that are being made and
  /// the units that are being read.
  static let shareOfShards: Int64 = 6

  /// Nil where everything fits, where nothing was granted, and where no source can be on disk (`obstacle`).
  init?(_ plan: Plan) {
    guard let memory = plan.memory, SpillChoice.need(plan) > memory,
      let source = SpillChoice.largest(plan), SpillChoice.obstacle(plan, source) == nil
    else { return nil }
    self.init(
      source: source, memory: memory, size: SpillChoice.size(of: plan.sources[source]),
      workers: plan.workers)
  }

  private init(source: Int, memory: Int64, size: Int64, workers: Int) {
    self.source = source
    let shard = max(1, memory / (SpillChoice.shareOfShards * Int64(workers)))
    let needed = size.multipliedReportingOverflow(by: SpillChoice.memoryPerByte).partialValue
    shards = Int(min(SpillChoice.mostShards, max(1, (needed + shard - 1) / shard)))
  }

  private static let mostShards: Int64 = 4_096

  /// What a run in memory is expected to take.
  static func need(_ plan: Plan) -> Int64 {
    plan.inputBytes.multipliedReportingOverflow(by: memoryPerByte).partialValue
  }

  /// The place of the source with the most bytes.
  static func largest(_ plan: Plan) -> Int? {
    plan.sources.indices.max { size(of: plan.sources[$0]) < size(of: plan.sources[$1]) }
  }

  private static func size(of source: Plan.Source) -> Int64 {
    source.files.reduce(0) { $0 + Plan.size(of: $1) }
  }

  /// Why the rows of a source must all be in memory at a time; nil where they need not.
  static func obstacle(_ plan: Plan, _ source: Int) -> Message? {
    let contract = plan.sources[source].contract
    let shape = contract.shape
    let shapes = plan.sources.map(\.contract.shape)
    let asked = whole.filter { !plan.omitted.contains($0) }.map(\.rawValue)
    if !asked.isEmpty {
      return Message(
        zh: "要写\(asked.joined(separator: "、"))（可在流程的outputs中关掉）",
        en:
          "\(asked.joined(separator: ", ")) \(asked.count == 1 ? "is" : "are") written (outputs of the pipeline)"
      )
    }
    if !RelationCatalog.isPreparedByMember(shape, among: shapes) {
      return Message(
        zh: "\(shape.name)的行要与别的行对照", en: "rows of \(shape.name) are compared with those of others")
    }
    if !plan.model.scoresApart(shape.name) {
      return Message(
        zh: "模型要同时看所有委员", en: "the model looks at all members at a time")
    }
    if !plan.decisions.all.isEmpty || !plan.additions.isEmpty {
      return Message(zh: "有裁定或补录", en: "there are decisions or additions")
    }
    return isWhole(contract, plan)
      ? Message(zh: "\(shape.name)的约定要看整列", en: "the contract of \(shape.name) looks at whole columns") : nil
  }

  /// Says that a run takes more memory than was granted, and why; nil where it need not.
  static func notice(_ plan: Plan) -> Message? {
    let need = need(plan)
    guard let memory = plan.memory, need > memory, let source = largest(plan),
      let obstacle = obstacle(plan, source)
    else { return nil }
    let (expected, granted) = (ByteSize.text(need), ByteSize.text(memory))
    return Message(
      zh: "预计用内存\(expected)，多于--memory给的\(granted)：各行都留在内存中，因为\(obstacle.zh)",
      en:
        "the run is expected to take \(expected) of memory, more than --memory grants (\(granted)): all rows are held in "
        + "memory, since \(obstacle.en)")
  }

  /// Files that list rows one by one with what they are compared with.
  private static let whole: [OutputFile] = [.events, .merges, .review, .workbook]

  /// True where something asks for all cells of a column, or a key may be blank.
  private static func isWhole(_ contract: Contract, _ plan: Plan) -> Bool {
    let shape = contract.shape
    let asksForRows = contract.setChecks.contains { check in
      if case .volume = check.test { false } else { true }
    }
    let withheld = plan.privacy.rules(for: .public).values.contains { Key($0.source) == Key(shape.name) }
    return asksForRows || withheld || contract.columns.contains(where: \.isPrivate)
      || !Set(shape.key).isSubset(of: shape.required) || plan.sources.contains { $0.relation != nil }
  }
}
