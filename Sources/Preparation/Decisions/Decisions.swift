import Records

/// What persons decided about rows, as it stands after every line of the decisions file was replayed.
///
/// Its lines do not contradict one another: a record belongs to one member at most, stands for one other record at
/// most, in no circle, and no pair is both the same and different.
package struct Decisions: Hashable, Sendable {
  /// Ascending by line.
  package let all: [Decision]

  package static let none = Decisions([])

  package init(_ all: [Decision]) {
    self.all = all
  }

  package var count: Int { all.count }

  /// What was said of two records of a source, in either order; nil where nothing was. O(decisions).
  package func verdict(_ source: String, _ one: String, _ other: String) -> Decision.Verdict? {
    let pair = RecordPair(source, one, other)
    return all.first { decision in
      guard case .record(let other) = decision.subject else { return false }
      return RecordPair(decision.source, decision.recordKey, other) == pair
    }?.verdict
  }
}

/// A line of the decisions file that no later line undoes.
package struct Decision: Hashable, Sendable {
  package enum Verdict: Hashable, Sendable {
    case same, different
  }

  /// What the record is said to be, or not to be.
  package enum Subject: Hashable, Sendable {
    /// The member with this number: whose the row is.
    case member(String)
    /// The record of the same source with this key. Where both are the same thing, this one stays.
    case record(String)
  }

  /// `decision_no`.
  package let number: String
  package let verdict: Verdict
  package let source: String
  /// Key cells joined by `/`.
  package let recordKey: String
  package let subject: Subject

  package init(number: String, verdict: Verdict, source: String, recordKey: String, subject: Subject) {
    self.number = number
    self.verdict = verdict
    self.source = source
    self.recordKey = recordKey
    self.subject = subject
  }
}

/// A record by the name of its source and its key.
struct RecordName: Hashable {
  let source: Key
  let key: Key

  init(_ source: String, _ key: String) {
    self.source = Key(source)
    self.key = Key(key)
  }
}

/// A record and another one, in either order.
struct RecordPair: Hashable {
  private let source: Key
  private let first: Key
  private let second: Key

  init(_ source: String, _ one: String, _ other: String) {
    self.source = Key(source)
    let ordered = Key(one) < Key(other)
    first = Key(ordered ? one : other)
    second = Key(ordered ? other : one)
  }
}

extension Decisions {
  /// The member of each record that is said to be his.
  var owners: [RecordName: Decision] {
    var owners: [RecordName: Decision] = [:]
    for decision in all where decision.verdict == .same {
      if case .member = decision.subject {
        owners[RecordName(decision.source, decision.recordKey)] = decision
      }
    }
    return owners
  }

  /// The members whose each record is said not to be.
  var deniedOwners: [RecordName: Set<Key>] {
    var denied: [RecordName: Set<Key>] = [:]
    for decision in all where decision.verdict == .different {
      if case .member(let number) = decision.subject {
        denied[RecordName(decision.source, decision.recordKey), default: []].insert(Key(number))
      }
    }
    return denied
  }

  /// The pairs that are said to be different things.
  var differentPairs: Set<RecordPair> {
    Set(
      all.compactMap { decision in
        guard decision.verdict == .different, case .record(let other) = decision.subject else { return nil }
        return RecordPair(decision.source, decision.recordKey, other)
      })
  }

  /// The decisions that remove a record in favour of another one.
  var merges: [Decision] {
    all.filter { decision in
      if decision.verdict == .same, case .record = decision.subject { return true }
      return false
    }
  }
}
