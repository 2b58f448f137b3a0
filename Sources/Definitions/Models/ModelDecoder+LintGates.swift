import Records
import Scoring

/// Warnings of gates that lower nobody.
extension ModelDecoder {
  mutating func lintGates(_ model: Model, _ logic: [Satisfiability], _ fields: Fields) {
    guard case .list(let nodes)? = fields["gates"]?.content else { return }
    for (place, (gate, node)) in zip(model.gates, nodes).enumerated() {
      if let reason = reason(gate, place, model, logic) {
        log.warn(zh: "\(gate.code)\(reason.zh)", en: "\(gate.code)\(reason.en)", at: node.place)
      }
    }
  }

  /// Why a gate does nothing, as what follows its code.
  private func reason(_ gate: Gate, _ place: Int, _ model: Model, _ logic: [Satisfiability]) -> Message? {
    if !logic.contains(where: { $0.canHold(gate.when, .member) }) {
      return Message(zh: "永不成立：条件互相矛盾", en: " never holds: its tests exclude one another")
    }
    if logic.allSatisfy({ $0.mustHold(gate.when) }) {
      return Message(zh: "对所有人都成立", en: " holds for everybody")
    }
    if let top = model.grades.first, gate.effect == .ceiling(top.name) {
      return Message(
        zh: "：\(top.name)是最高等次，限不住任何人", en: ": ceiling \(top.name) is the top grade and lowers nobody")
    }
    guard let other = model.gates.indices.first(where: { model.makesIdle(place, by: $0) }) else { return nil }
    return gate.idleness(beside: model.gates[other])
  }
}

extension Gate {
  /// What follows the code of a gate that changes nothing beside another one.
  fileprivate func idleness(beside other: Gate) -> Message? {
    switch (effect, other.effect) {
    case (.alert, _), (_, .alert), (.setAside, .ceiling): nil
    case (.setAside, .setAside(let text)):
      Message(
        zh: "不起作用：它成立的人，\(other.code)已先列为\(text)", en: " sets nobody aside: \(other.code) does so first")
    case (.ceiling, .ceiling(let grade)):
      Message(
        zh: "限不住任何人：它成立的人，\(other.code)已限到\(grade)",
        en: " lowers nobody: whoever it holds for is held to \(grade) by \(other.code)")
    case (.ceiling, .setAside(let text)):
      Message(
        zh: "限不住任何人：它成立的人，\(other.code)已列为\(text)",
        en: " lowers nobody: whoever it holds for is set aside by \(other.code)")
    }
  }
}

extension Model {
  /// True when the gate at one place changes nothing because the other one holds whenever it does and goes as far; of two
  /// that hold and do the same it is the later one.
  fileprivate func makesIdle(_ place: Int, by other: Int) -> Bool {
    guard place != other else { return false }
    let (gate, stronger) = (gates[place], gates[other])
    switch (gate.effect, stronger.effect) {
    case (.alert, _), (_, .alert), (.setAside, .ceiling): return false
    case (.setAside, .setAside): return other < place && gate.when.implies(stronger.when)
    case (.ceiling, .setAside): return gate.when.implies(stronger.when)
    case (.ceiling(let own), .ceiling(let theirs)):
      guard let high = rank(own), let low = rank(theirs), low >= high, gate.when.implies(stronger.when) else {
        return false
      }
      return low > high || other < place || !stronger.when.implies(gate.when)
    }
  }

  /// Grades below the top one.
  private func rank(_ grade: String) -> Int? { grades.firstIndex { Key($0.name) == Key(grade) } }
}
