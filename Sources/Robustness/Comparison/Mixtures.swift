package import Ranking
import Records
package import Scoring

/// A committee under one mixture of two runs.
package struct MixedRun: Sendable {
  package let model: Model
  package let input: ScoringInput
  package let basis: RankBasis
  /// By member of the input.
  package let places: [MemberPlace]
  /// By profile of the model, one below the last rank.
  let below: [Int]
  let memberIndex: [Key: Int]

  package var cards: [Scorecard] { basis.cards }

  fileprivate init(_ scored: Scored, _ model: Model) {
    self.model = model
    input = scored.input
    basis = scored.basis
    memberIndex = scored.memberIndex
    places = Ranking.places(model, input, basis)
    below = model.profiles.indices.map { profile in
      1 + scored.basis.cards.count { $0.profile == profile && $0.setAsideBy == nil }
    }
  }

  /// The rank of a member; one below the last of the profile for who is set aside.
  package func countedPlace(_ member: Int) -> Int {
    places[member].rank ?? below[basis.cards[member].profile]
  }
}

/// What is scored for mixtures that differ in their quotas alone.
private struct Scored {
  let input: ScoringInput
  let basis: RankBasis
  let memberIndex: [Key: Int]

  init(_ model: Model, _ input: ScoringInput) throws(ScoringError) {
    self.input = input
    basis = RankBasis(model, input, try Evaluation.score(model, input, keepsRecords: false))
    memberIndex = Dictionary(input.members.enumerated().map { (Key($1.number), $0) }) { first, _ in first }
  }
}

/// Two runs and everything between them: the committee under each mixture of their data, rules, members and quotas.
package struct Mixtures: Sendable {
  /// What differs; the others are the same in both runs.
  package let differing: Causes
  /// By raw value of the causes that are of the run after.
  private let runs: [MixedRun]
  let before: Model
  let after: Model

  /// Why a mixture cannot be made.
  package struct Failure: Error, Hashable, Sendable {
    /// The causes that it takes from the run after.
    package let causes: Causes
    package let error: ScoringError
  }

  /// Scores each mixture of what differs, 8 at most, and grades it, 16 at most.
  ///
  /// `inputs` gives what a mixture's records and members come to, by raw value of its causes; those of quota are never looked
  /// at, nor is what does not differ.
  package init(
    differing: Causes, before: Model, after: Model, inputs: [ScoringInput]
  ) throws(Failure) {
    precondition(inputs.count == Causes.subsets.count, "an input for each set of causes")
    self.differing = differing
    self.before = before
    self.after = after
    var scored: [Causes: Scored] = [:]
    var graded: [Causes: MixedRun] = [:]
    for causes in Causes.subsets where causes.isSubset(of: differing) {
      let model = Mixtures.model(causes, before, after)
      let points = causes.intersection(.ranking)
      do throws(ScoringError) {
        if scored[points] == nil { scored[points] = try Scored(model, inputs[points.rawValue]) }
        graded[causes] = scored[points].map { MixedRun($0, model) }
      } catch {
        throw Failure(causes: causes, error: error)
      }
    }
    var runs: [MixedRun] = []
    for causes in Causes.subsets {
      if let run = graded[causes.intersection(differing)] { runs.append(run) }
    }
    self.runs = runs
  }

  private static func model(_ causes: Causes, _ before: Model, _ after: Model) -> Model {
    (causes.contains(.rules) ? after : before).taking(quotasOf: causes.contains(.quota) ? after : before)
  }

  package subscript(causes: Causes) -> MixedRun { runs[causes.rawValue] }
}

extension Model {
  /// The same model with the quotas of another: a quota goes with the name of its grade, its numbers with the names of
  /// profiles. A profile that the other lacks has no limit.
  package func taking(quotasOf other: Model) -> Model {
    let profiles = profiles.map { name in other.profiles.firstIndex { Key($0) == Key(name) } }
    return Model(
      id: id, title: title, isExample: isExample, effectiveFrom: effectiveFrom, effectiveTo: effectiveTo,
      decimals: decimals, profiles: self.profiles, windows: windows, prorate: prorate, floor: floor,
      categories: categories, gates: gates, rankKeys: rankKeys,
      grades: grades.map { grade in
        let quota = other.grades.first { Key($0.name) == Key(grade.name) }?.quota
        return Grade(name: grade.name, from: grade.from, quota: quota?.turned(to: profiles))
      })
  }
}

extension Quota {
  fileprivate func turned(to profiles: [Int?]) -> Quota {
    Quota(
      share: Amount(byProfile: profiles.map { $0.map { share[$0] } ?? .one }), by: by,
      poolUnder: Amount(byProfile: profiles.map { $0.map { poolUnder[$0] } ?? .zero }), rounding: rounding,
      tied: tied, tie: tie)
  }
}
