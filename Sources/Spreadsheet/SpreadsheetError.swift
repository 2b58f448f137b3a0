/// Why a workbook cannot be read.
package enum SpreadsheetError: Error, Hashable, Sendable {
  /// Not a zip archive, or one without a workbook in it.
  case notAWorkbook
  /// A compound file: a workbook of Excel 97 to 2003, or an encrypted one.
  case oldOrEncrypted
  /// No sheet of that name; `names` are those that there are.
  case noSheet(String, names: [String])
  /// More than is read of an untrusted archive.
  case tooLarge(what: String, limit: String)
  /// A part that is no XML, or that declares a document type.
  case damaged(part: String, reason: String)
}
