import SystemCalls

/// A path with `*` (any characters but `/`) and `?` (one of them), compared byte by byte.
struct FilePattern: Hashable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The files under `folder` that fit, as paths relative to it, in byte order. A pattern without a wildcard fits the
  /// file of that name. A missing folder holds no files.
  func matches(in folder: String) -> [String] {
    var found = [""]
    let parts = text.split(separator: "/").map(String.init)
    for part in parts {
      found = found.flatMap { prefix in
        FilePattern.entries(of: "\(folder)/\(prefix)").filter { FilePattern.fits($0, part) }.map {
          prefix + $0 + "/"
        }
      }
    }
    return found.map { String($0.dropLast()) }
      .filter { FilePattern.isFile("\(folder)/\($0)") }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func entries(of folder: String) -> [String] {
    (try? System.entries(of: folder)) ?? []
  }

  private static func isFile(_ path: String) -> Bool {
    guard let status = try? System.status(path) else { return false }
    return status.kind != .folder
  }

  /// Whether a name fits one part of a pattern. O(name × pattern) at worst.
  static func fits(_ name: String, _ pattern: String) -> Bool {
    let (name, pattern) = (Array(name.utf8), Array(pattern.utf8))
    if name.first == UInt8(ascii: "."), pattern.first != UInt8(ascii: ".") { return false }
    var (n, p) = (0, 0)
    var star: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
        star = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == name[n] || pattern[p] == UInt8(ascii: "?") {
        n += 1
        p += 1
      } else if let back = star {
        star = (back.pattern, back.name + 1)
        n = back.name + 1
        p = back.pattern + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
