"""The words the corpus is made of: matters that wards hear about, and an official plan's text.

Slots: {street} {alley} {spot} {group} {n} {m} {km} {since} {hour} are filled by `corpus`. All places are made up.
"""

from __future__ import annotations

from typing import NamedTuple


class Matter(NamedTuple):
    """One kind of opinion: what it is filed under, who answers for it, and how people put it."""

    topic: str
    unit: str
    titles: tuple[str, ...]
    complaints: tuple[str, ...]
    effects: tuple[str, ...]
    requests: tuple[str, ...]
    answers: tuple[str, ...]
    results: tuple[str, ...]


AREAS_FIRST = (
    "An", "Bình", "Cẩm", "Đông", "Giang", "Hà", "Hòa", "Khánh", "Lam", "Linh", "Long", "Mai",
    "Minh", "Nam", "Ninh", "Phú", "Phúc", "Quang", "Sơn", "Tân", "Thanh", "Trung", "Văn", "Xuân",
)  # fmt: skip
AREAS_LAST = ("Mẫu", "Thử", "Họa", "Dụ", "Phỏng", "Định", "Nghiệm", "Trắc")
STREETS = (
    "phố Hoa Giấy", "phố Ví Dụ", "đường Minh Họa", "phố Hàng Mẫu", "đường Bờ Kênh", "phố Cây Sấu", "đường Ga Cũ",
    "phố Lò Gạch", "đường Đê Mới", "phố Giếng Làng", "phố Chợ Chiều", "đường Xóm Bãi", "phố Nhà Máy Nước",
    "đường Cầu Tre", "phố Hồ Sen", "đường Đồng Dưới",
)  # fmt: skip
SPOTS = (
    "nhà văn hóa", "cổng trường tiểu học", "trạm y tế", "chợ dân sinh", "trường mầm non", "sân bóng khu dân cư",
    "trụ sở cũ của phường", "khu tập thể", "bến xe buýt", "trạm biến áp", "vườn hoa", "bờ kênh",
)  # fmt: skip
SINCE = (
    "từ trước Tết", "từ đầu năm", "hơn hai tháng nay", "gần nửa năm nay", "từ mùa mưa năm ngoái", "từ hôm rằm",
    "từ khi đào đường đặt cáp", "mấy tuần nay", "đã nhiều năm",
)  # fmt: skip
VIA = (
    "phiếu lấy ý kiến", "gặp trực tiếp tại bàn tiếp dân", "điện thoại đến Văn phòng", "tổ trưởng tổ dân phố ghi hộ",
    "thư góp ý tại nhà văn hóa", "thư điện tử",
)  # fmt: skip
RAISERS = (
    "Một người dân {group}", "Một hộ dân {group}", "Nhiều hộ dân {group}", "Một số hộ dân {group}",
    "Một người cao tuổi {group}", "Một hộ kinh doanh {group}", "Phụ huynh học sinh ở {group}",
)  # fmt: skip
OPENINGS = (
    "Bà con trong tổ đã nêu việc này {n} lần mà chưa thấy chuyển biến.",
    "Tổ trưởng đã ghi nhận, nhưng đến nay chưa có trả lời.",
    "Tôi thay mặt {n} hộ ở cùng ngõ xin nêu một việc.",
    "Việc này không mới, kỳ họp tổ nào cũng có người nhắc.",
    "Cuộc họp tổ dân phố tháng trước, {m} hộ đều đồng ý gửi kiến nghị này.",
)
CLOSINGS = (
    "Mong phường trả lời rõ bao giờ xong để bà con yên tâm.",
    "Bà con sẵn sàng góp công, góp một phần kinh phí nếu cần.",
    "Xin công khai kết quả trên bảng tin {spot} để mọi người cùng biết.",
    "Nếu không thuộc thẩm quyền của phường thì xin chuyển giúp lên cấp trên.",
    "Đề nghị Mặt trận giám sát việc này.",
)
LIST_INTRO = "Cụ thể bà con đề nghị:"
LIST_ITEMS = (
    "Kiểm tra thực tế, có đại diện tổ dân phố cùng dự",
    "Nêu rõ đơn vị chịu trách nhiệm và thời hạn",
    "Thông báo trên loa truyền thanh trước khi làm",
    "Sửa chữa xong thì dọn sạch vật liệu, hoàn trả mặt đường",
    "Niêm yết kết quả tại {spot}",
    "Ưu tiên đoạn gần {spot} trước",
    "Xử phạt trường hợp tái phạm",
)
EMPHASES = ("**rất nguy hiểm cho trẻ nhỏ và người già**", "*đã báo nhiều lần*", "**kéo dài nhiều năm**",
            "*nhất là ngày mưa*", "**chưa được trả lời bằng văn bản**")  # fmt: skip

ROAD = Matter(
    "ha-tang", "kinh-te-ha-tang",
    ("Mặt đường {alley} {street} bong tróc, nhiều ổ gà", "Đề nghị sửa mặt đường đoạn gần {spot}",
     "{alley} {street} xuống cấp, đi lại khó khăn"),
    ("Mặt đường {alley} {street} bong tróc {since}, có hơn {n} ổ gà sâu.",
     "Đoạn đường dài khoảng {m} mét gần {spot} lún, nứt, xe máy đi qua rất xóc.",
     "Sau khi đào đặt ống, đơn vị thi công lấp lại sơ sài nên mặt đường {alley} lún thành rãnh."),
    ("Trời mưa nước đọng không nhìn thấy hố, tháng trước đã có {n} người ngã xe.",
     "Học sinh đi bộ đến trường phải bước xuống lòng đường để tránh.",
     "Xe chở hàng qua lại làm chỗ hỏng ngày càng rộng."),
    ("Đề nghị phường cho vá lại mặt đường trước mùa mưa.", "Đề nghị thảm lại cả đoạn {m} mét thay vì vá từng chỗ.",
     "Đề nghị phường đôn đốc đơn vị thi công hoàn trả mặt đường."),
    ("Phường đã kiểm tra, đưa vào danh mục duy tu của năm", "Đoạn này do đơn vị đặt cáp đào; phường yêu cầu hoàn trả"),
    ("Đã vá {n} ổ gà, thảm lại {m} mét mặt đường", "Đơn vị thi công đã hoàn trả mặt đường, tổ dân phố ký nghiệm thu"),
)  # fmt: skip
LIGHT = Matter(
    "ha-tang", "kinh-te-ha-tang",
    ("Đèn đường hỏng {n} bóng ở {alley} {street}", "{alley} {street} chưa có đèn chiếu sáng",
     "Đề nghị lắp thêm đèn gần {spot}"),
    ("{alley} {street} có {n} bóng đèn đường không sáng {since}.",
     "Đoạn từ {spot} vào cuối ngõ dài {m} mét chưa có cột đèn nào.",
     "Đèn ở khúc cua gần {spot} chập chờn, tối nào cũng tắt trước {hour} giờ."),
    ("Buổi tối ngõ rất tối, người già và học sinh đi học thêm về dễ vấp ngã.",
     "Đã có {n} vụ mất trộm xe đạp ở đoạn không có đèn.", "Phụ nữ đi làm ca đêm về rất lo."),
    ("Đề nghị phường cho thay bóng sớm.", "Đề nghị khảo sát lắp thêm {n} cột đèn.",
     "Đề nghị kiểm tra đường dây, thay bằng đèn LED cho bền."),
    ("Đã kiểm tra, hỏng {n} bóng; phường sẽ thay trong tháng", "Phường đề nghị đơn vị chiếu sáng khảo sát trong tuần"),
    ("Đã thay đủ {n} bóng bằng đèn LED, cả ngõ sáng bình thường", "Đã lắp thêm {n} cột đèn, đóng điện hôm nghiệm thu"),
)  # fmt: skip
DRAIN = Matter(
    "ha-tang", "kinh-te-ha-tang",
    ("Cống thoát nước {street} tắc, cứ mưa là ngập", "Ngập sâu ở {alley} mỗi khi mưa to",
     "Nắp cống gần {spot} vỡ, mất nắp"),
    ("Mỗi khi mưa to khoảng {n} phút là {alley} {street} ngập, nước tràn vào nhà thấp.",
     "Cống dọc {street} không nạo vét {since}, {n} miệng thu nước bị rác và bùn bịt kín.",
     "Gần {spot} có {n} nắp cống vỡ, người dân phải cắm cành cây làm dấu."),
    ("Nước rút chậm, có hôm đến {hour} giờ đêm vẫn chưa hết.", "Nước bẩn tràn lên sân, mùi hôi kéo dài mấy ngày.",
     "Xe chết máy hàng loạt, bà con phải tự vớt rác để nước thoát."),
    ("Đề nghị phường nạo vét cống trước mùa mưa và mở lại các miệng thu nước.",
     "Đề nghị thay nắp cống bằng loại chịu lực.", "Đề nghị mở rộng đường ống ở đoạn cuối ngõ."),
    ("Nguyên nhân là cống bị bùn lấp; phường sẽ cho nạo vét trước mùa mưa",
     "Phường đã cho cắm biển cảnh báo, thay nắp trong tuần"),
    ("Đã nạo vét {m} mét, mở lại {n} miệng thu nước", "Đã thay {n} nắp cống bằng gang chịu lực"),
)  # fmt: skip
WASTE = Matter(
    "moi-truong", "kinh-te-ha-tang",
    ("Rác ùn ứ ở đầu {alley} {street}", "Điểm tập kết rác gần {spot} bốc mùi", "Đề nghị đổi giờ thu gom rác"),
    ("Xe rác đến lúc {hour} giờ, trong khi bà con phải để rác ra từ chiều.",
     "Điểm tập kết rác ngay cạnh {spot}, ngày nắng mùi hôi bay vào {n} nhà xung quanh.",
     "Đầu {alley} {street} có đống rác thải xây dựng {since}, không ai dọn."),
    ("Ruồi, chuột nhiều, trẻ nhỏ hay bị bệnh đường ruột.", "Nước rác chảy ra đường, trơn trượt.",
     "Người nơi khác thấy có rác cũng mang đến đổ thêm."),
    ("Đề nghị phường làm việc với đơn vị thu gom để đổi giờ.", "Đề nghị dời điểm tập kết ra chỗ khác, rửa hằng ngày.",
     "Đề nghị lắp camera và xử phạt người đổ trộm."),
    ("Phường đã làm việc với đơn vị thu gom, đổi giờ từ tháng sau", "Phường cho dọn ngay và đặt biển cấm"),
    ("Đã chuyển điểm tập kết, đổi giờ thu gom sang {hour} giờ", "Đã dọn sạch {n} mét khối rác thải xây dựng"),
)  # fmt: skip
TREE = Matter(
    "moi-truong", "kinh-te-ha-tang",
    ("Cây to ở {street} nghiêng, có nguy cơ đổ", "Đề nghị cắt tỉa cây xanh gần {spot}"),
    ("Hàng cây trên {street} có {n} cây nghiêng hẳn ra lòng đường {since}.",
     "Cành cây gần {spot} chạm vào dây điện, gió to là tóe lửa.",
     "Gốc cây bị mục, rễ đội vỉa hè lên cao gần {n} phân."),
    ("Mùa bão đến nơi, bà con sống dưới gốc cây rất lo.", "Cành khô rơi trúng mái nhà {n} hộ."),
    ("Đề nghị cắt tỉa, chống đỡ trước mùa mưa bão.", "Đề nghị thay cây đã mục bằng cây mới."),
    ("Phường đã đề nghị đơn vị cây xanh kiểm tra từng cây", "Những cây nguy hiểm sẽ được xử lý trước mùa bão"),
    ("Đã cắt tỉa {m} cây, thay {n} cây mục", "Đã chống đỡ {n} cây, cắt cành chạm dây điện"),
)  # fmt: skip
NOISE = Matter(
    "an-ninh-trat-tu", "cong-an",
    ("Loa kéo hát karaoke ồn ào sau {hour} giờ", "Quán ăn ở {street} gây ồn đến khuya",
     "Xưởng cơ khí gần {spot} gây tiếng ồn"),
    ("Khu vực {alley} {street} tối nào cũng có nhà mang loa kéo ra hát, có hôm quá {hour} giờ.",
     "Quán ăn đầu {alley} mở nhạc lớn {since}, khách nói chuyện ầm ĩ.",
     "Xưởng hàn xì gần {spot} làm cả buổi trưa, tia lửa bắn ra ngõ."),
    ("Nhà có cháu nhỏ và người ốm không ngủ được.", "Học sinh ôn thi không học nổi.",
     "Đã sang nói chuyện nhưng được vài hôm lại như cũ."),
    ("Đề nghị Công an phường xử lý dứt điểm.", "Đề nghị cho ký cam kết, tái phạm thì xử phạt.",
     "Đề nghị đo tiếng ồn và công khai kết quả."),
    ("Bà con báo trực ban Công an phường khi có việc; phường sẽ tuần tra buổi tối",
     "Công an phường mời chủ quán ký cam kết trong tuần"),
    ("Đã xử phạt {n} trường hợp; tháng qua không còn phản ánh", "Đã mời {n} hộ ký cam kết, nhắc nhở {m} lượt"),
)  # fmt: skip
SAFETY = Matter(
    "an-ninh-trat-tu", "cong-an",
    ("Đề nghị lắp camera an ninh ở {alley} {street}", "Chó thả rông quanh {spot}", "Thanh niên tụ tập khuya ở {spot}",
     "Đề nghị tập huấn phòng cháy cho khu tập thể"),
    ("Quanh {spot} hay có người lạ tụ tập đến {hour} giờ đêm.",
     "Sáng và tối có {n} nhà thả chó ra đường, không rọ mõm, không có người dắt.",
     "Ngõ hẹp, xe chữa cháy không vào được, cả dãy {m} hộ chưa có điểm lấy nước.",
     "Trong {n} tháng đã có {n} vụ mất cắp vặt ở {alley} {street}."),
    ("Người già chúng tôi đi tập thể dục rất sợ.", "Bà con không yên tâm khi đi làm xa.",
     "Nếu có cháy thì không biết chạy lối nào."),
    ("Đề nghị Công an phường tuần tra thường xuyên.", "Đề nghị lắp {n} mắt camera ở đầu ngõ.",
     "Đề nghị tổ chức diễn tập, lắp trụ nước chữa cháy."),
    ("Công an phường tăng tuần tra từ {hour} giờ", "Phường ủng hộ, phối hợp tổ dân phố khảo sát vị trí"),
    ("Đã lắp {n} mắt camera từ nguồn xã hội hóa", "Đã nhắc nhở {m} hộ, xử phạt {n} trường hợp"),
)  # fmt: skip
PAVEMENT = Matter(
    "trat-tu-do-thi", "cong-an",
    ("Vỉa hè {street} bị chiếm để bán hàng, đỗ xe", "Ô tô đỗ kín {alley} {street}",
     "Chợ cóc lấn lòng đường gần {spot}"),
    ("Vỉa hè {street} bị bày hàng và đỗ xe máy kín, người đi bộ phải xuống lòng đường.",
     "Ô tô đỗ qua đêm hai bên {alley}, chỉ còn lối hẹp chưa đến {n} mét.",
     "Chợ cóc họp từ {hour} giờ ngay cạnh {spot}, lấn gần hết lòng đường."),
    ("Giờ tan tầm rất nguy hiểm cho người già, trẻ em.", "Có hôm xe cứu thương vào mất {n} phút.",
     "Phường vừa dẹp xong thì hôm sau lại như cũ."),
    ("Đề nghị làm thường xuyên và kẻ vạch rõ ràng.", "Đề nghị cắm biển cấm đỗ theo giờ.",
     "Đề nghị bố trí chỗ bán hàng tập trung cho bà con."),
    ("Phường sẽ ra quân mỗi tuần hai buổi", "Phường kiểm tra các vị trí đã cho phép trông giữ xe rồi trả lời"),
    ("Đã kẻ vạch {m} mét vỉa hè, chừa lối cho người đi bộ", "Đã nhắc nhở {m} hộ, xử phạt {n} trường hợp"),
)  # fmt: skip
LAND = Matter(
    "dat-dai", "kinh-te-ha-tang",
    ("Hồ sơ cấp sổ đỏ lần đầu ở {group} giải quyết chậm", "Đề nghị công khai quy hoạch khu đất cạnh {spot}",
     "Đất công gần {spot} bị lấn chiếm"),
    ("Một số hộ nộp hồ sơ xin cấp giấy chứng nhận {since}, đến nay chưa có kết quả.",
     "Khu đất khoảng {m} mét vuông cạnh {spot} bỏ hoang, không rõ quy hoạch làm gì.",
     "Phần đất công ở cuối {alley} bị quây tôn làm chỗ để hàng."),
    ("Mỗi lần hỏi lại được báo thiếu một giấy tờ khác nhau.", "Bà con không biết hỏi ai, đi lại {n} lần rất mệt.",
     "Có người đã xây thêm, để lâu càng khó xử lý."),
    ("Đề nghị nói rõ một lần còn thiếu gì và bao giờ có kết quả.", "Đề nghị niêm yết quy hoạch tại nhà văn hóa.",
     "Đề nghị đo đạc, thu hồi làm sân chơi."),
    ("Phường sẽ rà soát từng hồ sơ, thiếu giấy tờ gì báo một lần", "Phường cho kiểm tra mốc giới trong tháng"),
    ("Đã trả kết quả {n} hồ sơ; các hồ sơ còn lại có giấy hẹn", "Đã niêm yết quy hoạch, trả lời bằng văn bản"),
)  # fmt: skip
BUILDING = Matter(
    "trat-tu-xay-dung", "kinh-te-ha-tang",
    ("Công trình ở {alley} {street} làm nứt nhà bên cạnh", "Xây dựng lấn ra ngõ ở {alley} {street}"),
    ("Công trình đang xây ở {alley} đào móng sâu, {n} nhà bên cạnh bị nứt tường.",
     "Một nhà ở {alley} {street} xây bậc lên xuống lấn ra ngõ gần {n} phân.",
     "Xe chở vật liệu chạy cả đêm, cát đổ tràn ra {street}."),
    ("Chủ công trình hứa sửa nhưng {since} chưa làm.", "Ngõ vốn hẹp nay hai xe máy không tránh nhau được."),
    ("Đề nghị phường kiểm tra giấy phép, đình chỉ nếu sai.", "Đề nghị mời hai bên hòa giải, có biên bản."),
    ("Phường sẽ kiểm tra giấy phép ngay trong tuần", "Phường mời các bên làm việc tại trụ sở"),
    ("Đã lập biên bản, chủ công trình tự tháo phần lấn ra ngõ", "Hai bên đã thống nhất mức sửa chữa, có biên bản"),
)  # fmt: skip
CARE = Matter(
    "an-sinh-xa-hoi", "van-hoa-xa-hoi",
    ("Đề nghị xét lại hộ cận nghèo ở {group}", "Trợ cấp người cao tuổi chi trả chậm",
     "Đề nghị hỗ trợ người khuyết tật tìm việc"),
    ("Tổ có {n} hộ khó khăn nhưng chưa được xét hộ cận nghèo.",
     "Tiền trợ cấp tháng này chậm hơn {n} ngày, nhiều cụ phải đi lại mấy lần.",
     "Người khuyết tật ở {group} muốn học nghề nhưng không biết đăng ký ở đâu."),
    ("Người già neo đơn sống nhờ khoản này.", "Nhiều gia đình không biết có chính sách để làm hồ sơ."),
    ("Đề nghị rà soát lại, công khai danh sách.", "Đề nghị chi trả tại nhà cho người đi lại khó.",
     "Đề nghị thông báo trên loa lịch chi trả hằng tháng."),
    ("Phường sẽ rà soát cùng tổ dân phố theo quy trình", "Từ tháng sau có lịch chi trả cố định, báo trên loa"),
    ("Đã bổ sung {n} hộ vào danh sách sau khi họp dân", "Đã chi trả tại nhà cho {n} cụ"),
)  # fmt: skip
SCHOOL = Matter(
    "giao-duc", "van-hoa-xa-hoi",
    ("Ùn tắc giờ tan học ở cổng trường", "Trường mầm non thiếu chỗ",
     "Đề nghị có sân chơi cho trẻ em hè"),
    ("Giờ tan học cổng trường ở {street} ùn tắc khoảng {n} phút.",
     "Trường mầm non công lập chỉ nhận được {m} cháu, nhiều nhà phải gửi xa.",
     "Mùa hè trẻ em ở {group} không có chỗ chơi, hay ra bờ kênh."),
    ("Phụ huynh dừng xe giữa đường rất nguy hiểm.", "Đã có cháu suýt đuối nước.",
     "Học phí trường tư cao, nhiều nhà không kham nổi."),
    ("Đề nghị phân luồng, kẻ vạch chờ đón con.", "Đề nghị mở thêm lớp trong năm học tới.",
     "Đề nghị mở cửa nhà văn hóa và sân trường dịp hè."),
    ("Phường phối hợp nhà trường và Công an phân luồng", "Phường ghi nhận, đưa vào kế hoạch năm học tới"),
    ("Đã kẻ vạch, bố trí tổ trực giờ tan học", "Đã mở {n} điểm sinh hoạt hè, dạy bơi cho {m} cháu"),
)  # fmt: skip
HEALTH = Matter(
    "y-te", "van-hoa-xa-hoi",
    ("Trạm y tế thiếu thuốc bảo hiểm", "Đề nghị khám sức khỏe định kỳ cho người cao tuổi",
     "Muỗi nhiều, lo sốt xuất huyết ở {group}"),
    ("Trạm y tế phường {since} hay hết thuốc huyết áp, phải lên tuyến trên.",
     "Người cao tuổi ở {group} hơn một năm chưa được khám sức khỏe.",
     "Ao tù cạnh {spot} nhiều muỗi, tổ đã có {n} người sốt xuất huyết."),
    ("Các cụ đi xa rất vất vả.", "Bà con tự mua thuốc phun nhưng không hết."),
    ("Đề nghị bổ sung thuốc đủ danh mục.", "Đề nghị tổ chức khám tại nhà văn hóa.",
     "Đề nghị phun hóa chất, lấp ao tù."),
    ("Phường đã báo Trung tâm Y tế bổ sung thuốc", "Phường tổ chức phun diệt muỗi trong tuần"),
    ("Đã khám cho {m} người cao tuổi tại {n} điểm", "Đã phun hóa chất {n} đợt, không có ca mới"),
)  # fmt: skip
FOOD = Matter(
    "an-toan-thuc-pham", "van-hoa-xa-hoi",
    ("Đề nghị kiểm tra hàng ăn vỉa hè cổng trường", "Điểm giết mổ gia cầm cạnh {spot}"),
    ("Cổng trường ở {street} có {n} xe bán đồ ăn không rõ nguồn gốc.",
     "Cạnh {spot} có điểm giết mổ gia cầm, nước thải chảy ra cống."),
    ("Đã có cháu đau bụng phải nghỉ học.", "Mùi hôi và lông bay vào nhà dân."),
    ("Đề nghị kiểm tra và công khai kết quả.", "Đề nghị chuyển vào chợ, có kiểm dịch."),
    ("Phường thành lập tổ kiểm tra trong tháng", "Phường yêu cầu dừng giết mổ tại chỗ"),
    ("Đã kiểm tra {n} điểm, xử phạt {n} trường hợp", "Đã chuyển điểm giết mổ vào chợ có kiểm dịch"),
)  # fmt: skip
CULTURE = Matter(
    "van-hoa-the-thao", "van-hoa-xa-hoi",
    ("Nhà văn hóa {group} dột, thiếu ghế", "Loa truyền thanh ở {alley} {street} nghe không rõ",
     "Đề nghị lắp dụng cụ thể dục ở vườn hoa"),
    ("Nhà văn hóa {group} dột {since}, họp phải che bạt, chỉ có {m} ghế.",
     "Loa truyền thanh ở {alley} rè, câu được câu mất, bà con không nghe được thông báo.",
     "Vườn hoa có {n} dụng cụ thể dục thì hỏng gần hết."),
    ("Các buổi họp dân ít người đến.", "Người cao tuổi không biết lịch tiêm, lịch chi trả."),
    ("Đề nghị sửa mái trước mùa mưa.", "Đề nghị chỉnh lại hướng loa, thay bộ thu.", "Đề nghị thay dụng cụ mới."),
    ("Phường đưa vào danh mục sửa chữa năm nay", "Đài truyền thanh sẽ kiểm tra từng cụm loa"),
    ("Đã lợp lại mái, bổ sung {m} ghế", "Đã thay bộ thu của {n} cụm loa, nghe rõ"),
)  # fmt: skip
PAPERS = Matter(
    "cai-cach-hanh-chinh", "hanh-chinh-cong",
    ("Chờ lâu ở bộ phận một cửa", "Hướng dẫn nộp hồ sơ trực tuyến còn khó", "Đề nghị trả kết quả vào sáng thứ Bảy"),
    ("Sáng thứ Hai bộ phận một cửa có hơn {m} người chờ, chỉ mở {n} quầy.",
     "Nộp hồ sơ trực tuyến báo lỗi {n} lần, người già không làm được.",
     "Người đi làm giờ hành chính không thể đến lấy kết quả."),
    ("Có người chờ đến {n} lượt mới xong.", "Phải nhờ người quen hoặc thuê dịch vụ, tốn kém."),
    ("Đề nghị mở thêm quầy vào đầu tuần.", "Đề nghị có đoàn viên hỗ trợ tại nhà văn hóa.",
     "Đề nghị trả kết quả ngoài giờ."),
    ("Trung tâm sẽ mở thêm quầy giờ cao điểm", "Đoàn thanh niên hỗ trợ tại chỗ mỗi tuần hai buổi"),
    ("Đã mở thêm {n} quầy, thời gian chờ giảm còn {n} phút", "Đã trả kết quả sáng thứ Bảy cho {m} hồ sơ"),
)  # fmt: skip
MARKET = Matter(
    "kinh-te-xa-hoi", "kinh-te-ha-tang",
    ("Đề nghị sửa mái chợ dân sinh ở {street}", "Đề nghị hỗ trợ hộ kinh doanh nhỏ vay vốn"),
    ("Mái chợ ở {street} dột {n} chỗ {since}, tiểu thương phải che bạt.",
     "Hộ kinh doanh nhỏ ở {group} muốn vay vốn chính sách nhưng thủ tục rắc rối."),
    ("Ngày mưa chợ vắng khách, hàng hóa ướt.", "Nhiều người phải vay nóng bên ngoài."),
    ("Đề nghị sửa mái và hệ thống điện trong chợ.", "Đề nghị ngân hàng chính sách về hướng dẫn tại phường."),
    ("Phường lập dự toán sửa mái trong quý", "Phường mời ngân hàng chính sách về tư vấn tại nhà văn hóa"),
    ("Đã sửa {m} mét vuông mái chợ, thay dây điện", "Đã có {n} hộ được vay vốn"),
)  # fmt: skip
STAFF = Matter(
    "can-bo-xay-dung-dang", "van-phong",
    ("Thái độ tiếp dân ở bộ phận một cửa", "Đề nghị thông báo lịch tiếp dân của lãnh đạo phường",
     "Đề nghị công khai thu chi các khoản đóng góp"),
    ("Có hôm bà con đến lúc {hour} giờ mà quầy không có người trực.",
     "Lịch tiếp dân của lãnh đạo phường chỉ dán ở trụ sở, tổ dân phố không biết.",
     "Các khoản đóng góp ở tổ thu {since} mà chưa công khai chi."),
    ("Bà con ngại đến hỏi lần sau.", "Dễ sinh hiểu lầm trong khu dân cư."),
    ("Đề nghị chấn chỉnh, gắn biển tên và số phản ánh.", "Đề nghị phát lịch trên loa hằng tháng.",
     "Đề nghị công khai ở bảng tin {spot}."),
    ("Phường xin tiếp thu, chấn chỉnh ngay", "Văn phòng sẽ niêm yết và phát loa hằng tháng"),
    ("Đã niêm yết tại {n} nhà văn hóa, phát loa ngày mùng một hằng tháng", "Đã phân công trực đủ giờ, gắn biển tên"),
)  # fmt: skip

MATTERS = (ROAD, LIGHT, DRAIN, WASTE, TREE, NOISE, SAFETY, PAVEMENT, LAND, BUILDING, CARE, SCHOOL, HEALTH, FOOD,
           CULTURE, PAPERS, MARKET, STAFF)  # fmt: skip

TOPICS = (
    ("kinh-te-xa-hoi", "Kinh tế - xã hội", ("phát triển kinh tế - xã hội", "chợ, buôn bán")),
    ("dat-dai", "Đất đai", ("quản lý đất đai", "sổ đỏ, giấy chứng nhận")),
    ("moi-truong", "Môi trường", ("vệ sinh môi trường", "rác thải", "cây xanh")),
    ("ha-tang", "Hạ tầng kỹ thuật", ("đường sá, giao thông", "điện, chiếu sáng", "cấp nước, thoát nước")),
    ("trat-tu-xay-dung", "Trật tự xây dựng", ("quản lý trật tự xây dựng",)),
    ("trat-tu-do-thi", "Trật tự đô thị", ("vỉa hè, lòng đường",)),
    ("an-ninh-trat-tu", "An ninh trật tự, quốc phòng", ("phòng cháy, chữa cháy", "tiếng ồn")),
    ("an-sinh-xa-hoi", "An sinh xã hội", ("hộ nghèo, cận nghèo", "người cao tuổi")),
    ("giao-duc", "Giáo dục và đào tạo", ("trường học",)),
    ("y-te", "Y tế", ("trạm y tế",)),
    ("an-toan-thuc-pham", "An toàn thực phẩm", ("vệ sinh an toàn thực phẩm",)),
    ("van-hoa-the-thao", "Văn hóa, thể thao, thông tin", ("nhà văn hóa, sân chơi", "truyền thanh")),
    ("cai-cach-hanh-chinh", "Cải cách hành chính", ("thủ tục hành chính",)),
    ("can-bo-xay-dung-dang", "Công tác cán bộ, xây dựng Đảng và chính quyền", ("công tác cán bộ",)),
)
UNITS = (
    ("van-phong", "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân phường", ("Văn phòng UBND phường",)),
    ("kinh-te-ha-tang", "Phòng Kinh tế, Hạ tầng và Đô thị", ("Phòng KT, HT và ĐT",)),
    ("van-hoa-xa-hoi", "Phòng Văn hóa - Xã hội", ("Phòng VH-XH",)),
    ("hanh-chinh-cong", "Trung tâm Phục vụ hành chính công phường", ("Bộ phận Một cửa",)),
    ("cong-an", "Công an phường", ()),
    ("mat-tran", "Ủy ban Mặt trận Tổ quốc Việt Nam phường", ("MTTQ phường",)),
)

BASES = (
    ("Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025", "72/2025/QH15", "16/6/2025",
     "Quốc hội"),
    ("Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15 ngày 10 tháng 11 năm 2022", "10/2022/QH15", "10/11/2022",
     "Quốc hội"),
    ("Căn cứ Nghị định số 49/2024/NĐ-CP ngày 10 tháng 5 năm 2024 của Chính phủ quy định hoạt động thông tin cơ sở",
     "49/2024/NĐ-CP", "10/5/2024", "Chính phủ"),
)  # fmt: skip
PURPOSES = (
    "Trực tiếp lắng nghe tâm tư, nguyện vọng, kiến nghị và hiến kế của Nhân dân; giải quyết kịp thời những việc thuộc "
    "thẩm quyền của phường, kiến nghị cấp trên những việc vượt thẩm quyền",
    "Công khai việc trả lời và kết quả giải quyết từng kiến nghị để Nhân dân theo dõi, giám sát",
    "Tuyên truyền chủ trương của Đảng, chính sách, pháp luật của Nhà nước; tạo đồng thuận trong thực hiện nhiệm vụ",
    "Phát huy vai trò của Mặt trận Tổ quốc và các tổ chức chính trị - xã hội trong giám sát, phản biện",
)
REQUIREMENTS = (
    "Đối thoại dân chủ, công khai, thiết thực, đúng trọng tâm; không né tránh việc khó",
    "Chương trình, nội dung, thời gian và địa điểm đối thoại phải được thông báo rộng rãi trên hệ thống truyền thanh, "
    "niêm yết tại trụ sở và nhà văn hóa chậm nhất 07 ngày trước ngày tổ chức",
    "Khi thay đổi thời gian, địa điểm phải báo lại bằng đúng những hình thức đã báo trước đó, nêu rõ lý do",
    "Thông báo kết luận trong 07 ngày làm việc sau mỗi buổi; công khai kết quả trong 10 ngày",
    "Mỗi kiến nghị có đơn vị chịu trách nhiệm và thời hạn; việc vượt thẩm quyền phải chuyển cấp trên và báo người nêu",
)
CONTENTS = (
    "Tình hình kinh tế - xã hội, quốc phòng - an ninh của phường",
    "Đất đai, trật tự xây dựng, trật tự đô thị, môi trường",
    "Hạ tầng, điện, nước, chiếu sáng, thoát nước", "An sinh xã hội, giáo dục, y tế, an toàn thực phẩm",
    "Cải cách hành chính, thái độ phục vụ của cán bộ, công chức", "Kết quả giải quyết kiến nghị của buổi trước",
)  # fmt: skip
AGENDA = (
    ("Tuyên bố lý do, giới thiệu đại biểu, chủ trì và thư ký", 10, "Văn phòng"),
    ("Báo cáo tóm tắt tình hình kinh tế - xã hội và việc giải quyết kiến nghị của buổi trước", 20,
     "Phó Chủ tịch Ủy ban nhân dân phường"),
    ("Trả lời các ý kiến đã gửi trước", 40, "Chủ trì, trưởng các phòng, đơn vị"),
    ("Nhân dân phát biểu, đối thoại trực tiếp", 80, ""),
    ("Ủy ban Mặt trận Tổ quốc Việt Nam phường và các tổ chức chính trị - xã hội phát biểu", 10, ""),
    ("Chủ trì kết luận", 20, "Chủ tịch Ủy ban nhân dân phường"),
)  # fmt: skip
DELEGATES = (
    "Thường trực Đảng ủy, Thường trực Hội đồng nhân dân phường", "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân phường",
    "Ủy ban Mặt trận Tổ quốc Việt Nam phường và các tổ chức chính trị - xã hội",
    "Trưởng các phòng, đơn vị; Trưởng Công an phường; Chỉ huy trưởng Ban Chỉ huy Quân sự phường",
)  # fmt: skip
PEOPLE = (
    "Bí thư chi bộ, tổ trưởng tổ dân phố, Trưởng ban công tác Mặt trận",
    "Mọi người dân đang sinh sống, làm việc trên địa bàn phường",
)
TASKS = {
    "van-phong": (
        "Tham mưu lịch, giấy mời, tài liệu, thông báo kết luận từng buổi",
        "Tổng hợp ý kiến gửi trước, trình Chủ tịch phân công chuẩn bị trả lời",
        "Theo dõi, đôn đốc, cập nhật tiến độ từng kiến nghị",
    ),
    "van-hoa-xa-hoi": (
        "Thông báo trên hệ thống truyền thanh về chương trình, nội dung, thời gian và địa điểm",
        "Niêm yết tại trụ sở, gửi tổ trưởng tổ dân phố niêm yết tại nhà văn hóa; đăng trang thông tin điện tử",
    ),
    "kinh-te-ha-tang": (
        "Chuẩn bị trả lời về đất đai, xây dựng, môi trường, hạ tầng",
        "Bảo đảm kinh phí tổ chức theo quy định",
    ),
    "hanh-chinh-cong": ("Nhận phiếu ý kiến tại quầy; chuẩn bị trả lời về thủ tục hành chính",),
    "cong-an": ("Bảo đảm an ninh trật tự nơi tổ chức; chuẩn bị trả lời về an ninh trật tự, phòng cháy, cư trú",),
    "mat-tran": (
        "Phát phiếu, tập hợp ý kiến của Nhân dân, gửi Văn phòng trước 10 ngày diễn ra buổi đối thoại",
        "Giám sát việc thực hiện kết luận sau đối thoại",
    ),
}
WAYS = (
    "Bỏ phiếu vào thùng thư góp ý tại trụ sở phường hoặc nhà văn hóa tổ dân phố",
    "Nói với tổ trưởng tổ dân phố hoặc Trưởng ban công tác Mặt trận để ghi lại hộ",
    "Gặp cán bộ tại bàn tiếp dân, tầng 1 trụ sở phường",
)
ABOUT_PAGES = {
    "gioi-thieu": """# Giới thiệu

Trang này công khai việc đối thoại giữa chính quyền địa phương với Nhân dân: khi nào đối thoại, ở đâu, bàn việc gì,
bà con đã kiến nghị gì, ai phải giải quyết, đã làm đến đâu.

## Ở đây có gì

- **Kế hoạch**: mỗi năm cơ quan định tổ chức mấy buổi đối thoại.
- **Lịch từng buổi**: ngày, giờ, địa điểm, nội dung, chương trình.
- **Kiến nghị**: mỗi ý kiến của người dân có một trang riêng.

## Về số liệu đang có

Mọi cơ quan, tên phố, số văn bản, kiến nghị ở đây đều do máy soạn ra để đo tốc độ; không có nơi nào, người nào có thật.
""",
    "hoi-dap": """# Hỏi đáp

## Làm sao biết buổi đối thoại sắp tới?

Xem trang Lịch đối thoại, nghe loa truyền thanh của phường, hoặc hỏi tổ trưởng tổ dân phố.

## Kiến nghị của tôi đến đâu rồi?

Mở trang Kiến nghị của phường mình, tìm theo số hoặc theo lĩnh vực. Mỗi kiến nghị ghi từng việc đã xảy ra theo ngày.

## Không dùng được mạng thì sao?

Gặp cán bộ tại bàn tiếp dân; kết quả cũng được niêm yết ở nhà văn hóa tổ dân phố.
""",
}
