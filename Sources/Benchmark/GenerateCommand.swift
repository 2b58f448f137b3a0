import Foundation

/// `generate --rows N --members M --out DIR [--seed S]`: writes members.csv, activities.csv and checkins.csv.
struct GenerateCommand: Hashable {
  let rows: Int
  let members: Int
  let folder: String
  let seed: UInt64

  init(_ arguments: [String]) throws(UsageError) {
    guard arguments.first == "generate" else {
      throw UsageError(problem: "a command is generate, near or tune")
    }
    let options = try Options(arguments, known: ["--rows", "--members", "--seed", "--out"])
    rows = try options.number("--rows")
    members = try options.number("--members")
    seed = UInt64(try options.number("--seed", default: 2025))
    folder = options.text("--out")
    try check()
  }

  private func check() throws(UsageError) {
    guard 1...CheckinBook.mostRows ~= rows else {
      throw UsageError(problem: "--rows: 1 to \(CheckinBook.mostRows)")
    }
    guard 5...Roll.mostMembers ~= members else {
      throw UsageError(problem: "--members: 5 to \(Roll.mostMembers)")
    }
    guard !folder.isEmpty else { throw UsageError(problem: "--out: missing") }
  }

  /// Makes the folder where it is missing, overwrites the three files and says how long each is.
  func run() throws -> [String] {
    let url = URL(fileURLWithPath: folder, isDirectory: true)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    let roll = Roll(members: members, seed: seed)
    let book = CheckinBook(rows: rows, members: members, activities: Roll.activities, seed: seed)
    return [
      try write(url.appendingPathComponent("members.csv"), [roll.memberBytes()]),
      try write(url.appendingPathComponent("activities.csv"), [roll.activityBytes()]),
      try write(url.appendingPathComponent("checkins.csv"), book.lazyParts()),
    ]
  }

  private func write(_ url: URL, _ parts: some Sequence<[UInt8]>) throws -> String {
    try Data().write(to: url)
    let handle = try FileHandle(forWritingTo: url)
    var size = 0
    for part in parts {
      try handle.write(contentsOf: Data(part))
      size += part.count
    }
    try handle.close()
    return "\(url.lastPathComponent)  \(size) bytes"
  }
}
