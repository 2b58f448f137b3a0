import Foundation

/// A command line that cannot be read; its text says what is wrong.
struct UsageError: Error, Hashable, CustomStringConvertible {
  let problem: String

  var description: String {
    "\(problem)\nusage: Benchmark generate --rows N --members M --out DIR [--seed S]\n       Benchmark near FILE OUT"
  }
}

/// `generate --rows N --members M --out DIR [--seed S]`: writes members.csv, activities.csv and checkins.csv.
struct GenerateCommand: Hashable {
  var rows = 0
  var members = 0
  var folder = ""
  var seed: UInt64 = 2025

  init(_ arguments: [String]) throws(UsageError) {
    guard arguments.first == "generate" else { throw UsageError(problem: "a command is generate or near") }
    var rest = arguments.dropFirst()
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { throw UsageError(problem: "\(option) needs a value") }
      switch option {
      case "--rows": rows = try GenerateCommand.number(value, option)
      case "--members": members = try GenerateCommand.number(value, option)
      case "--seed": seed = UInt64(try GenerateCommand.number(value, option))
      case "--out": folder = value
      default: throw UsageError(problem: "unknown option \(option)")
      }
    }
    try check()
  }

  private static func number(_ text: String, _ option: String) throws(UsageError) -> Int {
    guard let number = Int(text), number >= 0 else {
      throw UsageError(problem: "\(option) needs a number that is not negative, found '\(text)'")
    }
    return number
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
