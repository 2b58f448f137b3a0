package import Records
package import Scoring

/// Where a knob may go and in which steps, in nano: what a model file could state, in 6 digits after the point, a factor in
/// 4, a grade's limit in the model's, a count in whole numbers.
package struct KnobRange: Hashable, Sendable {
  /// The first and the last position, both whole steps.
  package let low: Int64
  package let high: Int64
  package let step: Int64

  package init(low: Int64, high: Int64, step: Int64) {
    precondition(low % step == 0 && high % step == 0 && low <= high, "whole steps")
    self.low = low
    self.high = high
    self.step = step
  }

  /// From nothing to twice what the number is, as far as a model may say so: a share to 1, a number that is 0 to 1, or to −1 where
  /// it may only go down.
  ///
  /// With `wanted` the ends are those, and where the number is if that is beyond. nil where the knob stands at different numbers
  /// for the profiles that it turns. `isInOrder` says what a model may say.
  package init?(
    _ knob: Knob, of model: Model, wanted range: KnobRange? = nil,
    isInOrder: (Model) -> Bool = { $0.disorder == nil }
  ) {
    guard let now = knob.single(in: model) else { return nil }
    step = knob.step(in: model)
    let nano = Points(nearest: now).nano
    let reach = knob.isShare(in: model) || nano == 0 ? Points.one : 2 * nano
    let least = range.map { min($0.low, nano) } ?? min(0, reach)
    let most = range.map { max($0.high, nano) } ?? max(0, reach)
    let start = Int64(Rounding.halfUp(Int128(nano), over: Int128(step))) * step
    let wanted = (least / step * step, most / step * step)
    let turned = { (nano: Int64) in
      model.turning([KnobSetting(knob, Fraction(nano, Points.one))]).map(isInOrder) ?? true
    }
    let lowest = KnobRange.last(from: start, to: wanted.0, step: step, isInOrder: turned)
    high = KnobRange.last(from: start, to: wanted.1, step: step, isInOrder: turned)
    low =
      range == nil && nano == 0 && lowest == high
      ? KnobRange.last(from: start, to: -Points.one, step: step, isInOrder: turned) : lowest
  }

  /// The last position on the way from one to another that a model may have: what is in order is an interval, since
  /// every rule is an order between two numbers. O(log steps) models.
  private static func last(
    from start: Int64, to end: Int64, step: Int64, isInOrder: (Int64) -> Bool
  ) -> Int64 {
    if isInOrder(end) { return end }
    var (good, bad) = (start / step, end / step)
    while abs(good - bad) > 1 {
      let middle = (good + bad) / 2
      if isInOrder(middle * step) { good = middle } else { bad = middle }
    }
    return good * step
  }
}

extension Knob {
  /// What it stands at in the profiles that it turns; nil where they differ.
  package func single(in model: Model) -> Fraction? {
    single(of: value(in: model))
  }

  /// The same of what it stands at by profile.
  package func single(of amount: Amount) -> Fraction? {
    let values = amount.byProfile
    guard let profile else { return Set(values).count == 1 ? values[0] : nil }
    return values[profile]
  }

  /// The numbers of the model that it turns.
  func slots(in model: Model) -> [NumberSlot] {
    let numbers = model.numbers
    let profiles = profile.map { [$0] } ?? Array(model.profiles.indices)
    switch subject {
    case .number(let path):
      return numbers.indices.filter { numbers[$0].path == path }.flatMap { place in
        profiles.map { NumberSlot(place: place, profile: $0) }
      }
    case .factor(let code):
      let codes = Set(model.codes(under: code))
      let places = numbers.indices.filter { place in
        numbers[place].path.role == .points && numbers[place].path.owner.map(codes.contains) ?? false
      }
      return places.flatMap { place in
        profiles.map {
          NumberSlot(place: place, profile: $0, multiplied: numbers[place].amount[$0])
        }
      }
    }
  }

  /// Index of the category that it turns; nil for none.
  func category(of model: Model) -> Int? {
    let code: String?
    switch subject {
    case .factor(let node): code = node
    case .number(let path): code = part(of: model) == .node ? path.owner : nil
    }
    return code.flatMap { code in model.categories.firstIndex { $0.node.holds(Key(code)) } }
  }

  /// What part of the model it turns.
  enum Part: Hashable {
    case node, floor
    /// Index of the grade.
    case limit(Int), seats(Int)
  }

  func part(of model: Model) -> Part {
    guard case .number(let path) = subject else { return .node }
    guard let owner = path.owner else { return .floor }
    guard let grade = model.grades.firstIndex(where: { Key($0.name) == Key(owner) }),
      !model.categories.contains(where: { !model.codes(under: owner).isEmpty && $0.node.code == owner })
    else { return .node }
    return path.key == "from" ? .limit(grade) : .seats(grade)
  }

  func step(in model: Model) -> Int64 {
    guard case .number(let path) = subject else { return Points.one / 10_000 }
    if path.isCount { return Points.one }
    guard case .limit = part(of: model) else { return Points.one / 1_000_000 }
    return model.unit
  }

  fileprivate func isShare(in model: Model) -> Bool {
    guard case .number(let path) = subject else { return false }
    return path.key == "share" || path.key == "share.first"
  }
}

extension NumberPath {
  /// The bound of a comparison in a condition.
  package var isCondition: Bool {
    Comparison.Operator.allCases.contains { key == $0.rawValue || key.hasSuffix(".\($0.rawValue)") }
  }

  /// A number of records, members or the like.
  var isCount: Bool { ["best", "skip", "pool_under"].contains { key == $0 || key.hasSuffix(".\($0)") } }
}
