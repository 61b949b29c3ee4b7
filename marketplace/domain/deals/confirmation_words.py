"""The fixed words of a confirmation of patent licence: code → (zh, en)."""

from __future__ import annotations

CONFIRMATION: dict[str, tuple[str, str]] = {
    "title": ("专利实施许可确认书", "Confirmation of patent licence"),
    "number": ("合同编号", "Agreement number"),
    "made": ("出具日期", "Issued"),
    "as_of": ("数据截至", "State as of"),
    "state": ("许可状态", "State of the licence"),
    "effective": (
        "兹确认：被许可人自{effective_on}起取得下列专利的实施许可，许可期限至{last_day}止。"
        "许可条款、付款安排及核验方式如下。",
        "This confirms that the licensee holds a licence under the patents named below from {effective_on} to"
        " {last_day}. Its terms, its payments and how to verify this document are set out here.",
    ),
    "ended": (
        "兹确认：被许可人曾自{effective_on}起取得下列专利的实施许可，该许可已于{last_day}结束。"
        "许可条款、付款安排及核验方式如下。",
        "This confirms that the licensee held a licence under the patents named below from {effective_on}. It ended"
        " on {last_day}. Its terms, its payments and how to verify this document are set out here.",
    ),
    "pending": (
        "兹确认：下列许可的条款已由双方确定，许可自首笔款项付清并经许可方确认之日起生效；生效之前，被许可人尚未取得实施许可。"
        "许可条款、付款安排及核验方式如下。",
        "This confirms that the terms of the licence below are settled. It takes effect on the day the licensor confirms"
        " that the first payment is made in full; until then the licensee holds no licence. Its terms, its payments and"
        " how to verify this document are set out here.",
    ),
    "section_parties": ("当事人", "Parties"),
    "section_patents": ("许可专利", "Licensed patents"),
    "section_kind": ("许可依据", "Basis of the licence"),
    "section_terms": ("许可条款", "Terms"),
    "section_payments": ("付款计划", "Payments"),
    "section_payee": ("收款账户", "Where to pay"),
    "section_proof": ("核验", "Verification"),
    "licensor": ("许可方", "Licensor"),
    "licensee": ("被许可方", "Licensee"),
    "office": ("代办机构", "Acting office"),
    "name": ("名称", "Name"),
    "uscc": ("统一社会信用代码", "Unified social credit code"),
    "registry": ("登记号", "Registry number"),
    "address": ("地址", "Address"),
    "patent_number": ("专利号", "Patent number"),
    "patent_title": ("发明创造名称", "Title"),
    "filed_on": ("申请日", "Filed"),
    "granted_on": ("授权公告日", "Granted"),
    "term_end": ("期限届满日", "Term ends"),
    "patent_status": ("法律状态", "Status"),
    "status_as_of": ("（截至{day}）", "(as of {day})"),
    "kind": ("许可类型", "Kind of offer"),
    "statutory": (
        "专利开放许可（《中华人民共和国专利法》第五十条、第五十一条）",
        "Statutory open licence (Patent Law, Articles 50 and 51)",
    ),
    "platform": ("平台开放许可", "Open licence on this platform"),
    "negotiated": ("协商许可", "Negotiated licence"),
    "announcement": ("开放许可公告", "Announcement of the open licence"),
    "announcement_value": ("公告号 {number}，公告日 {day}", "No. {number} of {day}"),
    "concluded_on": ("合同成立日", "Concluded on"),
    "effective_on": ("生效日", "In effect from"),
    "last_day": ("许可届满日", "Last day"),
    "model": ("付费方式", "Payment model"),
    "line": ("款项", "Line"),
    "arises_on": ("发生日", "Arises"),
    "due_on": ("应付日", "Due"),
    "amount": ("金额", "Amount"),
    "paid": ("已付", "Paid"),
    "status": ("状态", "Status"),
    "section_contingent": ("尚待条件成就的款项", "Sums that wait for an event"),
    "waits_for": ("条件", "Waits for"),
    "latest_on": ("最迟日期", "At the latest"),
    "no_latest": ("无", "none"),
    "by_report": ("按报告计算", "by report"),
    "no_charges": ("目前没有已确定的应付款项。", "No sum is fixed at present."),
    "totals": (
        "截至{day}：已发生{charged}，已付{paid}，已免除{waived}，未付{outstanding}，其中逾期{overdue}，争议冻结{held}。",
        "As of {day}: charged {charged}, paid {paid}, waived {waived}, outstanding {outstanding}, of which overdue"
        " {overdue} and on hold {held}.",
    ),
    "to_pay": ("现应付（含税）", "To pay now, VAT included"),
    "currency_note": (
        "金额单位：{currency}，不含增值税；增值税按{vat_rate}%另计。",
        "Amounts in {currency}, without VAT; VAT of {vat_rate} % is added.",
    ),
    "currency_note_exempt": (
        "金额单位：{currency}；免征增值税。",
        "Amounts in {currency}; exempt from VAT.",
    ),
    "holder": ("户名", "Account holder"),
    "bank": ("开户行", "Bank"),
    "account": ("账号", "Account number"),
    "reference": ("付款附言", "Payment reference"),
    "terms_hash": ("条款摘要（SHA-256）", "Digest of the terms (SHA-256)"),
    "facts_hash": ("事实摘要（SHA-256）", "Digest of the facts (SHA-256)"),
    "verification_code": ("核验码", "Verification code"),
    "verify": (
        "扫描二维码或访问下列网址，可以查询本许可的当前状态并核对以上摘要：",
        "Scan the code or open this address to see the present state of the licence and to compare the digests:",
    ),
    "qr_alt": ("指向核验网页的二维码", "QR code that leads to the verification page"),
    "page": ("第 {page} 页，共 {pages} 页", "Page {page} of {pages}"),
    "demonstration": ("演示数据，不具有法律效力", "Demonstration data, without legal effect"),
    "unprintable": (
        "本文件所用字体没有下列字符，文中以方括号内的编码代替：{codes}。",
        "The font of this document lacks the following characters; they are printed as a code in brackets: {codes}.",
    ),
    "none": ("—", "—"),
}

CURRENCY_NAMES: dict[str, tuple[str, str]] = {
    "CNY": ("人民币元", "Chinese yuan (CNY)"),
    "HKD": ("港元", "Hong Kong dollars (HKD)"),
    "MOP": ("澳门元", "Macanese patacas (MOP)"),
    "TWD": ("新台币元", "New Taiwan dollars (TWD)"),
    "SGD": ("新加坡元", "Singapore dollars (SGD)"),
    "USD": ("美元", "US dollars (USD)"),
    "EUR": ("欧元", "euros (EUR)"),
    "GBP": ("英镑", "pounds sterling (GBP)"),
    "CHF": ("瑞士法郎", "Swiss francs (CHF)"),
    "JPY": ("日元", "Japanese yen (JPY)"),
    "KRW": ("韩元", "South Korean won (KRW)"),
}
