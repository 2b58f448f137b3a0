import Publishing
import Records

extension PublishedRun {
  /// Throws, naming each file, where the directory does not hold what the manifest states.
  ///
  /// Who asks about a run has its files before him; an answer about other numbers than those would mislead.
  func checkFiles() throws(RunError) {
    let changed = manifest.outputs.filter { !manifest.isErased($0.name) }.compactMap { output in
      change(of: "\(path)/\(output.name)", stated: output.sha256)
    }
    guard changed.isEmpty else { throw .data(changed) }
  }

  private func change(of place: String, stated: String) -> Message? {
    guard let digest = Digest.of(file: place) else {
      return Message(
        zh: "\(place)：不存在或无法读取，而运行清单里有；请取回原来的文件，或删去这个目录后重新运行",
        en:
          "\(place): missing or unreadable, though the manifest states it; restore the file, or delete the folder and run again"
      )
    }
    guard digest != stated else { return nil }
    return Message(
      zh: "\(place)：与运行清单不符；请取回原来的文件，或删去这个目录后重新运行",
      en:
        "\(place): not what the manifest states; restore the file, or delete the folder and run again"
    )
  }
}
