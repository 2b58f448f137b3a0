import Foundation

/// A program of the machine that does without us.
struct ExternalTool: Sendable {
  private let place: URL

  /// The first of the names that stands in a folder of `search`, which is written like PATH; nil when none does.
  init?(_ names: String..., search: String) {
    let folders = search.split(separator: ":").map { URL(filePath: String($0)) }
    let found = names.lazy.flatMap { name in folders.map { $0.appending(path: name) } }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
    guard let found else { return nil }
    place = found
  }

  /// What the program prints. Throws when it fails or takes longer than `patience` seconds. `scratch` is a folder for what is
  /// printed, since a pipe that nobody empties stops its writer.
  @discardableResult
  func run(
    _ arguments: [String], in scratch: URL, fonts: String = "", patience: Double = 60
  ) throws -> String {
    let process = Process()
    let output = scratch.appending(path: "output-\(UUID().uuidString)")
    try Data().write(to: output)
    let handle = try FileHandle(forWritingTo: output)
    process.executableURL = place
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      FileManager.default.fileExists(atPath: fonts) ? ["FONTCONFIG_FILE": URL(filePath: fonts).path] : [:]
    ) { $1 }
    process.standardOutput = handle
    process.standardError = FileHandle.nullDevice
    try process.run()
    let deadline = Date(timeIntervalSinceNow: patience)
    while process.isRunning, Date() < deadline { Thread.sleep(forTimeInterval: 0.01) }
    if process.isRunning { process.terminate() }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return try String(decoding: Data(contentsOf: output), as: UTF8.self)
  }
}

extension URL {
  /// A folder of this process, which goes when `body` ends.
  static func withScratch<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "dutyrank-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}
