import Definitions
import Records

/// A limit of the pipeline or of a contract that the data exceed.
struct Breach {
  let action: RuleLimit.Action
  let source: String
  let message: Message
  /// The refused rows behind it, for who must mend them.
  var rejections: [Rejection] = []

  /// What a run that goes on says of it.
  var warning: Finding {
    Finding(code: "LIMIT_EXCEEDED", severity: .warning, message: message, stage: .derive, source: source)
  }
}
