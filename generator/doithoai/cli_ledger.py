"""`doithoai seal`: what is public now is written down, so that nobody can change it in silence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from doithoai.cli_shared import EXIT_CODES, VietnameseCommand, day, folder_option, refusing


@click.command(
    cls=VietnameseCommand,
    short_help="Ghi sổ những điều đã công bố.",
    help="Ghi vào thư mục da-cong-bo/ những điều trang đang công bố: ngày giờ, địa điểm, tiêu đề, số, ngày văn bản, "
    "diễn biến…; lời văn thì chỉ giữ một dấu, không chép lời. "
    "Chạy sau mỗi lần đăng trang rồi lưu thư mục ấy vào git. Từ đó lệnh check không cho ai lặng lẽ sửa, "
    f"xóa hay đổi địa chỉ những điều ấy. Hồ sơ còn lỗi thì không ghi.\n\n{EXIT_CODES}",
)
@folder_option
@click.option("--as-of", callback=day, metavar="NGÀY", help="Ngày công bố. Mặc định: hôm nay.")
@refusing
def seal(folder: Path, as_of: date) -> None:
    """Write the ledger of published facts."""
    from doithoai.build import Request
    from doithoai.scaffold.sealing import seal as write

    done = write(Request(folder, folder / "public", as_of))
    if not done:
        click.echo("Sổ đã đủ: không có điều gì mới được công bố.")
    for one in done:
        click.echo(f"Đã ghi {one.added} điều mới vào {one.file}.")
