import Records
import SystemCalls

/// A path with `*` (any characters but `/`) and `?` (one of them), compared byte by byte.
struct FilePattern: Hashable {
  let text: String

  init(_ text: String) {
    self.text = text
  }

  /// The files under `folder` that fit, as paths relative to it, in byte order. A pattern without a wildcard fits the
  /// file of that name. A missing folder holds no files; one that cannot be looked into is an error, since a file in it would be
  /// missed without a word.
  func matches(in folder: String) throws(RunError) -> [String] {
    var folders = FolderEntries()
    return try matches(in: folder, &folders)
  }

  /// The same, of folders of which some may have been looked into.
  func matches(in folder: String, _ folders: inout FolderEntries) throws(RunError) -> [String] {
    var found = [""]
    for part in text.split(separator: "/").map(String.init) {
      var next: [String] = []
      for prefix in found {
        let entries = try folders.entries(of: "\(folder)/\(prefix)")
        next += entries.filter { FilePattern.fits($0, part) }.map { prefix + $0 + "/" }
      }
      found = next
    }
    var files: [String] = []
    for path in found.map({ String($0.dropLast()) }) where try FilePattern.isFile("\(folder)/\(path)") {
      files.append(path)
    }
    return files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func isFile(_ path: String) throws(RunError) -> Bool {
    do { return try System.status(path).map { $0.kind != .folder } ?? false } catch {
      throw unreadable(path, error)
    }
  }

  static func unreadable(_ path: String, _ error: SystemError) -> RunError {
    .operation(
      Message(
        zh: "\(path)：无法查看（\(error.text)），不知道其中有没有数据文件；请检查权限和磁盘",
        en:
          "\(path): cannot be looked at (\(error.text)), so which data files there are is not known; check permissions and disk"
      ))
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

/// The names in folders, each of which is looked into once.
struct FolderEntries {
  private var names: [Key: [String]] = [:]

  /// None of a folder that is missing.
  mutating func entries(of folder: String) throws(RunError) -> [String] {
    if let known = names[Key(folder)] { return known }
    let entries: [String]
    do { entries = try System.entries(of: folder) } catch {
      guard error.isAbsent else { throw FilePattern.unreadable(folder, error) }
      entries = []
    }
    names[Key(folder)] = entries
    return entries
  }
}
