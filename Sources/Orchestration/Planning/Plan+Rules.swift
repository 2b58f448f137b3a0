import Ingestion
package import Records

extension Plan {
  /// The period and the date printed (model.md, Conventions): the period asked for, else the last that had ended on the
  /// as-of date, else the pipeline's; without an as-of date the end of the period is printed. No clock is read.
  package static func dates(
    period asked: Period?, asOf: Day?, pipeline: Period
  ) throws(RunError) -> (period: Period, asOf: Day) {
    let period = asked ?? asOf.map(Period.init(lastEndedBefore:)) ?? pipeline
    let date = asOf ?? period.last
    guard !period.isYear || date >= period.last else {
      throw .usage(
        Message(
          zh: "--as-of \(date)早于年度考核\(period)的最后一天\(period.last)；请改日期，或用--period选一个季度",
          en:
            "--as-of \(date) lies before the end of \(period), \(period.last); give a later date, or choose a "
            + "quarter with --period"))
    }
    return (period, date)
  }

  /// The files under the data folder that fit one of the patterns, each once, in byte order of their paths.
  static func files(
    patterns: [String], in folder: String, _ folders: inout FolderEntries
  ) throws(RunError) -> [ResolvedFile] {
    var paths: Set<Key> = []
    for pattern in patterns {
      paths.formUnion(try FilePattern(pattern).matches(in: folder, &folders).map(Key.init))
    }
    return paths.sorted().map { ResolvedFile(path: $0.text, location: "\(folder)/\($0.text)") }
  }

  /// What is said of a source that must be there and has no file.
  static func noFile(of source: String, patterns: [String], in folder: String) -> Message {
    let patterns = patterns.joined(separator: ", ")
    return Message(
      zh: "\(folder)：没有\(source)的文件（\(patterns)）；请把文件放进数据目录，或用--data指定目录",
      en:
        "\(folder): no file of \(source) (\(patterns)); put it into the data folder, or name the folder with --data"
    )
  }
}
