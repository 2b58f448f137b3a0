import Ingestion
import Records
import Scoring

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
          en: "--as-of \(date) lies before the end of \(period), \(period.last); give a later date, or choose a "
            + "quarter with --period"))
    }
    return (period, date)
  }

  /// The first day of the period must lie inside the model's effective dates.
  package static func checkEffective(_ model: Model, _ period: Period) throws(RunError) {
    if let from = model.effectiveFrom, period.first < from {
      throw .usage(
        Message(
          zh: "\(period)早于模型\(model.id)的生效日期\(from)",
          en: "\(period) begins before \(from), when this model takes effect"))
    }
    if let to = model.effectiveTo, period.first > to {
      throw .usage(
        Message(
          zh: "\(period)晚于模型\(model.id)的失效日期\(to)",
          en: "\(period) begins after \(to), when this model ends"))
    }
  }

  /// The files of a source under the data folder. A source that must be there and has no file is an error.
  package static func files(
    of source: String, patterns: [String], isOptional: Bool, in folder: String
  ) throws(RunError) -> [ResolvedFile] {
    var paths: [String] = []
    for pattern in patterns {
      for path in FilePattern(pattern).matches(in: folder) where !paths.contains(path) { paths.append(path) }
    }
    paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    guard !paths.isEmpty || isOptional else {
      let patterns = patterns.joined(separator: ", ")
      throw .operation(
        Message(
          zh: "\(folder)：没有\(source)的文件（\(patterns)）；请把文件放进数据目录，或用--data指定目录",
          en: "\(folder): no file of \(source) (\(patterns)); put it into the data folder, or name the folder with "
            + "--data"))
    }
    return paths.map { ResolvedFile(path: $0, location: "\(folder)/\($0)") }
  }
}
