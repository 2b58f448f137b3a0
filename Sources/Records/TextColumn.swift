/// Texts in one buffer, valid UTF-8, row by row.
package struct TextColumn: Sendable {
  package private(set) var bytes: [UInt8] = []
  package private(set) var places = TextPlaces()

  package init() {}

  package init(_ texts: some Sequence<String>) {
    for text in texts { append(text) }
  }

  /// Takes over a buffer of valid UTF-8 with the places of its texts.
  package init(bytes: [UInt8], places: TextPlaces) {
    precondition(places.end == bytes.count, "places span the buffer")
    self.bytes = bytes
    self.places = places
  }

  package var count: Int { places.count }

  package subscript(row: Int) -> String { String(decoding: utf8(row), as: UTF8.self) }

  package func isMissing(_ row: Int) -> Bool { places.isEmpty(row) }

  /// The UTF-8 bytes of a row.
  package func utf8(_ row: Int) -> ArraySlice<UInt8> { bytes[places.range(row)] }

  package mutating func append(_ text: String) { append(utf8: text.utf8) }

  /// Appends bytes that are valid UTF-8.
  package mutating func append(utf8: some Collection<UInt8>) {
    bytes.append(contentsOf: utf8)
    places.append(length: bytes.count - places.end)
  }

  package mutating func append(contentsOf other: TextColumn) {
    bytes.append(contentsOf: other.bytes)
    for row in 0..<other.count { places.append(length: other.places.range(row).count) }
  }

  package func gathered(_ rows: [Int32]) -> TextColumn {
    var (gathered, ends) = ([UInt8](), TextPlaces())
    ends.reserveCapacity(rows.count)
    let bytes = bytes.span
    for row in rows {
      let range = places.range(Int(row))
      unsafe bytes.extracting(range).withUnsafeBufferPointer { text in
        unsafe gathered.append(contentsOf: text)
      }
      ends.append(length: range.count)
    }
    return TextColumn(bytes: gathered, places: ends)
  }

  /// Byte order of two rows of this column.
  package func precedes(_ left: Int, _ right: Int) -> Bool {
    utf8(left).lexicographicallyPrecedes(utf8(right))
  }
}
