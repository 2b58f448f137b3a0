import Preparation
import Records
import Testing

@Suite struct OwnRowsTests {
  private static let members = ["0147", "0148", "0149"]

  /// Of the rows of a source those that are needed where the first member alone is asked for.
  private static func needed(_ sample: Sample, _ source: String) throws -> [Int32] {
    let prepared = sample.prepared()
    let position = try #require(prepared.tables.firstIndex { $0.source == source })
    let rows = prepared.tables[position].origins.count
    return OwnRows(prepared).needed(
      Array(0..<Int32(rows)), of: position, for: prepared.members.map { $0.number == members[0] })
  }

  private static var sample: Sample {
    var sample = Sample(members: members)
    sample.activity("H1", "会议", ["2025-05-06T08:30/11:30"])
    for (place, member) in members.enumerated() {
      sample.scan("S\(place)", "H1", member, "2025-05-06T08:20:00")
    }
    return sample
  }

  @Test("the rows of other members are not needed where no row refers to them")
  func others() throws {
    #expect(try Self.needed(Self.sample, "scans") == [0])
    #expect(try Self.needed(Self.sample, "activities") == [0], "all rows of what others refer to")
    #expect(try Self.needed(Self.sample, "members") == [0, 1, 2])
  }

  @Test("rows of one key of two members are needed, and so are those that no member of the run has")
  func shared() throws {
    var sample = Self.sample
    sample.scan("S1", "H1", "0147", "2025-05-06T08:21:00")
    sample.scan("S9", "H1", "9999", "2025-05-06T08:22:00")
    #expect(try Self.needed(sample, "scans") == [0, 1, 3, 4])
  }

  @Test("a row that an adjustment names is needed")
  func adjusted() throws {
    var sample = Self.sample
    sample.add("adjustments", "adjustment_no=Z1 action=作废 source=scans record_key=S2 reason=误扫")
    #expect(try Self.needed(sample, "scans") == [0, 2])
  }

  /// x/y and z are the key x/y/z, and so are x and y/z.
  @Test("of keys that read alike, though their cells differ, an adjustment may mean another one's row")
  func alike() throws {
    var sample = Sample(members: Self.members)
    let text = { FieldSchema(key: $0, heading: $0, type: .text) }
    let member = FieldSchema(key: "member_no", heading: "委员编号", type: .code(width: 4), references: "members")
    let date = FieldSchema(key: "on", heading: "日期", type: .date)
    sample.shapes.append(
      SourceShape(
        name: "visits", title: "走访", fields: [text("a"), text("b"), member, date], key: ["a", "b"], date: "on"
      ))
    sample.add("visits", "a=x b=y/z member_no=0148 on=2025-05-01")
    sample.add("visits", "a=x/y b=z member_no=0147 on=2025-05-01")
    sample.add("visits", "a=x b=z member_no=0149 on=2025-05-01")
    #expect(try Self.needed(sample, "visits") == [1])
    sample.add("adjustments", "adjustment_no=Z1 action=作废 source=visits record_key=x/y/z reason=误报")
    #expect(try Self.needed(sample, "visits") == [0, 1])
  }
}
