import Foundation
import Ranking
import Records
import Scoring

/// `manifest.json`: what a run was made of and what it gave; equal on every re-run.
package struct Manifest: Codable, Hashable, Sendable {
  package struct Run: Codable, Hashable, Sendable {
    package let id: String
    package let tool: String
    package let pipeline: String
    package let title: String
    package let period: String
    package let asOf: String
    package let model: String

    /// The name of the run's directory.
    package var directory: String { "\(pipeline)-\(period)-\(id)" }
  }

  /// A definition file and its digest.
  package struct Definition: Codable, Hashable, Sendable {
    package let kind: String
    package let name: String
    package let sha256: String
    /// Bytes; stated of what may only grow.
    package let size: Int?

    package init(kind: String, name: String, sha256: String, size: Int? = nil) {
      self.kind = kind
      self.name = name
      self.sha256 = sha256
      self.size = size
    }
  }

  /// A file that rows were read from.
  package struct Input: Codable, Hashable, Sendable {
    package let source: String
    package let name: String
    package let size: Int64
    package let sha256: String
    package let encoding: String
    package let rows: Int64
    /// Bytes of what a file that is no plain text in UTF-8 or GB18030 was read as; nil for any other.
    package let renditionSize: Int64?
    /// The sheet that was read of a workbook; nil for a text.
    package let sheet: String?
    /// The table or query that the file is the extract of; nil for a file that was delivered.
    package let relation: String?

    package init(
      source: String, name: String, size: Int64, sha256: String, encoding: String, rows: Int64,
      renditionSize: Int64? = nil, sheet: String? = nil, relation: String? = nil
    ) {
      self.source = source
      self.name = name
      self.size = size
      self.sha256 = sha256
      self.encoding = encoding
      self.rows = rows
      self.renditionSize = renditionSize
      self.sheet = sheet
      self.relation = relation
    }
  }

  /// A file that a run wrote.
  package struct Output: Codable, Hashable, Sendable {
    package let name: String
    package let privacy: String
    package let size: Int
    package let sha256: String
    /// Lines below the header; nil for what is no table.
    package let rows: Int?

    /// What went out of an artifact.
    package init(_ artifact: Artifact, size: Int, sha256: String, rows: Int?) {
      name = artifact.file.rawValue
      privacy = artifact.privacy.rawValue
      self.size = size
      self.sha256 = sha256
      self.rows = rows
    }
  }

  package struct Counts: Codable, Hashable, Sendable {
    package let members: Int
    package let ranked: Int
    package let read: Int64
    package let kept: Int64
    package let rejected: Int64
    package let merged: Int64
    package let filtered: Int64
    package let corrected: Int
    package let unused: Int
  }

  package let run: Run
  package let definitions: [Definition]
  package let inputs: [Input]
  package let counts: Counts
  /// Ranks and grades by profile, in print order.
  package let distributions: [Distribution]
  package let findings: [CodeCount]
  package let rejections: [CodeCount]
  package private(set) var outputs: [Output]
  /// What was erased since; nil in the manifest that a run writes. The outputs keep the digests of what was.
  package var erasure: Erasure?

  /// `outputs` are the files that the record gave, in the order of `OutputFile`.
  package init(_ record: RunRecord, outputs: [Output]) {
    let identity = record.identity
    run = Run(
      id: identity.runID, tool: identity.toolVersion, pipeline: identity.pipeline, title: identity.title,
      period: identity.period.description, asOf: identity.asOf.description, model: record.model.id)
    definitions = record.definitions
    inputs = record.inputs
    let totals = BooksTotals(record.books)
    counts = Counts(
      members: record.members.count, ranked: record.ranking.standings.count { $0.rank != nil },
      read: totals.read, kept: totals.kept, rejected: totals.rejected, merged: totals.merged,
      filtered: totals.filtered, corrected: record.corrections.count, unused: record.unused.count)
    distributions = record.distributions
    findings = CodeCount.of(record.findings)
    rejections = CodeCount.of(record.quarantine.map(\.rejection.finding))
    self.outputs = outputs
  }

  /// The manifest as the run wrote it.
  package var original: Manifest {
    var manifest = self
    manifest.erasure = nil
    return manifest
  }

  /// What the run's record alone decides.
  package var withoutOutputs: Manifest {
    var manifest = original
    manifest.outputs = []
    return manifest
  }

  /// Whether a file, or the folder that it lies in, was erased by rule.
  package func isErased(_ name: String) -> Bool { erasure?.files.contains(name) ?? false }

  /// Sorted keys, two spaces, a line end.
  package func json() -> [UInt8] { JSONText.encode(self) }

  /// nil for what is no manifest.
  package init?(json: [UInt8]) {
    guard let manifest = JSONText.decode(Manifest.self, from: json) else { return nil }
    self = manifest
  }
}

/// `timings.json`: how and how fast a run was made; not compared, since it names paths and the clock's readings.
package struct Timings: Codable, Hashable, Sendable {
  package struct Stage: Codable, Hashable, Sendable {
    package let name: String
    package let milliseconds: Int64

    package init(name: String, milliseconds: Int64) {
      self.name = name
      self.milliseconds = milliseconds
    }
  }

  /// What was asked for, so that the run can be made again.
  package struct Invocation: Codable, Hashable, Sendable {
    package let pipeline: String
    package let data: String
    package let model: String?

    package init(pipeline: String, data: String, model: String?) {
      self.pipeline = pipeline
      self.data = data
      self.model = model
    }
  }

  package let invocation: Invocation
  package let stages: [Stage]

  package init(invocation: Invocation, stages: [Stage]) {
    self.invocation = invocation
    self.stages = stages
  }

  package func json() -> [UInt8] { JSONText.encode(self) }

  package init?(json: [UInt8]) {
    guard let timings = JSONText.decode(Timings.self, from: json) else { return nil }
    self = timings
  }
}

/// JSON in stable forms: sorted keys, no escaped slash.
package enum JSONText {
  /// Has the library look up how the values of a run's files are encoded, which takes it longer than to encode them.
  package static func prepare() {
    _ = encode([Manifest.Definition(kind: "", name: "", sha256: "", size: 0)])
    _ = encode([Manifest.Input(source: "", name: "", size: 0, sha256: "", encoding: "", rows: 0)])
    let invocation = Timings.Invocation(pipeline: "", data: "", model: "")
    _ = encode(Timings(invocation: invocation, stages: [Timings.Stage(name: "", milliseconds: 0)]))
  }

  /// For files: keys in snake_case, two spaces, a line end.
  package static func encode(_ value: some Encodable) -> [UInt8] {
    encode(value) { encoder in
      encoder.outputFormatting.insert(.prettyPrinted)
      encoder.keyEncodingStrategy = .convertToSnakeCase
    } + [UInt8(ascii: "\n")]
  }

  /// For answers: keys as they are, all on one line.
  package static func line(_ value: some Encodable) -> [UInt8] { encode(value) { _ in } }

  private static func encode(_ value: some Encodable, _ form: (JSONEncoder) -> Void) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    form(encoder)
    do {
      return Array(try encoder.encode(value))
    } catch {
      preconditionFailure("texts and numbers always encode: \(error)")
    }
  }

  /// nil for what does not hold the value.
  package static func decode<Value: Decodable>(_ type: Value.Type, from json: [UInt8]) -> Value? {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(type, from: Data(json))
  }
}
