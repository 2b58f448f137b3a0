import Ingestion
import Records
import Testing

@testable import Definitions

struct PrivacyFileTests {
  private static let leave = Contract(
    shape: SourceShape(
      name: "leave", title: "请假", fields: [FieldSchema(key: "kind", heading: "类别", type: .text)],
      key: ["kind"]),
    columns: [
      ColumnContract(headings: ["类别"], type: .text, isRequired: false)
    ])

  private static func decode(_ text: String) throws(DefinitionErrors) -> PrivacyPolicy {
    try PrivacyFile.decode(
      text: text, path: "privacy.yaml", contracts: [leave],
      outputs: ["ranking.csv": .internal, "ledger.csv": .staff, "gongshi": .public])
  }

  @Test func `what the office may not see, the public may not`() throws {
    let policy = try PrivacyFileTests.decode(
      """
      internal: {values: [leave.kind], words: [民族], anywhere: [病假]}
      public: {words: [总分], anywhere: [得分]}
      """)
    let kind = PrivacyPolicy.Field(source: "leave", column: "kind")
    #expect(
      policy.rules(for: .internal) == PrivacyPolicy.Rules(values: [kind], words: ["民族"], anywhere: ["病假"]))
    #expect(
      policy.rules(for: .public)
        == PrivacyPolicy.Rules(values: [kind], words: ["民族", "总分"], anywhere: ["病假", "得分"]))
    #expect(policy.rules(for: .staff) == PrivacyPolicy.Rules())
  }

  @Test func `an output has the class that the policy states; one that it forgets is its owner's alone`()
    throws
  {
    let policy = try PrivacyFileTests.decode("outputs: {ranking.csv: staff, gongshi: public}")
    #expect(policy.privacy(of: "ranking.csv", known: .internal) == .staff)
    #expect(policy.privacy(of: "gongshi", known: .public) == .public)
    #expect(policy.privacy(of: "summary.md", known: .internal) == .staff)
    #expect(PrivacyPolicy.none.privacy(of: "summary.md", known: .internal) == .internal)
  }

  @Test func `a source that the pipeline does without says nothing`() throws {
    let policy = try PrivacyFileTests.decode("internal: {values: [members.phone, leave.kind]}")
    #expect(policy.rules(for: .internal).values.map(\.source) == ["leave"])
  }

  @Test(arguments: [
    (
      "staff: {words: [总分]}",
      """
      privacy.yaml:1:1  unknown key 'staff' in the privacy policy
          nearest 'outputs'; keys of a privacy policy: public, internal, outputs
      """
    ),
    (
      "public: {value: [leave.kind]}",
      """
      privacy.yaml:1:10  unknown key 'value' in public
          nearest 'values'; keys of a class: values, words, anywhere
      """
    ),
    (
      "internal: {values: [leave.kin]}",
      "privacy.yaml:1:21  internal: values: source leave has no column 'kin'; nearest 'kind'"
    ),
    (
      "outputs: {rankings.csv: staff}",
      """
      privacy.yaml:1:11  unknown key 'rankings.csv' in outputs
          nearest 'ranking.csv'; keys of the outputs: gongshi, ledger.csv, ranking.csv
      """
    ),
    (
      "outputs: {gongshi: open}",
      "privacy.yaml:1:20  gongshi: 'open' is none of public, internal, staff; nearest 'internal'"
    ),
    (
      "outputs: {ledger.csv: internal}",
      "privacy.yaml:1:23  ledger.csv holds what only its owner may see; it is staff and nothing else"
    ),
    (
      "internal: {values: [kind]}",
      "privacy.yaml:1:21  internal: values: expected SOURCE.COLUMN, found 'kind'"
    ),
  ]) func `a mistake is told with its place`(_ text: String, _ told: String) {
    let error = #expect(throws: DefinitionErrors.self) { try PrivacyFileTests.decode(text) }
    #expect(error?.problems.map(\.description) == [told])
  }

  @Test func `the shipped policy names columns that there are`() throws {
    let fields = try #require(Shipped.text("Pipelines/privacy.yaml").split(separator: "outputs:").first)
    let policy = try PrivacyFile.decode(
      text: String(fields), path: "privacy.yaml", contracts: Shipped.contracts())
    #expect(
      policy.rules(for: .public).values.map { "\($0.source).\($0.column)" } == [
        "leave.leave_no", "leave.kind", "members.member_no",
      ])
    #expect(policy.rules(for: .public).words.contains("总分"))
    #expect(!policy.rules(for: .internal).words.contains("总分"))
  }
}
