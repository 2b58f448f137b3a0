import Publishing
import Records

/// The name of a run: equal for the same definitions, inputs, period, date and tool.
package enum RunID {
  /// The tool and its version, as every manifest names it; part of each run id.
  package static let toolVersion = "dutyrank 0.1.0"

  /// The first 8 hex digits of SHA-256 over the definitions' and the inputs' names and digests, the period, the as-of
  /// date and the tool's version. Names count because the outputs cite them.
  static func of(_ plan: Plan, files: [SourceFile]) -> String {
    let definitions = plan.definitions.flatMap { [$0.kind, $0.name, $0.sha256] }
    let inputs = files.flatMap { [$0.source, $0.path, $0.sha256] }
    let rest = [plan.pipeline, plan.period.description, plan.asOf.description, toolVersion]
    return String(Digest.of(definitions + [""] + inputs + [""] + rest).prefix(8))
  }
}
