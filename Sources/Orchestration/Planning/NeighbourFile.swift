import Definitions
import Publishing
import SystemCalls

/// A definition file that lies beside a pipeline and need not be there.
struct NeighbourFile {
  let place: String
  let bytes: [UInt8]
  private let text: String

  /// nil where nothing stands at `place`; throws where that cannot be seen or read, or is no text.
  init?(_ place: String) throws(RunError) {
    do throws(SystemError) {
      guard try System.status(place) != nil else { return nil }
    } catch {
      throw .operation(PublishingError.operation(verb: "read", path: place, code: error.code).message)
    }
    do { bytes = try DurableFile.read(place) } catch { throw .operation(error.message) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .definitions(["\(place)  not UTF-8"])
    }
    self.text = text
    self.place = place
  }

  /// What `decode` makes of the text and the place; throws every mistake that it tells.
  func decoded<Value>(
    _ decode: (String, String) throws(DefinitionErrors) -> Value
  ) throws(RunError) -> Value {
    do { return try decode(text, place) } catch {
      throw .definitions(error.problems.map(\.description))
    }
  }
}
