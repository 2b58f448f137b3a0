import Postgres
import Records

/// How to mend what a database refused.
struct DatabaseRemedy {
  let message: Message

  init(_ error: PostgresError) {
    message =
      switch (error.kind, error.sqlState ?? "") {
      case (.connection, _):
        Message(
          zh: "请检查服务名或地址、用户和口令（PGPASSWORD、口令文件或服务文件）",
          en:
            "check the service or address, the user, and the password (PGPASSWORD, passfile or service file)")
      case (.silence, _):
        Message(
          zh: "请看服务器是否繁忙或停住，或调大database.silence",
          en: "see whether the server is busy or stopped, or raise database.silence")
      case (.lost, _): Message(zh: "请在服务器可用后重新运行", en: "run it again once the server is there")
      case (_, "42P01"), (_, "3F000"):
        Message(zh: "请改正流程文件中的表名", en: "correct the table's name in the pipeline")
      case (_, "42703"): Message(zh: "请改正查询中的列名", en: "correct the column's name in the query")
      case (_, "42501"): Message(zh: "请让管理员授予SELECT权限", en: "have SELECT granted to the user")
      case (_, "55P03"): Message(zh: "有人锁住了这个表，请稍后再运行", en: "somebody holds a lock on it; run it again later")
      case (_, "25006"):
        Message(zh: "查询只能读取，不能写入", en: "a query may only read")
      default: Message(zh: "请改正后重新运行", en: "mend it and run again")
      }
  }
}

extension RunError {
  /// What the server said, where, and how to mend it.
  static func database(
    _ error: PostgresError, _ target: ConnectionTarget, source: String? = nil
  ) -> RunError {
    let remedy = DatabaseRemedy(error).message
    let said = (error.sqlState.map { "\($0) " } ?? "") + error.message + (error.hint.map { " (\($0))" } ?? "")
    let place = source.map { (zh: "来源\($0)：", en: "source \($0): ") } ?? (zh: "", en: "")
    return .operation(
      Message(
        zh: "\(place.zh)数据库\(target.text)：\(said)；未发布任何文件，\(remedy.zh)",
        en: "\(place.en)database \(target.text): \(said); nothing was published, \(remedy.en)"))
  }
}
