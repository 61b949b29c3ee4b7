"""Names of the countries and regions a licence is usually given for, by ISO 3166-1 code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from marketplace.domain.terms.words_figures import Words

PLACES: Mapping[str, Words] = MappingProxyType(
    {
        code: Words(zh, en)
        for code, zh, en in (
            ("CN", "中国境内", "the mainland of China"),
            ("HK", "中国香港", "Hong Kong, China"),
            ("MO", "中国澳门", "Macao, China"),
            ("TW", "中国台湾", "Taiwan, China"),
            ("JP", "日本", "Japan"),
            ("KR", "韩国", "the Republic of Korea"),
            ("VN", "越南", "Viet Nam"),
            ("TH", "泰国", "Thailand"),
            ("MY", "马来西亚", "Malaysia"),
            ("SG", "新加坡", "Singapore"),
            ("ID", "印度尼西亚", "Indonesia"),
            ("PH", "菲律宾", "the Philippines"),
            ("LA", "老挝", "Laos"),
            ("KH", "柬埔寨", "Cambodia"),
            ("MM", "缅甸", "Myanmar"),
            ("IN", "印度", "India"),
            ("PK", "巴基斯坦", "Pakistan"),
            ("BD", "孟加拉国", "Bangladesh"),
            ("KZ", "哈萨克斯坦", "Kazakhstan"),
            ("UZ", "乌兹别克斯坦", "Uzbekistan"),
            ("MN", "蒙古国", "Mongolia"),
            ("RU", "俄罗斯", "Russia"),
            ("TR", "土耳其", "Türkiye"),
            ("AE", "阿联酋", "the United Arab Emirates"),
            ("SA", "沙特阿拉伯", "Saudi Arabia"),
            ("IL", "以色列", "Israel"),
            ("EG", "埃及", "Egypt"),
            ("ZA", "南非", "South Africa"),
            ("DE", "德国", "Germany"),
            ("FR", "法国", "France"),
            ("GB", "英国", "the United Kingdom"),
            ("IT", "意大利", "Italy"),
            ("ES", "西班牙", "Spain"),
            ("NL", "荷兰", "the Netherlands"),
            ("CH", "瑞士", "Switzerland"),
            ("SE", "瑞典", "Sweden"),
            ("PL", "波兰", "Poland"),
            ("HU", "匈牙利", "Hungary"),
            ("RS", "塞尔维亚", "Serbia"),
            ("US", "美国", "the United States"),
            ("CA", "加拿大", "Canada"),
            ("MX", "墨西哥", "Mexico"),
            ("BR", "巴西", "Brazil"),
            ("CL", "智利", "Chile"),
            ("AU", "澳大利亚", "Australia"),
            ("NZ", "新西兰", "New Zealand"),
        )
    }
)


def place_words(place: str) -> Words:
    """A known code in words with the code behind it; any other text as it was entered."""
    known = PLACES.get(place)
    if known is None:
        return Words(place, place)
    return Words(f"{known.zh}（{place}）", f"{known.en} ({place})")
