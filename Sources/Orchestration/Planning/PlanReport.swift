import Definitions
import Foundation
import Ingestion
package import Publishing
import Records
import Scoring

/// What a run would do, found without reading a row: what is read, by which rules, and where it would be published.
package struct PlanReport: Codable, Hashable, Sendable {
  package struct Run: Codable, Hashable, Sendable {
    /// As the run's manifest will state it.
    package let id: String
    package let tool: String
    package let pipeline: String
    package let title: String
    package let period: String
    package let firstDay: String
    package let lastDay: String
    package let asOf: String
    package let model: String
    package let isExample: Bool
  }

  /// Where the run would be published.
  package struct Target: Codable, Hashable, Sendable {
    /// Path of the run's directory.
    package let path: String
    /// `absent`, `published` (a run would touch no file) or `damaged` (a run would replace it).
    package let state: String
  }

  /// A file of a source.
  package struct Input: Codable, Hashable, Sendable {
    package let source: String
    package let name: String
    package let size: Int64
    /// Physical lines, title rows and header among them: an upper bound of the rows where no cell holds a line end. Of a workbook
    /// or a UTF-16 text those that it is read as; nil for a workbook that cannot be read, as are its units.
    package let lines: Int64?
    /// Work units of at most `unitBytes`.
    package let units: Int64?
    package let sha256: String
    /// The file of the same source with the same bytes that is read in its place.
    package let sameAs: String?
  }

  /// A stage with what it will work on, in Chinese and English.
  package struct Stage: Codable, Hashable, Sendable {
    package let name: String
    package let zh: String
    package let en: String
  }

  package struct Output: Codable, Hashable, Sendable {
    package let name: String
    package let privacy: String
    package let isWritten: Bool
  }

  package struct Settings: Codable, Hashable, Sendable {
    package let data: String
    package let out: String
    /// Work units in flight.
    package let workers: Int
    package let unitBytes: Int
    package let rejectedShare: String?
    package let rejectedRows: Int?
  }

  package let run: Run
  package let target: Target
  package let stages: [Stage]
  package let inputs: [Input]
  package let definitions: [Manifest.Definition]
  package let outputs: [Output]
  package let settings: Settings

  /// Resolves the request as `run` would and reads every input once for its digest. O(bytes).
  package init(_ request: RunRequest) throws(RunError) {
    let stated = try Plan(request)
    let folder = NSTemporaryDirectory() + "dutyrank-\(UUID().uuidString)"
    defer { try? DurableFile.remove(folder) }
    let plan = try stated.extracted(into: folder)
    let files = try plan.inputs()
    let id = RunID.of(plan, files: files.map(\.file))
    run = Run(
      id: id, tool: RunID.toolVersion, pipeline: plan.pipeline, title: plan.title,
      period: plan.period.description, firstDay: plan.period.first.description,
      lastDay: plan.period.last.description, asOf: plan.asOf.description, model: plan.model.id,
      isExample: plan.model.isExample)
    target = Target("\(plan.pipeline)-\(plan.period)-\(id)", in: ReportDirectory(root: request.out))
    let places = plan.sources.flatMap { source in source.files.map { (source.contract.layout, $0) } }
    let renditions = Workers(plan.workers).map(places.count) { index in
      RenditionSize(places[index].1, layout: places[index].0)
    }
    inputs = PlanReport.inputs(files, renditions, unitSize: plan.unitSize)
    stages = plan.stages(inputs)
    definitions = plan.definitions
    outputs = OutputFile.allCases.map {
      Output(
        name: $0.rawValue,
        privacy: plan.privacy.privacy(of: $0.rawValue, known: $0.privacy).rawValue,
        isWritten: !plan.omitted.contains($0))
    }
    settings = Settings(
      data: plan.invocation.data, out: request.out, workers: plan.workers, unitBytes: plan.unitSize,
      rejectedShare: plan.limits.rejectedShare.map { "\($0)" }, rejectedRows: plan.limits.rejectedRows)
  }

  private static func inputs(
    _ files: [InputFile], _ renditions: [RenditionSize?], unitSize: Int
  ) -> [Input] {
    files.enumerated().map { index, input in
      let twin = files[..<index].first {
        $0.file.source == input.file.source && $0.file.size == input.file.size
          && $0.file.sha256 == input.file.sha256
      }
      let rendition = renditions[index]
      let lines = rendition?.lines ?? input.lines
      let size = rendition?.bytes ?? input.file.size
      let units = twin == nil ? UnitCuts.count(size, size: unitSize) : 0
      return Input(
        source: input.file.source, name: input.file.path, size: input.file.size, lines: lines,
        units: lines == nil ? nil : units, sha256: input.file.sha256, sameAs: twin?.file.path)
    }
  }

  /// One document with sorted keys; a key without a value is left out.
  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }
}

extension PlanReport.Target {
  fileprivate init(_ name: String, in reports: ReportDirectory) {
    path = reports.path(name)
    switch PublicationState(name, in: reports, comparing: .digests) {
    case .absent: state = "absent"
    case .whole: state = "published"
    case .failed, .damaged: state = "damaged"
    }
  }
}
