package import Records

/// Which fields the outputs of a class may not hold, besides what is always withheld.
package struct PrivacyPolicy: Hashable, Sendable {
  /// A column of a source, all of whose cells are withheld.
  package struct Field: Hashable, Sendable {
    package let source: String
    package let column: String

    package init(source: String, column: String) {
      self.source = source
      self.column = column
    }
  }

  package struct Rules: Hashable, Sendable {
    package var values: [Field]
    /// Withheld where a cell is just that, as a heading.
    package var words: [String]
    /// Withheld in a longer text too, but where the model itself says so.
    package var anywhere: [String]

    package init(values: [Field] = [], words: [String] = [], anywhere: [String] = []) {
      self.values = values
      self.words = words
      self.anywhere = anywhere
    }
  }

  private let own: [PrivacyClass: Rules]
  /// The class of each output by name; nil where the policy leaves that to the program.
  private let outputs: [String: PrivacyClass]?
  /// Where the policy should stand that is not there.
  package var missingFile: String?

  /// Names nothing.
  package static let none = PrivacyPolicy(public: Rules(), internal: Rules())

  package init(`public`: Rules, `internal`: Rules, outputs: [String: PrivacyClass]? = nil) {
    own = [.public: `public`, .internal: `internal`]
    self.outputs = outputs
  }

  /// The class of an output that is of the class `known` by itself; one that the policy forgets is for its owner alone.
  package func privacy(of output: String, known: PrivacyClass) -> PrivacyClass {
    outputs.map { $0[output] ?? .staff } ?? known
  }

  /// What holds for a class; whatever the office may not see, the public may not.
  package func rules(for output: PrivacyClass) -> Rules {
    let inside = own[.internal] ?? Rules()
    switch output {
    case .staff: return Rules()
    case .internal: return inside
    case .public:
      let outside = own[.public] ?? Rules()
      return Rules(
        values: inside.values + outside.values, words: inside.words + outside.words,
        anywhere: inside.anywhere + outside.anywhere)
    }
  }
}
