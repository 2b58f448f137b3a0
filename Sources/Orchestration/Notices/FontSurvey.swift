import Foundation
import Publishing

/// What a machine's fonts lack for a document: the standard's faces, and characters.
struct FontSurvey: Sendable {
  private let list: ExternalTool?
  private let match: ExternalTool?
  private let fonts: String

  init(fonts: String, search: String = ProcessInfo.processInfo.environment["PATH"] ?? "") {
    self.fonts = fonts
    list = ExternalTool("fc-list", search: search)
    match = ExternalTool("fc-match", search: search)
  }

  /// Faces that are missing, and by face the characters that what stands in for it lacks; nothing where nothing is missing.
  func remarks(of documents: [OfficialDocument]) -> [String] {
    guard let list, let match else {
      return ["△ 没有fc-list和fc-match，无法核对字体  fc-list and fc-match are missing, so the faces were not checked"]
    }
    let characters = FontSurvey.characters(of: documents.flatMap(\.lines))
    guard let found = faces(OfficialFaces.names, list, match) else { return FontSurvey.unasked }
    return FontSurvey.missing(found.filter { !$0.isInstalled }.map(\.name))
      + found.flatMap { FontSurvey.lacking($0, characters, zh: "PDF中", en: "the PDF shows") }
  }

  /// The same of what is drawn in the documents' pictures, whose one face is that of the pictures' style.
  func remarks(ofPicturesIn documents: [OfficialDocument]) -> [String] {
    let characters = FontSurvey.characters(of: documents.flatMap { $0.pictures.flatMap(\.texts) })
    guard !characters.isEmpty, let list, let match else { return [] }
    guard let found = faces([OfficialFaces.picture], list, match) else { return FontSurvey.unasked }
    let replaced = found.filter { !$0.isInstalled }.flatMap { face in
      [
        "△ 本机没有\(face.name)，图中用\(face.matched)代替",
        "  The machine lacks this face, so the pictures show \(face.matched).",
      ]
    }
    return replaced + found.flatMap { FontSurvey.lacking($0, characters, zh: "图中", en: "the pictures show") }
  }

  /// nil where the programs fail.
  private func faces(_ names: [String], _ list: ExternalTool, _ match: ExternalTool) -> [FontFace]? {
    try? URL.withScratch { folder in
      try names.map { name in
        let listed = try list.run([name, "family"], in: folder, fonts: fonts)
        let matched = try match.run(["-f", "%{family[0]}\\n%{charset}", name], in: folder, fonts: fonts)
        return FontFace(name, isInstalled: !listed.isEmpty, matched: matched)
      }
    }
  }

  private static let unasked = [
    "△ fc-list或fc-match出错，无法核对字体  fc-list or fc-match failed, so the faces were not checked"
  ]

  private static func missing(_ names: [String]) -> [String] {
    names.isEmpty
      ? []
      : [
        "△ 本机没有\(names.joined(separator: "、"))，PDF用其他字体代替；DOCX仍写公文字体名",
        "  The machine lacks these faces, so the PDF shows others; the DOCX keeps the official names.",
      ]
  }

  private static func lacking(
    _ face: FontFace, _ characters: [Unicode.Scalar], zh: String, en: String
  ) -> [String] {
    let lacking = characters.filter { !face.holds($0) }.map {
      "\($0)（U+\(String($0.value, radix: 16, uppercase: true))）"
    }
    guard !lacking.isEmpty else { return [] }
    let stand = face.isInstalled ? face.name : "代替\(face.name)的\(face.matched)"
    return [
      "△ \(stand)没有这些字，\(zh)另用字体：\(lacking.joined(separator: "、"))",
      "  \(face.matched) lacks these characters, which \(en) in another face.",
    ]
  }

  /// The characters beyond ASCII that the lines print, ascending.
  private static func characters(of lines: [String]) -> [Unicode.Scalar] {
    var found: Set<Unicode.Scalar> = []
    for line in lines { found.formUnion(line.unicodeScalars.lazy.filter { $0.value >= 0xA0 }) }
    return found.sorted()
  }
}

/// A face of the standard, and the font that fontconfig takes for it.
private struct FontFace {
  let name: String
  let isInstalled: Bool
  /// The font's family.
  let matched: String
  private let ranges: [ClosedRange<UInt32>]

  /// `matched` is the family's line and fontconfig's list of ranges in hexadecimal digits, as `20-7e a0`.
  init(_ name: String, isInstalled: Bool, matched text: String) {
    self.name = name
    self.isInstalled = isInstalled
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    matched = lines.first.map(String.init) ?? ""
    ranges = lines.dropFirst().flatMap { $0.split(separator: " ") }.compactMap { text in
      let ends = text.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      return ends.isEmpty ? nil : ends[0]...max(ends[0], ends[ends.count - 1])
    }
  }

  /// True too where fontconfig does not say what the font holds.
  func holds(_ scalar: Unicode.Scalar) -> Bool {
    ranges.isEmpty || ranges.contains { $0.contains(scalar.value) }
  }
}
