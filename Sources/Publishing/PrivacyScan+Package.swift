extension PrivacyScan {
  /// The hits in the parts of a packed document that no reader sees: properties, relations, names of sheets. What a sheet
  /// shows is read in its own form. A hit names `file:part`.
  package func hits(inPackage bytes: [UInt8], as file: String) throws(PublishingError) -> [PrivacyHit] {
    try ZipPackage.parts(of: bytes).filter { !PrivacyScan.isShown($0.name) }.flatMap { part in
      hits(in: TextPart(name: "\(file):\(part.name)", bytes: part.bytes), form: .html)
    }
  }

  private static func isShown(_ part: String) -> Bool {
    ["xl/worksheets/sheet", "xl/sharedStrings.xml", "xl/styles.xml"].contains { part.hasPrefix($0) }
  }
}
