import Records

/// The mending of codes that lost their left zeros or gained blanks, straight from bytes.
struct CodeMending: Sendable {
  let width: Int
  private let pads: Bool
  private let trims: Bool
  private let both: String

  /// Nil when the column's other rules, synonyms or missing marks could come first.
  init?(_ contract: ColumnContract, width: Int) {
    let harmless: Set<MendingRule> = [.trim, .width, .apostrophe, .pad]
    guard contract.synonyms.isEmpty, contract.missingMarks.isEmpty, harmless.isSuperset(of: contract.mending)
    else { return nil }
    let (trim, pad) = (contract.mending.firstIndex(of: .trim), contract.mending.firstIndex(of: .pad))
    if let trim, let pad, pad < trim { return nil }
    self.width = width
    pads = pad != nil
    trims = trim != nil
    both = "\(MendingRule.trim.rawValue)+\(MendingRule.pad.rawValue)"
  }

  /// The code's value and the names of the rules that changed it; nil for what is no code after that, or was one before.
  func mend(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (value: UInt32, rule: String)? {
    var (first, last) = (start, end)
    while first < last, CodeMending.isBlank(bytes[first]) { first += 1 }
    while first < last, CodeMending.isBlank(bytes[last - 1]) { last -= 1 }
    let isTrimmed = last - first < end - start
    let isPadded = last - first < width
    guard first < last, last - first <= width, trims || !isTrimmed, pads || !isPadded, isTrimmed || isPadded,
      let value = CanonicalForms.digits(bytes, first, last)
    else { return nil }
    let rule = isTrimmed ? (isPadded ? both : MendingRule.trim.rawValue) : MendingRule.pad.rawValue
    return (value, rule)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x7F }
}
