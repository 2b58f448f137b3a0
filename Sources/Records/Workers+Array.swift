extension Workers {
  /// An array put together from parts that are written at the same time: `write` is called once for each part with its
  /// place in the array, all of which it must initialise.
  @inlinable
  package func array<Element: Sendable>(
    of counts: [Int], _ write: @Sendable (Int, UnsafeMutableBufferPointer<Element>) -> Void
  ) -> [Element] {
    unsafe arrayAndResults(of: counts, write).elements
  }

  /// The same, with what `write` returns for each part.
  @inlinable
  package func arrayAndResults<Element: Sendable, Result: Sendable>(
    of counts: [Int], _ write: @Sendable (Int, UnsafeMutableBufferPointer<Element>) -> Result
  ) -> (elements: [Element], results: [Result]) {
    var starts: [Int] = []
    var total = 0
    for count in counts {
      starts.append(total)
      total += count
    }
    let places = starts
    var results: [Result] = []
    let elements = unsafe [Element](unsafeUninitializedCapacity: total) { buffer, filled in
      nonisolated(unsafe) let whole = unsafe buffer
      results = map(counts.count) { part in
        let place = places[part]..<places[part] + counts[part]
        return unsafe write(part, UnsafeMutableBufferPointer(rebasing: whole[place]))
      }
      filled = total
    }
    return (elements, results)
  }

  /// The elements of parts in their order, copied by all workers. O(elements).
  @inlinable
  package func joined<Element: Sendable>(_ parts: [[Element]]) -> [Element] {
    guard parts.count != 1 else { return parts[0] }
    return unsafe array(of: parts.map(\.count)) { part, buffer in
      _ = unsafe buffer.initialize(fromContentsOf: parts[part])
    }
  }
}
