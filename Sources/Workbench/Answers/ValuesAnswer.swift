import Publishing
import Records
import Robustness
import Scoring

/// How the members of a profile spread over what an indicator counts: points before its own cap, or for tiers the measure that
/// they look at.
package struct ValuesAnswer: Hashable, Codable, Sendable {
  /// From one value up to the next one, without that.
  package struct Bin: Hashable, Codable, Sendable {
    package let from: String
    package let to: String
    package let members: Int
  }

  package struct TierCount: Hashable, Codable, Sendable {
    /// Of the knob at which it begins.
    package let path: String
    package let from: String
    package let members: Int
  }

  package let code: String
  package let name: String
  package let bins: [Bin]
  /// Left out without a cap of its own.
  package let cap: String?
  /// Members whose points reach the cap.
  package let atCap: Int
  package let tiers: [TierCount]
}

extension BenchStore {
  package func valuesAnswer(
    _ text: String, _ code: String, profile: Int
  ) throws(BenchProblem) -> ValuesAnswer {
    try check(profile: profile)
    let bench = try bench(text)
    let leaves = bench.model.leaves
    guard let leaf = leaves.firstIndex(where: { Key($0.node.code) == Key(code) }),
      case .leaf(let content) = leaves[leaf].node.content
    else { throw BenchProblem(.missing, zh: "办法里没有指标\(code)", en: "the model has no indicator '\(code)'") }
    let node = leaves[leaf].node
    let members = bench.profiles.indices.filter { bench.profiles[$0] == profile }
    let points = members.map { bench.cards[$0].leaves[leaf].content }
    let cap = node.cap.map { Points(nearest: $0[profile]) }
    var tiers: [ValuesAnswer.TierCount] = []
    var values = points
    if case .measure(_, .tiers(let steps)) = content.award {
      values = members.map { bench.basis.rescoring.measure(leaf: leaf, $0) ?? .zero }
      tiers = try self.tiers(steps.map { $0.from[profile] }, of: code, profile: profile, values)
    }
    return ValuesAnswer(
      code: node.code, name: node.name, bins: Bins(values).all, cap: node.cap?[profile].description,
      atCap: cap.map { cap in points.count { $0 >= cap } } ?? 0, tiers: tiers)
  }

  private func tiers(
    _ steps: [Fraction], of code: String, profile: Int, _ values: [Points]
  ) throws(BenchProblem) -> [ValuesAnswer.TierCount] {
    let paths = Set(try knobs.map(\.path))
    return steps.enumerated().map { place, from in
      let path = "\(code).tiers.\(place + 1).from"
      let (low, high) = (
        Points(nearest: from), place + 1 < steps.count ? Points(nearest: steps[place + 1]) : nil
      )
      return ValuesAnswer.TierCount(
        path: paths.contains(path) ? path : "\(path)@\(model.profiles[profile])", from: from.description,
        members: values.count { $0 >= low && high.map($0.isBelow) ?? true })
    }
  }
}

extension Points {
  fileprivate func isBelow(_ other: Points) -> Bool { self < other }
}

/// Values in bins of one width, that is 1, 2 or 5 times a power of ten.
private struct Bins {
  private static let most: Int64 = 24
  let all: [ValuesAnswer.Bin]

  init(_ values: [Points]) {
    let nanos = values.map(\.nano)
    guard let least = nanos.min(), let greatest = nanos.max() else {
      all = []
      return
    }
    let low = min(least, 0)
    let areWhole = nanos.allSatisfy { $0 % Points.one == 0 }
    let width = Bins.width(greatest - low, atLeast: areWhole ? Points.one : 1)
    let first = low / width - (low % width < 0 ? 1 : 0)
    all = Bins.bins(nanos, from: first, width: width)
  }

  private static func bins(_ nanos: [Int64], from first: Int64, width: Int64) -> [ValuesAnswer.Bin] {
    let last = nanos.reduce(first) { max($0, ($1 - first * width) / width + first) }
    var counts = [Int](repeating: 0, count: Int(last - first) + 1)
    for nano in nanos { counts[Int((nano - first * width) / width)] += 1 }
    return counts.enumerated().map { place, count in
      let from = (first + Int64(place)) * width
      return ValuesAnswer.Bin(
        from: Points(nano: from).text(atLeast: 0), to: Points(nano: from + width).text(atLeast: 0),
        members: count)
    }
  }

  /// The least such width of which `most` cover a span.
  private static func width(_ span: Int64, atLeast least: Int64) -> Int64 {
    var power = least
    while true {
      for factor: Int64 in [1, 2, 5] where span / (power * factor) < most { return power * factor }
      power *= 10
    }
  }
}
