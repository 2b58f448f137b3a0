package import Records

/// Decodes `aspects.yaml`; `Pipelines/README.md` is its reference.
package enum AspectFile {
  /// What the file is called; it lies beside the pipelines that it holds for.
  package static let name = "aspects.yaml"

  /// The aspects in the order of the file; reports every mistake at once.
  package static func decode(text: String, path: String) throws(DefinitionErrors) -> [Aspect] {
    var decoder = AspectDecoder(path: path)
    let aspects = YAMLReader.read(text, &decoder.log).flatMap { decoder.aspects($0) }
    guard let aspects, decoder.log.problems.isEmpty else { throw DefinitionErrors(decoder.log.inOrder) }
    return aspects
  }
}

private struct AspectDecoder {
  var log: Diagnostics
  /// Names and keywords with the lines on which they stand.
  private var names: [Key: Int] = [:]
  private var keywords: [Key: Int] = [:]

  init(path: String) {
    log = Diagnostics(file: path)
  }

  mutating func aspects(_ root: YAMLNode) -> [Aspect]? {
    guard let fields = log.fields(root, in: "the taxonomy", kind: "a taxonomy", keys: ["aspects"]),
      let list = log.required("aspects", of: fields)
    else { return nil }
    let nodes = log.list(list, "aspects")
    if list.isList, nodes.isEmpty { log.report("aspects: at least one, found none", at: list.place) }
    return nodes.compactMap { aspect($0) }
  }

  private mutating func aspect(_ node: YAMLNode) -> Aspect? {
    guard
      let fields = log.fields(node, in: "aspect", kind: "an aspect", keys: ["aspect", "english", "keywords"])
    else { return nil }
    let name = log.required("aspect", of: fields).flatMap { title($0) }
    let english = fields["english"].flatMap { log.text($0, "english") }
    let words = log.required("keywords", of: fields).map { self.words($0, name ?? "aspect") }
    guard let name, let words else { return nil }
    return Aspect(name: name, english: english, keywords: words)
  }

  private mutating func title(_ node: YAMLNode) -> String? {
    guard let text = word(node, "aspect") else { return nil }
    if text.utf8.elementsEqual(Aspect.unclassified.utf8) {
      log.report(
        "aspect: '\(text)' is what a text of no aspect is called; choose another name", at: node.place)
    } else if let line = names[Key(text)] {
      log.report("aspect '\(text)' was named on line \(line)", at: node.place)
    }
    names[Key(text)] = names[Key(text)] ?? node.place.line
    return text
  }

  private mutating func words(_ node: YAMLNode, _ owner: String) -> [String] {
    let nodes = log.list(node, "\(owner): keywords")
    if node.isList, nodes.isEmpty {
      log.report("\(owner): keywords: at least one, found none", at: node.place)
    }
    return nodes.compactMap { node in
      guard let text = word(node, "\(owner): keywords") else { return nil }
      if let line = keywords[Key(text)] {
        log.report("keyword '\(text)' was used on line \(line)", at: node.place)
      }
      keywords[Key(text)] = keywords[Key(text)] ?? node.place.line
      return text
    }
  }

  /// A text that shows something.
  private mutating func word(_ node: YAMLNode, _ label: String) -> String? {
    guard let text = log.text(node, label) else { return nil }
    let isBlank = text.unicodeScalars.allSatisfy {
      $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint
    }
    guard isBlank else { return text }
    log.report("\(label): a blank word, which every text may hold; write one, or take it out", at: node.place)
    return nil
  }
}
