import Publishing
import Records
import Robustness
import Scoring

/// What a page must know of a run before it asks anything else.
package struct RunAnswer: Hashable, Encodable, Sendable {
  package struct ModelName: Hashable, Codable, Sendable {
    package let name: String
    /// The model's id.
    package let version: String
  }

  package struct GradeName: Hashable, Codable, Sendable {
    package let name: String
    package let quota: Bool
  }

  package struct CategoryName: Hashable, Codable, Sendable {
    package let code: String
    package let name: String
    package let role: String
    /// By profile; left out without a cap.
    package let caps: [String]?
  }

  package let run: String
  package let title: String
  package let period: String
  package let isExample: Bool
  package let model: ModelName
  package let decimals: Int
  package let profiles: [String]
  /// By profile.
  package let members: [Int]
  package let grades: [GradeName]
  /// Whether this run gives them: for a whole year only.
  package let isGraded: Bool
  package let categories: [CategoryName]
  package let sectors: [String]
  package let runs: [String]
  package let knobs: [KnobEntry]
}

extension BenchStore {
  /// `others` are the runs of the same folder.
  package func runAnswer(others: [String]) throws(BenchProblem) -> RunAnswer {
    RunAnswer(
      run: record.identity.directory, title: record.identity.title,
      period: record.identity.period.description, isExample: model.isExample,
      model: RunAnswer.ModelName(name: model.title, version: model.id), decimals: model.decimals,
      profiles: model.profiles, members: start.standings.order.map(\.count),
      grades: model.grades.map { RunAnswer.GradeName(name: $0.name, quota: $0.quota != nil) },
      isGraded: start.isGraded,
      categories: model.categories.map { category in
        RunAnswer.CategoryName(
          code: category.node.code, name: category.node.name, role: category.role.rawValue,
          caps: category.node.cap?.byProfile.map(\.description))
      }, sectors: roster.sectors, runs: others, knobs: try knobs)
  }
}
