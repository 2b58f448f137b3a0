import Publishing
import Records
import Scoring

/// The rankings of a year's earlier periods, as their runs published them.
enum EarlierRankings {
  /// Each run must be of the pipeline, the year, the model and the profiles of `run`, and of a period that ends before it.
  static func read(
    _ names: [String], in folder: String, before published: PublishedRun, _ run: RunRecord
  ) throws(RunError) -> [EarlierRanking] {
    var found: [EarlierRanking] = []
    for name in names {
      let earlier = try PublishedRun(name, in: folder)
      let period = try period(of: earlier, named: name, before: published)
      guard !found.contains(where: { $0.period == period }) else {
        throw refusal(
          name, zh: "另一个--earlier也是\(period)的运行；每个时段给一次",
          en: "another --earlier is of \(period) too; name one run a period")
      }
      let places = try PublishedList.places(in: earlier)
      let known = Set(run.model.profiles.map(Key.init))
      if let other = places.first(where: { !known.contains(Key($0.profile)) }) {
        throw refusal(
          name, zh: "那次运行有\(other.profile)，这次的办法没有这一类，名次不能相比",
          en:
            "that run ranks \(other.profile), a profile that this run's model lacks, so ranks cannot be compared"
        )
      }
      found.append(EarlierRanking(period: period, places: places))
    }
    return found
  }

  private static func period(
    of earlier: PublishedRun, named name: String, before published: PublishedRun
  ) throws(RunError) -> Period {
    let (old, new) = (earlier.manifest.run, published.manifest.run)
    guard let period = Period(text: old.period), let now = Period(text: new.period),
      old.pipeline == new.pipeline, old.model == new.model, period.year == now.year
    else {
      throw refusal(
        name,
        zh:
          "那次运行是\(old.pipeline)的\(old.period)（办法\(old.model)），这次是\(new.pipeline)的\(new.period)（办法\(new.model)）；名次变动要在同一流程、同一年、同一办法的运行之间",
        en:
          "that run is \(old.pipeline) of \(old.period) by \(old.model), this one \(new.pipeline) of \(new.period) by "
          + "\(new.model); ranks flow between runs of one pipeline, year and model")
    }
    guard period.months < now.months else {
      throw refusal(
        name, zh: "那次运行是\(period)的，不早于这次的\(now)；请给出更早的时段",
        en:
          "that run is of \(period), which does not end before this run's \(now); name one of an earlier period"
      )
    }
    return period
  }

  private static func refusal(_ name: String, zh: String, en: String) -> RunError {
    .usage(Message(zh: "--earlier \(name)：\(zh)", en: "--earlier \(name): \(en)"))
  }
}
