import Definitions
import Ingestion

extension Oracle {
  /// A definition is a value or mistakes with places in the text, twice the same.
  package static let definitions = Oracle(name: "definitions") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    // an end of line is LF, CR, CRLF, and of YAML's older edition NEL, LS and PS
    let ends = text.unicodeScalars.count { ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains($0) }
    for decode in decoders {
      let first = decode(text)
      try demand(first == decode(text), "read twice, found two things")
      guard case .failure(let errors) = first else { continue }
      try demand(!errors.problems.isEmpty, "refused without a reason")
      for problem in errors.problems {
        guard let place = problem.place else { continue }
        try demand(
          place.line >= 1 && place.line <= ends + 2 && place.column >= 1,
          "\(problem) lies outside of the text")
      }
    }
  }

  private static let decoders: [@Sendable (String) -> Result<Int, DefinitionErrors>] = [
    { text in
      Result { () throws(DefinitionErrors) in try ContractFile.decode(text: text, path: "x.yaml") }
        .map { $0.columns.count }
    },
    { text in
      Result { () throws(DefinitionErrors) in
        try ModelFile.decode(text: text, path: "x.yaml", relations: [])
      }.map { _ in 0 }
    },
    { text in
      Result { () throws(DefinitionErrors) in try PipelineFile.decode(text: text, path: "x.yaml") }
        .map { $0.sources.count }
    },
  ]
}
