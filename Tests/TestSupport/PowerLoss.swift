package import Foundation
import Synchronization
package import SystemCalls

/// Calls that are made and kept as a journal of what happened to names and contents.
package final class JournalingCalls: SystemCalls {
  private let kept = Mutex<[DiskEvent]>([])

  package init() {}

  /// In their order.
  package var journal: [DiskEvent] { kept.withLock { $0 } }

  package func make(_ call: SystemCall, count: Int, _ body: (Int) -> Int) -> Int {
    let wasThere = call.name == .create && FileManager.default.fileExists(atPath: call.path)
    let result = body(count)
    guard result >= 0 else { return result }
    let event: DiskEvent? =
      switch call.name {
      case .create: wasThere ? nil : .creation(call.path, isFolder: false)
      case .makeFolder: .creation(call.path, isFolder: true)
      case .sync: .sync(call.path, content: FileManager.default.contents(atPath: call.path) ?? Data())
      case .syncFolder: .folderSync(call.path)
      case .rename: .rename(call.path, to: call.target ?? "")
      case .remove: .removal(call.path)
      default: nil
      }
    if let event { kept.withLock { $0.append(event) } }
    return result
  }
}

/// Something that a disk may or may not hold when the power goes.
package enum DiskEvent: Hashable, Sendable {
  case creation(String, isFolder: Bool)
  case removal(String)
  case rename(String, to: String)
  case sync(String, content: Data)
  case folderSync(String)

  package var isSync: Bool {
    switch self {
    case .sync, .folderSync: true
    default: false
    }
  }

  /// The path whose entry it changes; nil for a sync.
  var entry: String? {
    switch self {
    case .creation(let path, _), .removal(let path), .rename(_, to: let path): path
    case .sync, .folderSync: nil
    }
  }
}

/// What a disk holds by path; a folder is nil.
///
/// Of a file the content is that of its last sync, nothing where it never was synced: a disk need not keep more
/// (Pillai et al., OSDI 2014).
package struct Disk: Hashable, Sendable {
  package private(set) var entries: [String: Data?] = [:]

  package init() {}

  /// A folder as it is, with its parents.
  package init(copying folder: String) {
    add(parentsOf: folder + "/x")
    for name in FileManager.default.enumerator(atPath: folder)?.compactMap({ $0 as? String }) ?? [] {
      let path = "\(folder)/\(name)"
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      entries[path] = .some(isFolder.boolValue ? nil : FileManager.default.contents(atPath: path))
    }
  }

  /// The folders above a path, as there.
  package mutating func add(parentsOf path: String) {
    var parent = Disk.parent(path)
    while parent != "/", !parent.isEmpty {
      entries[parent] = .some(nil)
      parent = Disk.parent(parent)
    }
  }

  package static func parent(_ path: String) -> String {
    (path as NSString).deletingLastPathComponent
  }

  /// The events, by place, whose change of an entry no later sync of its folder has made last.
  package static func unsafeEvents(_ journal: some BidirectionalCollection<DiskEvent>) -> [Int] {
    var synced: Set<String> = []
    var found: [Int] = []
    for (place, event) in zip((0..<journal.count).reversed(), journal.reversed()) {
      if case .folderSync(let path) = event { synced.insert(path) }
      if let entry = event.entry, !synced.contains(parent(entry)) { found.append(place) }
    }
    return found.reversed()
  }

  /// What is left of this disk after the events, of which some were lost when the power went.
  package func after(_ journal: some Collection<DiskEvent>, losing lost: Set<Int>) -> Disk {
    var disk = self
    for (place, event) in journal.enumerated() {
      if case .sync(let path, let content) = event {
        if disk.entries[path] != nil { disk.entries[path] = .some(content) }
      } else if !lost.contains(place) {
        disk.apply(event)
      }
    }
    return disk
  }

  private mutating func apply(_ event: DiskEvent) {
    switch event {
    case .creation(let path, let isFolder):
      guard entries[Disk.parent(path)] != nil else { return }
      entries[path] = .some(isFolder ? nil : Data())
    case .removal(let path):
      guard !entries.keys.contains(where: { $0.hasPrefix(path + "/") }) else { return }
      entries[path] = nil
    case .rename(let from, let to):
      guard let moved = entries[from], entries[Disk.parent(to)] != nil else { return }
      let below = entries.filter { $0.key.hasPrefix(from + "/") }
      if moved == nil, entries.keys.contains(where: { $0.hasPrefix(to + "/") }) { return }
      entries[from] = nil
      entries[to] = .some(moved)
      for (path, content) in below {
        entries[path] = nil
        entries[to + path.dropFirst(from.count)] = .some(content)
      }
    case .sync, .folderSync: return
    }
  }

  /// Puts what is below a folder into another one, which is created.
  package func write(below folder: String, to other: String) throws {
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    for (path, content) in entries.sorted(by: { $0.key < $1.key }) where path.hasPrefix(folder + "/") {
      let place = other + path.dropFirst(folder.count)
      if let content {
        try content.write(to: URL(filePath: place))
      } else {
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
      }
    }
  }
}
