import Crypto
import Records
import SystemCalls

/// SHA-256 as 64 lower-case hex digits.
enum Digest {
  static func of(_ bytes: [UInt8]) -> String {
    hex(SHA256.hash(data: bytes))
  }

  /// Of texts, each followed by U+001F, so that no two lists of texts give the same bytes.
  static func of(_ texts: [String]) -> String { hex(bytes(of: texts)) }

  /// The 32 bytes of what `of` gives as digits.
  static func bytes(of texts: [String]) -> [UInt8] {
    Array(SHA256.hash(data: texts.flatMap { Array($0.utf8) + [0x1F] }))
  }

  /// Of a file's content; nil where it cannot be read. O(bytes) time, O(1) memory.
  static func of(file path: String) -> String? {
    var hash = SHA256()
    do throws(SystemError) {
      let file = try SystemFile(reading: path)
      var buffer = [UInt8](repeating: 0, count: 1 << 20)
      while true {
        let count = try file.readNext(&buffer)
        if count == 0 { return hex(hash.finalize()) }
        hash.update(data: buffer[..<count])
      }
    } catch {
      return nil
    }
  }

  static func hex(_ digest: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
