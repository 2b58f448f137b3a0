import Postgres
import Records

/// What was asked of a database.
enum DatabasePurpose {
  case reading
  case publishing
  case takingBack
}

/// How to mend what a database refused.
struct DatabaseRemedy {
  let message: Message

  init(_ error: PostgresError, _ purpose: DatabasePurpose) {
    message =
      DatabaseRemedy.connection(error, purpose)
      ?? (purpose == .reading ? DatabaseRemedy.reading(error) : DatabaseRemedy.publishing(error))
  }

  /// What does not lie in a statement.
  private static func connection(_ error: PostgresError, _ purpose: DatabasePurpose) -> Message? {
    switch (error.kind, purpose) {
    case (.connection, _):
      Message(
        zh: "请检查服务名或地址、用户和口令（PGPASSWORD、口令文件或服务文件）",
        en: "check the service or address, the user, and the password (PGPASSWORD, passfile or service file)")
    case (.silence, .reading):
      Message(
        zh: "请看服务器是否繁忙或停住，或调大database.silence",
        en: "see whether the server is busy or stopped, or raise database.silence")
    case (.silence, _):
      Message(
        zh: "请看服务器是否繁忙或停住，然后再做一次",
        en: "see whether the server is busy or stopped, and do it again")
    case (.lost, _): Message(zh: "请在服务器可用后重新运行", en: "run it again once the server is there")
    case (.statement, _): nil
    }
  }

  private static func reading(_ error: PostgresError) -> Message {
    switch error.sqlState ?? "" {
    case "42P01", "3F000":
      Message(zh: "请改正流程文件中的表名", en: "correct the table's name in the pipeline")
    case "42703": Message(zh: "请改正查询中的列名", en: "correct the column's name in the query")
    case "42501": Message(zh: "请让管理员授予SELECT权限", en: "have SELECT granted to the user")
    case "55P03": Message(zh: "有人锁住了这个表，请稍后再运行", en: "somebody holds a lock on it; run it again later")
    case "25006": Message(zh: "查询只能读取，不能写入", en: "a query may only read")
    default: Message(zh: "请改正后重新运行", en: "mend it and run again")
    }
  }

  private static func publishing(_ error: PostgresError) -> Message {
    switch error.sqlState ?? "" {
    case "42501":
      Message(
        zh: "请让管理员授予这个用户在数据库上的CREATE权限，或把模式dutyrank及其中的表归这个用户所有",
        en:
          "have CREATE on the database granted to the user, or make him the owner of the schema dutyrank and its tables"
      )
    case "55P03":
      Message(
        zh: "有人正在发布，或占着模式dutyrank的表，请等他结束后再做一次",
        en: "somebody else is publishing or holds a lock on the tables; do it again when that has ended")
    case "25006":
      Message(zh: "这是只读的服务器，请给出主服务器", en: "this server takes no writes; name the primary one")
    case "23505":
      Message(
        zh: "数据库中同名的运行内容不同，或文件中同一委员出现两次，请用verify核对这次运行",
        en: "the database holds another content under that name, or a file has a member twice; verify the run"
      )
    case "42P01", "42703":
      Message(
        zh: "模式dutyrank中的表不是DutyRank建的样子，请让管理员查看",
        en: "the tables of schema dutyrank are not as DutyRank made them; have them looked at")
    case "53100": Message(zh: "请在服务器上腾出空间后再做一次", en: "make room on the server and do it again")
    default: Message(zh: "请改正后再做一次", en: "mend it and do it again")
    }
  }
}

extension RunError {
  /// What the server said, where, what became of it, and how to mend it.
  static func database(
    _ error: PostgresError, _ target: ConnectionTarget, _ purpose: DatabasePurpose, source: String? = nil
  ) -> RunError {
    let remedy = DatabaseRemedy(error, purpose).message
    let said = (error.sqlState.map { "\($0) " } ?? "") + error.message + (error.hint.map { " (\($0))" } ?? "")
    let place = source.map { (zh: "来源\($0)：", en: "source \($0): ") } ?? (zh: "", en: "")
    let state = state(purpose, error)
    return .operation(
      Message(
        zh: "\(place.zh)数据库\(target.text)：\(said)；\(state.zh)，\(remedy.zh)",
        en: "\(place.en)database \(target.text): \(said); \(state.en), \(remedy.en)"))
  }

  private static func state(_ purpose: DatabasePurpose, _ error: PostgresError) -> Message {
    switch (purpose, error.kind) {
    case (.reading, _): Message(zh: "未发布任何文件", en: "nothing was published")
    case (.publishing, _): Message(zh: "数据库中未写入任何内容", en: "nothing was written there")
    case (.takingBack, .lost), (.takingBack, .silence):
      Message(zh: "不知道是否已经收回", en: "it is not known whether it was taken back")
    case (.takingBack, _): Message(zh: "没有收回", en: "it was not taken back")
    }
  }
}
