import Orchestration
import Publishing
import Ranking
import Records
import Robustness
import Scoring

/// Why a member has this total, rank and grade in a state, down to the rows.
package struct MemberAnswer: Hashable, Codable, Sendable {
  package struct Person: Hashable, Codable, Sendable {
    package let memberNo: String
    package let name: String
    package let sector: String?
    package let profileName: String
    package let rankPublished: Int?
    package let totalPublished: String
  }

  package struct Row: Hashable, Codable, Sendable {
    package let source: String
    package let file: String
    package let line: Int
  }

  package struct Line: Hashable, Codable, Sendable {
    /// Left out where a measure counts all its records together, and in a mean.
    package let points: String?
    package let words: Words
    package let rows: [Row]
  }

  package struct LeafPart: Hashable, Codable, Sendable {
    package let code: String
    package let name: String
    /// Left out in a mean.
    package let points: String?
    /// What caps took.
    package let lost: String
    package let lines: [Line]
  }

  package struct CategoryPart: Hashable, Codable, Sendable {
    package let code: String
    package let name: String
    package let points: String
    package let lost: String
    /// Left out where there is none.
    package let start: String?
    /// Before it is rounded.
    package let raw: String
    package let leaves: [LeafPart]
  }

  package let member: Person
  package let rank: Int?
  package let grade: String?
  package let total: String
  /// Of all categories, before the model's least total.
  package let sum: String
  package let reasons: [Words]
  package let categories: [CategoryPart]
}

extension BenchStore {
  package func memberAnswer(_ text: String, _ number: String) throws(BenchProblem) -> MemberAnswer {
    let bench = try bench(text)
    guard let member = roster.member(number) else {
      throw BenchProblem(.missing, zh: "没有编号为\(number)的委员", en: "there is no member with number \(number)")
    }
    return MemberExplanation(bench, member, try memberBook(), try records(of: member, on: bench), withheld)
      .answer
  }

  /// The records that leaves selected for a member, with what each gave in the state. O(records), of which his alone are scored
  /// where no mean looks at all members.
  private func records(of member: Int, on bench: Bench) throws(BenchProblem) -> [RecordScore] {
    let hasMean = bench.model.categories.contains { $0.obstacle == .mean }
    let input = hasMean ? record.input : record.input.keeping(member)
    do throws(ScoringError) {
      return try Evaluation.score(bench.model, input).records.filter { Int($0.member) == member }
    } catch { throw BenchProblem(Bench.Problem.scoring(error)) }
  }
}

extension ScoringInput {
  /// The same with the records of one member alone.
  fileprivate func keeping(_ member: Int) -> ScoringInput {
    let kept = Int32(member)
    return ScoringInput(
      period: period, members: members,
      relations: relations.map { relation in
        Relation(
          name: relation.name, members: relation.members.map { $0 == kept ? kept : Relation.nobody },
          times: relation.times, spanEnds: relation.spanEnds, keys: relation.keys, schema: relation.schema,
          columns: relation.columns, evidence: relation.evidence)
      }, entered: entered.filter { $0.member == kept }, workers: workers)
  }
}

/// One member's total from the top down.
private struct MemberExplanation {
  private let bench: Bench
  private let member: Int
  private let book: MemberBook
  private let records: [RecordScore]
  private let withheld: PrivacyScan
  private let card: Scorecard
  private let decimals: Int

  init(
    _ bench: Bench, _ member: Int, _ book: MemberBook, _ records: [RecordScore], _ withheld: PrivacyScan
  ) {
    self.withheld = withheld
    self.bench = bench
    self.member = member
    self.book = book
    self.records = records
    card = bench.cards[member]
    decimals = bench.model.decimals
  }

  var answer: MemberAnswer {
    let row = bench.row(member)
    let standing = bench.ranking.standings.first { Int($0.member) == member }
    let bars = CategoryBar.all(card, bench.model)
    return MemberAnswer(
      member: MemberAnswer.Person(
        memberNo: row.memberNo, name: row.name, sector: row.sector,
        profileName: bench.model.profiles[card.profile], rankPublished: row.rankPublished,
        totalPublished: row.totalPublished), rank: row.rank, grade: row.grade, total: row.total,
      sum: amount(card.sum),
      reasons: (standing?.reasons ?? []).map { ReasonWords($0).words },
      categories: bench.model.categories.indices.map { category($0, bars[$0]) })
  }

  private func category(_ index: Int, _ bar: CategoryBar) -> MemberAnswer.CategoryPart {
    let category = bench.model.categories[index]
    let leaves = bench.model.leaves.enumerated().filter { $0.element.category == index }
    return MemberAnswer.CategoryPart(
      code: category.node.code, name: category.node.name, points: amount(bar.points), lost: amount(bar.lost),
      start: category.start.map { $0[card.profile].description }, raw: amount(card.categories[index].raw),
      leaves: leaves.compactMap { leaf($0.offset, $0.element.node) })
  }

  /// nil for an indicator that saw nothing of the member's, as `explain` leaves it out.
  private func leaf(_ index: Int, _ node: Node) -> MemberAnswer.LeafPart? {
    let score = card.leaves[index]
    guard score.events > 0 || score.entered != .zero || (score.points ?? .zero) != .zero else { return nil }
    let own = records.filter { Int($0.leaf) == index }
    return MemberAnswer.LeafPart(
      code: node.code, name: node.name, points: score.points.map(amount),
      lost: amount(max(.zero, score.capped) + max(.zero, score.shared)),
      lines: own.map { line($0, node, isInMean: score.points == nil) })
  }

  private func line(_ record: RecordScore, _ node: Node, isInMean: Bool) -> MemberAnswer.Line {
    let line = book.line(record)
    let day = line.day.map { "\($0) " } ?? ""
    let text =
      withheld.isClean(line.text)
      ? Words(zh: line.text, en: record.subject == .measure ? "all in all" : line.text)
      : Words(zh: SourceRow.withheld, en: "(withheld)")
    let hasLost = line.lost != .zero
    let lost = amount(line.lost)
    return MemberAnswer.Line(
      points: isInMean ? nil : line.points.map(amount),
      words: Words(
        zh: day + text.zh + (hasLost ? "（少计 \(lost)）" : ""),
        en: day + text.en + (hasLost ? " (\(lost) lost to limits and caps)" : "")), rows: rows(record, node)
    )
  }

  private func rows(_ record: RecordScore, _ node: Node) -> [MemberAnswer.Row] {
    let references: [RowReference]
    switch record.subject {
    case .measure: references = []
    case .entered(let index): references = [bench.input.entered[Int(index)].row]
    case .record(let index):
      guard case .leaf(let leaf) = node.content, let selection = leaf.selection,
        let relation = bench.input.relation(selection.relation)
      else { return [] }
      references = Array(relation.evidence(Int(index)))
    }
    return references.compactMap { book.place($0) }.map {
      MemberAnswer.Row(source: $0.source, file: $0.path, line: $0.line)
    }
  }

  private func amount(_ points: Points) -> String { points.text(atLeast: decimals) }
}
