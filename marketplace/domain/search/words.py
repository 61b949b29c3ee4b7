"""Sentences of the indexer's log and the index commands: code → (zh, en)."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # the indexer
    "following": (
        "索引进程已启动，开始跟进数据库的变更。",
        "The indexer is running and follows the database.",
    ),
    "waiting": (
        "本机已有一个索引进程在运行；等待其结束后接替。",
        "Another indexer runs on this machine; waiting to take over.",
    ),
    "stopped": ("索引进程已正常结束。", "The indexer has ended."),
    "changed_over": ("已切换到重建后的索引。", "Changed over to the rebuilt index."),
    "database_away": (
        "暂时无法连接数据库，{seconds} 秒后重试。",
        "The database cannot be reached; trying again in {seconds} s.",
    ),
    "skipped": (
        "许可项目（编号 {listing_id}）无法编入索引，已跳过：{fault}",
        "Listing {listing_id} could not be put into the index and was left out: {fault}",
    ),
    # rebuilding, and why
    "rebuilding": ("正在重建检索索引（{reason}）……", "Rebuilding the search index ({reason}) …"),
    "progress": ("已编入 {count} 个许可项目", "{count} listings so far"),
    "rebuilt": (
        "检索索引已重建并启用，共 {count} 个许可项目。",
        "The search index is rebuilt and in use: {count} listings.",
    ),
    "rebuild_busy": (
        "另一个进程正在重建索引，请稍后再试。",
        "Another process is rebuilding the index; try again later.",
    ),
    "reason.asked": ("按命令执行", "asked for"),
    "reason.missing": ("索引不存在", "there is none"),
    "reason.outdated": ("索引由其他版本的程序建立", "made by another version of the program"),
    "reason.damaged": ("索引文件已损坏", "its files are damaged"),
    "reason.foreign": ("索引与当前数据库不对应", "it belongs to another or an older database"),
    "reason.away": ("数据库暂时无法应答", "the database does not answer"),
    # flask index status
    "status.usable": (
        "索引可用：{folder}，共 {documents} 个许可项目。",
        "The index is usable: {folder}, {documents} listings.",
    ),
    "status.unusable": (
        "索引不可用（{reason}），检索暂由数据库代替。请运行 flask --app wsgi index rebuild，或启动索引进程。",
        "The index is not usable ({reason}); the database answers instead. "
        "Run flask --app wsgi index rebuild or start the indexer.",
    ),
    "status.behind": ("尚有 {count} 条变更未编入。", "{count} changes are still to be applied."),
    "status.up_to_date": ("所有变更均已编入。", "Every change is applied."),
    "status.running": ("索引进程正在运行。", "The indexer is running."),
    "status.not_running": (
        "索引进程未运行，新的变更不会出现在检索结果中。",
        "The indexer is not running: new changes will not be found.",
    ),
    # flask index check
    "check.compared": (
        "数据库中有 {listings} 个可检索的许可项目，索引中有 {documents} 个；已逐字段比对其中 {sample} 个。",
        "The database has {listings} listings to be found, the index {documents}; {sample} were compared in full.",
    ),
    "check.right": ("索引与数据库一致。", "The index agrees with the database."),
    "check.missing": ("索引中缺少的许可项目：{ids}", "Listings that the index lacks: {ids}"),
    "check.extra": ("不应出现在索引中的许可项目：{ids}", "Listings that the index should not have: {ids}"),
    "check.different": (
        "内容与数据库不一致的许可项目：{ids}",
        "Listings that differ from the database: {ids}",
    ),
    "check.wrong": (
        "索引与数据库不一致，请运行 flask --app wsgi index rebuild。",
        "The index does not agree with the database. Run flask --app wsgi index rebuild.",
    ),
}


def sentence(code: str, lang: str, **params: object) -> str:
    """A sentence in `lang`; a parameter that is itself a code of the form `reason.…` is worded too."""
    column = 0 if lang == "zh" else 1
    worded = {
        name: WORDS[value][column] if isinstance(value, str) and value in WORDS else value
        for name, value in params.items()
    }
    return WORDS[code][column].format(**worded)
