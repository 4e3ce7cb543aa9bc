"""Made-up names, numbers and words of an estate."""

from __future__ import annotations

from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余"
    "苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙"
    "段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚单翟仇查区解"
)
COMPOUND = ("欧阳", "尉迟", "诸葛", "上官", "司徒", "长孙")
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰佳慧子涵雨欣思远俊熙梓轩浩宇"
    "一诺嘉怡可馨晨曦瑞博文彤婷琳雪莹鹏飞志强建国海燕春梅秋月冬生䶮翀"
)
COMPANIES = (
    "快捷电梯维保有限公司",
    "恒通贸易有限公司",
    "百味餐饮服务有限公司",
    "顺达物流",
    "蓝天保洁服务部",
    "城南燃气公司",
    "宏图装饰工程有限公司",
    "优学教育咨询",
    "同心家政",
    "联华便利店",
    "美居家具",
    "光明网络科技",
)
FOREIGN = (
    "Anna Müller",
    "John Smith",
    "Maria Santos",
    "Kenji Sato",
    "O'Connor Liam",
    "Zoë Dubois",
)
PURPOSES = (
    ("送货", 12),
    ("快递", 14),
    ("外卖", 12),
    ("探亲访友", 30),
    ("商务洽谈", 8),
    ("维修", 8),
    ("装修", 6),
    ("保洁", 5),
    ("家教", 3),
    ("看房", 3),
    ("面试", 1),
    ("办事", 3),
    ("其他", 2),
)
DEPARTMENTS = ("客服中心", "工程部", "秩序维护部", "环境绿化部", "财务部", "管理处")
ITEMS = ("", "", "", "", "工具箱 1", "纸箱 2", "水果篮 1", "工具箱 1，控制板 1", "样品 3", "电脑 1")
STANDING = ("电梯维保", "保洁", "家教", "送水", "绿化养护", "送奶")


def person(random: Random) -> str:
    """A name."""
    if random.random() < 0.006:
        return random.choice(FOREIGN)
    surname = random.choice(COMPOUND) if random.random() < 0.012 else random.choice(SURNAMES)
    return surname + "".join(random.choices(GIVEN, k=random.choice((1, 2, 2))))


def mobile(random: Random) -> str:
    """A mobile number of the mainland."""
    return "1" + random.choice("3578") + f"{random.randrange(10**9):09d}"


def plate(random: Random) -> str:
    """A plate of a car."""
    return (
        "粤" + random.choice("ABCE") + "".join(random.choices("ABCDEFGHJKLMNPQRST0123456789", k=5))
    )


def id_card(random: Random) -> str:
    """A resident identity number with a right check digit, of a place that does not exist."""
    body = f"990{random.randrange(1000):03d}{random.randrange(1950, 2006)}"
    body += (
        f"{random.randrange(1, 13):02d}{random.randrange(1, 29):02d}{random.randrange(1000):03d}"
    )
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def purpose(random: Random) -> str:
    """Why somebody comes."""
    codes, weights = zip(*PURPOSES, strict=True)
    return str(random.choices(codes, weights)[0])
