import Records

/// From typed rows to members and relations: the stages of model.md §2.1 after cleaning, in order.
///
/// The result depends on what the rows say, not on their order or on how a source is cut into files; only
/// origins and row references follow the rows. O(rows), but for sorting per member.
package func prepare(_ input: PreparationInput) -> Prepared {
  let staged = Staged(tables: input.tables, files: input.files)
  let resolved = resolve(staged, claims: input.claims)
  let distinct = deduplicateEqual(resolved)
  let keyed = deduplicateKey(distinct)
  let valid = void(keyed)
  let surviving = deduplicateThing(valid, rules: input.rules.attendance)
  return derive(surviving, period: input.period, rules: input.rules)
}
