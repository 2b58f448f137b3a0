/// Integers one after another, each list in as few bytes a value as its spread needs.
///
/// A list is its least value in eight bytes, the width of the others' distance from it (0, 1, 2, 4 or 8 bytes), then the
/// distances, all with the low byte first.
struct PackedWriter {
  private(set) var bytes: [UInt8] = []
  private var values: [Int64] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Appends `count` values. O(count).
  @inline(__always)
  mutating func append(_ count: Int, _ value: (Int) -> Int64) {
    values.removeAll(keepingCapacity: true)
    var (least, greatest) = (Int64.max, Int64.min)
    for index in 0..<count {
      let value = value(index)
      least = min(least, value)
      greatest = max(greatest, value)
      values.append(value)
    }
    guard count > 0 else { return }
    let width = PackedWriter.width(UInt64(bitPattern: greatest &- least))
    append(UInt64(bitPattern: least), width: 8)
    bytes.append(UInt8(width))
    appendDistances(from: least, width: width)
  }

  /// Appends bytes as they are; how many must be known to the reader.
  @inline(__always)
  mutating func append(_ part: ArraySlice<UInt8>) { bytes.append(contentsOf: part) }

  private mutating func appendDistances(from least: Int64, width: Int) {
    guard width > 0 else { return }
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0, count: values.count * width))
    unsafe bytes.withUnsafeMutableBytes { bytes in
      for (index, value) in values.enumerated() {
        let (place, distance) = (start + index * width, UInt64(bitPattern: value &- least))
        switch width {
        case 1: unsafe bytes[place] = UInt8(truncatingIfNeeded: distance)
        case 2:
          unsafe bytes.storeBytes(
            of: UInt16(truncatingIfNeeded: distance).littleEndian, toByteOffset: place, as: UInt16.self)
        case 4:
          unsafe bytes.storeBytes(
            of: UInt32(truncatingIfNeeded: distance).littleEndian, toByteOffset: place, as: UInt32.self)
        default: unsafe bytes.storeBytes(of: distance.littleEndian, toByteOffset: place, as: UInt64.self)
        }
      }
    }
  }

  private mutating func append(_ value: UInt64, width: Int) {
    for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * byte))) }
  }

  private static func width(_ spread: UInt64) -> Int {
    switch spread {
    case 0: 0
    case ..<0x100: 1
    case ..<0x1_0000: 2
    case ..<0x1_0000_0000: 4
    default: 8
    }
  }
}

/// Reads what a `PackedWriter` wrote, in the same order. Bytes that end early are a programmer error: who reads a file
/// compares its size first.
struct PackedReader {
  let bytes: [UInt8]
  private(set) var place: Int

  init(_ bytes: [UInt8], from place: Int = 0) {
    self.bytes = bytes
    self.place = place
  }

  /// Hands over `count` values in their order. O(count).
  @inline(__always)
  mutating func integers(_ count: Int, _ body: (Int64) -> Void) {
    guard count > 0 else { return }
    let least = Int64(bitPattern: word(at: place, width: 8))
    let width = Int(bytes[place + 8])
    let start = place + 9
    place = start + count * width
    precondition(place <= bytes.count, "a list ends within the bytes")
    for index in 0..<count { body(least &+ Int64(bitPattern: word(at: start + index * width, width: width))) }
  }

  /// The next bytes as they were written.
  mutating func take(_ count: Int) -> ArraySlice<UInt8> {
    defer { place += count }
    return bytes[place..<place + count]
  }

  @inline(__always)
  private func word(at place: Int, width: Int) -> UInt64 {
    unsafe bytes.withUnsafeBytes { bytes in
      switch width {
      case 0: 0
      case 1: unsafe UInt64(bytes[place])
      case 2: unsafe UInt64(UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt16.self)))
      case 4: unsafe UInt64(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)))
      default: unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      }
    }
  }
}
