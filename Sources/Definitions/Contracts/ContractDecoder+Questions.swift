import Ingestion
import Records

extension ContractDecoder {
  /// `{columns: [columns], threshold: share, grams: n, minimum_length: n}`.
  mutating func nearSame(_ node: YAMLNode, of source: String) -> NearSameRule? {
    let keys = ["columns", "threshold", "grams", "minimum_length"]
    guard let fields = log.fields(node, in: "near_same", kind: "near_same", keys: keys),
      let named = log.required("columns", of: fields, as: "near_same.columns")
    else { return nil }
    let columns = log.texts(named, "columns", single: true)
    for column in columns { _ = known(column, "columns", at: named.place) }
    if source == "members" {
      log.report(
        "near_same is not for members: that two numbers are one member stands in aliases", at: node.place)
    }
    if keyColumns.isEmpty {
      log.report("near_same needs a key, by which decisions name records", at: node.place)
    }
    let share = fields["threshold"].flatMap { log.fraction($0, "threshold") } ?? Fraction(9, 10)
    if share <= .zero || share > .one {
      log.report("threshold: above 0 and at most 1, found \(share)", at: fields["threshold"]?.place)
    }
    let size = fields["grams"].flatMap { log.integer($0, "grams", atLeast: 1) } ?? 2
    if size > 3 { log.report("grams: 1 to 3, found \(size)", at: fields["grams"]?.place) }
    return NearSameRule(
      columns: columns, threshold: share, gramSize: size,
      minimumLength: fields["minimum_length"].flatMap { log.integer($0, "minimum_length") } ?? 20)
  }

  /// `{column: column, members: n, within: seconds}`.
  mutating func sharedDevice(_ node: YAMLNode) -> SharedDeviceRule? {
    let keys = ["column", "members", "within"]
    guard let fields = log.fields(node, in: "shared_device", kind: "shared_device", keys: keys),
      let named = log.required("column", of: fields, as: "shared_device.column"),
      let column = log.text(named, "column"), known(column, "column", at: named.place) != nil
    else { return nil }
    for key in ["activity_no", "member_no", "scanned_at"]
    where !columns.contains(where: { $0.column.field.key == key }) {
      log.report("shared_device needs a column \(key)", at: node.place)
    }
    return SharedDeviceRule(
      column: column, members: fields["members"].flatMap { log.integer($0, "members", atLeast: 2) } ?? 3,
      seconds: fields["within"].flatMap { log.integer($0, "within", atLeast: 1) } ?? 60)
  }
}
