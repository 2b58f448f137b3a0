/// Bytes of a CSV file under construction.
struct Text {
  var bytes: [UInt8] = []

  mutating func add(_ other: [UInt8]) {
    bytes.append(contentsOf: other)
  }

  mutating func add(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func comma() {
    bytes.append(UInt8(ascii: ","))
  }

  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The number in at least `width` digits.
  mutating func add(_ number: Int, width: Int) {
    var scale = 1
    for _ in 1..<width { scale *= 10 }
    while number >= scale * 10 { scale *= 10 }
    while scale > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / scale % 10))
      scale /= 10
    }
  }
}
