import SystemCalls

extension PublishingError {
  /// The same, or of a full disk how much was needed: a file of `bytes` beside all others of its folder.
  func explained(in folder: String, needing bytes: Int64, for path: String) -> PublishingError {
    guard case .operation(_, path, let code) = self, SystemError(code: code).isFull,
      let room = try? System.room(in: folder), let entries = try? System.entries(of: folder)
    else { return self }
    var (others, own): (Int64, Int64) = (0, 0)
    for entry in entries {
      let place = "\(folder)/\(entry)"
      let size = ((try? System.status(place)) ?? nil)?.size ?? 0
      if place == path { own = size } else { others += size }
    }
    return .full(path: path, needed: others + bytes, available: others + own + room)
  }
}
