package import Records

/// What a page may ask of an opened run.
package enum BenchRequest: Hashable, Sendable {
  case run
  case state(String)
  case rows(state: String, BenchWindow)
  case find(state: String, BenchWindow, member: String)
  case ticks(state: String, knob: String)
  case drag(state: String, knob: String, at: Fraction, BenchWindow)
  case radius(state: String, BenchWindow)
  case values(state: String, leaf: String, profile: Int)
  case member(state: String, member: String)
  case prospect(state: String, member: String)
  case row(source: String, file: String, line: Int)
  case changes(state: String)
  case diff(state: String)
  case save(state: String, name: String)
  case compare(with: String)

  /// `name` is the last part of an address under `/api/`, `parameters` what stands behind its `?`, or for `save` the fields
  /// of its body, without any escapes.
  package init(_ name: String, _ parameters: [String: String]) throws(BenchProblem) {
    let fields = RequestFields(parameters)
    let state = parameters["state"] ?? ""
    switch name {
    case "run": self = .run
    case "state": self = .state(state)
    case "rows": self = .rows(state: state, try fields.window())
    case "find": self = .find(state: state, try fields.window(), member: try fields.text("member"))
    case "ticks": self = .ticks(state: state, knob: try fields.text("knob"))
    case "drag":
      self = .drag(
        state: state, knob: try fields.text("knob"), at: try fields.fraction("at"), try fields.window())
    case "radius": self = .radius(state: state, try fields.window())
    case "values":
      self = .values(
        state: state, leaf: try fields.text("leaf"),
        profile: try fields.number("profile", 0...999, default: 0))
    case "member": self = .member(state: state, member: try fields.text("member"))
    case "prospect": self = .prospect(state: state, member: try fields.text("member"))
    case "row":
      self = .row(
        source: try fields.text("source"), file: try fields.text("file"),
        line: try fields.number("line", 1...Int.max, default: nil))
    case "changes": self = .changes(state: state)
    case "diff": self = .diff(state: state)
    case "save": self = .save(state: state, name: try fields.text("name"))
    case "compare": self = .compare(with: try fields.text("with"))
    default: throw BenchProblem(.missing, zh: "\(name)：没有这样的问题", en: "\(name): there is no such question")
    }
  }
}

/// Which lines of the table are in sight.
package struct BenchWindow: Hashable, Sendable {
  /// Lines of one answer.
  package static let mostRows = 500

  /// Index into the model's profiles.
  package let profile: Int
  package let from: Int
  package let count: Int
  /// nil for all.
  package let sector: String?
  /// Part of a number or name; nil for all.
  package let find: String?

  package init(profile: Int, from: Int, count: Int, sector: String? = nil, find: String? = nil) {
    self.profile = profile
    self.from = from
    self.count = count
    self.sector = sector
    self.find = find
  }

  var places: Range<Int> { from..<from + count }
}

/// Reads the fields of a request.
private struct RequestFields {
  private let parameters: [String: String]

  init(_ parameters: [String: String]) { self.parameters = parameters }

  func text(_ name: String) throws(BenchProblem) -> String {
    guard let text = parameters[name], !text.isEmpty else {
      throw BenchProblem(.wrong, zh: "\(name)：没有写", en: "\(name): missing")
    }
    return text
  }

  func fraction(_ name: String) throws(BenchProblem) -> Fraction {
    guard let number = Fraction(text: try text(name)) else {
      throw BenchProblem(
        .wrong, zh: "\(name)：应为数值，如 25、0.5、2/3", en: "\(name): a number such as 25, 0.5 or 2/3 is meant")
    }
    return number
  }

  /// A nil `fallback` means that it must be written.
  func number(
    _ name: String, _ range: ClosedRange<Int>, default fallback: Int?
  ) throws(BenchProblem) -> Int {
    guard let text = parameters[name] else {
      guard let fallback else { throw BenchProblem(.wrong, zh: "\(name)：没有写", en: "\(name): missing") }
      return fallback
    }
    guard let number = Int(text), range.contains(number) else {
      throw BenchProblem(
        .wrong, zh: "\(name)：应为\(range.lowerBound)到\(range.upperBound)的整数",
        en: "\(name): a whole number from \(range.lowerBound) to \(range.upperBound) is meant")
    }
    return number
  }

  func window() throws(BenchProblem) -> BenchWindow {
    BenchWindow(
      profile: try number("profile", 0...999, default: 0),
      from: try number("from", 0...99_999_999, default: 0),
      count: try number("count", 0...BenchWindow.mostRows, default: 60),
      sector: parameters["sector"].flatMap { $0.isEmpty ? nil : $0 },
      find: parameters["find"].flatMap { $0.isEmpty ? nil : $0 })
  }
}
