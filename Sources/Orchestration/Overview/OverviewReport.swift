import Definitions
import Foundation
import Publishing
import Records

/// Writes the overview of a published run (大数据展示).
package enum OverviewReport {
  /// The pages' folder in the run's directory.
  static let folder = "overview"
  static let page = "overview.html"

  /// Makes the run again, which must be unchanged, and writes `overview.html`; returns its path.
  package static func write(
    run name: String, in folder: String, observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(name, in: folder)
    let (taxonomy, digest) = try taxonomy(beside: published.timings.invocation.pipeline)
    let run = try published.rerun(for: .rows, observer)
    try run.withheld.requirePolicy()
    let facts = OverviewFacts(run.record, taxonomy)
    let provenance = OverviewPage.Provenance(manifest: try published.manifestDigest(), taxonomy: digest)
    let page = OverviewPage.html(run.record, facts, provenance)
    let path = "\(published.path)/\(OverviewReport.folder)/\(OverviewReport.page)"
    try check(page, run.withheld.scan(.public).amongFigures, as: path)
    try write([(path, page)], run.withheld.privacy(of: OverviewReport.page, known: .public))
    return [path]
  }

  /// Of the file beside the pipeline, with its digest; none where there is no such file.
  private static func taxonomy(beside pipeline: String) throws(RunError) -> ([Aspect], String?) {
    let place = Plan.path(AspectFile.name, beside: pipeline)
    guard DurableFile.exists(place) else { return ([], nil) }
    let bytes: [UInt8]
    do { bytes = try DurableFile.read(place) } catch { throw .operation(error.message) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .definitions(["\(place)  not UTF-8"])
    }
    do {
      return (try AspectFile.decode(text: text, path: place), Digest.of(bytes))
    } catch {
      throw .definitions(error.problems.map(\.description))
    }
  }

  private static func check(_ page: [UInt8], _ scan: PrivacyScan, as path: String) throws(RunError) {
    let hits = scan.hits(in: TextPart(name: path, bytes: page))
    guard hits.isEmpty else { throw .data([PublishingError.privacy(hits).message]) }
  }

  /// Pages that are there give way.
  private static func write(
    _ pages: [(path: String, bytes: [UInt8])], _ privacy: PrivacyClass
  ) throws(RunError) {
    do throws(PublishingError) {
      for page in pages {
        try NoticeReport.prepareFolder(of: page.path)
        try DurableFile.replace(page.path, page.bytes, mode: privacy.mode)
      }
    } catch {
      throw .operation(error.message)
    }
  }
}

extension PrivacyScan {
  /// For a page of figures: without the withheld values of three digits or fewer, which any count may equal.
  var amongFigures: PrivacyScan {
    PrivacyScan(
      withheldNames: withheldNames,
      withheldValues: withheldValues.filter { value in
        value.text.utf8.count > 3 || !value.text.utf8.allSatisfy { 0x30...0x39 ~= $0 }
      }, phrases: phrases)
  }
}
