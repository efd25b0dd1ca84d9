"""Units as they are said: measures, money, and what may stand after a "per" slash."""

from __future__ import annotations

_LENGTHS = {"m": "mét", "km": "ki lô mét", "hm": "héc tô mét", "dm": "đề xi mét", "cm": "xăng ti mét",
            "mm": "mi li mét", "nm": "na nô mét", "μm": "mi crô mét"}  # fmt: skip
_SQUARES = {f"{unit}{mark}": f"{name} vuông" for unit, name in _LENGTHS.items() for mark in ("2", "²")}
_CUBES = {f"{unit}{mark}": f"{name} khối" for unit, name in _LENGTHS.items() for mark in ("3", "³")}
_OTHERS = {
    "ha": "héc ta", "g": "gam", "gr": "gam", "kg": "ki lô gam", "mg": "mi li gam", "μg": "mi crô gam",
    "l": "lít", "lít": "lít", "ml": "mi li lít", "cc": "xê xê", "hl": "héc tô lít", "tấn": "tấn",
    "tạ": "tạ", "yến": "yến",
    "h": "giờ", "s": "giây", "ph": "phút", "min": "phút", "ms": "mi li giây",
    "°C": "độ C", "°F": "độ F", "°K": "độ K", "oC": "độ C", "ºC": "độ C", "°": "độ",
    "V": "vôn", "kV": "ki lô vôn", "mV": "mi li vôn", "W": "oát", "kW": "ki lô oát", "MW": "mê ga oát",
    "GW": "gi ga oát", "TW": "tê ra oát", "kWh": "ki lô oát giờ", "Wh": "oát giờ", "kVA": "ki lô vôn am pe",
    "mA": "mi li am pe", "mAh": "mi li am pe giờ", "Hz": "hẹc", "kHz": "ki lô hẹc", "MHz": "mê ga hẹc",
    "GHz": "gi ga hẹc", "HP": "mã lực", "hp": "mã lực", "cal": "ca lo", "kcal": "ki lô ca lo",
    "KB": "ki lô bai", "MB": "mê ga bai", "GB": "gi ga bai", "TB": "tê ra bai", "tb": "terabyte",
    "Mbps": "mê ga bít trên giây",
    "dB": "đề xi ben", "dBA": "đề xi ben a", "lux": "lúc", "pH": "pê hát", "ppm": "phần triệu", "inch": "inch",
    "%": "phần trăm", "‰": "phần nghìn",
    "km/h": "ki lô mét trên giờ", "km/giờ": "ki lô mét trên giờ",
    "m/giây": "mét trên giây", "m/s": "mét trên giây", "m/min": "mét trên phút", "cm/s": "xăng ti mét trên giây",
    "km/s": "ki lô mét trên giây", "mg/l": "mi li gam trên lít", "g/l": "gam trên lít",
    "mg/ml": "mi li gam trên mi li lít", "kg/m3": "ki lô gam trên mét khối", "kg/m³": "ki lô gam trên mét khối",
    "mg/m3": "mi li gam trên mét khối", "mg/m³": "mi li gam trên mét khối", "μg/m3": "mi crô gam trên mét khối",
    "μg/m³": "mi crô gam trên mét khối", "m3/s": "mét khối trên giây", "m³/s": "mét khối trên giây",
    "mmHg": "mi li mét thủy ngân", "mg/dl": "mi li gam trên đề xi lít", "mg/dL": "mi li gam trên đề xi lít",
}  # fmt: skip

MEASURES: dict[str, str] = {**_LENGTHS, **_SQUARES, **_CUBES, **_OTHERS}
ATTACHED_ONLY = frozenset({"V", "W", "s", "ph", "h", "min"})
"""One letter that could be a name or a list mark when a space stands before it."""

CURRENCIES = {
    "đồng": "đồng", "đ": "đồng", "₫": "đồng", "VNĐ": "đồng", "VND": "đồng", "vnđ": "đồng", "vnd": "đồng",
    "$": "đô la", "USD": "đô la Mỹ", "usd": "đô la", "US$": "đô la Mỹ", "€": "ơ rô", "EUR": "ơ rô",
    "£": "bảng Anh", "¥": "yên Nhật", "JPY": "yên Nhật", "₹": "rupee", "NDT": "nhân dân tệ", "CNY": "nhân dân tệ",
}  # fmt: skip
SCALES = {"k": "nghìn", "K": "nghìn", "tr": "triệu", "Tr": "triệu", "tr.": "triệu", "tỷ": "tỷ", "tỉ": "tỉ",
          "triệu": "triệu", "nghìn": "nghìn", "ngàn": "ngàn", "trăm": "trăm", "vạn": "vạn"}  # fmt: skip

_PERS = (
    "năm tháng tuần ngày quý giờ phút giây lần hộ người lượt buổi cuộc vụ suất đợt ca kỳ khóa nhiệm học con cây bao "
    "căn nhà xe chuyến đầu khẩu đơn mẫu sào công thôn xã phường tổ lớp em cháu trẻ thửa bộ cái chiếc đồng kỳ nhân "
    "hồ đại đảng trường bệnh giường vé phiếu bài số thùng hộp chai lít tấn tạ nhóm đội đoàn cụm khối khu điểm trạm "
    "bàn chi hội ban đêm sản đề nội ý câu cử"
)
PERS = frozenset(_PERS.split())
"""First words of what one counts by: cuộc/năm, đồng/hộ."""


def _loose(form: str) -> str:
    return form.casefold()


_BY_LOOSE = {_loose(form): name for form, name in reversed(MEASURES.items())}


def measure(form: str) -> str:
    """How a unit is said; its own case first (mV, MB), then any (Mhz, kw); "" for none."""
    return MEASURES.get(form) or _BY_LOOSE.get(_loose(form), "")
