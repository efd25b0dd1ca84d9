"""The topics that plans, sessions and opinions are filed under."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from doithoai.domain.called import codes_of, may_be_unread, names_of
from doithoai.domain.fields import UNTYPEABLE, Block, Code, Many, Text, each_once, key
from doithoai.domain.unread import Unread
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

    @cached_property
    def known_codes(self) -> tuple[str, ...]:
        """The codes that can be meant."""
        return codes_of(self.topics)

    def codes(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Codes of the known names, each once, in order."""
        found = (self.find(name) for name in names)
        return tuple(dict.fromkeys(topic.code for topic in found if topic))


class UnreadTopics(Topics):
    """Topics whose file has a fault: that is told, and no record that names what may be one of them is at fault."""

    part: Topics | None = Field(default=None, alias=UNTYPEABLE)
    """What of the file could be read."""

    @cached_property
    def known_codes(self) -> tuple[str, ...]:
        """The codes that could be read."""
        return codes_of(self.part.topics) if self.part else ()

    def find(self, name: str) -> Topic | None:
        """A topic for every name that may stand for one."""
        return Topic.model_construct(code=slug(name), name=name, also=()) if self._may_have(name) else None

    def _may_have(self, name: str) -> bool:
        try:
            topics = self.part.topics if self.part else None
        except Unread:
            return True
        return topics is None or fold(name) in self._names or may_be_unread(topics, name)

    @cached_property
    def _names(self) -> dict[str, str]:
        return names_of(self.part.topics) if self.part else {}


class UnlistedTopics(UnreadTopics):
    """No topic is listed: that is told once, where a record names one."""
