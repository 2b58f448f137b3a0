package import Records
package import Scoring

/// A number of a model that an analyst may turn, or the weight of a node: a factor on all points under it and on the
/// bounds of points, which is what "weight" means in a points model.
package struct Knob: Hashable, Sendable, CustomStringConvertible {
  package enum Subject: Hashable, Sendable {
    case number(NumberPath)
    /// Of the node with this code; 1 is the model as it is.
    case factor(String)
  }

  package let subject: Subject
  /// Index of the only profile that it turns; nil for all.
  package let profile: Int?
  /// As it is written: `A3.cap`, `A3.cap@常委`, `A.factor`.
  package let description: String

  /// Why a text names no knob.
  package enum Problem: Error, Hashable, Sendable {
    case unknownPath(String)
    case unknownProfile(String)
  }

  /// `path` is one of `paths(of:)`, or one with `@` and a profile behind it.
  package init(_ text: String, of model: Model) throws(Problem) {
    description = text
    let at = text.lastIndex(of: "@")
    let path = String(text[..<(at ?? text.endIndex)])
    profile = try at.map { (at) throws(Problem) in
      try Knob.profile(String(text[text.index(after: at)...]), of: model)
    }
    if let found = model.numbers.first(where: { Key($0.path.description) == Key(path) }) {
      subject = .number(found.path)
    } else if path.hasSuffix(Knob.factorSuffix),
      !model.codes(under: String(path.dropLast(Knob.factorSuffix.count))).isEmpty
    {
      subject = .factor(String(path.dropLast(Knob.factorSuffix.count)))
    } else {
      throw .unknownPath(path)
    }
  }

  private static let factorSuffix = ".factor"

  private static func profile(_ name: String, of model: Model) throws(Problem) -> Int {
    guard let index = model.profiles.firstIndex(where: { Key($0) == Key(name) }) else {
      throw .unknownProfile(name)
    }
    return index
  }

  /// What can be turned, in the order of the file, without profiles, with what it stands at; factors last.
  package static func all(of model: Model) -> [(path: String, value: Amount)] {
    let codes = model.categories.flatMap { category in model.codes(under: category.node.code) }
    return model.numbers.map { ($0.path.description, $0.amount) }
      + codes.map { ($0 + factorSuffix, neutral(model)) }
  }

  /// The paths alone.
  package static func paths(of model: Model) -> [String] { all(of: model).map(\.path) }

  /// What it stands at, by profile, in the model that it was made of or one turned from that.
  package func value(in model: Model) -> Amount {
    guard case .number(let path) = subject else { return Knob.neutral(model) }
    guard let number = model.numbers.first(where: { $0.path == path }) else {
      preconditionFailure("\(description) is no knob of \(model.id)")
    }
    return number.amount
  }

  private static func neutral(_ model: Model) -> Amount { Amount(.one, profiles: model.profiles.count) }
}

/// A knob and where it is turned to.
package struct KnobSetting: Hashable, Sendable {
  package let knob: Knob
  package let value: Fraction

  package init(_ knob: Knob, _ value: Fraction) {
    self.knob = knob
    self.value = value
  }

  /// Whether both turn one number of the model.
  package func meets(_ other: KnobSetting, in model: Model) -> Bool {
    func numbers(_ knob: Knob) -> Set<[Int]> {
      Set(knob.slots(in: model).map { [$0.place, $0.profile] })
    }
    return !numbers(knob).isDisjoint(with: numbers(other.knob))
  }
}

extension [KnobSetting] {
  /// With a knob turned, last. One that is turned already takes its old place, so that the way back leads where it came from;
  /// behind what has since turned a number of it, it is turned anew.
  package func turning(_ knob: Knob, to value: Fraction, in model: Model) -> [KnobSetting] {
    var settings = self
    let setting = KnobSetting(knob, value)
    let place = settings.lastIndex { $0.knob == knob }
    if let place, !settings[(place + 1)...].contains(where: { $0.meets(setting, in: model) }) {
      settings[place] = setting
    } else {
      settings.append(setting)
    }
    return settings
  }
}

extension Model {
  /// The model with the knobs turned one after the other; nil where a factor leaves no number of 64 bits.
  ///
  /// The result may be one that a file could not state: see `disorder`.
  package func turning(_ settings: [KnobSetting]) -> Model? {
    var model = self
    for setting in settings {
      guard let turned = model.turning(setting) else { return nil }
      model = turned
    }
    return model
  }

  private func turning(_ setting: KnobSetting) -> Model? {
    let knob = setting.knob
    let codes: Set<String>? =
      if case .factor(let code) = knob.subject { Set(codes(under: code)) } else { nil }
    var isExact = true
    let turned = mappingNumbers { path, amount in
      if let codes {
        guard path.role == .points, let owner = path.owner, codes.contains(owner) else { return amount }
      } else {
        guard knob.subject == .number(path) else { return amount }
      }
      return Amount(
        byProfile: amount.byProfile.enumerated().map { profile, number in
          guard knob.profile == nil || knob.profile == profile else { return number }
          guard codes != nil else { return setting.value }
          guard let product = number.multiplied(by: setting.value) else {
            isExact = false
            return number
          }
          return product
        })
    }
    return isExact ? turned : nil
  }
}

extension Fraction {
  /// The exact product; nil beyond 64 bits.
  fileprivate func multiplied(by other: Fraction) -> Fraction? {
    let left = Fraction(numerator, other.denominator)
    let right = Fraction(other.numerator, denominator)
    let (above, isLarge) = left.numerator.multipliedReportingOverflow(by: right.numerator)
    let (below, isSmall) = left.denominator.multipliedReportingOverflow(by: right.denominator)
    return isLarge || isSmall ? nil : Fraction(above, below)
  }
}
