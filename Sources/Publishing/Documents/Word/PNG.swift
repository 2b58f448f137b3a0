/// A picture as PNG (ISO/IEC 15948).
enum PNG {
  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let kept = ["IHDR", "PLTE", "IDAT", "IEND"].map { Array($0.utf8) }

  /// The picture alone: without times, texts and whatever else is no pixel, so that a file can neither tell more than it shows nor
  /// differ between two days. nil for bytes that are no whole PNG.
  static func bare(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.starts(with: signature) else { return nil }
    var bare = signature
    var place = signature.count
    while place + 12 <= bytes.count {
      let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = place + 12 + length
      guard end <= bytes.count else { return nil }
      let kind = Array(bytes[place + 4..<place + 8])
      guard place > signature.count || kind == kept[0] else { return nil }
      if kept.contains(kind) { bare += bytes[place..<end] }
      if kind == kept[3] { return bare }
      place = end
    }
    return nil
  }
}
