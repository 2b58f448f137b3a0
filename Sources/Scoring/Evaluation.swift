package import Records

/// What scoring reads: members, relations and entered points of one period.
package struct ScoringInput: Sendable {
  package let period: Period
  /// Ordered by number in byte order.
  package let members: [Member]
  package let relations: [Relation]
  package let entered: [EnteredPoints]

  package init(period: Period, members: [Member], relations: [Relation], entered: [EnteredPoints]) {
    self.period = period
    self.members = members
    self.relations = relations
    self.entered = entered
  }

  /// A relation by name; nil when the run has none, which reads as no records.
  package func relation(_ name: String) -> Relation? { relations.first { $0.name == name } }
}
