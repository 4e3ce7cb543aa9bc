"""The words that titles of columns are made of, in both scripts (as simplified) and English."""

from __future__ import annotations

import re

# Titles without brackets, blanks and signs, simplified, small letters.
TITLES = {
    "building": (
        "楼号 楼栋 楼栋号 栋号 栋 幢 幢号 座 座数 座号 楼座 楼宇 楼宇名称 楼名 大厦 楼盘栋号 "
        "楼幢 楼栋名称 building block blk tower bldg buildingno blockno towerno buildingname "
        "buildingnumber"
    ),
    "entrance": "单元 单元号 梯 梯号 门洞 entrance stair staircase wing",
    "floor": "楼层 层 层数 所在楼层 所在层 楼层号 floor level floorno fl storey",
    "room": (
        "房号 室号 房间 房间号 门牌 门牌号 房屋 房屋编号 房间编号 房产 房产编号 单位 单位号 "
        "室 户号 房屋号 楼栋房号 楼房号 铺号 商铺号 车位号 车位 车位编号 房间名称 房屋名称 "
        "单元房号 栋房号 房产名称 资产编号 地址 房屋地址 物业地址 室号房号 楼号房号 room "
        "roomno roomnumber unit unitno unitnumber flat flatno apartment apt suite shopno "
        "premises door"
    ),
    "kind": (
        "类型 房屋类型 房产类型 物业类型 用途 房屋用途 性质 房屋性质 使用性质 类别 业态 "
        "房型类别 物业类别 type use usage kind unittype propertytype category"
    ),
    "area": (
        "面积 建筑面积 建面 产权面积 房屋面积 计费面积 收费面积 建筑面积平方米 面积平方米 "
        "建筑面积m2 面积m2 建筑面积平米 area areasqm gfa sqm size floorarea grossarea "
        "grossfloorarea aream2 areasqft sqft buildingarea"
    ),
    "state": (
        "状态 房屋状态 使用状态 入住状态 入住情况 居住状态 居住情况 使用情况 房态 租住情况 "
        "房产状态 status state occupancy condition"
    ),
    "owner": (
        "业主 业主姓名 业主名称 姓名 户主 户主姓名 业主户主 房主 产权人 产权人姓名 权利人 "
        "客户 客户名称 客户姓名 名称 业主客户名称 住户 住户姓名 住户名称 业主及电话 owner "
        "ownername name owners customer customername resident residentname"
    ),
    "co_owner": (
        "共有人 共同业主 共有业主 联名业主 第二业主 业主2 业主二 其他业主 共有产权人 coowner "
        "jointowner secondowner owner2 coowners"
    ),
    "phone": (
        "电话 联系电话 手机 手机号 手机号码 电话号码 联系方式 联络电话 业主电话 业主手机 "
        "业主联系电话 业主手机号 移动电话 固定电话 座机 联系手机 联系号码 业主联系方式 电话1 "
        "电话2 手机1 手机2 备用电话 住宅电话 phone phoneno phonenumber tel telephone mobile "
        "mobileno cell contact contactno contactnumber ownerphone ownertel ownermobile "
        "ownercontact telno"
    ),
    "tenant": (
        "租户 租客 承租人 租户姓名 租客姓名 承租人姓名 租户名称 承租方 租户电话组 租户租客 "
        "现租户 使用人 tenant tenantname lessee tenants occupier"
    ),
    "tenant_phone": (
        "租户电话 租客电话 承租人电话 租户联系电话 租客联系电话 租户手机 租客手机 "
        "租户联系方式 租户手机号 租户电话号码 使用人电话 tenantphone tenanttel tenantmobile "
        "tenantcontact tenanttelephone tenantcontactno tenantphoneno"
    ),
    "person_role": (
        "业主类型 人员类型 身份 关系 与业主关系 与户主关系 与业主的关系 成员类型 住户类型 "
        "客户类型 人员身份 角色 住户身份 role relation relationship persontype residenttype"
    ),
    "sex": "性别 业主性别 sex gender",
    "document": (
        "身份证 身份证号 身份证号码 证件 证件号 证件号码 证件编号 业主身份证 身份证件号 "
        "业主身份证号 业主证件号码 id idno idnumber idcard document documentno passport hkid "
        "idcardno"
    ),
    "moved_in": (
        "入住时间 入住日期 交房日期 交房时间 收房日期 收房时间 入伙日期 入伙时间 交楼日期 "
        "交楼时间 收楼日期 收楼时间 交付日期 交付时间 交铺日期 接房时间 接房日期 迁入日期 "
        "入驻时间 入驻日期 moveindate movein movedin handoverdate handover since movedindate "
        "moveintime"
    ),
    "arrears": (
        "欠费 欠费金额 欠费合计 欠款 欠款金额 拖欠金额 欠缴 欠缴金额 欠费总额 未缴金额 欠费元 "
        "累计欠费 应收欠费 欠物业费 物业欠费 欠交金额 arrears outstanding outstandingamount "
        "balance balancedue amountdue due overdue owed"
    ),
    "plate": (
        "车牌 车牌号 车牌号码 车号 车辆 业主车牌 车辆信息 车辆牌号 plate plateno carplate "
        "vehicle vehicleno licenseplate licenceplate carno platenumber"
    ),
    "note": (
        "备注 备 说明 备注说明 附注 注 其他 其它 备注信息 特殊情况 remark remarks note notes "
        "comment comments memo"
    ),
}
EXACT = {title: field for field, line in TITLES.items() for title in line.split()}
# Looked for inside longer titles, in this order; an empty field means: about something else.
INSIDE = tuple(
    (re.compile(pattern), field)
    for pattern, field in (
        (
            (
                r"总层|总楼层|电梯|户型|租金|单价|标准|年龄|生日|序号|身高|套内|室内面积|公摊|使用面积"
                r"|产权证|合同|租期|到期|截止|月份|期间|邮箱|微信|紧急|price|rate|rent|email|lease"
                r"|expiry|elevator|carpet|netarea|saleable|no$|^no"
            ),
            "",
        ),
        (
            r"(租户|租客|承租|tenant|lessee).*(电话|手机|联系|号码|phone|tel|mobile|contact)",
            "tenant_phone",
        ),
        (r"(业主|户主|owner).*(类型|身份)|(与|和).{1,4}关系", "person_role"),
        (r"身份证|证件", "document"),
        (r"车牌", "plate"),
        (r"性别", "sex"),
        (r"欠(费|款|缴|交)|arrear|outstanding|overdue", "arrears"),
        (r"(入住|交房|收房|入伙|交楼|收楼|交付|接房)(日|时|年)", "moved_in"),
        (r"面积|area", "area"),
        (r"共有|coowner", "co_owner"),
        (r"租户|租客|承租|tenant|lessee", "tenant"),
        (r"电话|手机|联系方式|联络|phone|mobile|^tel|tel$", "phone"),
        (r"业主|户主|产权人|姓名|owner", "owner"),
        (r"房号|室号|房间|门牌|铺号|车位号|roomno|unitno|flatno", "room"),
        (r"(房屋|房产|物业|使用).*(类型|用途|性质)", "kind"),
        (r"状态|status", "state"),
        (r"楼栋|楼号|栋号|幢号|座号|building|block|tower", "building"),
        (r"单元", "entrance"),
        (r"楼层|floor", "floor"),
        (r"备注|remark|notes?$", "note"),
    )
)  # fmt: skip
# Titles that other offices use for something else: the values below have the last word.
WEAK = frozenset(
    (
        "category code contact door due house id name no number size type unit use 住户 关系 其他 "
        "其它 单位 单元 名称 地址 客户 室 层 层数 座 性质 房屋 注 状态 类别 类型 编号 说明 身份 "
        "车位 车辆"
    ).split()
)
