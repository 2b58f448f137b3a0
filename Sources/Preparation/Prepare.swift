package import Records

/// From typed rows to members and relations: the stages of model.md §2.1 after cleaning, in order.
///
/// The result depends on what the rows say, not on their order or on how a source is cut into files; only
/// origins and row references follow the rows. O(rows), but for sorting per member. `mutate` is for tests that
/// tamper with the rows between two stages; the books must notice.
package func prepare(
  _ input: PreparationInput, between mutate: (_ after: Stage, _ tables: inout [Table]) -> Void = { _, _ in }
) -> Prepared {
  let staged = Staged(
    tables: input.tables, files: input.files, numbers: input.known?.numbers, workers: input.workers)
  var resolved = resolve(staged, decisions: input.decisions)
  mutate(.resolve, &resolved.tables)
  var distinct = deduplicateEqual(resolved)
  mutate(.deduplicateEqual, &distinct.tables)
  var keyed = deduplicateKey(distinct)
  mutate(.deduplicateKey, &keyed.tables)
  var valid = void(keyed)
  mutate(.void, &valid.tables)
  var single = deduplicateThing(
    valid, rules: input.rules.attendance, different: input.decisions.differentPairs)
  mutate(.deduplicateThing, &single.tables)
  let surviving = deduplicateDecided(single, decisions: input.decisions)
  return derive(
    surviving, period: input.period, rules: input.rules, asked: input.asked, roster: input.known?.roster)
}
