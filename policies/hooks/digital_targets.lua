-- Chỉ khai "đạt" khi mọi con số đã ghi và không thấp hơn mục tiêu (Kế hoạch của Trường TH&THCS NewTonTH, mục II.1, III.4).
-- Các số này là giá trị của những tham số cùng tên trong quy chế; tài liệu nào chỉ hỏi một phần thì chỉ xét phần đó.
-- Targets are declared as met only when every number is there and not below its target.
local targets = {
  target_report = {
    reports_through_systems = 100,
    teacher_accounts = 100,
    pupil_accounts = 100,
    digitised_lectures = 20,
    e_library = 40,
    shared_data_activities = 1,
    grades_on_electronic_books = 100,
    cashless_payments = 80,
    digital_contests = 2,
    pupils_learning_computing = 100,
    online_contests = 3,
  },
  meeting_report = { online_meetings = 80, paperless_rooms = 30 },
}
local lectures_2025 = 60 -- "đến năm 2025 đạt 60%"

return function(input)
  local short = {}
  for name, least in pairs(targets[input.document.type] or {}) do
    if name == "digitised_lectures" and input.today >= "2025-01-01" then least = lectures_2025 end
    local reached = input.document.fields[name]
    if reached == nil or reached < least then table.insert(short, string.format("%s dưới %d", name, least)) end
  end
  if #short == 0 then return true end
  return false, "Chưa đạt: " .. table.concat(short, ", ")
end
