import Preparation
import Publishing
import Ranking
import Records
import Scoring

/// Works out what each answer would change, by making the run again as if it had been given.
///
/// Answers that touch different members are supposed together in one run, which makes no records but theirs; then the list
/// is ranked anew for each answer with its members alone taken from there, so that what one answer does to a quota is not
/// another's.
struct ReviewEffects {
  private let plan: Plan
  private let rows: IngestedRows
  private let input: ScoringInput
  private let base: RankBasis
  private let places: [MemberPlace]
  private let makesWholeRuns: Bool

  /// More runs than these are not made; what is left has no known effect.
  static let mostRuns = 8

  /// `wholly` has supposed runs make the records of all members, which gives the same and takes longer.
  init(
    _ plan: Plan, _ rows: IngestedRows, _ input: ScoringInput, _ scores: Scores, wholly: Bool = false
  ) {
    self.plan = plan
    self.rows = rows
    self.input = input
    makesWholeRuns = wholly || plan.model.hasMeans
    base = RankBasis(plan.model, input, scores)
    places = Ranking.places(plan.model, input, base)
  }

  /// By question and answer. First answers come first where not all can be worked out.
  func effects(of questions: [DraftQuestion]) throws(RunError) -> [[ReviewEffect?]] {
    var effects = questions.map { question in
      question.answers.map { $0.supposed.isEmpty ? ReviewEffect(grades: 0, ranks: 0, points: .zero) : nil }
    }
    let batches = ReviewEffects.batches(of: questions)
    let outcomes = Workers(plan.workers).map(batches.count) { index in
      Result { () throws(RunError) in
        try together(batches[index].map { questions[$0.question].answers[$0.answer] })
      }
    }
    for (batch, outcome) in zip(batches, outcomes) {
      for (place, effect) in zip(batch, try outcome.get()) {
        effects[place.question][place.answer] = effect
      }
    }
    return effects
  }

  /// The effects of answers that are supposed in one run.
  private func together(_ answers: [DraftAnswer]) throws(RunError) -> [ReviewEffect] {
    let other = try supposed(answers.map(\.supposed), asked: asked(answers))
    return answers.map { effect(of: $0, other) }
  }

  /// Numbers of the members whose points the answers can change; nil where it may be anyone.
  private func asked(_ answers: [DraftAnswer]) -> Set<Key>? {
    var numbers: Set<Key> = []
    for answer in answers {
      guard let members = answer.members, !makesWholeRuns else { return nil }
      numbers.formUnion(members.map { Key(input.members[$0].number) })
    }
    return numbers
  }

  struct AnswerPlace {
    let question: Int
    let answer: Int
  }

  /// Answers that touch no member twice, and no question.
  private static func batches(of questions: [DraftQuestion]) -> [[AnswerPlace]] {
    var batches: [(places: [AnswerPlace], members: Set<Int>, isOpen: Bool)] = []
    let most = questions.map(\.answers.count).max() ?? 0
    for answer in 0..<most {
      for (question, draft) in questions.enumerated()
      where answer < draft.answers.count && !draft.answers[answer].supposed.isEmpty {
        let place = AnswerPlace(question: question, answer: answer)
        let members = draft.answers[answer].members
        let fitting = batches.firstIndex { batch in
          guard let members, batch.isOpen else { return false }
          return batch.members.isDisjoint(with: members)
            && !batch.places.contains { $0.question == question }
        }
        if let fitting {
          batches[fitting].places.append(place)
          batches[fitting].members.formUnion(members ?? [])
        } else if batches.count < mostRuns {
          batches.append((places: [place], members: Set(members ?? []), isOpen: members != nil))
        }
      }
    }
    return batches.map(\.places)
  }

  private func supposed(_ suppositions: [Supposition], asked: Set<Key>?) throws(RunError) -> RankBasis {
    var tables = rows.tables
    let removed = Dictionary(grouping: suppositions.flatMap(\.removed), by: \.table)
    for (table, references) in removed {
      let gone = Set(references.map(\.row))
      tables[Int(table)].live.removeAll { gone.contains($0) }
    }
    let prepared = prepare(
      PreparationInput(
        tables: tables, files: rows.files, period: plan.period, rules: plan.rules,
        decisions: Decisions(plan.decisions.all + suppositions.compactMap(\.decision)), asked: asked,
        workers: Workers(plan.workers)))
    let input = ScoringInput(
      period: plan.period, members: prepared.members, relations: prepared.relations,
      entered: prepared.entered, workers: Workers(plan.workers))
    do {
      return RankBasis(
        plan.model, input, try Evaluation.score(plan.model, input, keepsRecords: false))
    } catch {
      throw .data([error.message])
    }
  }

  private func effect(of answer: DraftAnswer, _ other: RankBasis) -> ReviewEffect {
    let members = answer.members ?? Array(base.cards.indices)
    let mixed = base.replacing(members, from: other)
    let then = Ranking.places(plan.model, input, mixed)
    let points = members.map { mixed.cards[$0].total - base.cards[$0].total }
    return ReviewEffect(
      grades: zip(places, then).count { $0.grade != $1.grade },
      ranks: zip(places, then).count { $0.rank != $1.rank },
      points: points.max { $0.nano.magnitude < $1.nano.magnitude } ?? .zero)
  }
}
