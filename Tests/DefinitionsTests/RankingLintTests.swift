import Testing

/// Warnings of gates, rank keys and quotas that decide nothing.
@Suite struct RankingLintTests {
  private static let grades = "\ngrades: [{grade: 优秀, from: 9}, {grade: 合格, from: 5}, {grade: 不合格}]"

  private static func warnings(gates: [String]) throws -> [String] {
    let list = gates.enumerated().map { "- {code: V\($0 + 1), name: 门, \($1)}\n" }.joined()
    return try ModelLintTests.warnings(ModelLintTests.bottom("gates:\n" + list + grades))
  }

  @Test(arguments: [
    "when: {months: {less_than: 3, more_than: 3}}, alert: true",
    "when: {months: {at_least: 13}}, alert: true",
    "when: {sick_months: {less_than: 0}}, set_aside: 不参评",
    "when: {profile: 委员, any: [{profile: 常委}, {post: 主席, all: [{post: 秘书长}]}]}, ceiling: 合格",
    "when: {count: {from: study}, less_than: 1, at_least: 0.5}, ceiling: 合格",
    "when: {count: {from: study}, at_most: -1}, ceiling: 合格",
    "when: {count: {from: study, where: {kind: 心得, all: [{kind: 学习日}]}}, at_least: 1}, ceiling: 合格",
    "when: {all: [{count: {from: study, where: {kind: 心得}}, at_least: 2}, {count: {from: study}, at_most: 1}]}, alert: true",
    "when: {all: [{score: total, at_least: 60}, {score: total, less_than: 60}]}, alert: true",
  ])
  func `a gate that cannot hold is a warning`(_ gate: String) throws {
    #expect(
      try Self.warnings(gates: [gate]) == [
        "{code: V1, n… V1 never holds: its tests exclude one another / V1永不成立：条件互相矛盾"
      ])
  }

  @Test(arguments: [
    "when: {months: {at_most: 3, at_least: 3}}, alert: true",
    "when: {months: {at_least: 12}}, alert: true",
    "when: {sick_months: {less_than: 0.5}}, set_aside: 不参评",
    "when: {any: [{profile: 常委, post: 主席}, {all: [{post: 主席}, {post: 秘书长}]}]}, ceiling: 合格",
    "when: {count: {from: study}, less_than: 2, at_least: 0.5}, ceiling: 合格",
    "when: {count: {from: study, where: {kind: 心得, all: [{kind: 学习日}]}}, at_most: 0, at_least: 0}, ceiling: 合格",
    "when: {all: [{count: {from: study, where: {kind: 心得}}, at_most: 1}, {count: {from: study}, at_least: 2}]}, alert: true",
    "when: {all: [{count: {from: study, where: {kind: 心得}}, at_least: 2}, {count: {from: merits}, at_most: 1}]}, alert: true",
    "when: {all: [{score: total, at_least: 60}, {score: base, less_than: 60}]}, alert: true",
    "when: {not: {count: {from: study}, at_least: 0}}, alert: true",
  ])
  func `a gate that can hold is none`(_ gate: String) throws {
    #expect(try Self.warnings(gates: [gate]) == [])
  }

  @Test(arguments: [
    "when: {count: {from: study}, at_least: 0}, ceiling: 合格", "when: {}, alert: true",
    "when: {any: [{profile: 常委}, {count: {from: study}, more_than: -1}]}, alert: true",
  ])
  func `a gate that always holds is a warning`(_ gate: String) throws {
    #expect(try Self.warnings(gates: [gate]) == ["{code: V1, n… V1 holds for everybody / V1对所有人都成立"])
  }

  @Test func `a ceiling at the top grade lowers nobody`() throws {
    let found = try Self.warnings(gates: [
      "when: {sick_months: {at_least: 6}}, ceiling: 优秀", "when: {sick_months: {at_least: 6}}, ceiling: 合格",
    ])
    #expect(found == ["{code: V1, n… V1: ceiling 优秀 is the top grade and lowers nobody / V1：优秀是最高等次，限不住任何人"])
  }

  @Test(arguments: [
    (
      ["when: {months: {less_than: 6}}, ceiling: 合格", "when: {months: {less_than: 3}}, ceiling: 合格"],
      "V2 lowers nobody: whoever it holds for is held to 合格 by V1 / V2限不住任何人：它成立的人，V1已限到合格"
    ),
    (
      ["when: {months: {at_most: 3}}, ceiling: 合格", "when: {months: {less_than: 6}}, ceiling: 不合格"],
      "V1 lowers nobody: whoever it holds for is held to 不合格 by V2 / V1限不住任何人：它成立的人，V2已限到不合格"
    ),
    (
      ["when: {months: {less_than: 3}}, ceiling: 合格", "when: {months: {less_than: 3}}, ceiling: 合格"],
      "V2 lowers nobody: whoever it holds for is held to 合格 by V1 / V2限不住任何人：它成立的人，V1已限到合格"
    ),
    (
      [
        "when: {count: {from: study, where: {kind: 心得}}, at_least: 3}, ceiling: 合格",
        "when: {count: {from: study}, more_than: 2}, set_aside: 不参评",
      ], "V1 lowers nobody: whoever it holds for is set aside by V2 / V1限不住任何人：它成立的人，V2已列为不参评"
    ),
    (
      [
        "when: {count: {from: study}, at_most: 2}, ceiling: 合格",
        "when: {count: {from: study, where: {kind: 心得}}, less_than: 3}, ceiling: 合格",
      ], "V1 lowers nobody: whoever it holds for is held to 合格 by V2 / V1限不住任何人：它成立的人，V2已限到合格"
    ),
    (
      [
        "when: {any: [{post: 主席}, {months: {less_than: 3}}]}, set_aside: 不参评",
        "when: {post: 主席, in_office: true}, set_aside: 不定等次",
      ], "V2 sets nobody aside: V1 does so first / V2不起作用：它成立的人，V1已先列为不参评"
    ),
    (
      [
        "when: {any: [{months: {less_than: 2}}, {months: {less_than: 1}, post: 主席}]}, ceiling: 合格",
        "when: {months: {at_most: 2}}, ceiling: 合格",
      ], "V1 lowers nobody: whoever it holds for is held to 合格 by V2 / V1限不住任何人：它成立的人，V2已限到合格"
    ),
    (
      [
        "when: {score: total, less_than: 50}, ceiling: 合格",
        "when: {score: total, less_than: 60}, ceiling: 合格",
      ],
      "V1 lowers nobody: whoever it holds for is held to 合格 by V2 / V1限不住任何人：它成立的人，V2已限到合格"
    ),
  ])
  func `a gate that another outdoes is a warning`(_ gates: [String], _ expected: String) throws {
    #expect(try Self.warnings(gates: gates).map { $0.split(separator: "… ")[1] } == [Substring(expected)])
  }

  @Test(.timeLimit(.minutes(1)))
  func `conditions that nest are compared in time`() throws {
    let nested = (0..<30).reduce("{months: {less_than: 3}}") { inner, level in
      level % 2 == 0 ? "{any: [{post: 主席}, \(inner)]}" : "{all: [{in_office: true}, {not: \(inner)}]}"
    }
    let gates = ["3", "2"].map {
      "when: \(nested.replacing("less_than: 3", with: "less_than: \($0)")), ceiling: 合格"
    }
    _ = try Self.warnings(gates: gates)
    let deep = (0..<40).reduce("{months: {less_than: 3}}") { inner, _ in
      "{any: [{post: 主席}, {all: [{in_office: true}, \(inner)]}]}"
    }
    #expect(
      try Self.warnings(gates: ["when: \(deep), ceiling: 合格", "when: \(deep), ceiling: 合格"]).count == 1)
  }

  @Test(arguments: [
    ["when: {months: {less_than: 3}}, ceiling: 合格", "when: {months: {less_than: 2}}, ceiling: 不合格"],
    ["when: {months: {less_than: 3}}, ceiling: 合格", "when: {months: {at_most: 3}}, alert: true"],
    ["when: {months: {less_than: 3}}, set_aside: 甲", "when: {months: {at_most: 3}}, set_aside: 乙"],
    ["when: {months: {less_than: 3}}, set_aside: 甲", "when: {months: {at_most: 3}}, ceiling: 合格"],
    [
      "when: {count: {from: study, where: {kind: 心得}}, at_most: 1}, ceiling: 合格",
      "when: {count: {from: study}, at_most: 2}, ceiling: 合格",
    ],
    [
      "when: {count: {from: study}, at_least: 4}, ceiling: 合格",
      "when: {count: {from: study, where: {kind: 心得}}, at_least: 2}, ceiling: 合格",
    ],
    [
      "when: {months: {less_than: {委员: 2, 常委: 4}}}, ceiling: 合格",
      "when: {months: {less_than: 3}}, ceiling: 合格",
    ],
    ["when: {score: base, less_than: 50}, ceiling: 合格", "when: {score: total, less_than: 60}, ceiling: 合格"],
  ])
  func `a gate beside another that it does not imply is none`(_ gates: [String]) throws {
    #expect(try Self.warnings(gates: gates) == [])
  }

  @Test(arguments: [
    (
      ["score: base", "score: base, prefer: less"], "key 2 breaks no tie: key 1 has compared the same",
      "第2项分不出先后：第1项已比过同样的数"
    ),
    (["score: base", "score: A"], "key 2 breaks no tie: key 1 has compared the same", "第2项分不出先后：第1项已比过同样的数"),
    (["score: total"], "key 1 breaks no tie: the totals are equal already", "第1项分不出先后：总分本已相同"),
    (
      [
        "count: {from: study, where: {kind: 心得, minutes: {at_least: 9}}}", "score: A",
        "count: {from: study, where: {minutes: {at_least: 9}, kind: 心得}}",
      ], "key 3 breaks no tie: key 1 has compared the same", "第3项分不出先后：第1项已比过同样的数"
    ),
    (
      ["count: {leaf: A1, where: {kind: 心得, all: [{kind: 学习日}]}}"],
      "key 1 breaks no tie: no record can fit what it counts", "第1项分不出先后：没有记录能符合条件"
    ),
  ])
  func `a rank key that breaks no tie is a warning`(_ keys: [String], _ en: String, _ zh: String) throws {
    #expect(try keyed(keys) == ["rank.keys: \(en) / rank.keys：\(zh)"])
  }

  @Test(arguments: [
    ["score: base", "score: bonus", "count: {leaf: A1}", "count: {from: study}"],
    ["count: {from: study, where: {kind: 心得}}", "count: {from: study, where: {kind: 学习日}}"],
    ["count: {from: study}", "count: {from: study, window: term}"],
  ])
  func `a rank key that may break one is none`(_ keys: [String]) throws {
    #expect(try keyed(keys) == [])
  }

  private func keyed(_ keys: [String]) throws -> [Substring] {
    let list = keys.map { "  - {name: 键, \($0)}" }.joined(separator: "\n")
    let text = ModelLintTests.leaves(
      "{code: A1, name: 乙, from: study, points: 1}", top: "windows: {term: {since: \"2022-01-01\"}}",
      bottom: "rank:\n  keys:\n" + list)
    return try ModelLintTests.warnings(text).map { warning in
      #expect(warning.hasPrefix("{name: 键, "))
      return warning.split(separator: "… ")[1]
    }
  }

  @Test(arguments: [
    ("1", "quota: {shar… 优秀: a quota of all binds nobody / 优秀：名额为全体，限不住任何人"),
    ("0", "quota: {shar… 优秀: a quota of 0 leaves it to nobody / 优秀：名额为0，无人可得"),
    ("0.99", nil), ("{委员: 1, 常委: 0.1}", nil), ("{委员: 0, 常委: 0.1}", nil),
  ])
  func `a quota that binds nobody, or everybody, is a warning`(_ share: String, _ expected: String?) throws {
    let grades = "grades: [{grade: 优秀, from: 9, quota: {share: \(share)}}, {grade: 合格}]"
    #expect(try ModelLintTests.warnings(ModelLintTests.bottom(grades)) == [expected].compactMap { $0 })
  }
}
