package import Records

/// Looks for private content in files that may travel (design.md law 8).
///
/// Hits are mobile numbers of 11 digits, also with 86 before them or in groups; resident ID numbers of 15 digits with a
/// possible birth date and of 18 with a right check digit (GB 11643-1999), also in groups; cells that name or equal a
/// withheld field, and the digits of one in whatever groups. Digits of full width, of Chinese and in circles are digits. A
/// page is read as its reader sees it. Digests and the ids of rows are not numbers.
package struct PrivacyScan: Sendable {
  /// Keys and headings of columns that must not travel.
  package let withheldNames: Set<Key>
  /// Cells of those columns.
  package let withheldValues: Set<Key>
  /// Words that are withheld in longer texts too.
  package let phrases: WithheldPhrases
  /// The digits of withheld values that are numbers, as ASCII.
  let withheldNumbers: Set<[UInt32]>
  /// Says of most other words that they are none of both, without making a text of them.
  private let filter: WordFilter
  private let screen: WithheldScreen

  package init(
    withheldNames: Set<Key> = [], withheldValues: Set<Key> = [], phrases: WithheldPhrases = .none
  ) {
    self.phrases = phrases
    self.withheldNames = withheldNames
    self.withheldValues = withheldValues
    withheldNumbers = Set(withheldValues.lazy.compactMap { PrivacyScan.number($0.description) })
    filter = WordFilter(
      [withheldNames, withheldValues].joined().map {
        WordFilter.Hash($0.text.unicodeScalars.lazy.map(\.value))
      })
    screen = WithheldScreen(cells: withheldNames.union(withheldValues), phrases: phrases.words)
  }

  private static let leastOfWithheld = 8
  private var leastDigits: Int { withheldNumbers.isEmpty ? 11 : PrivacyScan.leastOfWithheld }

  /// The digits of a value of at least eight that holds nothing else but what parts groups; nil for any other.
  private static func number(_ value: String) -> [UInt32]? {
    let scalars = value.unicodeScalars.map { halfWidth($0.value) }
    let digits = scalars.filter(isDigit)
    return digits.count >= leastOfWithheld && scalars.allSatisfy({ isDigit($0) || joint($0) != .none })
      ? digits : nil
  }

  private var withholds: Bool {
    !withheldNames.isEmpty || !withheldValues.isEmpty || phrases != .none
  }

  /// The hits in an artifact, in order; none in a staff file. The parts of a packed file are read in its place, and a hit
  /// names `file:part`. O(bytes), shared out.
  package func hits(in artifact: Artifact, _ workers: Workers = .one) -> [PrivacyHit] {
    guard artifact.file.privacy != .staff, let bytes = artifact.whole else { return [] }
    let name = artifact.file.rawValue
    guard let parts = artifact.parts else { return hits(in: bytes, of: artifact.file, workers) }
    return workers.map(parts.count) { part in
      hits(in: parts[part].bytes, as: "\(name):\(parts[part].name)", .text)
    }.flatMap(\.self)
  }

  /// The hits in a text that is no file of a run.
  package func hits(in part: TextPart) -> [PrivacyHit] { hits(in: part, form: Form(part.name)) }

  /// Whether a text of one line holds nothing withheld.
  package func isClean(_ text: String) -> Bool {
    hits(in: TextPart(name: "line.txt", bytes: Array(text.utf8))).isEmpty
  }

  func hits(in part: TextPart, form: Form) -> [PrivacyHit] {
    hits(in: part.bytes, as: part.name, form)
  }

  func hits(in bytes: [UInt8], of file: OutputFile, _ workers: Workers = .one) -> [PrivacyHit] {
    hits(in: bytes, as: file.rawValue, Form(file.rawValue), workers)
  }

  /// `screens` false looks at every line; lines are shared out in ranges of at least `size` bytes.
  func hits(
    in bytes: [UInt8], as file: String, _ form: Form, _ workers: Workers = .one, screens: Bool = true,
    of size: Int = 262_144
  ) -> [PrivacyHit] {
    let ranges = PrivacyScan.ranges(bytes, of: size)
    let found = workers.map(ranges.count) { lineHits(in: bytes, ranges[$0], form, screens: screens) }
    var before = 0
    return found.flatMap { part in
      defer { before += part.lines }
      return part.hits.map { hit in
        PrivacyHit(file: file, line: before + hit.line, column: hit.column, what: hit.what)
      }
    }
  }

  /// Cuts a text behind line ends.
  private static func ranges(_ bytes: [UInt8], of size: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      let least = min(start + size, bytes.count) - 1
      let end = bytes[least...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
      ranges.append(start..<end)
      start = end
    }
    return ranges
  }

  private typealias LineHit = (line: Int, column: Int, what: Message)

  /// Hits in a range of whole lines, counted from its first, and how many lines it has.
  private func lineHits(
    in bytes: [UInt8], _ range: Range<Int>, _ form: Form, screens: Bool
  ) -> (hits: [LineHit], lines: Int) {
    var hits: [LineHit] = []
    var line = 1
    var start = range.lowerBound
    let (all, kinds, digitForms) = (bytes.span, PrivacyScan.kindsOfBytes, PrivacyScan.digitForms)
    while start < range.upperBound {
      let facts = PrivacyScan.line(all, from: start, least: leastDigits, kinds.span, digitForms.span)
      let isEncoded = form == .html && facts.isEncoded
      if facts.isSuspect || isEncoded || !screens || withholds && screen.mayHit(all, start, facts.end, form) {
        let scalars = Array(String(decoding: bytes[start..<facts.end], as: UTF8.self).unicodeScalars)
        let text = form == .html ? PrivacyScan.readable(scalars) : ReadableLine(scalars: scalars)
        scan(text, form, forNumbers: facts.isSuspect || isEncoded) { column, what in
          hits.append((line, text.columns[column] + 1, what))
        }
      }
      line += 1
      start = facts.end + 1
    }
    return (hits, line - 1)
  }

  private func scan(
    _ line: ReadableLine, _ form: Form, forNumbers mayHoldNumber: Bool, _ report: (Int, Message) -> Void
  ) {
    var withheld: Set<Int> = []
    func reportOnce(_ column: Int, _ what: Message) {
      if what != PrivacyScan.withheld || withheld.insert(column).inserted { report(column, what) }
    }
    if mayHoldNumber { scanNumbers(line, form, reportOnce) }
    guard withholds else { return }
    scanCells(line.scalars, form, reportOnce)
    scanCodes(line, reportOnce)
    scanPhrases(line, reportOnce)
  }

  /// Withheld names and values as whole cells, between commas, bars, tabs, quotes, brackets or spaces, in a page also tags.
  private func scanCells(_ line: [Unicode.Scalar], _ form: Form, _ report: (Int, Message) -> Void) {
    var index = 0
    while index < line.count {
      let start = index
      var hash = WordFilter.Hash()
      while index < line.count, !PrivacyScan.separatesCells(line[index], form) {
        hash.add(line[index].value)
        index += 1
      }
      if index > start, filter.mayHold(hash) {
        let cell = PrivacyScan.key(line[start..<index])
        if withheldNames.contains(cell) || withheldValues.contains(cell) {
          report(start, PrivacyScan.withheld)
        }
      }
      index += 1
    }
  }

  /// Whether a word is a withheld value.
  func withholds(_ word: ArraySlice<Unicode.Scalar>) -> Bool {
    var hash = WordFilter.Hash()
    for scalar in word { hash.add(scalar.value) }
    return filter.mayHold(hash) && withheldValues.contains(PrivacyScan.key(word))
  }

  private static func key(_ word: ArraySlice<Unicode.Scalar>) -> Key {
    Key(String(String.UnicodeScalarView(word)))
  }

  static func separatesCells(_ scalar: Unicode.Scalar, _ form: Form) -> Bool {
    switch scalar {
    case ",", "|", "\t", "\"", " ", "\r", "\u{FEFF}", "，", "；", "：", "。", "、", ";", "(", ")", "（", "）", "[",
      "]", "【", "】",
      "“", "”", "《", "》":
      true
    case "<", ">": form == .html
    default: false
    }
  }
}
