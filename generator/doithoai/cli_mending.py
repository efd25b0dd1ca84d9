"""`doithoai renumber`: what mends two editors' opinions of one number."""

from __future__ import annotations

from pathlib import Path

import click

from doithoai.cli_shared import EXIT_CODES, VietnameseCommand, folder_option, refusing


@click.command(
    cls=VietnameseCommand,
    short_help="Đổi số một kiến nghị trùng số.",
    help="Hai người cùng lấy một số cho hai kiến nghị: đổi tệp thêm sau sang số kế tiếp chưa dùng. Kết luận, kiến nghị "
    "nào nêu số ấy, liên kết nào tới tệp ấy thì sửa theo; "
    "chỗ nào không rõ nêu kiến nghị nào thì máy chỉ ra để người xem. Tệp còn dấu xung đột "
    f"của git gồm hai kiến nghị khác nhau thì được tách thành hai tệp. Không mất chữ nào.\n\n{EXIT_CODES}",
)
@click.argument("file", metavar="TỆP")
@folder_option
@refusing
def renumber(file: str, folder: Path) -> None:
    """Renumber an opinion."""
    from doithoai.scaffold.renumbering import renumber as write

    done = write(folder, file)
    click.echo(f"Đã ghi {done.new}.")
    for place in done.followed:
        click.echo(f"Đã sửa số theo: {place}")
    for place in done.to_see:
        click.echo(f"Xem lại, không rõ nêu kiến nghị nào: {place}")
    year = "/".join(done.new.split("/")[:3])  # whatever changed is below it, also the file that is gone, but for links
    below = all(place.startswith(f"{year}/") for place in done.followed)
    click.echo(f"Tiếp theo: doithoai check, rồi git add {year if below else 'content'}")
