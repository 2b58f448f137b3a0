import Records
import Scoring
import Testing

@Suite struct CountQueryTests {
  private static let composed = "caf\u{E9}"
  private static let decomposed = "cafe\u{301}"

  /// A query for each place where a text stands, with the text there.
  private static func queries(_ text: String) -> [CountQuery] {
    let named = Condition.test(.field("x"), .isOneOf([.text(text)]))
    let conditions: [Condition] = [
      .test(.field(text), .isPresent), .test(.member(text), .isMissing), named,
      .test(.field("x"), .isNoneOf([.flag(true), .text(text)])), .not(named), .all([.always, named]),
      .any([NamedCondition(name: text, condition: .always)]), .any([NamedCondition(condition: named)]),
      .score(.category(text), []), .count(.kept(leaf: text, condition: .always), []),
    ]
    return conditions.map { .kept(leaf: "a", condition: $0) } + [
      .kept(leaf: text, condition: .always), .records(relation: text, window: "year", condition: .always),
      .records(relation: "a", window: text, condition: .always),
      .records(relation: "a", window: "year", condition: named),
    ]
  }

  @Test("queries are the same where each of their texts is, byte by byte") func texts() {
    for (one, other) in zip(Self.queries(Self.composed), Self.queries(Self.decomposed)) {
      #expect(one == other && !one.isSame(as: other))
      #expect(one.isSame(as: one))
    }
  }

  @Test("queries that differ elsewhere are not the same") func others() {
    let queries = Self.queries("b")
    for one in queries.indices {
      for other in queries.indices where other != one {
        #expect(!queries[one].isSame(as: queries[other]))
      }
    }
  }
}
