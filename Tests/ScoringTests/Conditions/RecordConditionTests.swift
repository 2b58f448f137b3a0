import Records
import Scoring
import TestSupport
import Testing

struct ConditionCase: CustomTestStringConvertible, Sendable {
  let testDescription: String
  let condition: Condition
  /// Keys of the records that are selected.
  let selected: String

  init(_ name: String, _ condition: Condition, _ selected: String) {
    testDescription = name
    self.condition = condition
    self.selected = selected
  }
}

struct RecordConditionTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  /// Records a, b, c of member 0 and d of member 1; d lacks every field.
  private static let relation = Relation.fixture(
    "items",
    [
      ("kind", .category(["全会", "调研"])), ("title", .text), ("tags", .list), ("count", .integer),
      ("part", .number), ("on", .date), ("at", .time), ("valid", .flag),
    ],
    [
      record("a", "全会", composed, "红\u{1F}绿", 3, Fraction(2, 3), "2025-05-01", true),
      record("b", "调研", decomposed, "绿", 0, Fraction(1, 2), "2025-05-02", false),
      record("c", "全会", "题", "红绿", -2, .one, "2025-05-03", true),
      RecordFixture(1, "2025-05-04", "d"),
    ])

  private static func record(
    _ key: String, _ kind: String, _ title: String, _ tags: String, _ count: Int64, _ part: Fraction,
    _ on: String, _ valid: Bool
  ) -> RecordFixture {
    guard let day = Day(text: on) else { preconditionFailure("no such day") }
    return RecordFixture(
      0, on, key,
      [
        "kind": .text(kind), "title": .text(title), "tags": .text(tags), "count": .integer(count),
        "part": .number(part), "on": .day(day), "at": .time(day.start), "valid": .flag(valid),
      ])
  }

  private static func day(_ text: String) -> Day { Day(text: text) ?? Day(number: 0) }

  private static func compares(_ field: String, _ parts: [(Comparison.Operator, String)]) -> Condition {
    .test(.field(field), .compares(parts.map { Comparison($0.0, Make.amount($0.1, profiles: 2)) }))
  }

  static let cases: [ConditionCase] = [
    ConditionCase("always", .always, "abcd"),
    ConditionCase("no alternative", .any([]), ""),
    ConditionCase("equals", .field("kind", "全会"), "ac"),
    ConditionCase("one of", .field("kind", "全会", "调研"), "abc"),
    ConditionCase("unlisted", .field("kind", "视察"), ""),
    ConditionCase("not a value; missing is false", .not("kind", "全会"), "b"),
    ConditionCase("negated condition; missing is true", .not(.field("kind", "全会")), "bd"),
    ConditionCase("texts compare by bytes", .field("title", composed), "a"),
    ConditionCase("the other normal form", .field("title", decomposed), "b"),
    ConditionCase("a list equals when a part does", .field("tags", "红"), "a"),
    ConditionCase("a list's later part", .field("tags", "绿"), "ab"),
    ConditionCase("a list equals no value", .not("tags", "红"), "bc"),
    ConditionCase("integer equals", .test(.field("count"), .isOneOf([.number(Fraction(3))])), "a"),
    ConditionCase(
      "integer equals no fraction", .test(.field("count"), .isOneOf([.number(Fraction(1, 2))])), ""),
    ConditionCase("fraction equals", .test(.field("part"), .isOneOf([.number(Fraction(2, 3))])), "a"),
    ConditionCase("at least", compares("count", [(.atLeast, "0")]), "ab"),
    ConditionCase("more than", compares("count", [(.moreThan, "0")]), "a"),
    ConditionCase("at most a fraction", compares("count", [(.atMost, "1/2")]), "bc"),
    ConditionCase("less than a negative fraction", compares("count", [(.lessThan, "-3/2")]), "c"),
    ConditionCase("more than a negative fraction", compares("count", [(.moreThan, "-5/2")]), "abc"),
    ConditionCase("operators hold together", compares("count", [(.atLeast, "-2"), (.lessThan, "3")]), "bc"),
    ConditionCase("fraction below", compares("part", [(.lessThan, "2/3")]), "b"),
    ConditionCase("fraction at least", compares("part", [(.atLeast, "2/3")]), "ac"),
    ConditionCase("a text is no number", compares("kind", [(.atLeast, "0")]), ""),
    ConditionCase("day", .test(.field("on"), .isOneOf([.day(day("2025-05-02"))])), "b"),
    ConditionCase("a day as an instant", .test(.field("at"), .isOneOf([.day(day("2025-05-03"))])), "c"),
    ConditionCase("flag true", .flag("valid", true), "ac"),
    ConditionCase("flag false is not missing", .flag("valid", false), "b"),
    ConditionCase("flag not", .test(.field("valid"), .isNoneOf([.flag(true)])), "b"),
    ConditionCase("missing", .test(.field("part"), .isMissing), "d"),
    ConditionCase("present", .test(.field("tags"), .isPresent), "abc"),
    ConditionCase("unknown field is missing", .test(.field("x"), .isMissing), "abcd"),
    ConditionCase("all", .all([.field("kind", "全会"), .field("title", "题")]), "c"),
    ConditionCase(
      "any",
      .any([NamedCondition(condition: .field("kind", "调研")), NamedCondition(condition: .field("title", "题"))]
      ),
      "bc"),
    ConditionCase("member fact", .test(.member("profile"), .isOneOf([.text("常委")])), "d"),
    ConditionCase(
      "member number",
      .test(.member("months"), .compares([Comparison(.lessThan, Make.amount("12", profiles: 2))])), "d"
    ),
    ConditionCase("missing fact", .test(.member("sector"), .isMissing), "d"),
    ConditionCase(
      "a bound by profile",
      .test(
        .member("months"), .compares([Comparison(.atLeast, Amount(byProfile: [Fraction(13), Fraction(5)]))])),
      "d"),
  ]

  @Test(arguments: cases) func `conditions select`(_ test: ConditionCase) throws {
    let worth = Amount(.one, profiles: 2)
    let node = Make.leaf("A1", where: test.condition, points: .constant(worth))
    let model = Make.model([Make.category(Make.group("A", [node]))], profiles: ["委员", "常委"])
    let members = [
      Member.fixture("0001"), Member.fixture("0002", profile: "常委", sector: nil, months: 6),
    ]
    let input = ScoringInput(
      period: Period(year: 2025), members: members, relations: [Self.relation], entered: [])
    let scores = try Evaluation.score(model, input)
    let keys = scores.records.compactMap { record -> String? in
      guard case .record(let row) = record.subject else { return nil }
      return String(decoding: Self.relation.keys.utf8(Int(row)), as: UTF8.self)
    }
    #expect(keys.joined() == test.selected)
  }
}
