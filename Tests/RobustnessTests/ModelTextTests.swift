import Definitions
import Records
import Robustness
import Scoring
import Testing

/// A model with turned numbers, written into the text of its file.
@Suite("a turned model is a text")
struct ModelTextTests {
  static let cases: [(name: String, written: Int, unstated: Set<String>)] = [
    ("yy-default-1", 292, Set(["C2", "G3", "G4", "G5", "G6", "H2", "H3.1"].map { $0 + ".points.else" })),
    ("anqing-2018", 36, []), ("jinan-2015", 50, ["A1.points.else"]), ("yanbian-2022", 44, []),
    ("dense", 142, ["合格.pool_under"]),
  ]

  /// Every knob of every model, up and down: what the file says then is the turned model, and other lines stay.
  @Test(arguments: cases)
  func `every knob can be written`(_ name: String, _ expected: Int, _ lacking: Set<String>) throws {
    let source = try ModelFiles.text(name)
    let text = try ModelText(source, path: "model", vocabulary: ModelFiles.vocabulary.get())
    var (written, unstated) = (0, Set<String>())
    for path in Knob.paths(of: text.model) {
      let profiles = text.model.profiles.map { "@\($0)" }
      for option in [path] + (text.model.profiles.count > 1 ? [path + profiles[0]] : []) {
        let knob = try Knob(option, of: text.model)
        guard let turned = ModelTextTests.turned(knob, text.model) else { continue }
        do {
          let saved = try text.saying(turned)
          #expect(try ModelFiles.decode(saved) == turned, "\(option)")
          let changed = zip(source.split(separator: "\n"), saved.split(separator: "\n")).count { $0 != $1 }
          #expect(saved.split(separator: "\n").count == source.split(separator: "\n").count && changed > 0)
          written += 1
        } catch ModelText.Problem.unstated(let path) {
          unstated.insert(path)
        }
      }
    }
    #expect(written == expected)
    #expect(unstated == lacking)
  }

  /// The model with a knob at another value that a file may state; nil where none is near.
  private static func turned(_ knob: Knob, _ model: Model) -> Model? {
    let now = knob.value(in: model)[knob.profile ?? 0]
    let values = [Fraction(6, 5), Fraction(4, 5)].compactMap { factor in
      Fraction(
        now.numerator * factor.numerator + (now == .zero ? 1 : 0), now.denominator * factor.denominator)
    }
    let whole = [now.numerator / now.denominator + 1, now.numerator / now.denominator - 1].map {
      Fraction($0)
    }
    return (values + whole).lazy.compactMap { model.turning([KnobSetting(knob, $0)]) }.first {
      $0.disorder == nil && $0 != model
    }
  }
}
