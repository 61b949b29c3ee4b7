"""A confirmation's facts with something in every place."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

MADE_AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def facts(**changes: Any) -> dict[str, Any]:
    return {
        "demonstration": False,
        "issuer": {"zh": "江澜市专利开放许可平台", "en": "Jianglan Patent Licensing Platform"},
        "number": "JLUT-2026-0007",
        "kind": "statutory",
        "announcement": {"number": "KF2026008123", "on": "2026-03-18"},
        "model": {
            "zh": "零门槛费＋阶段性支付＋收入提成",
            "en": "Zero entry fee, staged payments and royalty",
        },
        "state": {"zh": "有效", "en": "Active"},
        "ended": False,
        "concluded_on": "2026-04-02",
        "effective_on": "2026-04-02",
        "last_day": "2031-04-01",
        "parties": [
            {
                "role": "licensor",
                "name": {"zh": "江澜理工大学", "en": "Jianglan University of Technology"},
                "code_kind": "uscc",
                "code": "12420000MB8A000014",
                "address": "江澜市云渚区学苑路一号",
            },
            {
                "role": "licensee",
                "name": {"zh": "", "en": "Example Grinding Pte. Ltd."},
                "code_kind": "registry",
                "code": "SG-0000817",
                "address": "1 Example Road",
            },
        ],
        "patents": [
            {
                "number": "ZL 2021 1 8000123.4",
                "title": {"zh": "钢管焊缝打磨降噪装置", "en": "Noise-reducing device for weld grinding"},
                "filed_on": "2021-06-03",
                "granted_on": "2023-02-14",
                "term_end": "2041-06-02",
                "status": {"zh": "授权有效", "en": "In force"},
                "status_as_of": "2026-11-20",
            }
        ],
        "clauses": [
            {
                "title": {"zh": "许可方式", "en": "Licence"},
                "text": {"zh": "普通许可。", "en": "Ordinary licence."},
            },
            {"zh": "样机验收后支付。", "en": "Payable after acceptance."},
        ],
        "currency": "CNY",
        "vat_rate": "6",
        "charges": [
            {
                "line": {"zh": "样机验收款", "en": "Prototype payment"},
                "arises_on": "2026-06-10",
                "due_on": "2026-07-10",
                "amount": 2_000_000,
                "paid": 1_234_567,
                "status": {"zh": "部分支付", "en": "Part paid"},
            }
        ],
        "contingent": [
            {
                "line": {"zh": "销售达标款", "en": "Sales threshold payment"},
                "waits_for": {"zh": "累计净销售额达到约定数额", "en": "cumulative net sales reach the sum"},
                "latest_on": "2028-04-02",
                "amount": 3_000_000,
            },
            {
                "line": {"zh": "净销售额提成", "en": "Royalty"},
                "waits_for": {"zh": "销售报告", "en": "sales reports"},
                "latest_on": None,
                "amount": None,
            },
        ],
        "totals": {
            "charged": 2_000_000,
            "paid": 1_200_000,
            "waived": 34_567,
            "outstanding": 765_433,
            "overdue": 0,
            "held": 5_433,
        },
        "to_pay": 805_600,
        "payee": {
            "holder": "江澜理工大学",
            "bank": "江澜示范银行",
            "number": "0000 8000 0017",
            "reference": "K7M2",
        },
        "terms_hash": "0123456789abcdef" * 4,
        "facts_hash": "fedcba9876543210" * 4,
        "verification_code": "k7m2xq9tdw",
        "verification_url": "https://licence.example/verify/k7m2xq9tdw",
        "as_of": "2026-11-22",
        **changes,
    }
