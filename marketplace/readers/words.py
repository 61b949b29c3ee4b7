"""Sentences for files that cannot be read: code → (zh, en), each with what to do."""

from __future__ import annotations

from marketplace.readers.faults import ReaderFault

FAULTS: dict[str, tuple[str, str]] = {
    "empty": ("文件是空的，请重新选择。", "The file is empty; choose another one."),
    "too_large": (
        "文件超过 {limit} MB，请拆分后分次导入。",
        "The file is larger than {limit} MB; split it and import the parts.",
    ),
    "expands_too_far": (
        "压缩文件展开后超过 {limit} MB，未读取。请拆分后分次导入。",
        "The compressed file expands to more than {limit} MB and was not read; split it and import the parts.",
    ),
    "zip_bomb": (
        "该表格文件展开后大得异常，未读取。请另存为新的 XLSX 或 CSV 文件后重试。",
        "The workbook expands to an abnormal size and was not read. Save it as a new XLSX or CSV file and try again.",
    ),
    "entities": (
        "该表格文件内含不应出现的声明，未读取。请另存为新的 XLSX 或 CSV 文件后重试。",
        "The workbook holds declarations that do not belong there and was not read. Save it as a new XLSX or CSV file and try again.",
    ),
    "encrypted": (
        "文件有密码保护，无法读取。请取消密码后重新上传。",
        "The file is protected by a password. Remove it and upload the file again.",
    ),
    "damaged": (
        "文件已损坏或不完整，无法读取。请重新导出，或另存为 CSV 后重试。",
        "The file is damaged or incomplete. Export it again, or save it as CSV and try again.",
    ),
    "binary": (
        "这不是文本或表格文件。请上传 CSV、XLSX、XLS 或 JSON Lines 文件。",
        "This is neither text nor a table. Upload CSV, XLSX, XLS or JSON Lines.",
    ),
    "other_format": (
        "这是 {format} 文件，不能导入。请上传 CSV、XLSX、XLS 或 JSON Lines 文件。",
        "The file is in {format} format, which cannot be imported. Upload CSV, XLSX, XLS or JSON Lines.",
    ),
    "markup": (
        "文件扩展名虽为表格，内容却是网页格式。请用电子表格软件打开，另存为 XLSX 或 CSV 后上传。",
        "The file is a web page under a spreadsheet's name. Open it in a spreadsheet program, save it as XLSX or CSV and upload that.",
    ),
    "xlsb": (
        "暂不支持 XLSB 格式，请另存为 XLSX 后上传。",
        "XLSB is not supported; save the file as XLSX and upload that.",
    ),
    "zip_archive": (
        "这是压缩包。请解压后上传其中的表格（CSV、JSON Lines 可用 gzip 压缩）。",
        "This is an archive. Unpack it and upload the table in it (CSV and JSON Lines may be gzipped).",
    ),
    "encoding": (
        "无法判断文字编码。请用 UTF-8 或 GB18030 编码另存后重试。",
        "The text encoding could not be made out. Save the file in UTF-8 or GB18030 and try again.",
    ),
    "no_table": (
        "没有找到带表头的表格：至少要有两列，且第一行是列名。请对照模板检查。",
        "No table with headers was found: it needs at least two columns and a first row of column names. Compare it with the template.",
    ),
    "too_many_columns": (
        "列数超过 {limit}，请删去多余的列后重试。",
        "There are more than {limit} columns; delete those not needed and try again.",
    ),
    "too_many_rows": (
        "行数超过 {limit}，请拆分后分次导入。",
        "There are more than {limit} rows; split the file and import the parts.",
    ),
    "line_too_long": (
        "有一行超过 {limit} MB，不像是表格。请检查换行是否丢失。",
        "A line is longer than {limit} MB, which is no table. Check whether line ends were lost.",
    ),
    "cell_too_long": (
        "有一格超过 {limit} 个字符，可能有引号没有成对。请检查后重试。",
        "A cell has more than {limit} characters; perhaps a quotation mark is not closed. Check and try again.",
    ),
    "memory": (
        "读取该文件所需内存超出限制，已停止。请另存为 CSV 或拆分后重试。",
        "Reading the file needs more memory than allowed and was stopped. Save it as CSV or split it and try again.",
    ),
    "time": (
        "读取超过 {limit} 秒，已停止。请拆分后分次导入。",
        "Reading took more than {limit} seconds and was stopped. Split the file and import the parts.",
    ),
    "reader_died": (
        "读取程序异常中止，文件未导入。请另存为 CSV 后重试。",
        "The reader stopped abnormally; nothing was imported. Save the file as CSV and try again.",
    ),
}

FORMATS: dict[str, tuple[str, str]] = {
    "csv": ("CSV文本", "CSV text"),
    "xlsx": ("Excel工作簿（XLSX）", "Excel workbook (XLSX)"),
    "xls": ("Excel 97-2003工作簿（XLS）", "Excel 97-2003 workbook (XLS)"),
    "jsonl": ("JSON Lines", "JSON Lines"),
    "json": ("JSON文档", "JSON document"),
    "patentscope_list": ("PATENTSCOPE检索结果列表", "PATENTSCOPE result list"),
}


def fault_sentence(fault: ReaderFault, lang: str) -> str:
    """Why a file was not read and what to do, in zh or en."""
    return FAULTS[fault.code][0 if lang == "zh" else 1].format_map(fault.params)


def format_name(code: str, lang: str) -> str:
    """The name of a file format."""
    return FORMATS[code][0 if lang == "zh" else 1]
