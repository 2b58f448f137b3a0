import Publishing
import Records
import SystemCalls

/// What stands in the directory of a run.
enum PublicationState {
  case absent
  /// Every file that the manifest names is there, but for those that a rule erased.
  case whole(Manifest)
  /// Nothing was published: a limit stopped the run, and this is the evidence.
  case failed(Failure)
  /// Why it is no whole publication.
  case damaged(Message)

  /// How far a file is compared with what the manifest says of it.
  enum Comparison {
    /// Reads the manifest alone.
    case sizes
    /// Reads every file.
    case digests
  }

  /// Looks at directory `name`. O(files), or O(bytes) with digests.
  init(_ name: String, in reports: ReportDirectory, comparing comparison: Comparison) {
    guard reports.holds(name) else {
      self = .absent
      return
    }
    if let failure = (try? DurableFile.read(reports.path(name, Failure.name))).flatMap(Failure.init(json:)) {
      self = .failed(failure)
      return
    }
    let place = reports.path(name, OutputFile.manifest.rawValue)
    guard let manifest = (try? DurableFile.read(place)).flatMap(Manifest.init(json:)) else {
      self = .damaged(
        Message(zh: "manifest.json不存在或不是运行清单", en: "manifest.json is missing or no manifest"))
      return
    }
    guard manifest.run.directory == name else {
      self = .damaged(
        Message(
          zh: "manifest.json属于\(manifest.run.directory)",
          en: "manifest.json is that of \(manifest.run.directory)"))
      return
    }
    for output in manifest.outputs where !manifest.isErased(output.name) {
      if let damage = PublicationState.damage(output, at: reports.path(name, output.name), comparison) {
        self = .damaged(damage)
        return
      }
    }
    self = .whole(manifest)
  }

  /// Why a file is not what the manifest states; nil when it is.
  static func damage(_ output: Manifest.Output, at path: String, _ comparison: Comparison) -> Message? {
    guard let size = ((try? System.status(path)) ?? nil)?.size else {
      return Message(zh: "缺\(output.name)", en: "\(output.name) is missing")
    }
    guard size == output.size else {
      return Message(
        zh: "\(output.name)有\(size)字节，清单写的是\(output.size)",
        en: "\(output.name) has \(size) bytes, its manifest says \(output.size)")
    }
    guard comparison == .digests, (try? DurableFile.read(path)).map(Digest.of) != output.sha256 else {
      return nil
    }
    return Message(zh: "\(output.name)的内容与清单不符", en: "\(output.name) is not what its manifest says")
  }
}
