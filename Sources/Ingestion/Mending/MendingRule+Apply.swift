extension MendingRule {
  /// The mended text; the text itself when the rule finds nothing to mend.
  func mend(_ text: String, codeWidth: Int?) -> String {
    switch self {
    case .trim: Trim.mend(text)
    case .width: Width.mend(text)
    case .apostrophe: Apostrophe.mend(text)
    case .pad: Pad.mend(text, to: codeWidth ?? 0)
    case .nameSpaces: NameSpaces.mend(text)
    case .nameDots: NameDots.mend(text)
    case .radicals: Radicals.mend(text)
    case .nameTitle: NameTitle.mend(text)
    case .firstOfList: FirstOfList.mend(text)
    case .percent: Percent.mend(text)
    case .phone: Phone.mend(text)
    case .identityNumber: IdentityNumber.mend(text)
    }
  }

  /// Bytes that can begin something the rule mends; a cell without them is clean.
  var suspiciousBytes: [UInt8] {
    switch self {
    case .trim, .apostrophe, .pad, .nameTitle: []
    case .width: Width.suspiciousBytes
    case .nameSpaces: NameSpaces.suspiciousBytes
    case .nameDots: NameDots.suspiciousBytes
    case .radicals: Radicals.suspiciousBytes
    case .firstOfList: FirstOfList.suspiciousBytes
    case .percent: Percent.suspiciousBytes
    case .phone: Phone.suspiciousBytes
    case .identityNumber: IdentityNumber.suspiciousBytes
    }
  }
}
