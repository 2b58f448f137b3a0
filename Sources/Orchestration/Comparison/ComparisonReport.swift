import Publishing
import Ranking
import Records
import Robustness
import Scoring

/// Who moved and who changed grade between two runs, and why. Numbers of splits are exact texts: a decimal, else a fraction.
package struct ComparisonReport: Encodable, Hashable, Sendable {
  package struct Run: Encodable, Hashable, Sendable {
    package let run: String
    package let period: String
    package let asOf: String
    package let model: String
    package let isExample: Bool
    package let members: Int
  }

  /// A change by cause; the parts add up to it exactly. Written as texts.
  package struct Parts: Encodable, Hashable, Sendable {
    let split: Split
    /// How many make one: 1, or the nano of a point.
    let unit: Int64

    init(_ split: Split, unit: Int64 = 1) {
      self.split = split
      self.unit = unit
    }

    /// The whole change, then each cause's part.
    var texts: [String] {
      [ExactText.of(split.sum, over: Int128(unit))]
        + Cause.allCases.map { ExactText.of(split[$0], over: Split.denominator * Int128(unit)) }
    }

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case change, data, rules, population, quota
    }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      for (key, text) in zip(CodingKeys.allCases, texts) { try container.encode(text, forKey: key) }
    }
  }

  /// A number of the models that differs.
  package struct Number: Encodable, Hashable, Sendable {
    package struct Value: Encodable, Hashable, Sendable {
      package let profile: String
      package let before: String
      package let after: String
    }
    package let path: String
    /// Of the node or gate that it belongs to; empty for others.
    package let name: String
    package let values: [Value]
    /// The values in words: `20 → 25`, or by profile.
    package let words: String
    /// Who changes rank, and grade, when this number alone is turned in the run before; nil where it cannot be alone.
    package let ranksAlone: Int?
    package let gradesAlone: Int?
  }

  package struct Structure: Encodable, Hashable, Sendable {
    package let place: String
    package let zh: String
    package let en: String
    /// As of a number; nil also where it is not tried alone.
    package let ranksAlone: Int?
    package let gradesAlone: Int?
  }

  /// Changes that one cause mainly made; `equal` are those that none made more than another.
  package struct MainCause: Encodable, Hashable, Sendable {
    package let cause: String
    package let ranks: Int
    package let grades: Int
  }

  /// The members of both runs who have one grade before and one after.
  package struct GradePair: Encodable, Hashable, Sendable {
    package let before: String
    package let after: String
    package let members: Int
  }

  package struct Profile: Encodable, Hashable, Sendable {
    package let profile: String
    /// Ranked in both runs.
    package let ranked: Int
    /// With four digits; nil where a ranking parts nobody.
    package let kendallTauB: String?
    /// nil where the runs do not give the same grades.
    package let topGrade: String?
    package let holdersBefore: Int
    package let holdersAfter: Int
    package let holdersInBoth: Int
  }

  package struct Person: Encodable, Hashable, Sendable {
    package let memberNo: String
    package let name: String
  }

  /// A group of a quota in which somebody got or lost a seat.
  package struct Seats: Encodable, Hashable, Sendable {
    package let profile: String
    package let grade: String
    package let group: String
    package let seatsBefore: Int?
    package let seatsAfter: Int
    package let gained: [Person]
    package let lost: [Person]
  }

  /// What a total is made of: a leaf, or of a category its `start`, its `rounding`, or the model's `floor`.
  package struct Line: Encodable, Hashable, Sendable {
    package let category: String
    package let part: String
    package let name: String
    /// `both`, `gone` or `new`: which of the models has it under this code and name.
    package let state: String
    let words: String
    package let points: Parts

    private enum CodingKeys: String, CodingKey { case category, part, name, state, points }
  }

  /// A category's part of what the data did to a rank.
  package struct CategoryPart: Encodable, Hashable, Sendable {
    package let category: String
    package let name: String
    package let rank: String
  }

  package struct Change: Encodable, Hashable, Sendable {
    package let profileBefore: String
    package let profileAfter: String
    package let memberNo: String
    package let name: String
    package let sector: String?
    package let rankBefore: Int?
    package let rankAfter: Int?
    /// Who has no rank is counted one below the last.
    package let countedBefore: Int
    package let countedAfter: Int
    package let gradeBefore: String?
    package let gradeAfter: String?
    package let totalBefore: String
    package let totalAfter: String
    /// Places down; nil where the profile is another, since its ranks are of another list.
    package let rank: Parts?
    /// nil where the runs do not give the same grades. Grades down; who is referred to the committee stands half a grade above the one below.
    package let grade: Parts?
    /// 1 for another grade than before; nil as `grade`.
    package let gradeTurn: Parts?
    package let total: Parts
    /// The main cause of the change of rank; nil without one.
    package let rankCause: String?
    package let gradeCause: String?
    package let rankByCategory: [CategoryPart]
    package let lines: [Line]
  }

  /// A member of one run only.
  package struct Member: Encodable, Hashable, Sendable {
    package let profile: String
    package let memberNo: String
    package let name: String
    package let sector: String?
    package let rank: Int?
    package let grade: String?
    package let total: String
  }

  package let title: String
  package let before: Run
  package let after: Run
  /// Names of the causes that differ.
  package let differing: [String]
  /// By cause what differs, in words; nil for what is the same.
  package let words: [String?]
  /// Sources whose files or contracts differ.
  package let sources: [String]
  package let decisionsDiffer: Bool
  package let isNumbersOnly: Bool
  package let numbers: [Number]
  package let structure: [Structure]
  /// The grades that each run gives, top first; none in a quarter.
  package let gradesBefore: [String]
  package let gradesAfter: [String]
  /// False where one of the runs gives no grades; then none are compared.
  package let isGraded: Bool
  /// False also where the runs give other grades, or in another order; then no grade is higher than another and no change of
  /// grade has a cause.
  package let hasSameGrades: Bool
  package let gradePairs: [GradePair]
  /// Members of both runs.
  package let members: Int
  package let totalChanges: Int
  package let rankChanges: Int
  /// Members with another grade name; nil where one of the runs gives no grades.
  package let gradeChanges: Int?
  /// Members with another profile, whose ranks are not compared.
  package let profileChanges: Int
  package let causes: [MainCause]
  package let profiles: [Profile]
  package let seats: [Seats]
  /// Why the data's part of a rank is not split by category; nil where it is.
  package let unsplit: String?
  /// Members of both runs whose total, rank or grade differs, in the order of the ranking after.
  package let changes: [Change]
  package let joined: [Member]
  package let left: [Member]

  /// True where nothing that people see differs.
  package var isUnchanged: Bool { changes.isEmpty && joined.isEmpty && left.isEmpty }

  package var json: String { String(decoding: JSONText.encode(self).dropLast(), as: UTF8.self) }
}
