"""Column headers under which real exports give each field, as found in CNIPA, CNIPR, Baiten, PatSnap, WIPS, Lens,
Google Patents, PATENTSCOPE and the product's own JSON Lines and templates."""

from __future__ import annotations

FIELD_HEADERS: dict[str, tuple[str, ...]] = {
    "number": (
        "number", "patent number", "patent no", "专利号", "id", "专利号码", "专利编号", "專利號",
        "号码",
    ),
    "application_number": (
        "application number", "application no", "application_number", "filing_id", "申请号", "申请编号",
        "申請號", "專利申請號", "专利申请号", "an", "출원번호",
    ),
    "publication_number": (
        "publication number", "publication no", "publication_number", "公开(公告)号", "公开号",
        "公开公告号", "公告号", "申请公布号", "公布号", "公開號", "公開/公告號", "公开号/公告号", "pn",
        "공개번호/공표/재공표", "공개번호", "document number",
    ),
    "grant_number": (
        "grant number", "grant_number", "授权公告号", "授权号", "authorization_notice_id", "公告號",
        "apn", "등록번호",
    ),
    "country": ("country", "jurisdiction", "国家", "申请国", "申请国代码", "公开国别", "국가코드"),
    "kind_code": ("kind", "kind code", "文献类型", "文献种类", "문헌종류 코드"),
    "patent_type": ("patent_type", "patent type", "专利类型", "类型", "专利种类", "專利類型", "申请类型"),
    "title": (
        "title", "名称", "专利名称", "标题", "发明名称", "题名", "name", "发明创造名称", "專利名稱",
        "名稱", "ti", "발명의 명칭",
    ),
    "title_zh": ("title_zh", "中文标题", "中文名称", "标题(译)(简体中文)", "标题(中文)"),
    "title_en": ("title_en", "英文标题", "英文名称", "标题(译)(english)", "标题(英文)", "english title"),
    "abstract": ("abstract", "摘要", "专利摘要", "文摘", "ab", "요약"),
    "abstract_zh": ("abstract_zh", "中文摘要", "摘要(译)(简体中文)", "摘要(中文)"),
    "abstract_en": ("abstract_en", "英文摘要", "摘要(译)(english)", "摘要(英文)", "english abstract"),
    "claims": (
        "claims", "权利要求", "主权项", "首项权利要求", "独立权利要求", "主权利要求", "first claim",
        "ac", "대표청구항",
    ),
    "applicants": (
        "applicants", "applicant", "申请人", "申请(专利权)人", "原始申请人", "[标]原始申请(专利权)人",
        "申請人", "original_applicants", "pa", "출원인",
    ),
    "owners": (
        "owners", "owner", "patentee", "assignees", "专利权人", "当前权利人", "权利人",
        "当前申请(专利权)人", "[标]当前申请(专利权)人", "申请人/专利权人", "專利權人", "cpa",
    ),
    "owners:comma": ("assignee",),
    "shares": ("shares", "权利份额", "份额", "权属比例", "共有份额"),
    "inventors": (
        "inventors", "inventor", "发明人", "发明(设计)人", "设计人", "发明人/设计人", "designer",
        "發明人", "完成人", "in", "발명자/고안자",
    ),
    "inventors:comma": ("inventor/author",),
    "ipc": (
        "ipc", "ipc分类号", "分类号", "ipc分类", "国际专利分类号", "int.cl.",
        "ipcr classifications", "国际分类号", "ic2", "aic1",
        "original ipc all", "ipc classifications",
    ),
    "ipc:main": ("主分类号", "ipc主分类号", "主ipc", "ic1", "original ipc main"),
    "cpc": (
        "cpc", "cpc分类号", "cpc分类", "cpc classifications",
        "original cpc all[us]",
    ),
    "cpc:main": ("cpc主分类号", "original cpc main[us]"),
    "locarno": ("locarno", "洛迦诺分类号", "洛迦诺分类", "外观设计分类号", "locarno class"),
    "filing_date": (
        "filing date", "filing_date", "application date", "申请日", "申请日期", "申請日", "申請日期",
        "filing/creation date", "ad", "출원일",
    ),
    "priority_date": (
        "priority date", "priority_date", "优先权日", "最早优先权日", "优先权", "우선권 주장일",
    ),
    "publication_date": (
        "publication date", "publication_date", "公开(公告)日", "公开日", "公告日", "公开公告日",
        "申请公布日", "公布日", "公開日", "申请公布日/授权公告日", "pd", "공개일",
    ),
    "grant_date": (
        "grant date", "grant_date", "授权公告日", "授权日", "授权日期", "authorized_announcement_date",
        "apd", "등록일",
    ),
    "term_end": (
        "term_end", "expiry_date", "expiry date", "期限届满日", "届满日", "到期日", "预估到期日",
        "专利权届满日",
    ),
    "status": (
        "status", "legal_status", "legal status", "法律状态", "法律状态/事件", "当前法律状态",
        "专利权状态", "简单法律状态", "法律狀態", "ls1",
    ),
    "status_as_of": (
        "status_as_of", "legal_status_date", "法律状态日期", "法律状态最后修改日期", "法律状态公告日",
        "状态日期", "法律状态更新日",
    ),
    "fee_paid_until": (
        "fee_paid_until", "年费缴至", "年费缴纳至", "年费有效期至", "下次缴费日", "下一年费缴费日",
    ),
    "region": (
        "applicant_region", "region", "国省代码", "省市", "省份", "地区", "申请人所在省", "省", "co",
    ),
    "agency": ("agency", "专利代理机构", "代理机构", "agc"),
    "language": ("language", "语种", "语言"),
    "source": ("source", "数据来源", "来源"),
    "industries": (
        "industries", "industry", "应用行业", "所属行业", "适用行业", "技术应用行业", "行业", "行业分类", "行业大类",
        "行业类别", "行业代码", "行业名称", "国民经济行业", "国民经济行业分类", "国民经济行业代码", "国民经济行业大类",
        "国民经济分类", "gb/t 4754", "gb/t 4754-2017", "gb/t 4754—2017", "industry code", "industry division",
        "industry classification", "application industry", "industry of application",
    ),
    "emerging": (
        "emerging", "战略性新兴产业", "战略新兴产业", "战略性新兴产业分类", "战略新兴产业分类", "战略性新兴产业类别",
        "所属战略性新兴产业", "新兴产业", "新兴产业分类", "strategic emerging industry", "emerging industry",
        "emerging industries",
    ),
    "trl": (
        "trl", "技术成熟度", "技术成熟度等级", "技术成熟度(trl)", "技术成熟度等级(trl)", "成熟度", "成熟度等级", "成熟度级别",
        "trl等级", "trl级别", "技术就绪度", "技术就绪度等级", "技术就绪水平", "trl level", "technology readiness",
        "technology readiness level (trl)", "readiness", "readiness level", "technology maturity", "maturity level",
    ),
    "card_benefit_zh": ("card_benefit_zh", "一句话好处", "一句话介绍"),
    "card_benefit_en": ("card_benefit_en", "benefit in one line"),
    "card_problem_zh": ("card_problem_zh", "解决的问题", "解决什么问题"),
    "card_problem_en": ("card_problem_en", "problem solved"),
    "card_users_zh": ("card_users_zh", "谁有这个问题", "适用对象"),
    "card_users_en": ("card_users_en", "who has the problem"),
    "card_replaces_zh": ("card_replaces_zh", "替代什么", "替代的现有做法"),
    "card_replaces_en": ("card_replaces_en", "what it replaces"),
    "card_gain_zh": ("card_gain_zh", "实测效果", "效果"),
    "card_gain_en": ("card_gain_en", "measured gain"),
    "card_needs_zh": ("card_needs_zh", "实施条件", "需要什么条件"),
    "card_needs_en": ("card_needs_en", "what is needed"),
    "card_first_product_zh": ("card_first_product_zh", "产品化周期", "多久出产品"),
    "card_first_product_en": ("card_first_product_en", "time to first product"),
}  # fmt: skip
"""Field (with its mark, see `cells`) to headers, as people write them; `mapping` folds case, width and blanks."""
