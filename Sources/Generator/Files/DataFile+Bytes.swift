import Foundation

/// A text that the file's encoding cannot say.
struct EncodingError: Error, CustomStringConvertible {
  let file: String

  var description: String { "\(file) holds a character that its encoding lacks" }
}

extension DataFile {
  /// The bytes as written.
  func bytes() throws(EncodingError) -> [UInt8] {
    var bytes: [UInt8] = encoding == .utf8WithMark ? [0xEF, 0xBB, 0xBF] : []
    for line in lines {
      bytes += try encoded(line.text)
      bytes += line.brokenTail
      bytes += Array(lineEnd.utf8)
    }
    return bytes
  }

  private func encoded(_ text: String) throws(EncodingError) -> [UInt8] {
    guard encoding == .gb18030 else { return Array(text.utf8) }
    // CFStringEncoding's GB_18030_2000, which has the four-byte characters.
    let gb18030 = String.Encoding(rawValue: 0x8000_0632)
    guard let data = text.data(using: gb18030) else { throw EncodingError(file: name) }
    return Array(data)
  }
}
