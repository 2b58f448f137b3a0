/// A pattern for a whole text: characters, `.`, classes such as `[A-Z0-9]` and `[^0-9]`, `\\` before a sign, each followed by
/// `?`, `*`, `+` or `{n}` or by nothing; at most 63 places. There are no groups and no alternatives.
///
/// Matching takes O(scalars · places) time at most, whatever the text: all places are followed at once.
package struct Pattern: Hashable, Sendable {
  package let text: String
  private var elements: [Element] = []

  private struct Element: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false
    var isOptional = false
    var repeats = false

    func fits(_ scalar: UInt32) -> Bool { ranges.contains { $0.contains(scalar) } != isNegated }
  }

  /// Nil when the text is no such pattern.
  package init?(_ text: String) {
    self.text = text
    var rest = Substring(text).unicodeScalars
    while !rest.isEmpty {
      guard let element = Pattern.element(&rest), let copies = Pattern.quantified(element, &rest) else {
        return nil
      }
      elements += copies
      if elements.count > 63 { return nil }
    }
    guard !elements.isEmpty else { return nil }
  }

  /// True when the pattern fits the whole text.
  package func matches(_ text: String) -> Bool {
    var places = skipping(1)
    for scalar in text.unicodeScalars {
      var next: UInt64 = 0
      for (index, element) in elements.enumerated()
      where places & (1 << UInt64(index)) != 0 && element.fits(scalar.value) {
        next |= 1 << UInt64(index + 1)
        if element.repeats { next |= 1 << UInt64(index) }
      }
      places = skipping(next)
      if places == 0 { return false }
    }
    return places & (1 << UInt64(elements.count)) != 0
  }

  /// The places and those after optional ones.
  private func skipping(_ places: UInt64) -> UInt64 {
    var places = places
    for (index, element) in elements.enumerated()
    where element.isOptional && places & (1 << UInt64(index)) != 0 {
      places |= 1 << UInt64(index + 1)
    }
    return places
  }

  private static func element(_ rest: inout Substring.UnicodeScalarView) -> Element? {
    guard let first = rest.first, !"?*+{}]()|^$".unicodeScalars.contains(first) else { return nil }
    rest.removeFirst()
    switch first {
    case ".": return Element(ranges: [0...0x10FFFF])
    case "[": return characterClass(&rest)
    case "\\": return rest.popFirst().map { Element(ranges: [$0.value...$0.value]) }
    default: return Element(ranges: [first.value...first.value])
    }
  }

  private static func characterClass(_ rest: inout Substring.UnicodeScalarView) -> Element? {
    var element = Element(ranges: [])
    if rest.first == "^" {
      rest.removeFirst()
      element.isNegated = true
    }
    while let first = rest.popFirst() {
      if first == "]" { return element.ranges.isEmpty ? nil : element }
      var last = first
      if rest.first == "-" {
        rest.removeFirst()
        guard let end = rest.popFirst(), end != "]", end.value >= first.value else { return nil }
        last = end
      }
      element.ranges.append(first.value...last.value)
    }
    return nil
  }

  /// The element as often as its quantifier says; nil for `{n}` without a number from 1 to 63.
  private static func quantified(
    _ element: Element, _ rest: inout Substring.UnicodeScalarView
  ) -> [Element]? {
    var element = element
    switch rest.first {
    case "?": element.isOptional = true
    case "*": (element.isOptional, element.repeats) = (true, true)
    case "+": element.repeats = true
    case "{":
      guard let end = rest.firstIndex(of: "}"),
        let count = Int(String(rest[rest.startIndex..<end].dropFirst())), 1...63 ~= count
      else { return nil }
      rest = rest[rest.index(after: end)...]
      return Array(repeating: element, count: count)
    default: return [element]
    }
    rest.removeFirst()
    return [element]
  }
}
