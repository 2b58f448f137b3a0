import Foundation

/// Text in UTF-8 that an earlier system read as GBK: 寮犱笁 for 张三.
///
/// Written as GBK again, it is UTF-8; genuine text of three characters or more hardly ever is, since its first one would
/// have to stand in six rare rows of GBK.
enum GarbledText {
  /// What the text was; nil for text that is not garbled. Only a whole cell is told, of at least two Han characters.
  static func original(_ text: String) -> String? {
    guard text.unicodeScalars.first.map({ isFirst($0.value) }) ?? false,
      let bytes = text.data(using: gb18030), let original = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let han = original.unicodeScalars.count { 0x4E00...0x9FFF ~= $0.value }
    let isText = original.unicodeScalars.allSatisfy { scalar in
      0x4E00...0x9FFF ~= scalar.value || 0x3000...0x303F ~= scalar.value || 0xFF00...0xFFEF ~= scalar.value
        || 0x20...0x7E ~= scalar.value || scalar == "·"
    }
    return han >= 2 && isText ? original : nil
  }

  /// One bit a scalar below 10000: set for what the first two bytes of a Han character in UTF-8 (E4 to E9, 80 to BF) are in
  /// GBK.
  static let firsts: [UInt64] = {
    var bits = [UInt64](repeating: 0, count: 1024)
    for lead in UInt8(0xE4)...0xE9 {
      for trail in UInt8(0x80)...0xBF {
        guard let scalar = textFromGB18030([lead, trail])?.unicodeScalars.first, scalar.value < 0x10000 else {
          continue
        }
        bits[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
      }
    }
    return bits
  }()

  private static func isFirst(_ scalar: UInt32) -> Bool {
    scalar < 0x10000 && firsts[Int(scalar >> 6)] & (1 << UInt64(scalar & 63)) != 0
  }
}
