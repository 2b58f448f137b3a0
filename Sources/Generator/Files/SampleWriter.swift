import Foundation

/// Writes the sample's files into a directory.
struct SampleWriter {
  let directory: String

  /// Makes the directory where it is missing and overwrites files of the same names; returns how many were written.
  func write(_ contents: [(name: String, bytes: [UInt8])]) throws -> Int {
    let folder = URL(fileURLWithPath: directory, isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in contents {
      try Data(file.bytes).write(to: folder.appendingPathComponent(file.name), options: .atomic)
    }
    return contents.count
  }
}
