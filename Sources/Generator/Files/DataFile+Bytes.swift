import Foundation

/// A text that the file's encoding cannot say.
struct EncodingError: Error, CustomStringConvertible {
  let file: String

  var description: String { "\(file) holds a character that its encoding lacks" }
}

extension DataFile {
  /// The bytes as written.
  func bytes() throws(EncodingError) -> [UInt8] {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf8WithMark: return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .gb18030:
      // CFStringEncoding's GB_18030_2000, which has the four-byte characters.
      let gb18030 = String.Encoding(rawValue: 0x8000_0632)
      guard let data = text.data(using: gb18030) else { throw EncodingError(file: name) }
      return Array(data)
    }
  }
}
