package import Records

/// Looks for private content in files that may travel (design.md law 8).
///
/// Hits are mobile numbers of 11 digits, also with 86 before them or in groups of 3, 4 and 4; resident ID numbers of 15
/// digits with a possible birth date and of 18 with a right check digit (GB 11643-1999); and cells that name or equal a
/// withheld field. Full-width digits count as digits. A page is read as its reader sees it. Digests are not numbers: a word
/// of 32 or 64 lower-case hex digits.
package struct PrivacyScan: Sendable {
  /// Keys and headings of columns that must not travel.
  package let withheldNames: Set<Key>
  /// Cells of those columns.
  package let withheldValues: Set<Key>

  package init(withheldNames: Set<Key> = [], withheldValues: Set<Key> = []) {
    self.withheldNames = withheldNames
    self.withheldValues = withheldValues
  }

  private var withholds: Bool { !withheldNames.isEmpty || !withheldValues.isEmpty }

  /// The hits in an artifact, in order; none in a staff file. The parts of a packed file are read in its place, and a hit
  /// names `file:part`. O(bytes).
  package func hits(in artifact: Artifact) -> [PrivacyHit] {
    guard artifact.file.privacy != .staff else { return [] }
    guard let parts = artifact.parts else { return hits(in: artifact.bytes, of: artifact.file) }
    return parts.flatMap { part in
      hits(in: part.bytes, as: "\(artifact.file.rawValue):\(part.name)", .text)
    }
  }

  /// The hits in a text that is no file of a run.
  package func hits(in part: TextPart) -> [PrivacyHit] { hits(in: part, form: Form(part.name)) }

  func hits(in part: TextPart, form: Form) -> [PrivacyHit] {
    hits(in: part.bytes, as: part.name, form)
  }

  func hits(in bytes: [UInt8], of file: OutputFile) -> [PrivacyHit] {
    hits(in: bytes, as: file.rawValue, Form(file.rawValue))
  }

  private func hits(in bytes: [UInt8], as file: String, _ form: Form) -> [PrivacyHit] {
    var hits: [PrivacyHit] = []
    var line = 1
    var start = 0
    while start < bytes.count {
      let (end, isSuspect) = PrivacyScan.line(bytes.span, from: start)
      if isSuspect || withholds || form == .html {
        let scalars = Array(String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars)
        let (text, columns) =
          form == .html ? PrivacyScan.readable(scalars) : (scalars, Array(scalars.indices))
        scan(text, form) { column, what in
          hits.append(PrivacyHit(file: file, line: line, column: columns[column] + 1, what: what))
        }
      }
      line += 1
      start = end + 1
    }
    return hits
  }

  private func scan(_ line: [Unicode.Scalar], _ form: Form, _ report: (Int, Message) -> Void) {
    let digits = line.map { PrivacyScan.halfWidth($0.value) }
    var index = 0
    while index < digits.count {
      guard PrivacyScan.isWord(digits[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < digits.count, PrivacyScan.isWord(digits[index]) { index += 1 }
      if form == .json, !PrivacyScan.isInString(digits, start) { continue }
      scanWord(digits[start..<index], report)
      scanGroups(digits, start, index, report)
    }
    scanCells(line, form, report)
  }

  /// The runs of digits in one word of ASCII letters and digits.
  private func scanWord(_ word: ArraySlice<UInt32>, _ report: (Int, Message) -> Void) {
    if PrivacyScan.isDigest(word) { return }
    var index = word.startIndex
    while index < word.endIndex {
      let start = index
      while index < word.endIndex, PrivacyScan.isDigit(word[index]) { index += 1 }
      if index == start {
        index += 1
        continue
      }
      let run = word[start..<index]
      let next = index < word.endIndex ? word[index] : nil
      if let kind = PrivacyScan.number(run, followedBy: next) { report(start, kind) }
    }
  }

  /// A mobile number written in groups: `138-0013-8000`, `138 0013 8000`, `138·0013·8000`.
  private func scanGroups(
    _ line: [UInt32], _ start: Int, _ end: Int, _ report: (Int, Message) -> Void
  ) {
    guard end - start == 3, start + 13 <= line.count else { return }
    let separators = [line[start + 3], line[start + 8]]
    guard separators.allSatisfy(PrivacyScan.partsGroups),
      start + 13 == line.count || !PrivacyScan.isWord(line[start + 13])
    else { return }
    let digits = line[start..<start + 3] + line[start + 4..<start + 8] + line[start + 9..<start + 13]
    if digits.allSatisfy(PrivacyScan.isDigit), PrivacyScan.isMobile(digits) {
      report(start, PrivacyScan.mobile)
    }
  }

  /// Withheld names and values as whole cells, between commas, bars, tabs, quotes, brackets or spaces, in a page also tags.
  private func scanCells(_ line: [Unicode.Scalar], _ form: Form, _ report: (Int, Message) -> Void) {
    guard withholds else { return }
    var index = 0
    while index < line.count {
      let start = index
      while index < line.count, !PrivacyScan.separatesCells(line[index], form) { index += 1 }
      if index > start {
        let cell = Key(String(String.UnicodeScalarView(line[start..<index])))
        if withheldNames.contains(cell) || withheldValues.contains(cell) {
          report(start, PrivacyScan.withheld)
        }
      }
      index += 1
    }
  }

  static let mobile = Message(zh: "手机号码", en: "a mobile number")
  static let identity = Message(zh: "身份证号码", en: "a resident ID number")
  static let withheld = Message(zh: "不得外传的字段", en: "a withheld field")
}
