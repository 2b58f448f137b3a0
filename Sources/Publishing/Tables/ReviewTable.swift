import CSV
import Records
import Scoring

/// `review.csv`: the open questions by their effect on the grades, a line per answer.
enum ReviewTable {
  static func artifact(_ run: RunRecord) -> Artifact {
    var csv = CSVWriter()
    csv.row([
      "question", "kind", "source", "record_key", "file", "line", "question_zh", "question_en", "answer",
      "grades_changed", "ranks_changed", "points", "supports", "objections", "remedy",
    ])
    var rows = 0
    for question in run.review.questions {
      for answer in question.answers { write(question, answer, run, to: &csv) }
      if question.answers.isEmpty { write(question, nil, run, to: &csv) }
      rows += max(1, question.answers.count)
    }
    return Artifact(file: .review, bytes: csv.drain(), rows: rows)
  }

  private static func write(
    _ question: ReviewQuestion, _ answer: ReviewAnswer?, _ run: RunRecord, to csv: inout CSVWriter
  ) {
    csv.text(question.id)
    csv.text(question.kind.rawValue)
    csv.text(question.source)
    csv.text(question.recordKey)
    csv.text(run.file(question.origin).path)
    csv.number(question.origin.firstLine)
    csv.text(question.message.zh)
    csv.text(question.message.en)
    csv.text(answer?.subject ?? "")
    if let effect = answer?.effect {
      csv.number(effect.grades)
      csv.number(effect.ranks)
      csv.points(effect.points, atLeast: run.model.decimals)
    } else {
      for _ in 0..<3 { csv.missing() }
    }
    csv.text(joined(answer?.supports ?? []))
    csv.text(joined(answer?.objections ?? []))
    csv.text(answer.map { "\($0.remedy.zh)  \($0.remedy.en)" } ?? "")
    csv.endRow()
  }

  private static func joined(_ messages: [Message]) -> String {
    messages.map { "\($0.zh) \($0.en)" }.joined(separator: "；")
  }
}
