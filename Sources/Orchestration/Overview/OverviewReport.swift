import Definitions
import Foundation
import Publishing
import Records

/// Writes the overview of a published run (大数据展示).
package enum OverviewReport {
  /// The pages' folder in the run's directory.
  static let folder = "overview"
  static let page = "overview.html"
  static let board = "studio.html"

  /// Makes the run again, which must be unchanged, and writes `overview.html` and `studio.html`; returns their paths.
  package static func write(
    run name: String, in reports: String, observer: @escaping ProgressObserver = { _ in }
  ) throws(RunError) -> [String] {
    let published = try PublishedRun(name, in: reports)
    let (taxonomy, digest) = try taxonomy(beside: published.timings.invocation.pipeline)
    let run = try published.rerun(for: .rows, observer)
    try run.withheld.requirePolicy()
    let facts = OverviewFacts(run.record, taxonomy)
    let provenance = OverviewPage.Provenance(manifest: try published.manifestDigest(), taxonomy: digest)
    let pages = [
      Page(
        name: OverviewReport.page, privacy: .public,
        bytes: OverviewPage.html(run.record, facts, provenance)),
      Page(
        name: OverviewReport.board, privacy: .internal,
        bytes: StudioPage.html(run.record, StudioFacts(run.record))),
    ]
    let folder = "\(published.path)/\(OverviewReport.folder)"
    for page in pages { try check(page, run, in: folder) }
    for page in pages {
      try write(page, run.withheld.privacy(of: page.name, known: page.privacy), in: folder)
    }
    return pages.map { "\(folder)/\($0.name)" }
  }

  private struct Page {
    let name: String
    /// What it is made for.
    let privacy: PrivacyClass
    let bytes: [UInt8]
  }

  /// Of the file beside the pipeline, with its digest; none where there is no such file.
  private static func taxonomy(beside pipeline: String) throws(RunError) -> ([Aspect], String?) {
    guard let file = try NeighbourFile(Plan.path(AspectFile.name, beside: pipeline)) else { return ([], nil) }
    let aspects = try file.decoded { (text, path) throws(DefinitionErrors) in
      try AspectFile.decode(text: text, path: path)
    }
    return (aspects, Digest.of(file.bytes))
  }

  /// Fails closed on anything private, which is told with the rows that it came from.
  private static func check(_ page: Page, _ run: ComputedRun, in folder: String) throws(RunError) {
    let scan = run.withheld.scan(of: page.name, known: page.privacy).amongFigures
    let hits = scan.hits(in: TextPart(name: "\(folder)/\(page.name)", bytes: page.bytes))
    guard hits.isEmpty else {
      let named = PrivateRows(run.record, heldBy: scan).naming(hits, inPage: page.bytes)
      throw .data([PublishingError.privacy(named).message])
    }
  }

  /// A page that is there gives way.
  private static func write(_ page: Page, _ privacy: PrivacyClass, in folder: String) throws(RunError) {
    let path = "\(folder)/\(page.name)"
    do throws(PublishingError) {
      try NoticeReport.prepareFolder(of: path)
      try DurableFile.replace(path, page.bytes, mode: privacy.mode)
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
