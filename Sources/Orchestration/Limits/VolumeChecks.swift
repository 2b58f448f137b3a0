import Definitions
import Ingestion
import Publishing
import Records

/// Compares how many rows each source was read with now and in the run before. It decides whether a run is published and
/// writes into no file, so that what is published depends on the inputs alone.
struct VolumeChecks {
  let breaches: [Breach]

  init(_ contracts: [Contract], _ inputs: [Manifest.Input], _ baseline: Baseline?) {
    breaches = contracts.flatMap { contract in
      contract.setChecks.compactMap { check -> Breach? in
        guard case .volume(let least, let most) = check.test else { return nil }
        let source = contract.shape.name
        guard let baseline, let before = baseline.rows(of: source) else {
          return Breach(
            action: .warn, source: source,
            message: Message(
              zh: "\(source)：以前没有运行可比行数", en: "\(source): no earlier run to compare its rows with"))
        }
        let now = inputs.filter { Key($0.source) == Key(source) }.reduce(0) { $0 + $1.rows }
        let isWithin =
          least.map { VolumeChecks.compare(now, $0, before) >= 0 } ?? true
          && most.map { VolumeChecks.compare(now, $0, before) <= 0 } ?? true
        guard !isWithin else { return nil }
        return Breach(
          action: check.severity == .fail ? .fail : .warn, source: source,
          message: VolumeChecks.message(source, now, before, least, most, baseline.manifest.run.directory))
      }
    }
  }

  /// The sign of rows − share · before.
  private static func compare(_ rows: Int64, _ share: Fraction, _ before: Int64) -> Int {
    let difference =
      Int128(rows) * Int128(share.denominator) - Int128(before) * Int128(share.numerator)
    return Int(difference.signum())
  }

  private static func message(
    _ source: String, _ now: Int64, _ before: Int64, _ least: Fraction?, _ most: Fraction?, _ run: String
  ) -> Message {
    let zh = [least.map { "至少\($0)倍" }, most.map { "至多\($0)倍" }].compactMap(\.self)
      .joined(separator: "、")
    let en = [least.map { "at least \($0)" }, most.map { "at most \($0)" }].compactMap(\.self)
      .joined(separator: " and ")
    return Message(
      zh: "\(source)：读入\(grouped(now))行，上一次（\(run)）\(grouped(before))行，应为\(zh)；请核对导出是否完整",
      en:
        "\(source): \(grouped(now)) rows read, \(grouped(before)) in \(run), and must be \(en) times that; check that "
        + "the export is whole")
  }
}
