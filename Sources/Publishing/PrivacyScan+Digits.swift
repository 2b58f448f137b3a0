extension PrivacyScan {
  /// A digit in another form than 0 to 9, as ASCII: of Chinese, in circles, of mathematics; nil for what is none. They are
  /// read apart from the others, since 第一13800138000 is no number that begins with 一.
  static func otherDigit(_ scalar: UInt32) -> UInt32? {
    switch scalar {
    case 0x3007, 0x96F6, 0x25CB, 0x24EA: 0x30
    case 0x2460...0x2468: scalar - 0x2460 + 0x31
    case 0x1D7CE...0x1D7FF: (scalar - 0x1D7CE) % 10 + 0x30
    case 0x4E00, 0x58F9, 0x5E7A: 0x31
    case 0x4E8C, 0x8D30, 0x8CB3: 0x32
    case 0x4E09, 0x53C1, 0x53C3: 0x33
    case 0x56DB, 0x8086: 0x34
    case 0x4E94, 0x4F0D: 0x35
    case 0x516D, 0x9646, 0x9678: 0x36
    case 0x4E03, 0x67D2: 0x37
    case 0x516B, 0x634C: 0x38
    case 0x4E5D, 0x7396: 0x39
    default: nil
    }
  }

  static func halfWidth(_ scalar: UInt32) -> UInt32 {
    0xFF01...0xFF5E ~= scalar ? scalar - 0xFEE0 : scalar
  }

  static func isDigit(_ scalar: UInt32) -> Bool { 0x30...0x39 ~= scalar }

  static func isWord(_ scalar: UInt32) -> Bool {
    isDigit(scalar) || 0x41...0x5A ~= scalar || 0x61...0x7A ~= scalar
  }

  static func isX(_ scalar: UInt32) -> Bool { scalar == 0x58 || scalar == 0x78 }

  /// How the groups of a number are held together, the weakest first.
  enum Joint: Comparable {
    /// Spaces of any kind, marks that nobody sees, dashes.
    case space
    case bracket
    /// Points and strokes, which also part decimals, dates and paths.
    case sign
    /// They are no groups of one number.
    case none
  }

  static func joint(_ scalar: UInt32) -> Joint {
    switch scalar {
    case 0x20, 0x2D, 0xA0, 0xAD, 0x2000...0x2015, 0x202A...0x202F, 0x205F...0x2064, 0x2212, 0x3000, 0xFE58,
      0xFE63,
      0xFEFF:
      .space
    case 0x28, 0x29: .bracket
    case 0x2E, 0x2F, 0x5F, 0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65: .sign
    default: .none
    }
  }
}
