"""The topics that plans, sessions and opinions are filed under."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from doithoai.domain.fields import Block, Code, Many, Text, each_once, key
from doithoai.folding import fold, slug


class Topic(Block):
    """One topic, with the other names people use for it."""

    code: Code = key("mã", "Mã ngắn, không đổi, ví dụ: dat-dai")
    name: Text = key("tên", "Tên lĩnh vực")
    also: Many[Text] = key("gọi khác", "Tên gọi khác trong các kế hoạch", tuple)


class Topics(Block):
    """`content/linh-vuc.yml`."""

    topics: Annotated[Many[Topic], each_once("code", "mã")] = key("lĩnh vực", "Danh sách lĩnh vực", tuple)

    @cached_property
    def _by_name(self) -> dict[str, Topic]:
        return {fold(name): topic for topic in self.topics for name in (topic.code, topic.name, *topic.also)}

    def find(self, name: str) -> Topic | None:
        """The topic of that code, name or other name."""
        return self._by_name.get(fold(name))

    def codes(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Codes of the known names, each once, in order."""
        found = (self.find(name) for name in names)
        return tuple(dict.fromkeys(topic.code for topic in found if topic))


class UnreadTopics(Topics):
    """Topics whose file cannot be read: that is told, and no record that names one is at fault."""

    def find(self, name: str) -> Topic | None:
        """Every name stands for a topic."""
        return Topic.model_construct(code=slug(name), name=name, also=())


class UnlistedTopics(UnreadTopics):
    """No topic is listed: that is told once, where a record names one."""
