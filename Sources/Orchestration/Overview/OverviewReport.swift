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
    for page in pages { try check(page, run.withheld, in: folder) }
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

  private static func check(_ page: Page, _ withheld: Withheld, in folder: String) throws(RunError) {
    let scan = withheld.scan(of: page.name, known: page.privacy).amongFigures
    let hits = scan.hits(in: TextPart(name: "\(folder)/\(page.name)", bytes: page.bytes))
    guard hits.isEmpty else { throw .data([PublishingError.privacy(hits).message]) }
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
