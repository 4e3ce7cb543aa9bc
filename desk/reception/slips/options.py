"""What can be set for release slips."""

from __future__ import annotations

from desk.core.settings import Setting, declare
from desk.core.words import N_

GROUP = "slips"
COPIES = declare(Setting("slips.copies", 3, N_("Copies of a release slip"), GROUP, "", 2, 3))
LONGEST_DAYS = declare(
    Setting("slips.longest_days", 7, N_("A slip is good for at most"), GROUP, N_("days"), 1, 92)
)
BACK_DAYS = declare(
    Setting(
        "slips.back_days", 1, N_("Stubs are to be back after"), GROUP, N_("days"), 0, 31
    )
)  # fmt: skip
PROMISE_DAYS = declare(
    Setting("slips.promise_days", 7, N_("A promise is offered for"), GROUP, N_("days"), 1, 92)
)
RETENTION_DAYS = declare(
    Setting(
        "slips.retention_days", 730, N_("Erase personal data on slips after"), GROUP,
        N_("days"), 30, 3650,
    )
)  # fmt: skip
FREQUENT = declare(
    Setting(
        "slips.goods",
        "冰箱 台; 洗衣机 台; 电视机 台; 空调 台; 床 张; 床垫 张; 衣柜 个; 沙发 套; 餐桌 张; "
        "椅子 把; 纸箱 箱; 行李箱 个; 电脑 台; 办公桌 张; 文件柜 个; 瓷砖 箱; 木板 张; 水泥 袋; "
        "工具箱 个",
        N_("Goods to choose from"),
        GROUP,
    )
)
