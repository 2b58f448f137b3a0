/// Who may see a file: everyone, the office and the members, or named staff.
package enum PrivacyClass: String, CaseIterable, Sendable {
  case `public`, `internal`, staff
}
