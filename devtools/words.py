"""The sentences of `dev.py` in both languages. Chinese where the terminal's locale is Chinese, else English."""

from __future__ import annotations

import os

SENTENCES: dict[str, tuple[str, str]] = {
    # progress
    "step_distribution": ("安装系统软件包：{packages}", "Installing from the distribution: {packages}"),
    "step_environment": ("建立虚拟环境", "Making the virtual environment"),
    "step_packages": ("安装已锁定版本的依赖包", "Installing the pinned packages"),
    "step_test_packages": ("安装测试与检查工具", "Installing the tools for tests and checks"),
    "step_bench_packages": ("安装性能测试的对照软件", "Installing what benchmarks compare with"),
    "step_assets": ("复制脚本与字体到 static/vendor", "Copying script and font to static/vendor"),
    "step_translations": ("编译界面译文", "Compiling the translations"),
    "step_database": ("建立或升级数据库", "Making or upgrading the database"),
    "step_demo": ("载入演示数据", "Loading the demo"),
    "step_index": ("建立检索索引", "Building the search index"),
    "step_start": ("启动网站、后台任务与索引进程", "Starting the web site, the worker and the indexer"),
    "step_stop": ("正在停止", "Stopping"),
    "step_remove": ("删除演示数据", "Removing the demo"),
    "step_lock": ("锁定 {file}", "Pinning {file}"),
    # run
    "running": ("网站地址：{url}（按 Ctrl-C 停止）", "The site is at {url} (Ctrl-C stops it)"),
    "logs": ("运行日志：{folder}", "Logs: {folder}"),
    "sign_ins": ("演示账号（每种角色一个）：", "Sign-ins of the demo, one for each role:"),
    "restarted": (
        "{name} 进程意外结束（代码 {code}），{seconds} 秒后重新启动；详见 {log}。",
        "The {name} process ended unexpectedly ({code}) and is started again in {seconds} s; see {log}.",
    ),
    "web_ended": (
        "网站进程意外结束（代码 {code}）；详见 {log}。",
        "The web process ended unexpectedly ({code}); see {log}.",
    ),
    "web_silent": (
        "网站在 {seconds} 秒内没有应答；详见 {log}。",
        "The web site gave no answer within {seconds} seconds; see {log}.",
    ),
    # troubles
    "port_taken": (
        "端口 {port} 已被占用。请换一个端口，例如：PORT={other} python3 dev.py run",
        "Port {port} is already taken. Choose another one: PORT={other} python3 dev.py run",
    ),
    "port_wrong": ("PORT 必须是 1 到 65535 之间的整数。", "PORT must be a whole number from 1 to 65535."),
    "already_running": (
        "{folder} 正被另一个 dev.py 使用。请先停止它，或用 DATA_DIR 指定另一个文件夹。",
        "Another dev.py is using {folder}. Stop it first, or name another folder with DATA_DIR.",
    ),
    "refused": ("未能完成：{answer}", "This could not be done: {answer}"),
    "demo_present": (
        "{folder} 中已有演示数据，演示数据与正式数据不得混放。请用 DATA_DIR 指定另一个文件夹，或先运行 python3 dev.py demo-reset --empty。",
        "{folder} holds the demo, and demo and real data never mix. Name another folder with DATA_DIR, or run "
        "python3 dev.py demo-reset --empty first.",
    ),
    "demo_unfinished": (
        "演示数据没有载入完整。请运行 python3 dev.py demo-reset 重新载入。",
        "The demo was not loaded to its end. Load it anew with python3 dev.py demo-reset.",
    ),
    "no_demo": (
        "{folder} 中没有演示数据，未删除任何内容。",
        "There is no demo in {folder}: nothing was removed.",
    ),
    "confirm_reset": (
        "将删除 {folder} 中的全部演示数据及您在其中所做的更改。输入 yes 确认：",
        "This removes the demo in {folder} and everything you changed in it. Type yes to go on: ",
    ),
    "kept": ("未作任何更改。", "Nothing was changed."),
    "reset_done": ("演示数据已恢复初始状态。", "The demo is as new."),
    "reset_empty": ("演示数据已删除。", "The demo is removed."),
    "needs_venv": (
        "缺少 Python 的 venv 与 pip。请先运行：sudo apt-get install python3-venv",
        "Python lacks venv and pip. Install them first: sudo apt-get install python3-venv",
    ),
    "needs_distribution": (
        "缺少：{packages}。请先运行：sudo apt-get install {packages}",
        "Missing: {packages}. Install what the tests need first: sudo apt-get install {packages}",
    ),
    "distribution_failed": (
        "系统软件包安装失败：{packages}。",
        "The distribution's packages could not be installed: {packages}.",
    ),
    "command_failed": ("命令失败（代码 {code}）：{command}", "This command failed ({code}): {command}"),
    "not_there": (
        "缺少 {path}，无法执行此命令。",
        "{path} is not there, so this command has nothing to run.",
    ),
    "unknown_command": ("没有此命令：{command}", "There is no command {command}"),
    "unknown_option": ("没有此选项：{option}", "There is no option {option}"),
    "unknown_part": ("没有此部分：{part}。可选：{parts}", "There is no part {part}. There are: {parts}"),
    "no_answer": (
        "无法询问确认（没有终端）。请加 --yes 再运行。",
        "There is no terminal to ask on. Say --yes on the command line.",
    ),
    # tests
    "part": ("== {part}", "== {part}"),
    "part_not_run": ("== {part}：未运行。{reason}", "== {part}: not run. {reason}"),
    "part_ended_badly": ("== {part}：异常结束（代码 {code}）", "== {part}: ended with code {code}"),
    "shots_done": ("屏幕图在 {folder}", "The pictures are in {folder}"),
    # help
    "help": (
        """用法：python3 dev.py 命令

  run [--empty]      安装、升级并启动网站、后台任务与索引（PORT 改端口，DATA_DIR 改数据文件夹）；
                     --empty 不载入演示数据，并给出建立第一位管理员的一次性链接
  setup              只安装与准备，不启动
  demo-reset         删除演示数据并重新载入（先询问；--yes 不询问，--empty 只删除）
  test [路径…]       安装测试所需软件并运行全部测试；给出路径则只在 SQLite 上运行这些测试
  check              代码检查、类型检查、分层约束
  bench [部分…]      性能测试：terms、import、index、pages、search 等（--quick 较小规模，--size N 只测一种规模），
                     report 只重写 docs/benchmarks.md
  deep [部分…]       耗时较长的测试：terms、inputs、kills（DEEP_SHARE=0.05 只运行二十分之一）
  shots [角色…]      把每个页面截图到 shots/，并列出失效链接与控制台错误
  lock               重新锁定依赖包版本
  help               显示本说明""",
        """Usage: python3 dev.py COMMAND

  run [--empty]      set up, upgrade and start the web site, the worker and the indexer (PORT changes the port,
                     DATA_DIR the folder of the data); --empty leaves out the demo and prints a one-time link for
                     the first administrator
  setup              only install and prepare, start nothing
  demo-reset         remove the demo and load it anew (asks first; --yes does not ask, --empty only removes)
  test [PATH...]     install what the tests need and run all of them; with paths only these, on SQLite
  check              lint, types, import contract
  bench [PART...]    benchmarks: terms, import, index, pages, search … (--quick small sizes, --size N only one size);
                     report only writes docs/benchmarks.md anew
  deep [PART...]     the long tests: terms, inputs, kills (DEEP_SHARE=0.05 runs a twentieth of them)
  shots [ROLE...]    pictures of every page, in shots/, with dead links and console errors
  lock               pin the packages anew
  help               this text""",
    ),
}


def language() -> str:
    """`zh` where the terminal's locale is Chinese, else `en`."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def sentence(code: str, /, **params: object) -> str:
    """The sentence of a code in the terminal's language, with its parameters filled in."""
    chinese, english = SENTENCES[code]
    return (chinese if language() == "zh" else english).format(**params)
