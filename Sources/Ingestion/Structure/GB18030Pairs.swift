import Foundation

/// GB18030-2000 with its four-byte characters, in Foundation's numbering of encodings.
let gb18030 = String.Encoding(rawValue: 0x8000_0632)

/// The characters of GB18030 that have two bytes, which is nearly all that anyone writes; Foundation's converter gives them
/// once, since it takes longer to begin with a cell than to read it.
struct GB18030Pairs: Sendable {
  /// By lead and trail byte; 0 where there is no such character.
  private let scalars: [UInt16]

  static let all = GB18030Pairs()

  private static let leads: ClosedRange<UInt8> = 0x81...0xFE
  private static let trails: ClosedRange<UInt8> = 0x40...0xFE
  private static let lost: UInt16 = 0xFFFD

  private init() {
    var bytes: [UInt8] = []
    for lead in GB18030Pairs.leads {
      for trail in GB18030Pairs.trails where trail != 0x7F {
        bytes.append(lead)
        bytes.append(trail)
      }
    }
    var scalars = [UInt16](repeating: 0, count: 1 << 16)
    let text = String(data: Data(bytes), encoding: gb18030)
    if let text, text.unicodeScalars.count == bytes.count / 2 {
      for (index, scalar) in text.unicodeScalars.enumerated() {
        let unit = UInt16(exactly: scalar.value) ?? 0
        let isLost = unit < 0x80 || unit == GB18030Pairs.lost
        scalars[GB18030Pairs.place(bytes[2 * index], bytes[2 * index + 1])] = isLost ? 0 : unit
      }
    }
    self.scalars = scalars
  }

  private static func place(_ lead: UInt8, _ trail: UInt8) -> Int { Int(lead) << 8 | Int(trail) }

  /// The text of bytes that hold nothing but ASCII and characters of two bytes; nil for any others. O(bytes).
  func text(_ bytes: some Collection<UInt8>) -> String? {
    var units: [UInt8] = []
    units.reserveCapacity(bytes.count + bytes.count / 2)
    var lead: UInt8?
    for byte in bytes {
      if let first = lead {
        let scalar = scalars[GB18030Pairs.place(first, byte)]
        guard scalar > 0 else { return nil }
        GB18030Pairs.append(scalar, to: &units)
        lead = nil
      } else if byte < 0x80 {
        units.append(byte)
      } else {
        lead = byte
      }
    }
    return lead == nil ? String(decoding: units, as: UTF8.self) : nil
  }

  private static func append(_ scalar: UInt16, to units: inout [UInt8]) {
    if scalar < 0x800 {
      units.append(0xC0 | UInt8(scalar >> 6))
    } else {
      units.append(0xE0 | UInt8(scalar >> 12))
      units.append(0x80 | UInt8(scalar >> 6 & 0x3F))
    }
    units.append(0x80 | UInt8(scalar & 0x3F))
  }
}
