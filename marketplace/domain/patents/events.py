"""What can happen to patents: kind → (data keys, zh, en)."""

EVENTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "patent.added": (("number",), "登记了专利 {number}", "entered the patent {number}"),
    "patent.changed": (("fields",), "修改了专利资料（{fields}）", "changed the patent's data ({fields})"),
    "patent.evidence_added": (("kind",), "上传了证明材料（{kind}）", "added evidence ({kind})"),
    "patent.overlay_added": (("kind",), "登记了权利负担（{kind}）", "entered an encumbrance ({kind})"),
    "patent.overlay_ended": (("kind", "ends_on"), "权利负担（{kind}）于 {ends_on} 解除", "ended an encumbrance ({kind}) on {ends_on}"),
    "import.finished": (
        ("rows", "added", "updated", "unchanged", "refused", "skipped", "report_digest"),
        "导入完成：共 {rows} 行，新增 {added}、更新 {updated}、未变 {unchanged}、未导入 {refused}、跳过 {skipped}",
        "finished an import: {rows} rows, {added} added, {updated} updated, {unchanged} unchanged, "
        "{refused} refused, {skipped} skipped",
    ),
    "import.failed": (("code",), "导入失败", "could not read an import file"),
}
