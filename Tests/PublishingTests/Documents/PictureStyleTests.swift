import Foundation
import Testing

@testable import Publishing

/// What the style of pictures promises of print without colour, by the relative luminance of WCAG 2.2.
struct PictureStyleTests {
  private static func fill(_ kind: String) throws -> Double {
    let pattern = try Regex(#"\."# + kind + #"[ ,][^{}]*\{[^}]*fill: (#[0-9a-f]{3,6})"#)
    let style = PictureStyle.text.description
    let match = try #require(style.firstMatch(of: pattern), "\(kind)")
    return luminance(String(match.output[1].substring ?? ""))
  }

  private static func luminance(_ colour: String) -> Double {
    let digits = colour.dropFirst().map(String.init)
    let pairs =
      digits.count == 3
      ? digits.map { $0 + $0 } : stride(from: 0, to: 6, by: 2).map { digits[$0] + digits[$0 + 1] }
    let linear = pairs.map { pair -> Double in
      let part = Double(Int(pair, radix: 16) ?? 0) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private static func contrast(_ one: Double, _ other: Double) -> Double {
    (max(one, other) + 0.05) / (min(one, other) + 0.05)
  }

  @Test func `five shades of the heat map grow darker by steps that grey paper keeps`() throws {
    let shades = try (0..<5).map { try PictureStyleTests.fill("shade\($0)") }
    for (lighter, darker) in zip(shades, shades.dropFirst()) {
      #expect(lighter > darker)
      #expect(PictureStyleTests.contrast(lighter, darker) >= 1.2)
    }
  }

  @Test func `numbers on every shade can be read`() throws {
    for shade in 0..<5 {
      let text: Double = shade < 3 ? 0 : 1
      #expect(
        PictureStyleTests.contrast(try PictureStyleTests.fill("shade\(shade)"), text) >= 4.5, "\(shade)")
    }
    #expect(PictureStyle.text.description.contains(".picture .on3, .picture .on4 { fill: #fff; }"))
  }

  @Test(arguments: [("others", "leaders"), ("base", "bonus"), ("deduction", "base"), ("deduction", "bonus")])
  func `bars beside each other differ without colour`(_ one: String, _ other: String) throws {
    #expect(
      PictureStyleTests.contrast(try PictureStyleTests.fill(one), try PictureStyleTests.fill(other)) >= 1.2)
  }
}
