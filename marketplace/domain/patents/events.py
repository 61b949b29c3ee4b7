"""What can happen to patents: kind → (data keys, zh, en), and the words of codes in their data."""

from __future__ import annotations

from collections.abc import Mapping

from marketplace.domain.listings.words import EVIDENCE
from marketplace.domain.patents.import_words import OUTCOMES
from marketplace.domain.patents.words import OVERLAYS

EVENTS: dict[str, tuple[tuple[str, ...], str, str]] = {
    "patent.added": (("number",), "登记了专利 {number}", "entered the patent {number}"),
    "patent.changed": (("fields",), "修改了专利资料（{fields}）", "changed the patent's data ({fields})"),
    "patent.evidence_added": (("kind",), "上传了证明材料（{kind}）", "added evidence ({kind})"),
    "patent.attachment_added": ((), "上传了一份附件", "added an attachment"),
    "patent.attachment_removed": ((), "移除了一份附件", "removed an attachment"),
    "patent.overlay_added": (("kind",), "登记了权利负担（{kind}）", "entered an encumbrance ({kind})"),
    "patent.overlay_ended": (("kind", "ends_on"), "权利负担（{kind}）于 {ends_on} 解除", "ended an encumbrance ({kind}) on {ends_on}"),
    "import.finished": (
        ("rows", "added", "updated", "unchanged", "refused", "skipped", "report_digest"),
        "导入完成：共 {rows} 行，新增 {added}、更新 {updated}、未变 {unchanged}、未导入 {refused}、跳过 {skipped}",
        "finished an import: {rows} rows, {added} added, {updated} updated, {unchanged} unchanged, "
        "{refused} refused, {skipped} skipped",
    ),
    "import.failed": (("code",), "导入失败", "an import failed"),
    "import.row_mended": (("row", "outcome"), "更正了第 {row} 行（{outcome}）", "corrected row {row} ({outcome})"),
    "import.row_skipped": (("row",), "跳过了第 {row} 行", "skipped row {row}"),
}

FIELDS: dict[str, tuple[str, str]] = {
    "texts": ("名称与摘要", "titles and abstracts"),
    "card": ("通俗说明", "plain-language card"),
    "status": ("法律状态与年费", "legal status and annual fee"),
    "dates": ("日期", "dates"),
    "classes": ("分类号", "classes"),
    "flags": ("保密与出口管制标记", "secrecy and export control"),
    "industries": ("战略性新兴产业", "strategic emerging industries"),
    "owners": ("专利权人", "owners"),
    "inventors": ("发明人", "inventors"),
}

VALUES: dict[str, Mapping[str, Mapping[str, tuple[str, str]]]] = {
    "patent.changed": {"fields": FIELDS},
    "patent.evidence_added": {"kind": EVIDENCE},
    "patent.overlay_added": {"kind": {str(kind): pair for kind, pair in OVERLAYS.items()}},
    "patent.overlay_ended": {"kind": {str(kind): pair for kind, pair in OVERLAYS.items()}},
    "import.row_mended": {"outcome": OUTCOMES},
}
"""Event kind → data key → code → (zh, en)."""
