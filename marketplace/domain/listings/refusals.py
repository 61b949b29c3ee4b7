"""Why something about listings was refused: code → (zh, en)."""

REFUSALS: dict[str, tuple[str, str]] = {
    "listing.not_open": (
        "该项目目前未开放受理（未发布、已暂停或已撤回）。此前达成的许可不受影响。",
        "This listing cannot be taken now: it is not published, suspended or withdrawn. Licences given before stay as they are.",
    ),
    "listing.patent_not_in_force": (
        "项目中有专利目前不处于有效状态，暂不能受理。请联系许可方了解情况。",
        "A patent of this listing is not in force at present, so it cannot be taken. Ask the licensor how it stands.",
    ),
    "listing.patent_fee_unpaid": (
        "项目中有专利的年费未按期缴纳，暂不能受理（专利法实施细则第八十六条）。",
        "The annual fee of a patent in this listing is not paid up, so it cannot be taken (Implementing Rules, Rule 86).",
    ),
    "listing.patent_exclusive": (
        "项目中有专利正处于独占或排他许可期内，暂不能受理（专利法实施细则第八十六条）。",
        "A patent of this listing is under an exclusive or sole licence, so it cannot be taken (Implementing Rules, Rule 86).",
    ),
    "listing.patent_suspended": (
        "项目中有专利因权属纠纷或财产保全被中止，暂不能受理（专利法实施细则第八十六条）。",
        "A patent of this listing is suspended by a dispute or a court's preservation, so it cannot be taken "
        "(Implementing Rules, Rule 86).",
    ),
}
