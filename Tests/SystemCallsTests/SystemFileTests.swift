import Foundation
import SystemCalls
import TestSupport
import Testing

struct SystemFileTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "dutyrank-\(UUID().uuidString)").path
    try System.makeFolder(folder, mode: 0o700)
  }

  private func done() { try? System.remove(folder) }

  @Test(arguments: [0, 1, 65_535, 65_536, 200_000])
  func `what is written is read, also in small pieces and interrupted`(_ size: Int) throws {
    defer { done() }
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let calls = FaultyCalls(.haste(seed: 7))
    try System.$calls.withValue(calls) {
      let file = try SystemFile(creating: folder + "/a", mode: 0o600)
      try file.write(bytes.span)
      try file.sync()
      let reader = try SystemFile(reading: folder + "/a")
      #expect(try reader.bytes() == bytes)
      var buffer = [UInt8](repeating: 0, count: size + 9)
      #expect(unsafe buffer.withUnsafeMutableBytes { unsafe reader.read(at: 0, into: $0) } == size)
      #expect(buffer.prefix(size).elementsEqual(bytes))
      #expect(try reader.status().size == size)
    }
    #expect(size < 5_000 || calls.count > size / 4_096)
  }

  @Test func `a call that fails says which number`() throws {
    defer { done() }
    let path = folder + "/a"
    for place in 1...3 {
      let calls = FaultyCalls(.failure(at: place, code: ENOSPC))
      let error = #expect(throws: SystemError.self) {
        try System.$calls.withValue(calls) {
          let file = try SystemFile(creating: path, mode: 0o600)
          try file.write([1, 2].span)
          try file.sync()
        }
      }
      #expect(error?.isFull == true && error?.text == "No space left on device")
      #expect(calls.count == place)
      try? System.remove(path)
    }
    #expect(throws: SystemError(code: ENOENT)) { _ = try SystemFile(reading: path) }
  }

  @Test func `folders are listed in the order of bytes and removed whole, links not followed`() throws {
    defer { done() }
    try System.makeFolder(folder + "/b", mode: 0o755)
    #expect(try !System.makeFolder(folder + "/b", mode: 0o755))
    for name in ["z", "乙", "b/c"] { try SystemFile(creating: "\(folder)/\(name)", mode: 0o644).sync() }
    let kept = folder + "-kept"
    try System.makeFolder(kept, mode: 0o755)
    defer { try? System.remove(kept) }
    try SystemFile(creating: kept + "/x", mode: 0o644).sync()
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: kept)
    #expect(try System.entries(of: folder) == ["b", "link", "z", "乙"])
    #expect(try System.status(folder + "/b")?.kind == .folder)
    #expect(try System.status(folder + "/none") == nil)
    try System.remove(folder)
    #expect(try System.status(folder) == nil)
    #expect(try System.entries(of: kept) == ["x"])
  }

  @Test func `a lock ends with its file, though a program that is being started has the descriptor too`()
    throws
  {
    defer { done() }
    let path = folder + "/.lock"
    let calls = FaultyCalls()
    var copy: Int32?
    defer { if let copy { close(copy) } }
    try System.$calls.withValue(calls) {
      let held = try SystemFile(updating: path, mode: 0o600)
      #expect(try held.lock())
      copy = try dup(#require(calls.calls.last?.descriptor))
      try held.setMode(0o600)
    }
    #expect(try #require(copy) >= 0)
    let next = try SystemFile(updating: path, mode: 0o600)
    #expect(try next.lock())
  }

  @Test func `a lock is one process's, and a new content replaces the old`() throws {
    defer { done() }
    let path = folder + "/.lock"
    let first = try SystemFile(updating: path, mode: 0o644)
    #expect(try first.lock())
    try first.replace(by: Array("12345\n".utf8).span)
    let second = try SystemFile(updating: path, mode: 0o644)
    #expect(try !second.lock())
    #expect(try second.bytes() == Array("12345\n".utf8))
    _ = consume first
    #expect(try second.lock())
    try second.replace(by: Array("6\n".utf8).span)
    #expect(try SystemFile(reading: path).bytes() == Array("6\n".utf8))
  }
}
