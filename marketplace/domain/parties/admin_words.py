"""What the commands for administrators print, zh and en side by side."""

from __future__ import annotations

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "link": (
        "请在 {hours} 小时内用浏览器打开以下链接，登记本站运营单位并设置首位管理员。链接只能使用一次，再次生成后旧链接即失效：\n{url}",
        "Open this link in a browser within {hours} hours to found the operator of this installation and its first "
        "administrator. It works once, and a new one makes it useless:\n{url}",
    ),
    "code": (
        "{name} 的一次性登录码：{code}\n请在 {hours} 小时内打开 {url} 设置新密码。",
        "One-time code for {name}: {code}\nUse it within {hours} hours at {url} to set a new password.",
    ),
    "site_name": ("专利开放许可平台", "Open Patent Licensing"),
}


def words(code: str, lang: str, /, **values: object) -> str:
    """A sentence in the language of whoever runs the command."""
    return WORDS[code][0 if lang == "zh" else 1].format(**values)
