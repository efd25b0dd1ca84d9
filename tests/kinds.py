"""One page of every kind that the sample site has, by the template that draws it."""

from __future__ import annotations

from pathlib import Path

WARD = "co-quan/phuong-mau/"
SESSION = f"{WARD}2026/doi-thoai-4/"
KINDS = {
    "home": "",
    "schedule": "lich/",
    "list of plans": "ke-hoach/",
    "list of conclusions": "ket-luan/",
    "opinions_hub": "kien-nghi/",
    "authorities": "co-quan/",
    "topics": "linh-vuc/",
    "topic_hub": "linh-vuc/moi-truong/",
    "broadcasts_hub": "loa/",
    "code": "s/",
    "lookup": "tra-cuu/",
    "alphabet": f"{WARD}tra-cuu/",
    "statistics": "thong-ke/",
    "statistics of one": f"{WARD}thong-ke/",
    "duties_hub": "viec-can-lam/",
    "duties": "viec-can-lam/phuong-mau/",
    "authority": WARD,
    "authority without sessions": "co-quan/hdnd-xa-luong-phong/",
    "opinions": f"{WARD}kien-nghi/",
    "opinions of one part": f"{WARD}kien-nghi/qua-han/",
    "topic": f"{WARD}linh-vuc/moi-truong/",
    "publicity": f"{WARD}cong-khai/",
    "publicity_quarter": f"{WARD}cong-khai/2026-quy-1/",
    "session to come": SESSION,
    "session held": f"{WARD}2026/doi-thoai-1/",
    "session called off": f"{WARD}2026/doi-thoai-chuyen-de/",
    "share": f"{SESSION}chia-se/",
    "plan": f"{WARD}2026/ke-hoach/",
    "plan as signed": "co-quan/dang-uy-phuong-quynh-mai/2024/ke-hoach/",
    "conclusion": f"{WARD}2026/doi-thoai-1/ket-luan/",
    "opinion": f"{WARD}2026/doi-thoai-1/kien-nghi/003/",
    "opinion with an hour": f"{WARD}2026/doi-thoai-1/kien-nghi/009/",
    "broadcasts": "loa/phuong-mau/",
    "broadcast_desk": "loa/phuong-mau/truc/",
    "broadcast": "loa/phuong-mau/2026/doi-thoai-4/nhac-lich-2/",
    "announcer's page": "loa/phuong-mau/2026/doi-thoai-4/nhac-lich-2/ban-doc.html",
    "guide": "trang/huong-dan-tham-gia/",
    "questions": "trang/hoi-dap/",
    "words": "trang/tu-ngu/",
    "withdrawn": f"{WARD}2026/doi-thoai-3/kien-nghi/006/",
    "missing": "404.html",
}


def lead(public: Path) -> Path:
    """A page that only leads on, to the record of a code; an old address has one like it."""
    return min(public.glob("s/*/index.html"))
