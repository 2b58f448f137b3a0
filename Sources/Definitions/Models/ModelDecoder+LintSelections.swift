import Records
import Scoring

/// Warnings of conditions that no record can fit.
extension ModelDecoder {
  mutating func lintSelection(_ leaf: Leaf, _ code: String, _ logic: [Satisfiability], _ fields: Fields) {
    guard let selection = leaf.selection else { return }
    let reader = Satisfiability.Reader.relation(selection.relation)
    guard logic.contains(where: { $0.canHold(selection.condition, reader) }) else {
      log.warn(
        zh: "\(code)：没有记录能符合where", en: "\(code): no record can fit its where", at: fields.place(of: "where"))
      return
    }
    guard case .perRecord(let rule, _, _) = leaf.award else { return }
    switch rule {
    case .constant: break
    case .byField(let field, let values, _):
      for (place, value) in values.enumerated() {
        let test = Condition.test(.field(field), .isOneOf([value.value]))
        guard !logic.contains(where: { $0.canHold(.all([selection.condition, test]), reader) }) else {
          continue
        }
        guard case .map(let points)? = fields["points"]?.content,
          case .map(let entries)? = points.first(where: { $0.key == "values" })?.value.content
        else { continue }
        log.warn(
          zh: "\(code)：points的\(entries[place].key)用不上：where已排除它",
          en: "\(code): \(entries[place].key) of points is never met: where excludes it",
          at: entries[place].place)
      }
    case .cases(let cases):
      for (place, one) in cases.enumerated() {
        let condition = Condition.all([selection.condition, one.condition])
        guard !logic.contains(where: { $0.canHold(condition, reader) }) else { continue }
        log.warn(
          zh: "\(code)：points的第\(place + 1)项用不上：没有记录能符合它",
          en: "\(code): case \(place + 1) of points is never reached: no record can fit it",
          at: item(place, of: "points", fields))
      }
    }
  }
}
