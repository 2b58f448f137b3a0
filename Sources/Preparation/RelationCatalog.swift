package import Records

/// The relations that a model may read, known from the declared sources alone (model.md §2.5).
package enum RelationCatalog {
  /// The derived relations whose sources are declared, then every declared source with a member and a date that is no
  /// part of a derived one, as a relation of its rows.
  package static func schemas(of shapes: [SourceShape]) -> [RelationSchema] {
    []
  }
}
