"""How to read the tables of `bench relevance`."""

from __future__ import annotations

from bench.relevance_tasks import CLASS, EVERYDAY_WORDS, NEED, OTHER_LANGUAGE, OWN_TITLE

NOTES = {
    OWN_TITLE: "The title of a patent is searched for that is indexed without it; its own abstract is sought.",
    OTHER_LANGUAGE: (
        "Patents with texts in both languages are indexed in one; the title in the other is searched for, among the "
        "documents in the language sought. Stock BM25F searches among all documents, where those in the language of "
        "the question are in its way. Terms were learned from the other half's titles."
    ),
    CLASS: (
        "The title of a patent is searched for; sought are others of its main class (IPC): the same subgroup counts 2, "
        "the same main group 1. Recall is the share of what a list of that length could hold."
    ),
    NEED: "The first 200 words of an abstract (400 Chinese characters) as a need; sought are patents of its class.",
    EVERYDAY_WORDS: (
        "Questions as people ask them (bench/judgements/everyday.txt, 65 Chinese and 33 English); sought are patents "
        "of the classes noted there by thinking, before anything was searched. Many more are sought than a page shows."
    ),
}
GAIN_NOTE = (
    "Gained: the mean over the questions of what this search has more than stock. 95 %: between these lies the mean of "
    "as many questions drawn again from these, 19 times of 20; where 0 lies between them the two are as good as even."
)
TRIED_NOTE = (
    "One thing changed at a time: weights of the text fields, BM25's b and k1, what a result has to hold beside the "
    "best one, what words that stand together add. docs/decisions/0008 says what was chosen by the first half. "
    "Differences below 0.01 are noise."
)
TYPING_NOTE = (
    "Words of titles that at least 20 documents hold, mistyped by rule: one letter dropped, doubled, changed or "
    "swapped with the next; one or all characters replaced by others of the same sound, as input methods do. The "
    "share for which the word meant is offered."
)
