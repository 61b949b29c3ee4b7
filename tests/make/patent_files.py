"""Lists of patents as files, with numbers whose check digits are right."""

from __future__ import annotations

from marketplace.domain.patents.numbers import cn_check_digit

HEADERS = "专利号,专利名称,专利类型,专利权人,发明人,申请日,授权公告日,法律状态,法律状态日期,年费缴至,IPC分类号"
TITLES = (
    "一种钢管焊缝低噪声打磨装置",
    "高藻水源水的微涡旋絮凝方法",
    "基于光纤光栅的桥梁索力监测系统",
    "秸秆基可降解育苗钵及其制备方法",
    "锂电池极片缺陷在线检测方法",
    "面向养老机构的跌倒预警床垫",
    "低温速冻水产品解冻装置",
    "塑料粒子静电分选机",
    "智能仓储搬运车的路径调度方法",
    "耐磨铸铁件的等温淬火工艺",
    "医用导管表面亲水涂层及其制备方法",
    "一种折叠式育秧盘",
)
KINDS = {"1": "发明", "2": "实用新型", "3": "外观设计"}
DIGITS = "111112221113"
BAD_DIGIT, BAD_DATES = 5, 9  # which of the twelve are wrong; rows 6 and 10 of the file


def number(year: int, digit: str, serial: int) -> str:
    body = f"{year}{digit}{serial:07d}"
    return f"{body}.{cn_check_digit(body)}"


def twelve() -> str:
    """Journey 1: twelve patents, one with a wrong check digit, one granted before it was filed."""
    rows = [HEADERS]
    for place, (title, digit) in enumerate(zip(TITLES, DIGITS, strict=True), 1):
        year = 2016 + place % 6
        written = number(year, digit, 8_100_000 + 137 * place)
        if place == BAD_DIGIT:
            written = written[:-1] + ("7" if written[-1] != "7" else "8")
        granted = "2010-05-11" if place == BAD_DATES else f"{year + 2}-05-11"
        rows.append(
            f"{written},{title},{KINDS[digit]},东湾工业大学,沈知远；陆思齐,{year}-03-0{place % 9 + 1},{granted},"
            f"授权,2026-02-20,2027-03-0{place % 9 + 1},{'06-01' if digit == '3' else 'B24B 9/04'}"
        )
    return "\n".join(rows) + "\n"


def right_number_of_row_six() -> str:
    return number(2016 + BAD_DIGIT % 6, "1", 8_100_000 + 137 * BAD_DIGIT)


def many(count: int, *, faulty_every: int = 0) -> str:
    """A long list; every so many rows one has a wrong check digit."""
    rows = ["专利号,名称,申请日,授权公告日,法律状态"]
    for place in range(count):
        written = number(2019, "1", 1_000_000 + place)
        if faulty_every and place % faulty_every == 0:
            written = written[:-1] + ("0" if written[-1] != "0" else "1")
        rows.append(f"{written},第{place}种装置,2019-04-01,2021-04-01,授权")
    return "\n".join(rows) + "\n"
