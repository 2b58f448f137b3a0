/// The only source of chance: a draw is a function of seed, topic and position, so that any row can be told without
/// those before it. The mixing is SplitMix64's.
///
/// Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
struct Chance {
  private let seed: UInt64

  init(seed: UInt64) {
    self.seed = Chance.mix(seed &+ 0x9E37_79B9_7F4A_7C15)
  }

  enum Topic: UInt64 {
    case content = 1
    case detail, fate, origin, day, person, committee
  }

  func draw(_ topic: Topic, _ position: Int) -> UInt64 {
    Chance.mix((seed ^ topic.rawValue &* 0xA076_1D64_78BD_642F) &+ UInt64(position) &* 0x9E37_79B9_7F4A_7C15)
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension UInt64 {
  /// 0 to `count` − 1 from 24 bits that begin at `bit`.
  func below(_ count: Int, from bit: Int) -> Int {
    (Int((self >> UInt64(bit)) & 0xFF_FFFF) &* count) >> 24
  }
}
