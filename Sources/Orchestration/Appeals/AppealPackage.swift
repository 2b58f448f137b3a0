import Foundation
import Publishing
import Records

/// What one member is given of their case: their own paper with every line and its source, and the answers to their own
/// claims. Nobody else is named, and no claim of another stands in it.
package enum AppealPackage {
  /// The folder in a run's directory that holds the packages, one folder a member.
  static let folder = "notices/appeal-package"

  /// Writes the package, readable by its owner alone; returns what was written, and where a claim holds what is
  /// withheld, since it names another member. `claims` is a file of claims of any members;
  /// nil: without answers.
  package static func write(
    run name: String, member: String, claims: String?, in folder: String, format: NoticeRequest.Format,
    observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(name, in: folder)
    let own = "\(published.path)/\(AppealPackage.folder)/\(member)"
    var answer: [UInt8]?
    var withheld: [String] = []
    if let claims {
      let appeal = try Appeal(run: name, claims: claims, of: member, in: folder, observer: observer)
      let lines: [String]
      (lines, withheld) = try appeal.answer(to: member)
      answer = Array((lines.joined(separator: "\n") + "\n").utf8)
      let hits = appeal.hits(in: answer ?? [], as: "\(own)/answer.txt")
      guard hits.isEmpty else { throw .data([PublishingError.privacy(hits).message]) }
    }
    let statement = "\(own)/statement.\(format.rawValue)"
    let request = try NoticeRequest(
      run: name, folder: folder, kind: .statement, format: format, dateText: nil, template: nil,
      file: statement, member: member)
    try prepare(own, in: published.path)
    let told = try NoticeReport.write(request, observer: observer)
    guard let answer else { return told }
    do throws(PublishingError) {
      try DurableFile.replace("\(own)/answer.txt", answer, mode: 0o600)
    } catch { throw .operation(error.message) }
    return told + ["\(own)/answer.txt"] + withheld
  }

  /// Makes the folder and those above it up to the run's.
  private static func prepare(_ own: String, in run: String) throws(RunError) {
    let parent = URL(filePath: own).deletingLastPathComponent()
    let folders = [parent.deletingLastPathComponent(), parent].map(\.relativePath)
    do throws(PublishingError) {
      for folder in folders where !DurableFile.exists(folder) { try DurableFile.createFolder(folder) }
      if !DurableFile.exists(own) { try DurableFile.createFolder(own, mode: 0o700) }
    } catch { throw .operation(error.message) }
  }
}
