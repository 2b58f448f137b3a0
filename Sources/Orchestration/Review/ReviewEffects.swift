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
  /// Nil where all runs are whole.
  private let ownRows: OwnRows?

  /// More runs than these are not made; what is left has no known effect.
  static let mostRuns = 8

  /// `wholly` has supposed runs make the records of all members, which gives the same and takes longer.
  init(
    _ plan: Plan, _ rows: IngestedRows, _ scored: ScoredRun, wholly: Bool = false
  ) {
    self.plan = plan
    self.rows = rows
    input = scored.input
    ownRows = wholly || plan.model.hasMeans ? nil : OwnRows(scored.prepared)
    base = RankBasis(plan.model, input, scored.scores)
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
    let asked = asked(answers)
    let other = try supposed(answers.map(\.supposed), asked: asked)
    return answers.map { effect(of: $0, other, asked) }
  }

  /// Places of the members whose points the answers can change, ascending; nil where it may be anyone.
  private func asked(_ answers: [DraftAnswer]) -> [Int]? {
    var asked: Set<Int> = []
    for answer in answers {
      guard let members = answer.members, ownRows != nil else { return nil }
      asked.formUnion(members)
    }
    return asked.sorted()
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

  /// The run as if answers had been given; of those who are asked for alone, in their order, where it is not of all members.
  private func supposed(_ suppositions: [Supposition], asked: [Int]?) throws(RunError) -> RankBasis {
    let decisions = Decisions(plan.decisions.all + suppositions.compactMap(\.decision))
    var tables = rows.tables
    if let asked, let ownRows { leaveOutOthers(ownRows, than: asked, decisions, of: &tables) }
    let removed = Dictionary(grouping: suppositions.flatMap(\.removed), by: \.table)
    for (table, references) in removed {
      let gone = Set(references.map(\.row))
      tables[Int(table)].live.removeAll { gone.contains($0) }
    }
    let prepared = prepare(
      PreparationInput(
        tables: tables, files: rows.files, period: plan.period, rules: plan.rules, decisions: decisions,
        asked: asked.map { Set($0.map { Key(input.members[$0].number) }) },
        workers: Workers(plan.workers)))
    precondition(prepared.members.count == input.members.count, "the same members")
    let whole = ScoringInput(
      period: plan.period, members: prepared.members, relations: prepared.relations,
      entered: prepared.entered, workers: Workers(plan.workers))
    let scored = asked.map { whole.only($0.map(Int32.init)) } ?? whole
    do {
      return RankBasis(
        plan.model, scored, try Evaluation.score(plan.model, scored, keepsRecords: false))
    } catch {
      throw .data([error.message])
    }
  }

  /// Takes out what only members who are not asked for have to do with; not of a source of which a decision speaks.
  private func leaveOutOthers(
    _ ownRows: OwnRows, than asked: [Int], _ decisions: Decisions, of tables: inout [Table]
  ) {
    var isAsked = [Bool](repeating: false, count: input.members.count)
    for member in asked { isAsked[member] = true }
    let decided = Set(decisions.all.map { Key($0.source) })
    for position in tables.indices where !decided.contains(Key(tables[position].source)) {
      tables[position].live = ownRows.needed(tables[position].live, of: position, for: isAsked)
    }
  }

  private func effect(of answer: DraftAnswer, _ other: RankBasis, _ asked: [Int]?) -> ReviewEffect {
    let members = answer.members ?? Array(base.cards.indices)
    let places = asked.map { asked in members.compactMap { asked.firstIndex(of: $0) } } ?? members
    let mixed = base.replacing(members, from: other, at: places)
    let then = Ranking.places(plan.model, input, mixed)
    let points = zip(members, places).map { other.cards[$1].total - base.cards[$0].total }
    return ReviewEffect(
      grades: zip(self.places, then).count { $0.grade != $1.grade },
      ranks: zip(self.places, then).count { $0.rank != $1.rank },
      points: points.max { $0.nano.magnitude < $1.nano.magnitude } ?? .zero)
  }
}
