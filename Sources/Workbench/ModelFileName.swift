import Records

/// What a saved model may be called: one part of a path, no hidden file and no option of a command, on any machine.
enum ModelFileName {
  static func check(_ name: String) throws(BenchProblem) {
    let scalars = name.unicodeScalars
    guard 1...60 ~= scalars.count, let first = scalars.first, isLetterOrDigit(first),
      scalars.allSatisfy({ isLetterOrDigit($0) || isMark($0) || $0 == "-" || $0 == "_" })
    else {
      throw BenchProblem(
        .wrong, zh: "名称用文字、数字、-和_，以文字或数字开头，1至60个字符",
        en: "a name is 1 to 60 letters of any script, digits, - and _, and begins with a letter or digit")
    }
    guard !isDevice(name) else {
      throw BenchProblem(
        .wrong, zh: "\(name)：Windows不许文件叫这个名称", en: "\(name): Windows lets no file have this name")
    }
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber,
      .decimalNumber:
      true
    default: false
    }
  }

  /// What many scripts write vowels and accents with, behind a letter.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark: true
    default: false
    }
  }

  private static func isDevice(_ name: String) -> Bool {
    let upper = Key(name.uppercased())
    if ["CON", "PRN", "AUX", "NUL"].contains(where: { Key($0) == upper }) { return true }
    return ["COM", "LPT"].contains { port in (0...9).contains { Key("\(port)\($0)") == upper } }
  }
}
