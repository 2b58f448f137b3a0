/// Takes off the apostrophe that a spreadsheet puts before a number kept as text: `'0147`.
enum Apostrophe {
  static func mend(_ text: String) -> String {
    text.utf8.first == UInt8(ascii: "'") ? String(text.unicodeScalars.dropFirst()) : text
  }
}
