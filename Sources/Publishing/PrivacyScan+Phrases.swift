import Records

/// Words that may stand nowhere in a text, but in texts that say nothing of a person.
package struct WithheldPhrases: Hashable, Sendable {
  /// Without white space and marks that nobody sees.
  let words: [[Unicode.Scalar]]
  /// What the words begin with.
  private let firsts: Set<Unicode.Scalar>
  /// By the low six bits of a scalar, whether a word may begin with it.
  private let mayBegin: UInt64
  /// Those that hold one of the words.
  fileprivate let permitted: [[Unicode.Scalar]]

  package static let none = WithheldPhrases([])

  /// `permitted` are whole texts, as the clauses of a model, inside of which the words may stand.
  package init(_ words: [String], except permitted: [String] = []) {
    self.words = words.map { WithheldPhrases.seen($0.unicodeScalars) }.filter { !$0.isEmpty }
    firsts = Set(self.words.map { $0[0] })
    mayBegin = firsts.reduce(0) { $0 | WithheldPhrases.bit($1) }
    let texts = permitted.map { WithheldPhrases.seen($0.unicodeScalars) }
    let words = self.words
    self.permitted = texts.filter { text in
      words.contains { word in text.indices.contains { text[$0...].starts(with: word) } }
    }
  }

  private static func bit(_ scalar: Unicode.Scalar) -> UInt64 { 1 << UInt64(scalar.value & 63) }

  fileprivate func mayBegin(with scalar: Unicode.Scalar) -> Bool {
    mayBegin & WithheldPhrases.bit(scalar) != 0 && firsts.contains(scalar)
  }

  fileprivate static func seen(_ text: some Sequence<Unicode.Scalar>) -> [Unicode.Scalar] {
    text.filter { !NameFold.isBlank($0) }
  }
}

extension PrivacyScan {
  /// Withheld phrases wherever they stand, also with spaces inside them.
  func scanPhrases(_ line: ReadableLine, _ report: (Int, Message) -> Void) {
    guard line.scalars.contains(where: phrases.mayBegin) else { return }
    let places = line.scalars.indices.filter { !NameFold.isBlank(line.scalars[$0]) }
    let text = places.map { line.scalars[$0] }
    for start in text.indices where phrases.mayBegin(with: text[start]) {
      guard let word = phrases.words.first(where: { text[start...].starts(with: $0) }) else { continue }
      if !isPermitted(start..<start + word.count, in: text) { report(places[start], PrivacyScan.withheld) }
    }
  }

  private func isPermitted(_ range: Range<Int>, in text: [Unicode.Scalar]) -> Bool {
    phrases.permitted.contains { permitted in
      let earliest = max(0, range.upperBound - permitted.count)
      return earliest <= range.lowerBound
        && (earliest...range.lowerBound).contains { start in
          start + permitted.count <= text.count && start + permitted.count >= range.upperBound
            && text[start...].starts(with: permitted)
        }
    }
  }

  /// Withheld codes inside a longer text: words of ASCII that cannot be a year or a count.
  func scanCodes(_ line: ReadableLine, _ report: (Int, Message) -> Void) {
    let scalars = line.scalars
    var index = 0
    while index < scalars.count {
      let start = index
      while index < scalars.count, PrivacyScan.isWord(scalars[index].value) { index += 1 }
      if index - start >= 4, !line.isInTag(start), start == 0 || scalars[start - 1] != "." {
        let word = scalars[start..<index]
        if PrivacyScan.isCode(word), !PrivacyScan.isOrdinal(start..<index, in: scalars), withholds(word) {
          report(start, PrivacyScan.withheld)
        }
      }
      if index == start { index += 1 }
    }
  }

  /// A number of an issue, a volume or a batch, as in 第0012期, which counts nobody.
  private static func isOrdinal(_ word: Range<Int>, in line: [Unicode.Scalar]) -> Bool {
    word.lowerBound > 0 && line[word.lowerBound - 1] == "第" && word.upperBound < line.count
      && ordinals.contains(line[word.upperBound])
  }

  private static let ordinals: Set<Unicode.Scalar> = ["期", "届", "次", "卷", "集", "批", "版", "页", "章", "条"]

  /// Five digits, four after a 0, or a digit beside a letter.
  private static func isCode(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    let digits = word.count { isDigit($0.value) }
    return digits > 0 && (digits < word.count || digits > 4 || word.first == "0")
  }
}
