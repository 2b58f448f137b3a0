import CLibExpat

/// Reads XML by expat and tells of elements and text; names are told without their prefix.
///
/// A document type is refused, so that no entity can grow; so is nesting beyond `mostDepth`.
@safe final class XMLReader {
  /// An element's start, valid only while it is told.
  @safe struct Element {
    let name: String
    fileprivate let attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?

    /// The value of an attribute, by its name without prefix; nil where there is none.
    func attribute(_ wanted: StaticString) -> String? {
      guard var next = unsafe attributes else { return nil }
      while let name = unsafe next.pointee, let value = unsafe next[1] {
        if unsafe XMLReader.isLocal(name, wanted) { return unsafe String(cString: value) }
        unsafe next += 2
      }
      return nil
    }
  }

  private let parser: XML_Parser?
  private let part: String
  private var depth = 0
  private var refusal: String?
  var onStart: (Element) -> Void = { _ in }
  var onEnd: (String) -> Void = { _ in }
  var onText: (UnsafeRawBufferPointer) -> Void = { _ in }

  static let mostDepth = 64

  init(part: String) {
    self.part = part
    unsafe parser = XML_ParserCreate("UTF-8")
    unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    unsafe XML_SetElementHandler(parser, startHandler, endHandler)
    unsafe XML_SetCharacterDataHandler(parser, textHandler)
    unsafe XML_SetStartDoctypeDeclHandler(parser, doctypeHandler)
  }

  deinit {
    unsafe XML_ParserFree(parser)
  }

  func feed(_ bytes: Span<UInt8>, isLast: Bool = false) throws(SpreadsheetError) {
    let status = unsafe bytes.withUnsafeBytes { buffer in
      unsafe XML_Parse(
        parser, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), isLast ? 1 : 0)
    }
    guard status == XML_STATUS_OK else {
      let text = unsafe XML_ErrorString(XML_GetErrorCode(parser))
      let reason = unsafe refusal ?? text.map { unsafe String(cString: $0) } ?? "unknown"
      throw .damaged(part: part, reason: reason)
    }
  }

  func finish() throws(SpreadsheetError) {
    try feed([UInt8]().span, isLast: true)
  }

  fileprivate func start(
    _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
  ) {
    depth += 1
    if depth > XMLReader.mostDepth { return refuse("nested too deep") }
    unsafe onStart(Element(name: XMLReader.local(name), attributes: attributes))
  }

  fileprivate func end(_ name: UnsafePointer<CChar>) {
    depth -= 1
    unsafe onEnd(XMLReader.local(name))
  }

  fileprivate func refuse(_ reason: String) {
    refusal = reason
    unsafe _ = XML_StopParser(parser, 0)
  }

  private static func local(_ name: UnsafePointer<CChar>) -> String {
    let text = unsafe String(cString: name)
    guard let colon = text.utf8.lastIndex(of: UInt8(ascii: ":")) else { return text }
    return String(text[text.utf8.index(after: colon)...])
  }

  /// True when a name is the wanted one, or ends with a colon and that.
  fileprivate static func isLocal(_ name: UnsafePointer<CChar>, _ wanted: StaticString) -> Bool {
    var start = unsafe name
    var end = unsafe name
    while unsafe end.pointee != 0 {
      if unsafe end.pointee == CChar(bitPattern: UInt8(ascii: ":")) { unsafe start = end + 1 }
      unsafe end += 1
    }
    guard unsafe end - start == wanted.utf8CodeUnitCount else { return false }
    for index in 0..<wanted.utf8CodeUnitCount {
      if unsafe UInt8(bitPattern: start[index]) != wanted.utf8Start[index] { return false }
    }
    return true
  }
}

private func startHandler(
  _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?,
  _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?
) {
  guard let context = unsafe context, let name = unsafe name else { return }
  unsafe Unmanaged<XMLReader>.fromOpaque(context).takeUnretainedValue().start(name, attributes)
}

private func endHandler(_ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?) {
  guard let context = unsafe context, let name = unsafe name else { return }
  unsafe Unmanaged<XMLReader>.fromOpaque(context).takeUnretainedValue().end(name)
}

private func textHandler(_ context: UnsafeMutableRawPointer?, _ text: UnsafePointer<CChar>?, _ count: Int32) {
  guard let context = unsafe context, let text = unsafe text else { return }
  let bytes = unsafe UnsafeRawBufferPointer(start: text, count: Int(count))
  unsafe Unmanaged<XMLReader>.fromOpaque(context).takeUnretainedValue().onText(bytes)
}

private func doctypeHandler(
  _ context: UnsafeMutableRawPointer?, _ name: UnsafePointer<CChar>?, _ system: UnsafePointer<CChar>?,
  _ publicID: UnsafePointer<CChar>?, _ hasSubset: Int32
) {
  guard let context = unsafe context else { return }
  unsafe Unmanaged<XMLReader>.fromOpaque(context).takeUnretainedValue().refuse("declares a document type")
}
