/// The codes of a column's cells, in 1, 2 or 4 bytes each: as few as hold the codes of its dictionary and
/// `CodedColumn.missing`.
public struct Codes: Sendable {
  /// The greatest number of a width stands for `CodedColumn.missing`.
  @usableFromInline enum Storage: Sendable {
    case bytes([UInt8])
    case pairs([UInt16])
    case words([UInt32])
  }

  @usableFromInline var storage: Storage

  /// Codes that are less than `limit`, or missing. O(codes).
  package init(_ codes: [UInt32], below limit: Int) {
    for code in codes {
      precondition(code < limit || code == CodedColumn.missing, "a code of the dictionary")
    }
    switch Codes.width(below: limit) {
    case .bytes: self.init(bytes: codes.map { UInt8(truncatingIfNeeded: $0) })
    case .pairs: self.init(pairs: codes.map { UInt16(truncatingIfNeeded: $0) })
    case .words: self.init(words: codes)
    }
  }

  /// Codes whose bits are all set where they are missing.
  package init(bytes: [UInt8]) { storage = .bytes(bytes) }
  package init(pairs: [UInt16]) { storage = .pairs(pairs) }
  package init(words: [UInt32]) { storage = .words(words) }

  /// How many bytes a code takes.
  package enum Width: Sendable {
    case bytes, pairs, words
  }

  /// The least that holds codes that are less than `limit`, and what is missing.
  package static func width(below limit: Int) -> Width {
    limit <= Int(UInt8.max) ? .bytes : limit <= Int(UInt16.max) ? .pairs : .words
  }

  /// Makes room for a code where none so great was before. O(codes) at most twice.
  private mutating func widen(for code: UInt32) {
    switch storage {
    case .bytes where code >= UInt8.max, .pairs where code >= UInt16.max:
      self = Codes(map(\.self), below: Int(code) + 1)
    default: break
    }
  }
}

extension Codes {
  @inlinable public var count: Int {
    switch storage {
    case .bytes(let codes): codes.count
    case .pairs(let codes): codes.count
    case .words(let codes): codes.count
    }
  }

  @inlinable public var indices: Range<Int> { 0..<count }

  @inlinable @inline(__always)
  public subscript(row: Int) -> UInt32 {
    switch storage {
    case .bytes(let codes): Codes.widened(codes[row])
    case .pairs(let codes): Codes.widened(codes[row])
    case .words(let codes): codes[row]
    }
  }

  /// What becomes of each code, in the order of rows. One look at the width for all.
  @inlinable
  public func map<Result>(_ transform: (UInt32) -> Result) -> [Result] {
    switch storage {
    case .bytes(let codes): codes.map { transform(Codes.widened($0)) }
    case .pairs(let codes): codes.map { transform(Codes.widened($0)) }
    case .words(let codes): codes.map(transform)
    }
  }

  @inlinable @inline(__always)
  static func widened<Code: FixedWidthInteger & UnsignedInteger>(_ code: Code) -> UInt32 {
    code == Code.max ? CodedColumn.missing : UInt32(truncatingIfNeeded: code)
  }

  /// Puts a code in the place of another, or of none.
  package mutating func set(_ row: Int, to code: UInt32) {
    if code != CodedColumn.missing { widen(for: code) }
    switch storage {
    case .bytes(var codes):
      storage = .bytes([])  // so that the array is not copied
      codes[row] = UInt8(truncatingIfNeeded: code)
      storage = .bytes(codes)
    case .pairs(var codes):
      storage = .pairs([])
      codes[row] = UInt16(truncatingIfNeeded: code)
      storage = .pairs(codes)
    case .words(var codes):
      storage = .words([])
      codes[row] = code
      storage = .words(codes)
    }
  }
}

extension Codes: Equatable {
  public static func == (left: Codes, right: Codes) -> Bool { left.map(\.self) == right.map(\.self) }
}
