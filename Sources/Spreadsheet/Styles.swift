/// Which cell formats print a number as a date or a time.
final class Styles {
  private var codes: [Int: String] = [:]
  private var formats: [Int] = []
  private var isInCells = false

  func listen(to reader: XMLReader) {
    reader.onStart = { [self] element in
      switch element.name {
      case "numFmt":
        if let id = element.attribute("numFmtId").flatMap({ Int($0) }) {
          codes[id] = element.attribute("formatCode") ?? ""
        }
      case "cellXfs": isInCells = true
      case "xf" where isInCells:
        formats.append(element.attribute("numFmtId").flatMap { Int($0) } ?? 0)
      default: break
      }
    }
    reader.onEnd = { [self] name in
      if name == "cellXfs" { isInCells = false }
    }
  }

  /// By a cell's style.
  var dateForms: [Bool] {
    formats.map { id in codes[id].map(Styles.isDate) ?? Styles.isBuiltInDate(id) }
  }

  /// Of the formats without a code in the file those of dates and times, the ones of Chinese locales among them (ECMA-376,
  /// 18.8.30).
  private static func isBuiltInDate(_ id: Int) -> Bool {
    14...22 ~= id || 27...36 ~= id || 45...47 ~= id || 50...58 ~= id
  }

  /// True when a code has a letter of dates outside of quotes, brackets and escapes; an elapsed time as [h]:mm is a number.
  static func isDate(_ code: String) -> Bool {
    var rest = Substring(code)
    var found = false
    while let character = rest.popFirst() {
      switch character {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      case "[":
        let inside = rest.prefix { $0 != "]" }.lowercased()
        if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { return false }
        rest = rest.drop { $0 != "]" }.dropFirst()
      case ";": return found
      default: found = found || "ymdhs年月日".contains(character.lowercased())
      }
    }
    return found
  }
}
