import Publishing
import Records

/// Decides whether a published run may go out of the office.
struct ApprovalGate {
  let run: PublishedRun

  /// What stands in the run's directory.
  private enum State {
    case absent
    /// No approval can be read in the file.
    case unreadable
    /// Its fields are not those that its checksum was made of.
    case edited
    case stands(Approval)
    /// It was given to other bytes; with what differs.
    case changed(Approval, Message)
  }

  /// The approval that stands. Throws, saying what differs and how to mend it, unless the run is approved and unchanged
  /// since. The bytes of `apart` are not compared: whoever passes them does so himself.
  @discardableResult
  func check(apart: Set<OutputFile> = []) throws(RunError) -> Approval {
    let place = "\(run.path)/\(Approval.name)"
    switch try state(apart: apart) {
    case .stands(let approval): return approval
    case .absent:
      throw .data([
        Message(
          zh: "\(run.path)：尚未批准，不能公示或发布；请负责人核对后执行dutyrank approve \(run.path) --by 姓名 --date 日期",
          en:
            "\(run.path): not approved, so it is neither made public nor published; once it was looked at: "
            + "dutyrank approve \(run.path) --by NAME --date DATE")
      ])
    case .unreadable:
      throw .data([
        Message(
          zh: "\(place)：不是批准文件；请删去后重新执行dutyrank approve",
          en: "\(place): no approval; remove it and approve the run again")
      ])
    case .edited:
      throw .data([
        Message(
          zh: "\(place)：写出之后被改过（校验值不符），批准无效；请取回原文件，或删去后重新执行dutyrank approve",
          en:
            "\(place): was edited after it was written, as its checksum tells, so it approves nothing; restore it, or remove "
            + "it and approve the run again")
      ])
    case .changed(let approval, let change):
      throw .data([
        Message(
          zh: "\(run.path)：\(approval.by)\(approval.date)批准后有变动，批准已失效：\(change.zh)；请取回原文件，或重新运行并重新批准",
          en:
            "\(run.path): changed since \(approval.by) approved it on \(approval.date), which so no longer holds: "
            + "\(change.en); restore the file, or run and approve again")
      ])
    }
  }

  /// Approves the run, whose files must all be what its manifest states; an approval that holds stands as it is.
  func approve(by name: String, on date: Day) throws(RunError) -> [String] {
    let directory = run.manifest.run.directory
    let approval = Approval(
      run: directory, manifestSha256: try run.manifestDigest(), by: name, date: date.description)
    if case .stands(let before) = try state(apart: []) {
      guard before != approval else {
        return ["\(directory)早已由\(name)批准，未改动  was approved so before; nothing was changed"]
      }
      throw .usage(
        Message(
          zh: "\(directory)：\(before.by)\(before.date)已经批准；要改，请先删去\(run.path)/\(Approval.name)",
          en:
            "\(directory): \(before.by) approved it on \(before.date); to change that, remove "
            + "\(run.path)/\(Approval.name) first"))
    }
    if let damage = try damage(apart: []) {
      throw .data([
        Message(
          zh: "\(run.path)：\(damage.zh)，不能批准；请重新运行",
          en: "\(run.path): \(damage.en), so it cannot be approved; run it again")
      ])
    }
    do throws(PublishingError) {
      try DurableFile.replace("\(run.path)/\(Approval.name)", approval.json(), mode: 0o644)
      try DurableFile.syncFolder(run.path)
    } catch { throw .operation(error.message) }
    return ["\(directory)由\(name)\(date)批准，可以公示和发布  approved by \(name) on \(date)"]
  }

  private func state(apart: Set<OutputFile>) throws(RunError) -> State {
    let place = "\(run.path)/\(Approval.name)"
    guard DurableFile.exists(place) else { return .absent }
    guard let approval = (try? DurableFile.read(place)).flatMap(Approval.init(json:)) else {
      return .unreadable
    }
    guard approval.isUnedited else { return .edited }
    guard let day = Day(text: approval.date), Day(text: run.manifest.run.asOf).map({ day >= $0 }) ?? true
    else {
      return .unreadable
    }
    let directory = run.manifest.run.directory
    guard approval.run == directory else {
      return .changed(
        approval, Message(zh: "批准的是\(approval.run)", en: "the approval is that of \(approval.run)"))
    }
    guard try approval.manifestSha256 == run.manifestDigest() else {
      let name = OutputFile.manifest.rawValue
      return .changed(
        approval, Message(zh: "\(name)与批准时不同", en: "\(name) is not the one that was approved"))
    }
    return try damage(apart: apart).map { .changed(approval, $0) } ?? .stands(approval)
  }

  /// The first file that is not what the manifest states. O(bytes).
  private func damage(apart: Set<OutputFile>) throws(RunError) -> Message? {
    let names = Set(apart.map { Key($0.rawValue) })
    let manifest = run.manifest
    for output in manifest.outputs
    where !names.contains(Key(output.name)) && !manifest.isErased(output.name) {
      if let damage = PublicationState.damage(output, at: "\(run.path)/\(output.name)", .digests) {
        return damage
      }
    }
    guard !manifest.isErased(ReportDirectory.extracts + "/") else { return nil }
    for input in manifest.inputs where input.relation != nil {
      let name = "\(ReportDirectory.extracts)/\(input.name)"
      guard (try? DurableFile.read("\(run.path)/\(name)")).map(Digest.of) == input.sha256 else {
        return Message(zh: "\(name)的内容与清单不符", en: "\(name) is not what its manifest says")
      }
    }
    return nil
  }
}

extension Approval {
  /// With its checksum.
  init(run: String, manifestSha256: String, by: String, date: String) {
    self.init(
      run: run, manifestSha256: manifestSha256, by: by, date: date,
      checksum: Approval.checksum(run, manifestSha256, by, date))
  }

  /// Whether the checksum is that of the other fields.
  var isUnedited: Bool { checksum == Approval.checksum(run, manifestSha256, by, date) }

  private static func checksum(_ fields: String...) -> String { Digest.of(fields) }
}

/// Approves published runs.
package enum Approve {
  /// Says what was done; throws where the run is not whole or another approval stands.
  package static func lines(
    run name: String, in folder: String, by person: String, dateText: String
  ) throws(RunError) -> [String] {
    let by = try DecisionOption.person(person)
    let run = try PublishedRun(name, in: folder)
    let date = try DecisionOption.day(dateText, option: "--date", on: run.manifest.run)
    let lock = try RunLock(folder: run.folder)
    let lines = try ApprovalGate(run: run).approve(by: by, on: date)
    lock.release()
    return lines
  }
}
