import Synchronization

/// The last few values that were asked for, each made once however many ask at the same time.
final class Shelf<Value: Sendable>: Sendable {
  private final class Slot: Sendable {
    let value = Mutex<Value?>(nil)
  }

  private struct Place {
    let key: String
    let slot: Slot
  }

  /// The last used is last.
  private let places = Mutex<[Place]>([])
  private let most: Int

  init(most: Int) { self.most = most }

  /// Who asks for what is being made waits for it. What a failure was of is asked anew the next time, and takes the place of
  /// nothing.
  func value(
    _ key: String, _ make: () throws(BenchProblem) -> Value
  ) throws(BenchProblem) -> Value {
    let slot = slot(key)
    let value: Value
    do throws(BenchProblem) {
      value = try slot.value.withLock { (known) throws(BenchProblem) in
        if let known { return known }
        let value = try make()
        known = value
        return value
      }
    } catch {
      places.withLock { places in places.removeAll { $0.slot === slot } }
      throw error
    }
    places.withLock { places in places.removeFirst(max(0, places.count - most)) }
    return value
  }

  private func slot(_ key: String) -> Slot {
    places.withLock { places in
      let place =
        places.firstIndex { $0.key.utf8.elementsEqual(key.utf8) }.map { places.remove(at: $0) }
        ?? Place(key: key, slot: Slot())
      places.append(place)
      return place.slot
    }
  }
}
