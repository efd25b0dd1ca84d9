"""`doithoai approve`: the announcer's yes to a script, kept in the record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from doithoai.cli_shared import EXIT_CODES, VietnameseCommand, day, folder_option, refusing

_ASK = "Ai duyệt (chức vụ, ví dụ: Trưởng Đài truyền thanh)"


@click.command(
    cls=VietnameseCommand,
    short_help="Duyệt một bản đọc trên loa.",
    help="Ghi vào hồ sơ rằng phát thanh viên đã duyệt một bản đọc. Từ đó bản đọc giữ nguyên; hồ sơ có sửa thì "
    "trang bản đọc nêu chỗ khác nhau để duyệt lại. Mã bản đọc có trên trang bàn trực loa, ví dụ: "
    f"phuong-mau/2026/doi-thoai-4/lich-1\n\n{EXIT_CODES}",
)
@click.argument("script", metavar="MÃ_BẢN_ĐỌC")
@folder_option
@click.option("--by", metavar="CHỨC_VỤ", help="Chức vụ của người duyệt. Không ghi thì máy hỏi.")
@click.option("--on", callback=day, metavar="NGÀY", help="Ngày duyệt. Mặc định: hôm nay.")
@refusing
def approve(script: str, folder: Path, by: str | None, on: date) -> None:
    """Approve a script."""
    from doithoai.build import Request, programme_in
    from doithoai.scaffold.approving import approve as write
    from doithoai.scaffold.approving import find_script

    request = Request(folder, folder / "public", on)
    found = find_script(programme_in(request, script.partition("/")[0]), script)
    if found.approved and not found.outdated:
        click.echo(f"Bản đọc này đã duyệt ngày {found.approved.on:%d/%m/%Y} và không có gì thay đổi.")
        return
    by = (by or "").strip() or click.prompt(_ASK)
    done = write(found, by, on, folder)
    click.echo(f"Đã ghi “đã duyệt” vào {done.file}.")
