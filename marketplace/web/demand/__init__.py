"""Pages of needs: for those who left them, for the offices that work them, and the figures of demand."""

from __future__ import annotations

from marketplace.web.demand import figures, handling, needs, wording

wording.register(needs.blueprint)

BLUEPRINTS = (handling.blueprint, needs.blueprint, figures.blueprint)
ENDPOINTS = {
    "needs.index": "person",
    "needs.table": "person",
    "needs.new": "person",
    "needs.create": "person",
    "needs.show": "person",
    "needs.judge": "person",
    "needs.continue_": "person",
    "needs.closing": "person",
    "needs.close": "person",
    "needs.watch": "person",
    "needs.erasure": "person",
    "needs.erase": "person",
    "need_work.index": "verifier",
    "need_work.table": "verifier",
    "need_work.take": "verifier",
    "need_work.answer": "verifier",
    "need_figures.show": "anyone",
    "need_figures.csv": "anyone",
    "need_figures.xlsx": "anyone",
    "need_figures.rows": "member",
    "need_figures.rows_xlsx": "member",
}
