"""`doithoai draft`: sheets, reports and digests that a clerk edits."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from doithoai.cli_shared import EXIT_CODES, VietnameseCommand, day, folder_option, refusing

if TYPE_CHECKING:
    from doithoai.domain.edition import Edition


@click.command(
    cls=VietnameseCommand,
    short_help="Soạn dự thảo phiếu giám sát, báo cáo, bản tổng hợp.",
    help="Soạn một dự thảo để sửa, có bảng số liệu lấy từ hồ sơ. LOẠI: giam-sat (phiếu giám sát của Mặt trận), "
    "tong-hop (tổng hợp ý kiến trước buổi đối thoại), bao-cao-6-thang, bao-cao-nam. HỒ_SƠ: với hai loại đầu là thư mục "
    "của buổi, ví dụ phuong-mau/2026/doi-thoai-1; với báo cáo là cơ quan và năm, ví dụ phuong-mau/2026. Dự thảo ghi "
    f"vào thư mục du-thao, không lên trang và không ghi đè tệp đã có.\n\n{EXIT_CODES}",
)
@click.argument("kind", metavar="LOẠI")
@click.argument("target", metavar="HỒ_SƠ")
@folder_option
@click.option("--as-of", callback=day, metavar="NGÀY", help="Tính đến ngày này. Mặc định: hôm nay.")
@refusing
def draft(kind: str, target: str, folder: Path, as_of: date) -> None:
    """Write a draft."""
    from doithoai.build import Request, edition_in
    from doithoai.folding import did_you_mean
    from doithoai.scaffold import reporting

    name = reporting.NAMES.get(kind, kind)
    if name not in reporting.KINDS:
        raise click.UsageError(f"không có loại dự thảo “{kind}” → {did_you_mean(kind, reporting.KINDS)}")
    target = reporting.target_of(target)
    authority = target.partition("/")[0]

    def edition_on(on: date) -> Edition:
        return edition_in(Request(folder, folder / "public", on), authority)

    text, day_of_figures = reporting.compose(name, target, edition_on, as_of, folder)
    file = reporting.file_of(name, target)
    reporting.write(folder, file, text)
    click.echo(f"Đã soạn dự thảo {file} (số liệu tính đến {day_of_figures}). Sửa rồi ban hành theo thể thức.")
