/// The only source of chance in the sample: SplitMix64, one stream per topic, so that more draws in one topic leave
/// the others as they are.
///
/// Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014. The standard library's own
/// shuffles are not used: their algorithms are not promised to stay.
struct Draw {
  /// The seed of the committed sample.
  static let sampleSeed: UInt64 = 2025_0107

  private var state: UInt64

  /// A stream for one topic and year.
  init(_ topic: String, year: Int = 0, seed: UInt64 = Draw.sampleSeed) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in topic.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    state = seed &* 0x9E37_79B9_7F4A_7C15 ^ hash &+ UInt64(year)
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 0 to `count` − 1; traps when `count` is not positive.
  mutating func below(_ count: Int) -> Int {
    precondition(count > 0, "a draw needs at least one choice")
    return Int(next() % UInt64(count))
  }

  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// One of the values, as likely as its weight says.
  mutating func weighted<Value>(_ choices: [(value: Value, weight: Int)]) -> Value {
    var rest = below(choices.reduce(0) { $0 + $1.weight })
    for choice in choices {
      rest -= choice.weight
      if rest < 0 { return choice.value }
    }
    return choices[choices.count - 1].value
  }

  /// Fisher and Yates' shuffle.
  mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for index in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(index, below(index + 1))
    }
    return result
  }
}
