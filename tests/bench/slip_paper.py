"""A release slip: ours, and the same strings on a bare canvas with a segno QR on each sheet."""

from __future__ import annotations

import io
from datetime import timedelta

from tests.bench.money_papers import SIZE, WHEN, Call, _canvas
from tests.bench.papers import TOKEN, _draw_code

NUMBER = "L260000311"


def slip(number: str = NUMBER) -> bytes:
    """Data → PDF bytes, as the desk does it: three sheets, twelve kinds of goods, A5."""
    from desk.printing.release_slip import GoodsLine, ReleaseSlipPaper, render

    names = ("冰箱 台", "洗衣机 台", "双人床 张", "床垫 张", "衣柜 个", "沙发 套", "餐桌 张",
             "椅子 把", "纸箱 箱", "行李箱 个", "电脑 台", "书 捆")  # fmt: skip
    goods = tuple(
        GoodsLine(name.split()[0], (n + 1) * 10_000, name.split()[1], "旧" if n % 3 else "")
        for n, name in enumerate(names)
    )
    return render(
        ReleaseSlipPaper(
            "阳光花园", number, "3-1502", "王强", WHEN.date(), WHEN.date(), TOKEN, goods,
            kind="moving_out", standing="tenant", document="440***********1234",
            phone="139 **** 0001", authority="phone", authority_name="李敏",
            rung="138 **** 8000", rung_at=WHEN - timedelta(minutes=9), answer="agreed",
            carrier="快捷搬家", plate="粤B12345", owed=25436, looked_at=WHEN,
            decision="promise", decided_by="陈佳慧", promised=25436, promised_on=WHEN.date(),
            clerk="陈佳慧", issued_at=WHEN,
        )
    )  # fmt: skip


def bare(calls: list[Call], number: str = NUMBER) -> bytes:
    """As many strings on three sheets, with the same code on each."""
    import segno

    out = io.BytesIO()
    canvas = _canvas(out, SIZE)
    share, code = -(-len(calls) // 3), segno.make(TOKEN, error="m", micro=False)
    for start in range(0, len(calls), share):
        for call in calls[start : start + share]:
            canvas.setFont("bold" if call.bold else "plain", call.size)
            canvas.drawString(call.x, call.y, call.text.replace(NUMBER, number))
        _draw_code(canvas, code, 300, 60, 71)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
