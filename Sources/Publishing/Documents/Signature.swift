/// Who issues a document and when: 落款 of GB/T 9704-2012, with room for a seal or without one.
package struct Signature: Hashable, Sendable {
  package let issuer: String
  /// As `2026年1月9日`, without zeros.
  package let date: String
  /// Whether a seal will be set over both lines.
  package let isSealed: Bool

  package init(issuer: String, date: String, isSealed: Bool) {
    self.issuer = issuer
    self.date = date
    self.isSealed = isSealed
  }

  /// Lines left empty above the issuer: with a seal, room for its upper part.
  var blankLines: Int { isSealed ? 2 : 1 }

  /// How far the lines stay away from the right edge, in half characters.
  ///
  /// With a seal the date stays four characters away and the issuer is centred on it; a longer issuer stays two
  /// away, and the date is centred below. Without one the issuer stays two away and the date begins two characters to the
  /// right of the issuer's beginning; a date that is too long for that stays two away, and the issuer moves.
  var indents: (issuer: Int, date: Int) {
    let (issuer, date) = (DisplayWidth.of(issuer), DisplayWidth.of(date))
    if isSealed {
      let centred = 8 + (date - issuer) / 2
      return centred >= 4 ? (centred, 8) : (4, 4 + (issuer - date) / 2)
    }
    return issuer - date >= 4 ? (4, issuer - date) : (date + 8 - issuer, 4)
  }
}
