import Definitions
import Records
import Robustness
import Scoring
import Testing

/// A model whose number was turned is the model of a file in which that number was edited.
@Suite("a turned number is an edited one")
struct EditedFileTests {
  /// A number as a file writes it.
  private struct Written {
    let text: String
    let range: Range<String.Index>
    let value: Fraction

    static func all(in text: String) -> [Written] {
      text.split(separator: "\n").flatMap { line in
        line.split(separator: "#", omittingEmptySubsequences: false)[0].matches(of: /[^\s{}\[\],:]+/)
          .compactMap { match in
            Fraction(text: match.output).map { Written(text: text, range: match.range, value: $0) }
          }
      }
    }

    func edited(to other: String) throws -> Model {
      try ModelFiles.decode(text[..<range.lowerBound] + other + text[range.upperBound...])
    }

    /// The first of some numbers near this one that the file may state.
    func nearby() throws -> (value: String, model: Model) {
      let steps = [(1, 5), (-1, 5), (1, 1), (-1, 1)] as [(Int64, Int64)]
      return try #require(
        steps.lazy.compactMap { step, part in
          let other = Fraction(value.numerator * part + step * value.denominator, value.denominator * part)
          return (try? edited(to: "\(other)")).map { ("\(other)", $0) }
        }.first, "\(value) cannot be edited")
    }

    /// What an edit of it turns; nil where it is no number that can be turned.
    func knob(of model: Model) throws -> Knob? {
      let numbers = model.numbers
      let edited = try nearby().model.numbers
      let differing = numbers.indices.filter { numbers[$0].amount != edited[$0].amount }
      guard let place = differing.first else { return nil }
      try #require(differing.count == 1, "\(value) is in several places")
      let (before, after) = (numbers[place].amount, edited[place].amount)
      let turned = model.profiles.indices.filter { before[$0] != after[$0] }
      let path = "\(numbers[place].path)"
      return try Knob(
        turned.count == model.profiles.count ? path : "\(path)@\(model.profiles[turned[0]])", of: model)
    }
  }

  @Test(
    "every number of a file but those of derive and of equal values",
    arguments: [
      (
        "yy-default-1", ["2", "120", "60", "15", "15", "3", "0", "0"],
        ["C2", "G3", "G4", "G5", "G6", "H2", "H3.1"].map { $0 + ".points.else" }
      ),
      ("anqing-2018", ["120", "60", "15", "15"], []),
      ("jinan-2015", ["120", "60", "15", "15"], ["A1.points.else"]), ("yanbian-2022", [], []),
      ("dense", ["120", "60", "15", "14", "0"], ["合格.pool_under"]),
    ] as [(String, [String], [String])])
  func everyNumber(_ name: String, _ others: [String], _ unstated: [String]) throws {
    let text = try ModelFiles.text(name)
    let model = try ModelFiles.decode(text)
    var (found, none) = (Set<String>(), [String]())
    for written in Written.all(in: text) {
      guard let knob = try written.knob(of: model) else {
        none.append("\(written.value)")
        continue
      }
      let (value, edited) = try written.nearby()
      let setting = KnobSetting(knob, try #require(Fraction(text: value)))
      #expect(model.turning([setting]) == edited, "\(knob) = \(value)")
      found.insert(knob.description)
    }
    let stated = model.numbers.filter { number in
      model.profiles.allSatisfy { found.contains("\(number.path)@\($0)") } || found.contains("\(number.path)")
    }
    let missing = model.numbers.map { "\($0.path)" }.filter { path in
      !stated.contains { "\($0.path)" == path }
    }
    #expect(none == others && missing == unstated, "\(none) \(missing)")
  }
}
