import Publishing
import Records

/// Holds the decisions file to what it promises: lines are appended, none is changed or erased.
enum DecisionGrowth {
  /// Compares the file's beginning with what the run before replayed; a file of another name is another ledger.
  static func check(_ plan: Plan, _ baseline: Baseline?) throws(RunError) {
    guard let location = plan.decisionsFile,
      let now = plan.definitions.first(where: { $0.kind == DecisionLedger.kind }),
      let before = baseline?.manifest.definitions.first(where: { $0.kind == now.kind && $0.name == now.name }
      ),
      let size = before.size, before.sha256 != now.sha256
    else { return }
    let bytes: [UInt8]
    do { bytes = try DurableFile.read(location) } catch { throw .operation(error.message) }
    guard bytes.count < size || Digest.of(Array(bytes.prefix(size))) != before.sha256 else { return }
    let run = baseline?.manifest.run.directory ?? ""
    throw .data([
      Message(
        zh: "\(location)：\(run)用过的\(grouped(size))字节已不在文件开头；旧行不能改也不能删，请取回原文件，撤销要另写一行（undo）。"
          + "要另立一册，请用新的文件名",
        en:
          "\(location): no longer begins with the \(grouped(size)) bytes that \(run) replayed; a line is not changed or "
          + "erased: restore the file, and undo in a new line. A new ledger needs a new file name")
    ])
  }
}
