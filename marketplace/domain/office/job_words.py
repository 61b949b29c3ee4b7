"""What the worker's jobs and their states are called, zh and en."""

from __future__ import annotations

JOBS: dict[str, tuple[str, str]] = {
    "deliver_notice": ("发送通知邮件", "Send a notice by mail"),
    "expire_offers": ("关闭过期报价", "Close lapsed offers"),
    "bring_accounts_forward": ("更新许可账目", "Bring licence accounts forward"),
    "check_listings": ("复查已发布项目", "Check published listings again"),
    "check_patents": ("复查专利变动所涉的已发布项目", "Check the listings of changed patents again"),
    "match_needs": ("将新发布项目与需求匹配", "Match new publications with needs"),
    "send_digests": ("发送检索订阅提醒", "Tell of new listings in saved searches"),
    "send_reminders": ("发送到期提醒", "Send reminders"),
    "forget_secrets": ("清除失效凭证和旧任务", "Wipe spent secrets and old jobs"),
    "refresh_statistics": ("更新数据库统计信息", "Refresh the database's statistics"),
    "sweep_imports": ("清理未开始的导入", "Remove imports never started"),
    "read_import": ("读取导入文件", "Read an import file"),
    "run_import": ("导入专利", "Import patents"),
    "ask_reset": ("核对密码重设请求", "Look up a request for a password link"),
    "mail_reset": ("发送密码重设邮件", "Mail a password link"),
    "mail_invitation": ("发送邀请邮件", "Mail an invitation"),
    "mail_confirmation": ("发送邮箱确认邮件", "Mail an address confirmation"),
    "mail_password_changed": ("发送密码变更提示", "Mail a warning of a changed password"),
}

STATES: dict[str, tuple[str, str]] = {
    "waiting": ("等待执行", "Waiting"),
    "running": ("执行中", "Running"),
    "done": ("已完成", "Done"),
    "dead": ("已停止重试", "Given up"),
}
