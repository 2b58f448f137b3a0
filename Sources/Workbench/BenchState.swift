import Foundation
package import Records
package import Robustness
package import Scoring

/// What an analyst has turned of a run's model, in the order in which it was turned; empty for the model as it was run.
///
/// As a text, `A3.cap=25&A.factor=11/10`, it is the fragment of an address.
package struct BenchState: Hashable, Sendable {
  package private(set) var settings: [KnobSetting]

  /// Why a text is no state of a model.
  package enum Problem: Error, Hashable, Sendable {
    /// No `path=number`.
    case noSetting(String)
    case noKnob(String)
  }

  package init() { settings = [] }

  package init(text: String, of model: Model) throws(Problem) {
    settings = []
    for part in text.split(separator: "&") {
      guard let setting = part.removingPercentEncoding, let sign = setting.lastIndex(of: "="),
        let value = Fraction(text: setting[setting.index(after: sign)...])
      else { throw .noSetting(String(part)) }
      let path = String(setting[..<sign])
      guard let knob = try? Knob(path, of: model) else { throw .noKnob(path) }
      self = turning(knob, to: value, in: model)
    }
  }

  package var text: String {
    settings.map { setting in
      let path = setting.knob.description.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? ""
      return "\(path.replacing("&", with: "%26").replacing("=", with: "%3D"))=\(setting.value)"
    }.joined(separator: "&")
  }

  /// Another value of a knob. At what it stands at in the model as run, nothing is left of it.
  package func turning(_ knob: Knob, to value: Fraction, in model: Model) -> BenchState {
    var state = self
    state.settings = settings.turning(knob, to: value, in: model)
    let setting = KnobSetting(knob, value)
    if knob.single(in: model) == value, state.settings.count(where: { $0.meets(setting, in: model) }) == 1 {
      state.settings.removeAll { $0.knob == knob }
    }
    return state
  }

  /// The state before a factor was turned to where it stands, and that; nil for a number, and for a factor of which something
  /// has since turned a number, so that it is turned anew.
  func beforeFactor(_ knob: Knob, in model: Model) -> (state: BenchState, value: Fraction)? {
    guard case .factor = knob.subject, let place = settings.lastIndex(where: { $0.knob == knob }),
      !settings[(place + 1)...].contains(where: { $0.meets(settings[place], in: model) })
    else { return nil }
    var state = self
    let setting = state.settings.remove(at: place)
    return (state, setting.value)
  }

  /// The model in this state; nil where a factor leaves no exact number.
  package func applied(to model: Model) -> Model? { model.turning(settings) }
}
