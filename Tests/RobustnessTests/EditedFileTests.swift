import Definitions
import Records
import Robustness
import Scoring
import Testing

/// A model whose number was turned is the model of a file in which that number was edited.
@Suite("a turned number is an edited one")
struct EditedFileTests {
  /// A number as a file writes it.
  private struct Written {
    let text: String
    let range: Range<String.Index>
    let value: Fraction

    static func all(in text: String) -> [Written] {
      text.split(separator: "\n").flatMap { line in
        line.split(separator: "#", omittingEmptySubsequences: false)[0].matches(of: /[^\s{}\[\],:]+/)
          .compactMap { match in
            Fraction(text: match.output).map { Written(text: text, range: match.range, value: $0) }
          }
      }
    }

    func edited(to other: String) throws -> Model {
      try ModelFiles.decode(text[..<range.lowerBound] + other + text[range.upperBound...])
    }

    /// What the decoder says of the file with another number.
    func problems(ofEdit other: String) -> [String] {
      do {
        _ = try edited(to: other)
        return []
      } catch {
        return (error as? DefinitionErrors)?.problems.map(\.message) ?? ["\(error)"]
      }
    }

    /// The first of some numbers near this one that the file may state.
    func nearby() throws -> (value: String, model: Model) {
      let steps = [(1, 5), (-1, 5), (1, 1), (-1, 1)] as [(Int64, Int64)]
      return try #require(
        steps.lazy.compactMap { step, part in
          let other = Fraction(value.numerator * part + step * value.denominator, value.denominator * part)
          return (try? edited(to: "\(other)")).map { ("\(other)", $0) }
        }.first, "\(value) cannot be edited")
    }

    /// What an edit of it turns; nil where it is no number that can be turned.
    func knob(of model: Model) throws -> Knob? {
      let numbers = model.numbers
      let edited = try nearby().model.numbers
      let differing = numbers.indices.filter { numbers[$0].amount != edited[$0].amount }
      guard let place = differing.first else { return nil }
      try #require(differing.count == 1, "\(value) is in several places")
      let (before, after) = (numbers[place].amount, edited[place].amount)
      let turned = model.profiles.indices.filter { before[$0] != after[$0] }
      let path = "\(numbers[place].path)"
      return try Knob(
        turned.count == model.profiles.count ? path : "\(path)@\(model.profiles[turned[0]])", of: model)
    }
  }

  @Test(
    "every number of a file but those of derive and of equal values",
    arguments: [
      (
        "yy-default-1", ["2", "120", "60", "15", "15", "3", "0", "0"],
        ["C2", "G3", "G4", "G5", "G6", "H2", "H3.1"].map { $0 + ".points.else" }
      ),
      ("anqing-2018", ["120", "60", "15", "15"], []),
      ("jinan-2015", ["120", "60", "15", "15"], ["A1.points.else"]), ("yanbian-2022", [], []),
      ("dense", ["120", "60", "15", "14", "0"], ["合格.pool_under"]),
    ] as [(String, [String], [String])])
  func everyNumber(_ name: String, _ others: [String], _ unstated: [String]) throws {
    let text = try ModelFiles.text(name)
    let model = try ModelFiles.decode(text)
    var (found, none) = (Set<String>(), [String]())
    for written in Written.all(in: text) {
      guard let knob = try written.knob(of: model) else {
        none.append("\(written.value)")
        continue
      }
      let (value, edited) = try written.nearby()
      let setting = KnobSetting(knob, try #require(Fraction(text: value)))
      #expect(model.turning([setting]) == edited, "\(knob) = \(value)")
      found.insert(knob.description)
    }
    let stated = model.numbers.filter { number in
      model.profiles.allSatisfy { found.contains("\(number.path)@\($0)") } || found.contains("\(number.path)")
    }
    let missing = model.numbers.map { "\($0.path)" }.filter { path in
      !stated.contains { "\($0.path)" == path }
    }
    #expect(none == others && missing == unstated, "\(none) \(missing)")
  }

  @Test(
    "a number is out of order where the decoder of its file says so, and nowhere else",
    arguments: [
      "-1000001", "1000001", "1/1000001", "-1000", "-2", "-1", "0", "0.001", "1/3", "1/2", "1", "3/2", "8",
      "9", "60", "91", "1000",
    ])
  func disorder(_ text: String) throws {
    let value = try #require(Fraction(text: text))
    for (written, knob) in try Self.dense.get() {
      let turned = try #require(Self.model.get().turning([KnobSetting(knob, value)]))
      let problems = written.problems(ofEdit: text)
      let disorder = turned.disorder
      #expect(
        problems.isEmpty == (disorder == nil), "\(knob)=\(text): \(problems) \(String(describing: disorder))")
      guard let said = disorder?.message.en, !problems.isEmpty else { continue }
      #expect(
        problems.contains { $0 == said || $0.hasSuffix(": \(said)") || $0.contains("share.first") },
        "\(knob)=\(text): \(problems), \(said)")
    }
  }

  @Test(
    "both say it in their words",
    arguments: [
      (
        "floor=1000001", "floor", "数值至多1000000，分母至多1000000，现为1000001",
        "numbers go to 1000000 and in parts of 1000000, found 1000001",
        "floor: numbers go to 1000000 and in parts of 1000000, found 1000001"
      ),
      ("A.start=100", "A.cap", "起点100高于上限90", "start 100 is above cap 90", "start 100 is above cap 90"),
      ("A.floor=8", "A.floor", "下限8高于起点7", "floor 8 is above start 7", "floor 8 is above start 7"),
      ("A2.floor=13", "A2.floor", "下限13高于上限12", "floor 13 is above cap 12", "floor 13 is above cap 12"),
      ("A2.cap=3", "A2.cap", "上限3低于一件的4", "cap 3 is below one event of 4", "cap 3 is below one event of 4"),
      (
        "A2.limits.1.best=-1", "A2.limits.1.best", "至少为0，现为-1", "at least 0, found -1",
        "limits.best: at least 0, found -1"
      ),
      (
        "A2.limits.2.points=-1", "A2.limits.2.points", "至少为0，现为-1", "at least 0, found -1",
        "limits.points: at least 0, found -1"
      ),
      (
        "A2.limits.3.skip=1/2", "A2.limits.3.skip", "应为整数，现为0.5", "expected a whole number, found 0.5",
        "limits.skip: expected a whole number, found 0.5"
      ),
      (
        "A3.tiers.2.from=3", "A3.tiers.2.from", "3排在3之后", "3 follows 3", "tiers: 3 follows 3"
      ),
      (
        "A4.points@常委=-1", "A4.points", "同一指标里有5也有-1", "5 and -1 in one indicator",
        "points: 5 and -1 in one indicator"
      ),
      (
        "B1.points=-1", "B1", "几何平均中的B1不可为负", "child B1 can be negative",
        "geometric: child B1 can be negative"
      ),
      ("B1.weight=0", "B1.weight", "应大于0，现为0", "more than 0, found 0", "weight: more than 0, found 0"),
      (
        "B1.weight=1000", "B.weight", "权重化为最小整数后合计超过1000",
        "the weights as least whole numbers add up to more than 1000",
        "geometric: the weights as least whole numbers add up to more than 1000"
      ),
      (
        "B2.goalposts.2=1", "B2.goalposts.2", "1和1相等", "1 and 1 are equal", "goalposts: 1 and 1 are equal"
      ),
      (
        "C1.share.first=3/2", "C1.share.first", "应在0和1之间，现为1.5", "between 0 and 1, found 1.5",
        "share.first: between 0 and 1, found 3/2"
      ),
      (
        "优秀.from@委员=60.5", "合格.from", "60.50不低于优秀的60.50", "60.50 is not below 优秀's 60.50",
        "合格: 60.50 is not below 优秀's 60.50"
      ),
      (
        "合格.from=60.505", "合格.from", "小数点后至多2位，现为60.505", "at most 2 digits after the point, found 60.505",
        "合格: from: at most 2 digits after the point, found 60.505"
      ),
      (
        "优秀.share=1.01", "优秀.share", "至多为1，现为1.01", "at most 1, found 1.01",
        "share: at most 1, found 1.01"
      ),
      (
        "优秀.pool_under=1/2", "优秀.pool_under", "应为整数，现为0.5", "expected a whole number, found 0.5",
        "pool_under: expected a whole number, found 0.5"
      ),
    ])
  func texts(_ setting: String, _ path: String, _ zh: String, _ en: String, _ decoder: String) throws {
    let parts = setting.split(separator: "=").map(String.init)
    let (written, knob) = try #require(Self.dense.get().first { $0.1.description == parts[0] })
    let value = try #require(Fraction(text: parts[1]))
    let disorder = try #require(Self.model.get().turning([KnobSetting(knob, value)])?.disorder)
    #expect([disorder.path, disorder.message.zh, disorder.message.en] == [path, zh, en])
    #expect(written.problems(ofEdit: parts[1]) == [decoder])
  }

  private static let model = Result { try ModelFiles.decode(ModelFiles.dense) }
  private static let dense = Result {
    try Written.all(in: ModelFiles.dense).compactMap { written in
      try written.knob(of: model.get()).map { (written, $0) }
    }
  }
}
